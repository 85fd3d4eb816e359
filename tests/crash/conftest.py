"""A database of PostgreSQL that nobody has used: what processes left that died in one is not always at rest."""

import os
import uuid
from collections.abc import Iterator

import psycopg
import pytest

from tests.emptied import created


@pytest.fixture(scope="session", autouse=True)
def warm_on_postgres(postgres: str, ready_name: str) -> None:
    """Before the first process is forked: `warm.py` lives once on PostgreSQL, too, in a database of its own."""
    os.environ["WARM_POSTGRES"] = created(postgres, "warm", ready_name)


@pytest.fixture
def postgres_url(postgres: str, ready_name: str) -> Iterator[str]:
    """A copy of its own, gone afterwards with whoever still holds it."""
    name = f"crash_{uuid.uuid4().hex[:12]}"
    yield created(postgres, name, ready_name)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
