"""A lead is enrolled through a sponsorship, which counts as one place of it; and that is taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.conversation.effects import Audited, Effect, EndEnrolment, Enrol, Enter, Say
from bot.conversation.events import CardTapped
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option
from bot.conversation.view import Known, View
from bot.conversation.words import Label, Lines, Month, Rows, Value
from bot.flows.lead_cards import TASKS, open_button, shown_card
from bot.flows.lead_taps import change_of, read, seen
from bot.flows.sponsor_lines import payer, warning
from bot.flows.worker_told import STATUS, who
from bot.leads.life import actions, allowed
from bot.leads.rights import roles
from storage.records import Lead, Staff
from storage.sponsors import NOBODY_PAYS, Fit, Sponsorship

LABELS = {"tasks": "desk.tasks"}


def flow() -> Flow:
    """The flow that the button of a card leads into; its answer "lead" is the number of the lead."""
    return Flow(
        name="sponsor",
        start="any",
        roles=roles("lead.sponsor"),
        steps={
            "any": Decide(pick=lambda view: "which" if _fits(view) else "gone", exits=frozenset({"which", "gone"})),
            "which": Find(
                search=_search, suggest=_options, then="there", show=_number, shortcuts=lambda _: ((TASKS,),)
            ),
            "there": Decide(pick=lambda view: "sure" if _fit(view) else "gone", exits=frozenset({"sure", "gone"})),
            "sure": Choose(exits={"yes": "still", "no": "desk/"}, show=_shown, shortcuts=_card),
            "still": Decide(pick=lambda view: "enrol" if _fit(view) else "gone", exits=frozenset({"enrol", "gone"})),
            "enrol": Do(effects=_enrol, then="done"),
            "done": Choose(exits={"tasks": "desk/"}, shortcuts=_card, foremost=True, show=_number, labels=LABELS),
            "gone": Choose(exits={"tasks": "desk/"}, shortcuts=_card, foremost=True, show=_number, labels=LABELS),
        },
    )


def press(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """A tap on "through a sponsor"."""
    return [Enter("sponsor/", {"lead": event.lead})]


def press_undo(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """It was a slip: the place is free again; a button that was tapped twice, or stands on an old card, counts once."""
    lead, member, one = known.card, known.staff, known.backing.enrolled
    if lead is None or member is None:
        return []
    if event.version != lead.version or one is None:
        return seen(lead, member, known, event.message, now)
    after = replace(lead, version=lead.version + 1, sponsorship=None, active=now)
    shown = shown_card(after, member, event.message, now, done="sponsor_undo", notes=known.notes, backing=NOBODY_PAYS)
    undone = Audited("lead.sponsor_undo", f"lead:{lead.id}", {"sponsorship": one.id})
    return [
        EndEnrolment(lead, _actor(member)),
        undone,
        *_told(lead, member, one, "unsponsored"),
        shown,
        *read(after, member),
    ]


def _fits(view: View) -> Sequence[Fit]:
    """What the lead may still be enrolled through by this member of the staff."""
    lead, member = view.known.card, view.known.staff
    able = lead is not None and member is not None and "sponsor" in actions(lead, member)
    return view.known.backing.fits if able else ()


def _fit(view: View) -> Fit | None:
    chosen = view.answers.get("which")
    return next((fit for fit in _fits(view) if str(fit.sponsorship.id) == chosen), None)


def _options(view: View) -> Sequence[Option]:
    return [_option(fit) for fit in _fits(view)]


def _option(fit: Fit) -> Option:
    one = fit.sponsorship
    return str(one.id), f"{payer(one)} · {one.left}"


def _search(text: str, view: View) -> Sequence[Option]:
    wanted = text.casefold().strip()
    return [_option(fit) for fit in _fits(view) if wanted and wanted in fit.sponsorship.payer.casefold()]


def _number(view: View) -> Mapping[str, Value]:
    return {"number": str(view.answers.get("lead", "-"))}


def _shown(view: View) -> Mapping[str, Value]:
    fit = _fit(view)
    if fit is None:
        return {**_number(view), "payer": "-", "left": "-", "last": "-", "notes": Lines(())}
    told = warning(fit)
    return {
        **_number(view),
        "payer": payer(fit.sponsorship),
        "left": str(fit.sponsorship.left),
        "last": Month(fit.last),
        "notes": Lines((told,) if told else ()),
    }


def _enrol(view: View) -> Sequence[Effect]:
    """The lead is registered with it, where it was not yet."""
    lead, member, fit = view.known.card, view.known.staff, _fit(view)
    if lead is None or member is None or fit is None:
        return []
    one, moved, stands = fit.sponsorship, list[Effect](), lead
    if allowed(lead, "registered", member) is not None:
        change = change_of(lead, member, "registered", view.now, None, lead.card)
        moved, stands = [each for each in change.effects if not isinstance(each, Say)], change.after
    enrolled = Audited("lead.sponsor", f"lead:{lead.id}", {"sponsorship": one.id})
    told = _told(lead, member, one, "sponsored", last=Month(fit.last))
    return [*moved, Enrol(stands, one.id, fit.last, _actor(member)), enrolled, *_with(told, warning(fit))]


def _told(lead: Lead, member: Staff, one: Sponsorship, what: str, **more: Value) -> Sequence[Say]:
    """What the person hears of it."""
    if lead.chat is None:
        return []
    words = Label(f"worker.{what}", {**who(member), "payer": one.payer, **more})
    return [Say((words,), STATUS, to=lead.chat, unasked=True, tells=(lead.id, what))]


def _with(told: Sequence[Say], warns: Label | None) -> Sequence[Say]:
    return [replace(say, paragraphs=(*say.paragraphs, warns)) for say in told] if warns else told


def _actor(member: Staff) -> str:
    return f"{member.role}:{member.id}"


def _card(view: View) -> Rows:
    return (open_button(view.known.card),) if view.known.card is not None else ()
