"""Reminds who pays for themselves: in each month that is unpaid, once after the last of them, and of paying ahead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.conversation.effects import Say
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Month, Months, Rupiah, Table, Value
from bot.facts.contributions import THREE, TWO, Quote, quote
from bot.flows.cost import price_rows
from bot.flows.manners import Manners
from bot.flows.materials import CALENDAR, Materials, counted_for, payer_of, sector_of, today
from bot.flows.pages import grounds
from bot.flows.reminders import COVER_DAYS, PURPOSE, consent_to_days
from bot.flows.timers import Kind, Plan, Why
from bot.timing.months import last_day, later_than, shifted
from bot.timing.welcome import read
from storage.audiences import Dated, Seasonal
from storage.records import Person, Timer

MONTH, STOPPED, AHEAD = "pay_month", "pay_stopped", "pay_ahead"
OF_DUES = (MONTH, STOPPED)
PAID = Button("/lunas", Label("dues.to_paid"))
HOW = Button("/bayar", Label("guide.to_pay"))
LATE = Button("/telat", Label("pay.how.late"))
AGAIN = Button("/aktif", Label("arrears.stopped.again"))
STOP = Button("/stopiuran", Label("dues.to_stop"))
PATIENCE = 25
"""Days that a payday is waited for: up to the 28th, after which the next month's first days are nearer."""


def kinds(materials: Materials, manners: Manners) -> Mapping[str, Kind]:
    """The nudge of each unpaid month, the news that cover may have stopped, and the hint to pay ahead."""
    dues, ahead = Dues(materials, manners), PayingAhead(materials, manners)
    return {
        MONTH: Kind(dues.months, dues.why_not, dues.says, rank=4, patience=PATIENCE),
        STOPPED: Kind(dues.stopped, dues.why_not, dues.says, rank=3),
        AHEAD: Kind(ahead.plans, ahead.why_not, ahead.says, rank=8, patience=PATIENCE),
    }


@dataclass(frozen=True, slots=True)
class Slot:
    """The `n`th month after the last one that was paid, by themselves or by others (`paid`, its first day)."""

    paid: date
    n: int

    @property
    def month(self) -> date:
        """Its first day."""
        return shifted(self.paid, self.n)

    def __str__(self) -> str:
        return f"{about(self.paid)}{self.n}"

    @classmethod
    def read(cls, slot: str) -> "Slot":
        """What `str` wrote."""
        paid, _, n = slot.partition(":")
        return cls(date.fromisoformat(f"{paid}-01"), int(n))


def about(paid: date) -> str:
    """What the slots begin with for whoever's contributions are paid until this month."""
    return f"{paid:%Y-%m}:"


class Dues:
    """Nobody hears of a month whose day was over when they told us: what is open then they read at once."""

    def __init__(self, materials: Materials, manners: Manners) -> None:
        self.materials = materials
        self.manners = manners

    def months(self, now: datetime) -> Sequence[Plan]:
        """On the same day of each month that is unpaid, for as many months as arrears may be paid."""
        day = _calendar_day(now)
        return [
            _plan(Slot(shifted(month, -n), n), on)
            for month, on in self._soon(day)
            for n in range(1, self._most(day) + 1)
        ]

    def stopped(self, now: datetime) -> Sequence[Plan]:
        """Once, in the month after those."""
        day = _calendar_day(now)
        after = self._most(day) + 1
        return [_plan(Slot(shifted(month, -after), after), on) for month, on in self._soon(day)]

    def why_not(self, timer: Timer, view: View) -> Why | None:
        """It is paid, or others pay by now, or the next one says it."""
        slot = Slot.read(timer.slot)
        person, day = view.known.person, today(view)
        if consent_to_days(person) is None:
            return "not_allowed"
        if not _pays_alone(person) or settled(person) != slot.paid:
            return "unconcerned"
        late = timedelta(days=self.manners.days("pay.late", day)) if timer.kind == STOPPED else timedelta()
        return "too_late" if day >= shifted(slot.month, 1) + late else None

    def says(self, timer: Timer, view: View) -> Say:
        """What there is to pay, or how to come back; how to tell that it is paid, and how to hear no more of it."""
        slot = Slot.read(timer.slot)
        if timer.kind == STOPPED:
            return _say(timer, "dues.stopped", self._stopped(slot, view), (PAID,), (AGAIN,), (STOP,))
        if slot.n == 1:
            return _say(timer, "dues.month", self._this_month(slot, view), (PAID,), (HOW,), (STOP,))
        return _say(timer, "dues.late", self._late(slot, view), (PAID,), (HOW, LATE), (STOP,))

    def _this_month(self, slot: Slot, view: View) -> Mapping[str, Value]:
        """Nothing is late yet; the day is ours, for nobody could confirm the official one."""
        two, three = self._priced(slot, view)
        unsure = [self.materials.facts.open["pay.due_day"]]
        return {
            "month": Month(slot.month),
            "paid": Month(slot.paid),
            "table": Table(tuple(price_rows(two, three))),
            "counted_for": counted_for(view, two.base),
            "basis": grounds(view, three, also=unsure),
        }

    def _late(self, slot: Slot, view: View) -> Mapping[str, Value]:
        """All that is unpaid in one sum, and until when it may be paid."""
        two, three = self._priced(slot, view)
        most = self.materials.rule("bpu.arrears.months", view)
        which = "again" if slot.n < most.count else "last"
        return {
            "open": Months(shifted(slot.paid, 1), slot.month),
            "paid": Month(slot.paid),
            "which": Label(f"dues.which.{which}", {"most": str(most.count)}),
            "table": Table(tuple(_sums([(two, three)]))),
            "counted_for": counted_for(view, two.base),
            "basis": grounds(view, three, most, also=[self.materials.facts.open["cut.arrears"]]),
        }

    def _priced(self, slot: Slot, view: View) -> tuple[Quote, Quote]:
        """All that is unpaid, without savings and with them."""
        two, three = (_quote(self.materials, view, slot.paid, chosen, slot.n) for chosen in (TWO, THREE))
        return two, three

    def _stopped(self, slot: Slot, view: View) -> Mapping[str, Value]:
        most, again = (self.materials.rule(each, view) for each in ("bpu.arrears.months", "bpu.reactivation"))
        return {
            "paid": Month(slot.paid),
            "most": str(most.count),
            "call_centre": self.materials.call_centre(view),
            "basis": grounds(view, most, again),
        }

    def _soon(self, day: date) -> Iterator[tuple[date, date]]:
        """The months whose day of ours is still to come, and that day."""
        on = self.manners.days("pay.day", day)
        months = later_than(day, self.manners.days("days.ahead", day), lambda month: month.replace(day=on))
        return ((month, month.replace(day=on)) for month in months)

    def _most(self, day: date) -> int:
        return self.materials.facts.in_force("bpu.arrears.months", day).count


