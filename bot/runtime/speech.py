"""Turns what should be said into a message of the Bot API, in one person's language."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from html import escape, unescape
from typing import Any
from urllib.parse import quote

from bot.conversation.effects import Picture, Say
from bot.conversation.readership import Sheet
from bot.conversation.words import (
    Bare,
    Button,
    Count,
    Day,
    Label,
    Lines,
    Listing,
    Moment,
    Month,
    Months,
    Percent,
    Rows,
    Rupiah,
    Span,
    Table,
    Value,
    Weekday,
    Written,
)
from bot.i18n import formats
from bot.i18n.catalogue import LANGUAGES, Catalogue, Markup
from storage.records import ChatId

LONGEST, LONGEST_CAPTION = 4096, 1024
PICTURE = re.compile(r"^[^\w\s<&]+\s+")
_TAG = re.compile(r"</?[a-z][^<>]*>")
HOLE = "\n\n\n"
SHARE = "https://t.me/share/url?url="


class Speech:
    """The words of one language."""

    def __init__(self, words: Catalogue, language: str) -> None:
        self.words = words
        self.language = language

    def html(self, value: Value) -> str:
        """A value as HTML; names and other people's words are escaped."""
        match value:
            case Label():
                params = {name: self.html(param) for name, param in self._named(value)}
                return Markup(self.words.text(self.language, value.key, **params))
            case Bare():
                return Markup(PICTURE.sub("", self.html(value.label)))
            case Lines():
                return Markup("\n".join(self._escaped(item) for item in value.items))
            case Written():
                return Markup(value.html)
            case Table():
                return Markup(f"<code>{escape(self._table(value), quote=False)}</code>")
            case Listing():
                return Markup(formats.joined([self._escaped(item) for item in value.items], self.language))
            case _:
                return self._figure(value)

    def plain(self, value: Value) -> str:
        """A value without markup, as buttons show it."""
        if isinstance(value, Label):
            params = {name: self.plain(param) for name, param in self._named(value)}
            return self.words.plain(self.language, value.key, **params)
        if isinstance(value, Bare):
            return PICTURE.sub("", self.plain(value.label))
        if isinstance(value, Listing):
            return formats.joined([self.plain(item) for item in value.items], self.language)
        if isinstance(value, Written):
            return without_markup(value.html)
        if isinstance(value, Table):
            return self._table(value)
        return "\n".join(map(self.plain, value.items)) if isinstance(value, Lines) else self._figure(value)

    def _named(self, label: Label) -> Iterator[tuple[str, Value]]:
        """The parameters that stand in its words: every button of a question has those of all."""
        if label.params:
            named = self.words.named(self.language, label.key)
            yield from ((name, param) for name, param in label.params.items() if name in named)

    def _table(self, table: Table) -> str:
        """Columns as wide as their widest cell, two spaces apart."""
        rows = [[self.plain(cell) for cell in row] for row in table.rows]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        return "\n".join(
            "  ".join(cell.rjust(width) if place else cell.ljust(width) for place, (cell, width) in enumerate(sized))
            for sized in (list(zip(row, widths, strict=True)) for row in rows)
        )

    def _escaped(self, value: Value) -> str:
        shown = self.html(value)
        return shown if isinstance(shown, Markup) else escape(shown, quote=False)

    def _figure(self, value: Value) -> str:
        match value:
            case Count():
                return formats.number(value.amount, self.language)
            case Rupiah():
                return formats.rupiah_short(value.amount, self.language)
            case Percent():
                return formats.percent(value.share, self.language)
            case Day():
                return formats.day(value.on, self.language)
            case Weekday():
                return formats.weekday(value.on, self.language)
            case Month():
                return formats.month(value.on, self.language)
            case Months():
                return formats.months(value.first, value.last, self.language)
            case Moment():
                return formats.moment(value.at, value.zone, self.language)
            case Span():
                return formats.span(value.begin, value.end, self.language)
            case _:
                return str(value)


