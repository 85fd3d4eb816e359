"""A table of coverage that an officer sent: looked over, its questions answered, and stored."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from bot.answers.days import bare
from bot.answers.past_days import days_ago
from bot.conversation.steps import Choose, Decide, Do, Step, Type
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Lines, Value
from bot.coverage.asked import EARLIEST
from bot.coverage.days import day_in
from bot.errors import InvalidAnswer
from bot.flows.counts import counted
from bot.flows.files import agree, apply, dated, left_out, still_read, upload_of
from bot.flows.materials import today
from bot.flows.sponsor_list import short
from storage.records import Upload

OUTCOMES = ("clear", "asked", "refused", "new", "corrected", "same")
"""What there is to say of rows before they are stored, and what became of them then."""
FIGURES = ("region", "name", "as_of", "segment", "active", "eligible", "coverage_pct", "target_pct")
HEADINGS = ("line", *FIGURES, "outcome", "why")
"""The columns of the file that comes back."""
DAY_ERRORS = ("coverage.day.not_a_day", "coverage.day.not_yet")
LONGEST, LONGEST_TAKEN = 130, 600
"""Letters of what is told of one row, and of all headings; each doubt stands in full in the file that comes back."""


def steps() -> Mapping[str, Step]:
    """What follows once a file turned out to be a table of coverage."""
    return {
        "figures": Choose(
            exits={"keep": "sure_to_keep", "agree": "sure_to_agree", "date": "day", "cancel": "leave"},
            offered=_offered,
            show=_found,
            words="coverage.found",
        ),
        "sure_to_keep": Decide(pick=still_read("keep"), exits=frozenset({"keep", "whose"})),
        "keep": Do(effects=apply, then="storing"),
        "sure_to_agree": Decide(pick=still_read("agree"), exits=frozenset({"agree", "whose"})),
        "agree": Do(effects=agree, then="storing"),
        "day": Type(
            parse=_day, then="sure_of_day", errors=DAY_ERRORS, words="coverage.day", suggest=_month_ends, review=False
        ),
        "sure_of_day": Decide(pick=still_read("dated"), exits=frozenset({"dated", "whose"})),
        "dated": Do(effects=dated, then="wait"),
        "storing": Choose(exits={"refresh": "whose"}, words="coverage.storing"),
    }


def _offered(view: View) -> Sequence[str]:
    upload = upload_of(view)
    counts: Mapping[str, int] = upload.counts if upload else {}
    keep = ["keep"] if counts.get("clear") else []
    date = ["date"] if upload is not None and upload.told.get("dayless") else []
    return [*keep, *(["agree"] if counts.get("asked") else []), *date, "cancel"]


def _day(text: str, view: View) -> str:
    """The day on which figures stand, in ISO form; without a year the last such day. Raises InvalidAnswer."""
    unclear, not_yet = DAY_ERRORS
    on = today(view)
    said = bare(text)
    ago = days_ago(said)
    day = (day_in(said) or _without_year(said, on)) if ago is None else on - timedelta(days=ago)
    if day is None:
        raise InvalidAnswer(unclear)
    if not EARLIEST <= day <= on:
        raise InvalidAnswer(not_yet)
    return day.isoformat()


def _without_year(said: str, on: date) -> date | None:
    """ "31/10", "31 Oktober", "Oktober": the last one."""
    for year in (on.year, on.year - 1):
        found = day_in(f"{said}/{year}") or day_in(f"{said} {year}")
        if found is not None and found <= on:
            return found
    return None


def _month_ends(view: View) -> Sequence[tuple[str, Value]]:
    """The last days of the two months before this one."""
    last = today(view).replace(day=1) - timedelta(days=1)
    before = last.replace(day=1) - timedelta(days=1)
    return [(f"{day:%d/%m/%Y}", Day(day)) for day in (last, before)]


def _found(view: View) -> Mapping[str, Value]:
    upload = upload_of(view)
    if upload is None:
        return {}
    odd = tuple(
        Label("coverage.odd", {"line": str(line), "why": short(why, LONGEST)})
        for line, why in upload.told.get("odd", ())
    )
    return {
        "file": str(upload.told.get("name", "-")),
        "counts": counted(upload.counts, OUTCOMES, "coverage.count"),
        "odd": Lines(odd),
        "notes": Lines((*_taken(upload), *_days(upload), *left_out(upload))),
    }


def _taken(upload: Upload) -> list[Label]:
    """Which heading was taken for what; nothing of a table that was read before we told it."""
    told = str(upload.told.get("taken", ""))
    return [Label("coverage.taken.in_chat", {"taken": short(told, LONGEST_TAKEN)})] if told else []


def _days(upload: Upload) -> list[Label]:
    """Which day was told for figures without one, or how many rows still lack it."""
    told, dayless = upload.told.get("as_of"), upload.told.get("dayless", 0)
    days = [Label("coverage.dated", {"day": Day(date.fromisoformat(told))})] if told else []
    return days + ([Label("coverage.dayless", {"count": str(dayless)})] if dayless else [])
