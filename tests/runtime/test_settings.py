"""What is half set or wrong is refused by name at start, and what can be set is written down twice."""

import re
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.errors import SettingsError
from bot.settings import DEMO_RING, Settings, load
from storage.vault import Vault

ROOT = Path(__file__).parents[2]
NAMES = {name.upper() for name in Settings.model_fields}


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As on a machine that has never heard of us."""
    for name in (*NAMES, "DEMO"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"WEBHOOK_URL": "http://contoh.id"}, "WEBHOOK_URL"),
        ({"WEBHOOK_URL": "https://contoh.id"}, "WEBHOOK_SECRET"),
        ({"WEBHOOK_URL": "https://contoh.id", "WEBHOOK_SECRET": "pendek"}, "WEBHOOK_SECRET"),
        ({"PORT": "delapan"}, "PORT"),
        ({"PORT": "70000"}, "PORT"),
        ({"DATABASE_URL": "mysql://u:rahasia@host/db"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
        ({"OFFER_MINUTES": "0"}, "OFFER_MINUTES"),
        ({"INVITE_DAYS": "-1"}, "INVITE_DAYS"),
        ({"OPERATOR_IS_BPJS": "mungkin"}, "OPERATOR_IS_BPJS"),
    ],
)
def test_a_wrong_variable_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], named: str
) -> None:
    """With the section of the README that explains it, and without its value."""
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=named) as refused:
        load()
    assert "'Settings' in the README" in str(refused.value)
    assert "rahasia" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"database_url": "postgres://u@host/db"}, "DATA_KEYS is not set"),
        ({"data_keys": "1:abc"}, "DATA_KEYS cannot be used"),
        ({"data_keys": DEMO_RING}, "demo's public key"),
    ],
)
def test_keys_are_refused_by_name(given: dict[str, Any], named: str) -> None:
    """Before anything is sealed with them."""
    with pytest.raises(SettingsError, match=named) as refused:
        Settings(_env_file=None, **given).vault()
    assert "init --keys" in str(refused.value) or "README" in str(refused.value)


def test_the_demos_key_is_for_the_demo_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable called DEMO on some host changes nothing."""
    monkeypatch.setenv("DEMO", "1")
    monkeypatch.setenv("DATA_KEYS", DEMO_RING)
    with pytest.raises(SettingsError, match="demo's public key"):
        load().vault()
    assert Settings(_env_file=None, demo=True).vault().keys


def test_no_token_is_refused_with_where_to_get_one() -> None:
    """The only variable that must be set."""
    with pytest.raises(SettingsError, match=r"TELEGRAM_BOT_TOKEN.*Getting a token"):
        load().token()


def test_a_key_file_is_made_beside_a_sqlite_file(tmp_path: Path) -> None:
    """Once, for its owner's eyes alone."""
    settings = Settings(_env_file=None, database_url=f"sqlite:///{tmp_path / 'var' / 'a.db'}")
    sealed = settings.vault().seal("a.b:1", "isi")
    file = tmp_path / "var" / "a.keys"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert settings.vault().open("a.b:1", sealed) == "isi"
    assert Vault.from_text(file.read_text())


def test_a_lost_key_file_is_not_made_anew(tmp_path: Path) -> None:
    """New keys would not open the old data; the operator is told to restore the file first."""
    database = tmp_path / "a.db"
    settings = Settings(_env_file=None, database_url=f"sqlite:///{database}")
    settings.vault()
    database.write_bytes(b"something")
    (tmp_path / "a.keys").unlink()
    with pytest.raises(SettingsError, match="restore it from your backup"):
        settings.vault()
    assert not (tmp_path / "a.keys").exists()


def test_secrets_are_not_shown() -> None:
    """However the settings are printed."""
    shown = repr(Settings(_env_file=None, telegram_bot_token="12345:rahasia", data_keys="kunci-rahasia"))
    assert "rahasia" not in shown


def test_every_setting_is_in_the_readme_and_in_the_example() -> None:
    """With the same default, and nothing that does not exist."""
    readme = dict(re.findall(r"^\| `([A-Z_]+)` \|([^|]*)\|", (ROOT / "README.md").read_text(), re.M))
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.M))
    assert set(readme) == set(example) == NAMES
    for name, field in Settings.model_fields.items():
        usual = "" if field.default is None else str(field.default).replace("False", "false")
        assert readme[name.upper()].strip(" `") == usual, name
        assert example[name.upper()] == usual, name
