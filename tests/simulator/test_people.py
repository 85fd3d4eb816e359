"""What people do reaches the bot as the update Telegram would send."""

from datetime import timedelta

import pytest
from telegram import Update

from tests.simulator.conftest import NOON


def newest(world):
    """The last update as python-telegram-bot reads it."""
    return Update.de_json(world.updates_seen[-1])


async def test_a_command_is_marked(world, sari):
    """/start with its payload carries a bot_command entity."""
    sari.open_link("abc")
    message = newest(world).message
    assert message.text == "/start abc"
    assert message.entities[0].type == "bot_command"
    assert (message.chat.id, message.from_user.language_code, message.date) == (sari.id, "id", NOON)


async def test_a_tap_names_its_message(world, tell, sari):
    """A tap carries the message and the data, and the bot's words flash up."""
    await tell("Setuju?", reply_markup={"inline_keyboard": [[{"text": "Ya", "callback_data": "1:ya"}]]})
    query_id = sari.tap(sari.chat[-1].id, "1:ya")
    query = newest(world).callback_query
    assert (query.id, query.data, query.message.text) == (query_id, "1:ya", "Setuju?")
    await world.call("answerCallbackQuery", {"callback_query_id": query_id, "text": "Sip", "show_alert": "true"})
    assert [(one.text, one.alert) for one in sari.notices] == [("Sip", True)]


async def test_a_tap_on_a_deleted_message(world, tell, sari):
    """The message is then inaccessible, with the date 0."""
    await tell("Setuju?")
    message_id = sari.chat[-1].id
    sari.lose(message_id)
    sari.tap(message_id, "1:ya")
    assert not newest(world).callback_query.message.is_accessible


async def test_an_old_tap_cannot_be_answered(world, tell, sari):
    """A minute later Telegram has forgotten it."""
    await tell("Setuju?")
    query_id = sari.tap(sari.chat[-1].id, "ya")
    world.jump(timedelta(minutes=2))
    late = await world.call("answerCallbackQuery", {"callback_query_id": query_id})
    assert late.body["description"].startswith("Bad Request: query is too old")


async def test_too_much_data_cannot_be_tapped(sari):
    """Telegram never sends more than 64 bytes."""
    with pytest.raises(ValueError, match="64 bytes"):
        sari.tap(1, "x" * 65)


@pytest.mark.parametrize(("own", "user_id"), [(True, 500_001), (False, None)])
async def test_contacts_tell_whose_they_are(world, sari, own, user_id):
    """One's own card carries one's id, somebody else's does not."""
    sari.share_contact("081234567890", own=own, name="Budi")
    contact = newest(world).message.contact
    assert (contact.phone_number, contact.user_id) == ("081234567890", user_id)


async def test_every_kind_of_message_can_be_read(world, sari):
    """python-telegram-bot understands what a person can send."""
    for send in (sari.send_photo, sari.send_document):
        send(b"isi", "berkas.png")
    for send in (sari.send_sticker, sari.send_voice, sari.send_location):
        send()
    messages = [Update.de_json(raw).message for raw in world.updates_seen]
    assert [bool(getattr(one, kind)) for one, kind in zip(messages, KINDS, strict=True)] == [True] * 5


KINDS = ("photo", "document", "sticker", "voice", "location")


async def test_people_edit_their_own_words_only(world, tell, sari):
    """An edit arrives as edited_message; the bot's words are the bot's."""
    sari.edit(sari.send("satu").id, "dua")
    assert newest(world).edited_message.text == "dua"
    await tell("halo")
    with pytest.raises(KeyError):
        sari.edit(sari.chat[-1].id, "tiga")


async def test_blocking(world, tell, sari):
    """The bot is told, cannot write, and can again after unblocking."""
    sari.block()
    assert newest(world).my_chat_member.new_chat_member.status == "kicked"
    answer = await tell("halo")
    assert (answer.status, answer.body["description"]) == (403, "Forbidden: bot was blocked by the user")
    sari.unblock()
    assert newest(world).my_chat_member.new_chat_member.status == "member"
    assert (await tell("halo")).status == 200


async def test_strangers_cannot_be_written_to(world):
    """Nobody hears from a bot they never wrote to, and an unknown chat does not exist."""
    budi = world.user("Budi")
    answer = await world.call("sendMessage", {"chat_id": budi.id, "text": "halo"})
    assert answer.body["description"] == "Forbidden: bot can't initiate conversation with a user"
    nobody = await world.call("sendMessage", {"chat_id": 1, "text": "halo"})
    assert nobody.body["description"] == "Bad Request: chat not found"


async def test_typing_shows_until_the_next_message(world, tell, sari):
    """Or for five seconds."""
    await world.call("sendChatAction", {"chat_id": sari.id, "action": "typing"})
    assert sari.typing
    await tell("halo")
    assert not sari.typing
    await world.call("sendChatAction", {"chat_id": sari.id, "action": "typing"})
    world.jump(timedelta(seconds=6))
    assert not sari.typing


async def test_the_clock_goes_forward_only(world, sari):
    """Messages carry the time the clock was moved to."""
    world.jump(NOON + timedelta(days=1))
    assert sari.send("pagi").at == NOON + timedelta(days=1)
    with pytest.raises(ValueError, match="forward"):
        world.jump(NOON)
