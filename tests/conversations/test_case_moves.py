"""A case goes where the person says it happened, and ends so that the person hears of it."""

from tests.conversations.test_alert import alerts
from tests.kit import Actor, World


async def mends(who: Actor, town: str) -> None:
    """Tell the branch of another place."""
    await who.says("/kasus")
    await who.taps("Ubah nama")
    await who.taps("Boleh")
    await who.says("Pak Tono")
    await who.says(town)
    await who.taps(town.capitalize())
    await who.says("081298765432")


async def test_a_case_of_another_place_goes_to_its_branch(world: World) -> None:
    """Whoever took it sees nobody any longer and need not call; the officers there are told, and one takes it."""
    rina, hasan = world.officer("Rina"), world.officer("Hasan", "35.29", branch="sumenep")
    sari = world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await mends(sari, "sumenep")
    assert rina.sees("cabang lain")
    assert not rina.has_seen("Bu Sari") and not rina.has_seen("Pak Tono")
    await rina.says("/tugas")
    assert not any("Kasus 1" in label for label in rina.labels())
    await hasan.taps("Saya tangani")
    assert hasan.sees("Pak Tono")
    assert sari.has_seen("Hasan")


async def test_a_case_mended_within_the_branch_stays(quick_world: World) -> None:
    """The same officer goes on."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await mends(sari, "pamekasan")
    assert rina.sees("mengubah keterangannya")
    assert await quick_world.rows("SELECT state, holder FROM cases") == [("taken", 1)]


async def test_the_person_hears_that_a_case_is_closed(quick_world: World) -> None:
    """With what to do if nobody came."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await sari.says("/status")
    assert sari.sees("kecelakaan kerja") and sari.sees("masih diurus")
    await rina.taps("Selesai")
    assert sari.sees("sudah selesai")
    await sari.taps("Beri tahu kantor lagi")
    assert "🚑 Baru saja kecelakaan" in sari.labels()
    await sari.says("/status")
    assert not sari.sees("masih diurus")
