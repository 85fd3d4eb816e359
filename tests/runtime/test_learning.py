"""What was not understood is kept of those who let us, and goes when they say so."""

from datetime import timedelta

from bot.conversation.becoming import person_after
from bot.conversation.effects import Effect, KeepMissed, RecordConsent
from bot.conversation.events import Typed
from bot.conversation.session import Session
from bot.conversation.view import Known
from bot.runtime.learning import learn
from bot.runtime.turn import Circumstances, Outcome
from storage import people, questions
from storage.learning import PURPOSE, TEXT
from tests.conversations.enrol import meets
from tests.conversations.test_duties import five_minutes, owed
from tests.kit import Actor, World

ASKED = KeepMissed("sy Budi 0812 3456 7890, klo telat byr gmn", "unknown", "iuran.bayar")
YES, NO = RecordConsent(PURPOSE, True, TEXT), RecordConsent(PURPOSE, False, TEXT)


async def known(world: World) -> Actor:
    """Somebody at the menu."""
    sari = world.person("Sari")
    await meets(sari)
    return sari


async def decided(sari: Actor, *effects: Effect) -> list[str]:
    """A turn of theirs decides this; the questions that are kept then, as a content keeper reads them."""
    world = sari.world
    now, worker = world.telegram.now(), world.app.worker
    async with world.app.database.transaction() as tx:
        person = (await people.of_chats(tx, [sari.chat])).person(sari.chat)
        cause = Circumstances(1, sari.chat, Typed(""), Session(), Known(person))
        outcome = Outcome(cause, Session(), effects, "id")
        await people.save(tx, [person_after(person, effects, now)], now)
        for effect in effects:
            assert isinstance(effect, KeepMissed | RecordConsent)
            await learn(tx, outcome, effect, worker.manners, now)
        return [one.missed.text for one in await questions.waiting(tx)]


async def test_a_question_is_kept_masked_once_it_is_allowed(world: World) -> None:
    """In the turn that allows it, and after it."""
    sari = await known(world)
    assert await decided(sari, ASKED) == []
    masked = "sy [nama] [nomor], klo telat byr gmn"
    assert await decided(sari, YES, ASKED) == [masked]
    assert await decided(sari, ASKED) == [masked, masked]


async def test_who_said_no_keeps_their_questions_to_themselves(quick_world: World) -> None:
    """A no takes along what was kept before."""
    sari = await known(quick_world)
    assert await decided(sari, YES, ASKED) != []
    assert await decided(sari, NO) == []
    assert await decided(sari, ASKED) == []


async def test_an_older_text_allows_nothing(quick_world: World) -> None:
    """Who read other words said yes to something else."""
    assert await decided(await known(quick_world), RecordConsent(PURPOSE, True, "questions-0"), ASKED) == []


async def test_a_secret_is_never_kept(quick_world: World) -> None:
    """Not even with its number taken out."""
    secret = KeepMissed("kode otp saya 445566 apa benar", "unknown", "penipuan")
    assert await decided(await known(quick_world), YES, secret) == []


async def test_what_is_kept_is_shown_and_goes_on_request(quick_world: World) -> None:
    """/data tells how many and for how long; taking the permission back deletes them, which is proved."""
    sari = await known(quick_world)
    await decided(sari, YES, ASKED, ASKED)
    await sari.says("/data")
    assert sari.sees("belum kami pahami: 2 (tanpa nama, dihapus setelah 90 hari)"), sari.last()
    assert sari.sees("Pertanyaan boleh disimpan tanpa nama: ya")
    await sari.taps("Hapus pertanyaan tersimpan")
    assert sari.has_seen("sudah dihapus")
    assert await decided(sari) == []
    await five_minutes(quick_world)
    assert [(one.kind, one.done is not None) for one in await owed(quick_world)] == [(PURPOSE, True)]


async def test_who_changed_their_mind_allows_it_in_their_data(quick_world: World) -> None:
    """Nobody asks them; they find it there."""
    sari = await known(quick_world)
    await decided(sari, NO)
    await sari.says("/data")
    await sari.taps("Boleh simpan pertanyaan")
    await sari.says("3")
    assert sari.sees("Boleh pertanyaan yang belum kami pahami")
    await sari.taps("Boleh disimpan")
    assert sari.has_seen("bot jadi bisa belajar")
    assert len(await decided(sari, ASKED)) == 1


async def test_who_is_erased_leaves_no_question(quick_world: World) -> None:
    """The proof looked for them, too."""
    sari = await known(quick_world)
    await decided(sari, YES, ASKED)
    await sari.says("/hapus")
    await sari.taps("Ya, hapus semua")
    assert await quick_world.rows("SELECT id FROM questions") == []
    await five_minutes(quick_world)
    assert [one.done is not None for one in await owed(quick_world) if one.kind == "erase"] == [True]


async def test_questions_are_forgotten_when_their_days_are_over(quick_world: World) -> None:
    """By housekeeping; so are their counts."""
    sari = await known(quick_world)
    await decided(sari, YES, ASKED)
    for days, left in ((90, 1), (1, 0)):
        quick_world.telegram.jump(timedelta(days=days))
        await quick_world.app.housekeeping()
        assert len(await quick_world.rows("SELECT id FROM questions")) == left
