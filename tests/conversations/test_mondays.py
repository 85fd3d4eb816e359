"""The report comes on Monday at seven, by the clock of the region: once, with a picture, however late."""

from datetime import timedelta

from sqlalchemy import delete, update
from structlog.testing import capture_logs

from bot.reports.weekly import DEFINITION
from storage import reports as kept
from storage import staff
from storage.schema import reports as table
from storage.schema import subscriptions
from tests.conversations.operators import arrived, explained_of, told_of
from tests.conversations.reports import AUGUST, counted, pictures, subscribes
from tests.kit import PAMEKASAN, START, Actor, World


def reports(who: Actor) -> int:
    """How many reports are in the chat in words."""
    return sum("pekerja sudah terlindungi" in (message.text or "") for message in who.phone.chat)


async def neighbours(world: World) -> tuple[Actor, Actor]:
    """Officials of two kabupaten, each with their own report."""
    await counted(world, 100_000, AUGUST)
    bapak, ibu = world.official("Bapak"), world.official("Ibu", "35.29")
    await subscribes(bapak)
    await subscribes(ibu, "Kab. Sumenep")
    return bapak, ibu


async def test_monday_at_seven(world: World) -> None:
    """Not on Sunday, not at six; on Monday one picture and one message, and nothing more until the next one."""
    await counted(world, 100_000, AUGUST)
    bapak = world.official("Bapak")
    await subscribes(bapak)
    await world.passes(hours=44)
    assert pictures(bapak) == 0, "it is five in the morning"
    await world.passes(hours=2)
    assert (pictures(bapak), reports(bapak)) == (1, 1) and bapak.sees("25%"), bapak.transcript()
    assert await arrived(bapak, "report") and await arrived(bapak, "report_picture")
    await bapak.taps("PDF, Excel, bandingkan")
    assert bapak.sees("16–22 November 2026") and "📄 PDF" in bapak.labels()
    await world.passes(hours=5)
    await world.passes(days=6)
    assert pictures(bapak) == 1
    await world.passes(days=1)
    assert pictures(bapak) == 2


async def test_who_subscribes_on_monday_before_seven_gets_it_at_seven(quick_world: World) -> None:
    """Those of the region who subscribed before were planned for at midnight; after seven it is next week's."""
    early, late, later = (quick_world.official(name) for name in ("Adi", "Budi", "Cici"))
    await subscribes(early)
    await quick_world.passes(hours=44)
    await quick_world.passes(hours=1.5)
    await subscribes(late)
    await quick_world.passes(hours=1)
    await subscribes(later)
    await quick_world.passes(hours=1)
    assert [pictures(one) for one in (early, late, later)] == [1, 1, 0]


async def test_by_the_clock_of_the_region(quick_world: World) -> None:
    """In Jayapura it is seven two hours before it is in Jakarta."""
    papua = quick_world.official("Ibu", "91.71", branch="jayapura")
    await subscribes(papua, "Kota Jayapura")
    await quick_world.passes(hours=43, minutes=50)
    assert pictures(papua) == 0
    await quick_world.passes(minutes=20)
    assert pictures(papua) == 1


async def test_a_monday_that_was_missed_is_told_once_on_wednesday(quick_world: World) -> None:
    """The process was down; not in the night, and never when the week is over."""
    await counted(quick_world, 100_000, AUGUST)
    bapak = quick_world.official("Bapak")
    await subscribes(bapak)
    quick_world.telegram.jump(timedelta(days=3, hours=15))
    await quick_world.quiet()
    assert reports(bapak) == 0, "it is midnight on Wednesday"
    assert await told_of(bapak, "report") == ["⏳ Menunggu: kabar ini punya jam kirim sendiri."]
    assert "hours of its own" in (await explained_of(bapak, "report"))[0]
    await quick_world.passes(hours=8)
    assert (pictures(bapak), reports(bapak)) == (1, 1) and bapak.sees("16–22 November")
    quick_world.telegram.jump(timedelta(days=13))
    await quick_world.quiet()
    assert (pictures(bapak), reports(bapak)) == (2, 2), "of two weeks that were missed the last one is news"


async def test_two_regions_are_two_reports_and_once_a_month_is_the_first_monday(quick_world: World) -> None:
    """Nobody gets one of them twice."""
    ibu, bapak = quick_world.official("Ibu", "35.28", "35.29"), quick_world.official("Bapak")
    await subscribes(ibu)
    await subscribes(ibu, "Kab. Sumenep")
    await subscribes(bapak, often="Sebulan sekali")
    await quick_world.passes(days=2)
    assert (pictures(ibu), pictures(bapak)) == (2, 0)
    await quick_world.passes(days=7)
    assert (pictures(ibu), pictures(bapak)) == (4, 0)
    await quick_world.passes(days=7)
    assert (pictures(ibu), pictures(bapak)) == (6, 1), "the seventh of December is the first Monday"


