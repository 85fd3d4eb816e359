"""`coverage import` on files that nobody should open carelessly: one sentence, soon, and the machine hardly notices."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sheets.hostile import FILES, READ

ROOT = Path(__file__).parents[2]
SECONDS, MB = 5, 250
"""Of processor time, and of memory with the interpreter and all its modules."""
ASKED = ("coverage", "import", "--as-of", "2026-10-31", "--region", "35.28", "--dry-run")


def measured(folder: Path, *names: str) -> dict[str, dict[str, Any]]:
    """What the command says of each of these files, and what it costs."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{folder}/none.db"}
    command = [sys.executable, "-m", "tests.sheets.measured", *ASKED, "--", *(str(folder / name) for name in names)]
    done = subprocess.run(command, check=True, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)
    return dict(zip(names, json.loads(done.stdout), strict=True))


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """All of them, one after the other."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (content, _) in FILES.items():
        (folder / name).write_bytes(content())
    for name, known in READ.items():
        (folder / name).write_bytes(known)
    (folder / "folder.xlsx").mkdir()
    return measured(folder, *READ, *FILES, "folder.xlsx", "tidak ada.xlsx")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        *((name, reason) for name, (_, reason) in FILES.items()),
        ("folder.xlsx", "Ini folder"),
        ("tidak ada.xlsx", "tidak ada"),
    ],
)
def test_a_hostile_file_is_refused_in_one_sentence(told: dict[str, dict[str, Any]], name: str, reason: str) -> None:
    """Whoever typed the command reads why, and no name of an exception."""
    said = told[name]
    assert (said["code"], said["out"]) == (2, ""), said
    assert said["err"].startswith("Error: ") and reason in said["err"], said
    assert said["err"].count("\n") == 1 and len(said["err"]) < 200, said
    assert not [word for word in ("Traceback", "Exception", "Error(", "zipfile", "expat") if word in said["err"]]


@pytest.mark.parametrize("name", READ)
def test_a_file_that_only_looks_odd_is_read(told: dict[str, dict[str, Any]], name: str) -> None:
    """As a spreadsheet saves it in another alphabet, or with a size that somebody else wrote into it."""
    said = told[name]
    assert said["code"] == 0 and "35.28.03\t" in said["out"] and "1200" in said["out"], said


def test_none_of_them_costs_much(told: dict[str, dict[str, Any]]) -> None:
    """Neither time nor memory; the dearest is a sheet in which every row was given a height."""
    dear = {name: (said["seconds"], said["mb"]) for name, said in told.items()}
    assert max(seconds for seconds, _ in dear.values()) < SECONDS, dear
    assert max(mb for _, mb in dear.values()) < MB, dear


def test_the_command_itself_refuses_in_the_same_words(told: dict[str, dict[str, Any]], tmp_path: Path) -> None:
    """What is measured is what an operator gets, from a shell, without the modules read before."""
    (tmp_path / "makro.xlsm").write_bytes(FILES["makro.xlsm"][0]())
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", *ASKED, "makro.xlsm"]
    done = subprocess.run(
        command, check=False, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told["makro.xlsm"]["err"])
