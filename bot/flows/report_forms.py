"""A report in the words of whoever reads it."""

from collections.abc import Mapping

from bot.conversation.readership import Form, Sheet
from bot.conversation.view import View
from bot.conversation.words import Written
from bot.i18n import formats
from bot.i18n.catalogue import Catalogue
from bot.reports import pages
from bot.reports.voice import Voice
from bot.reports.weekly import Weekly
from bot.reports.weeks import days_of

ENDS: Mapping[Form, str] = {"picture": "png", "pdf": "pdf", "excel": "xlsx"}
"""How the file of each form ends."""


def sheet(region: str, week: str, form: Form) -> Sheet:
    """A form of a report under the name that its file has on a phone."""
    return Sheet(f"{region}-{week}.{ENDS[form]}", region, week, form)


def told(weekly: Weekly, view: View) -> Written:
    """The message of a report, in the person's language."""
    return Written(pages.message(weekly, Catalogue.load(), view.known.person.language))


def voice_of(weekly: Weekly, view: View) -> Voice:
    """Says single figures of a report in the person's language."""
    return Voice(Catalogue.load(), view.known.person.language, weekly.small)


def named(region: str, week: str, view: View) -> str:
    """ "Kab. Pamekasan, 9–15 November 2026": a file that is forwarded says of when it is."""
    return f"{region}, {week_named(week, view)}"


def week_named(week: str, view: View) -> str:
    """ "9-15 November 2026"."""
    return formats.days(*days_of(week), view.known.person.language)
