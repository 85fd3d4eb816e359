"""What an operator mistypes is answered with one sentence."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from bot.cli import checkup, main
from bot.runtime.schedule import SCHEDULE
from storage.vault import Vault

ROOT = Path(__file__).parents[2]
KEPT = {"PATH", "PTB_TIMEDELTA"}
"""Of the environment of the tests: what Telegram's library is told before it is read."""
INTO_TIMERS = "INSERT INTO timers (id, chat, kind, slot, due, state, why, settled) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
TOKEN = "12345:abcdefghijklmnopqrstuvwxyz"


def process(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """One command in a process of its own, in this folder and with these settings alone."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **settings}
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.run(command, check=False, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)


def bot(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The same in the process of the tests, which has read the modules already: that is most of what a command costs.

    Not for `doctor`, which changes for good where log lines go.
    """
    out, err = StringIO(), StringIO()
    with pytest.MonkeyPatch.context() as here, redirect_stdout(out), redirect_stderr(err):
        here.chdir(folder)
        for name in os.environ.keys() - KEPT:
            here.delenv(name)
        for name, value in settings.items():
            here.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main(list(words))
    code = ended.value.code or 0
    assert isinstance(code, int)
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("postgres://nobody:secret@127.0.0.1:1/nothing", "the database cannot be used"),
        ("sqlite:////proc/nowhere/a.db", "/proc/nowhere"),
        ("mysql://localhost/a", "DATABASE_URL"),
    ],
)
@pytest.mark.parametrize("command", [("migrate",), ("staff", "list")])
def test_a_database_that_cannot_be_used(tmp_path: Path, url: str, says: str, command: tuple[str, ...]) -> None:
    """Exit code 2, one line, what to check, and nothing secret."""
    answer = bot(tmp_path, *command, DATABASE_URL=url, DATA_KEYS=Vault.new_ring())
    assert answer.returncode == 2
    [line] = answer.stderr.strip().splitlines()
    assert line.startswith("Error: ") and says in line
    assert "secret" not in line


