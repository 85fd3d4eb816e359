"""What flows are built from: the law, the places, and who runs the bot."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.answers.places import Gazetteer
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Lines, Rupiah, Value
from bot.facts.base import Facts
from bot.facts.contributions import Payer, Sector
from bot.facts.rule import Rule

CALENDAR = ZoneInfo("Asia/Jakarta")
"""Contribution months and rules begin with the day in Jakarta."""


@dataclass(frozen=True)
class Operator:
    """Who runs this bot, as its notice tells."""

    name: str
    contact: str
    is_bpjs: bool = False


@dataclass(frozen=True)
class Materials:
    """Built once and handed to every flow; `patience` is the working time that an offered lead is thought about.

    `username` is our own in Telegram, known once we are connected. An invite is good for `invite_days`.
    """

    facts: Facts
    places: Gazetteer
    operator: Operator
    patience: timedelta = timedelta(hours=1)
    username: Callable[[], str] = lambda: "bot"
    invite_days: int = 7

    def rule(self, rule_id: str, view: View) -> Rule:
        """The rule in force today. Raises NoRuleInForce."""
        return self.facts.in_force(rule_id, today(view))

    def value(self, rule_id: str, view: View) -> Value:
        """The value of the rule in force today, to be shown as it stands."""
        return str(self.rule(rule_id, view).value)

    def income(self, view: View) -> int:
        """The income, or the base of its band, that figures are computed for, in rupiah per month.

        What the question named, else what is known of the person, else the smallest of the table.
        """
        named = view.answers.get("income") or known_base(view)
        return int(named or self.rule("bpu.base", view).brackets[0]["base"])

    def call_centre(self, view: View) -> Value:
        """The number that everybody can call to check what we say."""
        return self.value("contact.call_centre", view)


def sector_of(view: View) -> Sector:
    """The sector that decides the price: what was just said, else what is remembered, else not transport."""
    told = view.answers.get("sector") or view.known.person.sector
    return "transport" if told == "transport" else "other"


def basis(view: View, law: str, checked: date) -> Label:
    """The line under every amount: as of which day it holds, which law says so, and when that was last checked."""
    return Label("facts.basis", {"today": Day(today(view)), "law": law, "checked": Day(checked)})


def known_base(view: View) -> int | None:
    """The base of the person's band in rupiah per month: what earlier questions told, else what is remembered."""
    told = view.answers.get("base")
    return int(told) if told else view.known.person.base


def counted_for(view: View, income: int) -> Value:
    """For which income base (rupiah per month) figures were computed: that named, the person's own, the smallest."""
    named = view.answers.get("income")
    if named:
        told: Mapping[str, Value] = {"income": Rupiah(int(named)), "base": Rupiah(income)}
        return Lines((*_worked_out(view, told), Label("facts.counted_for.named", told)))
    mine = known_base(view) is not None
    return Label(f"facts.counted_for.{'mine' if mine else 'lowest'}", {"base": Rupiah(income)})


def _worked_out(view: View, told: Mapping[str, Value]) -> tuple[Label, ...]:
    """How a day or a week became a month."""
    per, brings = view.answers.get("per"), view.answers.get("brings")
    return (Label(f"facts.worked_out.{per}", {**told, "brings": Rupiah(int(brings))}),) if per and brings else ()


def payer_of(view: View) -> Payer:
    """Who pays: what was just said, else what is remembered, else the person alone."""
    told = view.answers.get("payer") or view.known.person.payer
    match told:
        case "apbn_apbd" | "other":
            return told
        case _:
            return "self"


def today(view: View) -> date:
    """The calendar day on which rules are looked up."""
    return view.now.astimezone(CALENDAR).date()


def branch_name(branch: str) -> str:
    """A branch's short id as people read it: "pasaman-barat" is Pasaman Barat."""
    return branch.replace("-", " ").replace("_", " ").title()
