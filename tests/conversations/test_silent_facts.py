"""Better no figure than a wrong one."""

from dataclasses import replace

from bot.app import materials
from bot.conversation.steps import Book
from bot.flows.book import open_book
from tests.conversations.enrol import asks
from tests.kit import World


def without(world: World, *gone: str) -> Book:
    """The flows while the facts have no rule of these names."""
    known = materials(world.app.settings)
    rules = {rule_id: rules for rule_id, rules in known.facts.rules.items() if rule_id not in gone}
    return open_book(replace(known, facts=replace(known.facts, rules=rules)))


async def test_a_day_without_a_rule_is_said_honestly(quick_world: World) -> None:
    """No figure is made up, nothing is lost, and the person is sent to somebody who knows."""
    quick_world.app.turns.book = without(quick_world, "jht.full.age")
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
    quick_world.app.turns.book = without(quick_world, "jht.full.age")
    sari = quick_world.person("Sari")
    await sari.says("/start")
    for label in ("Mengerti", "Program", "usaha sendiri", "JKM", "Yang dibayar"):
        await sari.taps(label)
    assert sari.sees("Rp42 juta")


async def test_a_side_question_without_a_rule_costs_the_form_nothing(quick_world: World) -> None:
    """We say that we have no rule for today, answer what else was asked, and the open question stands there again."""
    quick_world.app.turns.book = without(quick_world, "pu.jp.cap")
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("iuran karyawan dipotong berapa persen?")
    assert sari.has_seen("tidak mau menebak") and sari.sees("nama panggilan"), sari.transcript()
    await sari.says("Bu Sari")
    assert sari.sees("pekerjaan Anda")
