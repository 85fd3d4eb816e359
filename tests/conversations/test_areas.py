"""Where the agents of a branch work: inside what the branch serves, so that no lead of another branch is read."""

from dataclasses import replace

from storage import leads
from tests.conversations.enrol import meets
from tests.conversations.test_team import picks
from tests.kit import World
from tests.storage.conftest import INTEREST

KALIANGET = "35.29.02"
"""A kecamatan of Sumenep, which another branch serves."""


async def areas(world: World) -> dict[str, list[str]]:
    """The areas of everybody in the staff."""
    import json

    rows = await world.rows("SELECT name, areas FROM staff")
    return {row.name: row.areas if isinstance(row.areas, list) else json.loads(row.areas) for row in rows}


async def test_an_officer_sends_no_agent_into_another_branch(world: World) -> None:
    """The place is not found, the question names what the branch serves, and the other branch keeps its leads."""
    rina, adi, budi = world.officer("Rina"), world.agent("Adi"), world.agent("Budi", "35.29", branch="sumenep")
    await picks(rina, "Adi")
    await rina.taps("Ubah wilayah")
    await rina.taps("Tambah")
    assert rina.sees("Cabang Anda melayani: Kab. Pamekasan")
    await rina.says("kalianget sumenep")
    assert rina.sees("tidak kami temukan di wilayah cabang Anda")
    assert not any("Kalianget" in label for label in rina.labels())
    assert (await areas(world))["Adi"] == ["35.28"]
    sari = world.person("Sari")
    await meets(sari)
    async with world.app.database.transaction() as tx:
        told = replace(INTEREST, region=f"{KALIANGET}.2001")
        await leads.add(tx, sari.chat, told, "sumenep", world.telegram.now())
    await world.quiet()
    assert budi.has_seen("Minat baru nomor 1") and not adi.has_seen("Minat baru")


async def test_an_edited_button_sends_no_agent_into_another_branch(quick_world: World) -> None:
    """The areas stay as they are."""
    rina = quick_world.officer("Rina")
    quick_world.agent("Adi")
    await picks(rina, "Adi")
    await rina.taps("Ubah wilayah")
    await rina.taps("Tambah")
    await rina.says("pademawu pamekasan")
    button = rina._button("Pademawu")
    assert button is not None
    message, data = button
    rina.press(message, data.replace(data.rpartition(":")[2], KALIANGET))
    await quick_world.quiet()
    assert (await areas(quick_world))["Adi"] == ["35.28"]


async def test_an_invite_names_no_place_of_another_branch(quick_world: World) -> None:
    """Namesakes elsewhere are not offered; what is served is."""
    rina = quick_world.officer("Rina")
    await rina.says("/tim")
    await rina.taps("Undang")
    await rina.taps("Agen Perisai")
    await rina.says("Wati")
    assert rina.sees("Cabang Anda melayani: Kab. Pamekasan")
    await rina.says("sumenep")
    assert rina.sees("tidak kami temukan di wilayah cabang Anda")
    await rina.says("galis")
    assert [label for label in rina.labels() if "Galis" in label and "Pamekasan" not in label] == []
    await rina.taps("Galis, Kab. Pamekasan")
    rows = await quick_world.rows("SELECT areas FROM invites WHERE name = 'Wati'")
    assert "35.28" in str(rows[0].areas)
