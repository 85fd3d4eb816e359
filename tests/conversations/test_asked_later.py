"""Some time after somebody wrote we ask once: to finish a form, whether anybody came, whether it led anywhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from storage import people
from tests.conversations.enrol import asks, sends
from tests.conversations.operators import arrived
from tests.conversations.test_escalation import times
from tests.kit import START, Actor, World

LEFT, CALLED, REGISTERED = "Isian Anda belum selesai", "Sudah ada agen atau petugas", "sudah terdaftar?"
PLACES = {"WIB": "kab pamekasan", "WITA": "kota makassar", "WIT": "kota jayapura"}
NINE = {"WIB": 2, "WITA": 1, "WIT": 0}
"""Nine in the morning, in UTC."""


async def whys(world: World) -> list[tuple[str, str, str | None]]:
    """What became of every timer of ours that ended, in order."""
    ours = "('form_left', 'lead_quiet', 'registered_yet')"
    rows = await world.rows(f"SELECT kind, state, why FROM timers WHERE kind IN {ours} ORDER BY id")  # noqa: S608
    return [(row.kind, row.state, row.why) for row in rows if row.state != "waiting"]


async def leaves_the_form(who: Actor, place: str = "kab pamekasan") -> None:
    """Half-way: name, work and kabupaten are told."""
    await asks(who)
    await who.says("Bu Sari")
    await who.taps("Petani")
    await who.says(place)
    await who.taps(place.split()[-1].title())


async def until(world: World, at: datetime) -> None:
    """The bot plans some hours before."""
    for then in (at - timedelta(hours=5), at):
        await world.passes(seconds=(then - world.telegram.now()).total_seconds())


@pytest.mark.parametrize("zone", PLACES)
async def test_a_form_left_half_way_is_reminded_of_in_the_morning(quick_world: World, zone: str) -> None:
    """The next one at nine, by the clocks of the place that was told in the form; not a second earlier, and once."""
    sari = quick_world.person("Sari")
    await leaves_the_form(sari, PLACES[zone])
    morning = datetime(2026, 11, 22, NINE[zone], tzinfo=UTC)
    await until(quick_world, morning - timedelta(seconds=1))
    assert not sari.has_seen(LEFT)
    await quick_world.passes(seconds=1)
    assert sari.sees(LEFT) and sari.sees("/berhenti") and await arrived(sari, "form_left")
    await until(quick_world, morning + timedelta(days=2))
    assert times(sari, LEFT) == 1


async def test_going_on_resumes_where_it_was_left(world: World) -> None:
    """The answers are kept; one may type it, too."""
    sari = world.person("Sari")
    await leaves_the_form(sari)
    await until(world, START + timedelta(days=1))
    await sari.says("ya, lanjutkan")
    assert sari.sees("Kecamatan mana")
    await sari.taps("Pademawu")
    assert sari.sees("Desa atau")
    assert await whys(world) == [("form_left", "done", None)]


async def test_what_is_typed_later_answers_no_question_of_yesterday(quick_world: World) -> None:
    """A name of a kecamatan is no tap on "go on"; the question is asked again, and the form waits."""
    sari = quick_world.person("Sari")
    await leaves_the_form(sari)
    await until(quick_world, START + timedelta(days=1))
    await sari.says("galis")
    assert sari.sees(LEFT)
    await sari.taps("Nanti saja")
    assert sari.has_seen("kami simpan 30 hari")
    await sari.says("/minat")
    await sari.taps("Ya, lanjutkan")
    assert sari.sees("Kecamatan mana")


async def test_a_phone_keyboard_of_yesterday_does_not_make_it_two_messages(quick_world: World) -> None:
    """It is taken away with the next answer."""
    sari = quick_world.person("Sari")
    await leaves_the_form(sari)
    for words in ("Pademawu", "Tidak ada di daftar", "JKK", "Selesai"):
        await sari.taps(words)
    before = len(sari.phone.chat)
    await until(quick_world, START + timedelta(days=1))
    assert sari.sees(LEFT) and len(sari.phone.chat) == before + 1
    await sari.taps("Ya, lanjutkan")
    assert sari.sees("Nomor HP") and sari.phone.reply_keyboard is not None


async def test_a_form_left_for_another_page_is_reminded_of_too(quick_world: World) -> None:
    """Whoever looked around in the middle of it and went to sleep left it half-way as well."""
    sari = quick_world.person("Sari")
    await leaves_the_form(sari)
    await sari.says("/bantuan")
    await until(quick_world, START + timedelta(days=1))
    await sari.taps("Ya, lanjutkan")
    assert sari.sees("Kecamatan mana")


async def test_once_is_once(quick_world: World) -> None:
    """Who takes the form up again and leaves it once more is left in peace."""
    sari = quick_world.person("Sari")
    await leaves_the_form(sari)
    await until(quick_world, START + timedelta(days=1))
    await sari.taps("Ya, lanjutkan")
    await until(quick_world, START + timedelta(days=3))
    assert sari.sees("Kecamatan mana") and times(sari, LEFT) == 0


async def test_a_form_before_its_consent_is_nobodys_business(quick_world: World) -> None:
    """Nor one that was cancelled, sent, or filled under the older text."""
    early, gone, older, done = (quick_world.person(name) for name in ("Early", "Gone", "Older", "Done"))
    await early.says("/start")
    await early.taps("Mengerti")
    await early.taps("Hubungi saya")
    await early.taps("Kerja atau usaha sendiri")
    await leaves_the_form(gone)
    await gone.says("/batal")
    await leaves_the_form(older)
    async with quick_world.app.database.transaction() as tx:
        person = (await people.of_chats(tx, [older.chat])).person(older.chat)
        contact = replace(person.consents["contact"], version="contact-1")
        await people.save(tx, [replace(person, consents={**person.consents, "contact": contact})], START)
    await sends(done)
    await until(quick_world, START + timedelta(days=2))
    assert [times(who, LEFT) for who in (early, gone, older, done)] == [0, 0, 0, 0]
    assert await whys(quick_world) == []


async def test_who_finishes_or_goes_on_in_time_is_not_reminded(quick_world: World) -> None:
    """The operators read why: finished, written again, silent, in need."""
    done, on, quiet, hurt = (quick_world.person(name) for name in ("Done", "On", "Quiet", "Hurt"))
    for who in (done, on, quiet, hurt):
        await leaves_the_form(who)
    await until(quick_world, START + timedelta(hours=20))
    for words in ("Pademawu", "Tidak ada di daftar", "JKK", "Selesai"):
        await done.taps(words)
    await done.says(done.number)
    await done.taps("Pagi")
    await done.taps("Kirim")
    await on.taps("Pademawu")
    await quiet.says("/berhenti")
    await hurt.says("tolong, suami saya jatuh dari pohon barusan")
    await quick_world.passes(hours=4)
    assert [times(who, LEFT) for who in (done, on, quiet, hurt)] == [0, 0, 0, 0]
    found = sorted(str(why) for _, _, why in await whys(quick_world))
    assert found == ["form_finished", "in_need", "moved_on", "muted"]
    await until(quick_world, START + timedelta(days=2, minutes=1))
    assert [times(who, LEFT) for who in (done, on, quiet, hurt)] == [0, 1, 0, 0]


async def test_a_reminder_that_comes_too_late_is_dropped(quick_world: World) -> None:
    """Nobody remembers that form any more."""
    sari = quick_world.person("Sari")
    await leaves_the_form(sari)
    await until(quick_world, START + timedelta(hours=18))
    await quick_world.passes(days=4)
    assert times(sari, LEFT) == 0
    assert await whys(quick_world) == [("form_left", "cleared", "too_late")]


async def test_two_processes_remind_once(world: World) -> None:
    """And the conversation is led on once."""
    sari = world.person("Sari")
    await leaves_the_form(sari)
    await until(world, START + timedelta(hours=18))
    another = await world.another()
    world.telegram.jump(timedelta(hours=6))
    for app in (world.app, another, world.app):
        await app.timers.look()
    await another.close()
    await world.quiet()
    assert times(sari, LEFT) == 1
    await sari.taps("Ya, lanjutkan")
    assert sari.sees("Kecamatan mana")


async def test_a_reminder_whose_hour_was_over_comes_once_all_the_same(quick_world: World) -> None:
    """It was put into words and not sent before the evening; the next morning there is one, not two."""
    sari = quick_world.person("Sari")
    await leaves_the_form(sari)
    await until(quick_world, START + timedelta(hours=18))
    quick_world.telegram.jump(timedelta(hours=6))
    assert await quick_world.app.timers.look() == 1
    quick_world.telegram.jump(timedelta(hours=12))
    await quick_world.quiet()
    assert times(sari, LEFT) == 0
    await quick_world.passes(hours=12)
    await quick_world.passes(days=2)
    assert times(sari, LEFT) == 1
    await sari.taps("Ya, lanjutkan")
    assert sari.sees("Kecamatan mana")
