"""The law behind a programme: whatever its pages rest on for this person, each with the day it was last checked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date

from bot.conversation.steps import Words
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Lines, Value
from bot.errors import NoRuleInForce
from bot.flows.explaining.telling import Page
from bot.flows.materials import Materials, today
from bot.flows.pages import Ground, laws


def behind(materials: Materials, programme: str, pages: Callable[[View], Iterable[Page]]) -> Words:
    """What the page that lists the law of the other pages may name."""

    def shown(view: View) -> Mapping[str, Value]:
        oldest = checks(sources(materials, view, pages(view)))
        lines = (Label("programmes.law.line", {"law": law, "checked": Day(oldest[law])}) for law in sorted(oldest))
        return {"name": programme.upper(), "laws": Lines(tuple(lines)), "today": Day(today(view))}

    return shown


def sources(materials: Materials, view: View, pages: Iterable[Page]) -> Iterator[Ground]:
    """What the pages rest on; a page for which no rule is in force rests on none."""
    for page in pages:
        with suppress(NoRuleInForce):
            yield from page(materials, view).sources


def checks(found: Iterable[Ground]) -> dict[str, date]:
    """Each law by name and article, with the oldest check of what was taken from it."""
    oldest: dict[str, date] = {}
    for source in found:
        for law in laws(source):
            oldest[law] = min(source.checked, oldest.get(law, source.checked))
    return oldest
