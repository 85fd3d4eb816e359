"""Says the figures of a report in one language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from bot.i18n import formats
from bot.i18n.catalogue import Catalogue, Markup
from bot.reports.weekly import MASKED, Count, Figure, Weekly

ROOM: Final = "weekly"
"""What the keys of all our words begin with."""
NOTHING, HIDDEN = "–", "*"
"""A figure that nobody knows, and one that is not told, where there is no room for words."""
_PICTURE: Final = re.compile(r"^[^\w\s<&]+\s+")
_PARTS: Final = {2: "regency", 5: "district", 8: "village"}


@dataclass(frozen=True)
class Voice:
    """The words of one language; `small` is the least count of people that is told."""

    words: Catalogue
    language: str
    small: int

    def __call__(self, key: str, /, **params: str) -> str:
        """Words without markup; raises KeyError when nobody wrote them."""
        return self.words.plain(self.language, f"{ROOM}.{key}", **params)

    def html(self, key: str, /, **params: str) -> Markup:
        """The same as HTML, with `params` escaped unless they are Markup."""
        return Markup(self.words.text(self.language, f"{ROOM}.{key}", **params))

    def count(self, value: Count) -> str:
        """A count in a sentence: "1.204", "a few" for what is hidden, or that there are no data yet."""
        if value is None:
            return self("no_data")
        return self("few") if value == MASKED else formats.number(int(value), self.language)

    def reason(self, told: str) -> str:
        """Why a figure in these words is not told exactly; "" where all of them are."""
        hides = any(words in told.casefold() for words in (self("few"), self("hidden")))
        return self("few.why") if hides else ""

    def sum(self, value: Count, told: int) -> str:
        """A sum in a sentence; of a hidden one that it is more than what is `told` of it, for that may be many."""
        return self("above", count=self.count(told)) if value == MASKED and told else self.count(value)

    def brief(self, value: Count) -> str:
        """The same as a sign, for tables that explain it: hidden counts need not be small themselves."""
        return NOTHING if value is None else HIDDEN if value == MASKED else self.count(value)

    def share(self, value: Decimal | None) -> str:
        """A percentage as exact as it was told, to four places at most, or that there are no data yet."""
        return self("no_data") if value is None else formats.percent(round(value, 4), self.language)

    def shares(self, values: Sequence[Decimal | None]) -> list[str]:
        """Percentages below each other, all as exact as the most exact one, so that their points stand in line."""
        told = [None if one is None else round(one, 2) for one in values]
        known = [one for one in told if one is not None]
        digits = next((few for few in range(2) if all(one == round(one, few) for one in known)), 2)
        return [self("no_data") if one is None else formats.percent(one, self.language, digits) for one in told]

    def day(self, on: date) -> str:
        """ "31 Oktober 2026"."""
        return formats.day(on, self.language)

    def short(self, on: date) -> str:
        """ "31 Okt 2026"."""
        return formats.short_day(on, self.language)

    def week(self, weekly: Weekly) -> str:
        """ "9–15 November 2026"."""
        return formats.days(weekly.first, weekly.last, self.language)

    def made(self, weekly: Weekly) -> str:
        """When the snapshot was made, by the clocks of the region."""
        return formats.moment(weekly.made, weekly.zone, self.language)

    def parts(self, weekly: Weekly) -> str:
        """What the parts of such a region are called: kabupaten/kota, kecamatan, desa."""
        return self(f"parts.{_PARTS.get(len(weekly.region), 'village')}")

    def work(self, key: str) -> str:
        """A kind of work as the buttons of the interest form say it, without their picture."""
        return self._button(f"interest.work.{key}", key)

    def payer(self, key: str) -> str:
        """Whose money pays for others as the buttons of what is sponsored say it; its code where none does."""
        return self._button(f"sponsored.which.{key}", key)

    def _button(self, named: str, other: str) -> str:
        return _PICTURE.sub("", self.words.plain(self.language, named)) if self.words.has("id", named) else other

    def defined(self, name: str) -> str:
        """What a figure means, or the signs that stand for none."""
        return self(f"definition.{name}", small=str(self.small), hidden=HIDDEN, nothing=NOTHING)

    def figure(self, one: Figure) -> str:
        """A value of the words of an action."""
        if one.kind == "count":
            return self.count(MASKED if one.value == MASKED else int(one.value))
        if one.kind == "above":
            return self.sum(MASKED, int(one.value))
        if one.kind == "percent":
            return self.share(Decimal(one.value))
        return self.day(date.fromisoformat(one.value)) if one.kind == "day" else one.value


def cut(words: str, most: int) -> str:
    """Words of at most so many characters, with a sign where something is missing."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def sentence(words: str) -> str:
    """Words with a capital letter in front, whatever they begin with."""
    return f"{words[:1].upper()}{words[1:]}"
