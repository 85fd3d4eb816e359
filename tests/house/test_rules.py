"""House rules that no linter knows."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for folder in ("bot", "storage") for path in (ROOT / folder).rglob("*.py"))


def lines(pattern: str) -> list[str]:
    """Where a pattern stands in the product's code."""
    found = []
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        found += [f"{path.relative_to(ROOT)}: {line.strip()}" for line in text.splitlines() if re.search(pattern, line)]
    return found


def test_the_time_is_read_in_one_place() -> None:
    """Everybody else is handed a clock."""
    assert lines(r"datetime\.now\(|utcnow\(|date\.today\(|time\.time\(") == ["bot/clock.py: return datetime.now(UTC)"]


def test_nothing_is_left_for_later() -> None:
    """What is not done is not pretended."""
    assert lines("NotImplemented" + r"Error|\bTO" + r"DO\b|\bFIX" + r"ME\b") == []


def test_every_module_opens_with_a_sentence() -> None:
    """A newcomer reads what it is for."""
    silent = [str(path) for path in SOURCES if (text := path.read_text("utf-8").strip()) and not text.startswith('"""')]
    assert silent == []


def test_files_stay_small_enough_to_be_one_idea() -> None:
    """Longer ones are several."""
    tracked = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    names = [ROOT / name for name in tracked.stdout.split()] or SOURCES
    assert [path.name for path in names if path.exists() and len(path.read_text("utf-8").splitlines()) > 400] == []


def test_nothing_names_a_registry_in_the_lock() -> None:
    """It installs from wherever the machine is told to."""
    for lock in ROOT.glob("requirements*.txt"):
        assert "://" not in lock.read_text(encoding="utf-8"), lock.name


@pytest.mark.parametrize(
    "command", ["migrate", "run", "demo", "staff", "timers", "flows", "doctor", "init", "quote", "questions"]
)
def test_every_command_explains_itself(command: str) -> None:
    """--help tells what it does in a sentence."""
    from click.testing import CliRunner

    from bot.cli import cli

    answer = CliRunner().invoke(cli, [command, "--help"])
    assert answer.exit_code == 0
    assert re.search(r"^  [A-Z].*\.$", answer.output, re.MULTILINE)
