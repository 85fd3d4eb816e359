"""Who holds a lead and the person behind it talk through the bot, and neither sees the other's number."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from bot.conversation.effects import AcceptRelay, AskRelay, Audited, Effect, EndRelay, Enter, Say
from bot.conversation.events import CardTapped
from bot.conversation.steps import Choose, Decide, Do, Flow, Listen, Tell, Words
from bot.conversation.view import Known, View
from bot.conversation.words import Button, Label, Lines, Rows, Value
from bot.flows.lead_cards import TASKS
from bot.flows.materials import Materials
from bot.flows.passing import LEADS, alive, other_chat, person_seen, reply_rows, staff_seen, take
from bot.flows.worker_told import STATUS
from storage.records import TALKING_STATES, Relay, Staff

ANSWERS: Rows = ((Button("/ngobrol", Label("relay.agree")), Button("/nanti", Label("relay.refuse"))),)
REFUSED = frozenset({"declined", "unanswered", "stopped"})
"""Ends after which the person is left in peace for a while."""
MOST_SHOWN = 80
"""Letters of each thing that was said, where the last of them are read again."""


def flow(materials: Materials) -> Flow:
    """The flow of /obrolan, and of the button on a lead's card."""

    def banner(view: View) -> Mapping[str, Value]:
        minutes = materials.value("policy.relay.silence", view)
        return {"who": _other(view), "minutes": minutes, "days": materials.value("policy.kept.relay", view)}

    def knock(view: View) -> str:
        return _knock(view, timedelta(hours=materials.rule("policy.relay.again", view).count))

    def accepts(view: View) -> Sequence[Effect]:
        return _accepts(view, banner(view))

    return Flow(
        name="relay",
        start="whose",
        talk=True,
        steps={
            "whose": Decide(
                pick=_whose,
                exits=frozenset({"knock", "mine", "talk", "waiting", "answer", "asks", "nobody", "over"}),
            ),
            "knock": Decide(
                pick=knock,
                exits=frozenset({"talk", "waiting", "joins", "invites", "unwilling", "busy", "not_now", "over"}),
            ),
            "invites": Do(effects=_invites, then="waiting"),
            "unwilling": Tell(then="after"),
            "busy": Tell(then="after"),
            "not_now": Tell(then="after"),
            "mine": Choose(exits={"desk": "desk/"}, shortcuts=_talks),
            "asks": Do(effects=_asks, then="waiting"),
            "answer": Choose(
                exits={"yes": "joins", "no": "declines"},
                labels={"yes": "relay.agree", "no": "relay.refuse"},
                show=lambda view: {"who": _other(view)},
            ),
            "agree": Decide(pick=lambda view: _answers(view, "joins"), exits=frozenset({"joins", "talk", "late"})),
            "refuse": Decide(
                pick=lambda view: _answers(view, "declines"), exits=frozenset({"declines", "talk", "late"})
            ),
            "joins": Do(effects=accepts, then="talk"),
            "declines": Do(effects=lambda view: _ends(view, "declined"), then="declined"),
            "declined": Tell(then="after"),
            "late": Tell(then="after"),
            "nobody": Tell(then="after"),
            "waiting": _listen(banner, opened="talk"),
            "talk": _listen(banner),
            "passed": _listen(banner),
            "read": Do(effects=_reads, then="lines"),
            "lines": _listen(_said),
            "early": Tell(then="waiting"),
            "secret": Tell(then="talk"),
            "contact": Tell(then="talk"),
            "other": Tell(then="talk"),
            "gone": Tell(then="after"),
            "over": Tell(then="after"),
            "past": Tell(then="after"),
            "finish": Decide(pick=_finish, exits=frozenset({"close", "mine", "none_open"})),
            "close": Do(effects=lambda view: _ends(view, "closed"), then="closed"),
            "closed": Tell(then="after"),
            "none_open": Tell(then="after"),
            "after": Decide(
                pick=lambda view: "desk/" if view.known.staff else "menu/", exits=frozenset({"desk/", "menu/"})
            ),
        },
    )


def press(event: CardTapped, known: Known, now: datetime) -> Sequence[Effect]:
    """The holder of a lead would like to talk with the person, or to go on talking."""
    return [Enter("relay/", {"lead": event.lead})]


