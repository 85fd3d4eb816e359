"""One phone is one person to call, however many chats its number comes from."""

from tests.conversations.enrol import PHONE, fills, sends
from tests.kit import World


async def test_another_chat_with_the_same_number_joins_the_lead(world: World) -> None:
    """Whoever holds it hears of it and reads both; neither chat reads anything of the other."""
    adi, sari, dewi = world.agent("Adi"), world.person("Sari"), world.person("Dewi")
    await sends(sari)
    await adi.taps("Terima")
    await sends(dewi, name="Sari Dewi", place="Konang, Galis, Kab. Pamekasan", phone=PHONE)
    assert len(await world.leads()) == 1
    assert adi.sees("isian baru untuk minat nomor 1") and not adi.sees("Dewi") and not adi.sees("0812")
    await adi.taps("Buka kartu")
    assert adi.has_seen("Bu Sari") and adi.has_seen("Sari Dewi") and adi.has_seen("Konang")
    await dewi.says("/status")
    assert dewi.sees("Nomor ini sudah ada di daftar kami")
    assert not dewi.has_seen("Adi") and not dewi.has_seen("Bu Sari") and not dewi.has_seen("Sumedangan")
    await sari.says("/data")
    assert sari.sees("Bu Sari") and not sari.has_seen("Dewi") and not sari.has_seen("Konang")
    await dewi.says("/data")
    assert dewi.sees("Sari Dewi") and dewi.sees("Konang")


async def test_who_joined_takes_back_only_their_own_words(world: World) -> None:
    """The lead goes on; what they said is gone from the card and from the database."""
    adi, sari, dewi = world.agent("Adi"), world.person("Sari"), world.person("Dewi")
    await sends(sari)
    await adi.taps("Terima")
    await sends(dewi, name="Sari Dewi", phone=PHONE)
    await adi.taps("Buka kartu")
    await dewi.says("/hapus")
    await dewi.taps("Ya, hapus semua")
    assert not adi.has_seen("Dewi")
    assert [lead.state for lead in await world.leads()] == ["accepted"]
    assert await world.rows("SELECT 1 FROM lead_chats") == []
    await adi.taps("Buka kartu")
    assert adi.has_seen("Bu Sari") and not adi.has_seen("Dewi")


async def test_who_joined_may_withdraw_in_the_status(quick_world: World) -> None:
    """And then stands nowhere; the first chat's interest is untouched."""
    sari, dewi = quick_world.person("Sari"), quick_world.person("Dewi")
    await sends(sari)
    await sends(dewi, phone=PHONE)
    await dewi.says("/menu")
    await dewi.taps("Minat saya")
    await dewi.taps("Hapus isian saya")
    await dewi.says("/status")
    assert dewi.sees("belum minta dihubungi")
    await sari.says("/status")
    assert sari.sees("sudah kami terima") or sari.sees("Sudah kami terima")


async def test_two_chats_send_one_number_at_the_same_moment(world: World) -> None:
    """One begins the lead, the other joins it; both are answered."""
    sari, dewi = world.person("Sari"), world.person("Dewi")
    await fills(sari, phone=PHONE)
    await fills(dewi, phone=PHONE)
    for who in (sari, dewi):
        button = who._button("Kirim")
        assert button is not None
        who.press(*button)
    await world.quiet()
    assert len(await world.leads()) == 1
    assert len(await world.rows("SELECT 1 FROM lead_chats")) == 1
    assert all(who.has_seen("Terkirim") or who.has_seen("Terima kasih") for who in (sari, dewi))


async def test_a_number_mended_to_one_that_is_known_keeps_both(quick_world: World) -> None:
    """It may be a slip: nothing is closed, and an officer will look."""
    sari, dewi = quick_world.person("Sari"), quick_world.person("Dewi")
    await sends(sari)
    await sends(dewi)
    await dewi.says("/status")
    await dewi.taps("Ubah isian")
    await dewi.taps("Nomor")
    await dewi.says(PHONE)
    await dewi.taps("Kirim")
    assert [lead.state for lead in await quick_world.leads()] == ["new", "new"]
    assert len(await quick_world.rows("SELECT 1 FROM lead_twins WHERE verdict IS NULL")) == 1
