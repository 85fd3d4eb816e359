"""The branch hears of an accident or a death, if the person agrees, and one officer takes it."""

import asyncio

import pytest

from tests.conversations.enrol import asks, sends
from tests.kit import Actor, World

ACCIDENT, DEATH = "tolong suami saya kecelakaan kerja barusan", "bapak saya meninggal tadi pagi, beliau peserta"


async def alerts(who: Actor, words: str = ACCIDENT) -> None:
    """Says what happened, agrees, and names whom to call."""
    await who.says(words)
    await who.taps("Beri tahu kantor")
    await who.taps("Boleh")
    await who.says("Bu Sari")
    await who.says("pamekasan")
    await who.taps("Pamekasan")
    await who.says("081234567890")


@pytest.mark.parametrize(("words", "kind"), [(ACCIDENT, "kecelakaan kerja"), (DEATH, "peserta meninggal")])
async def test_a_stranger_alerts_the_branch(world: World, words: str, kind: str) -> None:
    """From the first message on; name and number show only to the officer who takes it."""
    rina, adi, sari = world.officer("Rina"), world.agent("Adi"), world.person("Sari")
    await alerts(sari, words)
    assert sari.has_seen("kami teruskan ke kantor cabang")
    assert sari.has_seen("175")
    assert rina.sees(f"Kasus baru nomor 1: {kind}")
    assert not rina.has_seen("Bu Sari")
    assert not adi.has_seen("Kasus")
    await rina.taps("Saya tangani")
    assert rina.sees("Bu Sari") and rina.sees("0812-3456-7890")
    assert sari.has_seen("<b>Rina</b>") or sari.has_seen("Rina, petugas cabang")
    await rina.taps("Selesai")
    assert not rina.sees("Bu Sari")
    assert await world.rows("SELECT state FROM cases") == [("closed",)]


async def test_in_the_middle_of_the_form_nothing_is_lost(quick_world: World) -> None:
    """Help first; afterwards the form goes on where it was."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await alerts(sari)
    assert rina.has_seen("Kasus baru")
    await sari.says("/minat")
    await sari.taps("lanjutkan")
    assert sari.sees("Apa pekerjaan Anda")


async def test_what_was_told_before_is_used_if_the_person_agrees(quick_world: World) -> None:
    """Nobody in need types a number twice."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await sends(sari)
    await sari.says(ACCIDENT)
    await sari.taps("Beri tahu kantor")
    assert sari.sees("0812-3456-7890")
    await sari.taps("Boleh")
    assert sari.has_seen("Baik, kami teruskan")
    assert rina.has_seen("Sumedangan")


async def test_who_says_no_is_not_passed_on(quick_world: World) -> None:
    """And hears where help is all the same."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await sari.says(ACCIDENT)
    await sari.taps("Beri tahu kantor")
    await sari.taps("Tidak usah")
    assert sari.has_seen("tidak kami teruskan")
    assert not rina.has_seen("Kasus")
    assert await quick_world.rows("SELECT * FROM cases") == []


async def test_two_officers_tap_at_once_and_one_takes_it(world: World) -> None:
    """The other sees who did; the person hears one name."""
    rina, hasan, sari = world.officer("Rina"), world.officer("Hasan"), world.person("Sari")
    await alerts(sari)
    taps = [(one, one._button("Saya tangani")) for one in (rina, hasan)]
    for one, button in taps:
        assert button is not None
        one.press(*button)
    await asyncio.sleep(0)
    await world.quiet()
    shown = [one.sees("0812-3456-7890") for one in (rina, hasan)]
    assert sorted(shown) == [False, True]
    other = hasan if shown[0] else rina
    assert other.sees("Sudah ditangani")


async def test_every_officer_is_told_once(world: World) -> None:
    """However often the router looks; agents never."""
    rina, sari = world.officer("Rina"), world.person("Sari")
    await alerts(sari)
    for _ in range(3):
        await world.app.route()
        await world.quiet()
    told = [message for message in rina.phone.chat if "Kasus baru" in (message.text or "")]
    assert len(told) == 1


async def test_a_case_waits_for_the_first_officer(world: World) -> None:
    """Without any officer an operator is told to invite one, and nothing is lost."""
    sari = world.person("Sari")
    await alerts(sari)
    await sari.says("/kasus")
    assert sari.sees("belum ada petugas yang bisa kami beri tahu") and sari.sees("175")
    rina = world.officer("Rina")
    await rina.says("/tugas")
    assert rina.has_seen("Kasus baru nomor 1")
    await sari.says("/kasus")
    assert sari.sees("Kantor cabang sudah kami beri tahu")


async def test_another_branch_hears_of_it_when_there_is_no_nearer_one(quick_world: World) -> None:
    """Better a far officer than nobody; with a near one the far one is left alone."""
    far = quick_world.officer("Jauh", "36.01", branch="pandeglang")
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    await alerts(sari)
    assert far.has_seen("Kasus baru nomor 1")
    quick_world.officer("Rina")
    await alerts(budi)
    assert not far.has_seen("Kasus baru nomor 2")


async def test_what_is_left_to_every_officer_is_on_every_desk(quick_world: World) -> None:
    """A case whose own branch cannot be reached can be found and taken by whoever was told of it."""
    near, far = quick_world.officer("Rina"), quick_world.officer("Jauh", "36.01", branch="pandeglang")
    await quick_world.quiet()
    await near.blocks()
    sari = quick_world.person("Sari")
    await alerts(sari)
    await far.says("/tugas")
    await far.taps("Kasus 1")
    await far.taps("Saya tangani")
    assert far.sees("0812-3456-7890")


async def test_an_officer_of_another_branch_learns_nothing(quick_world: World) -> None:
    """Even with the button of somebody else's card."""
    rina, far = quick_world.officer("Rina"), quick_world.officer("Jauh", "36.01", branch="pandeglang")
    sari = quick_world.person("Sari")
    await alerts(sari)
    await far.says("/tugas")
    for forged in ("k:1:show:1", "k:1:take:1", "k:1:close:1"):
        far.press(far.phone.chat[-1].id, forged)
        await quick_world.quiet()
    assert not far.has_seen("Pamekasan") and not far.has_seen("Bu Sari")
    await rina.taps("Saya tangani")
    assert rina.sees("Bu Sari")