def speeches(words: Catalogue) -> dict[str, Speech]:
    """The words of every language."""
    return {language: Speech(words, language) for language in LANGUAGES}


def without_markup(html: str) -> str:
    """HTML of ours without its markup."""
    return unescape(_TAG.sub("", html))


def text(say: Say, speech: Speech) -> str:
    """The words of a message as HTML, as long as Telegram takes them, with no hole where a part of them ends a line."""
    return "\n\n".join(speech.html(paragraph) for paragraph in say.paragraphs).replace(HOLE, "\n\n")[:LONGEST]


def message(say: Say, chat: ChatId, turn: int, speech: Speech) -> dict[str, Any]:
    """A Bot API method and its parameters; buttons carry `turn` unless they act by themselves."""
    sent: dict[str, Any] = {"method": "sendMessage", "chat_id": chat, "text": text(say, speech)}
    if say.copy is not None:
        sent = {"method": "copyMessage", "chat_id": chat, "from_chat_id": say.copy[0], "message_id": say.copy[1]}
    if say.edit is not None:
        sent |= {"method": "editMessageText", "message_id": say.edit}
    if say.picture is not None:
        sent = {"chat_id": chat, "caption": text(say, speech)[:LONGEST_CAPTION], **_attached(say.picture, speech)}
    markup = _markup(say, turn, speech)
    return sent | ({"reply_markup": markup} if markup else {})


def _attached(picture: Picture | Sheet, speech: Speech) -> dict[str, Any]:
    """A picture with its content; of a report what it is, in the language of the message."""
    if isinstance(picture, Picture):
        file = {"name": picture.name, "base64": b64encode(picture.content).decode()}
        return {"method": "sendPhoto", "photo": file}
    named = {**asdict(picture), "language": speech.language}
    return {"method": "sendPhoto", "photo": named} if picture.form == "picture" else _document(named)


def _document(file: Mapping[str, Any]) -> dict[str, Any]:
    return {"method": "sendDocument", "document": file}


def document(say: Say, chat: ChatId, name: str, content: bytes, speech: Speech) -> dict[str, Any]:
    """A file with the message as its caption; its buttons act by themselves."""
    markup = _markup(say, 0, speech)
    sent = {"chat_id": chat, **_document({"name": name, "base64": b64encode(content).decode()})}
    return sent | {"caption": text(say, speech)[:LONGEST_CAPTION]} | ({"reply_markup": markup} if markup else {})


def captions(rows: Rows, speech: Speech) -> dict[str, str]:
    """The words of each button by its choice, as the person reads them."""
    return {button.choice: speech.plain(button.words) for row in rows for button in row}


def data(button: Button, turn: int) -> str:
    """What a tap on this button will say; commands and cards need no turn."""
    return button.choice if button.choice.startswith(("/", "c:", "k:")) else f"{turn}:{button.choice}"


def _markup(say: Say, turn: int, speech: Speech) -> dict[str, Any]:
    if say.keyboard == "remove":
        return {"remove_keyboard": True}
    if say.keyboard == "contact":
        share = {"text": speech.plain(Label("ui.share_contact")), "request_contact": True}
        rows = [[share], *([{"text": speech.plain(b.words)} for b in row] for row in say.rows)]
        return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}
    return {"inline_keyboard": list(_inline(say.rows, turn, speech))} if say.rows else {}


def _inline(rows: Rows, turn: int, speech: Speech) -> Iterable[list[dict[str, str]]]:
    for row in rows:
        yield [_button(button, turn, speech) for button in row]


def _button(button: Button, turn: int, speech: Speech) -> dict[str, str]:
    """Telegram itself opens a link, or asks to which chat the words of a sharing button go; we are not told."""
    words = speech.plain(button.words)
    if button.url is not None:
        return {"text": words, "url": button.url}
    if button.shares is not None:
        return {"text": words, "url": f"{SHARE}{quote(speech.plain(button.shares))}"}
    return {"text": words, "callback_data": data(button, turn)}
