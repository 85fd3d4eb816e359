"""The news that one's contribution changes: once before and once after, for who allowed it and whom it touches."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.conversation.effects import Say
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Lines, Month, Rupiah, Table, Value
from bot.facts.countdown import Price, PriceChange, around, differs, price_changes
from bot.flows import reminders
from bot.flows.manners import Manners
from bot.flows.materials import CALENDAR, Materials, basis, counted_for, today
from bot.flows.timers import Kind, Plan, Why
from storage.audiences import Audience
from storage.records import Timer

BEFORE, AFTER = "price_soon", "price_changed"
ASK = ((Button("/iuran", Label("menu.main.cost")),), (Button("/minat", Label("menu.main.interest")),))

Changes = Callable[[date, date], tuple[PriceChange, ...]]


def kinds(materials: Materials, manners: Manners) -> Mapping[str, Kind]:
    """The notice before a change and the one after it."""
    notices = PriceNotices(materials, manners)
    return {
        BEFORE: Kind(notices.before, notices.why_not, notices.says),
        AFTER: Kind(notices.after, notices.why_not, notices.says),
    }


class PriceNotices:
    """A slot is the first day of the first contribution month with the new price."""

    def __init__(self, materials: Materials, manners: Manners) -> None:
        self.materials = materials
        self.manners = manners

        @lru_cache(maxsize=8)
        def changes(first: date, last: date) -> tuple[PriceChange, ...]:
            return price_changes(materials.facts, first, last)

        self.changes: Changes = changes

    def before(self, now: datetime) -> Sequence[Plan]:
        """Some days ahead of each change that is still to come."""
        day = now.astimezone(CALENDAR).date()
        return [_plan(one, one.on - self._days("before", day)) for one in self._near(day) if one.on > day]

    def after(self, now: datetime) -> Sequence[Plan]:
        """Some days after each change."""
        day = now.astimezone(CALENDAR).date()
        return [_plan(one, one.on + self._days("after", day)) for one in self._near(day)]

    def why_not(self, timer: Timer, view: View) -> Why | None:
        """What was true when it was planned may no longer be."""
        on, day = date.fromisoformat(timer.slot), today(view)
        consent = reminders.consent_to_prices(view.known.person)
        if consent is None:
            return "not_allowed"
        if self._mine(view, on) is None:
            return "unconcerned"
        if timer.kind == BEFORE:
            return "too_late" if day >= on else None
        if consent.at.astimezone(CALENDAR).date() >= on:
            return "allowed_later"
        return "too_late" if day > on + self._days("late", day) else None

    def says(self, timer: Timer, view: View) -> Say:
        """What changes from which month, for this person, and how to hear no more of it."""
        change = self._mine(view, date.fromisoformat(timer.slot))
        if change is None:
            raise ValueError(f"timer {timer.id} is about no change of this person's price")
        income = self.materials.income(view)
        old, new = around(self.materials.facts, change, income)
        told: dict[str, Value] = {
            "month": Month(change.on),
            "table": Table(tuple(_rows(timer.kind, old, new))),
            "counted": counted_for(view, income),
            "notes": Lines(tuple(_notes(change, old, new))),
            "basis": basis(view, "; ".join(dict.fromkeys(old.laws + new.laws)), min(old.checked, new.checked)),
        }
        key = f"price.{'soon' if timer.kind == BEFORE else 'changed'}"
        return Say((Label(key, told),), ASK, to=timer.chat, unasked=True, answer=key)

    def _near(self, day: date) -> tuple[PriceChange, ...]:
        return self.changes(day - self._days("late", day), day + self._days("ahead", day))

    def _mine(self, view: View, on: date) -> PriceChange | None:
        """The change of that day that touches this person, if there is one."""
        person, income = view.known.person, self.materials.income(view)
        mine = (person.segment, person.sector, person.payer)
        touching = (one for one in self.changes(on, on) if ("bpu", one.sector, one.payer) == mine)
        return next((one for one in touching if differs(self.materials.facts, one, income)), None)

    def _days(self, name: str, day: date) -> timedelta:
        return timedelta(days=self.manners.days(f"notice.{name}", day))


def _plan(change: PriceChange, day: date) -> Plan:
    audience = Audience(change.sector, change.payer, reminders.PURPOSE, reminders.COVER_PRICES)
    return Plan(change.on.isoformat(), audience, day)


def _rows(kind: str, old: Price, new: Price) -> Iterator[tuple[Value, ...]]:
    """The old price and the new one, without savings and with."""
    was, will = ("now", "then") if kind == BEFORE else ("once", "now")
    yield "", Label(f"price.{was}"), Label(f"price.{will}")
    yield Label("cost.table.two"), Rupiah(old.protection), Rupiah(new.protection)
    yield Label("cost.table.three"), Rupiah(old.saving), Rupiah(new.saving)


def _notes(change: PriceChange, old: Price, new: Price) -> Iterator[Label]:
    if change.same_benefits:
        yield Label("price.same_benefits")
    if change.payer != "self":
        yield Label("price.paid_by_others")
    for key in dict.fromkeys(old.caveats + new.caveats):
        yield Label(key) if key in old.caveats and key in new.caveats else _about_one(key, old, new)


def _about_one(key: str, old: Price, new: Price) -> Label:
    """What must be said of one of the months alone names it: "this month" would be taken for today's."""
    month = Month((old if key in old.caveats else new).month)
    return Label("price.for_month", {"month": month, "note": Label(key)})
