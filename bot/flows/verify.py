"""The officer sends the branch's file: asked, read, looked over, columns changed, applied or given up."""

from collections.abc import Callable, Mapping, Sequence

from bot.conversation.effects import Audited, Effect, Enter
from bot.conversation.effects_files import ApplyFile, CancelFile, FetchFile, PickColumn
from bot.conversation.events import Sent
from bot.conversation.steps import Choose, Decide, Do, Fill, Find, Flow, Option, Tell
from bot.conversation.view import Known, View
from bot.conversation.words import Label, Lines, Listing, Value
from bot.flows.branch_file import COLUMNS
from bot.flows.counts import counted
from bot.leads.rights import may
from bot.leads.verification import MOVE_OF
from bot.sheets.headings import fold
from bot.sheets.sheet import LIMITS
from storage.records import Upload

FLOWS_OF_THEIR_OWN = frozenset({"relay"})
"""Flows that a file belongs to while they are open."""
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
            "whose": Decide(
                pick=_whose, exits=frozenset({"ask", "sure", "check", "wait", "found", "applying", "menu/"})
            ),
            "ask": Choose(exits={"how": "how", "tasks": "desk/"}, show=lambda _: {"most": LIMITS.megabytes}),
            "how": Choose(exits={"back": "ask"}),
            "sure": Choose(exits={"yes": "check", "no": "menu/"}, show=_file),
            "check": Decide(pick=_size, exits=frozenset({"too_big", "fetch"})),
            "too_big": Tell(then="dropped", show=lambda _: {"most": LIMITS.megabytes}),
            "dropped": Fill(answers=lambda _: {}, then="ask"),
            "fetch": Do(effects=_fetch, then="fetched"),
            "fetched": Fill(answers=lambda _: {}, then="wait"),
            "wait": Choose(exits={"refresh": "whose", "cancel": "leave"}),
            "found": Choose(
                exits={"apply": "ready", "columns": "columns", "cancel": "leave"}, offered=_offered, show=_found
            ),
            "ready": Decide(pick=_still_read("apply"), exits=frozenset({"apply", "whose"})),
            "apply": Do(effects=_apply, then="applying"),
            "applying": Choose(exits={"refresh": "whose"}),
            "leave": Decide(pick=_can_be_left, exits=frozenset({"cancel", "whose"})),
            "cancel": Do(effects=_cancel, then="cancelled"),
            "cancelled": Tell(then="ask"),
            "columns": Choose(exits=dict.fromkeys(COLUMNS, "column"), columns=2, show=_columns),
            "column": Find(search=_search, suggest=_headings, then="pick", otherwise="pick", show=_wanted),
            "pick": Decide(pick=_still_read("picked"), exits=frozenset({"picked", "whose"})),
            "picked": Do(effects=_pick, then="wait"),
        },
    )


def receives(event: Sent, known: Known, flow: str) -> Enter | None:
    """A document from an officer may be the branch's file: in this flow it is, anywhere else we ask."""
    member = known.staff
    if member is None or not may(member, "verify.import", member):
        return None
    if event.kind != "document" or not event.file or flow in FLOWS_OF_THEIR_OWN:
        return None
    sent = {"file": event.file, "name": event.name or "-", "size": event.size}
    return Enter("verify/whose", {"sent": sent, "awaited": flow == "verify"})


def _upload(view: View) -> Upload | None:
    return view.known.desk.upload


def _whose(view: View) -> str:
    if view.known.staff is None:
        return "menu/"
    if "sent" in view.answers:
        return "check" if view.answers["awaited"] else "sure"
    upload = _upload(view)
    return "ask" if upload is None else {"waiting": "wait", "read": "found"}.get(upload.state, "applying")


def _file(view: View) -> Mapping[str, Value]:
    return {"file": str(view.answers.get("sent", {}).get("name", "-"))}


def _size(view: View) -> str:
    return "too_big" if view.answers.get("sent", {}).get("size", 0) > LIMITS.size else "fetch"


def _fetch(view: View) -> Sequence[Effect]:
    sent = view.answers.get("sent")
    return [FetchFile(sent["file"], sent["name"])] if sent else []


def _still_read(then: str) -> Callable[[View], str]:
    def pick(view: View) -> str:
        upload = _upload(view)
        return then if upload is not None and upload.state == "read" else "whose"

    return pick


def _can_be_left(view: View) -> str:
    upload = _upload(view)
    return "cancel" if upload is not None and upload.state in ("waiting", "read") else "whose"


def _apply(view: View) -> Sequence[Effect]:
    upload = _upload(view)
    return [ApplyFile(upload), _kept(upload, "apply")] if upload else []


def _cancel(view: View) -> Sequence[Effect]:
    upload = _upload(view)
    return [CancelFile(upload), _kept(upload, "cancel")] if upload else []


def _kept(upload: Upload, step: str) -> Audited:
    return Audited("verify.import", f"upload:{upload.id}", {"step": step})


def _pick(view: View) -> Sequence[Effect]:
    upload, column = _upload(view), view.answers.get("column", "")
    return [PickColumn(upload, view.answers["columns"], int(column) if column else None)] if upload else []


def _offered(view: View) -> Sequence[str]:
    upload = _upload(view)
    matters = upload is not None and any(upload.counts.get(outcome) for outcome in (*MOVE_OF, "look"))
    return ("apply", "columns", "cancel") if matters else ("columns", "cancel")


def _found(view: View) -> Mapping[str, Value]:
    upload = _upload(view)
    if upload is None:
        return {}
    private = Listing(tuple(upload.told.get("private", ())))
    notes = _no_status(upload)
    notes += [Label("verify.left_out", {"columns": private})] if private.items else []
    notes += [] if upload.told.get("enough", True) else [Label("verify.not_enough")]
    unread = Listing(tuple(upload.told.get("unread", ())))
    notes += [Label("verify.unread", {"sheets": unread})] if unread.items else []
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
    return {"columns": _used(_upload(view))}


def _wanted(view: View) -> Mapping[str, Value]:
    return {"what": Label(f"verify.columns.{view.answers.get('columns', 'phone')}")}


def _headings(view: View) -> Sequence[Option]:
    upload = _upload(view)
    return [(column, words) for column, words in (upload.told.get("headings", ()) if upload else ())][:ALL_BUTTONS]


def _search(text: str, view: View) -> Sequence[Option]:
    upload, typed = _upload(view), fold(text)
    found = upload.told.get("headings", ()) if upload else ()
    return [(column, words) for column, words in found if typed and typed in fold(words)][:ALL_BUTTONS]
