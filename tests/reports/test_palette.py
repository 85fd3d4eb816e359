"""The colours of picture and page: read in the sun, and told apart by who sees no colours at all."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import typst

from bot.i18n.catalogue import Catalogue
from bot.reports import pages, picture
from bot.reports.voice import Voice
from bot.reports.weekly import Change, Weekly
from tests.reports.whole import ALL, parts

HOME = Path(pages.__file__).parent
TEMPLATES = ("charts.typ", "picture.typ", "document.typ")
COLOURS: dict[str, str] = json.loads((HOME / "palette.json").read_text("utf-8"))
GROUNDS = ("paper", "pale")
WORDS, MARKS = 7.0, 3.0
"""How far words and marks stand out from their ground (WCAG 2, AAA for words, 1.4.11 for marks)."""
USED = re.compile(r"(text\((?:[^()]|\([^()]*\))*?)?(?:fill: |stroke: \(paint: |(?:pt|size \* [\d.]+) \+ )(\w+)")
PATTERNS = {"hatch", "colour"}
BLACK = {name: "#ffffff" if name in GROUNDS else "#000000" for name in COLOURS}


def light(colour: str) -> float:
    """Relative luminance."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def used() -> dict[str, set[str]]:
    """The names of colours that templates draw words and marks with."""
    found: dict[str, set[str]] = {"words": set(), "marks": set()}
    for template in TEMPLATES:
        for words, name in USED.findall((HOME / template).read_text("utf-8")):
            found["words" if words else "marks"] |= {name} - PATTERNS
    return found


def test_contrast_is_what_the_standard_says() -> None:
    """Black on white is 21, and this grey is the lightest that AA allows."""
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#ffffff", "#767676"), 2) == 4.54


def test_every_colour_comes_from_the_palette() -> None:
    """And every one of the palette is looked at here."""
    drawn = used()
    assert {*drawn["words"], *drawn["marks"], *GROUNDS} == set(COLOURS)
    for template in TEMPLATES:
        text = re.sub(r"//.*", "", (HOME / template).read_text("utf-8"))
        assert not re.search(r"#[0-9a-f]{6}|luma\(|cmyk\(|\b(?:white|black|gray|red|green|blue|navy)\b", text)
        assert text.count("rgb(") == (template == "charts.typ")


@pytest.mark.parametrize("ground", GROUNDS)
def test_words_and_marks_are_read_in_the_sun(ground: str) -> None:
    """Every colour that a template draws with, on both grounds, wherever it may come to stand."""
    drawn = used()
    words = drawn["words"] - {"paper"}
    marks = drawn["marks"] - {*GROUNDS}
    assert words >= {"ink", "deep", "soft"} and marks >= {"alarm", "faint", "deep"}
    assert {name: ratio for name in words if (ratio := contrast(COLOURS[name], COLOURS[ground])) < WORDS} == {}
    assert {name: ratio for name in marks if (ratio := contrast(COLOURS[name], COLOURS[ground])) < MARKS} == {}


def test_the_word_on_black_is_read_in_the_sun() -> None:
    """CONTOH."""
    assert contrast(COLOURS["paper"], COLOURS["ink"]) >= WORDS


def in_black(folder: Path) -> Callable[[Weekly], bytes]:
    """Draws the picture as a printer without colours and greys does."""
    for template in TEMPLATES:
        shutil.copy(HOME / template, folder)
    (folder / "palette.json").write_text(json.dumps(BLACK))
    compiler, voice = typst.Compiler(root=folder, ignore_system_fonts=True), Voice(Catalogue.load(), "id", 5)

    def draw(weekly: Weekly) -> bytes:
        told = {"data": json.dumps(picture.shown(weekly, voice))}
        drawn = compiler.compile(folder / "picture.typ", format="png", ppi=36, sys_inputs=told)
        assert isinstance(drawn, bytes)
        return drawn

    return draw


def test_every_sign_is_told_without_colours(tmp_path: Path) -> None:
    """What is reached, what is missing and what lies beyond; up, down and the same: all differ in shape or pattern."""
    draw = in_black(tmp_path)
    first, second = parts(("Galis", "Kadur"), Decimal(31))
    moved = [replace(ALL, parts=(replace(first, moved=way), second)) for way in (1, -1, 0, None)]
    assert len({draw(one) for one in moved}) == 4, "up, down, the same, and nothing to compare"
    standing = ALL.standing
    assert standing is not None
    since = date(2026, 9, 30)
    changes = [replace(standing, since_last=Change(since, people, None)) for people in (9, -9, 0)]
    assert len({draw(replace(ALL, standing=one)) for one in changes}) == 3
    reached = [replace(standing, target_pct=target, gap=0) for target in (Decimal("16.5"), Decimal(30), None)]
    assert len({draw(replace(ALL, standing=one)) for one in reached}) == 3
