"""Runs one command for each of several files and measures it: `python -m tests.sheets.measured WORD... -- FILE...`.

Each command has a process of its own, forked from one that has run it before on the first file, so that the modules
are there already. Prints a JSON list: exit code, output and errors, seconds of processor time, megabytes at the peak.
"""

import gc
import json
import os
import resource
import sys
import tempfile
import traceback
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import Any, NoReturn

from bot.cli import main

MOST = 2 * 1024**3
"""Bytes of addresses: a file that wants more than that ends in an error of Python's own instead of a slow machine."""
KB = 1024


def measured(words: Sequence[str]) -> dict[str, Any]:
    """What one command says, and what it costs."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            resource.setrlimit(resource.RLIMIT_AS, (MOST, MOST))
            _ended(words)
        _, status, usage = os.wait4(child, 0)
        out.seek(0)
        err.seek(0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "out": out.read().decode(),
            "err": err.read().decode(),
            "seconds": usage.ru_utime + usage.ru_stime,
            "mb": usage.ru_maxrss / KB,
        }


def _ended(words: Sequence[str]) -> NoReturn:
    """The command in this process, which then is gone without giving back its modules one by one."""
    code = 1
    try:
        main([*words])
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def warmed(words: Sequence[str]) -> None:
    """Reads the modules and the words of the bot, which most of a short command is spent on."""
    with (
        Path(os.devnull).open("w") as nowhere,
        redirect_stdout(nowhere),
        redirect_stderr(nowhere),
        suppress(SystemExit),
    ):
        main([*words])


if __name__ == "__main__":
    at = sys.argv.index("--")
    warmed([*sys.argv[1:at], sys.argv[at + 1]])
    gc.freeze()
    json.dump([measured([*sys.argv[1:at], file]) for file in sys.argv[at + 1 :]], sys.stdout)
