"""Reminds whom others pay for: three times before the cover ends and once after it, with the price if paid alone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.conversation.effects import Say
from bot.conversation.view import View
from bot.conversation.words import Button, Day, Label, Rupiah, Value
from bot.flows import sponsored
from bot.flows.dues import MONTH
from bot.flows.manners import Manners
from bot.flows.materials import CALENDAR, Materials, today
from bot.flows.menu import has_open_lead
from bot.flows.reminders import COVER_DAYS, PURPOSE, consent_to_days
from bot.flows.timers import Kind, Plan, Why
from bot.timing.months import last_day, later_than
from storage.audiences import Dated
from storage.records import Timer

EARLY, NEAR, LAST, AFTER = sponsored.KINDS
BEFORE = (EARLY, NEAR, LAST)
"""In the order in which they are due."""
ASK = Button("/minat", Label("menu.main.interest"))
OTHER = Button("/dibayari", Label("cover.to_other"))
STOP = Button("/stopdibayari", Label("dues.to_stop"))
PATIENCE = 4
"""Days that a market day is waited for, which comes every fifth day."""


def kinds(materials: Materials, manners: Manners) -> Mapping[str, Kind]:
    """The notices before the end, the nearest of which matters most, and the one after it."""
    cover = Cover(materials, manners)
    return {
        name: Kind(
            cover.plans(name),
            cover.why_not,
            cover.says,
            rank=rank,
            covers=frozenset(sponsored.KINDS) - {name} | ({MONTH} if name == AFTER else set()),
            patience=PATIENCE,
        )
        for rank, name in enumerate((AFTER, LAST, NEAR, EARLY), start=1)
    }


class Cover:
    """A slot is the last contribution month that others pay."""

    def __init__(self, materials: Materials, manners: Manners) -> None:
        self.materials = materials
        self.manners = manners
        self.sponsored = sponsored.Told(materials)

    def plans(self, kind: str) -> Callable[[datetime], Sequence[Plan]]:
        """For each month whose day of this kind is still to come; who tells us later is not reminded of it."""

        def planned(now: datetime) -> Sequence[Plan]:
            day = now.astimezone(CALENDAR).date()
            ahead = self.manners.days("days.ahead", day)
            months = later_than(day, ahead, lambda month: self._day(kind, month, day))
            return [_plan(month, self._day(kind, month, day)) for month in months]

        return planned

    def why_not(self, timer: Timer, view: View) -> Why | None:
        """Another month was told, or they pay on by themselves, or the next one says it better."""
        last, person, day = _month(timer), view.known.person, today(view)
        if consent_to_days(person) is None:
            return "not_allowed"
        told, paid = person.covered_until, person.paid_until
        if told is None or told.replace(day=1) != last or (paid is not None and paid > last_day(last)):
            return "unconcerned"
        if timer.kind == AFTER:
            late = timedelta(days=self.manners.days("cover.late", day))
            return "too_late" if day > last_day(last) + late else None
        if day > last_day(last):
            return "too_late"
        return "merged" if any(day >= self._day(one, last, day) for one in _later(timer.kind)) else None

    def says(self, timer: Timer, view: View) -> Say:
        """What it costs from which month on, whom to ask, and what a break may cost the family."""
        last = _month(timer)
        key = "cover.after" if timer.kind == AFTER else "cover.before"
        ask = Button("/status", Label("menu.main.status")) if has_open_lead(view) else ASK
        rows = ((ask,), (OTHER,), (STOP,))
        return Say((Label(key, self._told(last, view)),), rows, to=timer.chat, unasked=True, answer=key)

    def _told(self, last: date, view: View) -> Mapping[str, Value]:
        enough = self.materials.rule("jkm.bpu.full_after", view)
        few, full = self.sponsored.deaths(view)
        jkm: dict[str, Value] = {"months": str(enough.count), "before": Rupiah(few.total), "full": Rupiah(full.total)}
        return {
            **self.sponsored.afterwards(view, last, few, full),
            "ends": Day(last_day(last)),
            "jkm": Label("cover.jkm", jkm),
        }

    def _day(self, kind: str, month: date, today: date) -> date:
        """The day of one of these kinds for cover that ends with a month."""
        days = timedelta(days=self.manners.days(kind.replace("_", "."), today))
        return last_day(month) + (days if kind == AFTER else -days)


def _later(kind: str) -> Sequence[str]:
    return BEFORE[BEFORE.index(kind) + 1 :]


def _month(timer: Timer) -> date:
    return date.fromisoformat(f"{timer.slot}-01")


def _plan(month: date, on: date) -> Plan:
    return Plan(f"{month:%Y-%m}", Dated("covered_until", month, last_day(month), PURPOSE, COVER_DAYS), on)
