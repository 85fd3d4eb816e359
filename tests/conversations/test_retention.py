"""Nothing is kept longer than promised, and nobody keeps what belongs to somebody else."""

from datetime import timedelta
from typing import Any

import pytest

from bot.runtime.invites import invite
from bot.simulator.faults import RateLimited
from storage import people
from storage.records import Lead
from tests.conversations.enrol import asks, fills, meets, sends
from tests.kit import World


async def later(world: World, days: int) -> None:
    """Days go by, and housekeeping comes round."""
    await world.passes(days=days)
    await world.app.housekeeping()


async def only_lead(world: World) -> Lead:
    """The one lead there is."""
    [lead] = await world.leads()
    return lead


async def test_a_form_left_half_way_is_forgotten_after_a_month(world: World) -> None:
    """Its answers go; the language and the consents a person gave stay."""
    sari = world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.says("/menu")
    await later(world, days=29)
    assert await world.rows("SELECT chat FROM sessions")
    await later(world, days=2)
    assert not await world.rows("SELECT chat FROM sessions")
    await sari.says("/minat")
    assert not sari.sees("belum selesai")
    await sari.says("/data")
    assert sari.sees("Boleh dihubungi agen: ya")


async def told(world: World) -> list[dict[str, Any]]:
    """What lies in the rows of the conversations, opened."""
    async with world.app.database.transaction() as tx:
        found = await people.of_chats(tx, [chat for (chat,) in await world.rows("SELECT chat FROM sessions")])
    return [one.session.state or {} for one in found.known.values() if one.session]


async def test_what_a_question_told_is_gone_from_the_row_after_its_day(world: World) -> None:
    """Also of who never writes again; of the income the row never held more than its band, beside the open answer."""
    sari = world.person("Sari")
    await meets(sari)
    await sari.says("aku petani di sampang, penghasilan 2.123.000, sebulan bayar brp?")
    await sari.says("/menu")
    [row] = await told(world)
    assert row["told"]["base"] and "2123000" not in str(row), row
    await sari.says("penghasilan 2.123.000 bayar brp?")
    await later(world, days=0)
    [row] = await told(world)
    assert row["told"] and row["answers"]["income"] == 2_123_000
    await later(world, days=1)
    [row] = await told(world)
    assert not row["told"] and not row["told_at"] and not row["answers"] and "2123000" not in str(row), row
    await sari.says("Januari jadi brp?")
    assert sari.sees("Iuran Januari 2027") and sari.sees("Rp1 juta"), sari.last()


async def test_a_form_that_rests_loses_nothing_to_that(quick_world: World) -> None:
    """Its answers stay for their month."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.says("penghasilan 1,5jt bayar brp sebulan?")
    await later(quick_world, days=2)
    [row] = await told(quick_world)
    assert row["answers"]["name"] == "Bu Sari" and not row["told"], row


async def test_who_was_behind_an_ended_lead_is_forgotten(world: World) -> None:
    """After half a year only the count is left."""
    sari, adi = world.person("Sari"), world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Terdaftar")
    await later(world, days=179)
    assert (await only_lead(world)).interest is not None
    await later(world, days=2)
    lead = await only_lead(world)
    assert (lead.state, lead.interest, lead.chat) == ("registered", None, None)


async def test_an_open_lead_is_kept_however_old(quick_world: World) -> None:
    """Who still waits is not forgotten."""
    sari = quick_world.person("Sari")
    await sends(sari)
    await later(quick_world, days=400)
    assert (await only_lead(quick_world)).interest is not None


@pytest.mark.parametrize("typed", ["1", "yang 1", "no 1"])
async def test_a_number_is_no_consent(quick_world: World, typed: str) -> None:
    """Somebody who types a number has not said yes; the question is asked again."""
    sari = quick_world.person("Sari")
    await meets(sari)
    for label in ("Hubungi saya", "Kerja atau usaha sendiri", "18 sampai 64"):
        await sari.taps(label)
    await sari.says(typed)
    assert sari.sees("Boleh kami catat")
    assert not await quick_world.rows("SELECT id FROM consent_log WHERE purpose = 'contact'")
    await sari.says("ya boleh")
    assert sari.sees("nama panggilan")


async def test_the_kind_of_work_can_be_put_right(quick_world: World) -> None:
    """One wrong tap does not decide for ever what somebody is told."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.taps("Program")
    await sari.taps("Digaji")
    assert sari.sees("pemberi kerja")
    await sari.taps("Kerja saya lain")
    await sari.taps("Kerja atau usaha sendiri")
    assert sari.sees("pekerja mandiri")


