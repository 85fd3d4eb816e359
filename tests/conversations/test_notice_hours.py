"""What people did not ask for comes at an hour that suits them; what they wait for comes at once."""

from datetime import timedelta

from sqlalchemy import update

from bot.simulator.faults import RateLimited
from storage.schema import outbox
from tests.conversations.enrol import fills, sends
from tests.conversations.test_duties import five_minutes, owed
from tests.conversations.test_paying import becomes
from tests.conversations.test_verify import sent
from tests.kit import Actor, World

FILE_ROW = (1, "SARI WULANDARI", "3528041203850001", 81234567890, "Sumedangan", "AKTIF")


async def contacted(world: World) -> tuple[Actor, Actor]:
    """A worker whose interest an agent has in hand."""
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.says("1 hub")
    return adi, sari


def heard(who: Actor, since: int) -> list[str]:
    """What reached this phone after so many messages."""
    return [message.text or "" for message in who.phone.chat[since:]]


async def test_the_news_of_a_branch_file_waits_for_the_morning(quick_world: World) -> None:
    """Applied at eleven in the evening; nobody hears before eight, and everybody does then."""
    adi, sari = await contacted(quick_world)
    rina = quick_world.officer("Rina")
    await adi.says("1 daftar")
    await quick_world.passes(hours=14)
    before = len(sari.phone.chat)
    await sent(rina, FILE_ROW)
    await rina.taps("Lihat dan terapkan")
    await rina.taps("Terapkan")
    assert heard(sari, before) == []
    await quick_world.passes(hours=8, minutes=55)
    assert heard(sari, before) == []
    await quick_world.passes(minutes=10)
    assert len(heard(sari, before)) == 1


async def test_an_invitation_to_talk_waits_for_the_morning(quick_world: World) -> None:
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await quick_world.passes(hours=13, minutes=30)
    before = len(sari.phone.chat)
    await adi.says("/tugas")
    await adi.taps("1 ·")
    await adi.taps("Ngobrol lewat bot")
    assert heard(sari, before) == []
    await quick_world.passes(hours=9, minutes=40)
    assert len(heard(sari, before)) == 1


async def test_who_is_writing_at_night_hears_at_once(quick_world: World) -> None:
    adi, sari = await contacted(quick_world)
    await quick_world.passes(hours=14)
    await sari.says("/status")
    before = len(sari.phone.chat)
    await adi.says("1 daftar")
    assert len(heard(sari, before)) == 1


async def test_a_clock_set_back_takes_nobody_for_one_who_writes(quick_world: World) -> None:
    """They wrote tomorrow, by that clock; nobody is told at night for it."""
    adi, sari = await contacted(quick_world)
    await quick_world.passes(hours=14)
    await sari.says("/status")
    quick_world.telegram.offset -= timedelta(days=1)
    before = len(sari.phone.chat)
    await adi.says("1 daftar")
    assert heard(sari, before) == []


async def test_berhenti_takes_back_what_waits_for_the_morning(quick_world: World) -> None:
    """It never comes, and nothing of the kind is put in later."""
    adi, sari = await contacted(quick_world)
    await quick_world.passes(hours=14)
    await adi.says("1 daftar")
    await sari.says("/berhenti")
    before = len(sari.phone.chat)
    await quick_world.passes(hours=10)
    assert heard(sari, before) == []
    assert (await quick_world.outbox())["notice", "muted"] == 1
    await adi.says("1 bukan")
    assert heard(sari, before) == []


async def test_what_telegram_held_up_until_night_waits_for_the_morning(quick_world: World) -> None:
    """Said at four in the afternoon; Telegram asks for six hours, and nobody is woken when they are over."""
    adi, sari = await contacted(quick_world)
    await quick_world.passes(hours=7)
    before = len(sari.phone.chat)
    quick_world.app.sender.timer = lambda: quick_world.telegram.now().timestamp()
    quick_world.telegram.faults.next("sendMessage", RateLimited(6 * 3600), chat_id=sari.chat)
    await adi.says("1 daftar")
    await quick_world.passes(hours=6, minutes=5)
    await quick_world.passes(hours=4)
    assert heard(sari, before) == []
    await quick_world.passes(hours=7)
    assert len(heard(sari, before)) == 1


async def test_a_clock_set_back_meanwhile_sends_nothing_at_night(quick_world: World) -> None:
    """What was to come tomorrow is on its way when it is tonight again."""
    adi, sari = await contacted(quick_world)
    await quick_world.passes(hours=7)
    before = len(sari.phone.chat)
    quick_world.telegram.faults.next("sendMessage", RateLimited(600), chat_id=sari.chat)
    await adi.says("1 daftar")
    quick_world.telegram.offset -= timedelta(hours=12)
    quick_world.app.sender.timer = lambda: quick_world.telegram.now().timestamp() + 86400
    async with quick_world.app.database.transaction() as tx:
        await tx.execute(update(outbox).where(outbox.c.state == "retry").values(due=quick_world.telegram.now()))
    await quick_world.passes(minutes=15)
    assert heard(sari, before) == []
    await quick_world.passes(hours=5)
    assert len(heard(sari, before)) == 1


async def test_hours_chosen_meanwhile_hold_for_what_waits_already(quick_world: World) -> None:
    """It was to come at eight; by then this person wants nothing before nine."""
    adi, sari = await contacted(quick_world)
    await quick_world.passes(hours=14)
    await adi.says("1 daftar")
    before = len(sari.phone.chat)
    await becomes(sari, hours=(9 * 60, 20 * 60))
    await quick_world.passes(hours=9, minutes=15)
    assert heard(sari, before) == []
    await quick_world.passes(hours=1)
    assert len(heard(sari, before)) == 1


async def test_no_to_reminders_leaves_the_word_on_ones_request(quick_world: World) -> None:
    """Whoever wants no reminders any more still hears in the morning that they are registered."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await fills(sari)
    await sari.taps("Kirim")
    await sari.taps("👍 Boleh")
    await adi.taps("Terima")
    await adi.says("1 hub")
    await quick_world.passes(hours=14)
    await adi.says("1 daftar")
    await quick_world.passes(minutes=1)
    await sari.says("/data")
    await sari.taps("Tarik izin pengingat")
    await five_minutes(quick_world)
    assert [duty.done is not None for duty in await owed(quick_world)] == [True], "what waits is no reminder"
    before = len(sari.phone.chat)
    await quick_world.passes(hours=10)
    assert any("daftar" in text.lower() for text in heard(sari, before))


async def test_help_in_need_comes_at_night_before_what_waits(quick_world: World) -> None:
    """A word for the morning does not hold up that somebody takes care of an accident."""
    rina = quick_world.officer("Rina")
    adi, sari = await contacted(quick_world)
    await sari.says("tolong suami saya kecelakaan kerja barusan")
    await sari.taps("Beri tahu kantor")
    await sari.taps("Boleh")
    await quick_world.passes(hours=14)
    await adi.says("1 daftar")
    before = len(sari.phone.chat)
    await rina.taps("Saya tangani")
    assert len(heard(sari, before)) == 1, heard(sari, before)
