"""An officer whose branch has told many things, with every screen as long as it can be."""

from dataclasses import replace

from bot.conversation.view import Known
from bot.flows.broadcasts import COUNTS, FROM, SIGNS
from storage.news import ECHOES, WITHOUT, Broadcast, Listeners, Newsroom, Posted, Reach
from storage.records import StaffId
from tests.conversation.visitor import NOW, member

LONG_NEWS = ("Mobil layanan datang ke Balai Desa Sumedangan.\n\nTanya Bu Rina, 081234567890.\n<b>&</b> " * 4)[
    :300
].strip()
"""As long as it may be."""
NEWS = (
    LONG_NEWS,
    "Kantor libur hari Jumat.",
    *("Kirim NIK Anda ya.", "Lihat bit.ly/kabar ya.", "Transfer ke saya ya.", "kabar " * 60),
)
"""What is typed: what needs a second officer, what does not, and what is refused."""


def in_the_newsroom(known: Known) -> Known:
    """An officer whose branch has told many things, in every state, each with every outcome."""
    whom = Listeners(("35.28",), ("35.28.02.2016",), ("news-1",), "household", ("new",))
    one = Broadcast(1, "pamekasan", StaffId(7), "running", 1, LONG_NEWS, whom, 12345, NOW, NOW)
    counts = dict.fromkeys(COUNTS, 12345)
    rina = member("officer", name="Rina Kusumawardhani Prasetyowati")
    posted = [
        Posted(
            replace(one, id=number, state=state, ended=None if state in FROM["cancel"] else NOW),
            rina,
            counts,
            echoes=dict.fromkeys(ECHOES, 12345),
        )
        for number, state in enumerate(sorted(SIGNS, reverse=True), start=1)
    ]
    asked = Posted(replace(one, id=9, branch="sumenep", state="asked", author=StaffId(8)), rina, {}, approvable=True)
    reach = Reach(45, {0: 1, 2: 44}, dict.fromkeys(WITHOUT, 12345))
    room = Newsroom(("35.28",), (*posted, asked), reach, (member("officer", number=8),))
    return replace(known, newsroom=room)
