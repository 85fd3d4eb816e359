"""Messages look in the chat, and answer the bot, as Telegram's do."""

import pytest

from bot.simulator.methods.profile import commands_for
from tests.simulator.conftest import NOON

BUTTONS = {"inline_keyboard": [[{"text": "Ya", "callback_data": "1:ya"}, {"text": "Situs", "url": "https://x.id"}]]}


async def test_html_becomes_plain_text_with_styles(tell, sari):
    """People see words, not tags, and entities count UTF-16 units."""
    await tell("👋 <b>Halo</b> &lt;Sari&gt; <a href='https://x.id/?a=1&amp;b=2'>sini</a>", parse_mode="HTML")
    message = sari.chat[-1]
    assert message.text == "👋 Halo <Sari> sini"
    bold, link = message.entities
    assert (bold.type, bold.offset, bold.length) == ("bold", 3, 4)
    assert (link.type, link.url) == ("text_link", "https://x.id/?a=1&b=2")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("<b>Halo", 'Can\'t find end tag corresponding to start tag "b"'),
        ("1 <2", 'Unsupported start tag "2" at byte offset 2'),
        ("<blink>x</blink>", 'Unsupported start tag "blink" at byte offset 0'),
        ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("é<a href='x", "Unclosed start tag at byte offset 2"),
    ],
)
async def test_wrong_html_is_refused(tell, sari, text, complaint):
    """A message with broken markup never appears."""
    answer = await tell(text, parse_mode="HTML")
    assert answer.status == 400
    assert answer.body["description"] == f"Bad Request: can't parse entities: {complaint}"
    assert not sari.chat


@pytest.mark.parametrize(
    ("text", "complaint"),
    [(" \n", "message text is empty"), ("a" * 4097, "message is too long")],
)
async def test_texts_have_a_size(tell, text, complaint):
    """Empty and over-long texts are refused, 4,096 characters are not."""
    assert (await tell(text)).body["description"] == f"Bad Request: {complaint}"
    assert (await tell("a" * 4096)).status == 200


async def test_telegram_finds_commands_and_addresses(tell, sari):
    """Commands and links are marked unasked, but not inside code."""
    await tell("<code>/kode</code> /menu dan t.me/simulator_bot?start=x.", parse_mode="HTML")
    found = [(one.type, one.length) for one in sari.chat[-1].entities]
    assert found == [("code", 5), ("bot_command", 5), ("url", 26)]


