"""After a broadcast its officer sees how many wrote and how many asked for silence; never who, and no small number."""

from datetime import timedelta

from tests.conversations.broadcasting import all_say, crowd, is_known, sends_news, told
from tests.kit import Actor, World

WROTE, SILENT = "Menanggapi dalam 48 jam", "Minta berhenti dalam 48 jam"
FEW = "kurang dari 5"
MARKS = "SELECT echo, count(*) FROM timers WHERE kind = 'broadcast' GROUP BY echo ORDER BY echo"


async def opens(officer: Actor, sign: str = "✔️") -> None:
    """The page of the newest broadcast."""
    await officer.says("/siaran")
    await officer.taps(sign)


def counts(officer: Actor, wrote: object, silent: object) -> bool:
    return officer.sees(f"{WROTE}: {wrote}") and officer.sees(f"{SILENT}: {silent}")


async def test_how_many_wrote_back(world: World) -> None:
    """Each person once, however much they write; whoever asks for silence in the end is counted as that alone."""
    citra, people = world.officer("Citra"), await crowd(world, 11)
    await sends_news(citra)
    assert sum(told(one) for one in people) == 11
    await opens(citra)
    assert counts(citra, 0, 0), citra.transcript()
    await all_say(people[:4], "Terima kasih infonya")
    await citra.taps("Perbarui")
    assert counts(citra, FEW, 0)
    await people[4].taps("Tanpa kabar cabang")
    await people[5].says("/menu")
    await people[5].taps("Program")
    await all_say(people[:3], "Jam berapa?")
    await people[6].says("tolong jangan kirim lagi")
    await citra.taps("Perbarui")
    assert counts(citra, 5, FEW)
    await all_say(people[7:9], "/berhenti")
    await people[0].says("stop")
    await all_say(people[9:], "besok buka?")
    await citra.taps("Perbarui")
    assert counts(citra, 6, 5)
    assert not any(one.phone.first_name in citra.transcript() for one in people)


async def test_only_what_follows_within_its_hours_counts(world: World) -> None:
    """What came in time is told for as long as the broadcast is, but soon nobody's timer says any more whose it was."""
    citra, people = world.officer("Citra"), await crowd(world, 7)
    await sends_news(citra)
    await world.passes(hours=47)
    await all_say(people[:5], "Saya mau datang")
    assert set(await world.rows(MARKS)) == {("wrote", 5), (None, 2)}
    await world.passes(hours=2)
    await all_say(people[5:], "Masih ada?")
    await world.app.housekeeping()
    assert await world.rows(MARKS) == [(None, 7)]
    await opens(citra)
    assert counts(citra, 5, 0), citra.transcript()
    world.telegram.jump(timedelta(days=200))
    await world.app.housekeeping()
    assert await world.rows(MARKS) == []
    await opens(citra)
    assert counts(citra, 5, 0)


async def test_of_few_people_nothing_is_told(quick_world: World) -> None:
    """Where one person got it, even "nobody wrote" would be about that person."""
    citra, [sari] = quick_world.officer("Citra"), await crowd(quick_world, 1)
    await sends_news(citra)
    await opens(citra)
    assert counts(citra, FEW, FEW), citra.transcript()
    await sari.says("Terima kasih")
    await citra.taps("Perbarui")
    assert counts(citra, FEW, FEW)


async def test_whoever_did_not_get_it_answers_nothing(quick_world: World) -> None:
    """While it waits, is paused or was called off, what people say is about something else."""
    citra, people = quick_world.officer("Citra"), await crowd(quick_world, 2)
    await quick_world.passes(hours=11)
    await sends_news(citra)
    await all_say(people, "Halo")
    await opens(citra, "▶️")
    assert citra.sees("Menunggu giliran: 2") and not citra.sees("anggapi"), citra.transcript()
    await citra.taps("Batalkan")
    await citra.taps("Ya, batalkan")
    await all_say(people, "Halo lagi")
    await quick_world.passes(hours=1)
    assert citra.has_seen("Dibatalkan: 2") and not citra.has_seen("anggapi")
    assert await quick_world.rows(MARKS) == [(None, 2)]


async def test_the_closing_notice_tells_what_is_known_by_then(quick_world: World) -> None:
    """Right after the last message it says where to look; a week after the last one it has the counts."""
    citra, people = quick_world.officer("Citra"), await crowd(quick_world, 5)
    await sends_news(citra, "Kabar yang pertama.")
    assert citra.has_seen("Yang menanggapi (menulis atau menekan tombol) dihitung selama 48 jam")
    assert not citra.has_seen(WROTE)
    await is_known(quick_world.person("Dewi"), hours=(15 * 60, 20 * 60))
    await sends_news(citra, "Kabar yang kedua.")
    await all_say(people, "Siap")
    await opens(citra, "▶️ Kabar yang kedua")
    await citra.taps("Jeda")
    quick_world.telegram.jump(timedelta(days=8))
    await quick_world.passes(days=1)
    assert citra.has_seen(f"✅ Terkirim: 5\n⌛ Sudah lewat waktunya: 1\n✍️ {WROTE}: 5\n🔕 {SILENT}: 0"), (
        citra.transcript()
    )


async def test_two_broadcasts_are_answered_at_once(quick_world: World) -> None:
    """Nobody can say which of them somebody meant, so both are counted; blocking the bot is no answer."""
    citra, [sari, tini] = quick_world.officer("Citra"), await crowd(quick_world, 2)
    await sends_news(citra, "Kabar yang pertama.")
    await sends_news(citra, "Kabar yang kedua.")
    await tini.blocks()
    await sari.says("Siap")
    assert set(await quick_world.rows(MARKS)) == {("wrote", 2), (None, 2)}


async def test_who_is_erased_leaves_no_mark(quick_world: World) -> None:
    """Neither the word on the timer nor a part in the count."""
    citra, people = quick_world.officer("Citra"), await crowd(quick_world, 2)
    await sends_news(citra)
    await all_say(people, "Siap")
    await people[0].says("/hapus")
    await people[0].taps("Ya")
    assert await quick_world.rows(MARKS) == [("wrote", 1)]


async def test_who_agreed_hears_the_end_when_the_author_left(quick_world: World) -> None:
    """Whoever answers for it now is told what became of it."""
    citra, rina = quick_world.officer("Citra"), quick_world.officer("Rina")
    await crowd(quick_world, 1)
    await quick_world.passes(hours=11)
    await sends_news(citra)
    await rina.says("/tim")
    for label in ("Pilih", "Citra", "Akhiri", "Ya"):
        await rina.taps(label)
    await quick_world.passes(hours=1)
    await opens(rina, "⏸️")
    await rina.taps("Lanjutkan")
    await quick_world.passes(hours=14)
    await quick_world.passes(days=1)
    assert rina.has_seen("Kabar selesai dikirim") and rina.has_seen("✅ Terkirim: 1"), rina.transcript()
    assert not citra.has_seen("Kabar selesai dikirim")
