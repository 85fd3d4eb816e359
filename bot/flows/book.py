"""All flows as one book, and the commands that lead into them."""

from datetime import datetime, timedelta
from functools import partial

from bot.answers.despair import is_despair
from bot.answers.emergencies import emergency
from bot.answers.silence import is_plea
from bot.answers.violence import is_violence
from bot.conversation.steps import Book, Command
from bot.flows import (
    alert,
    arrears,
    asked,
    broadcast,
    broadcasts,
    cases,
    check,
    claim,
    commitment,
    commitments,
    cost,
    data,
    desk,
    despair,
    duplicates,
    enrol,
    enrolling,
    event,
    files,
    guide,
    interest,
    learning,
    left_alone,
    menu,
    mylink,
    myths,
    news,
    notes,
    own_figures,
    packages,
    paid,
    pay,
    programmes,
    queue,
    reassign,
    receipts,
    relay,
    reminders,
    reports,
    rhythm,
    school,
    shift,
    sponsored,
    sponsors,
    status,
    subscriptions,
    team,
    verify,
    violence,
    visit,
    visits,
    welcome,
)
from bot.flows.materials import Materials
from bot.flows.sponsor_file import full_after
from bot.flows.topics import asking
from bot.flows.topics import flow as topics
from bot.leads.rights import roles

TARGETS = {
    "start": "welcome/",
    "menu": "menu/",
    "minat": "interest/",
    "status": "status/",
    "program": "programmes/",
    "iuran": "cost/",
    "tanya": "guide/",
    "majikan": "enrol/employed",
    "klaim": "claim/",
    "kasus": "alert/",
    "data": "data/",
    "hapus": "data/sure",
    "berhenti": "stop/",
    "bantuan": "help/",
    "privacy": "privacy/",
    "bahasa": "language/",
    "batal": "cancel/",
    "jawaban": "receipts/",
    "tugas": "desk/",
    "cek": "check/",
    "lapor": "check/report_mine",
    "tautan": "mylink/",
    "antrean": "queue/",
    "tim": "team/",
    "jadwal": "shift/",
    "penuh": "shift/full",
    "cuti": "shift/leave",
    "kembali": "shift/back",
    "obrolan": "relay/",
    "ngobrol": "relay/agree",
    "nanti": "relay/refuse",
    "selesai": "relay/finish",
    "angka": "figures/",
    "cocokkan": "verify/",
    "sponsor": "sponsors/",
    "siaran": "broadcasts/",
    "tanpakabar": "news/take_back",
    "kunjungan": "visits/",
    "laporan": "reports/",
    "langganan": "subscriptions/",
    "sebulan": "subscriptions/slower",
    "tetap": "subscriptions/stay",
    "janji": "commitments/",
    "acara": "event/",
    "pengingat": "rhythm/",
    "lunas": "paid/",
    "bayar": "pay/",
    "telat": "arrears/",
    "aktif": "arrears/again",
    "dibayari": "sponsored/ends",
    "beasiswa": "school/",
    "stopiuran": "paid/off",
    "stopdibayari": "sponsored/off",
    "stopbeasiswa": "school/off",
    "stopmusim": "rhythm/no_season",
}
FOR_STAFF = {
    "desk/": "desk.open",
    "figures/": "figures.own",
    "mylink/": "staff.link",
    "queue/": "queue.open",
    "team/": "team.open",
    "shift/": "staff.shift",
    "shift/full": "staff.shift",
    "shift/leave": "staff.shift",
    "shift/back": "staff.shift",
    "verify/": "verify.import",
    "sponsors/": "sponsors.open",
    "broadcasts/": "broadcast.open",
    "reports/": "report.open",
    "subscriptions/": "report.subscribe",
    "subscriptions/slower": "report.subscribe",
    "subscriptions/stay": "report.subscribe",
    "visits/": "visit.open",
    "commitments/": "commitment.open",
    "event/": "event.open",
}
"""Targets of commands that exist for the staff alone, and the action that their role must be allowed."""
TWINS = {
    "interest": "minat",
    "programmes": "program",
    "cost": "iuran",
    "guide": "tanya",
    "claim": "klaim",
    "case": "kasus",
    "delete": "hapus",
    "erase": "hapus",
    "stop": "berhenti",
    "help": "bantuan",
    "privasi": "privacy",
    "language": "bahasa",
    "cancel": "batal",
    "answers": "jawaban",
    "tasks": "tugas",
    "figures": "angka",
    "verify": "cocokkan",
    "sponsors": "sponsor",
    "broadcast": "siaran",
    "nonews": "tanpakabar",
    "visits": "kunjungan",
    "visit": "kunjungan",
    "commitments": "janji",
    "event": "acara",
    "check": "cek",
    "report": "lapor",
    "mylink": "tautan",
    "queue": "antrean",
    "team": "tim",
    "schedule": "jadwal",
    "full": "penuh",
    "leave": "cuti",
    "back": "kembali",
    "chat": "obrolan",
    "done": "selesai",
    "reminders": "pengingat",
    "paid": "lunas",
    "pay": "bayar",
    "scholarship": "beasiswa",
    "reports": "laporan",
    "subscriptions": "langganan",
}
"""English twins and other names of the same commands."""