async def test_buttons_come_along(tell, sari):
    """An inline keyboard stands under its message and in the answer, also given as a JSON string."""
    answer = await tell("Setuju?", reply_markup='{"inline_keyboard": [[{"text": "Ya", "callback_data": "1"}]]}')
    assert sari.chat[-1].labels == ["Ya"]
    assert answer.body["result"]["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "1"


@pytest.mark.parametrize(
    ("button", "complaint"),
    [
        ({"text": "Ya", "callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "Ya"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "Ya", "url": "bukan"}, "URL 'bukan' is invalid"),
        ({"text": "Ya", "web_app": {"url": "https://x.id"}}, "does not know buttons with web_app"),
    ],
)
async def test_wrong_buttons_are_refused(tell, button, complaint):
    """A keyboard that Telegram would not take is refused with the reason."""
    answer = await tell("Setuju?", reply_markup={"inline_keyboard": [[button]]})
    assert complaint in answer.body["description"]


async def test_reply_keyboards_stay_until_removed(tell, sari):
    """A reply keyboard belongs to the chat; a one-time one goes after a tap."""
    await tell("Nomor?", reply_markup={"keyboard": [[{"text": "Bagikan", "request_contact": True}], ["Nanti"]]})
    sari.send("Nanti")
    assert sari.reply_keyboard.rows[0][0].request_contact
    await tell("Baik", reply_markup={"remove_keyboard": True})
    assert sari.reply_keyboard is None
    await tell("Nomor?", reply_markup={"keyboard": [["Nanti"]], "one_time_keyboard": True})
    sari.send("lain")
    assert sari.reply_keyboard
    sari.send("Nanti")
    assert sari.reply_keyboard is None


async def test_editing(world, tell, sari):
    """An edit changes the same bubble, loses buttons it does not repeat, and must change something."""
    await tell("Satu", reply_markup=BUTTONS)
    edit = {"chat_id": sari.id, "message_id": sari.chat[-1].id}
    assert (await world.call("editMessageText", edit | {"text": "Dua"})).status == 200
    assert (sari.chat[-1].text, sari.chat[-1].buttons) == ("Dua", ())
    assert sari.chat[-1].edited_at == NOON
    same = await world.call("editMessageText", edit | {"text": "Dua"})
    assert "message is not modified" in same.body["description"]
    lost = await world.call("editMessageText", edit | {"message_id": 1, "text": "Tiga"})
    assert lost.body["description"] == "Bad Request: message to edit not found"
    own = await world.call("editMessageText", edit | {"message_id": sari.send("hai").id, "text": "Tiga"})
    assert own.body["description"] == "Bad Request: message can't be edited"


async def test_deleting(world, tell, sari):
    """A deleted message is gone for good."""
    await tell("Satu")
    gone = {"chat_id": sari.id, "message_id": sari.chat[-1].id}
    assert (await world.call("deleteMessage", gone)).body == {"ok": True, "result": True}
    assert not sari.chat
    assert (await world.call("deleteMessage", gone)).status == 400


async def test_replies_quote(tell, sari):
    """A reply names what it answers; a vanished message cannot be answered."""
    asked = sari.send("apa?")
    answer = await tell("itu", reply_parameters={"message_id": asked.id})
    assert answer.body["result"]["reply_to_message"]["text"] == "apa?"
    assert "replied not found" in (await tell("itu", reply_parameters={"message_id": 1})).body["description"]


async def test_files_travel_both_ways(world, sari):
    """A document is stored, can be fetched, and can be sent again by its id."""
    first = await world.call("sendDocument", {"chat_id": sari.id}, {"document": ("surat.pdf", b"%PDF", "x/y")})
    document = first.body["result"]["document"]
    assert document["file_name"] == "surat.pdf"
    path = (await world.call("getFile", {"file_id": document["file_id"]})).body["result"]["file_path"]
    assert world.files.at(path).content == b"%PDF"
    await world.call("sendDocument", {"chat_id": sari.id, "document": document["file_id"], "caption": "lagi"})
    assert (sari.chat[-1].document.file.name, sari.chat[-1].text) == ("surat.pdf", "lagi")


async def test_a_copy_does_not_say_whose_it_is(world, sari):
    """What one person sent stands in another's chat as if the bot had sent it, its caption too unless replaced."""
    budi = world.user("Budi", started=True)
    photo = sari.send_photo(b"jpg", caption="ladang saya")
    copy = {"chat_id": budi.id, "from_chat_id": sari.id, "message_id": photo.id}
    answer = await world.call("copyMessage", copy | {"reply_markup": BUTTONS})
    assert answer.body["result"] == {"message_id": budi.chat[-1].id}
    assert (budi.chat[-1].photo, budi.chat[-1].text, budi.chat[-1].from_bot) == (photo.photo, "ladang saya", True)
    assert budi.chat[-1].labels == ["Ya", "Situs"]
    await world.call("copyMessage", copy | {"caption": "<b>foto</b>", "parse_mode": "HTML"})
    assert budi.chat[-1].text == "foto"
    for sent, shown in ((sari.send("halo"), "halo"), (sari.send_voice(), "x"), (sari.send_location(), "")):
        await world.call("copyMessage", copy | {"message_id": sent.id, "caption": "x"})
        assert (budi.chat[-1].text, budi.chat[-1].attachment) == (shown, sent.attachment)
    lost = await world.call("copyMessage", copy | {"message_id": 1})
    assert lost.body["description"] == "Bad Request: message to copy not found"
    nobody = await world.call("copyMessage", copy | {"from_chat_id": 1})
    assert nobody.body["description"] == "Bad Request: chat not found"


async def test_only_pictures_are_photos(world, sari):
    """Bytes that are no picture are refused as a photo."""
    wrong = await world.call("sendPhoto", {"chat_id": sari.id}, {"photo": b"%PDF"})
    assert wrong.body["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    png = b"\x89PNG\r\n\x1a\n" + b"\0" * 8 + (640).to_bytes(4) + (480).to_bytes(4)
    await world.call("sendPhoto", {"chat_id": sari.id, "photo": "attach://a"}, {"a": ("x.png", png)})
    assert (sari.chat[-1].photo.width, sari.chat[-1].photo.height) == (640, 480)


async def test_unknown_methods_say_so(world):
    """Never a 404, which clients read as a wrong token."""
    answer = await world.call("sendDice", {})
    assert answer.status == 400
    assert answer.body["description"] == "Bad Request: the simulator does not know method sendDice"


async def test_a_wrong_token_opens_nothing(world):
    """401, as Telegram answers."""
    assert (await world.call("getMe", {}, token="1:x")).body["error_code"] == 401
    assert (await world.call("getMe", {}, token=world.token)).body["result"]["is_bot"]


async def test_commands_are_chosen_by_scope_and_language(world, sari):
    """A person's own chat beats private chats, and the own language beats the rest."""
    commands = [{"command": "start", "description": "Mulai"}]
    english = [{"command": "start", "description": "Begin"}]
    await world.call("setMyCommands", {"commands": english, "scope": {"type": "all_private_chats"}})
    await world.call("setMyCommands", {"commands": commands, "language_code": "id"})
    assert commands_for(world, sari) == english
    await world.call("deleteMyCommands", {"scope": {"type": "all_private_chats"}})
    assert commands_for(world, sari) == commands
    bad = await world.call("setMyCommands", {"commands": [{"command": "Mulai!", "description": "x"}]})
    assert bad.body["description"] == "Bad Request: BOT_COMMAND_INVALID"
