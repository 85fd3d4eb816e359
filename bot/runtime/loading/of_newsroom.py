"""What officers need to know who tell something to many: their broadcasts, and whom a text would reach."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.conversation.events import Commanded
from bot.conversation.view import Known, View
from bot.flows.broadcast import listeners
from bot.flows.judging import A_WEEK
from bot.leads.approving import approvers
from bot.runtime.loading.batch import Asked, Batch, Fields, Loader
from storage import broadcasts, echoes, staff
from storage import listeners as audience
from storage.news import Broadcast, Newsroom, Posted
from storage.records import Staff

NEWSROOM = frozenset({"broadcast", "broadcasts", "desk"})
"""Flows in which an officer sees broadcasts, or one tap before them."""
WRITING = "broadcast"
ASKED_LAST = "status"
"""The last answer that says whom a text is for."""
LATEST = 8


async def newsrooms(batch: Batch) -> Fields:
    """The broadcasts of each officer who may ask for them."""
    near = {one.id for one in batch.near(NEWSROOM)}
    officers = [(one, member) for one, member in batch.of_staff if member.role == "officer" and one.id in near]
    return {one.id: {"newsroom": await _newsroom(batch, one, member)} for one, member in officers}


async def _newsroom(batch: Batch, one: Asked, member: Staff) -> Newsroom:
    served = next((each.regions for each in await staff.all_branches(batch.tx) if each.id == member.branch), ())
    officers = await staff.officers(batch.tx)
    posted = await _posted(batch, member, officers, counts=one.flow == "broadcasts")
    room = Newsroom(served, posted, approvers=approvers(member.id, member.branch, officers))
    return await _with_reach(batch, one, member, room)


async def _posted(batch: Batch, member: Staff, officers: Sequence[Staff], *, counts: bool) -> tuple[Posted, ...]:
    """What this officer may agree to for others, the latest of the branch and what of it is not over."""
    own = await broadcasts.of_branch(batch.tx, member.branch, LATEST)
    found = [*await broadcasts.asked_elsewhere(batch.tx, member.branch), *own]
    authors = await staff.by_id(batch.tx, list({one.author for one in found})) if found else {}
    moving = [one.id for one in found if one.ended is None] if counts else []
    so_far = await broadcasts.outcomes(batch.tx, moving) if moving else {}
    counting = [one.id for one in found if one.echoes is None] if counts else []
    after = await echoes.counts(batch.tx, counting)
    made = [
        replace(
            _for(member, one, authors[one.author], officers),
            counts=so_far.get(one.id, one.counts),
            echoes=after.get(one.id, one.echoes or {}),
        )
        for one in found
    ]
    return tuple(one for one in made if one.approvable or one.broadcast.branch == member.branch)


def _for(member: Staff, one: Broadcast, author: Staff, officers: Sequence[Staff]) -> Posted:
    agree = approvers(one.author, one.branch, officers) if one.state == "asked" and author.active else ()
    return Posted(one, author, approvable=any(each.id == member.id for each in agree))


async def _with_reach(batch: Batch, one: Asked, member: Staff, room: Newsroom) -> Newsroom:
    """With whom the text that is being written would reach, once it is said whom it is for."""
    answers = _answers(one)
    if one.flow != WRITING or ASKED_LAST not in answers or isinstance(one.event, Commanded):
        return room
    whom = listeners(View(Known(one.person, newsroom=room), batch.now, answers))
    a_week_ago = batch.now - A_WEEK
    alone = await broadcasts.sent_alone(batch.tx, member.id, a_week_ago)
    return replace(room, reach=await audience.reach(batch.tx, whom, a_week_ago), alone=alone)


def _answers(one: Asked) -> Mapping[str, Any]:
    """What is said of the text that is being written, also by who is just going on with it."""
    state = one.session.state or {}
    open_now: Mapping[str, Any] = state.get("answers", {})
    left: Mapping[str, Any] = state.get("parked", {}).get(WRITING, {}).get("answers", {})
    return open_now if ASKED_LAST in open_now else left


LOADERS: tuple[Loader, ...] = (newsrooms,)
