"""Messages to other chats than the one whose event is handled, each in its own language."""

from collections.abc import Mapping, Sequence

from bot.conversation.effects import Say
from bot.runtime.speech import Speech, message
from storage import people
from storage.database import Tx
from storage.outbox import Post


async def notices(tx: Tx, says: Sequence[Say], speeches: Mapping[str, Speech]) -> list[Post]:
    """These messages, ready to be put into the outbox; none to those who blocked the bot."""
    chats = [say.to for say in says if say.to is not None]
    languages = await people.languages(tx, chats) if chats else {}
    muted = await people.muted(tx, [say.to for say in says if say.unasked and say.to is not None])
    return [
        Post(
            say.to,
            "reply" if say.at_once else "notice",
            message(say, say.to, 0, speeches[languages[say.to]]),
            about=say.about,
        )
        for say in says
        if say.to is not None and say.to in languages and not (say.unasked and say.to in muted)
    ]
