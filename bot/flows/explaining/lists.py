"""The lists of programmes by kind of work, and what those who work alone are told about the others."""

from collections.abc import Collection, Mapping

from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Rupiah, Value
from bot.facts.contributions import PROGRAMMES, Programme
from bot.flows.explaining.firsts import standings
from bot.flows.materials import Materials
from bot.flows.pages import grounds
from bot.flows.segment import segment_of


class Lists:
    """What a list may name and offer: never a programme that the person cannot join."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials

    def offered(self, view: View) -> Collection[str]:
        """The programmes that are open, and the ways on that fit the kind of work."""
        besides = {"pu": {"size", "own_business"}, "jakon": {"own_business"}, "pmi": set()}
        alone = {"employer_only", "compare", "cost"}
        return {*self._open(view), *besides.get(segment_of(view), alone), "interest", "other_work"}

    def alone(self, view: View) -> Mapping[str, Value]:
        """What somebody who works alone can join."""
        return {"lines": self._lines(view)}

    def employed(self, view: View) -> Mapping[str, Value]:
        """What comes through an employer, a project or a placement."""
        call = {"call_centre": self.materials.call_centre(view)}
        return {"way": Label(f"programmes.employed.{segment_of(view) or 'pu'}"), "lines": self._lines(view), **call}

    def through_employer(self, view: View) -> Mapping[str, Value]:
        """Why JP and JKP are no offer to somebody who works alone."""
        found = standings(self.materials, view)
        sources = [standing for standing in found.values() if standing.answer == "no"]
        return {"call_centre": self.materials.call_centre(view), "basis": grounds(view, *(sources or found.values()))}

    def sizes(self, view: View) -> Mapping[str, Value]:
        """Up to which capital and yearly sales a business is micro or small."""
        rule = self.materials.rule("business.size", view)
        limits: dict[str, Value] = {
            f"{row['size']}_{each}": Rupiah(int(row[each])) for row in rule.rows for each in ("capital", "yearly_sales")
        }
        return {**limits, "basis": grounds(view, rule)}

    def _open(self, view: View) -> tuple[Programme, ...]:
        found = standings(self.materials, view)
        return tuple(each for each in PROGRAMMES if found[each].answer != "no")

    def _lines(self, view: View) -> Lines:
        found = standings(self.materials, view)
        return Lines(
            tuple(
                Label(f"programmes.line.{each}", {"standing": Label(f"programmes.short.{found[each].answer}")})
                for each in self._open(view)
            )
        )
