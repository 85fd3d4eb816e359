"""A question in the middle of any form, through the whole bot: answered, and the form goes on with nothing lost."""

import pytest

from tests.conversations.enrol import meets
from tests.kit import Actor, World

QUESTION, ANSWER = "apakah bpjs ketenagakerjaan sama dengan bpjs kesehatan?", "sakit biasa"
Told = tuple[str, ...]
"""Labels that are tapped, and words that are typed, which begin with ">"."""


async def goes_on(who: Actor, step: str) -> None:
    await (who.says(step[1:]) if step.startswith(">") else who.taps(step))


async def asks_aside(who: Actor) -> None:
    """The question is answered, and the choices that stood there before stand there again."""
    stood = who.labels()
    await who.says(QUESTION)
    assert who.has_seen(ANSWER) and who.labels() == stood, who.transcript()


async def test_a_worker_asks_at_every_step_of_the_price(quick_world: World) -> None:
    """Of what one earns, and of who pays."""
    sari = quick_world.person("Sari")
    await meets(sari)
    for step in (">/iuran", "sendiri lain", "Rp1.500.000", "Saya sendiri"):
        await goes_on(sari, step)
        await asks_aside(sari)
    await sari.taps("1 bulan")
    assert sari.sees("Rp11.400"), sari.transcript()


@pytest.mark.parametrize(
    ("steps", "end"),
    [
        (
            (
                *(">/janji", "Catat janji", "Dinas", ">Dinas Pertanian", "Kab. Pamekasan", ">200 pekerja"),
                *(">selasa", "Simpan"),
            ),
            "Janji dicatat",
        ),
        (
            (
                *(">/kunjungan", "Catat kunjungan", ">konang", "Kab. Pamekasan", "Kemarin", "Kelompok tani"),
                ">25 orang",
            ),
            "Ada yang perlu dicatat?",
        ),
    ],
)
async def test_an_agent_asks_at_every_step(quick_world: World, steps: Told, end: str) -> None:
    """Of a promise, and of a visit: taken neither for a name nor for a place. Only a note is whatever is typed."""
    adi = quick_world.agent("Adi")
    for step in steps:
        await goes_on(adi, step)
        if step != steps[-1]:
            await asks_aside(adi)
    assert adi.sees(end), adi.transcript()
