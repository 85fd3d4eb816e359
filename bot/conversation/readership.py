"""What whoever reads reports wants, in the imperative."""

from dataclasses import dataclass
from typing import Literal

from storage.readers import Rhythm

Form = Literal["picture", "pdf", "excel"]
FORMS: tuple[Form, ...] = ("picture", "pdf", "excel")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form of a report that is kept, made when it is sent: the name of its file, its region and week."""

    name: str
    region: str
    week: str
    form: Form


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
    """The report of this region and week ("2026-W46") is wanted; it is made after the turn, unless somebody did."""

    region: str
    week: str


@dataclass(frozen=True, slots=True)
class SendReport:
    """This report, which is kept, is to come to the chat in one of its forms; `name` says of which region and days."""

    region: str
    week: str
    form: Form
    name: str


ReaderEffect = Subscribe | Unsubscribe | MakeReport | SendReport