async def test_a_second_alert_changes_the_first(quick_world: World) -> None:
    """One person, one open case; the number can be mended and the case called off."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await sari.says(ACCIDENT)
    await sari.taps("Beri tahu kantor")
    assert sari.sees("Rina")
    await sari.taps("Ubah nama")
    await sari.taps("Boleh")
    await sari.says("Pak Tono")
    await sari.says("pamekasan")
    await sari.taps("Pamekasan")
    await sari.says("081298765432")
    assert rina.has_seen("mengubah keterangannya")
    assert not rina.has_seen("Bu Sari")
    await rina.says("/tugas")
    await rina.taps("Kasus 1")
    assert rina.sees("Pak Tono")
    await sari.says("/data")
    assert sari.sees("Diteruskan ke kantor cabang: kecelakaan kerja")
    await sari.taps("Batalkan ke kantor")
    assert rina.has_seen("dibatalkan orangnya")
    assert not rina.has_seen("Pak Tono")


async def test_a_death_after_the_accident_reaches_the_branch(quick_world: World) -> None:
    """Nobody is told that the branch knows already; name and number need not be typed again."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await sari.says(DEATH)
    await sari.taps("Beri tahu kantor")
    assert sari.sees("Bu Sari") and sari.sees("0812-3456-7890")
    await sari.taps("Boleh")
    assert rina.has_seen("mengubah keterangannya")
    await rina.says("/tugas")
    await rina.taps("Kasus 1")
    assert rina.sees("peserta meninggal") and rina.sees("Bu Sari")


async def test_a_death_before_anybody_took_the_accident_is_announced_anew(quick_world: World) -> None:
    """The officers hear of it at once."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await alerts(sari)
    await sari.says(DEATH)
    await sari.taps("Beri tahu kantor")
    await sari.taps("Boleh")
    assert rina.sees("Kasus baru nomor 1: peserta meninggal")


async def test_a_case_closed_meanwhile_is_not_told_to_wait(quick_world: World) -> None:
    """The open page says that it is over, and the branch can be told again."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await alerts(sari)
    await sari.says(ACCIDENT)
    await sari.taps("Beri tahu kantor")
    await rina.taps("Saya tangani")
    await rina.taps("Selesai")
    await sari.taps("Batalkan")
    assert sari.has_seen("sudah diselesaikan petugas")
    assert not sari.has_seen("pada -")


async def test_erasing_takes_name_and_number_off_the_officers_phone(world: World) -> None:
    """And out of the database."""
    rina, sari = world.officer("Rina"), world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await sari.says("/hapus")
    await sari.taps("Ya")
    assert not rina.has_seen("Bu Sari")
    assert rina.has_seen("menghapus datanya")
    assert await world.rows("SELECT chat, contact, state FROM cases") == [(None, None, "closed")]


