"""The words in both languages, found by key and filled with escaped values."""

import logging
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from string import Formatter
from typing import Final, Self

from babel.messages.pofile import read_po

LANGUAGES: Final = ("id", "en")
SOURCE: Final = "id"
LOCALES: Final = Path(__file__).parent / "locales"

log = logging.getLogger(__name__)


class Markup(str):
    """HTML that is already safe; `Catalogue.text` leaves it as it is."""

    __slots__ = ()


@dataclass(frozen=True)
class Wordbook:
    """One language as its file says it: key to words, keys written twice, how many plural forms."""

    words: Mapping[str, str]
    repeated: tuple[str, ...]
    plurals: int

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads a .po file; raises OSError when it is missing and babel's PoFileError when it is broken."""
        return cls._read(path, path.stat().st_mtime_ns)

    @classmethod
    @cache
    def _read(cls, path: Path, _: int) -> Self:
        """Once for each file as it stands: reading it takes longer than everything else at the start."""
        with path.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        words = {str(message.id): str(message.string) for message in catalogue if message.id}
        times = Counter(re.findall(r'^msgid "(.+)"$', path.read_text("utf-8"), re.MULTILINE))
        repeated = tuple(key for key, count in times.items() if count > 1)
        return cls(words, repeated, catalogue.num_plurals)


class Catalogue:
    """Every sentence the bot can say, in Indonesian first and English second."""

    def __init__(self, books: Mapping[str, Wordbook]) -> None:
        self.books = books

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """Reads both languages below `folder`, by default our own; raises as Wordbook.load does."""
        root = folder or LOCALES
        return cls({tag: Wordbook.load(root / tag / "LC_MESSAGES" / "bot.po") for tag in LANGUAGES})

    def text(self, language: str, key: str, /, **params: str) -> str:
        """HTML for a message: `params` are escaped unless they are Markup.

        Words missing in `language` are said in Indonesian; raises KeyError when nobody wrote them, or when
        the words name a parameter that was not given.
        """
        safe = {name: value if isinstance(value, Markup) else escape(value) for name, value in params.items()}
        return self._words(language, key).format_map(safe)

    def plain(self, language: str, key: str, /, **params: str) -> str:
        """The same without markup, for buttons and lists of commands; raises as `text` does."""
        return self._words(language, key).format_map(params)

    def named(self, language: str, key: str) -> frozenset[str]:
        """The parameters that these words name: nobody has to put the others into words."""
        book = self.books.get(language, self.books[SOURCE])
        return _named(book.words.get(key) or self.books[SOURCE].words.get(key, ""))

    def has(self, language: str, key: str) -> bool:
        """Whether somebody wrote these words in exactly this language."""
        return bool(self.books[language].words.get(key))

    def keys(self, language: str) -> frozenset[str]:
        """Every key with words in this language."""
        return frozenset(key for key, words in self.books[language].words.items() if words)

    def _words(self, language: str, key: str) -> str:
        if language in self.books and (words := self.books[language].words.get(key)):
            return words
        words = self.books[SOURCE].words[key]
        if not words:
            raise KeyError(key)
        log.warning("no words for %s in %s, said in Indonesian", key, language)
        return words


@cache
def _named(words: str) -> frozenset[str]:
    names = (name for _, name, _, _ in Formatter().parse(words) if name is not None)
    return frozenset(re.split(r"[.\[]", name)[0] for name in names)
