"""Our own rule says how few people are not told as a number; whoever runs the bot may make it stricter."""

from dataclasses import replace

import pytest

from tests.conversations.test_events import looks, opens_event
from tests.kit import PAMEKASAN, World
from tests.reports.invented import a_week

RULE = "policy.report.small"


@pytest.fixture
def strict(quick_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A bot that tells nothing below ten."""
    rules = quick_world.app.materials.facts.rules
    [rule] = rules[RULE]
    monkeypatch.setitem(rules, RULE, (replace(rule, value=10),))  # type: ignore[arg-type]
    return quick_world


async def test_fewer_than_ten_are_told_nowhere(strict: World) -> None:
    """Of six who asked to be called: neither on the desk of an official nor in the weekly report."""
    async with strict.app.database.transaction() as tx:
        await a_week(tx, ["35.28.06.2001"], PAMEKASAN, 6)
    _, sekda = strict.person("Adi, the agent of that week"), strict.official("Pak Sekda", branch="contoh")
    await sekda.says("/tugas")
    assert sekda.sees("Sudah dihubungi: kurang dari 10") and sekda.sees("di bawah 10 disamarkan"), sekda.last()
    await sekda.says("/laporan")
    await sekda.taps("Buka")
    assert sekda.sees("Minat beberapa") and sekda.sees("9–15 November 2026"), sekda.last()


async def test_fewer_than_ten_guests_are_not_counted_out(strict: World) -> None:
    """Nor on the card of their event."""
    adi, sari = strict.agent("Adi"), strict.person("Sari")
    await sari.says(f"/start {await opens_event(adi)}")
    await sari.taps("Ikut")
    await looks(adi)
    assert adi.sees("Ikut lewat tautan: kurang dari 10"), adi.last()
