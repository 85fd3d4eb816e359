"""Our bot with SQLite never waiting for the disk: what durability costs is the difference."""

from bot.cli import main
from storage.database import Database

if __name__ == "__main__":
    Database.open.__func__.__kwdefaults__["synchronous"] = "OFF"  # type: ignore[attr-defined]
    main()
