"""Reports are made and drawn outside of turns; what was asked for comes once, whatever dies in between."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import OperationalError
from structlog.testing import capture_logs

from bot.reports.weekly import DEFINITION
from bot.simulator.messages import Document
from storage import reports
from storage.schema import reports as table
from tests.conversations.reports import AUGUST, counted, pictures
from tests.kit import PAMEKASAN, START, Actor, World


async def opens(who: Actor) -> None:
    """Ask for the last week, which is made unless it was, and read it."""
    await who.says("/laporan")
    if "📂 Buka" in who.labels():
        await who.taps("Buka")


async def is_taken(world: World) -> None:
    """What people did last is stored with all that follows, and nothing else has happened yet."""
    await world._receive()
    await world.app.worker.batch()


async def dies(world: World) -> None:
    """The process is no more; the next one does what it left."""
    await world.restarts()
    await world.app.sender.release_dead()
    await world.quiet()


async def broken(world: World, week: str) -> None:
    """A report of Pamekasan that nobody can read is kept of a week, so the next one cannot be compared with it."""
    async with world.app.database.transaction() as tx:
        await reports.freeze(tx, PAMEKASAN, week, DEFINITION, {"figure": 1}, START)


async def mended(world: World) -> None:
    """Whoever runs the bot looked after it."""
    async with world.app.database.transaction() as tx:
        await tx.execute(delete(table))


async def renamed(world: World, table_: str, to: str) -> None:
    """The database cannot answer a question about this table, or can again."""
    async with world.app.database.transaction() as tx:
        await tx.execute(text(f"ALTER TABLE {table_} RENAME TO {to}"))


async def keeps(world: World, snapshot: dict[str, Any]) -> None:
    """This is what is kept of every report."""
    async with world.app.database.transaction() as tx:
        await tx.execute(update(table).values(snapshot=snapshot))


async def test_an_order_outlives_the_process(world: World) -> None:
    """It dies between the turn and the making: the next one makes the report, and says so to who still waits."""
    bapak, ibu = world.official("Bapak"), world.official("Ibu")
    await world.quiet()
    for one in (bapak, ibu):
        one.phone.send("/laporan")
    await is_taken(world)
    assert world.app.press.wanted and await world.rows("SELECT * FROM reports") == []
    ibu.phone.send("/menu")
    await is_taken(world)
    await dies(world)
    assert len(await world.rows("SELECT * FROM reports")) == 1
    assert bapak.sees("Kab. Pamekasan untuk 9–15 November 2026 sudah siap"), bapak.transcript()
    assert bapak.labels()[:2] == ["📂 Buka", "🏠 Menu"]
    assert not ibu.has_seen("sudah siap"), "she went on to something else"
    await bapak.taps("Buka")
    assert bapak.sees("9–15 November 2026") and "📄 PDF" in bapak.labels(), bapak.transcript()
    await world.restarts()
    await world.quiet()
    assert bapak.transcript().count("sudah siap") == 1


async def test_who_asked_long_ago_taps_again(quick_world: World) -> None:
    """A report that takes every process down with it must not do so for ever."""
    bapak = quick_world.official("Bapak")
    await quick_world.quiet()
    bapak.phone.send("/laporan")
    await is_taken(quick_world)
    quick_world.telegram.jump(timedelta(hours=1))
    await dies(quick_world)
    assert await quick_world.rows("SELECT * FROM reports") == []
    await bapak.taps("Buka")
    await bapak.taps("Buka")
    assert bapak.sees("9–15 November 2026"), bapak.transcript()


async def test_two_reports_that_were_to_be_compared_outlive_the_process(quick_world: World) -> None:
    """Both are made."""
    bapak = quick_world.official("Bapak")
    await opens(bapak)
    await bapak.taps("Bandingkan")
    bapak.press(*_button(bapak, "Minggu sebelumnya"))
    await is_taken(quick_world)
    await dies(quick_world)
    weeks = await quick_world.rows("SELECT week FROM reports ORDER BY week")
    assert [row.week for row in weeks] == ["2026-W45", "2026-W46"]


async def test_a_report_that_cannot_be_made_is_told_with_a_way_on(world: World) -> None:
    """Who asked hears so at once, and who runs the bot what to type; mended, the same button opens it."""
    bapak, ibu = world.official("Bapak"), world.official("Ibu")
    await ibu.says("/bahasa")
    await ibu.taps("English")
    await broken(world, "2026-W45")
    with capture_logs() as logs:
        await bapak.says("/laporan")
    assert bapak.sees("Kab. Pamekasan untuk 9–15 November 2026 belum berhasil disusun"), bapak.transcript()
    assert bapak.labels()[:2] == ["🔄 Coba lagi", "🏠 Menu"]
    [line] = [one for one in logs if one["event"] == "a report could not be made"]
    assert line["do"] == "python -m bot report --region 35.28 --week 2026-W46 --out report" and line["exc_info"]
    await ibu.says("/laporan")
    assert ibu.sees("could not be put together"), ibu.transcript()
    await bapak.taps("Coba lagi")
    assert bapak.transcript().count("belum berhasil disusun") == 2, "and so it is each time"
    await mended(world)
    await bapak.taps("Coba lagi")
    await bapak.taps("Buka")
    assert "📄 PDF" in bapak.labels() and not bapak.sees("belum berhasil"), bapak.transcript()


async def test_a_database_that_is_away_for_a_moment_is_no_report_that_failed(quick_world: World) -> None:
    """Who asked is not told that it went wrong: it is made once the database answers again."""
    bapak = quick_world.official("Bapak")
    await quick_world.quiet()
    bapak.phone.send("/laporan")
    await is_taken(quick_world)
    await renamed(quick_world, "visits", "elsewhere")
    with pytest.raises(OperationalError):
        await quick_world.app.press.look()
    await renamed(quick_world, "elsewhere", "visits")
    await quick_world.quiet()
    assert not bapak.has_seen("belum berhasil disusun"), bapak.transcript()
    await bapak.taps("Buka")
    assert "📄 PDF" in bapak.labels(), bapak.transcript()


async def test_one_report_that_cannot_be_made_holds_up_no_other(quick_world: World) -> None:
    """Another official reads that of another region."""
    bapak, ibu = quick_world.official("Bapak"), quick_world.official("Ibu", "35.29")
    await quick_world.quiet()
    await broken(quick_world, "2026-W45")
    for one in (bapak, ibu):
        one.phone.send("/laporan")
    await quick_world.quiet()
    assert bapak.sees("belum berhasil disusun")
    await ibu.taps("Buka")
    assert ibu.sees("9–15 November 2026") and "📄 PDF" in ibu.labels(), ibu.transcript()


async def test_a_file_that_cannot_be_drawn_is_told_with_a_way_back(quick_world: World) -> None:
    """Nobody waits for what will not come below."""
    bapak = quick_world.official("Bapak")
    await opens(bapak)
    kept = (await quick_world.rows("SELECT snapshot FROM reports"))[0].snapshot
    bapak.press(*_button(bapak, "PDF"))
    await is_taken(quick_world)
    await keeps(quick_world, {"figure": 1})
    with capture_logs() as logs:
        await quick_world.quiet()
    assert bapak.sees("berkas laporan Kab. Pamekasan untuk 9–15 November 2026 belum berhasil dibuat")
    assert bapak.labels()[:2] == ["⬅️ Kembali ke laporan", "🏠 Menu"] and bapak.received() == []
    assert any("could not be drawn" in one["event"] and "--week 2026-W46" in one["do"] for one in logs)
    await keeps(quick_world, json.loads(kept))
    await bapak.taps("Kembali ke laporan")
    await bapak.taps("PDF")
    assert [name for name, _ in bapak.received()] == ["35.28-2026-W46.pdf"], bapak.transcript()


async def test_a_file_comes_once_though_the_process_dies_before_it_is_drawn(quick_world: World) -> None:
    """It waits in the outbox as the name of what it is, without a byte of it."""
    bapak = quick_world.official("Bapak")
    await counted(quick_world, 100_000, AUGUST)
    await opens(bapak)
    bapak.press(*_button(bapak, "PDF"))
    await is_taken(quick_world)
    [row] = await quick_world.rows("SELECT length(payload) AS size FROM outbox WHERE lane = 'notice'")
    assert row.size < 1_000
    await dies(quick_world)
    assert [name for name, _ in bapak.received()] == ["35.28-2026-W46.pdf"]


async def test_what_telegram_has_is_not_sent_again(quick_world: World) -> None:
    """The second reader gets the file of the first one; where Telegram knows it no more it is drawn anew."""
    files = quick_world.telegram.files.by_id
    for name in ("Adi", "Budi"):
        who = quick_world.official(name)
        await opens(who)
        await who.taps("Gambar")
        await who.taps("Kembali ke laporan")
        await who.taps("PDF")
        assert pictures(who) == 1 and len(who.received()) == 1, who.transcript()
    assert len(files) == 2
    files.clear()
    await opens(who)
    await who.taps("PDF")
    assert [content[:4] for _, content in who.received()] == [b"%PDF"] * 2
    assert all(isinstance(one.attachment, Document) for one in who.phone.chat[-1:])


def _button(who: Actor, label: str) -> tuple[int | None, str]:
    found = who._button(label)
    assert found is not None
    return found
