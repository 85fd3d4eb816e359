"""An accident or a death: heard anywhere, answered calmly, and nothing that was being filled in is lost."""

import pytest

from tests.conversations.enrol import asks, meets, sends
from tests.kit import World

DAY = "📅 Per 21 November 2026. Dasar: "


async def test_a_stranger_in_need_is_not_greeted_first(quick_world: World) -> None:
    """/klaim stands in Telegram's own menu, before anything was read."""
    sari = quick_world.person("Sari")
    await sari.says("/klaim")
    assert any("Kecelakaan" in label for label in sari.labels()), sari.transcript()


async def test_a_strangers_first_message_is_an_accident(quick_world: World) -> None:
    """No notice stands between somebody hurt and the hospital."""
    sari = quick_world.person("Sari")
    await sari.says("tolong bapak saya jatuh dari pohon kelapa")
    assert sari.sees("Ke rumah sakit dulu.")
    assert sari.sees("Telepon 175.")
    assert sari.sees("dalam 2 x 24 jam")
    assert sari.sees("Untuk pekerja mandiri: lapor secepatnya.")
    assert sari.sees(DAY)


async def test_who_is_missing_at_sea_is_looked_for_by_rescuers(quick_world: World) -> None:
    """ "Hospital first" was all that a fisher's wife read."""
    sari = quick_world.person("Sari")
    await sari.says("kapal suami saya belum pulang dari melaut")
    assert sari.sees("Hilang atau hanyut? Telepon 115 (Basarnas)"), sari.last()


async def test_an_accident_in_the_middle_of_the_form(quick_world: World) -> None:
    """The form is put aside and taken up again where it was left, with what was answered."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.says("suami barusan ketabrak motor")
    assert sari.sees("Ke rumah sakit dulu.")
    await sari.taps("Lanjutkan formulir tadi")
    await sari.taps("Ya, lanjutkan")
    await sari.taps("Petani")
    await sari.says("sumedangan pademawu")
    await sari.taps("Sumedangan")
    assert "JKK" in " ".join(sari.labels())


async def test_a_death_told_where_a_name_is_asked(quick_world: World) -> None:
    """It is not taken for a name."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("suami saya mninggal kemarin")
    assert sari.sees("Kami turut berduka.")
    assert await quick_world.leads() == []


@pytest.mark.parametrize("name", ["Pak Sedo", "Tiada", "Bu Laka", "Jatuh"])
async def test_a_name_is_a_name(quick_world: World, name: str) -> None:
    """Whatever it means in some language."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says(name)
    await sari.taps("Petani")
    assert not sari.has_seen("rumah sakit")


async def test_nobody_without_an_open_form_is_led_to_one(quick_world: World) -> None:
    """The way back stands there only for who was led out."""
    sari = quick_world.person("Sari")
    await sari.says("kecelakaan kerja")
    assert "✏️ Lanjutkan formulir tadi" not in sari.labels()


async def test_a_question_about_the_rules_is_no_emergency(quick_world: World) -> None:
    """The menu stays open."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("kalau meninggal dapat berapa")
    assert not sari.has_seen("turut berduka")


