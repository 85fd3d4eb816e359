"""A command of somebody else's work: told so kindly, and nothing of that work is shown."""

import pytest

from bot.flows.book import FOR_STAFF, TARGETS, TWINS
from bot.leads.rights import roles
from tests.kit import Actor, World

NAMES = {**TARGETS, **{twin: TARGETS[name] for twin, name in TWINS.items()}}


def not_for(role: str) -> list[str]:
    """Every command of the staff, in both languages, that this role may not use."""
    return [name for name, target in NAMES.items() if target in FOR_STAFF and role not in roles(FOR_STAFF[target])]


def refused(who: Actor) -> bool:
    """That it is for others, kindly, with a way on, and without a colleague's name or code."""
    kindly = who.sees("Perintah itu untuk tugas rekan lain. Kita lanjut dari sini, ya.")
    return kindly and bool(who.labels()) and not any(of in who.last() for of in ("Adi", "Budi", "AP-", "Rina"))


async def test_an_official_who_asks_for_the_agents_gets_no_ranking(quick_world: World) -> None:
    """Neither of the team nor of anything that agents and officers do; the counts of the branch go on."""
    sekda, adi, budi = quick_world.official("Pak Sekda"), quick_world.agent("Adi"), quick_world.agent("Budi")
    for who in (adi, budi, quick_world.officer("Rina")):
        await who.says("/tugas")
    await sekda.says("/tugas")
    assert {"tim", "team", "antrean", "sponsor", "kunjungan", "angka", "siaran"} <= set(not_for("official"))
    for name in not_for("official"):
        await sekda.says(f"/{name}")
        assert refused(sekda) and sekda.sees("Ringkasan cabang"), f"/{name}: {sekda.last()}"


@pytest.mark.parametrize(
    ("role", "some"), [("agent", {"tim", "antrean", "laporan"}), ("officer", {"tautan", "jadwal"})]
)
async def test_agents_and_officers_are_told_as_kindly(quick_world: World, role: str, some: set[str]) -> None:
    """Each of what the other one may."""
    who = getattr(quick_world, role)("Citra")
    await who.says("/tugas")
    assert some <= set(not_for(role))
    for name in not_for(role):
        await who.says(f"/{name}")
        assert refused(who), f"/{name}: {who.last()}"


async def test_a_form_stays_open_over_a_command_of_others(quick_world: World) -> None:
    """The refusal stands above the question that was open."""
    sekda = quick_world.official("Pak Sekda")
    await sekda.says("/langganan")
    open_question = sekda.last()
    await sekda.says("/tim")
    assert refused(sekda) and open_question in sekda.last(), sekda.last()
