"""An answer that somebody reads again."""

from storage.records import Based, Receipt
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
