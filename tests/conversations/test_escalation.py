"""When nothing happens, somebody is reminded, then somebody else is asked, then the officers hear of it; each once."""

from datetime import timedelta

from bot.runtime.desks import EXCEPTIONS
from storage import leads
from tests.conversations.enrol import sends
from tests.kit import Actor, World


def times(who: Actor, fragment: str) -> int:
    """How many messages in the chat contain this."""
    return sum(fragment in (message.text or "") for message in who.phone.chat)


async def test_an_agent_who_accepts_and_does_nothing(world: World) -> None:
    """Reminded after a working day; after two the lead goes on and the name is taken off the phone."""
    adi, sari = world.agent("Adi", "35.28.02"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    budi = world.agent("Budi", "35.28")
    await world.passes(hours=20)
    assert times(adi, "belum ada kabarnya") == 0
    await world.passes(hours=5)
    assert times(adi, "belum ada kabarnya") == 1
    await world.passes(minutes=30)
    assert times(adi, "belum ada kabarnya") == 1
    await world.passes(days=1)
    assert not adi.has_seen("Bu Sari")
    assert adi.has_seen("kami carikan orang lain")
    assert budi.has_seen("Minat baru nomor 1")
    assert [lead.state for lead in await world.leads()] == ["offered"]


async def test_an_agent_who_calls_is_left_in_peace(quick_world: World) -> None:
    """Anything that happens resets the clock."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Sudah dihubungi")
    await quick_world.passes(days=3)
    assert not adi.has_seen("belum ada kabarnya")
    assert adi.has_seen("Bu Sari")


async def test_two_weeks_without_an_outcome(world: World) -> None:
    """The agent is reminded on the twelfth day, the officers hear of it on the fourteenth, both once."""
    adi, rina, sari = world.agent("Adi"), world.officer("Rina"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Sudah dihubungi")
    await world.passes(days=12, minutes=1)
    assert (times(adi, "belum ada kabarnya"), times(rina, "lama tidak ada kabarnya")) == (1, 0)
    await world.passes(days=2)
    await world.passes(hours=3)
    assert (times(adi, "belum ada kabarnya"), times(rina, "lama tidak ada kabarnya")) == (1, 1)
    assert not rina.has_seen("Bu Sari")


async def test_nobody_is_asked_at_night(quick_world: World) -> None:
    """A lead of the evening is offered in the morning, and the time to think does not run while people sleep."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await quick_world.passes(hours=13)
    await sends(sari)
    assert not adi.has_seen("Minat baru")
    await quick_world.passes(hours=9)
    assert not adi.has_seen("Minat baru")
    await quick_world.passes(hours=2)
    assert adi.has_seen("Minat baru")


async def test_a_rung_is_climbed_once_by_two_processes(postgres_url: str) -> None:
    """However many look at the same silence."""
    world = await World.open(postgres_url)
    adi, sari = world.agent("Adi"), world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    world.telegram.jump(timedelta(hours=25))
    other = await world.another()
    assert await world.app.escalation.climb() + await other.escalation.climb() == 1
    await world.quiet()
    assert times(adi, "belum ada kabarnya") == 1
    await other.close()
    await world.close()


async def test_an_officer_who_comes_later_hears_of_what_lay_too_long(quick_world: World) -> None:
    """As long as there is nobody to tell, it counts as not told."""
    adi, sari = quick_world.agent("Adi"), quick_world.person("Sari")
    await sends(sari)
    await adi.taps("Terima")
    await adi.taps("Sudah dihubungi")
    await quick_world.passes(days=15)
    rina = quick_world.officer("Rina")
    await quick_world.passes(minutes=10)
    await quick_world.passes(minutes=10)
    assert times(rina, "lama tidak ada kabarnya") == 1


async def test_who_misses_one_offer_is_asked_again_the_next_day(world: World) -> None:
    """One agent without a signal for an hour: the lead does not wait for ever. Found by a fresh reader."""
    adi, rina, sari = world.agent("Adi"), world.officer("Rina"), world.person("Sari")
    await sends(sari)
    await world.passes(hours=5)
    assert (times(adi, "Minat baru nomor 1"), times(rina, "menunggu")) == (1, 1)
    await world.passes(hours=19)
    assert (times(adi, "Minat baru nomor 1"), times(rina, "menunggu")) == (2, 1)
    await adi.taps("Terima")
    assert adi.has_seen("Bu Sari")


async def test_who_was_never_asked_goes_before_who_let_it_pass(quick_world: World) -> None:
    """And who said no is not asked again at all."""
    adi, budi, sari = (
        quick_world.agent("Adi"),
        quick_world.agent("Budi"),
        quick_world.person("Sari"),
    )
    await sends(sari)
    first, other = (adi, budi) if times(adi, "Minat baru") else (budi, adi)
    await quick_world.passes(hours=2)
    await other.taps("Tolak")
    await quick_world.passes(hours=2)
    assert times(first, "Minat baru") == 1
    await quick_world.passes(days=1)
    assert (times(first, "Minat baru"), times(other, "Minat baru")) == (2, 0)


async def test_who_never_answers_keeps_no_lead_from_the_officers(quick_world: World) -> None:
    """Offers come and go every day; to the ladder nothing happened. At the end it stands in the list of the week."""
    adi, rina, sari = quick_world.agent("Adi"), quick_world.officer("Rina"), quick_world.person("Sari")
    await sends(sari)
    for _ in range(20):
        await quick_world.passes(hours=12)
    assert 5 <= times(adi, "Minat baru nomor 1") <= 11
    assert times(rina, "nomor 1 lama tidak ada kabarnya") == 1
    async with quick_world.app.database.reading() as tx:
        [late] = await leads.overdue(tx, "pamekasan", EXCEPTIONS)
    assert late.since == (await quick_world.leads())[0].created
