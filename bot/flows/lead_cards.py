"""The card of a lead: its words and its buttons, for one member of the staff."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.answers import phones
from bot.conversation.effects import Say
from bot.conversation.words import Bare, Button, Day, Label, Lines, Listing, Moment, Rows, Value, Weekday, grid
from bot.flows.sponsor_lines import on_card
from bot.leads.life import WAITING, actions, allowed
from bot.leads.rights import OFFICER, may
from bot.leads.shifts import week_of
from bot.leads.tasks import is_late, task_of
from storage.records import Interest, Lead, Note, Staff
from storage.sponsors import NOBODY_PAYS, Backing

TASKS = Button("/tugas", Label("desk.tasks"))
QUEUE = Button("/antrean", Label("desk.officer.queue"))
MOST_ALSO = 2
"""Other chats whose words stand on the card of a lead."""
ENDED = frozenset({"expired", "away", "withdraw", "erase"})
"""Occasions after which there is nothing left to do with a lead."""
TOLD_SHORT = frozenset({"expired", "away", "late", "silent", "updated", "not_in_touch", "answered", "wants_later"})
"""Occasions that are told in one line, without a word about the person."""
MANY_TRIES = 3
"""Calls that did not go through, after which the card says what else can be done."""
NOTES = 3
NOTES_LONGEST, NOTE_SHORTEST = 360, 80
"""Characters of all the notes on a card; and what an older one gets at least."""
BACKING_TAKES = 190
"""Characters fewer for the notes, and one note less, where it says what others would pay."""
LATE = ("contact", "outcome")
"""Steps of which the card says that they are late; an offer that is late is somebody else's by then."""
LOOKED = "looked"
"""The action that ends what a branch's file says about a lead besides."""
MAP = "https://www.google.com/maps/search/?api=1&query="
CHAT = "https://wa.me/"


def lead_card(occasion: str, lead: Lead, member: Staff) -> Say:
    """The card of a lead for one member of the staff; who the person is stands on it only once it is accepted."""
    heading = Label(f"desk.occasion.{occasion}", {"number": str(lead.id)})
    if occasion in ENDED | TOLD_SHORT:
        body = () if occasion in TOLD_SHORT else (gone(lead),)
        rows = ((TASKS,),) if occasion in ENDED else (open_button(lead), (TASKS,))
        return Say((heading, *body), rows, to=member.chat)
    return replace(_card(heading, lead, member), to=member.chat, about=lead.chat)


def at_work(said: Say, lead: Lead, tells: str) -> Say:
    """The same for when its reader works, unless what it `tells` of the lead (`storage/moves.py`) is not so then."""
    return replace(said, at_work=True, tells=(lead.id, tells))


def offer_card(occasion: str, lead: Lead, member: Staff) -> Say:
    """The card of a lead that a colleague offers, at whatever hour."""
    return at_work(lead_card(occasion, lead, member), lead, "offered")


def shown_card(
    lead: Lead,
    member: Staff,
    message: int | None,
    now: datetime,
    done: str | None = None,
    notes: Sequence[Note] = (),
    holder: Staff | None = None,
    backing: Backing = NOBODY_PAYS,
    odd: str | None = None,
) -> Say:
    """The card as it stands now, in place of what was tapped (`message`); `done` is the action that led there.

    `notes` are the newest, newest first; they stand on it for whoever sees the name. `holder` is who has the lead: that
    stands on it for officers who look at somebody else's. `backing` is what others would pay, or pay, for the person.
    `odd` is why an officer should look at what the branch's file says of the lead. `now` is aware.
    """
    number = {"number": str(lead.id)}
    heading = Label(f"desk.done.{done}", number) if done else Label("desk.occasion.card", number)
    if done in ("decline", "close") or lead.state == "closed":
        shown = Say((heading,), ((TASKS,),))
    else:
        shown = _card(heading, lead, member, notes, holder, backing, now)
    return replace(shown if odd is None else _with_odd(shown, lead, odd), edit=message)


def _with_odd(card: Say, lead: Lead, why: str) -> Say:
    """The card with what the branch's file says besides, and the way to be done with it."""
    told = Label("desk.card.odd", {"why": Label(f"verify.why.{why}")})
    looked = (Button(tap(lead, LOOKED), Label(f"desk.action.{LOOKED}")),)
    return replace(card, paragraphs=(*card.paragraphs, told), rows=(looked, *card.rows))


def _also(lead: Lead) -> tuple[Label, ...]:
    """What other chats with the same phone said, a paragraph each."""
    return tuple(
        Label("desk.card.also", {"name": one.name, "phone": phones.shown(one.phone), "place": one.place})
        for one in lead.also[:MOST_ALSO]
    )


def open_button(lead: Lead) -> tuple[Button, ...]:
    """A row that opens the card in the message in which it stands, whatever happened to the lead since."""
    return (Button(tap(lead, "show"), Label("desk.open_card", {"number": str(lead.id)})),)


def tap(lead: Lead, action: str) -> str:
    """What a button of the card as it stands now says."""
    return f"c:{lead.id}:{action}:{lead.version}"


def reads(lead: Lead, member: Staff) -> bool:
    """Whether the card says to this member of the staff who the person is."""
    return lead.interest is not None and lead.state not in WAITING and may(member, "lead.read", lead)


def gone(lead: Lead) -> Label:
    """What stands where the person stood, once there is nothing left to do with the lead."""
    return Label("desk.erased" if lead.interest is None else "desk.leave_alone")


