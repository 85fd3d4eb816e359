"""Everything that can arrive broken, twice, late or not from whom it should: a clear answer, and nothing lost."""

from typing import Any

import pytest

from bot.conversation.events import Sent, to_json
from tests.conversations.enrol import asks, fills, meets, sends
from tests.kit import Actor, World

NIK = "3528014708900001"


def message_of(actor: Actor, text: Any = "x", **changed: Any) -> dict[str, Any]:
    """A message as Telegram would send it."""
    number = actor.world.telegram.next_id()
    chat = {"id": actor.phone.id, "type": "private", "first_name": actor.phone.first_name}
    sent = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": actor.phone.body(), "text": text}
    return {"update_id": number, "message": {**sent, **changed}}


def update_of(actor: Actor, **content: Any) -> dict[str, Any]:
    """An update with anything in it."""
    return {"update_id": actor.world.telegram.next_id(), **content}


async def parked(world: World) -> int:
    """How many events nobody could handle."""
    return int((await world.rows("SELECT count(*) FROM inbox WHERE state = 'parked'"))[0][0])


async def test_an_update_that_comes_twice_counts_once(world: World) -> None:
    """Whether at once or long after."""
    sari = world.person("Sari")
    await asks(sari)
    seen = [update for update in world.telegram.updates_seen if "message" in update or "callback_query" in update]
    answers = len(sari.phone.chat)
    for update in seen * 2:
        world.telegram.inject(update)
    await world.quiet()
    assert len(sari.phone.chat) == answers
    assert sari.sees("Siapa nama panggilan")


async def test_updates_in_the_wrong_order(quick_world: World) -> None:
    """A tap that arrives before the words it followed is answered by asking again."""
    sari = quick_world.person("Sari")
    await asks(sari)
    first, second = message_of(sari, "Bu Sari"), message_of(sari, "Petani")
    quick_world.telegram.inject(second)
    quick_world.telegram.inject(first)
    await quick_world.quiet()
    assert await parked(quick_world) == 0
    assert sari.sees("belum paham") or sari.sees("pekerjaan Anda sehari-hari"), sari.transcript()


async def test_malformed_updates_and_unknown_kinds_hold_up_nobody(world: World) -> None:
    """What cannot be read is passed over; what comes after it is answered."""
    sari = world.person("Sari")
    await meets(sari)
    answers = len(sari.phone.chat)
    numberless: list[Any] = [{}, [], None, "x", 5, {"update_id": "x"}, {"message": {}}]
    for nothing in numberless:
        world.telegram.inject(nothing)
    broken = [
        update_of(sari),
        update_of(sari, message=None),
        update_of(sari, callback_query={"id": "1"}),
        update_of(sari, poll={"id": "1"}),
        update_of(sari, something_new={"chat": {"id": sari.phone.id}}),
        message_of(sari, chat={"id": 2**70, "type": "private"}),
        message_of(sari, chat={"id": "x", "type": "private"}),
        message_of(sari, chat={"id": -5, "type": "group", "title": "x"}),
        message_of(sari, text=5),
        message_of(sari, date=10**30, text=None),
    ]
    for update in broken:
        world.telegram.inject(update)
    await world.quiet()
    assert len(sari.phone.chat) == answers
    await sari.says("/minat")
    assert sari.sees("pekerjaan Anda yang mana")
    assert await parked(world) == 0


@pytest.mark.parametrize("kind", ["dice", "poll", "video_note", "story", "game", "gift"])
async def test_kinds_of_messages_nobody_has_heard_of(quick_world: World, kind: str) -> None:
    """Are answered kindly, and the question stays."""
    sari = quick_world.person("Sari")
    await asks(sari)
    update = message_of(sari)
    del update["message"]["text"]
    update["message"][kind] = {"value": 3}
    quick_world.telegram.inject(update)
    await quick_world.quiet()
    assert sari.sees("belum bisa saya baca")
    assert sari.sees("Siapa nama panggilan")


