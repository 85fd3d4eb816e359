"""Parameters of a call, however they travelled: JSON values, form strings or uploaded files."""

import json
from collections.abc import Mapping
from typing import Any

from bot.simulator.refusal import bad_request

Upload = bytes | tuple[str, bytes, *tuple[str, ...]]
"""The content of a file, or its name, its content and perhaps its media type."""


class Params:
    """Typed reading of a call's parameters; a malformed one is refused as Telegram would."""

    def __init__(self, values: Mapping[str, Any], files: Mapping[str, Upload]) -> None:
        self.values = {name: value for name, value in values.items() if value is not None}
        self.files = files

    def has(self, name: str) -> bool:
        """Whether the caller gave this parameter at all."""
        return name in self.values or name in self.files

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers become their digits."""
        return str(self.values.get(name, default))

    def number(self, name: str, default: int | None = None) -> int:
        """An integer, required unless a default is given."""
        value = self.values.get(name, default)
        try:
            return int(value)  # type: ignore[arg-type]  # whatever it is, int() judges
        except (TypeError, ValueError):
            raise bad_request(f"{name.replace('_', ' ')} must be an integer") from None

    def decimal(self, name: str) -> float:
        """A number with a fraction, required."""
        try:
            return float(self.values.get(name, ""))
        except (TypeError, ValueError):
            raise bad_request(f"{name} must be a number") from None

    def flag(self, name: str) -> bool:
        """True when given as true in any of the ways forms spell it."""
        return str(self.values.get(name, "")).lower() in {"true", "1", "yes"}

    def structure(self, name: str) -> Any:
        """A JSON object or array, given as such or as a JSON string; None when absent or empty."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value.strip() else None
        except json.JSONDecodeError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def upload(self, name: str) -> tuple[str, bytes] | None:
        """The file sent for this parameter, directly or by attach://; None when a string was sent."""
        key = self.text(name).removeprefix("attach://") if self.text(name).startswith("attach://") else name
        file = self.files.get(key)
        return (key, file) if isinstance(file, bytes) else (file and file[:2])
