"""A report in the words of whoever reads it, and as files."""

from bot.conversation.view import View
from bot.conversation.words import Written
from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from bot.reports.weekly import Weekly


def told(weekly: Weekly, view: View) -> Written:
    """The message of a report, in the person's language."""
    return Written(pages.message(weekly, Catalogue.load(), view.known.person.language))
