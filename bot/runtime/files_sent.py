"""What members of the staff want done with the files they send, as rows."""

from datetime import datetime

from bot.conversation.effects import Say
from bot.conversation.effects_files import (
    ApplyFile,
    CancelFile,
    DateFile,
    FetchFile,
    FileEffect,
    LookedInto,
    PickColumn,
    SendTemplate,
)
from bot.conversation.words import Label
from bot.errors import StaleSession
from bot.runtime.speech import Speech, document
from bot.runtime.sponsor_files import template
from bot.runtime.turn import Circumstances
from storage import outbox, uploads
from storage.database import Tx
from storage.outbox import Post
from storage.records import ChatId


async def change_file(tx: Tx, cause: Circumstances, effect: FileEffect, speech: Speech, now: datetime) -> None:
    """Store it. Raises StaleSession when the file is no longer what it was when it was loaded."""
    member = cause.known.staff
    if member is None:
        return
    match effect:
        case FetchFile():
            told = {"file": effect.file, "name": effect.name}
            await uploads.add(tx, member.branch, told, now, staff=member.id, chat=cause.chat)
        case PickColumn():
            picked = {**effect.upload.told.get("picked", {}), effect.name: effect.column}
            _first(was=await uploads.choose(tx, effect.upload, {**effect.upload.told, "picked": picked}, now))
        case DateFile():
            dated = {**effect.upload.told, "as_of": effect.day.isoformat()}
            _first(was=await uploads.choose(tx, effect.upload, dated, now))
        case ApplyFile():
            agreed = {**effect.upload.told, "agreed": True} if effect.agreed else None
            _first(was=await uploads.begin(tx, effect.upload, now, told=agreed))
        case SendTemplate():
            await outbox.put(tx, [_template(cause.chat, speech, now)], now)
        case LookedInto():
            await uploads.looked_into(tx, member.branch, effect.lead)
        case CancelFile():
            _first(was=await uploads.end(tx, effect.upload, "cancelled", "by_hand", now))


def _template(chat: ChatId, speech: Speech, now: datetime) -> Post:
    name = f"{speech.plain(Label('sponsors.heading.title'))}.xlsx"
    return Post(chat, "notice", document(Say((Label("sponsors.template"),)), chat, name, template(speech, now), speech))


def _first(*, was: bool) -> None:
    if not was:
        raise StaleSession("the file moved on meanwhile")
