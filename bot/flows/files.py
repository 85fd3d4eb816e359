"""A member of the staff sends a file: it is asked for, fetched, waited for, given up; whatever it turns out to be."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.conversation.effects import Audited, Effect, Enter
from bot.conversation.effects_files import ApplyFile, CancelFile, DateFile, FetchFile
from bot.conversation.events import Sent
from bot.conversation.steps import Choose, Decide, Do, Fill, Step, Tell
from bot.conversation.view import Known, View
from bot.conversation.words import Label, Listing, Value
from bot.flows.file_kinds import COVERAGE, MEMBERS, SPONSORS
from bot.leads.rights import may
from bot.sheets.sheet import LIMITS
from storage.records import Upload

FLOWS_OF_THEIR_OWN = frozenset({"relay"})
"""Flows that a file belongs to while they are open."""
IMPORTS = ("verify.import", "sponsors.import", "coverage.import")
"""What whoever sends a file must be allowed."""
_LOOKED_OVER = {SPONSORS: "list", COVERAGE: "figures"}
_UNDER_WAY = {SPONSORS: "saving", COVERAGE: "storing"}
_WAYS = ("ask", "sure", "check", "wait", "found", "applying", "menu/")
AWAITED = frozenset({"verify", "sponsors"})
"""Flows in which a file is what was asked for."""


def steps() -> Mapping[str, Step]:
    """Everything up to the reading of a file, and giving it up."""
    return {
        "whose": Decide(
            pick=_whose,
            exits=frozenset({*_WAYS, *_LOOKED_OVER.values(), *_UNDER_WAY.values()}),
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
        "leave": Decide(pick=_can_be_left, exits=frozenset({"cancel", "whose"})),
        "cancel": Do(effects=_cancel, then="cancelled"),
        "cancelled": Tell(then="ask"),
    }


def receives(event: Sent, known: Known, flow: str) -> Enter | None:
    """A document from an officer may be a file for the branch: where one is awaited it is, anywhere else we ask."""
    member = known.staff
    if member is None or not any(may(member, action, member) for action in IMPORTS):
        return None
    if event.kind != "document" or not event.file or flow in FLOWS_OF_THEIR_OWN:
        return None
    sent = {"file": event.file, "name": event.name or "-", "size": event.size}
    return Enter("verify/whose", {"sent": sent, "awaited": flow in AWAITED})


def upload_of(view: View) -> Upload | None:
    """The file that this officer is busy with."""
    return view.known.desk.upload


def still_read(then: str) -> Callable[[View], str]:
    """To this step while the file waits to be looked over, back to wherever it stands otherwise."""

    def pick(view: View) -> str:
        upload = upload_of(view)
        return then if upload is not None and upload.state == "read" else "whose"

    return pick


def apply(view: View) -> Sequence[Effect]:
    """What the file says is to become true, and the audit says who wanted it."""
    upload = upload_of(view)
    return [ApplyFile(upload), _kept(upload, "apply")] if upload else []


def agree(view: View) -> Sequence[Effect]:
    """The same, with yes to everything that was asked about the file."""
    upload = upload_of(view)
    return [ApplyFile(upload, agreed=True), _kept(upload, "agree")] if upload else []


def dated(view: View) -> Sequence[Effect]:
    """Figures without a day are of the one that was told."""
    upload = upload_of(view)
    day = date.fromisoformat(str(view.answers["day"]))
    return [DateFile(upload, day), _kept(upload, "dated")] if upload else []


def left_out(upload: Upload) -> list[Label]:
    """What of a file was not read, where anything was not."""
    private, unread = (Listing(tuple(upload.told.get(name, ()))) for name in ("private", "unread"))
    notes = [Label("verify.left_out", {"columns": private})] if private.items else []
    return notes + ([Label("verify.unread", {"sheets": unread})] if unread.items else [])


def _whose(view: View) -> str:
    if view.known.staff is None:
        return "menu/"
    if "sent" in view.answers:
        return "check" if view.answers["awaited"] else "sure"
    upload = upload_of(view)
    if upload is None:
        return "ask"
    kind = upload.kind or MEMBERS
    looked_over, under_way = _LOOKED_OVER.get(kind, "found"), _UNDER_WAY.get(kind, "applying")
    return {"waiting": "wait", "read": looked_over}.get(upload.state, under_way)


def _file(view: View) -> Mapping[str, Value]:
    return {"file": str(view.answers.get("sent", {}).get("name", "-"))}


def _size(view: View) -> str:
    return "too_big" if view.answers.get("sent", {}).get("size", 0) > LIMITS.size else "fetch"


def _fetch(view: View) -> Sequence[Effect]:
    sent = view.answers.get("sent")
    return [FetchFile(sent["file"], sent["name"])] if sent else []


def _can_be_left(view: View) -> str:
    upload = upload_of(view)
    return "cancel" if upload is not None and upload.state in ("waiting", "read") else "whose"


def _cancel(view: View) -> Sequence[Effect]:
    upload = upload_of(view)
    return [CancelFile(upload), _kept(upload, "cancel")] if upload else []


def _kept(upload: Upload, step: str) -> Audited:
    subject, details = f"upload:{upload.id}", {"step": step}
    match upload.kind:
        case "sponsors":
            return Audited("sponsors.import", subject, details)
        case "coverage":
            return Audited("coverage.import", subject, details)
        case _:
            return Audited("verify.import", subject, details)
