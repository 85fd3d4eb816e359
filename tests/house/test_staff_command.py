"""`staff` and `audit verify`: what whoever sits at the machine does is done, told and kept."""

import re
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from tests.commands import reaches, run
from tests.conversations.enrol import sends
from tests.kit import World
from tests.simulator.served import served


@pytest.fixture
async def world(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[World]:
    """A world that commands reach: its database, its clock, and its Telegram over HTTP."""
    async with served(world.telegram) as address:
        yield reaches(world, monkeypatch, telegram_api_base_url=address)


async def kept(world: World) -> list[tuple[str, str, str]]:
    """Who did what to what, as the audit has it."""
    rows = await world.rows("SELECT actor, action, subject FROM audit ORDER BY id")
    return [(row.actor, row.action, row.subject) for row in rows]


async def test_an_invite_and_a_farewell(world: World) -> None:
    """The link binds whoever opens it; who invited, joined and ended stands in the audit without a name."""
    words = ("--role", "agent", "--name", "Adi", "--branch", "pamekasan", "--area", "35.28")
    answer = await run("staff", "invite", *words)
    assert answer.exit_code == 0, answer.output
    adi, sari = world.person("Adi"), world.person("Sari")
    adi.phone.open_link(re.search(r"start=([\w-]+)", answer.output)[1])  # type: ignore[index]
    await world.quiet()
    assert adi.has_seen("agen Perisai")
    await sends(sari)
    await adi.taps("Terima")
    listed = await run("staff", "list")
    assert "AP-0001\tAdi\tactive" in listed.output
    retired = await run("staff", "retire", "ap-0001")
    assert retired.exit_code == 0 and "is staff no longer" in retired.output
    await world.quiet()
    assert not adi.has_seen("Bu Sari")
    assert [lead.state for lead in await world.leads()] == ["new"]
    assert [one for one in await kept(world) if one[1].startswith("staff")] == [
        ("operator", "staff.invite", "branch:pamekasan"),
        ("agent:1", "staff.join", "staff:1"),
        ("operator", "staff.retire", "staff:1"),
    ]
    details = await world.rows("SELECT details FROM audit")
    assert not any("Adi" in str(row.details) for row in details)
    assert (await run("staff", "retire", "AP-0001")).exit_code == 2


async def test_verifying_the_chain(world: World) -> None:
    """Whole with its head; a head that is gone and an entry that was changed are told, with exit code 1."""
    world.agent("Adi"), world.officer("Rina")
    await world.quiet()
    whole = await run("audit", "verify")
    assert whole.exit_code == 0 and "2 entries, whole" in whole.output
    head = re.search(r"head ([0-9a-f]{64})", whole.output)[1]  # type: ignore[index]
    world.agent("Budi")
    await world.quiet()
    assert (await run("audit", "verify", "--head", head)).exit_code == 0
    cut = await run("audit", "verify", "--head", "f" * 64)
    assert cut.exit_code == 1 and "taken off its end" in cut.stderr
    await changes_an_entry(world)
    broken = await run("audit", "verify")
    assert broken.exit_code == 1 and "broken at entry 2: 1 entries" in broken.stderr


async def changes_an_entry(world: World) -> None:
    """As only whoever owns the database can."""
    sqlite = world.app.database.is_sqlite
    async with world.app.database.transaction() as tx:
        await tx.execute(text("DROP TRIGGER audit_no_update" if sqlite else "ALTER TABLE audit DISABLE TRIGGER USER"))
        await tx.execute(text("UPDATE audit SET actor = 'agent:9' WHERE id = 2"))
