"""What the words of a topic may name: rules in force by their names, pages of the programmes, whole screens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.conversation.steps import Flow, Question
from bot.conversation.view import View
from bot.conversation.words import Lines, Listing, Percent, Rupiah, Value
from bot.facts.rule import Rule
from bot.flows import claim, enrol, guide, pay, programmes, sponsored, violence
from bot.flows.codes import coded
from bot.flows.explaining.telling import Page
from bot.flows.materials import Materials
from bot.flows.pages import Ground, grounds

CONTACT = "contact."
"""Rules that say how to reach somebody: they are no ground of what the law says."""
SCREENS = (programmes.flow, enrol.flow, pay.flow, sponsored.flow, guide.flow, claim.flow, violence.flow)


@dataclass(frozen=True)
class Found:
    """Values by their names in the words, what they rest on, and keys of what nobody could confirm."""

    values: Mapping[str, Value] = field(default_factory=dict)
    sources: tuple[Ground, ...] = ()
    unsure: tuple[str, ...] = ()

    def named(self, view: View) -> Mapping[str, Value]:
        """All that the words may name; {basis} where it rests on rules."""
        basis = {"basis": grounds(view, *self.sources, also=self.unsure)} if self.sources else {}
        return {**self.values, **basis}


class Sources:
    """The law, and the screens that say some of it already."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials
        self._flows: Mapping[str, Flow] = {flow.name: flow for flow in (make(materials) for make in SCREENS)}

    def rule(self, rule_id: str, view: View) -> Rule:
        """The rule in force today. Raises NoRuleInForce."""
        return self.materials.rule(rule_id, view)

    def screen(self, name: str, view: View) -> Mapping[str, Value]:
        """What the words of a screen ("flow.step") may name. Raises KeyError where there is none."""
        flow, _, step = name.partition(".")
        shown = self._flows[flow].steps[step]
        return shown.show(view) if isinstance(shown, Question) else {}


Figures = Callable[[Sources, View], Found]


def nothing(_: Sources, __: View) -> Found:
    """The words name nothing."""
    return Found()


def programme(told: Page) -> Figures:
    """{told}: what a page of a programme says."""

    def found(sources: Sources, view: View) -> Found:
        page = told(sources.materials, view)
        return Found({"told": Lines(page.said)}, page.sources)

    return found


def screen(name: str) -> Figures:
    """Whatever the words of this screen name, its {basis}, too."""
    return lambda sources, view: Found(sources.screen(name, view))


def ruled(
    figures: Mapping[str, str] | None = None,
    *,
    lines: Mapping[str, tuple[str, ...]] | None = None,
    listed: Mapping[str, str] | None = None,
    behind: tuple[str, ...] = (),
    unsure: tuple[str, ...] = (),
) -> Figures:
    """Figures by the rule that holds them ("rule:term" is a term of it), and lists of codes as lines or in a sentence.

    The rules `behind` are what else the words rest on, `unsure` the open questions that stand beside them.
    """
    shown, rows, codes = figures or {}, lines or {}, listed or {}

    def found(sources: Sources, view: View) -> Found:
        def of(rule_id: str) -> Rule:
            return sources.rule(rule_id.partition(":")[0], view)

        values: dict[str, Value] = {name: _shown(of(each), each.partition(":")[2]) for name, each in shown.items()}
        values |= {
            name: Lines(tuple(label for each in some for label in coded(of(each)))) for name, some in rows.items()
        }
        values |= {name: Listing(coded(of(each))) for name, each in codes.items()}
        named = (*shown.values(), *(each for some in rows.values() for each in some), *codes.values(), *behind)
        rules = {each.partition(":")[0]: of(each) for each in named if not each.startswith(CONTACT)}
        return Found(values, tuple(rules.values()), tuple(sources.materials.facts.open[each] for each in unsure))

    return found


def together(*parts: Figures) -> Figures:
    """All that each of them names, on the grounds of all."""

    def found(sources: Sources, view: View) -> Found:
        each = [part(sources, view) for part in parts]
        values = {name: value for one in each for name, value in one.values.items()}
        return Found(
            values,
            tuple(source for one in each for source in one.sources),
            tuple(key for one in each for key in one.unsure),
        )

    return found


def _shown(rule: Rule, term: str) -> Value:
    held = rule.terms[term] if term else rule.value
    if rule.unit.startswith("IDR") and not term:
        return Rupiah(int(held))
    return Percent(held) if rule.unit == "percent" and not term else str(held)