def next_step(lead: Lead, member: Staff, now: datetime | None = None) -> Label | None:
    """What its holder should do next and until when; None when nothing is left or nobody can say.

    At `now` (aware) it may be late; without it something just happened to the lead.
    """
    task = task_of(lead, week_of(member), lead.expires)
    if task is None or task.due is None:
        return None
    day = Weekday(task.due.astimezone(_zone(member)).date())
    if task.step in LATE and now is not None and is_late(task, now):
        return Label(f"desk.late.{task.step}", {"due": day})
    at = day if task.step == "outcome" else Moment(task.due, member.zone)
    return Label(f"desk.next.{task.step}", {"due": at})


def _card(
    heading: Label,
    lead: Lead,
    member: Staff,
    notes: Sequence[Note] = (),
    holder: Staff | None = None,
    backing: Backing = NOBODY_PAYS,
    now: datetime | None = None,
) -> Say:
    told = lead.interest
    if told is None:
        return Say((heading, gone(lead)), ((TASKS,),))
    if not reads(lead, member):
        stands = (*_stands(lead, member, holder), *_until(lead, member, now))
        whose = Label(f"desk.card.{'yours' if lead.state in WAITING else 'theirs'}_to_see")
        body = (Label("desk.card.secret", _wish(told)), whose, *stands, *on_card(backing))
        return Say((heading, *body), (*_taps(lead, member, backing), _ways_out(member)))
    paid = on_card(backing)
    some, room = (notes[: NOTES - 1], NOTES_LONGEST - BACKING_TAKES) if paid else (notes[:NOTES], NOTES_LONGEST)
    so_far = (*_also(lead), *paid, *_so_far(lead, told, member, some, room, now))
    body = (Label("desk.card.open", _person(lead, told, member)), *so_far)
    return Say((heading, *body), (_links(told), *_taps(lead, member, backing), _ways_out(member)))


def _stands(lead: Lead, member: Staff, holder: Staff | None) -> Iterator[Label]:
    """How the lead stands and with whom, for officers who look at somebody else's."""
    if member.role == OFFICER and holder is not None and holder.id != member.id:
        told: dict[str, Value] = {"state": Label(f"desk.state.{lead.state}"), "name": holder.name, "code": holder.code}
        yield Label("desk.card.stands", told)


def _until(lead: Lead, member: Staff, now: datetime | None) -> Iterator[Label]:
    """Until when whoever is offered a lead may answer."""
    if lead.holder == member.id and (due := next_step(lead, member, now)) is not None:
        yield due


def _ways_out(member: Staff) -> tuple[Button, ...]:
    return (TASKS, QUEUE) if member.role == OFFICER else (TASKS,)


def _wish(told: Interest) -> dict[str, Value]:
    return {
        "place": told.place,
        "work": Bare(Label(f"interest.work.{told.work}")),
        "programmes": Listing(tuple(Bare(Label(f"interest.programmes.{each}")) for each in told.programmes)),
        "time": Bare(Label(f"interest.time.{told.time}")),
    }


def _person(lead: Lead, told: Interest, member: Staff) -> dict[str, Value]:
    since = Day(lead.created.astimezone(_zone(member)).date())
    who: dict[str, Value] = {"name": told.name, "phone": phones.shown(told.phone), "dial": told.phone, "since": since}
    return _wish(told) | who


def _so_far(
    lead: Lead, told: Interest, member: Staff, notes: Sequence[Note], room: int, now: datetime | None
) -> Iterator[Label]:
    if (due := next_step(lead, member, now)) is not None:
        yield due
    if lead.tries:
        tried = "many_tries" if lead.tries >= MANY_TRIES and allowed(lead, "close", member) else "tries"
        yield Label(f"desk.card.{tried}", {"tries": str(lead.tries), "time": Label(f"interest.time.{told.time}")})
    for word in lead.words[:1]:
        day = Weekday(word.at.astimezone(_zone(member)).date())
        yield Label("desk.card.word", {"day": day, "said": Label(f"said.{word.about}.{word.answer}")})
    if notes:
        yield Label("desk.card.notes", {"notes": Lines(tuple(_noted(notes, member, room)))})


def _noted(notes: Sequence[Note], member: Staff, room: int) -> Iterator[Label]:
    """The newest note gets what of the room the older ones leave."""
    room -= NOTE_SHORTEST * (len(notes) - 1)
    for note in notes:
        day = Weekday(note.at.astimezone(_zone(member)).date())
        yield Label("desk.card.note", {"day": day, "text": _cut(note.text, room)})
        room = NOTE_SHORTEST


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _links(told: Interest) -> tuple[Button, ...]:
    """Telegram opens them by itself: a chat with this number, and the place, not the person, on a map."""
    return (
        Button("call", Label("desk.call"), url=f"{CHAT}{told.phone.removeprefix('+')}"),
        Button("place", Label("desk.place"), url=f"{MAP}{quote(told.place)}"),
    )


def _taps(lead: Lead, member: Staff, backing: Backing) -> Rows:
    possible = [one for one in actions(lead, member) if one != LOOKED and (one != "sponsor" or backing.fits)]
    taps = [Button(tap(lead, action), Label(f"desk.action.{action}")) for action in possible]
    if lead.tries >= MANY_TRIES and allowed(lead, "close", member):
        taps.append(Button(tap(lead, "unreachable"), Label("desk.reason.unreachable")))
    return grid(taps, 2)


def _zone(member: Staff) -> ZoneInfo:
    return ZoneInfo(member.zone)
