"""What somebody can do with an interest that was sent: look, change, withdraw, have it erased."""

from tests.conversations.enrol import PHONE, fills, meets, sends
from tests.kit import World

PERSONAL = ("Bu Sari", "81234567890", "Sumedangan")


async def test_a_second_submission_updates_the_open_interest(world: World) -> None:
    """One person, one open lead, with the newest answers; the agent who has it hears of the change."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await sari.says("/status")
    await sari.taps("Ubah isian")
    await sari.taps("Nama")
    await sari.says("Bu Sari Dewi")
    await sari.taps("Kirim")
    [lead] = await world.leads()
    assert lead.interest is not None
    assert (lead.interest.name, lead.state) == ("Bu Sari Dewi", "accepted")
    assert adi.sees("diubah orangnya")
    assert not adi.has_seen("Bu Sari")
    await adi.taps("Buka kartu")
    assert adi.sees("Bu Sari Dewi")
    await adi.taps("Sudah dihubungi")
    assert [lead.state for lead in await world.leads()] == ["contacted"]


async def test_a_form_while_an_interest_is_open_leads_to_it(quick_world: World) -> None:
    """Nobody fills everything twice by accident."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await sari.says("/minat")
    assert sari.sees("Minat Anda")
    assert sari.sees("Sumedangan")
    assert "🙋 Hubungi saya" not in sari.labels()


async def test_two_taps_on_send_make_one_lead(world: World) -> None:
    """The second tap finds the conversation gone on."""
    sari = world.person("Sari")
    await fills(sari)
    button = sari._button("Kirim")
    assert button is not None
    sari.press(*button)
    sari.press(*button)
    await world.quiet()
    assert len(await world.leads()) == 1


async def test_withdrawing(quick_world: World) -> None:
    """Asked once more, then it ends, the agent is told to leave the person in peace, and one may ask again."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await sari.says("/status")
    await sari.taps("Tarik minat")
    await sari.taps("Tidak jadi")
    assert [lead.state for lead in await quick_world.leads()] == ["accepted"]
    await sari.taps("Tarik minat")
    await sari.taps("Ya, tarik")
    assert [(lead.state, lead.holder) for lead in await quick_world.leads()] == [("closed", None)]
    assert adi.has_seen("ditarik orangnya")
    assert adi.sees("jangan menghubungi")
    await sari.says("/status")
    await sari.taps("Minta lagi")
    assert sari.sees("Umur Anda")


async def test_taking_consent_back_ends_the_interest(quick_world: World) -> None:
    """And no way leads to a lead without asking for consent anew."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await sari.says("/data")
    await sari.taps("Tarik izin dihubungi")
    assert adi.has_seen("ditarik orangnya")
    assert [lead.state for lead in await quick_world.leads()] == ["closed"]
    await sari.says("/data")
    assert sari.sees("Boleh dihubungi agen: tidak")
    assert not any("Ubah isian" in label for label in sari.labels())
    await sari.says("/minat")
    await sari.taps("18 sampai 64")
    assert sari.sees("Boleh kami catat")
    assert [lead.state for lead in await quick_world.leads()] == ["closed"]


async def test_taking_back_reminders_says_nothing_of_the_interest(quick_world: World) -> None:
    """The interest goes on, and nobody is told otherwise."""
    sari = quick_world.person("Sari")
    await fills(sari)
    await sari.taps("Kirim")
    await sari.taps("Boleh")
    await sari.says("/data")
    await sari.taps("Tarik izin pengingat")
    assert not sari.sees("dihentikan")
    assert [lead.state for lead in await quick_world.leads()] == ["new"]
    given = await quick_world.rows("SELECT purpose, given, version FROM consent_log ORDER BY id")
    assert [tuple(row) for row in given] == [
        ("notice", 1, "notice-1"),
        ("contact", 1, "contact-2"),
        ("reminders", 1, "reminders-3"),
        ("reminders", 0, "taken-back"),
    ]


async def test_everything_held_is_shown(quick_world: World) -> None:
    """/data lists what the form was told, and each consent with its day."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await sari.says("/data")
    for held in ("Bahasa Indonesia", "usaha sendiri", "Bu Sari", "0812-3456-7890", "Sumedangan", "Petani", "JKK"):
        assert sari.sees(held), sari.transcript()
    assert sari.sees("Boleh dihubungi agen: ya (21 November 2026)")
    assert sari.sees("Boleh dikirimi pengingat: tidak (21 November 2026)")


async def test_erasing_leaves_nothing_personal(world: World) -> None:
    """No row of any table holds the person, the agent is told, and the card shows nothing any more."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await sari.says("/hapus")
    await sari.taps("Tidak jadi")
    assert sari.sees("Data Anda di sini")
    await sari.taps("Hapus semua")
    await sari.taps("Ya, hapus semua")
    assert sari.sees("sudah dihapus")
    assert adi.has_seen("meminta datanya dihapus")
    for table in ("people", "sessions", "consent_log", "leads", "inbox"):
        assert await world.rows(f"SELECT 1 FROM {table} WHERE chat = {sari.chat}") == [], table  # noqa: S608 our own
    assert await world.rows("SELECT 1 FROM outbox WHERE payload IS NOT NULL") == []
    assert await world.rows("SELECT 1 FROM leads WHERE interest IS NOT NULL OR phone_index IS NOT NULL") == []
    assert await world.rows("SELECT 1 FROM outbox WHERE about IS NOT NULL") == []
    assert not any(adi.has_seen(word) for word in PERSONAL), adi.transcript()


