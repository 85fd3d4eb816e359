"""Columns of "TK" (tenaga kerja): in tables of a branch these are its members, elsewhere often all who work."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.coverage.columns import Column, as_members

_STAFF: Final = re.compile(r"\btk\b|\btenaga kerja\b|\bnaker\b", re.I)
_SHORT: Final = re.compile(r"\btk\b", re.I)
_BRANCH: Final = re.compile(r"\bcabang\b(?!\s+dinas)|\bka?n?cab\b|\bkcp\b", re.I)

_IDLE: Final = re.compile(r"\b(?:tk|tenaga kerja|naker) (?:non|tidak|tdk)[ -]?aktif\b", re.I)
"""Beside these "Total TK" are members, active or not."""


def told_apart(columns: Sequence[Column], around: Sequence[str]) -> list[Column]:
    """These columns, "TK" among them as members where they are such; `around` are titles and headings.

    What stays open has `is_open`, and a person must say whether it was read rightly.
    """
    is_of_branch = any(_BRANCH.search(line) for line in around)
    if any(_IDLE.search(line) for line in around):
        return [as_members(one) if _is_staff(one) else one for one in columns]
    return [_told(one, columns, is_of_branch) if _is_staff(one) else one for one in columns]


def _is_staff(one: Column) -> bool:
    """Whether a heading counts workers by no other word; "Potensi TK" is said of all."""
    return one.role == "eligible" and one.rank == 1 and bool(_STAFF.search(one.words)) and not _says_workers(one)


def _says_workers(one: Column) -> bool:
    return bool(re.search(r"\b(?:pekerja|workers?|bekerja|angkatan|semesta|potensi\w*)\b", one.words, re.I))


def _told(one: Column, columns: Sequence[Column], is_of_branch: bool) -> Column:
    members = [each for each in columns if each.role == "active"]
    if any(each.segment == one.segment for each in members):
        return one
    if one.segment == "all" and any(not _STAFF.search(each.words) for each in members):
        return one
    if any(each.role == "eligible" and each.segment == one.segment and not _is_staff(each) for each in columns):
        return replace(as_members(one), is_open=not is_of_branch)
    has_share = any(each.role == "coverage" for each in columns)
    if is_of_branch or one.segment != "all" or any(_is_staff(each) and each.segment != "all" for each in columns):
        return replace(as_members(one), is_open=has_share or not is_of_branch)
    return replace(one, is_open=not has_share and bool(_SHORT.search(one.words)))
