"""A broadcast for a part of the people: by their work, and by how far their interest has come."""

from sqlalchemy import text

from tests.conversations.broadcasting import TEXT, is_known, told, writes
from tests.kit import Actor, World


async def lives_otherwise(who: Actor, work: str, state: str) -> None:
    """As if their interest had been of this work, and had come so far."""
    async with who.world.app.database.transaction() as tx:
        changed = {"work": work, "state": state, "chat": who.chat}
        await tx.execute(text("UPDATE leads SET work = :work, state = :state WHERE chat = :chat"), changed)


async def test_only_the_work_and_the_stage_that_were_chosen(quick_world: World) -> None:
    """Farmers who are registered read it; a farmer who still waits and a registered trader do not, nor are counted."""
    citra = quick_world.officer("Citra")
    lives = {
        "Sari": ("farmer", "registered"),
        "Tini": ("farmer", "new"),
        "Wati": ("trader", "registered"),
        "Yanto": ("farmer", "verified"),
    }
    people = {name: quick_world.person(name) for name in lives}
    for name, who in people.items():
        await is_known(who)
        await lives_otherwise(who, *lives[name])
    await quick_world.passes(hours=1)
    await writes(citra, work="Petani", whose="Sudah terdaftar")
    assert citra.sees("Petani") and citra.sees("Sudah terdaftar")
    await citra.taps("Hitung")
    assert citra.sees("Akan menerima: 2 orang"), citra.transcript()
    await citra.taps("📤 Kirim")
    assert {name: told(who, TEXT) for name, who in people.items()} == {"Sari": 1, "Tini": 0, "Wati": 0, "Yanto": 1}


async def test_whom_it_fits_no_more_when_the_hour_has_come(quick_world: World) -> None:
    """Sent off at night; by the morning one of them is registered, and it was for those who still wait."""
    citra, sari, tini = quick_world.officer("Citra"), quick_world.person("Sari"), quick_world.person("Tini")
    for who in (sari, tini):
        await is_known(who)
    await quick_world.passes(hours=12)
    await writes(citra, whose="Minatnya masih berjalan")
    await citra.taps("Hitung")
    assert citra.sees("Akan menerima: 2 orang"), citra.transcript()
    await citra.taps("📤 Kirim")
    await lives_otherwise(sari, "farmer", "registered")
    await quick_world.passes(hours=60)
    assert (told(sari, TEXT), told(tini, TEXT)) == (0, 1)
    assert citra.has_seen("✅ Terkirim: 1\n↪️ Tidak cocok lagi dengan pilihan: 1"), citra.transcript()
