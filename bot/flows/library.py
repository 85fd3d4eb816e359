"""All flows as one book, and the commands that lead into them."""

from bot.conversation.steps import Book, Command
from bot.flows import cost, data, desk, interest, menu, programmes, status, welcome
from bot.flows.materials import Materials

STAFF = frozenset({"agent", "officer", "official"})

TARGETS = {
    "start": "welcome/",
    "menu": "menu/",
    "minat": "interest/",
    "status": "status/",
    "program": "programmes/",
    "iuran": "cost/",
    "data": "data/",
    "hapus": "data/sure",
    "berhenti": "stop/",
    "bantuan": "help/",
    "privacy": "privacy/",
    "bahasa": "language/",
    "batal": "cancel/",
    "tugas": "desk/",
}
TWINS = {
    "interest": "minat",
    "programmes": "program",
    "cost": "iuran",
    "delete": "hapus",
    "erase": "hapus",
    "stop": "berhenti",
    "help": "bantuan",
    "privasi": "privacy",
    "language": "bahasa",
    "cancel": "batal",
    "tasks": "tugas",
    "laporan": "tugas",
    "antrean": "tugas",
}
"""English twins and other names of the same commands."""

MENU = {
    "id": ("menu", "minat", "status", "program", "iuran", "data", "hapus", "berhenti", "bantuan", "privacy", "batal"),
    "en": (
        "menu",
        "interest",
        "status",
        "programmes",
        "cost",
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


def book(materials: Materials) -> Book:
    """The whole bot as data."""
    flows = (
        welcome.flow(materials),
        *menu.flows(materials),
        programmes.flow(materials),
        cost.flow(materials),
        interest.flow(materials),
        status.flow(materials),
        data.flow(),
        desk.flow(),
    )
    return Book(flows={flow.name: flow for flow in flows}, first="welcome/", home="menu/", commands=_commands())


def _commands() -> dict[str, Command]:
    targets = {**TARGETS, **{twin: TARGETS[name] for twin, name in TWINS.items()}}
    return {
        name: Command(target=target, roles=STAFF if target == "desk/" else frozenset())
        for name, target in targets.items()
    }
