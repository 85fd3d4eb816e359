"""Which kind of file a member of the staff sent: told by its headings, never by its name."""

from collections.abc import Mapping, Sequence

from bot.conversation.words import Label, Listing, Value
from bot.coverage.carried import carried, is_coverage
from bot.errors import InvalidAnswer
from bot.flows import branch_file, sponsor_columns
from bot.i18n.catalogue import Catalogue
from bot.reports.workbook import is_ours
from bot.sheets.headings import Table, fold, table
from bot.sheets.sheet import Sheet
from storage.records import FileKind

MEMBERS: FileKind = "members"
SPONSORS: FileKind = "sponsors"
COVERAGE: FileKind = "coverage"
OWN_REPORT = "coverage.refused.own_report"
NEITHER = "files.neither"
"""The sentence for a file that is neither; `needed` fills it."""
_NO_HEADINGS, _NO_ROWS = "sheets.refused.no_headings", "sheets.refused.no_rows"


def told_apart(sheet: Sheet, remembered: Mapping[str, str]) -> tuple[FileKind, Table]:
    """What a sheet is, and the table in it; `remembered` is how this branch called its columns of members before.

    Headings that both know, as a village, count for neither; where they are all there is, it is about members, whose
    columns an officer may pick. A table of coverage lacks what these need. Raises InvalidAnswer: none of them, or
    nothing under the headings, or a report that we wrote ourselves.
    """
    if is_ours((sheet.title, *sheet.unread), Catalogue.load()):
        raise InvalidAnswer(OWN_REPORT)
    members, sponsors = _table(sheet, branch_file.COLUMNS), _table(sheet, sponsor_columns.COLUMNS)
    if not _says_enough(members, sponsors, remembered) and is_coverage(sheet):
        return COVERAGE, carried(sheet)
    known = _words(members, branch_file.chosen(members, remembered)) if isinstance(members, Table) else set()
    others = _words(sponsors, sponsor_columns.columns_of(sponsors)) if isinstance(sponsors, Table) else set()
    if isinstance(sponsors, Table) and (not isinstance(members, Table) or len(others - known) > len(known - others)):
        return SPONSORS, sponsors
    if isinstance(members, Table):
        return MEMBERS, members
    raise InvalidAnswer(NEITHER) if {members, sponsors} == {_NO_HEADINGS} else InvalidAnswer(_NO_ROWS)


def _says_enough(members: Table | str, sponsors: Table | str, remembered: Mapping[str, str]) -> bool:
    """Whether it has the columns that one of the other kinds needs."""
    if isinstance(sponsors, Table) and not sponsor_columns.missing(sponsor_columns.columns_of(sponsors)):
        return True
    return isinstance(members, Table) and branch_file.is_enough(branch_file.chosen(members, remembered))


def refusal(wrong: InvalidAnswer) -> Label:
    """The sentence for a file that is not read; whichever sentence likes can name the headings of either kind."""
    return Label(wrong.key, {**needed(), **wrong.params})


def needed() -> Mapping[str, Value]:
    """The headings by which either kind is told, in words."""
    sponsors = Listing(tuple(Label(f"sponsors.column.{name}") for name in sponsor_columns.NEEDED))
    members = {name: Label(f"verify.columns.{name}") for name in branch_file.NEEDED}
    return {**members, "sponsors": sponsors}


def _table(sheet: Sheet, wanted: Mapping[str, Sequence[str]]) -> Table | str:
    """The table under such headings, or the key of why there is none. Raises InvalidAnswer for anything else."""
    try:
        return table(sheet, wanted)
    except InvalidAnswer as wrong:
        if wrong.key in (_NO_HEADINGS, _NO_ROWS):
            return wrong.key
        raise


def _words(found: Table, columns: Mapping[str, int]) -> set[str]:
    return {fold(found.headings[at]) for at in columns.values()}