def in_vain() -> Sequence[Effect]:
    """An old button under something that was said: that message stays as it is, and becomes no card with a name."""
    return [Say((Label("relay.past"),), ((TASKS,),))]


def hung_up(view: View) -> Sequence[Effect]:
    """The person wants to hear of nobody: the conversation ends, and the other side is told."""
    talk = view.known.talk
    return _ends(view, "stopped") if talk is not None and talk.side == "person" else []


def over(why: str, relay: Relay, holder: Staff) -> Sequence[Say]:
    """What both are told of a conversation that ended by itself; of one that was only asked for, who asked."""
    told = f"relay.ended.{why}"
    to_staff = Say((Label(told, {"who": person_seen(relay.lead)}),), _onwards(relay), to=holder.chat)
    again: Rows = ((Button("/obrolan", Label("relay.again")),),) if why in ("silent", "unanswered") else ()
    # Nobody ended it, and nobody waits for it: at night it is silent enough without a word.
    to_person = Say((Label(told, {"who": staff_seen(holder)}),), again, to=relay.chat, unasked=True)
    sides = {"staff": to_staff, "person": to_person}
    return [say for side, say in sides.items() if say.to is not None and (relay.state == "open" or relay.by == side)]


def _listen(show: Words, opened: str | None = None) -> Listen:
    """A question of a conversation; `opened` is what takes its place once both are connected."""

    def instead(view: View) -> str | None:
        relay = alive(view)
        return "past" if relay is None else opened if relay.state == "open" else None

    return Listen(
        exits={"read": "read", "close": "close"},
        offered=_offered,
        labels={"read": "relay.read", "close": "relay.close"},
        shortcuts=lambda _: ((Button("_menu", Label("ui.menu")),),),
        bare=True,
        show=show,
        take=take,
        leads=LEADS,
        overheard="relay.overheard",
        instead=instead,
        # What an agent says about an accident is for the worker who listens, not for the bot.
        heeds=lambda view: view.known.talk is None or view.known.talk.side == "person",
    )


# Who talks with whom


def _whose(view: View) -> str:
    """The staff come from a card; of everybody else, what stands between them and the holder of their lead."""
    talk = view.known.talk
    if "lead" in view.answers:
        return "knock"
    if talk is not None and talk.side == "person" and talk.relay is not None:
        return _stands(talk.relay)
    if _may_ask(view):
        return "asks"
    return "mine" if view.known.staff else "nobody"


def _stands(relay: Relay) -> str:
    if not relay.held:
        return "over"
    if relay.state == "open":
        return "talk"
    return "answer" if relay.by == "staff" else "waiting"


def _may_ask(view: View) -> bool:
    lead, holder = view.known.lead, view.known.holder
    return lead is not None and lead.state in TALKING_STATES and holder is not None and holder.chat is not None


def _knock(view: View, peace: timedelta) -> str:
    """What the holder of a lead may do; `peace` is how long nobody who refused is asked again."""
    talk = view.known.talk
    if talk is None or talk.side != "staff":
        return "over"
    relay = talk.relay
    if relay is not None and relay.state != "ended":
        return _known_to_staff(relay)
    if not talk.willing:
        return "unwilling"
    if talk.busy:
        return "busy"
    refused = relay is not None and relay.by == "staff" and relay.why in REFUSED
    return "not_now" if refused and relay is not None and view.now - relay.last < peace else "invites"


def _known_to_staff(relay: Relay) -> str:
    if not relay.held:
        return "busy"
    if relay.state == "open":
        return "talk"
    return "waiting" if relay.by == "staff" else "joins"


def _answers(view: View, answer: str) -> str:
    """An invitation is answered once; its buttons stay on the phone."""
    talk, relay = view.known.talk, alive(view)
    if talk is None or talk.side != "person" or relay is None:
        return "late"
    if relay.state == "open":
        return "talk"
    return answer if relay.by == "staff" else "late"


def _finish(view: View) -> str:
    if _ending(view) is not None:
        return "close"
    return "mine" if view.known.desk.talks else "none_open"


def _ending(view: View) -> Relay | None:
    """What /selesai ends: the conversation that is open here, else the only one there is."""
    talk, others = view.known.talk, view.known.desk.talks
    if talk is not None and talk.relay is not None and talk.relay.state != "ended":
        return talk.relay
    return others[0] if len(others) == 1 else None


