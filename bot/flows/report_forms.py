"""A report in the words of whoever reads it."""

from bot.conversation.view import View
from bot.conversation.words import Written
from bot.i18n import formats
from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from bot.reports.voice import Voice
from bot.reports.weekly import Weekly
from bot.reports.weeks import days_of


def told(weekly: Weekly, view: View) -> Written:
    """The message of a report, in the person's language."""
    return Written(pages.message(weekly, Catalogue.load(), view.known.person.language))


def voice_of(weekly: Weekly, view: View) -> Voice:
    """Says single figures of a report in the person's language."""
    return Voice(Catalogue.load(), view.known.person.language, weekly.small)


def week_named(week: str, view: View) -> str:
    """ "9-15 November 2026"."""
    return formats.days(*days_of(week), view.known.person.language)