@pytest.mark.parametrize(
    "command",
    [
        ("staff", "list"),
        ("staff", "retire", "AP-0001"),
        ("audit", "verify"),
        ("timers", "due"),
        ("verify", "import", "x.csv", "--branch", "a"),
    ],
)
def test_a_mistyped_database_is_not_made(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Nor are keys for it: whoever only looks is told that nothing is there."""
    (tmp_path / "x.csv").write_text("Nama;No HP\nSari;081234567890\n", encoding="utf-8")
    answer = bot(tmp_path, *command, DATABASE_URL="sqlite:///jangkua.db")
    assert answer.returncode == 2
    [line] = answer.stderr.strip().splitlines()
    assert "there is no database at jangkua.db" in line and "python -m bot init" in line
    assert [path.name for path in tmp_path.iterdir()] == ["x.csv"]


def test_telegram_that_does_not_answer(tmp_path: Path) -> None:
    """An invite is only made when its link can be printed."""
    settings = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_BASE_URL": "http://127.0.0.1:9"}
    words = ("staff", "invite", "--role", "agent", "--name", "Adi", "--branch", "pamekasan", "--area", "35.28")
    answer = bot(tmp_path, *words, **settings)
    assert answer.returncode == 2
    assert answer.stderr.startswith("Error: Telegram does not answer") and len(answer.stderr.splitlines()) == 1
    assert not list(tmp_path.rglob("*.db"))


@pytest.mark.parametrize(
    ("option", "value"), [("--branch", "Cabang Pamekasan!"), ("--branch", "x" * 41), ("--name", "x" * 101)]
)
def test_an_invite_that_no_table_could_hold(tmp_path: Path, option: str, value: str) -> None:
    """Refused before anything happens."""
    given = {"--role": "agent", "--name": "Adi", "--branch": "pamekasan", "--area": "35.28", option: value}
    answer = bot(tmp_path, "staff", "invite", *(word for pair in given.items() for word in pair))
    assert answer.returncode == 2 and option in answer.stderr and "Traceback" not in answer.stderr


def test_a_first_start_prepares_everything(tmp_path: Path) -> None:
    """`init` writes what is to be filled in and builds the database; `doctor` then says what is missing."""
    assert process(tmp_path, "init").returncode == 0
    assert "TELEGRAM_BOT_TOKEN" in (tmp_path / ".env").read_text()
    assert (tmp_path / "var" / "jangkau.db").exists()
    answer = process(tmp_path, "doctor")
    assert answer.returncode == 1
    assert "ok  database is up to date" in answer.stdout
    assert "DO  TELEGRAM_BOT_TOKEN is not set" in answer.stdout


def test_an_entry_of_the_key_ring_without_a_name_is_not_quoted(tmp_path: Path) -> None:
    """A bare key pasted into DATA_KEYS stays secret."""
    key = Vault.new_ring().split(":")[-1]
    answer = bot(tmp_path, "migrate", DATA_KEYS=key)
    assert answer.returncode == 2 and key not in answer.stderr


@pytest.mark.parametrize("command", [("facts", "check"), ("doctor",)])
def test_a_slip_of_the_pen_in_the_law_is_told_in_one_sentence(tmp_path: Path, command: tuple[str, ...]) -> None:
    """Whoever edits a rule reads which file and which rule, not where our code stopped."""
    copy = shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__"))
    tariff = copy / "facts" / "rules" / "bpu_contributions.toml"
    tariff.write_text(tariff.read_text(encoding="utf-8").replace("value = 6_800", "valeu = 6_800"), encoding="utf-8")
    answer = process(tmp_path, *command, PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert answer.returncode == 2
    [line] = answer.stderr.strip().splitlines()
    assert "bpu_contributions.toml" in line and "bpu.jkm" in line


def test_an_old_check_only_warns_the_doctor() -> None:
    """The day comes by itself; a warning tells how to see what to compare, and nothing is broken."""
    fresh, late = (checkup.facts(on) for on in (date(2026, 11, 20), date(2027, 12, 1)))
    assert [mark for mark, _ in fresh] == ["ok"]
    [(mark, sentence)] = late
    assert mark == "warn" and "facts check" in sentence


def test_the_doctor_sees_a_change_coming() -> None:
    """Within a month it warns, and long before a rule ends that no other follows."""
    quiet, near = (checkup.changes(on) for on in (date(2026, 10, 1), date(2026, 12, 5)))
    assert [mark for mark, _ in quiet] == ["ok"]
    assert {mark for mark, _ in near} == {"warn"}
    sentences = " ".join(sentence for _, sentence in near)
    assert "'bpu.cut.other' changes on 2027-01-01" in sentences and "'jp.most' ends on 2027-02-01" in sentences


def test_timers_are_told_in_sentences(tmp_path: Path) -> None:
    """What waits, what became of the rest, and why."""
    keys = {"DATA_KEYS": Vault.new_ring()}
    assert bot(tmp_path, "migrate", **keys).returncode == 0
    with sqlite3.connect(tmp_path / "var" / "jangkau.db") as database:
        for number, state, why, settled in (
            (1, "waiting", None, None),
            (2, "cleared", "muted", 0),
            (3, "done", None, 0),
        ):
            row = (number, 7, "price_soon", f"2027-0{number}-01", 0, state, why, settled)
            database.execute(INTO_TIMERS, row)
        database.execute(INTO_TIMERS, (4, 7, "of_old", "once", 0, "cleared", "for_an_old_reason", 0))
    database.close()
    listed = bot(tmp_path, "timers", "due", **keys).stdout
    assert "1\tprice_soon\t2027-01-01\t1970-01-01 00:00 UTC" in listed
    assert "1\tprice_soon\tcleared: the person asked for silence" in listed
    told = [bot(tmp_path, "timers", "explain", number, **keys).stdout for number in "123"]
    assert "waits until" in told[0] and "asked for silence" in told[1] and "handed to the outbox" in told[2]
    assert "Its message was sent" in told[2], "whatever ends otherwise leaves a reason"
    of_old = bot(tmp_path, "timers", "explain", "4", **keys).stdout
    assert "of the kind of_old, which this release does not know" in of_old and "for_an_old_reason" in of_old
    for number in ("9", "9" * 30):
        nobody = bot(tmp_path, "timers", "explain", number, **keys)
        assert nobody.returncode == 2 and f"there is no timer {number}" in nobody.stderr


def test_what_runs_by_the_clock_is_a_table(tmp_path: Path) -> None:
    """When each last ran and will run next; on a fresh database nothing has run yet."""
    keys = {"DATA_KEYS": Vault.new_ring()}
    assert bot(tmp_path, "migrate", **keys).returncode == 0
    table = bot(tmp_path, "schedule", **keys).stdout
    assert all(one.name in table and one.cron in table for one in SCHEDULE)
    assert "not yet" in table


def test_the_outbox_and_duties_are_counted(tmp_path: Path) -> None:
    """With the reasons; nothing of what was said, and nobody's name."""
    keys = {"DATA_KEYS": Vault.new_ring()}
    assert bot(tmp_path, "migrate", **keys).returncode == 0
    with sqlite3.connect(tmp_path / "var" / "jangkau.db") as database:
        columns = "chat, lane, payload, state, attempts, due, created, why"
        row = (7, "bulk", None, "expired", 1, 0, 0, "its hour was over")
        database.execute(f"INSERT INTO outbox ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608
        database.execute("INSERT INTO duties (chat, kind, asked) VALUES (7, 'silence', 0)")
    database.close()
    counted = bot(tmp_path, "outbox", "stats", **keys).stdout
    assert "1\tbulk\texpired: its hour was over" in counted and "\nexpired: it was given up" in counted
    owed = bot(tmp_path, "duties", **keys)
    assert "silence" in owed.stdout and "OVERDUE" in owed.stdout and owed.returncode == 1
