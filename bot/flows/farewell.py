"""What remains on the phone of somebody who leaves the staff: cards that name nobody."""

from collections.abc import Iterator, Sequence

from bot.conversation.effects import Say
from bot.conversation.words import Button, Label
from storage.records import Case, Lead, Staff

TO_LEAVE = Button("/jadwal", Label("desk.agent.shift"))


def farewell(member: Staff, leads: Sequence[Lead], cases: Sequence[Case], *, told: bool) -> Sequence[Say]:
    """Edits of the cards of these leads and cases, and, where it has to be `told`, that the work has ended."""
    return [*_wiped(member, leads, cases), *([Say((Label("farewell.ended"),), to=member.chat)] if told else [])]


def alone(member: Staff, relying: Sequence[Staff]) -> Sequence[Say]:
    """What those hear for whom this member stood in: their places are without anybody until they name somebody else."""
    label = Label("farewell.alone", {"name": member.name, "code": member.code})
    return [Say((label,), ((TO_LEAVE,),), to=one.chat, at_work=True) for one in relying if one.chat is not None]


def _wiped(member: Staff, leads: Sequence[Lead], cases: Sequence[Case]) -> Iterator[Say]:
    for lead in leads:
        yield Say((Label("farewell.lead", {"number": str(lead.id)}),), to=member.chat, edit=lead.card)
    for case in cases:
        yield Say((Label("case.handed_on", {"number": str(case.id)}),), to=member.chat, edit=case.card)