async def test_an_agent_who_is_erased_hands_their_leads_on(world: World) -> None:
    """The worker is not forgotten with the agent, and the agent's name goes."""
    sari, adi, budi = world.person("Sari"), world.agent("Adi", "35.28.02"), world.agent("Budi")
    await sends(sari)
    await adi.taps("Terima")
    await adi.says("/hapus")
    await adi.taps("Ya, hapus")
    assert budi.has_seen("Minat baru")
    assert (await only_lead(world)).state == "offered"
    assert ("Adi",) not in [tuple(row) for row in await world.rows("SELECT name FROM staff")]
    assert not adi.has_seen("Tugas Anda") or adi.sees("dihapus")


async def test_an_agent_invited_anew_hands_their_leads_on(quick_world: World) -> None:
    """Nobody is left with leads that no chat can act on."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    expires = quick_world.telegram.now() + timedelta(days=1)
    token = await invite(quick_world.app.database, "officer", "Adi", "pamekasan", ["35.28"], expires)
    adi.phone.open_link(token)
    await quick_world.quiet()
    await adi.taps("Ya, ganti tugas saya")
    lead = await only_lead(quick_world)
    assert (lead.state, lead.holder) == ("new", None)
    assert adi.has_seen("menunggu")


async def test_a_card_that_was_not_sent_yet_never_shows_an_erased_person(quick_world: World) -> None:
    """What is still on its way to the agent is cleared with the person's data, be it only work and village."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await adi.says("/tugas")
    quick_world.telegram.faults.next("*", RateLimited(3600), chat_id=adi.chat, times=5)
    await sends(sari)
    await sari.says("/hapus")
    await sari.taps("Ya, hapus")
    await quick_world.passes(hours=2)
    assert not adi.has_seen("Sumedangan")
    assert ("notice", "cleared") in await quick_world.outbox()


async def test_filling_again_after_the_notice_of_deletion_works(quick_world: World) -> None:
    """Who was forgotten is welcome as if new."""
    sari = quick_world.person("Sari")
    await fills(sari)
    await later(quick_world, days=31)
    await sari.says("halo")
    assert sari.sees("Silakan tanya apa saja") and not sari.sees("Bu Sari")


async def test_an_old_unfinished_form_is_forgotten_though_its_owner_still_writes(quick_world: World) -> None:
    """What counts is when the form was left, not when the person last wrote."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says("Bu Sari")
    await sari.says("/menu")
    await quick_world.passes(days=25)
    await sari.says("/data")
    assert sari.sees("Isian yang belum selesai") and sari.sees("Bu Sari")
    await quick_world.passes(days=25)
    await sari.says("/data")
    assert not sari.sees("Bu Sari")
    await sari.says("/minat")
    assert not sari.sees("belum selesai")


async def test_a_withdrawn_person_leaves_the_agents_card(quick_world: World) -> None:
    """Name and number go from the card, wherever it was opened last, and the agent is told."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await adi.says("/tugas")
    await adi.taps("1 ·")
    assert adi.has_seen("0812-3456-7890")
    await sari.says("/status")
    await sari.taps("Tarik minat")
    await sari.taps("Ya, tarik")
    assert adi.sees("jangan menghubungi")
    assert not adi.has_seen("0812") and not adi.has_seen("Bu Sari")


async def test_who_stopped_us_hears_nothing_unasked(quick_world: World) -> None:
    """Not even good news; it is told when they ask."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    await sari.says("/berhenti")
    await adi.taps("Terima")
    assert not sari.has_seen("Kabar baik")
    await sari.says("/status")
    assert sari.sees("Adi")
    await sari.says("/berhenti")
    await sari.taps("Boleh kirim lagi")
    await adi.taps("Terdaftar")
    assert sari.has_seen("sudah didaftarkan")


async def test_a_registered_person_who_is_erased_leaves_the_card_too(quick_world: World) -> None:
    """The end of a lead is no end of the right to be forgotten."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Terdaftar")
    assert adi.has_seen("Bu Sari")
    await sari.says("/hapus")
    await sari.taps("Ya, hapus")
    assert not adi.has_seen("Bu Sari") and not adi.has_seen("0812")