class PayingAhead:
    """A slot is a month that people chose as their season."""

    def __init__(self, materials: Materials, manners: Manners) -> None:
        self.materials = materials
        self.manners = manners

    def plans(self, now: datetime) -> Sequence[Plan]:
        """Once in each such month."""
        day = _calendar_day(now)
        on = self.manners.days("pay.ahead.day", day)
        months = later_than(day, self.manners.days("days.ahead", day), lambda month: month.replace(day=on))
        return [
            Plan(f"{month:%Y-%m}", Seasonal(month.month, PURPOSE, COVER_DAYS), month.replace(day=on))
            for month in months
        ]

    def why_not(self, timer: Timer, view: View) -> Why | None:
        """The month is over or no season any more, or they are ahead already, or others pay."""
        month, person = date.fromisoformat(f"{timer.slot}-01"), view.known.person
        if consent_to_days(person) is None:
            return "not_allowed"
        if not _pays_alone(person) or _is_covered(person, month) or month.month not in read(person.rhythm).months:
            return "unconcerned"
        paid = settled(person)
        if paid is not None and paid >= shifted(month, min(self._counts(view))):
            return "unconcerned"
        return "too_late" if today(view) >= shifted(month, 1) else None

    def says(self, timer: Timer, view: View) -> Say:
        """What some months cost at once, from the first that is not paid."""
        before = max(settled(view.known.person) or date.min, shifted(today(view), -1))
        told = [
            (_quote(self.materials, view, before, TWO, n), _quote(self.materials, view, before, THREE, n))
            for n in self._counts(view)
        ]
        most = self.materials.rule("bpu.prepay.months", view)
        figures: dict[str, Value] = {
            "table": Table(tuple(_sums(told))),
            "most": str(most.count),
            "counted_for": counted_for(view, told[0][0].base),
            "basis": grounds(view, most, *(three for _, three in told)),
        }
        stop = Button("/stopmusim", Label("dues.to_stop"))
        return _say(timer, "dues.ahead", figures, (HOW,), (PAID,), (stop,))

    def _counts(self, view: View) -> Sequence[int]:
        """For how many months, none of them more than can be paid at once."""
        most = self.materials.rule("bpu.prepay.months", view).count
        return [int(n) for n in self.materials.rule("policy.pay.ahead", view).value if int(n) <= most]


def _say(timer: Timer, key: str, told: Mapping[str, Value], *rows: tuple[Button, ...]) -> Say:
    return Say((Label(key, told),), rows, to=timer.chat, unasked=True, answer=key)


def _plan(slot: Slot, on: date) -> Plan:
    return Plan(str(slot), Dated("settled_until", slot.paid, last_day(slot.paid), PURPOSE, COVER_DAYS), on)


def _quote(materials: Materials, view: View, paid: date, programmes: tuple[str, ...], months: int) -> Quote:
    """What so many months after the last paid one cost."""
    income = materials.income(view)
    return quote(materials.facts, income, sector_of(view), payer_of(view), programmes, shifted(paid, 1), months)


def _sums(told: Sequence[tuple[Quote, Quote]]) -> Iterator[tuple[Value, ...]]:
    """A row for each number of months: which, without savings, with them."""
    yield "", Label("cost.table.two"), Label("cost.table.three")
    for two, three in told:
        yield Months(two.months[0].month, two.months[-1].month), Rupiah(two.total), Rupiah(three.total)


def _pays_alone(person: Person) -> bool:
    return person.segment in (None, "bpu")


def settled(person: Person) -> date | None:
    """The first day of the last month that is paid, by themselves or by others; None for who told of none of theirs."""
    if person.paid_until is None:
        return None
    return max(person.paid_until, person.covered_until or date.min).replace(day=1)


def _is_covered(person: Person, month: date) -> bool:
    """Whether somebody else pays for a month."""
    return person.covered_until is not None and person.covered_until.replace(day=1) >= month


def _calendar_day(now: datetime) -> date:
    return now.astimezone(CALENDAR).date()
