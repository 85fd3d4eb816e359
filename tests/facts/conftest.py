"""The fact base of the tests: the real one, read once."""

import pytest

from bot.facts.base import Facts, load


@pytest.fixture(scope="session")
def facts() -> Facts:
    return load()
