"""What a branch's file says that fits no lead as it stands: told on the card, and ended either way."""

from tests.conversations.test_verify import NIK, registered, sent, states
from tests.kit import Actor, World

JOKO = (1, "JOKO SUSILO", NIK, 81234567890, "Sumedangan", "AKTIF")
WHY = "Kata berkas cabang: nama di berkas lain dari nama di minat"


async def opens(officer: Actor) -> None:
    """The card of the lead that the officer's tasks say should be looked at."""
    await officer.says("/tugas")
    await officer.taps("🔍 1 · Sumedangan")


async def odd(world: World) -> tuple[Actor, Actor, Actor]:
    """An officer whose file names somebody else for a lead that its agent says is registered; the agent; its person."""
    rina = world.officer("Rina")
    adi, sari = await registered(world)
    await sent(rina, JOKO)
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    await opens(rina)
    return rina, adi, sari


async def test_an_odd_row_says_on_the_card_why_and_is_looked_into(world: World) -> None:
    """It leaves the list and is written down; the lead stays as it was, and the next file speaks anew."""
    rina, _, _ = await odd(world)
    assert rina.sees(WHY)
    assert "👌 Sudah dicek" in rina.labels()
    await rina.taps("Sudah dicek")
    assert rina.sees("Minat nomor 1: sudah dicek") and not rina.sees("Kata berkas cabang")
    assert "👌 Sudah dicek" not in rina.labels()
    assert await states(world) == ["registered"]
    [done] = await world.rows("SELECT actor, subject FROM audit WHERE action = 'lead.looked'")
    assert tuple(done) == ("officer:1", "lead:1")
    await rina.says("/tugas")
    assert not rina.sees("perlu dilihat")
    await sent(rina, JOKO)
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    await opens(rina)
    assert rina.sees(WHY)


async def test_an_odd_row_whose_branch_was_right_is_taken_back(quick_world: World) -> None:
    """The other way: the agent goes on with it, and nothing is left to look at."""
    rina, _, _ = await odd(quick_world)
    await quick_world.passes(minutes=1)
    await rina.taps("Ternyata belum terdaftar")
    assert not rina.sees("Kata berkas cabang")
    await rina.says("/tugas")
    assert not rina.sees("perlu dilihat")
    assert await states(quick_world) == ["contacted"]


async def test_a_second_tap_on_looked_into_changes_nothing(quick_world: World) -> None:
    """Nor does an agent's, who has no such button."""
    rina, adi, _ = await odd(quick_world)
    message = rina.phone.chat[-1]
    data = next(b.callback_data for row in message.buttons for b in row if "Sudah dicek" in b.text)
    for who in (adi, rina, rina):
        who.press(message.id, data or "")
    await quick_world.quiet()
    assert len(await quick_world.rows("SELECT id FROM audit WHERE action = 'lead.looked'")) == 1
