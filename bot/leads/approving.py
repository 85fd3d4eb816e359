"""Who has to agree before something goes to many: a second officer, never whoever wrote it. Pure."""

from collections.abc import Sequence

from storage.records import Staff, StaffId


def approvers(author: StaffId, branch: str, officers: Sequence[Staff]) -> tuple[Staff, ...]:
    """The other officers of the branch; those of all others where whoever wrote it is the only one there.

    `officers` are those who can be reached.
    """
    others = [one for one in officers if one.id != author and one.active]
    return tuple(one for one in others if one.branch == branch) or tuple(others)
