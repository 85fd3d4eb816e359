"""What waits for the morning is looked at for sense, too: it does not come once it is so no more."""

from bot.flows.worker_told import TOLD
from storage.ends import ENDS
from storage.moves import AT_WORK_STILL_SO, MOVES, OF_A_HOLDER, STILL_SO, overtaken
from storage.records import OPEN_STATES
from storage.schema import outbox
from tests.conversations.test_notice_hours import contacted, heard
from tests.conversations.test_officers_desk import opens
from tests.kit import Actor, World

CODE, THROUGH_BOT = "Kode bayar Anda sudah terbit", "Ngobrol lewat bot"


async def at_night(world: World) -> tuple[Actor, Actor, int]:
    """Eleven in the evening; an agent has talked to a worker. Both, and what the worker has read so far."""
    adi, sari = await contacted(world)
    await world.passes(hours=14)
    return adi, sari, len(sari.phone.chat)


async def in_the_morning(world: World, who: Actor, since: int) -> str:
    """What this person reads the next morning."""
    await world.passes(hours=10)
    return "\n".join(heard(who, since))


async def closes(adi: Actor) -> None:
    """The agent gives the reason; of that one the worker is told nothing."""
    await adi.says("/tugas")
    await adi.taps("1 ·")
    await adi.taps("Tidak jadi")
    await adi.taps("Di luar wilayah")
    assert [lead.state for lead in await adi.world.leads()] == ["closed"]


async def ended(world: World) -> list[str | None]:
    """Why what waited does not come."""
    return [row.why for row in await world.rows("SELECT why FROM outbox WHERE state = 'cleared'")]


async def test_who_withdraws_at_night_reads_of_no_payment_code(quick_world: World) -> None:
    """It was issued an hour before. Found by a fresh reader."""
    adi, sari, _ = await at_night(quick_world)
    await adi.says("1 kode")
    await quick_world.passes(hours=1)
    await sari.says("/status")
    await sari.taps("Tarik minat")
    await sari.taps("Ya, tarik")
    assert await ended(quick_world) == [ENDS["overtaken"].why]
    assert CODE not in await in_the_morning(quick_world, sari, 0)


async def test_a_lead_closed_at_night_says_nothing_of_a_payment_code(quick_world: World) -> None:
    adi, sari, before = await at_night(quick_world)
    await adi.says("1 kode")
    await closes(adi)
    assert await in_the_morning(quick_world, sari, before) == ""


async def test_nobody_is_invited_by_who_closed_their_lead(quick_world: World) -> None:
    """Its button would lead nowhere. Found by a fresh reader."""
    adi, sari, before = await at_night(quick_world)
    await adi.says("/tugas")
    await adi.taps("1 ·")
    await adi.taps(THROUGH_BOT)
    await closes(adi)
    assert await in_the_morning(quick_world, sari, before) == ""


async def test_who_said_no_at_night_is_not_invited_in_the_morning(world: World) -> None:
    """They found the invitation by themselves; and who said yes is not asked, either."""
    adi, sari, _ = await at_night(world)
    await adi.says("/tugas")
    await adi.taps("1 ·")
    await adi.taps(THROUGH_BOT)
    await sari.says("/obrolan")
    await sari.taps("Nanti saja")
    assert await ended(world) == [ENDS["overtaken"].why]
    before = len(sari.phone.chat)
    assert await in_the_morning(world, sari, before) == ""


async def test_a_payment_code_outlives_who_issued_it(quick_world: World) -> None:
    """Another agent takes over at night: nothing later would say that there is a code."""
    adi, sari, before = await at_night(quick_world)
    rina = quick_world.officer("Rina")
    budi = quick_world.agent("Budi")
    await adi.says("1 kode")
    await opens(rina, "1 · Sumedangan")
    await rina.taps("Alihkan ke agen lain")
    await rina.taps("Budi")
    await rina.taps("Ya, tawarkan")
    await budi.taps("Terima")
    read = await in_the_morning(quick_world, sari, before)
    assert CODE in read and "Budi" in read


async def test_a_slip_at_night_is_put_right_though_the_lead_ends(quick_world: World) -> None:
    """That they are registered is not said, that they are not is; no later step swallows it."""
    adi, sari, before = await at_night(quick_world)
    await adi.says("1 daftar")
    await adi.taps("Buka kartu 1")
    await adi.taps("Ternyata belum")
    await closes(adi)
    read = await in_the_morning(quick_world, sari, before)
    assert read.count("belum selesai") == 1 and "melaporkan" not in read


def test_each_word_to_a_person_says_how_long_it_holds() -> None:
    """A new one fails here; and what is told of a move is never taken back by that very move."""
    assert set(TOLD) | {"invited", "sponsored", "unsponsored"} == set(STILL_SO)
    assert all(len(told) <= outbox.c.told.type.length for told in {**STILL_SO, **AT_WORK_STILL_SO})
    told_by = {"accept": "accepted", "take": "accepted", **{name: name for name in MOVES if name in STILL_SO}}
    assert not [name for name, told in told_by.items() if told in overtaken(MOVES[name])]


def test_a_step_that_says_nothing_takes_back_only_what_it_makes_untrue() -> None:
    """Contact and papers take back nothing of what the agent did; another holder only what was the first one's."""
    for name in ("contacted", "documents"):
        assert {"accepted", "invited", "code_issued", "mistaken"}.isdisjoint(overtaken(MOVES[name]))
    for name in ("release", "reassign", "entrust"):
        open_still = {told for told, states in STILL_SO.items() if set(states) >= set(OPEN_STATES)}
        assert set(OF_A_HOLDER) <= set(overtaken(MOVES[name])) and open_still.isdisjoint(overtaken(MOVES[name]))