async def test_erased_people_start_as_strangers(quick_world: World) -> None:
    """With the notice, and without anything remembered."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await sari.says("/hapus")
    await sari.taps("Ya, hapus semua")
    await sari.taps("Mulai lagi")
    assert sari.sees("tidak pernah")
    await sari.taps("Mengerti")
    await sari.taps("Hubungi saya")
    assert sari.sees("pekerjaan Anda yang mana")


async def test_stopping(quick_world: World) -> None:
    """/berhenti mutes what was not asked for, offers the way to more, and can be taken back."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await sari.says("/berhenti")
    assert sari.has_seen("tidak akan mengirim")
    assert await quick_world.rows("SELECT muted FROM people") == [(1,)]
    await sari.taps("Boleh kirim lagi")
    assert await quick_world.rows("SELECT muted FROM people") == [(0,)]
    await sari.says("/berhenti")
    await sari.taps("Tarik minat")
    assert sari.sees("Minat Anda")


COMMANDS = {
    "Mau tahu apa": ("menu", "batal", "cancel"),
    "pekerjaan Anda yang mana": ("minat", "interest", "program", "programmes"),
    "belum minta dihubungi": ("status",),
    "empat ketukan": ("iuran", "cost"),
    "Data Anda di sini": ("data",),
    "Hapus semua data": ("hapus", "delete", "erase"),
    "tidak akan mengirim": ("berhenti", "stop"),
    "Telepon resmi": ("bantuan", "help"),
    "Data Anda (bagian satu)": ("privacy", "privasi"),
    "Which language": ("bahasa", "language"),
}


async def test_every_command_and_its_twin(quick_world: World) -> None:
    """Indonesian or English, capital letters, the bot's name behind it: all the same."""
    sari = quick_world.person("Sari")
    await meets(sari)
    for seen, names in COMMANDS.items():
        for name in names:
            for spelled in (f"/{name}", f"/{name.upper()}@jangkau_bot"):
                await sari.says(spelled)
                assert sari.sees(seen), sari.transcript()


async def test_a_strangers_first_command_is_answered_with_the_notice(quick_world: World) -> None:
    """Who runs this comes before anything is asked."""
    sari = quick_world.person("Sari")
    await sari.says("/minat")
    assert sari.sees("dijalankan oleh")
    assert sari.sees("Cabang Contoh")
    assert sari.sees("175")
    assert sari.sees("di luar Indonesia")


async def test_commands_of_staff_do_not_exist_for_others(quick_world: World) -> None:
    """/tugas and a made-up command have the same answer."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/tugas")
    staff_only = sari.last()
    await sari.says("/tidakada")
    assert sari.last() == staff_only
    assert sari.sees("belum saya kenal")


async def test_the_number_reaches_nobody_but_the_agent(quick_world: World) -> None:
    """The price shows figures with their law; the phone is stored sealed."""
    sari = quick_world.person("Sari")
    await sends(sari)
    stored = await quick_world.rows("SELECT interest, phone_index FROM leads")
    assert PHONE[1:].encode() not in stored[0][0]
    assert PHONE[1:] not in stored[0][1]
    sessions = await quick_world.rows("SELECT state FROM sessions")
    assert all(b"Sari" not in bytes(row[0]) for row in sessions)


async def test_a_price_names_its_law_and_day(quick_world: World) -> None:
    """No figure without facts: month, law and the day it was checked stand on the screen."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.taps("Hitung iuran")
    await sari.taps("sendiri lain")
    await sari.says("sejuta koma lima")
    await sari.says("1,5 juta")
    await sari.taps("Saya sendiri")
    await sari.taps("1 bulan")
    assert sari.sees("Rp1.500.000")
    assert sari.sees("November 2026")
    assert sari.sees("Dasar:")
    assert sari.sees("dicek")
    await sari.taps("Hitung lagi")
    await sari.taps("sendiri lain")
    for wrong in ("banyak", "1-2 juta", "0", "-5", "9" * 30):
        await sari.says(wrong)
        assert sari.sees("sebulan</b>?".removesuffix("</b>?")), wrong
