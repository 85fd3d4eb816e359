"""People with a Telegram account, and what they do in their chat with the bot."""

from datetime import datetime

from bot.simulator.files import picture_size
from bot.simulator.keyboards import MOST_DATA
from bot.simulator.markup import with_links
from bot.simulator.messages import (
    Attachment,
    Contact,
    Document,
    Location,
    Message,
    Moving,
    Photo,
    Recording,
    Sticker,
    Voice,
)
from bot.simulator.screen import Screen


class Person(Screen):
    """One account; everything done here reaches the bot as the update Telegram would send."""

    def send(self, text: str, at: datetime | None = None) -> Message:
        """Type a text; `at` is the date it carries, now by default."""
        plain, entities = with_links((text, ()))
        self._put_keyboard_away(text)
        return self._say(Message(0, False, at or self.network.now(), plain, entities))

    def open_link(self, payload: str) -> Message:
        """Follow t.me/bot?start=payload and press Start."""
        return self.send(f"/start {payload}".strip())

    def tap(self, message_id: int, data: str) -> str:
        """Press a button under a message, of any age; returns the id of the query."""
        if not 0 < len(data.encode()) <= MOST_DATA:
            raise ValueError(f"callback data is 1 to {MOST_DATA} bytes, not {len(data.encode())}")
        query_id = self.network.opened_query(self)
        message = self._messages.get(message_id)
        gone = {"message_id": message_id, "date": 0, "chat": self.chat_body()}
        self.network.push(
            "callback_query",
            {
                "id": query_id,
                "from": self.body(),
                "message": self.encode(message) if message else gone,
                "chat_instance": str(self.id),
                "data": data,
            },
        )
        return query_id

    def share_contact(self, phone: str, *, own: bool = True, name: str | None = None) -> Message:
        """Send a visiting card: one's own, or somebody else's that Telegram does not know."""
        self._put_keyboard_away(None)
        return self._attach(Contact(phone, name or self.first_name, self.id if own else None))

    def send_photo(self, content: bytes, name: str = "foto.png", caption: str = "") -> Message:
        """Send a picture."""
        file = self.network.files.keep("photos", name, content)
        return self._attach(Photo(file, *picture_size(content)), caption)

    def send_document(self, content: bytes, name: str = "berkas.pdf", caption: str = "") -> Message:
        """Send a file."""
        return self._attach(Document(self.network.files.keep("documents", name, content)), caption)

    def send_sticker(self, emoji: str = "👍") -> Message:
        """Send a sticker."""
        return self._attach(Sticker(self.network.files.keep("stickers", "sticker.webp", b"RIFF"), emoji))

    def send_voice(self, content: bytes = b"OggS", seconds: int = 3) -> Message:
        """Send a voice message of so many seconds."""
        return self._attach(Voice(self.network.files.keep("voice", "suara.ogg", content), seconds))

    def send_recording(self, kind: Moving, content: bytes = b"ftyp", seconds: int = 3) -> Message:
        """Send moving pictures or sound of so many seconds."""
        return self._attach(Recording(kind, self.network.files.keep(kind, f"{kind}.mp4", content), seconds))

    def send_location(self, latitude: float = -7.157, longitude: float = 113.474) -> Message:
        """Send a place, in degrees."""
        self._put_keyboard_away(None)
        return self._attach(Location(latitude, longitude))

    def edit(self, message_id: int, text: str) -> Message:
        """Change one of one's own texts; raises KeyError for any other message."""
        message = self._messages[message_id]
        if message.from_bot or message.attachment:
            raise KeyError(message_id)
        message.text, message.entities = with_links((text, ()))
        message.edited_at = self.network.now()
        self.network.push("edited_message", self.encode(message))
        self.network.changed(self)
        return message

    def block(self) -> None:
        """Stop the bot; it is told, and every send answers 403."""
        self._membership("member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        self._membership("kicked", "member")

    def delete_account(self) -> None:
        """Leave Telegram for good; every send answers 403."""
        self.deleted = True

    def _attach(self, attachment: Attachment, caption: str = "") -> Message:
        plain, entities = with_links((caption, ()))
        return self._say(Message(0, False, self.network.now(), plain, entities, attachment=attachment))

    def _say(self, message: Message) -> Message:
        if self.blocked:
            self.unblock()
        self.started = True
        message.id = self.network.next_id()
        self._messages[message.id] = message
        self.network.push("message", self.encode(message))
        self.network.changed(self)
        return message

    def _put_keyboard_away(self, text: str | None) -> None:
        keyboard = self.reply_keyboard
        pressed = keyboard and (text is None or any(text == one.text for row in keyboard.rows for one in row))
        if keyboard and keyboard.one_time and pressed:
            self.reply_keyboard = None

    def _membership(self, old: str, new: str) -> None:
        self.blocked = new == "kicked"
        bot = self.network.bot.body()
        member = {"member": {"status": "member", "user": bot}}
        states = member | {"kicked": {"status": "kicked", "user": bot, "until_date": 0}}
        self.network.push(
            "my_chat_member",
            {
                "chat": self.chat_body(),
                "from": self.body(),
                "date": int(self.network.now().timestamp()),
                "old_chat_member": states[old],
                "new_chat_member": states[new],
            },
        )
        self.network.changed(self)
