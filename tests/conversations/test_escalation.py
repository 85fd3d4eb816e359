"""When nothing happens, somebody is reminded, then somebody else is asked, then the officers hear of it; each once."""

from datetime import timedelta

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
