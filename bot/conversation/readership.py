"""What whoever reads reports wants, in the imperative."""

from dataclasses import dataclass

from storage.readers import Rhythm


@dataclass(frozen=True, slots=True)
class Subscribe:
    """The report of this region (dotted code) is to come by itself, so often."""

    region: str
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class Unsubscribe:
    """The report of this region is not to come any more."""

    region: str


ReaderEffect = Subscribe | Unsubscribe
