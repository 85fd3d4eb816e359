"""The forms of a weekly report, all from the same snapshot: a message, a picture, a page, sheets. Pure.

The same snapshot gives the same bytes: nothing here reads the clock or the fonts of the machine.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final, Literal

import typst

from bot.i18n.catalogue import Catalogue
from bot.reports import document as page
from bot.reports import picture as poster
from bot.reports import telling
from bot.reports.scales import Shown
from bot.reports.voice import Voice
from bot.reports.weekly import Weekly
from bot.reports.workbook import pages
from bot.sheets.writing import to_book

WIDE, HIGH = 1_080, 1_350
"""Pixels of the picture, as a phone shows one from edge to edge."""
_PPI: Final = 144.0
_FORMS: Final[Mapping[str, Literal["png", "pdf"]]] = {"picture": "png", "document": "pdf"}
_TEMPLATES: Final = Path(__file__).parent
_DAY: Final = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]+)")
"""A day and its month, between which no line ends."""
_AT_A_TIME: Final = Lock()
"""A compiler serves one thread only; several would not be faster on the cores that replies need."""


def message(weekly: Weekly, words: Catalogue, language: str = "id") -> str:
    """HTML for Telegram, fewer than 1,500 characters."""
    return telling.told(weekly, Voice(words, language, weekly.small))


def picture(weekly: Weekly, words: Catalogue, language: str = "id") -> bytes:
    """A PNG of WIDE by HIGH pixels."""
    return _drawn("picture", weekly, poster.shown(weekly, Voice(words, language, weekly.small)))


def document(weekly: Weekly, words: Catalogue, language: str = "id") -> bytes:
    """A PDF of one A4 page."""
    return _drawn("document", weekly, page.shown(weekly, Voice(words, language, weekly.small)))


def workbook(weekly: Weekly, words: Catalogue, language: str = "id") -> bytes:
    """An XLSX without a formula: the figures, and what each means."""
    return to_book(pages(weekly, Voice(words, language, weekly.small)), weekly.made)


def _drawn(template: Literal["picture", "document"], weekly: Weekly, shown: Shown) -> bytes:
    """What a template makes of the words, which reach it as data and never as markup."""
    told = {"data": _DAY.sub("\\1\u00a0\\2", json.dumps(shown, ensure_ascii=False))}
    made, path = int(weekly.made.timestamp()), _TEMPLATES / f"{template}.typ"
    with _AT_A_TIME:
        drawn = _compiler().compile(path, format=_FORMS[template], ppi=_PPI, sys_inputs=told, timestamp=made)
    if not isinstance(drawn, bytes):
        raise ValueError(f"the {template} of {weekly.id} does not fit on one page")
    return drawn


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(root=_TEMPLATES, ignore_system_fonts=True)
