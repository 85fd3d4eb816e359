"""Reports are made and drawn outside of turns; what was asked for comes once, whatever dies in between."""

from bot.simulator.messages import Document
from tests.conversations.reports import AUGUST, counted, pictures
from tests.kit import Actor, World


async def opens(who: Actor) -> None:
    """Ask for the last week, which is made unless it was, and read it."""
    await who.says("/laporan")
    if "📂 Buka" in who.labels():
        await who.taps("Buka")


async def test_a_turn_makes_no_report_and_a_lost_order_is_given_again(quick_world: World) -> None:
    """The process dies between the turn and the making; who asked taps once more and reads it."""
    bapak = quick_world.official("Bapak")
    await quick_world.quiet()
    bapak.phone.send("/laporan")
    await quick_world._receive()
    await quick_world.app.worker.batch()
    assert quick_world.app.press.wanted and await quick_world.rows("SELECT * FROM reports") == []
    await quick_world.restarts()
    await quick_world.app.sender.release_dead()
    await bapak.taps("Buka")
    await bapak.taps("Buka")
    assert bapak.sees("9–15 November 2026"), bapak.transcript()
    assert len(await quick_world.rows("SELECT * FROM reports")) == 1


async def test_a_file_comes_once_though_the_process_dies_before_it_is_drawn(quick_world: World) -> None:
    """It waits in the outbox as the name of what it is, without a byte of it."""
    bapak = quick_world.official("Bapak")
    await counted(quick_world, 100_000, AUGUST)
    await opens(bapak)
    bapak.press(*_button(bapak, "PDF"))
    await quick_world._receive()
    await quick_world.app.worker.batch()
    [row] = await quick_world.rows("SELECT length(payload) AS size FROM outbox WHERE lane = 'notice'")
    assert row.size < 1_000
    await quick_world.restarts()
    await quick_world.app.sender.release_dead()
    await quick_world.quiet()
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
