"""What spares the tests time hides nothing from them."""

from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from sqlalchemy import insert

from bot.settings import DEMO_RING
from storage.database import Database
from storage.schema import slots
from storage.vault import Vault
from tests.emptied import Emptied
from tests.kit import START, World
from tests.looking import Looks

ONE = {"name": "plan", "at": START, "begun": START}
DUTY = "INSERT INTO duties (kind, asked) VALUES ('erase', 0) RETURNING id"
AUDIT = "INSERT INTO audit (at, actor, action, subject, details, previous, hash) VALUES (0, '', '', '', '{}', '', '')"


async def test_a_look_in_vain_is_taken_again_once_it_may_find_something(sqlite_url: str, quick_world: World) -> None:
    """Because time went by, or because somebody wrote what it reads, even past the bot."""
    looks, taken = Looks(), []

    async def look() -> int:
        async with quick_world.app.database.reading() as tx:
            taken.append(len((await tx.execute(slots.select())).all()))
        return taken[-1]

    for now in (START, START, START + timedelta(seconds=1)):
        assert not await looks.take(look, now)
    assert len(taken) == 2
    other = Database.open(sqlite_url, Vault.from_text(DEMO_RING))
    async with other.transaction() as tx:
        await tx.execute(insert(slots).values(**ONE))
    await other.close()
    assert await looks.take(look, now)
    assert await looks.take(look, now), "what was found is looked at again"


async def test_a_plan_for_nobody_is_made_again_once_it_may_be_for_somebody(quick_world: World) -> None:
    """Because somebody of the staff came."""
    timers = quick_world.app.timers
    plan = next(iter(timers.kinds["morning_agent"].plans(START)))
    for _ in range(2):
        assert not await timers._page("morning_agent", plan, 0, START)
    adi = quick_world.agent("Adi")
    await quick_world.quiet()
    [planned] = await timers._page("morning_agent", plan, 0, START)
    assert planned.chat == adi.chat


@pytest.fixture
def emptied_anew(postgres: str, ready_name: str) -> Iterator[Emptied]:
    """One that no other test uses."""
    made = Emptied(postgres, ready_name, "emptied")
    yield made
    made.close()
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP DATABASE emptied WITH (FORCE)")


@pytest.mark.parametrize(
    "harm", ["SELECT 1", "ALTER TABLE audit DISABLE TRIGGER USER", "CREATE TABLE more ()", "DROP TABLE slots CASCADE"]
)
def test_no_test_finds_what_another_one_left(emptied_anew: Emptied, harm: str) -> None:
    """Neither rows, guarded ones too, nor numbers, nor connections, nor another schema."""
    for _ in range(2):
        left = psycopg.connect(emptied_anew.url, autocommit=True)
        assert left.execute("SELECT count(*) FROM audit").fetchone() == (0,)
        left.execute(AUDIT)
        assert left.execute(DUTY).fetchone() == (1,)
        with pytest.raises(psycopg.errors.RaiseException):
            left.execute("DELETE FROM audit")
        left.execute(harm)
        emptied_anew.empty()
        with pytest.raises(psycopg.OperationalError):
            left.execute("SELECT 1")
        left.close()
