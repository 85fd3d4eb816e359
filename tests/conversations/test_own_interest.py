"""The staff have interests of their own, too: somebody else looks after them."""

from dataclasses import replace

import pytest

from bot.leads.rights import RIGHTS, may
from storage.records import StaffId
from tests.conversation.visitor import CHAT, lead, member
from tests.conversations.enrol import sends
from tests.kit import Actor, World


async def sends_own(who: Actor, name: str) -> None:
    """Somebody of the staff fills in the form of the workers."""
    await who.says("/minat")
    await who.taps("Kerja atau usaha sendiri")
    await who.taps("18 sampai 64")
    await who.taps("Boleh")
    await who.says(name)
    await who.taps("Petani")
    await who.says("sumedangan pademawu")
    await who.taps("Sumedangan")
    await who.taps("JKK")
    await who.taps("Selesai")
    await who.says(who.number)
    await who.taps("Pagi")
    await who.taps("Kirim")
    await who.taps("Tidak usah")


async def test_an_agents_own_interest_goes_to_another_agent(world: World) -> None:
    """Even when the other one has more to do."""
    adi, budi = world.agent("Adi"), world.agent("Budi")
    for number in range(3):
        await sends(world.person(f"Orang {number}"))
        for one in (adi, budi):
            if any("Terima" in label for label in one.labels()):
                await one.taps("Terima")
    await sends_own(adi, "Pak Adi")
    own = (await world.leads())[-1]
    assert (own.chat, own.state, own.holder) == (adi.chat, "offered", 2)
    assert budi.has_seen(f"Minat baru nomor {own.id}")
    assert not adi.has_seen(f"Minat baru nomor {own.id}")


async def test_the_only_agents_own_interest_goes_to_the_officers(quick_world: World) -> None:
    """Who tells them at once; an officer takes it, and the agent is a worker like any other."""
    rina, adi = quick_world.officer("Rina"), quick_world.agent("Adi")
    await sends_own(adi, "Pak Adi")
    assert [one.state for one in await quick_world.leads()] == ["new"]
    assert rina.has_seen("Minat nomor 1")
    await rina.taps("Ambil sendiri")
    assert rina.has_seen("Pak Adi")
    assert [(one.state, one.holder) for one in await quick_world.leads()] == [("accepted", 1)]


async def test_an_officer_cannot_take_but_can_pass_on_their_own_interest(quick_world: World) -> None:
    """The only officer of a branch finds an agent for it; the buttons to work on it are not there."""
    rina = quick_world.officer("Rina")
    await sends_own(rina, "Bu Rina")
    rina.phone.tap(1, "c:1:take:1")
    await quick_world.quiet()
    assert [one.state for one in await quick_world.leads()] == ["new"]
    adi = quick_world.agent("Adi", "36")
    await quick_world.quiet()
    rina.phone.tap(1, "c:1:reassign:1")
    await quick_world.quiet()
    await rina.taps("Adi")
    await rina.taps("Ya")
    assert adi.has_seen("Minat")
    assert [(one.state, one.holder) for one in await quick_world.leads()] == [("offered", 2)]


async def test_an_officer_is_not_offered_the_person_as_their_own_agent(quick_world: World) -> None:
    """Among those who could take it everybody is named but the person."""
    rina, adi, budi = quick_world.officer("Rina"), quick_world.agent("Adi", "36"), quick_world.agent("Budi", "36")
    await sends_own(adi, "Pak Adi")
    rina.phone.tap(1, "c:1:reassign:1")
    await quick_world.quiet()
    assert any("Budi" in label for label in rina.labels())
    assert not any("Adi" in label for label in rina.labels())
    await rina.says("adi")
    assert not any("Adi" in label for label in rina.labels())
    assert not budi.has_seen("Minat baru")


async def test_a_substitute_is_not_handed_their_own_interest(quick_world: World) -> None:
    """Where nothing else is to be handed over, nobody is asked."""
    adi, budi = quick_world.agent("Adi"), quick_world.agent("Budi")
    await sends_own(budi, "Pak Budi")
    await adi.taps("Terima")
    await adi.says("cuti")
    await adi.taps("Hari ini")
    await adi.taps("Satu minggu")
    await adi.taps("Budi")
    assert not any("Titip" in label for label in adi.labels())
    await sends(quick_world.person("Sari"))
    assert [(one.state, one.holder) for one in await quick_world.leads()] == [("accepted", 1), ("offered", 2)]


@pytest.mark.parametrize("action", [name for name in RIGHTS if name.startswith("lead.")])
def test_nobody_works_on_their_own_interest(action: str) -> None:
    """Whatever lies with them or waits; only what officers do with leads of the branch stays."""
    for state in ("new", "offered", "accepted", "registered"):
        for role in ("agent", "officer"):
            one = replace(member(role), chat=CHAT)
            granted = RIGHTS[action].get(role, ())
            assert may(one, action, lead(state, holder=StaffId(7))) == ("branch" in granted), (state, role)
