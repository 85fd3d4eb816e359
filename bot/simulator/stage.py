"""The phones on the page: what is done on them, what they show, and the journal of both."""

import binascii
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.simulator import saving
from bot.simulator.acts import ACTIONS
from bot.simulator.journal import Heard, Journal, Passed, Phone
from bot.simulator.screen import Screen
from bot.simulator.world import World

ZONE = ZoneInfo("Asia/Jakarta")
MORNING, WEEK_START = time(8), time(7)
NEWCOMERS = ("Siti", "Budi", "Wati", "Joko", "Rina", "Agus", "Lestari", "Bambang")


class Wrong(Exception):
    """The page asked for something that cannot be done."""


class Stage:
    """What the page shows and may do; `save_to` is the folder for saved tests, None to hide saving."""

    def __init__(self, world: World, phones: Sequence[Phone], save_to: Path | None) -> None:
        self.world = world
        self.phones = {phone.person.id: phone for phone in phones}
        self.save_to = save_to
        self.journal = Journal()
        self._newest: dict[int, tuple[int, str]] = {}
        world.watch(self._listen)

    def add_phone(self, name: str = "") -> Phone:
        """Put one more worker's phone beside the others."""
        taken = {phone.person.first_name for phone in self.phones.values()}
        name = name.strip() or next((one for one in NEWCOMERS if one not in taken), f"Teman {len(taken) + 1}")
        phone = Phone(self.world.user(name), "Pekerja", "Telepon tambahan")
        self.phones[phone.person.id] = phone
        self.world.announce(phone.person)
        return phone

    def act(self, person_id: int, action: str, given: Mapping[str, Any]) -> None:
        """Do what the page asks on one phone; raises Wrong when it makes no sense."""
        phone = self.phones.get(person_id)
        if phone is None or action not in ACTIONS:
            raise Wrong("Telepon atau tindakan itu tidak ada.")
        try:
            did = ACTIONS[action](phone.person, given)
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            raise Wrong(f"Tidak bisa: {error}") from error
        # The bot answers only after this synchronous act, so its words come later in the journal too.
        self.journal.add(did)

    def jump(self, target: str) -> None:
        """Move the clock by an "hour", to "tomorrow" (08.00) or "monday" (07.00), or by a "month" (30 days, 08.00)."""
        local = self.world.now().astimezone(ZONE)
        match target:
            case "hour":
                to = local + timedelta(hours=1)
            case "tomorrow":
                to = datetime.combine(local.date() + timedelta(days=1), MORNING, ZONE)
            case "monday":
                days = 7 - local.weekday()
                to = datetime.combine(local.date() + timedelta(days=days), WEEK_START, ZONE)
            case "month":
                to = datetime.combine(local.date() + timedelta(days=30), MORNING, ZONE)
            case _:
                raise Wrong("Jam tidak tahu mau ke mana.")
        self.journal.add(Passed(to - local))
        self.world.jump(to)

    def save(self, person_id: int) -> Path:
        """Write everything so far as a test named after this phone; raises Wrong when not possible."""
        if self.save_to is None or person_id not in self.phones:
            raise Wrong("Menyimpan tes tidak tersedia di sini.")
        if not self.journal.entries:
            raise Wrong("Belum ada obrolan untuk disimpan.")
        phones = list(self.phones.values())
        on = self.world.now().astimezone(ZONE).date()
        return saving.save(self.journal, self.phones[person_id], phones, self.save_to, on)

    def _listen(self, screen: Screen | None) -> None:
        phone = self.phones.get(screen.id) if screen else None
        answer = phone.person.last_answer if phone else None
        if phone and answer and self._newest.get(phone.person.id) != (answer.id, answer.text):
            self._newest[phone.person.id] = (answer.id, answer.text)
            self.journal.add(Heard(phone.person, answer.text))