@pytest.mark.parametrize(
    "long",
    ["a" * 4096, "1" * 4096, "💥" * 2048, "a b " * 1024, "/" + "x" * 4095, "<b>" * 1365, "\u202e" * 4096, " " * 4096],
)
async def test_the_longest_answers_at_every_question(quick_world: World, long: str) -> None:
    """Each is asked again or understood; nothing breaks and nothing is silent."""
    sari = quick_world.person("Sari")
    await fills(sari)
    for change in ("Nama", "Pekerjaan", "Tempat", "Program", "Waktu", "Nomor HP"):
        await sari.taps(change)
        before = len(sari.phone.chat)
        await sari.says(long)
        assert len(sari.phone.chat) > before + 1, change
        await sari.taps("Kembali")
        assert sari.sees("Sudah benar?"), sari.transcript()
    assert sari.sees("Bu Sari")
    assert await parked(quick_world) == 0


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Sari</b>", "Sari"),
        ("Sari\u202e\u200b\u0000 Dewi", "Sari Dewi"),
        ("Ｓａｒｉ", "Sari"),
        ("nama saya Sari 😊", "Sari"),
        ("Nur'aini", "Nur'aini"),
        ("Bu RT 05", "Bu RT 05"),
    ],
)
async def test_names_as_people_type_them(quick_world: World, typed: str, kept: str) -> None:
    """Shown escaped, never breaking a message, on the review and on the agent's card."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari, name=typed)
    await adi.taps("Terima")
    assert adi.sees(f"👤 {kept}\n"), adi.transcript()
    [lead] = await quick_world.leads()
    assert lead.interest is not None
    assert lead.interest.name == kept


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>&", "081234567890", "www.contoh.com", "?", "<b>", "{name}"]
)
async def test_names_that_are_none(quick_world: World, typed: str) -> None:
    """Asked again."""
    sari = quick_world.person("Sari")
    await asks(sari)
    await sari.says(typed)
    assert sari.sees("belum terbaca sebagai nama")


@pytest.mark.parametrize(
    "typed", [NIK, f"NIK saya {NIK}", "3528 0147 0890 0001", "３５２８０１４７０８９００００１", "kode OTP 123456"]
)
async def test_a_nik_is_never_stored(quick_world: World, typed: str) -> None:
    """Not in the inbox, not in the session, not for a moment; the person is warned."""
    sari = quick_world.person("Sari")
    await asks(sari)
    sari.phone.send(typed)
    await quick_world._receive()
    vault = quick_world.app.database.vault
    for key, payload in await quick_world.rows("SELECT key, payload FROM inbox WHERE payload IS NOT NULL"):
        assert vault.open(f"inbox.payload:{key}", payload) == to_json(Sent("secret"))
    await quick_world.quiet()
    assert sari.sees("tidak kami simpan")
    assert sari.sees("Siapa nama panggilan")
    for chat, state in await quick_world.rows("SELECT chat, state FROM sessions"):
        assert "3528" not in str(vault.open(f"sessions.state:{chat}", state))


async def test_yesterdays_keyboard(quick_world: World) -> None:
    """A button of another day repeats what is open now and changes nothing."""
    sari = quick_world.person("Sari")
    await meets(sari)
    await sari.says("/minat")
    old = sari._button("Kerja atau usaha sendiri")
    assert old is not None
    await sari.says("/iuran")
    await quick_world.passes(days=1)
    sari.press(*old)
    await quick_world.quiet()
    assert sari.sees("empat ketukan")
    await sari.taps("sendiri lain")
    assert sari.sees("penghasilan")


async def test_two_taps_at_once(world: World) -> None:
    """On one button or on two of the same question: the first counts."""
    sari = world.person("Sari")
    await meets(sari)
    await sari.says("/minat")
    first, second = sari._button("Kerja atau usaha sendiri"), sari._button("Digaji")
    assert first is not None
    assert second is not None
    for button in (first, second, first):
        sari.press(*button)
    await world.quiet()
    assert sari.sees("Umur Anda")
    assert await world.rows("SELECT segment FROM people") == [("bpu",)]


async def test_somebody_elses_button(quick_world: World) -> None:
    """A tap counts for the chat of whoever taps, and there it is only an old button."""
    sari, budi = quick_world.person("Sari"), quick_world.person("Budi")
    await fills(sari)
    await meets(budi)
    button = sari._button("Kirim")
    assert button is not None
    budi.phone.tap(*button)  # type: ignore[arg-type]
    await quick_world.quiet()
    assert await quick_world.leads() == []
    assert sari.sees("Sudah benar?")
    assert budi.sees("Menu")


async def test_blocked_and_unblocked_in_the_middle_of_the_form(world: World) -> None:
    """Nothing is sent meanwhile, and the form goes on where it stood."""
    sari = world.person("Sari")
    await asks(sari)
    await sari.blocks()
    await world.passes(hours=3)
    await sari.unblocks()
    await sari.says("Bu Sari")
    assert sari.sees("pekerjaan Anda sehari-hari")
    assert await world.rows("SELECT count(*) FROM people WHERE blocked") == [(0,)]


async def test_whoever_writes_has_not_blocked_us(quick_world: World) -> None:
    """Even when Telegram said so last, as when two updates changed places."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    gone = {"chat": sari.phone.chat_body(), "from": sari.phone.body(), "new_chat_member": {"status": "kicked"}}
    quick_world.telegram.inject(update_of(sari, my_chat_member=gone))
    await quick_world.quiet()
    await sari.says("/status")
    await adi.taps("Terima")
    assert sari.sees("akan menghubungi Anda"), sari.transcript()


async def test_the_worker_blocks_while_an_agent_accepts(quick_world: World) -> None:
    """The lead goes on; what was owed to the worker is told as gone, not tried for ever."""
    sari, adi = quick_world.person("Sari"), quick_world.agent("Adi")
    await sends(sari)
    sari.phone.blocked = True
    await adi.taps("Terima")
    assert adi.sees("Bu Sari")
    assert (await quick_world.outbox())[("notice", "gone")] == 1


@pytest.mark.parametrize(
    "data", ["", "1", "x:y", "-1:send", "999999999999:send", "c:1:accept:1", "c:", "/tugas", "ÿ:ÿ"]
)
async def test_forged_buttons(quick_world: World, data: str) -> None:
    """Whatever a changed client sends is answered with the open question, and moves nothing."""
    sari = quick_world.person("Sari")
    await fills(sari)
    newest = sari.phone.last_answer
    assert newest is not None
    if data:
        sari.press(newest.id, data)
    else:
        query = {"id": "1", "from": sari.phone.body(), "chat_instance": "1"}
        quick_world.telegram.inject(update_of(sari, callback_query=query))
    await quick_world.quiet()
    assert sari.sees("Sudah benar?")
    assert await quick_world.leads() == []
    assert await parked(quick_world) == 0
