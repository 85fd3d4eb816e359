"""Cover that somebody else pays for: who may, for how long, what is missing in it, and what comes after it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from bot.answers.months import month
from bot.conversation.effects import Effect, Forget, Remember, Replan
from bot.conversation.steps import Choose, Decide, Do, Flow, Tell, Type, Words
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Listing, Month, Rupiah, Value
from bot.errors import NoRuleInForce
from bot.facts.benefits import Basis, Payment, ordinary_death
from bot.facts.contributions import THREE, TWO, months_from, quote
from bot.facts.rule import Row, Rule
from bot.flows.codes import coded
from bot.flows.materials import Materials, counted_for, sector_of, today
from bot.flows.pages import LABELS, Ground, grounds, page
from bot.flows.reminders import gate, to_settings
from bot.flows.sponsor_lines import near
from bot.timing.months import shifted

CHANNELS = "sponsor.channels"
LASTING = frozenset({"employer"})
"""Channels that are a duty and last as long as the work does."""
ENDING = {"warning": "warning", "ends": "ends"}
UNKNOWN = "unknown"
NOT_A_MONTH = "sponsored.ends.not_a_month"
OFFERED, UNDERSTOOD = 12, 36
"""Months that are offered as the end of the cover, and months that are understood when they are typed."""
KINDS = ("cover_early", "cover_near", "cover_last", "cover_after")
"""What is sent before the cover ends and after it: `bot/flows/cover.py`."""
OWN = {**LABELS, "warning": "sponsored.to_warning", "ends": "sponsored.to_ends", "which": "sponsored.to_which"}


def flow(materials: Materials) -> Flow:
    """The flow of sponsored cover."""
    told = Told(materials)
    others = {"interest": "interest/", "which": "which"}
    return Flow(
        name="sponsored",
        start="which",
        steps={
            "which": page(
                told.which,
                {**{name: name for name in told.known}, **ENDING, "hub": "guide/"},
                offered=told.offered,
                labels=OWN,
            ),
            **{
                channel: page(
                    told.channel(channel),
                    {**(ENDING if channel not in LASTING else {}), **others},
                    words="sponsored.channel",
                    labels=OWN,
                )
                for channel in told.known
            },
            "warning": page(told.warning, {"ends": "ends", **others}, labels=OWN),
            "ends": Type(
                parse=_month,
                then="known",
                errors=(NOT_A_MONTH,),
                suggest=_months_ahead,
                shortcuts=to_settings,
                columns=2,
            ),
            "known": Decide(
                pick=lambda view: "ask_when" if view.answers["ends"] == UNKNOWN else "alone",
                exits=frozenset({"ask_when", "alone"}),
            ),
            "ask_when": Choose(
                exits={"warning": "warning", **others}, show=told.call_centre, columns=2, labels=OWN, hub=True
            ),
            "alone": page(
                told.alone,
                {"remind": "allowed", "pay": "pay/", "cost": "cost/", **others},
                labels=OWN,
                offered=lambda view: [*(["remind"] if _is_news(view) else []), "pay", "cost", *others],
            ),
            **gate("keep"),
            "keep": Do(effects=_kept, then="kept"),
            "kept": Tell(then="rhythm/", show=lambda view: {"last": Month(_ends(view))}),
            "off": Do(effects=lambda _: [Forget(("covered_until",)), Replan(KINDS)], then="forgotten"),
            "forgotten": Tell(then="rhythm/"),
        },
    )


class Told:
    """What each page may name, from the rules in force today."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials
        versions = materials.facts.rules[CHANNELS]
        self.known = tuple(dict.fromkeys(str(row["channel"]) for rule in versions for row in rule.rows))
        """Every channel that any version of the rule names."""

    def offered(self, view: View) -> Collection[str]:
        """The channels of today, and the questions that all of them raise."""
        return [*(row["channel"] for row in self._rule(CHANNELS, view).rows), *ENDING, "hub"]

    def which(self, view: View) -> Mapping[str, Value]:
        """How long it usually lasts, and what a branch was told of near the person who asked to be called."""
        seen = self._rule("sponsor.months_seen", view)
        return {
            "shortest": str(min(seen.value)),
            "longest": str(max(seen.value)),
            "near": near(view.known.backing.fits),
            "basis": grounds(view, seen),
        }

    def channel(self, channel: str) -> Words:
        """What the page of one channel names."""

        def shown(view: View) -> Mapping[str, Value]:
            rule = self._rule(CHANNELS, view)
            row = _row(rule, channel, view)
            details, rules = self._details(channel, view)
            return {
                "channel": Label(f"sponsored.which.{channel}"),
                "about": Label(f"sponsored.about.{channel}", details),
                "pays": Label(f"sponsored.pays.{row['pays']}"),
                "whom": Listing(tuple(Label(f"sponsored.for.{each}") for each in row["for"])),
                "programmes": Listing(tuple(code.upper() for code in row["programmes"])),
                "seen": _seen(row),
                "ask": Label(f"sponsored.ask.{channel}"),
                "basis": self._grounds(view, rule, row, rules),
            }

        return shown

    def warning(self, view: View) -> Mapping[str, Value]:
        """What a family gets while too few months are paid, and that the discount is not for public money."""
        rule = self._rule("jkm.bpu.full_after", view)
        before, full = self.deaths(view)
        cut = self._rule(f"bpu.cut.{sector_of(view)}", view)
        doubts = [cut.terms["doubt"]] if "doubt" in cut.terms else []
        return {
            "months": str(rule.count),
            "before": Rupiah(before.total),
            "full": Rupiah(full.total),
            "basis": grounds(view, before, full, *([cut] if doubts else []), also=doubts),
        }

    def deaths(self, view: View) -> tuple[Payment, Payment]:
        """What a family gets while too few months are paid in a row, and once they are enough."""
        enough = self._rule("jkm.bpu.full_after", view).count
        few, full = (ordinary_death(self.materials.facts, months, today(view)) for months in (enough - 1, enough))
        return few, full

    def alone(self, view: View) -> Mapping[str, Value]:
        """What the first month costs that the person pays alone."""
        return self.afterwards(view, _ends(view))

    def afterwards(self, view: View, last: date, *others: Ground) -> Mapping[str, Value]:
        """What the first month costs after the last one (told by any day in it) that others pay.

        `others` are further rules behind what is said.
        """
        first, income = shifted(last, 1), self.materials.income(view)
        two, three = (
            quote(self.materials.facts, income, sector_of(view), "self", chosen, first) for chosen in (TWO, THREE)
        )
        return {
            "last": Month(last),
            "first": Month(first),
            "two": Rupiah(two.total),
            "three": Rupiah(three.total),
            "cut": Label(f"sponsored.cut.{'still' if two.total < two.normal_total else 'none'}"),
            "counted_for": counted_for(view, income),
            "basis": grounds(view, three, *others),
        }

    def call_centre(self, view: View) -> Mapping[str, Value]:
        """The number that everybody may call."""
        return {"call_centre": self.materials.call_centre(view)}

    def _details(self, channel: str, view: View) -> tuple[Mapping[str, Value], Sequence[Rule]]:
        """The figures that only one channel has."""
        match channel:
            case "kur":
                above, form = self._rule("sponsor.kur.must_above", view), self._rule("enrol.kur_form", view)
                return {"above": Rupiah(above.rupiah), "form": Listing(coded(form))}, (above, form)
            case "village":
                village = self._rule("sponsor.village", view)
                return {"village": Listing(coded(village))}, (village,)
            case _:
                return {}, ()

    def _grounds(self, view: View, rule: Rule, row: Row, others: Sequence[Rule]) -> Lines:
        """The regulations of a channel itself; where none is known, that it is practice and differs by place."""
        names = [self.materials.facts.laws[each].name for each in row["basis"]]
        if not names:
            return grounds(view, rule, *others, also=["sponsored.practice"])
        own = Basis(rule.id, "; ".join(names), rule.checked, rule.caveats)
        return grounds(view, own, *others)

    def _rule(self, rule_id: str, view: View) -> Rule:
        return self.materials.rule(rule_id, view)


