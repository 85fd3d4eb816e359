"""Cases: accidents and deaths that people want their branch to know of, and reports about its staff."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, insert, or_, select, update

from storage.database import Tx
from storage.records import Case, CaseId, ChatId, Contact, Report, StaffId
from storage.schema import cases
from storage.statements import among_given

UNFINISHED = ("new", "taken")
REPORT = "report"
"""The kind of a case that is a report about a member of the staff."""


async def raise_case(
    tx: Tx, chat: ChatId, kind: str, region: str, branch: str | None, contact: Contact, now: datetime
) -> None:
    """A new case. Raises IntegrityError when this chat has an unfinished one."""
    told = {"kind": kind, "region": region, "branch": branch, "contact": _sealed(tx, chat, contact)}
    begun = {"chat": chat, "state": "new", "version": 1, "announced": False, "created": now, "changed": now}
    await tx.execute(insert(cases).values({**told, **begun}))


async def raise_report(
    tx: Tx,
    chat: ChatId,
    branch: str | None,
    reported: StaffId | None,
    report: Report,
    contact: Contact | None,
    now: datetime,
) -> CaseId:
    """A new report. Raises IntegrityError when this chat has an unfinished one."""
    told = {"kind": REPORT, "region": "", "branch": branch, "reported": reported}
    sealed = {
        "report": tx.vault.seal(f"cases.report:{chat}", asdict(report)),
        "contact": None if contact is None else _sealed(tx, chat, contact),
    }
    begun = {"chat": chat, "state": "new", "version": 1, "announced": False, "created": now, "changed": now}
    return CaseId(
        (await tx.execute(insert(cases).values({**told, **sealed, **begun}).returning(cases.c.id))).scalar_one()
    )


async def rewrite(
    tx: Tx, case: Case, kind: str, region: str, branch: str | None, contact: Contact, now: datetime
) -> bool:
    """What the person says now of their unfinished case; False when it no longer stands at this version.

    In the same place it stays with whoever has heard of it or taken it; elsewhere it is the business of `branch`.
    """
    if case.chat is None:
        return False
    whose = _whose(case, region, branch)
    told = {"kind": kind, "region": region, "branch": whose, "contact": _sealed(tx, case.chat, contact)}
    announced = case.announced and (whose, kind) == (case.branch, case.kind)
    standing = {"version": case.version + 1, "announced": announced, "changed": now}
    free = {"state": "new", "holder": None, "card": None} if moves_on(case, region, branch) else {}
    return await _change(tx, case.id, case.version, {**told, **standing, **free})


def moves_on(case: Case, region: str, branch: str | None) -> bool:
    """Whether a case that is told of another place, served by `branch`, leaves whoever took it."""
    return case.state == "taken" and _whose(case, region, branch) != case.branch


def _whose(case: Case, region: str, branch: str | None) -> str | None:
    return case.branch if region == case.region else branch


async def move(
    tx: Tx, case: CaseId, version: int, to: str, now: datetime, *, holder: StaffId | None, card: int | None
) -> bool:
    """Take a case to another state; False when it no longer stands at this version. A closed one names nobody."""
    moved: dict[str, Any] = {"state": to, "holder": holder, "card": card, "version": version + 1, "changed": now}
    return await _change(tx, case, version, moved | ({"contact": None, "report": None} if to == "closed" else {}))


OF_CHATS, REPORTS_OF = (
    {
        dialect: select(cases).where(is_among, cases.c.state.in_(UNFINISHED), of_kind)
        for dialect, is_among in among_given(cases.c.chat, "chats").items()
    }
    for of_kind in (cases.c.kind != REPORT, cases.c.kind == REPORT)
)
"""Built once for each database: nearly every event asks for both."""


async def of_chats(tx: Tx, chats: Sequence[ChatId]) -> dict[ChatId, Case]:
    """The unfinished case of each chat; reports are none."""
    rows = await tx.execute(OF_CHATS[tx.connection.dialect.name], {"chats": list(chats)})
    return {row.chat: _case(tx, row) for row in rows}


async def reports_of(tx: Tx, chats: Sequence[ChatId]) -> dict[ChatId, Case]:
    """The unfinished report of each chat."""
    rows = await tx.execute(REPORTS_OF[tx.connection.dialect.name], {"chats": list(chats)})
    return {row.chat: _case(tx, row) for row in rows}


async def by_id(tx: Tx, ids: Sequence[CaseId]) -> dict[CaseId, Case]:
    """These cases."""
    return {row.id: _case(tx, row) for row in await tx.execute(select(cases).where(cases.c.id.in_(ids)))}


async def of_officer(tx: Tx, officer: StaffId, branch: str, most: int) -> tuple[Case, ...]:
    """What an officer has taken, then what waits in the branch or in none, oldest first; nothing about themselves."""
    own = (cases.c.holder == officer) & (cases.c.state == "taken")
    waiting = (cases.c.state == "new") & (cases.c.branch.is_(None) | (cases.c.branch == branch))
    rows = await tx.execute(
        select(cases).where(own | waiting, _not_about(officer)).order_by(cases.c.state.desc(), cases.c.id).limit(most)
    )
    return tuple(_case(tx, row) for row in rows)


async def on_cards(tx: Tx, officer: StaffId) -> list[Case]:
    """The cases that this officer sees with name and number."""
    rows = await tx.execute(select(cases).where(cases.c.holder == officer, cases.c.card.is_not(None)))
    return [_case(tx, row) for row in rows]


async def unannounced(tx: Tx, most: int) -> list[Case]:
    """Cases that no officer has been told of, oldest first; ours until the transaction ends."""
    wanted = (cases.c.state == "new", cases.c.announced.is_(False))
    rows = select(cases).where(*wanted).order_by(cases.c.id).limit(most).with_for_update(skip_locked=True)
    return [_case(tx, row) for row in await tx.execute(rows)]


async def announce(tx: Tx, told: Sequence[Case]) -> None:
    """The officers of these cases' branches have been told, or all officers where a case is left to no branch."""
    everybodys = [case.id for case in told if case.branch is None]
    await tx.execute(update(cases).where(cases.c.id.in_([case.id for case in told])).values(announced=True))
    if everybodys:
        await tx.execute(update(cases).where(cases.c.id.in_(everybodys)).values(branch=None))


