"""A member of the staff who has been everywhere, with every screen of field work as long as it can be."""

from dataclasses import replace
from datetime import timedelta

from bot.conversation.view import Known
from storage.field import (
    EVENT,
    LONGEST_NAME,
    LONGEST_NOTE,
    VISIT,
    Commitment,
    FieldWork,
    Gathering,
    Promised,
    Told,
    Visit,
)
from storage.records import StaffId
from tests.conversation.visitor import NOW

FIELD_FLOWS = ("visit", "visits", "event", "commitment", "commitments")
"""The flows of field work."""
NOTE = ("Balai desa <b>penuh</b> & ramai, minta datang lagi. " * 5)[:LONGEST_NOTE].strip()
FIELD_TYPED = {
    **dict.fromkeys(("visit.day", "visits.day"), ("senin", "besok", "1/1/2020", "kapan-kapan")),
    **dict.fromkeys(("event.day", "visits.day_of_event"), ("senin", "kemarin", "1/1/2030", "kapan-kapan")),
    **dict.fromkeys(("visit.people", "visits.people"), ("10.000 orang", "banyak")),
    "commitment.name": ("BRI", "12", "x" * 61, "0812 3456 7890", "Koperasi " * 6),
    **dict.fromkeys(("commitment.next", "commitments.next"), ("senin", "kemarin", "1/1/2030", "kapan-kapan", "-")),
    **dict.fromkeys(("commitment.promised", "commitments.done"), ("500.000 pekerja", "banyak")),
    "commitments.promised": ("500.000 pekerja", "12 pekerja", "banyak"),
    **dict.fromkeys(("visit.note", "visits.note"), (NOTE, "-", "x" * 201, "0812 3456 7890")),
}
FIELD_FOUND = {
    **dict.fromkeys(("visit.place", "visits.place", "event.place"), ("galis", "konang", "kata yang aneh")),
    **dict.fromkeys(("visit.village", "visits.village", "event.village"), ("galis", "kata yang aneh")),
    "visits.list": ("galis", "kata yang aneh"),
    "commitments.list": ("dinas", "kata yang aneh"),
    "commitment.place": ("galis", "kata yang aneh"),
}
RINA = "Rina Kusumawardhani Prasetyowati <b>"

GATHERING = Gathering(1, "ABCD2345", "35.28.03.2001", NOW.date(), "pamekasan", RINA, "AP-0007", StaffId(7))
"""An event as the one who opens its link sees it."""


def outdoors(known: Known) -> Known:
    """Visits and events of theirs, corrected many times."""
    today = NOW.date()
    told = Told("35.28.03.2001", today, "village", 10_000, NOTE)
    visit = Visit(1, VISIT, "pamekasan", StaffId(7), StaffId(8), 120, told, NOW)
    event = replace(visit, id=2, kind=EVENT, code="ABCD2345", came=4)
    to_come = replace(event, id=3, told=replace(told, day=today + timedelta(days=3), people=None, note=""))
    names = {StaffId(7): RINA, StaffId(8): RINA}
    name = ("Dinas <b>Pertanian & Ketahanan Pangan " * 3)[:LONGEST_NAME]
    promised = Promised("agency", name, "35.28.03.2001", 499_999, today - timedelta(days=1))
    late = Commitment(1, "pamekasan", StaffId(7), 1, promised, 499_998, "open", NOW)
    closed = replace(late, id=2, state="closed", told=replace(promised, next=None))
    field = FieldWork(("35.28", "35.29"), (visit, event, to_come), (late, closed), names)
    return replace(known, fieldwork=field)