def _row(rule: Rule, channel: str, view: View) -> Row:
    """The row of a channel; a page may stand open on the day on which the channel is gone."""
    found = [row for row in rule.rows if row["channel"] == channel]
    if not found:
        raise NoRuleInForce(f"{CHANNELS} ({channel})", today(view))
    return found[0]


def _seen(row: Row) -> Label:
    """For how many months cover of this kind was seen to last."""
    if row["channel"] in LASTING:
        return Label("sponsored.seen.lasting")
    if "months_seen" not in row:
        return Label("sponsored.seen.unknown")
    shortest, longest = row["months_seen"]
    kind = "same" if shortest == longest else "between"
    return Label(f"sponsored.seen.{kind}", {"shortest": str(shortest), "longest": str(longest)})


def _ends(view: View) -> date:
    """The month that was just told as the last one."""
    return date.fromisoformat(str(view.answers["ends"]))


def _is_news(view: View) -> bool:
    """Whether we do not remind of this month yet."""
    return view.known.person.covered_until != _ends(view)


def _kept(view: View) -> Sequence[Effect]:
    return [Remember(covered_until=_ends(view)), Replan(KINDS, f"{_ends(view):%Y-%m}")]


def _months_ahead(view: View) -> Sequence[tuple[str, Value]]:
    ahead = months_from(today(view).replace(day=1), OFFERED)
    return [*((f"{day:%Y-%m}", Month(day)) for day in ahead), (UNKNOWN, Label("sponsored.ends.unknown"))]


def _month(text: str, view: View) -> str:
    return UNKNOWN if text == UNKNOWN else month(text, today(view), UNDERSTOOD, NOT_A_MONTH).isoformat()
