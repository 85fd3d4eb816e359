"""Tokens of invites: made by chance, known to their links alone, stored as hashes."""

import hashlib
import secrets

TOKEN = 24
"""Bytes of chance in a token."""


def new_token() -> str:
    """A token that nobody has yet, as it stands in a link."""
    return secrets.token_urlsafe(TOKEN)


def token_hash(token: str) -> str:
    """The hash under which an invite is stored."""
    return hashlib.sha256(token.encode()).hexdigest()
