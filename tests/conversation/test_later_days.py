"""Pages of the guide on the days on which the law changes, and years later."""

import re
from datetime import UTC, datetime

import pytest

from bot.conversation.events import Tapped
from bot.conversation.session import Session
from bot.conversation.steps import Question
from bot.conversation.view import Known
from bot.i18n.catalogue import LANGUAGES
from bot.runtime.speech import text
from bot.runtime.turn import SILENT, Circumstances, replies
from storage.records import Person
from tests.conversation.test_screens import MOST_LETTERS, TAG
from tests.conversation.visitor import CHAT, turns

FLOWS = ("guide", "enrol", "pay", "arrears", "sponsored", "myths")
ANSWERS = {"months": "three", "ends": "2026-12-01"}
DAYS = [
    datetime(2026, 12, 31, 17, 0, tzinfo=UTC),
    datetime(2027, 3, 31, 16, 59, tzinfo=UTC),
    datetime(2027, 3, 31, 17, 0, tzinfo=UTC),
    datetime(2030, 1, 1, tzinfo=UTC),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("now", DAYS, ids=str)
def test_no_page_falls_silent_or_grows_too_long(now: datetime, language: str) -> None:
    """Whatever ends, each page still says what holds, with its day and law."""
    known = Known(Person(CHAT, language=language, segment="bpu"))
    for name in FLOWS:
        for step, asked in turns().book.flows[name].steps.items():
            if not isinstance(asked, Question):
                continue
            session = Session(flow=name, step=step, answers=ANSWERS)
            says = replies(turns().take(Circumstances(1, CHAT, Tapped("", 99), session, known), now))
            said = TAG.sub("", text(says[-1], turns().speeches[language]))
            assert says != [SILENT], f"{name}.{step}"
            assert len(said) <= MOST_LETTERS, said
            assert not asked.answer or re.search(r"📅 .*(dicek|checked)", said), said
