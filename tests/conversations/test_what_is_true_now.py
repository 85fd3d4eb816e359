"""What a screen says holds at the moment at which it is read: figures, due days, reminders that are off, ways on."""

import pytest

from tests.conversations import relay
from tests.conversations.enrol import sends
from tests.conversations.test_agents_day import accepted
from tests.kit import World


async def test_a_registration_taken_back_is_in_nobodys_figures(world: World) -> None:
    """Neither on the officer's team page nor in the agent's own; and taking it back is no second contact."""
    adi, _ = await accepted(world)
    rina = world.officer("Rina")
    await adi.says("1 hub")
    await adi.says("1 daftar")
    await rina.says("/tim")
    assert rina.sees("🎉 1 · ✅ 0")
    await adi.taps("Buka kartu 1")
    await adi.taps("Ternyata belum")
    await rina.says("/tim")
    assert rina.sees("🎉 0 · ✅ 0")
    await adi.says("/angka")
    counted = {line.split()[0]: line.split()[1:] for line in adi.last().splitlines() if len(line.split()) == 3}
    assert (counted["Didaftarkan"], counted["Dihubungi"]) == (["0", "0"], ["1", "0"])


async def test_a_card_that_is_late_says_so(quick_world: World) -> None:
    """As the list of tasks does; once something is done about it, it has time again."""
    adi, _ = await accepted(quick_world)
    await adi.says("1 hub")
    assert adi.sees("Kabari hasilnya sebelum")
    await quick_world.passes(days=40)
    await adi.says("1")
    assert adi.sees("Terlambat. Hasilnya seharusnya dikabari sebelum")
    await adi.taps("Buka kartu 1")
    assert adi.sees("Terlambat.") and not adi.sees("Kabari hasilnya sebelum")
    await adi.taps("Tidak tersambung")
    assert adi.sees("Kabari hasilnya sebelum") and not adi.sees("Terlambat.")


async def test_an_offer_that_lay_with_others_is_not_the_agents_delay(quick_world: World) -> None:
    """The morning counts one offer, and nothing that is late; what is late is counted among the rest."""
    adi = quick_world.agent("Adi")
    await sends(quick_world.person("Sari"))
    for _ in range(6):
        await quick_world.passes(hours=24)
    mornings = [one.text or "" for one in adi.phone.chat if "Selamat bekerja, Adi" in (one.text or "")]
    assert any("1 tawaran menunggu jawaban" in one for one in mornings)
    assert not any("lewat waktunya" in one for one in mornings)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1 tdk jauh", "Alasan yang dicatat: Di luar wilayah saya."),
        ("1 tdk lagi repot di sawah", "Alasannya belum kami kenal, jadi tidak dicatat."),
        ("1 tdk", ""),
    ],
)
async def test_a_typed_reason_for_declining_is_confirmed(quick_world: World, typed: str, told: str) -> None:
    """Or it is said that it was not understood; without a word of why nothing more is said."""
    adi = quick_world.agent("Adi")
    await sends(quick_world.person("Sari"))
    await adi.says(typed)
    assert adi.sees("Minat nomor 1 Anda tolak")
    assert adi.sees(told) if told else not adi.sees("lasan")


async def test_a_talk_that_was_closed_over_there_leads_back(quick_world: World) -> None:
    """The agent to the card and the tasks, the worker to how their request stands."""
    sari, adi = await relay.connected(quick_world)
    await sari.says("/selesai")
    assert adi.sees("ditutup dari sana") and "🗂️ Daftar tugas" in adi.labels()
    await adi.taps("Buka kartu 1")
    assert adi.sees("Bu Sari")
    await adi.taps("Ngobrol lewat bot")
    await sari.taps("Mulai")
    await adi.says("/selesai")
    assert sari.sees("ditutup dari sana")
    await sari.taps("Lihat")
    assert sari.sees("Adi")


async def test_reminders_while_muted_offer_only_what_is_true(quick_world: World) -> None:
    """They are off already; one tap switches them on again, and then they can be switched off."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await sari.says("/pengingat")
    await sari.taps("Nyalakan")
    await sari.taps("Boleh")
    await sari.says("stop")
    await sari.says("/pengingat")
    assert sari.sees("Sedang diam") and sari.sees("Tekan Boleh kirim lagi")
    assert not sari.sees("dua kabar seminggu")
    assert not {"🔕 Matikan", "🔔 Nyalakan"} & set(sari.labels())
    await sari.taps("Boleh kirim lagi")
    await sari.says("/pengingat")
    assert sari.sees("dua kabar seminggu") and "🔕 Matikan" in sari.labels()


@pytest.mark.parametrize("page", ["Iuran saya", "Dibayari orang lain"])
async def test_a_question_of_the_reminders_leads_back_to_them(quick_world: World, page: str) -> None:
    """Whoever only wanted to look need not go through the menu."""
    sari = quick_world.person("Sari")
    await sari.says("/start")
    await sari.says("/pengingat")
    await sari.taps(page)
    await sari.taps("Pengingat saya")
    assert sari.sees("Pengingat Anda")


async def test_who_is_paid_for_by_others_is_not_told_of_reminders_that_do_not_come(quick_world: World) -> None:
    """Their own months are noted, and that nothing is due before the cover ends."""
    sari = quick_world.person("Sari")
    await sari.says("/start")
    await sari.says("/dibayari")
    await sari.says("juni 2027")
    await sari.taps("Ingatkan sebelum habis")
    await sari.taps("Boleh")
    await sari.says("/lunas")
    await sari.says("november")
    assert sari.has_seen("dibayari sampai Juni 2027, sampai bulan itu kami tidak mengingatkan")
    assert not sari.has_seen("belum ditandai lunas")
