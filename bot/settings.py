"""Everything an operator can set, read once from the environment and `.env`, and checked before anything starts."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any, Self

import structlog
from pydantic import Field, PrivateAttr, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from bot.errors import SettingsError
from storage.database import normalised
from storage.vault import Vault, VaultError

log = structlog.get_logger(__name__)

SECRET_LENGTH = 16
DEMO_RING = "index:{0},1:{0}".format("amFuZ2thdS1jb250b2gtYnVrYW4tcmFoYXNpYS0zMjE=")
"""The demo's key ring: printed here for all to read, and so refused everywhere else."""


class Settings(BaseSettings):
    """One frozen object, built in the command line and passed down."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    telegram_bot_token: SecretStr | None = Field(default=None, description="the token from @BotFather")
    telegram_api_base_url: str = Field(default="https://api.telegram.org", description="where the Bot API is")
    database_url: str = Field(default="sqlite:///var/jangkau.db", description="SQLite file or PostgreSQL")
    data_keys: SecretStr | None = Field(default=None, description="key ring that seals personal data")
    webhook_url: str | None = Field(default=None, description="public https address; polling when empty")
    webhook_secret: SecretStr | None = Field(default=None, description="what Telegram must show with each webhook call")
    port: int | None = Field(default=None, ge=0, le=65535, description="port of webhook, /health and /metrics")
    operator_name: str = Field(default="Jangkau (contoh)", description="who runs this bot, as its notice says")
    operator_contact: str = Field(default="-", description="how to reach whoever runs this bot")
    operator_is_bpjs: bool = Field(default=False, description="whether BPJS Ketenagakerjaan itself runs this bot")
    offer_minutes: int = Field(default=60, ge=1, description="how long an agent may think about an offered lead")
    invite_days: int = Field(default=7, ge=1, description="how long an invite link works")

    _demo: bool = PrivateAttr(default=False)

    def __init__(self, *, demo: bool = False, **given: Any) -> None:
        """`demo` is an argument and no field, so that no variable called DEMO can let the demo's key in."""
        super().__init__(**given)
        self._demo = demo

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, url: str) -> str:
        try:
            normalised(url)
        except ArgumentError as error:
            raise ValueError("must be sqlite:///a/file or postgres://user:password@host:5432/name") from error
        return url

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        if self.webhook_url and not self.webhook_url.startswith("https://"):
            raise ValueError("WEBHOOK_URL must begin with https://, Telegram calls nothing else")
        if (
            self.webhook_url
            and len(self.webhook_secret.get_secret_value() if self.webhook_secret else "") < SECRET_LENGTH
        ):
            raise ValueError(f"WEBHOOK_SECRET must have at least {SECRET_LENGTH} characters when WEBHOOK_URL is set")
        return self

    @property
    def database(self) -> URL:
        """DATABASE_URL with our driver. Raises SettingsError."""
        try:
            return normalised(self.database_url)
        except ArgumentError as error:
            raise SettingsError("DATABASE_URL is no database address; see 'Settings' in the README") from error

    @property
    def is_example(self) -> bool:
        """Whether whoever runs this says that it is no more than an example."""
        return "(contoh)" in self.operator_name

    @property
    def patience(self) -> timedelta:
        """How long an offer stands."""
        return timedelta(minutes=self.offer_minutes)

    def token(self) -> str:
        """The bot token. Raises SettingsError when there is none."""
        if self.telegram_bot_token is None or not self.telegram_bot_token.get_secret_value():
            raise SettingsError(
                "TELEGRAM_BOT_TOKEN is not set; see 'Getting a token' in the README, or try `make demo`"
            )
        return self.telegram_bot_token.get_secret_value()

    def vault(self) -> Vault:
        """The keys that seal personal data.

        On SQLite a key file (mode 0600) is made beside the database when DATA_KEYS is empty. Raises SettingsError.
        """
        ring = self.data_keys.get_secret_value() if self.data_keys else ""
        if not ring:
            ring = _key_file(self.database)
        if ring == DEMO_RING and not self._demo:
            raise SettingsError("DATA_KEYS holds the demo's public key; make one with `python -m bot init --keys`")
        try:
            return Vault.from_text(ring)
        except VaultError as error:
            raise SettingsError(f"DATA_KEYS cannot be used: {error}; see 'Settings' in the README") from error


def load() -> Settings:
    """The settings of this process. Raises SettingsError naming every variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc'])).upper() or 'settings'}: {one['msg'].removeprefix('Value error, ')}"
            for one in error.errors()
        )
        raise SettingsError(f"{wrong}; see 'Settings' in the README") from error


def _key_file(database: URL) -> str:
    if database.get_backend_name() != "sqlite" or not database.database:
        raise SettingsError("DATA_KEYS is not set; PostgreSQL needs it, make one with `python -m bot init --keys`")
    kept = Path(database.database)
    path = kept.with_suffix(".keys")
    if not path.exists() and kept.exists() and kept.stat().st_size:
        raise SettingsError(
            f"{path} is missing, and without it nobody can read what {kept.name} holds: restore it from your backup, "
            "set DATA_KEYS, or move the database away to begin anew; see 'Settings' in the README"
        )
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(Vault.new_ring())
        log.warning("made a key file; without it nobody can read the personal data, so back it up", path=str(path))
    return path.read_text().strip()