async def test_an_agent_with_a_forged_button_learns_nothing(quick_world: World) -> None:
    """Cases are for officers."""
    quick_world.officer("Rina")
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await alerts(sari)
    await adi.says("/tugas")
    adi.press(adi.phone.chat[-1].id, "k:1:take:1")
    await quick_world.quiet()
    assert not adi.has_seen("Bu Sari")
    assert await quick_world.rows("SELECT state FROM cases") == [("new",)]


async def test_who_retires_gives_the_case_back(quick_world: World) -> None:
    """The other officers are told anew."""
    rina, hasan, sari = quick_world.officer("Rina"), quick_world.officer("Hasan"), quick_world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    async with quick_world.app.database.transaction() as tx:
        from storage import staff

        await staff.retire(tx, [rina.chat], quick_world.telegram.now())
    await quick_world.quiet()
    assert len([m for m in hasan.phone.chat if "Kasus baru" in (m.text or "")]) == 2


async def test_an_officer_who_is_erased_keeps_no_number(world: World) -> None:
    """The card loses it, and the others take over."""
    rina, hasan, sari = world.officer("Rina"), world.officer("Hasan"), world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await rina.says("/hapus")
    await rina.taps("Ya")
    assert not rina.has_seen("Bu Sari") and not rina.has_seen("0812")
    await hasan.taps("Saya tangani")
    assert hasan.sees("0812-3456-7890")


async def test_closed_cases_are_forgotten(world: World) -> None:
    """Name and number at once, so that nothing is kept which /data does not show; whose it was, after a while."""
    rina, sari = world.officer("Rina"), world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await rina.taps("Selesai")
    assert await world.rows("SELECT chat, contact FROM cases") == [(sari.chat, None)]
    await world.passes(days=181)
    await world.app.housekeeping()
    assert await world.rows("SELECT chat, contact FROM cases") == [(None, None)]


async def test_the_case_is_among_ones_data_however_one_gets_there(quick_world: World) -> None:
    """By command, from the menu, and from the page about privacy."""
    sari = quick_world.person("Sari")
    await alerts(sari)
    for way in (["/data"], ["/menu", "Data saya"], ["/privacy", "Lihat data saya"]):
        await sari.says(way[0])
        for label in way[1:]:
            await sari.taps(label)
        assert sari.sees("Diteruskan ke kantor cabang: kecelakaan kerja"), sari.transcript()
        assert "🚫 Batalkan ke kantor" in sari.labels()


async def test_who_calls_can_be_checked(quick_world: World) -> None:
    """The message that names the officer leads to the name, and from there to how to check it."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await sari.taps("Lihat laporan saya")
    assert sari.sees("Rina") and sari.sees("PC-0001")
    await sari.taps("Cek petugas asli")
    assert sari.sees("/kasus")


async def test_saying_no_to_a_change_leaves_the_case_as_it_is(quick_world: World) -> None:
    """Nobody is told that nothing is passed on while an officer has the number."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await alerts(sari)
    await rina.taps("Saya tangani")
    await sari.says("/kasus")
    await sari.taps("Ubah nama")
    await sari.taps("Tidak usah")
    assert sari.sees("Yang menangani: Rina")
    assert await quick_world.rows("SELECT state FROM cases") == [("taken",)]


async def test_a_refusal_is_on_record(quick_world: World) -> None:
    """Like every yes and no."""
    sari = quick_world.person("Sari")
    await sari.says(ACCIDENT)
    await sari.taps("Beri tahu kantor")
    await sari.taps("Tidak usah")
    assert await quick_world.rows("SELECT given FROM consent_log WHERE purpose = 'claim'") in ([(0,)], [(False,)])


async def test_without_a_case_there_is_nothing_to_call_off(quick_world: World) -> None:
    """The command then asks what happened; an open page whose case was closed offers to tell again."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await sari.says("/kasus")
    assert not sari.sees("Batalkan")
    await alerts(sari)
    await sari.says("/kasus")
    await rina.taps("Saya tangani")
    await rina.taps("Selesai")
    await sari.taps("Batalkan")
    assert "🚫 Batalkan" not in sari.labels()
    await sari.taps("Ubah nama")
    await sari.taps("Boleh")
    await sari.says("Bu Sari")
    await sari.says("pamekasan")
    await sari.taps("Pamekasan")
    await sari.says("081234567890")
    assert rina.has_seen("Kasus baru nomor 2")


async def test_what_was_told_before_may_be_forgotten_while_the_question_is_open(quick_world: World) -> None:
    """Then it is asked for."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Terdaftar")
    await quick_world.passes(days=179)
    await sari.says(ACCIDENT)
    await sari.taps("Beri tahu kantor")
    await quick_world.passes(days=2)
    await quick_world.app.housekeeping()
    await sari.taps("Boleh")
    assert sari.sees("nama panggilan")
