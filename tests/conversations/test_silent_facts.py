"""Better no figure than a wrong one."""

from dataclasses import replace

from bot.app import materials
from bot.flows.book import open_book
from tests.kit import World


async def test_a_day_without_a_rule_is_said_honestly(quick_world: World) -> None:
    """No figure is made up, nothing is lost, and the person is sent to somebody who knows."""
    known = materials(quick_world.app.settings)
    without = {rule_id: rules for rule_id, rules in known.facts.rules.items() if rule_id != "jht.full.age"}
    silent = replace(known, facts=replace(known.facts, rules=without))
    quick_world.app.turns.book = open_book(silent)
    sari = quick_world.person("Sari")
    await sari.says("/start")
    await sari.taps("Mengerti")
    await sari.taps("Program")
    await sari.taps("usaha sendiri")
    await sari.taps("JHT")
    await sari.taps("Kapan diambil")
    assert sari.sees("tidak mau menebak")
    await sari.says("/menu")
    assert sari.sees("Menu")


async def test_other_programmes_are_not_silenced_by_one_gap(quick_world: World) -> None:
    """A gap costs the answers that need the missing rule, no others."""
    known = materials(quick_world.app.settings)
    without = {rule_id: rules for rule_id, rules in known.facts.rules.items() if rule_id != "jht.full.age"}
    quick_world.app.turns.book = open_book(replace(known, facts=replace(known.facts, rules=without)))
    sari = quick_world.person("Sari")
    await sari.says("/start")
    for label in ("Mengerti", "Program", "usaha sendiri", "JKM", "Yang dibayar"):
        await sari.taps(label)
    assert sari.sees("Rp42 juta")
