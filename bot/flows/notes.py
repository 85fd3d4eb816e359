"""The holder of a lead writes something down about it."""

from collections.abc import Mapping, Sequence

from bot.answers.short_codes import parse
from bot.answers.texts import clean
from bot.conversation.effects import Audited, Effect, KeepNote
from bot.conversation.steps import Choose, Decide, Do, Fill, Flow, Type
from bot.conversation.view import View
from bot.conversation.words import Rows, Value
from bot.errors import InvalidAnswer
from bot.flows.lead_cards import TASKS, open_button
from bot.leads.life import actions
from storage.records import Lead

LONGEST = 500


def flow() -> Flow:
    """The flow that a card's "note" button leads into; its answer "lead" is the number of the lead."""
    return Flow(
        name="note",
        start="write",
        steps={
            "write": Type(
                parse=_about_this_one,
                then="theirs",
                errors=("note.write.too_long", "note.write.other_lead"),
                free=True,
                show=_number,
                shortcuts=lambda _: ((TASKS,),),
            ),
            "theirs": Decide(
                pick=lambda view: "keep" if _may_keep(view) else "lost", exits=frozenset({"keep", "lost"})
            ),
            "keep": Do(effects=_keep, then="forget"),
            # What was written is kept once, sealed with the lead, so that it goes when the lead's person goes.
            "forget": Fill(answers=lambda view: {"lead": view.answers["lead"]}, then="kept"),
            "kept": Choose(exits={"tasks": "desk/"}, shortcuts=_card, foremost=True, show=_number),
            "lost": Fill(answers=lambda _: {}, then="not_yours"),
            "not_yours": Choose(exits={"tasks": "desk/"}, words="desk.not_yours", labels={"tasks": "desk.tasks"}),
        },
    )


def written(text: str) -> str:
    """A note as it is kept: one line. Raises InvalidAnswer when it is too long."""
    note = clean(text)
    if len(note) > LONGEST:
        raise InvalidAnswer("note.write.too_long", most=str(LONGEST))
    return note


def _about_this_one(text: str, view: View) -> str:
    """What is written, unless it may be meant as news of another lead: neither is done by mistake."""
    code = parse(text)
    if code is not None and code.action != "show" and code.number != view.answers.get("lead"):
        raise InvalidAnswer("note.write.other_lead", other=str(code.number), number=str(view.answers.get("lead")))
    return written(text)


def noted(lead: Lead, text: str) -> Sequence[Effect]:
    """The note is kept, and that one was written is known."""
    return [KeepNote(lead.id, text), Audited("lead.note", f"lead:{lead.id}")]


def _may_keep(view: View) -> bool:
    """The lead may have gone to somebody else while its note was being written."""
    lead, member = view.known.card, view.known.staff
    return lead is not None and member is not None and "note" in actions(lead, member)


def _keep(view: View) -> Sequence[Effect]:
    lead = view.known.card
    return noted(lead, str(view.answers["write"])) if lead is not None else []


def _number(view: View) -> Mapping[str, Value]:
    return {"number": str(view.answers.get("lead", "-")), "most": str(LONGEST)}


def _card(view: View) -> Rows:
    return (open_button(view.known.card),) if view.known.card is not None else ()
