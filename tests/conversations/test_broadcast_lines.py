"""A broadcast of several lines arrives as it was written, and its line breaks hide nothing."""

from tests.conversations.broadcasting import NEWS, is_known, is_there, writes
from tests.kit import World

WRITTEN = "Jadwal <b>layanan</b> &amp; kantor:  \n\n\n\n  Senin: Galis\n\tSelasa: Pademawu\n\n_Tanya_ balai desa."
KEPT = "Jadwal <b>layanan</b> &amp; kantor:\n\nSenin: Galis\nSelasa: Pademawu\n\n_Tanya_ balai desa."


async def test_its_lines_arrive_as_they_were_written(quick_world: World) -> None:
    """In the preview, before the second officer and on the phones; in a list and a notice it is one line."""
    citra, rina, sari = quick_world.officer("Citra"), quick_world.officer("Rina"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    await is_there(rina)
    text = f"{KEPT}\n0812 3456\n7890"
    await writes(citra, f"{WRITTEN}\n0812 3456\n7890")
    assert citra.sees(f"\n\n{text}\n\n") and citra.sees("⚠️ Ada angka panjang"), citra.transcript()
    assert citra.sees(f"Panjang tulisan: {len(text)} huruf")
    await citra.taps("Hitung")
    await citra.taps("📤 Kirim")
    await rina.taps("Lihat kabarnya")
    assert not any("\n" in label for label in rina.labels())
    await rina.taps("✋ Jadwal")
    assert rina.sees(f"\n\n{text}\n\n")
    await rina.taps("Setuju, kirim")
    [message] = [one for one in sari.phone.chat if NEWS in (one.text or "")]
    assert message.text is not None and f"\n\n{text}\n\n" in message.text, message.text
    assert citra.has_seen("“Jadwal <b>layanan</b>…”")


async def test_line_breaks_hide_nothing(quick_world: World) -> None:
    """They count as letters, and what is refused in one line is refused in two."""
    citra = quick_world.officer("Citra")
    await citra.says("/siaran")
    await citra.taps("Tulis kabar baru")
    for text, answer in (
        ("Hal\n\n\n\n\n\no.", "terlalu pendek"),
        ("Siapkan kode\nrahasia Anda ya.", "tidak boleh menyebut NIK"),
        ("Iuran bisa kirim\n\nuang ke Bu Rina.", "minta orang mengirim uang"),
        ("Lihat di bit.\nly/kabar sekarang.", "Tautan dan nama akun"),
        ("Senin\n" * 51, "Kabarnya 305 huruf"),
        ("NIK saya 35280412\n03850001", "mirip NIK"),
    ):
        await citra.says(text)
        assert citra.sees(answer), citra.transcript()
    await citra.says("Senin\n" * 50)
    assert citra.sees("Untuk wilayah mana?")


async def test_who_goes_on_with_a_text_reads_whom_it_reaches(quick_world: World) -> None:
    """The count was left for the team page; going on with it tells as many as before, not nobody."""
    citra, sari = quick_world.officer("Citra"), quick_world.person("Sari")
    await is_known(sari)
    await quick_world.passes(hours=1)
    await writes(citra, KEPT)
    await citra.taps("Hitung")
    assert citra.sees("Akan menerima: 1 orang")
    await citra.says("/tim")
    await citra.says("/siaran")
    await citra.taps("Tulis kabar baru")
    await citra.taps("Ya, lanjutkan")
    assert citra.sees("Akan menerima: 1 orang") and "📤 Kirim" in citra.labels()