async def test_who_reads_in_silence_is_asked_once_whatever_the_number_of_regions(quick_world: World) -> None:
    """After four Mondays without a word, under one of the two reports."""
    ibu = quick_world.official("Ibu", "35.28", "35.29")
    await subscribes(ibu)
    await subscribes(ibu, "Kab. Sumenep")
    await quick_world.passes(days=2)
    for week in range(1, 6):
        assert ibu.transcript().count("tanpa kabar dari Anda") == (week == 5), week
        await quick_world.passes(days=7)
    assert pictures(ibu) == 12 and ibu.transcript().count("Sudah 4 minggu laporan kami kirim") == 1, "eight were sent"


async def test_who_ends_it_or_asks_for_silence_gets_nothing_more(quick_world: World) -> None:
    """Also where the next one is planned already; no to reminders does not end it."""
    ends, silent, refuses = (quick_world.official(name) for name in ("Adi", "Budi", "Cici"))
    for one in (ends, silent, refuses):
        await subscribes(one)
    quick_world.telegram.jump(timedelta(hours=40))
    await quick_world.app.mondays.plan()
    await ends.says("/langganan")
    await ends.taps("Kab. Pamekasan")
    await ends.taps("Akhiri langganan")
    await silent.says("/berhenti")
    await refuses.says("/pengingat")
    await quick_world.passes(hours=8)
    assert [pictures(one) for one in (ends, silent, refuses)] == [0, 0, 1]


async def test_whoever_is_retired_or_moved_gets_none(quick_world: World) -> None:
    """What one may not read any more does not come either."""
    bapak = quick_world.official("Bapak")
    await subscribes(bapak)
    quick_world.telegram.jump(timedelta(hours=40))
    await quick_world.app.mondays.plan()
    async with quick_world.app.database.transaction() as tx:
        [member] = (await staff.of_chats(tx, [bapak.chat])).values()
        await staff.rearrange(tx, member.id, {"areas": ("35.29",)})
    await quick_world.passes(hours=8)
    assert pictures(bapak) == 0
    rows = await quick_world.rows("SELECT DISTINCT why FROM timers WHERE kind LIKE 'report%'")
    assert [row.why for row in rows] == ["unconcerned"]


async def test_who_changes_the_language_before_monday_still_gets_a_picture(quick_world: World) -> None:
    """The one that was drawn; the words are in the new language."""
    await counted(quick_world, 100_000, AUGUST)
    bapak = quick_world.official("Bapak")
    await subscribes(bapak)
    quick_world.telegram.jump(timedelta(hours=40))
    await quick_world.app.mondays.plan()
    await bapak.says("/bahasa")
    await bapak.taps("English")
    await quick_world.passes(hours=8)
    assert pictures(bapak) == 1 and bapak.sees("of workers"), bapak.last()


async def test_a_monday_that_cannot_be_told_yet_is_told_later_and_keeps_nobody_else_waiting(quick_world: World) -> None:
    """No half a report and no apology at seven: an operator reads what to do, and it comes when that is done."""
    bapak, ibu = await neighbours(quick_world)
    async with quick_world.app.database.transaction() as tx:
        await kept.freeze(tx, PAMEKASAN, "2026-W46", DEFINITION, {"figure": 1}, START)
    seen = len(bapak.phone.chat)
    with capture_logs() as logs:
        await quick_world.passes(hours=46)
    assert (pictures(bapak), pictures(ibu)) == (0, 1) and len(bapak.phone.chat) == seen, bapak.transcript()
    lines = [one for one in logs if "of Monday could not be made" in one["event"]]
    assert {line["do"] for line in lines} == {"python -m bot report --region 35.28 --week 2026-W47 --out report"}
    async with quick_world.app.database.transaction() as tx:
        await tx.execute(delete(table).where(table.c.region == PAMEKASAN))
    await quick_world.passes(hours=2)
    assert (pictures(bapak), reports(bapak), pictures(ibu)) == (1, 1, 1), bapak.transcript()


async def test_a_region_that_is_no_more_keeps_nobody_else_waiting(quick_world: World) -> None:
    """It was split up since somebody subscribed, and stands in front of all others: those get theirs on Monday."""
    bapak, ibu = await neighbours(quick_world)
    async with quick_world.app.database.transaction() as tx:
        await tx.execute(update(subscriptions).where(subscriptions.c.chat == ibu.chat).values(region="11.99"))
    with capture_logs() as logs:
        await quick_world.passes(hours=46)
    assert (pictures(bapak), reports(bapak), pictures(ibu)) == (1, 1, 0), bapak.transcript()
    assert "11.99" in {one.get("region") for one in logs if "give them another area" in one["event"]}
