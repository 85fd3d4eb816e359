"""The day of an agent with a cheap phone: what is due, cards, calls that do not go through, notes."""

from tests.conversations.enrol import sends
from tests.conversations.test_alert import alerts
from tests.kit import Actor, World


async def accepted(world: World) -> tuple[Actor, Actor]:
    """An agent who has accepted the interest of a person, and that person."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    return adi, sari


def lines(who: Actor) -> list[str]:
    """The lines of the newest message."""
    return who.last().splitlines()


def links(who: Actor) -> dict[str, str]:
    """The buttons of the newest message that open something, by their words."""
    [*_, message] = [one for one in who.phone.chat if one.from_bot and one.buttons]
    return {button.text: button.url for row in message.buttons for button in row if button.url}


async def tries(world: World) -> int:
    """How many calls about the only lead did not go through."""
    [lead] = await world.leads()
    return lead.tries


async def test_what_is_due_stands_first(quick_world: World) -> None:
    """An offer with the time that is left, then what is late, then what comes later."""
    adi = quick_world.agent("Adi")
    for name in ("Sari", "Dewi", "Tini"):
        await sends(quick_world.person(name), name=f"Bu {name}")
        if name != "Tini":
            await adi.taps("Terima")
        if name == "Sari":
            await adi.taps("Sudah dihubungi")
    await adi.says("/tugas")
    assert lines(adi)[2:] == [
        "🟡 3 Sumedangan: jawab, sisa 60 menit",
        "⚪ 2 Sumedangan: hubungi sebelum Min 22 Nov",
        "⚪ 1 Sumedangan: hasil sebelum Sab 5 Des",
    ]
    await adi.taps("3 · Sumedangan")
    await adi.taps("Terima")
    await quick_world.passes(hours=36)
    await adi.says("/tugas")
    assert lines(adi)[2:4] == [
        "🔴 2 Sumedangan: hubungi sekarang, sudah terlambat",
        "🔴 3 Sumedangan: hubungi sekarang, sudah terlambat",
    ]


async def test_more_than_one_page(quick_world: World) -> None:
    """Ten on a screen, then the others, then again the first."""
    adi = quick_world.agent("Adi")
    for number in range(12):
        await sends(quick_world.person(f"P{number}"), name="Bu Sari", phone=f"0812345678{number:02d}")
        await adi.taps("Terima")
    await adi.says("/tugas")
    assert adi.sees("Ada 12 minat")
    assert "12 · Sumedangan" not in adi.labels()
    await adi.taps("Lainnya")
    assert {"11 · Sumedangan", "12 · Sumedangan"} <= set(adi.labels())
    await adi.taps("Lainnya")
    assert "1 · Sumedangan" in adi.labels()


async def test_an_officer_with_cases_alone(quick_world: World) -> None:
    """Is not told that nothing waits."""
    rina, sari = quick_world.officer("Rina"), quick_world.person("Sari")
    await rina.says("/tugas")
    assert rina.sees("Belum ada minat")
    await alerts(sari)
    await rina.says("/tugas")
    assert rina.sees("1 kasus")
    assert not rina.sees("Belum ada minat")


async def test_the_card_of_somebody_to_call(quick_world: World) -> None:
    """One tap to the chat, one to the place, the time they asked for, and what is next; the map learns no name."""
    adi, _ = await accepted(quick_world)
    assert adi.sees("Enaknya dihubungi: Pagi")
    assert adi.sees("Sejak 21 November 2026")
    assert adi.sees("Hubungi sebelum Minggu 22 November, 09.00 WIB")
    opened = links(adi)
    assert opened["📞 Telepon / WA"] == "https://wa.me/6281234567890"
    assert opened["🗺️ Tempat"].startswith("https://")
    assert "Sumedangan" in opened["🗺️ Tempat"]
    assert "Sari" not in opened["🗺️ Tempat"]
    await adi.taps("Sudah dihubungi")
    assert adi.sees("Kabari hasilnya sebelum Sab 5 Des")


async def test_no_link_before_acceptance(quick_world: World) -> None:
    """The number would stand in it."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    assert links(adi) == {}


async def test_a_call_that_does_not_go_through(world: World) -> None:
    """Is counted and resets the clock; after three the card says what else can be done."""
    adi, _ = await accepted(world)
    await adi.taps("Tidak tersambung")
    assert adi.sees("1 kali tidak tersambung")
    assert not adi.sees("jam yang ia minta")
    for _ in range(2):
        await adi.taps("Tidak tersambung")
    assert await tries(world) == 3
    assert adi.sees("Coba di jam yang ia minta: 🌅 Pagi")
    await adi.taps("Tidak bisa dihubungi")
    [lead] = await world.leads()
    assert (lead.state, lead.reason) == ("closed", "unreachable")
    assert not adi.has_seen("Bu Sari")


async def test_a_button_tapped_twice_counts_once(world: World) -> None:
    """On a slow line people tap again; the second tap finds a newer card."""
    adi, _ = await accepted(world)
    button = adi._button("Tidak tersambung")
    assert button is not None
    adi.press(*button)
    adi.press(*button)
    await world.quiet()
    assert await tries(world) == 1
    assert adi.sees("1 kali tidak tersambung")


