"""What whoever reads reports wants, in the imperative."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from storage.readers import Rhythm

Form = Literal["picture", "pdf", "excel"]
FORMS: tuple[Form, ...] = ("picture", "pdf", "excel")


@dataclass(frozen=True, slots=True)
class Subscribe:
    """The report of this region (dotted code) is to come by itself, so often."""

    region: str
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """The report of this region is not to come any more."""

    region: str


@dataclass(frozen=True, slots=True)
class MakeReport:
    """The report of this region and week ("2026-W46") is wanted; it is made unless somebody did."""

    region: str
    week: str


@dataclass(frozen=True, slots=True)
class SendReport:
    """This report, as a snapshot, is to come to the chat in one of its forms."""

    snapshot: Mapping[str, Any]
    form: Form


ReaderEffect = Subscribe | Unsubscribe | MakeReport | SendReport
