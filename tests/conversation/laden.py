"""An answer that somebody reads again, and more work than anybody does in a month."""

from datetime import timedelta

from bot.leads.life import REASONS
from storage.records import Based, Receipt, Work
from tests.conversation.visitor import NOW

RECEIPT = Receipt(
    "KODE2345",
    "cost.result",
    "<b>Iuran bulan Mei 2026</b>\nRp8.400. Per 21 November 2026.",
    (
        Based("bpu.jkk", "2015-07-01", "PP 44/2015", "2026-11-20"),
        Based("gone", "2020-01-01", "UU 1/2000", "2026-11-20"),
    ),
    NOW,
)
WORK = Work(
    NOW,
    1234,
    dict.fromkeys(("accepted", "contacted", "registered", "closed"), 1234),
    dict.fromkeys(REASONS, 1234),
    1234,
    ((NOW, NOW + timedelta(days=9)),),
)
