"""Seals personal data at rest, and finds a phone number again without being able to read it."""

import base64
import binascii
import hmac
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
KEY = 32


class VaultError(Exception):
    """A key ring that cannot be read, or sealed bytes that none of its keys opens; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Vault:
    """A ring of numbered AES-256 keys (the highest number seals, all of them open) and one key for the blind index."""

    keys: Mapping[int, AESGCM]
    index_key: bytes

    @classmethod
    def from_text(cls, ring: str) -> "Vault":
        """Read `index:<base64>,1:<base64>[,2:<base64> ...]`, each 32 bytes. Raises VaultError."""
        entries = dict(_entry(part) for part in ring.replace("\n", ",").split(",") if part.strip())
        index_key = entries.pop("index", None)
        if index_key is None or not entries:
            raise VaultError("the key ring needs an 'index' key and at least one numbered key")
        if not all(number.isdecimal() and 0 < int(number) < 256 for number in entries):
            raise VaultError("the keys of the key ring are numbered from 1 to 255")
        return cls({int(number): AESGCM(key) for number, key in entries.items()}, index_key)

    @staticmethod
    def new_ring() -> str:
        """A fresh key ring in the form that `from_text` reads."""
        fresh = {name: base64.b64encode(os.urandom(KEY)).decode() for name in ("index", "1")}
        return ",".join(f"{name}:{key}" for name, key in fresh.items())

    def seal(self, place: str, content: Any) -> bytes:
        """JSON content sealed for one `place` ("table.column:id"); it opens nowhere else."""
        number, nonce = max(self.keys), os.urandom(NONCE)
        plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
        return bytes([number]) + nonce + self.keys[number].encrypt(nonce, plain, place.encode())

    def open(self, place: str, sealed: bytes) -> Any:
        """What was sealed for this place. Raises VaultError when the key is gone or the bytes were moved."""
        key = self.keys.get(sealed[0])
        if key is None:
            raise VaultError(f"data was sealed with key {sealed[0]}, which is no longer in DATA_KEYS")
        try:
            return json.loads(key.decrypt(sealed[1 : NONCE + 1], sealed[NONCE + 1 :], place.encode()))
        except InvalidTag as wrong:
            raise VaultError(
                f"sealed data at {place.split(':')[0]} does not open with the keys in DATA_KEYS"
            ) from wrong

    def blind_index(self, text: str) -> str:
        """The same 32 hex digits for the same text, meaningless without the key."""
        return hmac.new(self.index_key, text.encode(), "sha256").hexdigest()[:32]


def _entry(part: str) -> tuple[str, bytes]:
    name, colon, encoded = part.strip().partition(":")
    if not colon:
        raise VaultError("an entry of the key ring has no name in front, as in 'index:...' or '1:...'")
    try:
        key = base64.b64decode(encoded, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY:
        raise VaultError(f"key '{name}' of the key ring is not {KEY} bytes in base64")
    return name, key
