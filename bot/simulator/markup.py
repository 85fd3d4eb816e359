"""Telegram's HTML, read as strictly as Telegram reads it, and the links it finds by itself."""

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from bot.simulator.refusal import Refused, bad_request

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
TOKEN = re.compile(r"&(?:#\d+|#x[0-9a-f]+|lt|gt|amp|quot);?|<", re.IGNORECASE)
TAG_NAME = re.compile(r"</?([^\s>]*)")
ATTRIBUTE = r"""[\w.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?"""
START_TAG = re.compile(rf"<[^\s>]+((?:\s+{ATTRIBUTE})*)\s*>")
END_TAG = re.compile(r"</[^\s>]*\s*>")
HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
FOUND_BY_TELEGRAM = {
    "bot_command": re.compile(r"(?<![\w/@])/[A-Za-z0-9_]{1,64}(?:@\w+)?(?![\w/])"),
    "url": re.compile(r"(?<![\w@/])(?:https?://|t\.me/|www\.)[^\s<>\"]*[^\s<>\".,;:!?)]", re.IGNORECASE),
}
LITERAL = {"code", "pre", "text_link"}


@dataclass(frozen=True)
class Entity:
    """A styled stretch of text; `offset` and `length` count UTF-16 units, as Telegram does."""

    type: str
    offset: int
    length: int
    url: str | None = None

    def body(self) -> dict[str, Any]:
        """The JSON object of the Bot API."""
        plain = {"type": self.type, "offset": self.offset, "length": self.length}
        return plain | ({"url": self.url} if self.url is not None else {})


Formatted = tuple[str, tuple[Entity, ...]]


def units(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


class _Reading:
    """One pass over a text with tags."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text: list[str] = []
        self.length = 0
        self.open: list[tuple[str, int, str | None]] = []
        self.entities: list[Entity] = []

    def wrong(self, what: str, at: int) -> Refused:
        place = len(self.source[:at].encode())
        return bad_request(f"can't parse entities: {what.format(f'at byte offset {place}')}")

    def add(self, plain: str) -> None:
        self.text.append(plain)
        self.length += units(plain)

    def tag(self, at: int) -> int:
        named = TAG_NAME.match(self.source, at)
        name = named[1].lower() if named else ""
        return self.end(name, at) if self.source.startswith("</", at) else self.start(name, at)

    def start(self, name: str, at: int) -> int:
        if name not in STYLES:
            raise self.wrong(f'Unsupported start tag "{name}" {{}}', at)
        tag = START_TAG.match(self.source, at)
        if tag is None:
            raise self.wrong("Unclosed start tag {}", at)
        if name == "span" and "tg-spoiler" not in tag[1]:
            raise self.wrong('Tag "span" must have class "tg-spoiler" {}', at)
        link = HREF.search(tag[1])
        self.open.append((name, self.length, unescape(next(filter(None, link.groups()), "")) if link else None))
        return tag.end()

    def end(self, name: str, at: int) -> int:
        if not self.open:
            raise self.wrong("Unexpected end tag {}", at)
        opened, since, url = self.open.pop()
        if name and name != opened:
            raise self.wrong(f'Unmatched end tag {{}}, expected "</{opened}>", found "</{name}>"', at)
        tag = END_TAG.match(self.source, at)
        if tag is None:
            raise self.wrong("Unclosed end tag {}", at)
        if self.length > since and (opened != "a" or url):
            self.entities.append(Entity(STYLES[opened], since, self.length - since, url))
        return tag.end()


def parse_html(source: str) -> Formatted:
    """The plain text and its styles; raises Refused when Telegram would not take the markup."""
    reading, at = _Reading(source), 0
    while token := TOKEN.search(source, at):
        reading.add(source[at : token.start()])
        if token[0] == "<":
            at = reading.tag(token.start())
        else:
            reading.add(unescape(token[0]))
            at = token.end()
    reading.add(source[at:])
    if reading.open:
        name = reading.open[-1][0]
        raise bad_request(f"can't parse entities: Can't find end tag corresponding to start tag \"{name}\"")
    return trimmed("".join(reading.text), reading.entities)


def trimmed(text: str, entities: list[Entity]) -> Formatted:
    """Without the blank space Telegram cuts off at both ends."""
    core = text.strip()
    before, size = units(text[: len(text) - len(text.lstrip())]), units(core)
    kept = []
    for entity in entities:
        since = max(entity.offset - before, 0)
        until = min(entity.offset + entity.length - before, size)
        if until > since:
            kept.append(replace(entity, offset=since, length=until - since))
    return core, tuple(sorted(kept, key=lambda entity: (entity.offset, -entity.length)))


def with_links(formatted: Formatted) -> Formatted:
    """The same text with the commands and addresses that Telegram marks unasked."""
    text, entities = formatted
    taken = [(one.offset, one.offset + one.length) for one in entities if one.type in LITERAL]
    found = []
    for kind, pattern in FOUND_BY_TELEGRAM.items():
        for match in pattern.finditer(text):
            since, size = units(text[: match.start()]), units(match[0])
            if not any(begin < since + size and since < end for begin, end in taken):
                found.append(Entity(kind, since, size))
                taken.append((since, since + size))
    return text, tuple(sorted((*entities, *found), key=lambda one: (one.offset, -one.length)))
