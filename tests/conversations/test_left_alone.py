"""Who wants nobody to call is left in peace at once: no offer of a call follows, whatever words they use."""

import pytest

from tests.conversations.enrol import asks, meets, sends
from tests.kit import World


@pytest.mark.parametrize(
    "said", ["gak usah dihubungi", "jgn telpon saya", "stop hubungi", "saya cuma nanya, ga usah ditelpon"]
)
async def test_nobody_calls_who_wants_no_call(quick_world: World, said: str) -> None:
    """One sentence, and nothing below it offers what was just refused."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert sari.sees("tidak akan dihubungi") and not sari.sees("/minat"), sari.last()
    assert not any("Hubungi" in label or "petugas" in label for label in sari.labels()), sari.labels()
    assert [muted for (muted,) in await quick_world.rows("SELECT muted FROM people")] == [1]


async def test_the_interest_that_was_sent_is_withdrawn(world: World) -> None:
    """And the agent who held it is told; the person may ask again whenever they like."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await sari.says("gak usah dihubungi lagi ya")
    assert sari.sees("Minat Anda sudah kami tarik"), sari.last()
    [lead] = await world.leads()
    assert lead.state == "closed" and adi.has_seen("ditarik"), adi.transcript()
    await sari.says("/menu")
    assert any("Hubungi saya" in label for label in sari.labels()), sari.labels()


async def test_in_the_form_and_before_the_notice_too(quick_world: World) -> None:
    """It is neither a name nor a reason to show the notice first."""
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    await asks(sari)
    await sari.says("jangan telpon saya")
    assert sari.sees("tidak akan dihubungi")
    await budi.says("gausah ditelpon")
    assert budi.sees("tidak akan dihubungi")


async def test_who_refuses_an_hour_still_wants_the_call(quick_world: World) -> None:
    """ "Jangan telpon pagi" is no farewell."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("jangan telpon pagi ya")
    assert not sari.sees("tidak akan dihubungi")
    assert [muted for (muted,) in await quick_world.rows("SELECT muted FROM people")] == [0]


async def test_an_accident_goes_before_who_does_not_want_a_call(quick_world: World) -> None:
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("ga usah ditelpon, tolong suami saya barusan jatuh dari pohon")
    assert sari.sees("rumah sakit") and not sari.sees("tidak akan dihubungi")


@pytest.mark.parametrize(
    "no", ["tidak", "gak mau", "nggak dulu", "ga usah", "enggak deh", "nanti aja kak", "skip dulu"]
)
async def test_a_no_to_the_notice_is_a_no(quick_world: World, no: str) -> None:
    """Kindly; questions are answered all the same, and nothing of them is remembered."""
    sari = quick_world.person("Sari")
    await sari.says("/start")
    await sari.says(no)
    assert sari.sees("tidak apa-apa") and not sari.sees("Yang mana"), sari.last()
    await sari.says(no)
    assert sari.sees("Tidak pun tidak apa-apa") and not sari.sees("Yang mana"), sari.last()
    await sari.says("aku petani, penghasilan 3jt bayar brp")
    assert sari.has_seen("Rp18.150") and sari.sees("Tidak pun tidak apa-apa"), sari.transcript()
    await sari.says("Januari brp?")
    assert not sari.has_seen("Iuran Januari 2027, satu pekerja mandiri\n• JKK + JKM: Rp36.300"), sari.transcript()


async def test_a_no_to_the_notice_can_be_changed_at_any_time(quick_world: World) -> None:
    """With the button, with a word, or by /start; /data tells the no until then."""
    sari = quick_world.person("Sari")
    await sari.says("/start")
    await sari.taps("Tidak dulu")
    await sari.says("/data")
    assert sari.sees("Sudah membaca pemberitahuan: tidak"), sari.last()
    await sari.says("/start")
    assert sari.sees("Sebelum mulai")
    await sari.says("gak dulu")
    await sari.says("oke")
    assert sari.sees("Mau tahu apa?")
    await sari.says("/data")
    assert sari.sees("Sudah membaca pemberitahuan: ya"), sari.last()


async def test_the_agent_hears_that_a_call_is_not_wanted_now(world: World) -> None:
    """Nothing is withdrawn; the card says so as well, and it is told once."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await sari.says("jangan ditelpon dulu ya, nanti aja")
    assert sari.sees("kami minta menunggu"), sari.last()
    assert adi.sees("orangnya minta belum dihubungi dulu"), adi.transcript()
    [lead] = await world.leads()
    assert lead.state == "accepted"
    await adi.taps("Buka kartu")
    assert adi.sees("belum mau dihubungi dulu"), adi.last()
    heard = adi.transcript().count("minta belum dihubungi dulu")
    await sari.says("jangan ditelpon dulu ya, nanti aja")
    assert adi.transcript().count("minta belum dihubungi dulu") == heard


@pytest.mark.parametrize("said", ["unsubscribe", "berhenti langganan", "stop langganan", "mau berhenti langganan"])
async def test_who_wants_no_more_messages_gets_none(quick_world: World, said: str) -> None:
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says(said)
    assert [muted for (muted,) in await quick_world.rows("SELECT muted FROM people")] == [1], sari.last()


@pytest.mark.parametrize("said", ["kok gak dihubungi2 ya", "kok belum ada yang hubungi saya"])
async def test_who_waits_for_a_call_reads_how_it_stands(world: World, said: str) -> None:
    """And not that they may ask for one; one tap tells the agent and the branch that nobody came."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await sari.says(said)
    assert sari.sees("Anda sudah minta dihubungi") and sari.sees("Sudah diterima oleh") and not sari.sees("/minat")
    await sari.taps("Minat saya")
    await sari.taps("Belum ada kabar")
    assert sari.has_seen("Kami sampaikan") and adi.has_seen("orangnya bilang belum ada yang menghubungi")
    await sari.says("/status")
    await sari.taps("Belum ada kabar")
    assert adi.transcript().count("orangnya bilang belum ada yang menghubungi") == 1, adi.transcript()
