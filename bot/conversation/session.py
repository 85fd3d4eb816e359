"""Where one person stands in a conversation; survives JSON, carries its turn."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Parked:
    """A form that was left half-way (`left` says when, in ISO form) and can be taken up again; `kept` as in Session."""

    step: str
    answers: Mapping[str, Any]
    trail: tuple[str, ...]
    kept: Mapping[str, Any] | None = None
    left: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """A conversation at rest: the question that is open, and all that was answered in this flow.

    `turn` grows by one with every event, is carried by every button and guards the row when it is saved.
    `answers` is keyed by step. `trail` holds the questions asked so far, for the way back. `found` holds the
    places (value and words) that are offered, `searched` says that they answer a typed name. `kept` holds the
    answers as they were before one of them was opened for change, None while none is. `reply_keyboard` says that
    one is on screen. `aside` holds topics (`some`) that a typed text may have meant, offered beside the open question
    until the next event, with that text and what it named. `told` is what questions named of the person, for the next
    ones; `told_at` says when, in ISO form.
    """

    turn: int = 0
    flow: str = ""
    step: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    searched: bool = False
    kept: Mapping[str, Any] | None = None
    reply_keyboard: bool = False
    aside: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)
    told_at: str = ""
    parked: Mapping[str, Parked] = field(default_factory=dict)

    @property
    def editing(self) -> bool:
        """Whether one answer of a form that was looked over is being changed."""
        return self.kept is not None

    def without_older(self, forms: datetime, told: datetime) -> "Session":
        """The session without forms that were left, and without what was told, before these instants."""
        kept = {flow: parked for flow, parked in self.parked.items() if parked.left >= forms.isoformat()}
        fresh = replace(self, parked=kept) if len(kept) < len(self.parked) else self
        return replace(fresh, told={}, told_at="") if self.told and self.told_at < told.isoformat() else fresh

    def faded(self, topics: str) -> "Session":
        """The session without what questions told, as it rests when nobody wrote for as long as that holds.

        In the flow of the topics nothing stays but which of them were offered.
        """
        offered = {name: value for name, value in self.answers.items() if name == "some"}
        answers = offered if self.flow == topics else self.answers
        return replace(self, told={}, told_at="", aside={}, answers=answers)

    def to_json(self) -> dict[str, Any]:
        """A JSON object without `turn`, which has a column of its own."""
        stored = {name: getattr(self, name) for name in self.__slots__ if name not in ("turn", "parked")}
        return {**stored, "parked": {flow: asdict(left) for flow, left in self.parked.items()}}

    @classmethod
    def from_json(cls, turn: int, stored: Mapping[str, Any]) -> "Session":
        """The session that `to_json` wrote."""
        parked = {
            flow: Parked(p["step"], p["answers"], tuple(p["trail"]), p["kept"], p["left"])
            for flow, p in stored["parked"].items()
        }
        return cls(
            turn=turn,
            flow=stored["flow"],
            step=stored["step"],
            answers=stored["answers"],
            trail=tuple(stored["trail"]),
            found=tuple((value, words) for value, words in stored["found"]),
            searched=stored["searched"],
            kept=stored["kept"],
            reply_keyboard=stored["reply_keyboard"],
            aside=stored.get("aside", {}),
            told=stored.get("told", {}),
            told_at=stored.get("told_at", ""),
            parked=parked,
        )