MENU = {
    "id": (
        "menu",
        "minat",
        "status",
        "program",
        "iuran",
        "tanya",
        "klaim",
        "jawaban",
        "pengingat",
        "data",
        "hapus",
        "berhenti",
        "bantuan",
        "privacy",
        "batal",
    ),
    "en": (
        "menu",
        "interest",
        "status",
        "programmes",
        "cost",
        "guide",
        "claim",
        "answers",
        "reminders",
        "data",
        "delete",
        "stop",
        "help",
        "privacy",
        "language",
        "cancel",
    ),
}
"""What the command list of the chat shows, by language."""


def open_book(materials: Materials) -> Book:
    """The whole bot as data."""

    def keeps(now: datetime) -> timedelta:
        return timedelta(days=materials.facts.in_force("policy.kept.unfinished", now.date()).count)

    def echoes(now: datetime) -> timedelta:
        return timedelta(hours=materials.facts.in_force(broadcasts.HOURS, now.date()).count)

    flows = (
        welcome.flow(materials),
        *menu.flows(materials),
        programmes.flow(materials),
        packages.flow(materials),
        cost.flow(materials),
        guide.flow(materials),
        topics.flow(materials),
        enrol.flow(materials),
        pay.flow(materials),
        arrears.flow(materials),
        sponsored.flow(materials),
        myths.flow(materials),
        claim.flow(materials),
        interest.flow(materials),
        reminders.flow(),
        asked.flow(materials),
        news.flow(),
        learning.flow(materials),
        rhythm.flow(materials),
        paid.flow(materials),
        school.flow(materials),
        status.flow(materials),
        data.flow(materials),
        relay.flow(materials),
        receipts.flow(materials),
        alert.flow(materials),
        despair.flow(),
        violence.flow(materials),
        left_alone.flow(),
        left_alone.not_now(),
        desk.flow(materials, cases.waiting),
        queue.flow(materials),
        reassign.flow(materials),
        duplicates.flow(),
        team.flow(materials),
        shift.flow(materials),
        mylink.flow(materials),
        check.flow(materials),
        notes.flow(),
        own_figures.flow(),
        verify.flow(),
        sponsors.flow(materials),
        enrolling.flow(),
        broadcast.flow(materials),
        broadcasts.flow(materials),
        reports.flow(materials),
        subscriptions.flow(materials),
        visits.flow(materials),
        visit.flow(materials),
        event.flow(materials),
        commitments.flow(materials),
        commitment.flow(materials),
    )
    understood = asking.topics(materials)
    return Book(
        flows={flow.name: flow for flow in flows},
        first="welcome/",
        home="menu/",
        commands=_commands(),
        keeps=keeps,
        hears=_heard,
        spoken=lambda text, view: (
            shift.spoken(text, view) or paid.spoken(text, view) or reports.spoken(text, view, understood)
        ),
        receives=files.receives,
        echoes=echoes,
        full_after=partial(full_after, materials.facts),
        topics=understood,
    )


def _heard(text: str) -> str | None:
    """An accident or a death, who cannot go on, violence, and a plea for silence: whatever question is open."""
    if is_plea(text):
        return asking.refused(text) or "stop/"
    if happened := emergency(text):
        return f"claim/{happened}"
    if is_despair(text):
        return "despair/"
    return "violence/" if is_violence(text) else None


URGENT = frozenset({"stop/", "claim/"})
"""What nobody should have to be greeted for first."""


def _commands() -> dict[str, Command]:
    targets = {**TARGETS, **{twin: TARGETS[name] for twin, name in TWINS.items()}}
    return {
        name: Command(
            target=target,
            roles=roles(FOR_STAFF[target]) if target in FOR_STAFF else frozenset(),
            urgent=target in URGENT,
        )
        for name, target in targets.items()
    }
