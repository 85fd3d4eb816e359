"""What becomes of a timer that is due: it goes out, waits for a better hour, or makes no sense any more. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from operator import itemgetter

import structlog

from bot.conversation.effects import Enter, Say
from bot.conversation.engine import enter
from bot.conversation.session import Session
from bot.conversation.steps import Book
from bot.conversation.view import Known, View
from bot.errors import NoRuleInForce
from bot.facts.base import A_DAY, witnessed
from bot.facts.rule import Rule
from bot.flows.manners import Manners
from bot.flows.timers import Kinds, Wait, Why, silence
from bot.leads.hours import day_ends, opens
from bot.leads.shifts import week_of
from bot.timing.welcome import Zones
from storage.records import ChatId, Timer

log = structlog.get_logger(__name__)

A_WEEK = timedelta(days=7)
BEGINNING = Session()
NO_BOOK = Book(flows={}, first="", home="")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a chat stands when something falls due for it.

    `sent` is when we wrote unasked within the last week, `wrote` when the person last wrote to us, `talking` whether
    somebody of the staff talks with them through us right now. `session` is where their conversation stands.
    """

    known: Known
    zones: Zones
    sent: tuple[datetime, ...] = ()
    wrote: datetime | None = None
    talking: bool = False
    session: Session = BEGINNING


@dataclass(frozen=True, slots=True)
class Ripe:
    """A timer that is due, with what came of looking at it: something to say, a reason against, or a later hour.

    `waits` says why it has to be `until` that hour. What is said has to be on its way by `goes_until`; None when the
    hour does not matter. A question goes out only if the conversation can be led to `session`, where it is open.
    """

    timer: Timer
    language: str
    says: Say | None = None
    rules: tuple[Rule, ...] = field(default=())
    why: Why | None = None
    until: datetime | None = None
    waits: Wait | None = None
    goes_until: datetime | None = None
    session: Session | None = None