async def forget(tx: Tx, before: datetime) -> None:
    """Forget whose the cases were that were closed before this instant; the counts stay."""
    ended = (cases.c.state == "closed", cases.c.changed < before, cases.c.chat.is_not(None))
    await tx.execute(update(cases).where(*ended).values(chat=None))


async def release(tx: Tx, holders: Sequence[StaffId], now: datetime) -> None:
    """What these members of staff had taken waits again, and the officers are told anew."""
    held = (cases.c.holder.in_(holders), cases.c.state == "taken")
    waits = {"state": "new", "holder": None, "card": None, "announced": False, "changed": now}
    await tx.execute(update(cases).where(*held).values(version=cases.c.version + 1, **waits))


def _not_about(officer: StaffId) -> ColumnElement[bool]:
    return or_(cases.c.reported.is_(None), cases.c.reported != officer)


async def _change(tx: Tx, case: CaseId, version: int, values: dict[str, Any]) -> bool:
    changed = await tx.execute(update(cases).where(cases.c.id == case, cases.c.version == version).values(values))
    return bool(changed.rowcount == 1)


def _sealed(tx: Tx, chat: ChatId, contact: Contact) -> bytes:
    return tx.vault.seal(f"cases.contact:{chat}", asdict(contact))


def _case(tx: Tx, row: Any) -> Case:
    contact = None if row.contact is None else Contact(**tx.vault.open(f"cases.contact:{row.chat}", row.contact))
    report = None if row.report is None else Report(**tx.vault.open(f"cases.report:{row.chat}", row.report))
    return Case(
        id=row.id,
        chat=row.chat,
        kind=row.kind,
        state=row.state,
        version=row.version,
        region=row.region,
        branch=row.branch,
        contact=contact,
        holder=row.holder,
        created=row.created,
        announced=row.announced,
        card=row.card,
        reported=row.reported,
        report=report,
    )
