"""Whom something is planned for, as data; `storage/addressees.py` finds them. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Audience:
    """The self-employed of a sector and payer who allowed messages of a purpose, having read one of these versions."""

    sector: str
    payer: str
    purpose: str
    versions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crew:
    """The active staff of a role; what is planned for them makes sense for so many calendar `days`, theirs."""

    role: str
    days: int = 1


Anybody = Audience | Crew