class Judge:
    """Looks at timers that are due, those of one chat together, so that no person hears too much at once.

    `book` holds the questions that kinds lead to.
    """

    def __init__(self, kinds: Kinds, manners: Manners, book: Book = NO_BOOK) -> None:
        self.kinds = kinds
        self.manners = manners
        self.book = book

    def judged(self, due: Sequence[Timer], standings: Mapping[ChatId, Standing], now: datetime) -> list[Ripe]:
        """What becomes of each at `now` (aware, UTC); what matters most goes first and may make others pointless."""
        found: list[Ripe] = []
        for timer in sorted(due, key=self._rank):
            gone_out = [one for one in found if one.timer.chat == timer.chat and one.says is not None]
            found.append(self._one(timer, standings[timer.chat], gone_out, now))
        return found

    def why_not(self, timer: Timer, view: View) -> Why | None:
        """Why a timer makes no sense now; None when it does. Raises NoRuleInForce, and KeyError for a kind of old."""
        kind = self.kinds[timer.kind]
        if (why := silence(view)) is not None:
            return why
        if kind.late is not None and view.now > (timer.meant or timer.due) + kind.late:
            return "too_late"
        return kind.why_not(timer, view)

    def _rank(self, timer: Timer) -> tuple[int, datetime, int]:
        kind = self.kinds.get(timer.kind)
        return kind.rank if kind else 0, timer.due, timer.id

    def _one(self, timer: Timer, standing: Standing, before: Sequence[Ripe], now: datetime) -> Ripe:
        language, session = standing.known.person.language, standing.session
        view = View(standing.known, now, session.answers, session.parked, session.flow, session.turn)
        try:
            kind = self.kinds[timer.kind]
            if why := self.why_not(timer, view):
                return Ripe(timer, language, why=why)
            if any(timer.kind in self.kinds[one.timer.kind].covers for one in before):
                return Ripe(timer, language, why="merged")
            until, waits = self._until(timer, view, standing, before)
            if until > now:
                return Ripe(timer, language, until=until, waits=waits)
            with witnessed() as consulted:
                says, led = self._said(kind.says(timer, view), standing, now)
            ends = self._ends(timer, view, standing)
            return Ripe(timer, language, says, tuple(consulted.values()), goes_until=ends, session=led)
        except NoRuleInForce as gap:
            log.error("the facts are silent; add the rule that holds", rule=gap.rule_id, on=gap.on.isoformat())
            return Ripe(timer, language, why="facts_silent")
        except Exception:
            # As with turns: a bug must cost one message, not hold up everybody else's.
            log.exception("a timer failed and was dropped", timer_id=timer.id)
            return Ripe(timer, language, why="failed")

    def _ends(self, timer: Timer, view: View, standing: Standing) -> datetime | None:
        """When what is fit to be said now no longer is: a crew's working day ends, or the hours of everybody."""
        kind, now = self.kinds[timer.kind], view.now
        if kind.between is not None:
            return kind.between(timer, view)[1]
        if kind.for_staff:
            member = standing.known.staff
            return day_ends(week_of(member), now) if member is not None else None
        return self.manners.unwelcome(now, standing.zones, standing.known.person)

    def _said(self, says: Say | Enter, standing: Standing, now: datetime) -> tuple[Say, Session | None]:
        """What goes out, and where the conversation then stands if it is led to a question."""
        if isinstance(says, Say):
            return says, None
        session, effects = enter(self.book, standing.session, says, standing.known, now)
        # What takes a keyboard of the phone away waits for the answer: one message is enough.
        question = [effect for effect in effects if isinstance(effect, Say)][-1]
        return question, replace(session, reply_keyboard=standing.session.reply_keyboard)

    def _until(
        self, timer: Timer, view: View, standing: Standing, before: Sequence[Ripe]
    ) -> tuple[datetime, Wait | None]:
        """From when on this would not disturb, `now` or later, and what makes it wait the longest."""
        kind, now = self.kinds[timer.kind], view.now
        member, person = standing.known.staff, standing.known.person
        if kind.between is not None:
            return kind.between(timer, view)[0], "its_hours"
        if kind.for_staff and member is not None:
            return opens(week_of(member), now) or now, "off_work"
        first, waits = max(self._reasons(timer, standing, before, now), key=itemgetter(0))
        until = self.manners.welcome(first, standing.zones, person)
        left = kind.patience - (until - (timer.meant or timer.due)).days
        chosen = self.manners.own_day(until, standing.zones, person, max(0, left))
        hindered = self.manners.hindrance(first, standing.zones, person)
        steps: list[tuple[timedelta, Wait | None]] = [
            (first - now, waits),
            (until - first, hindered),
            (chosen - until, "own_day"),
        ]
        return chosen, max(steps, key=itemgetter(0))[1]

    def _reasons(
        self, timer: Timer, standing: Standing, before: Sequence[Ripe], now: datetime
    ) -> Iterator[tuple[datetime, Wait | None]]:
        """Until when each of these asks for patience, whatever the hour."""
        yield now, None
        yield self._enough_said(standing, before, now), "week_full"
        yield from self._conversation_over(standing, now)
        if self.kinds[timer.kind].asks and any(one.session for one in before):
            yield now + A_DAY, "asked"

    def _enough_said(self, standing: Standing, before: Sequence[Ripe], now: datetime) -> datetime:
        """When the week holds fewer of our messages than the policy allows.

        What lies more than a week ahead was sent by a clock that was wrong, and would silence us until then.
        """
        most = self.manners.most_a_week(now)
        sent = sorted((*standing.sent, *(now for one in before if self.kinds[one.timer.kind].is_counted)))
        recent = [at for at in sent if now - A_WEEK < at <= now + A_WEEK]
        return now if len(recent) < most else recent[-most] + A_WEEK

    def _conversation_over(self, standing: Standing, now: datetime) -> Iterator[tuple[datetime, Wait]]:
        """Nobody is interrupted who writes, or talks with somebody of the staff."""
        pause = self.manners.pause(now)
        if standing.talking:
            yield now + pause, "talking"
        # What lies ahead of a clock that was set back says nothing.
        elif standing.wrote is not None and standing.wrote <= now:
            yield standing.wrote + pause, "writing"
