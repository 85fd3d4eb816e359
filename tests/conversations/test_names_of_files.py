"""A branch's file under any name: the name decides nothing, leads nowhere and is shown tidily."""

from pathlib import Path

import pytest

from tests.conversations.test_verify import HEADINGS, SARI, registered
from tests.kit import World
from tests.sheets.files import xlsx


def files_under(folder: Path) -> set[Path]:
    """Everything there."""
    return set(folder.rglob("*"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd.xlsx", "../../../etc/passwd.xlsx"),
        ("C:\\x.xlsx", "C:\\x.xlsx"),
        ("/dev/null", "/dev/null"),
        ("a\x00b\x1b[2J.xlsx", "ab[2J.xlsx"),
        ("\u202exslx.atresep\u2066.xlsx", "xslx.atresep.xlsx"),
        ("<b>peserta</b>&amp;.xlsx", "<b>peserta</b>&amp;.xlsx"),
        ("x" * 300 + ".xlsx", "x" * 60),
        ("", "-"),
    ],
)
async def test_a_good_file_under_a_bad_name(
    quick_world: World, name: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read as any other; its name leads nowhere, and is shown short, without signs that turn or end the line."""
    rina = quick_world.officer("Rina")
    await registered(quick_world)
    await rina.says("/cocokkan")
    monkeypatch.chdir(tmp_path)
    before = files_under(tmp_path)
    await rina.sends_file(xlsx([HEADINGS, SARI]), name)
    assert rina.has_seen("Cocok: 1")
    assert rina.has_seen(f"{shown} sudah dibaca: 1 baris"), rina.transcript()
    assert not name[61:] or not rina.has_seen("x" * 61)
    assert files_under(tmp_path) == before