# What follows


def _invites(view: View) -> Sequence[Effect]:
    lead, member = view.known.card, view.known.staff
    if lead is None or member is None or lead.chat is None:
        return []
    words = (Label("relay.answer", {"who": staff_seen(member)}),)
    asked = Say(words, ANSWERS, to=lead.chat, unasked=True, tells=(lead.id, "invited"))
    return [AskRelay(lead.id, member.id, lead.chat, "staff"), Audited("lead.relay", f"lead:{lead.id}"), asked]


def _asks(view: View) -> Sequence[Effect]:
    lead, holder = view.known.lead, view.known.holder
    if lead is None or holder is None:
        return []
    wish = Label("relay.wish", {"who": person_seen(lead.id)})
    rows = ((Button(f"c:{lead.id}:relay:{lead.version}", Label("relay.reply")),),)
    told = Say((wish,), rows, to=holder.chat, about=view.known.person.chat, at_once=True)
    return [AskRelay(lead.id, holder.id, view.known.person.chat, "person"), told]


def _accepts(view: View, banner: Mapping[str, Value]) -> Sequence[Effect]:
    talk, relay = view.known.talk, alive(view)
    if talk is None or relay is None:
        return []
    me = {"who": _seen(view, relay)}
    rows = () if talk.listens else reply_rows("person" if talk.side == "staff" else "staff", relay)
    words = (Label("relay.ready", me), Label("relay.talk", {**banner, **me}))
    return [AcceptRelay(relay.id, relay.lead), Say(words, rows, to=other_chat(talk, relay), at_once=True)]


def _ends(view: View, why: str) -> Sequence[Effect]:
    """The other side hears of it if it was connected, or had asked."""
    relay = _ending(view)
    if relay is None or relay.state == "ended":
        return []
    talk, ended = view.known.talk, EndRelay(relay.id, relay.lead, why)
    side = "person" if talk is not None and talk.side == "person" else "staff"
    to = relay.chat if side == "staff" else other_chat(talk, relay) if talk else None
    if to is None or not relay.held or (relay.state == "asked" and relay.by == side):
        return [ended]
    rows = _onwards(relay) if to != relay.chat else STATUS
    return [ended, Say((Label(f"relay.ended.{why}", {"who": _seen(view, relay)}),), rows, to=to, at_once=True)]


def _onwards(relay: Relay) -> Rows:
    """Where a member of the staff goes on once a conversation ended: the card, or all that is to be done."""
    number = str(relay.lead)
    return ((Button(f"c:{number}:show:{relay.version}", Label("desk.open_card", {"number": number})),), (TASKS,))


def _reads(view: View) -> Sequence[Effect]:
    relay = alive(view)
    return [Audited("lead.read", f"lead:{relay.lead}", {"what": "relay"})] if relay else []


# What is shown


def _offered(view: View) -> Collection[str]:
    talk = view.known.talk
    return ("read", "close") if talk is not None and talk.lines else ("close",)


def _other(view: View) -> Label:
    """The other side, as this one knows it."""
    talk, card = view.known.talk, view.known.card
    if talk is not None and talk.side == "staff" and card is not None:
        return person_seen(card.id)
    holder = talk.holder if talk is not None else view.known.holder
    return staff_seen(holder) if holder is not None else Label("relay.who.somebody")


def _seen(view: View, relay: Relay) -> Label:
    """This side, as the other one knows it."""
    talk, member = view.known.talk, view.known.staff
    by_staff = member is not None and (talk is None or talk.side == "staff")
    return staff_seen(member) if by_staff and member is not None else person_seen(relay.lead)


def _talks(view: View) -> Rows:
    """Each conversation that a member of the staff is in, to go on with."""
    return tuple(
        (Button(f"c:{relay.lead}:relay:{relay.version}", Label(f"relay.{relay.state}", {"number": str(relay.lead)})),)
        for relay in view.known.desk.talks
    )


def _said(view: View) -> Mapping[str, Value]:
    talk = view.known.talk
    lines = talk.lines if talk is not None else ()
    shown = (
        Label(
            f"relay.line.{one.side}", {"text": one.text[:MOST_SHOWN] if one.text else Label(f"relay.what.{one.kind}")}
        )
        for one in lines
    )
    return {"lines": Lines(tuple(shown))}
