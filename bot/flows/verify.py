"""The officer sends the branch's file: looked over, columns changed, applied; or a list of sponsors, saved."""

from collections.abc import Mapping, Sequence

from bot.conversation.effects import Effect
from bot.conversation.effects_files import PickColumn
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Value
from bot.flows import coverage_list, files, sponsor_list
from bot.flows.branch_file import COLUMNS
from bot.flows.counts import counted
from bot.flows.file_kinds import needed
from bot.flows.files import left_out, still_read, upload_of
from bot.leads.verification import MOVE_OF
from bot.sheets.headings import fold
from storage.records import Upload

MOST_NAMED = 6
"""Columns that are named where many are left over; the list of all is one tap away."""
ALL_BUTTONS = 60
"""Columns that are offered; more nobody scrolls through, but any can be typed."""


def flow() -> Flow:
    """The flow of /cocokkan, for officers alone."""
    return Flow(
        name="verify",
        start="whose",
        steps={
            **files.steps(),
            **sponsor_list.steps(),
            **coverage_list.steps(),
            "found": Choose(
                exits={"apply": "ready", "columns": "columns", "cancel": "leave"}, offered=_offered, show=_found
            ),
            "ready": Decide(pick=still_read("apply"), exits=frozenset({"apply", "whose"})),
            "apply": Do(effects=files.apply, then="applying"),
            "applying": Choose(exits={"refresh": "whose"}),
            "columns": Choose(exits=dict.fromkeys(COLUMNS, "column"), columns=2, show=_columns),
            "column": Find(search=_search, suggest=_headings, then="pick", otherwise="pick", show=_wanted),
            "pick": Decide(pick=still_read("picked"), exits=frozenset({"picked", "whose"})),
            "picked": Do(effects=_pick, then="wait"),
        },
    )


def _pick(view: View) -> Sequence[Effect]:
    upload, column = upload_of(view), view.answers.get("column", "")
    return [PickColumn(upload, view.answers["columns"], int(column) if column else None)] if upload else []


def _offered(view: View) -> Sequence[str]:
    upload = upload_of(view)
    matters = upload is not None and any(upload.counts.get(outcome) for outcome in (*MOVE_OF, "look"))
    return ("apply", "columns", "cancel") if matters else ("columns", "cancel")


def _found(view: View) -> Mapping[str, Value]:
    upload = upload_of(view)
    if upload is None:
        return {}
    notes = _no_status(upload)
    notes += [] if upload.told.get("enough", True) else [Label("verify.not_enough", needed())]
    notes += left_out(upload)
    return {
        "file": str(upload.told.get("name", "-")),
        "counts": counted(upload.counts),
        "columns": _used(upload),
        "notes": Lines(tuple(notes)),
    }


def _no_status(upload: Upload) -> list[Label]:
    """The warning that every row counts as registered, although some column that nobody reads may say otherwise."""
    left = upload.told.get("without_status", ())[:MOST_NAMED]
    columns = Listing(tuple(words or Label("verify.headless") for words in left))
    return [Label("verify.no_status", {"columns": columns})] if left else []


def _used(upload: Upload | None) -> Lines:
    used = upload.told.get("columns", {}) if upload else {}
    return Lines(
        tuple(
            Label("verify.column_is", {"what": Label(f"verify.columns.{name}"), "heading": used.get(name, "–")})
            for name in COLUMNS
        )
    )


def _columns(view: View) -> Mapping[str, Value]:
    return {"columns": _used(upload_of(view))}


def _wanted(view: View) -> Mapping[str, Value]:
    return {"what": Label(f"verify.columns.{view.answers.get('columns', 'phone')}")}


def _headings(view: View) -> Sequence[Option]:
    upload = upload_of(view)
    return [(column, words) for column, words in (upload.told.get("headings", ()) if upload else ())][:ALL_BUTTONS]


def _search(text: str, view: View) -> Sequence[Option]:
    upload, typed = upload_of(view), fold(text)
    found = upload.told.get("headings", ()) if upload else ()
    return [(column, words) for column, words in found if typed and typed in fold(words)][:ALL_BUTTONS]
