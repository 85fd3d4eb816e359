"""What a visitor of every screen types."""

from collections.abc import Mapping

from tests.conversation.newsroom import NEWS
from tests.conversation.outdoors import FIELD_FOUND, FIELD_TYPED
from tests.conversation.readers import READERS_FOUND

TYPED: Mapping[str, tuple[str, ...]] = {
    "note.write": ("besok sore ke rumahnya", "x" * 501),
    "receipts.list": ("KODE2345",),
    "interest.name": ("Bu Sari",),
    "interest.phone": ("081234567890",),
    "alert.name": ("Bu Sari",),
    "alert.phone": ("081234567890",),
    "cost.income": ("1,5 juta", "80rb"),
    "cost.months": ("3",),
    "sponsored.ends": ("desember",),
    "paid.until": ("juni 2026",),
    "school.month": ("desember",),
    "rhythm.payday": ("31",),
    "check.code": ("AP-0001",),
    "check.more": ("kurang sopan",),
    "check.name": ("Bu Sari",),
    "check.phone": ("081234567890",),
    "shift.leave": ("besok", "20/11/2026", "1 mei"),
    "shift.until": ("3 hari", "1/11/2026"),
    "shift.own_hours": ("senin-kamis 7-11, 13-17; jumat 8-10, 13-16; sabtu 9-12",),
    "shift.capacity": ("12",),
    "team.capacity": ("12",),
    "team.name": ("Wati",),
    "broadcast.text": NEWS,
    **FIELD_TYPED,
}
"""What is typed where something is asked: what is taken and what is not."""
FOUND: Mapping[str, tuple[str, ...]] = {
    "interest.district": ("galis", "pamekasan"),
    "interest.subdistrict": ("galis",),
    "interest.village": ("a",),
    "alert.district": ("pamekasan",),
    "shift.substitute": ("budi", "wati", "kata yang aneh"),
    "queue.where": ("pademawu", "kata yang aneh"),
    "reassign.whom": ("budi", "kata yang aneh"),
    "duplicates.which": ("3", "kata yang aneh"),
    "team.who": ("wati", "kata yang aneh"),
    "team.add": ("galis",),
    "team.remove": ("pamekasan", "kata yang aneh"),
    "team.area": ("galis",),
    "team.open": ("wati", "kata yang aneh"),
    "sponsor.which": ("pemerintah", "kata yang aneh"),
    "broadcast.region": ("galis", "kata yang aneh"),
    "broadcasts.list": ("mobil", "kata yang aneh"),
    **FIELD_FOUND,
    **READERS_FOUND,
}
"""What is typed where something is looked up: what is found and what is not."""
