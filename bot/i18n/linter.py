"""What is wrong with the words, before a person can read them."""

import re
from collections.abc import Iterable, Iterator
from string import Formatter
from typing import Final

from bot.i18n.catalogue import LANGUAGES, SOURCE, Catalogue

LABEL_MOST: Final = {"id": 30, "en": 34}
MESSAGE_BELOW: Final = 900

_TAG: Final = re.compile(r"<(/?)([a-z]+)((?:\s[^<>]*)?)>")
_PLACEHOLDER: Final = re.compile(r"\{\w*\}")
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot);")
_URL: Final = re.compile(r"https?:|www\.|\bt\.me\b|\b[\w-]{2,}\.(?:com|id|org|net|go|co)\b", re.IGNORECASE)
_LINK: Final = re.compile(r'\s+href="\{\w+\}"')
_TAGS: Final = frozenset({"b", "i", "a", "code"})


def problems(catalogue: Catalogue, required: Iterable[str], labels: Iterable[str] = ()) -> list[str]:
    """One sentence for each fault, sorted; empty when the words may be shipped.

    `required` are all keys anything can say; those that are captions of buttons are in `labels` as well.
    """
    captions = frozenset(labels)
    needed = frozenset(required) | captions
    found = [*_header(catalogue), *_coverage(catalogue, needed), *_placeholders(catalogue)]
    for language in LANGUAGES:
        for key in catalogue.keys(language):
            words = catalogue.books[language].words[key]
            found += [f"{language} {key}: {fault}" for fault in faults(words, language, label=key in captions)]
    return sorted(found)


def faults(words: str, language: str, *, label: bool = False) -> list[str]:
    """What is wrong with one sentence, or with one caption of a button."""
    if not _is_format(words):
        return ["braces must hold a plain {name}"]
    written = _PLACEHOLDER.sub("", words)
    markup = _markup_in_label(words) if label else _markup(words)
    return [*markup, *_figures(written), *_length(written if label else words, language, label=label)]


def _header(catalogue: Catalogue) -> Iterator[str]:
    if catalogue.books[SOURCE].plurals != 1:  # babel believes Indonesian has two
        yield f"{SOURCE}: the header must say Plural-Forms: nplurals=1; plural=0;"


def _coverage(catalogue: Catalogue, needed: frozenset[str]) -> Iterator[str]:
    everywhere = frozenset[str]().union(*(catalogue.books[language].words for language in LANGUAGES))
    for language in LANGUAGES:
        book = catalogue.books[language]
        yield from (f"{language} {key}: written twice" for key in book.repeated)
        for key in (needed | everywhere) - catalogue.keys(language):
            yield f"{language} {key}: {'empty' if key in book.words else 'missing'}"
    yield from (f"{key}: nobody says it" for key in everywhere - needed)


def _placeholders(catalogue: Catalogue) -> Iterator[str]:
    for key in frozenset.intersection(*map(catalogue.keys, LANGUAGES)):
        named = [_names(catalogue.books[language].words[key]) for language in LANGUAGES]
        if any(names != named[0] for names in named):
            each = " and ".join(f"{{{', '.join(sorted(names))}}}" for names in named)
            yield f"{key}: the languages name different placeholders, {each}"


def _names(words: str) -> frozenset[str]:
    return frozenset(match.strip("{}") for match in _PLACEHOLDER.findall(words))


def _is_format(words: str) -> bool:
    try:
        fields = [field[1:] for field in Formatter().parse(words) if field[1] is not None]
    except ValueError:
        return False
    return all(name and name.isidentifier() and not spec and not turn for name, spec, turn in fields)


def _markup(words: str) -> Iterator[str]:
    open_tags: list[str] = []
    for closing, tag, attributes in _TAG.findall(words):
        if tag not in _TAGS:
            yield f"<{tag}> is not a tag we use"
        elif attributes and not (tag == "a" and not closing and _LINK.fullmatch(attributes)):
            yield f'only <a href="{{name}}"> has an attribute, not <{tag}{attributes}>'
        elif not closing:
            open_tags.append(tag)
        elif not open_tags or open_tags.pop() != tag:
            yield f"</{tag}> closes nothing"
    yield from (f"<{tag}> is never closed" for tag in open_tags)
    if set("<>&") & set(_ENTITY.sub("", _TAG.sub("", words))):
        yield "write &lt; &gt; &amp; for the signs themselves"


def _markup_in_label(words: str) -> Iterator[str]:
    if _TAG.search(words) or _ENTITY.search(words):
        yield "a button shows no markup"


def _figures(written: str) -> Iterator[str]:
    if _URL.search(written):
        yield "an address belongs in a placeholder"
    if any(letter.isdigit() for letter in written):
        yield "a figure belongs in the facts"


def _length(words: str, language: str, *, label: bool) -> Iterator[str]:
    length, most = len(_TAG.sub("", words)), LABEL_MOST[language] if label else MESSAGE_BELOW - 1
    if length > most:
        yield f"{length} characters, at most {most}"
