"""What the staff need not know at night, or on a free day, is told when their work begins; need is told at once."""

from bot.runtime.notices import OFF_WORK
from storage import outbox
from tests.conversations.broadcasting import WITH_A_NUMBER, is_known, sends_news
from tests.conversations.enrol import sends
from tests.conversations.test_notice_hours import heard
from tests.conversations.test_officers_desk import opens
from tests.conversations.test_overtaken import at_night, closes, ended
from tests.kit import Actor, World

JOINED, OFFERED, TAKEN_AWAY = "Ada isian baru", "Minat baru nomor 1", "mengalihkan minat nomor 1"


def since(who: Actor, count: int) -> str:
    """What came to this phone after so many messages."""
    return "\n".join(heard(who, count))


async def test_an_officer_is_asked_on_monday(world: World) -> None:
    """A broadcast of Saturday waits for the work of whoever has to agree, and their /berhenti does not end it."""
    citra, rina, sari = world.officer("Citra"), world.officer("Rina"), world.person("Sari")
    await is_known(sari)
    await rina.says("/berhenti")
    await world.passes(hours=1)
    await sends_news(citra, WITH_A_NUMBER)
    assert not rina.has_seen("minta persetujuan Anda")
    async with world.app.database.reading() as tx:
        assert (await outbox.reasons(tx))["notice", "waiting", OFF_WORK] == 1
    await world.passes(hours=45, minutes=55)
    assert not rina.has_seen("minta persetujuan Anda"), "it is five to eight on Monday"
    await world.passes(minutes=10)
    assert rina.has_seen("Citra (cabang Pamekasan) minta persetujuan Anda")


async def test_more_from_another_phone_is_told_in_the_morning(quick_world: World) -> None:
    adi, sari, _ = await at_night(quick_world)
    tini, before = quick_world.person("Tini"), len(adi.phone.chat)
    await sends(tini, phone=sari.number)
    assert since(adi, before) == ""
    await quick_world.passes(hours=8, minutes=50)
    assert since(adi, before) == "", "it is ten to eight"
    await quick_world.passes(minutes=15)
    assert JOINED in since(adi, before)


async def test_what_is_so_no_more_is_not_told_in_the_morning(quick_world: World) -> None:
    """The agent has closed that lead meanwhile."""
    adi, sari, _ = await at_night(quick_world)
    await sends(quick_world.person("Tini"), phone=sari.number)
    await quick_world.passes(hours=1)
    await closes(adi)
    assert "their lead or their conversation moved on: it is so no more" in await ended(quick_world)
    before = len(adi.phone.chat)
    await quick_world.passes(hours=9)
    assert JOINED not in since(adi, before)


async def test_an_offer_of_an_officer_wakes_nobody(quick_world: World) -> None:
    """Given to another agent at eleven in the evening; who held it loses the card at once, and hears of it at eight."""
    adi, _, _ = await at_night(quick_world)
    rina, budi = quick_world.officer("Rina"), quick_world.agent("Budi")
    await quick_world.passes(hours=1)
    before = len(adi.phone.chat), len(budi.phone.chat)
    await gives(rina, "Budi")
    assert not adi.has_seen("Bu Sari") and (since(adi, before[0]), since(budi, before[1])) == ("", "")
    await quick_world.passes(hours=8, minutes=10)
    assert TAKEN_AWAY in since(adi, before[0]) and OFFERED in since(budi, before[1])


async def test_an_offer_that_is_over_by_the_morning_never_comes(quick_world: World) -> None:
    """The person takes it back an hour later."""
    _, sari, _ = await at_night(quick_world)
    rina, budi = quick_world.officer("Rina"), quick_world.agent("Budi")
    await quick_world.passes(hours=1)
    before = len(budi.phone.chat)
    await gives(rina, "Budi")
    await sari.says("/status")
    await sari.taps("Tarik minat")
    await sari.taps("Ya, tarik")
    await quick_world.passes(hours=9)
    assert OFFERED not in since(budi, before)


async def gives(officer: Actor, agent: str) -> None:
    """An officer gives the first lead to somebody else."""
    await opens(officer, "1 · Sumedangan")
    await officer.taps("Alihkan ke agen lain")
    await officer.taps(agent)
    await officer.taps("Ya, tawarkan")


async def test_need_is_told_at_any_hour(quick_world: World) -> None:
    """An accident at eleven in the evening, on a Saturday."""
    _, sari, _ = await at_night(quick_world)
    rina = quick_world.officer("Rina")
    await quick_world.passes(hours=1)
    before = len(rina.phone.chat)
    await sari.says("tolong suami saya kecelakaan kerja barusan")
    await sari.taps("Beri tahu kantor")
    await sari.taps("Boleh")
    assert len(heard(rina, before)) == 1
