"""A NIK, a card, an account or a code that somebody types: nowhere afterwards, not even for a moment."""

from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from storage.vault import Vault
from tests.conversations.enrol import asks, meets
from tests.conversations.relay import connected
from tests.kit import Actor, World

SECRETS = {
    "nik saya 3528024107900001 sudah terdaftar blm?": "3528024107900001",
    "kk 3528021234567890, klo telat bayar gmn": "3528021234567890",
    "kartu atm 4111 1111 1111 1111 bisa buat bayar iuran?": "4111 1111 1111 1111",
    "no rek bri 002101034567531, jht cair ke sini ya": "002101034567531",
    "otpnya 482913 kak, lalu daftarnya gimana": "482913",
    "kode otp saya empat dua satu sembilan lima tiga": "empat dua satu",
    "npwp saya 12.345.678.9-012.345 dipake daftar?": "12.345.678.9-012.345",
    "zxqw plok brum 3528024107900001": "3528024107900001",
}


@pytest.fixture
def sealed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Whatever is sealed for the database, as it was before."""
    seen: list[str] = []
    seal = Vault.seal

    def sees(vault: Vault, place: str, content: Any) -> bytes:
        seen.append(str(content))
        return seal(vault, place, content)

    monkeypatch.setattr(Vault, "seal", sees)
    yield seen


async def where_nobody_understood(who: Actor) -> None:
    """And who asked lets us keep such questions."""
    await meets(who)
    await who.says("zxqw plok brum")
    await who.taps("Boleh disimpan")


PLACES = {"menu": meets, "form": asks, "unknown": where_nobody_understood, "agent": None}


@pytest.mark.parametrize("where", PLACES)
async def test_a_secret_stays_nowhere(quick_world: World, sealed: list[str], where: str) -> None:
    """Neither in a row, sealed or not, nor in a log line, nor in anything that anybody is sent."""
    if (gets_there := PLACES[where]) is None:
        sari, _ = await connected(quick_world)
    else:
        sari = quick_world.person("Sari")
        await gets_there(sari)
    sealed.clear()
    with structlog.testing.capture_logs() as logs:
        for typed, secret in SECRETS.items():
            await sari.says(typed)
            warning = "tidak diteruskan dan tidak disimpan" if where == "agent" else "tidak kami simpan"
            assert sari.sees(warning), (typed, sari.transcript())
            said = [call.values for calls in quick_world.telegram.calls.values() for call in calls]
            kept = "\n".join([*sealed, str(logs), str(said), await everything(quick_world)])
            for digits in (secret, secret.replace(" ", "")):
                assert digits not in kept, typed


async def everything(world: World) -> str:
    """Each column of each table, as it is stored."""
    tables = [row.name for row in await world.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return "\n".join([str(await world.rows(f"SELECT * FROM {table}")) for table in tables])  # noqa: S608