async def test_a_note(world: World) -> None:
    """Stands on the card, sealed in the database; what looks like a NIK is refused as everywhere."""
    adi, _ = await accepted(world)
    await adi.taps("Catatan")
    assert "🗂️ Daftar tugas" in adi.labels()
    await adi.says("NIK-nya 3528024107900001")
    assert adi.has_seen("mirip NIK")
    assert await world.rows("SELECT 1 FROM lead_notes") == []
    await adi.says("x" * 501)
    assert adi.sees("terlalu panjang")
    await adi.says("Besok sore, rumahnya dekat <b>musala</b>")
    assert adi.sees("sudah disimpan")
    await adi.taps("Buka kartu")
    assert adi.sees("Sab 21 Nov: Besok sore, rumahnya dekat <b>musala</b>")
    [row] = await world.rows("SELECT text FROM lead_notes")
    assert b"musala" not in bytes(row[0])
    sessions = await world.rows("SELECT state FROM sessions")
    assert all(b"musala" not in bytes(one[0]) for one in sessions)


async def test_a_note_goes_with_its_person(world: World) -> None:
    """Whoever erases everything erases what was written about them, on the card too."""
    adi, sari = await accepted(world)
    await adi.taps("Catatan")
    await adi.says("Besok sore, rumahnya dekat musala")
    await adi.taps("Buka kartu")
    await sari.says("/hapus")
    await sari.taps("Ya, hapus semua")
    assert await world.rows("SELECT 1 FROM lead_notes") == []
    assert not any("musala" in (one.text or "") for one in adi.phone.chat if one.from_bot), adi.transcript()


async def test_a_note_on_a_lead_that_went_away(quick_world: World) -> None:
    """What was being written when the person withdrew is kept nowhere."""
    adi, sari = await accepted(quick_world)
    await adi.taps("Catatan")
    await sari.says("/status")
    await sari.taps("Tarik minat")
    await sari.taps("Ya, tarik")
    await adi.says("Besok sore")
    assert adi.sees("sudah tidak ada pada Anda")
    assert await quick_world.rows("SELECT 1 FROM lead_notes") == []


async def test_what_the_worker_hears(quick_world: World) -> None:
    """Who comes, that a payment code was issued and how to pay, that they are registered; nothing else."""
    adi, sari = await accepted(quick_world)
    heard = [one.text or "" for one in sari.phone.chat if one.from_bot]
    for tapped in ("Sudah dihubungi", "Tidak tersambung", "Berkas lengkap"):
        await adi.taps(tapped)
    assert [one.text or "" for one in sari.phone.chat if one.from_bot] == heard
    await adi.taps("Kode bayar terbit")
    assert sari.sees("Bayar hanya dengan kode bayar resmi")
    await sari.says("/status")
    assert sari.sees("Kode bayar sudah terbit")
    await adi.taps("Terdaftar")
    assert sari.sees("melaporkan bahwa Anda sudah didaftarkan")


async def test_own_figures(world: World) -> None:
    """This month and last, nobody else's, and how soon one usually makes contact in working time."""
    adi, _ = await accepted(world)
    budi = world.agent("Budi", "35.28.02")
    await world.passes(hours=3)
    await adi.says("1 hub")
    await sends(world.person("Dewi"), name="Bu Dewi")
    await budi.taps("Terima")
    await adi.says("/angka")
    assert adi.sees("dalam 3 jam kerja")
    counted = {line.split()[0]: line.split()[1:] for line in lines(adi) if len(line.split()) == 3}
    assert counted["Ditawarkan"] == ["1", "0"]
    assert counted["Diterima"] == ["1", "0"]
    assert counted["Dihubungi"] == ["1", "0"]
    assert counted["Ditutup"] == ["0", "0"]
    await adi.says("1 tdk mahal")
    await world.passes(days=14)
    await adi.says("/figures")
    counted = {line.split()[0]: line.split()[1:] for line in lines(adi) if len(line.split()) == 3}
    assert counted["Ditutup"] == ["0", "1"]
    await adi.says("/menu")
    await adi.taps("Tugas saya")
    await adi.taps("Angka saya")
    assert adi.sees("Angka Anda")


async def test_figures_are_for_the_staff(quick_world: World) -> None:
    """A worker and an official have none of their own."""
    sari, bapak = quick_world.person("Sari"), quick_world.official("Bapak")
    for who in (sari, bapak):
        await who.says("/start")
        await who.says("/angka")
        assert not who.has_seen("Angka Anda")


async def test_somebody_who_is_paid_a_wage_hears_who_must_enrol_them(quick_world: World) -> None:
    """Closing a lead for that reason shows the way through the employer, and the way back if it is a mistake."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Tidak jadi")
    await adi.taps("Ternyata digaji perusahaan")
    assert sari.sees("digaji orang lain") and sari.sees("AP-0001")
    await sari.taps("Lewat pemberi kerja")
    assert sari.sees("yang mendaftarkan adalah majikan")
    await sari.says("/status")
    await adi.says("/tugas")
    assert not adi.has_seen("Bu Sari")


async def test_the_help_page_says_the_main_things(quick_world: World) -> None:
    """How to answer with bad signal, what is hidden until when, and what nobody may ask of a worker."""
    adi = quick_world.agent("Adi")
    await adi.taps("Cara kerja")
    for said in ("ok</code> terima", "tdk</code> tolak", "hub</code>", "tt</code>", "daftar</code>", "Aman diulang"):
        assert adi.sees(said.replace("</code>", "")) or adi.sees(said), said
    assert adi.sees("tampak setelah Anda terima") and adi.sees("pindah ke agen lain")
    assert adi.sees("Jangan minta NIK, OTP, atau uang jasa")
