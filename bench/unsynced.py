"""Our bot with SQLite never waiting for the disk: what durability costs is the difference."""

from storage.database import Database
from storage.vault import Vault

durable = Database.open


def careless(url: str, vault: Vault, **_: str) -> Database:
    """As our bot opens its database, whatever it asks for, without the waiting."""
    return durable(url, vault, synchronous="OFF")


if __name__ == "__main__":
    from bot.cli import main

    Database.open = careless  # type: ignore[method-assign]
    main()
