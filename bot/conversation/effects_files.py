"""What should become of a file of the staff, in the imperative; `runtime.files_sent` turns each into rows."""

from dataclasses import dataclass
from datetime import date

from storage.records import LeadId, Upload


@dataclass(frozen=True, slots=True)
class FetchFile:
    """A file that this member of the staff sent is to be fetched and looked over for their branch."""

    file: str
    name: str


@dataclass(frozen=True, slots=True)
class PickColumn:
    """In this file, that column (none: no column) holds what is called `name`; it is looked over anew."""

    upload: Upload
    name: str
    column: int | None


@dataclass(frozen=True, slots=True)
class DateFile:
    """Figures of this file that tell no day are of this one; it is looked over anew."""

    upload: Upload
    day: date


@dataclass(frozen=True, slots=True)
class ApplyFile:
    """What the file says becomes true, row by row; `agreed` where its questions were answered with yes."""

    upload: Upload
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class CancelFile:
    """The file is forgotten, and nothing of it becomes true."""

    upload: Upload


@dataclass(frozen=True, slots=True)
class SendTemplate:
    """This member of the staff gets an empty table of sponsors to fill in."""


@dataclass(frozen=True, slots=True)
class LookedInto:
    """Somebody of the branch looked into what its last file says of this lead; it is on nobody's list any more."""

    lead: LeadId


FileEffect = FetchFile | PickColumn | DateFile | ApplyFile | CancelFile | SendTemplate | LookedInto
