"""Small catalogues for tests about words."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bot.i18n.catalogue import Catalogue

Write = Callable[..., Catalogue]
HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals={}; plural=0;\\n"\n'
)


@pytest.fixture
def catalogue_of(tmp_path: Path) -> Write:
    """Writes both files and loads them as the bot would."""

    def write(id: Mapping[str, str], en: Mapping[str, str], *, plurals: int = 1, more: str = "") -> Catalogue:
        for language, words, forms in (("id", id, plurals), ("en", en, 2)):
            folder = tmp_path / language / "LC_MESSAGES"
            folder.mkdir(parents=True, exist_ok=True)
            entries = "".join(f"\nmsgid {_quoted(key)}\nmsgstr {_quoted(text)}\n" for key, text in words.items())
            (folder / "bot.po").write_text(HEADER.format(forms) + entries + more, encoding="utf-8")
        return Catalogue.load(tmp_path)

    return write


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