async def test_after_an_accident(quick_world: World) -> None:
    """What to bring, until when, what is covered, each with its law."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.taps("🆘 Klaim")
    await sari.taps("Baru saja kecelakaan")
    await sari.taps("Berkasnya")
    assert sari.sees("☐ KTP dua saksi")
    assert sari.sees("rumah sakit yang bekerja sama dan kantor cabang")
    assert sari.sees("Paling lama 5 tahun")
    assert sari.sees("Jangan kirim foto KTP")
    assert sari.sees(DAY)
    await sari.taps("Yang ditanggung")
    assert sari.sees("tanpa batas biaya")
    assert sari.sees("Rp1 juta sebulan, sampai 12 bulan")
    assert sari.sees("Cacat total: Rp56 juta")
    assert sari.sees("Dihitung untuk penghasilan terendah")
    assert sari.sees("Apakah klaim dibayar saat menunggak, kantor yang menentukan.")
    assert sari.sees(DAY)


async def test_a_death_at_work_may_be_claimed_for_some_years_only(quick_world: World) -> None:
    """No deadline holds for JKM alone; a family must not learn of the other one too late."""
    sari = quick_world.person("Sari")
    await sari.says("/klaim")
    await sari.says("bapak saya meninggal tadi pagi")
    assert sari.sees("JKK: paling lama 5 tahun sejak kecelakaan")


async def test_after_a_death(quick_world: World) -> None:
    """No hurry and no promise; the sums stand behind a tap."""
    sari = quick_world.person("Sari")
    await sari.says("peserta meninggal")
    assert sari.sees("tidak ada batas waktunya, asal meninggalnya saat masih peserta aktif")
    assert sari.sees("dibayar dalam 3 hari kerja")
    assert not sari.sees("Rp")
    await sari.taps("Siapa ahli warisnya?")
    assert sari.sees("1. suami/istri atau anak")
    assert sari.sees("Urutan ahli waris diperiksa kantor.")
    await sari.taps("Berkasnya")
    assert sari.sees("☐ akta kematian")
    await sari.taps("Langkahnya")
    await sari.taps("Perkiraan santunan")
    assert sari.sees("Bukan janji.")
    assert sari.sees("Sudah iuran 3 bulan berturut-turut: Rp42 juta")
    assert sari.sees("Belum: Rp10 juta")
    assert sari.sees("Karena kerja (JKK): Rp70 juta")
    assert sari.sees("Cara menghitung bulan berturut-turut bisa berbeda.")
    assert sari.sees(DAY)


async def test_an_accident_some_time_ago(quick_world: World) -> None:
    """Straight to the papers."""
    sari = quick_world.person("Sari")
    await sari.says("/start")
    await sari.says("/klaim")
    await sari.taps("Kecelakaan yang sudah lama")
    assert sari.sees("Berkas klaim kecelakaan kerja")


async def test_taking_out_savings(quick_world: World) -> None:
    """Who is known to work alone brings less."""
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    await meets(budi)
    await budi.says("/klaim")
    await budi.taps("Ambil JHT")
    assert budi.sees("☐ surat berhenti kerja")
    await sends(sari)
    await sari.says("/klaim")
    await sari.taps("Ambil JHT")
    assert not sari.sees("surat berhenti kerja")
    assert sari.sees("diminta kalau saldo di atas Rp50 juta")
    assert sari.sees("tunggu 1 bulan dulu")
    assert sari.sees(DAY)


async def test_the_programmes_lead_to_the_claim(quick_world: World) -> None:
    """From the page that tells how one claims."""
    sari = quick_world.person("Sari")
    await meets(sari)
    for label in ("Program", "usaha sendiri", "JKK", "Cara klaim", "🆘 Langkah klaim"):
        await sari.taps(label)
    assert sari.sees("Apa yang terjadi?")


async def test_only_asking_leads_to_the_programmes(quick_world: World) -> None:
    """Nobody is kept among claims."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/klaim")
    await sari.taps("Hanya mau tanya")
    assert "Kerja atau usaha sendiri" in " ".join(sari.labels())


async def test_in_english(quick_world: World) -> None:
    """The same screens."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/language")
    await sari.taps("English")
    await sari.says("my husband fell from a tree")
    assert sari.sees("Hospital first.")
    assert sari.sees("📅 As of 21 November 2026.")
    await sari.says("/claim")
    await sari.taps("Somebody died")
    await sari.taps("Estimate of the sums")
    assert sari.sees("Not a promise.")
    assert sari.sees("📅 As of 21 November 2026.")


async def test_the_checklist_can_be_read_again(quick_world: World) -> None:
    """It is kept like every answer about the law."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("barusan kecelakaan")
    await sari.says("/jawaban")
    await sari.taps("Ini langkahnya")
    assert sari.sees("Ke rumah sakit dulu.")


async def test_an_employee_is_told_no_sums_of_the_self_employed(quick_world: World) -> None:
    """Their wage decides, which the office knows; papers and places are the same."""
    rina = quick_world.person("Rina")
    await meets(rina)
    await rina.says("/program")
    await rina.taps("Digaji")
    for told in ("saya kecelakaan kerja barusan", "suami saya meninggal tadi"):
        await rina.says(told)
        assert not any("ditanggung" in label or "Perkiraan" in label for label in rina.labels())
    await rina.taps("Berkas")
    assert rina.sees("KTP")
