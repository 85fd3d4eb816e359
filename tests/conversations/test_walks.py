"""Two workers, two agents and an officer do anything at all, and no promise about leads is ever broken."""

import asyncio
import tempfile
from collections.abc import Coroutine
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from storage.records import HELD_STATES, OPEN_STATES
from tests.conversations.test_alert import ACCIDENT, DEATH
from tests.further import walks
from tests.kit import Actor, World
from tests.ready import copied

PICK = st.integers(0, 11)
WHO = st.integers(0, 4)
WORDS = st.sampled_from(
    ["/status", "/data", "/hapus", "/tugas", "/menu", "/batal", "/berhenti", "/minat", "ya", "tidak", "halo"]
)
REPORTED = "Bu Dewi"
"""Whom to call about a case; nobody's interest has this name."""
HELD = ("offered", *HELD_STATES)


class Branch(RuleBasedStateMachine):
    """One branch on SQLite; everything goes through the real bot."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.home = tempfile.TemporaryDirectory()
        self.world: World = self.run(World.open(copied(Path(self.home.name) / "walk.db")))
        self.workers = [self.world.person("Sari"), self.world.person("Budi")]
        self.staff = [self.world.agent("Adi", "35.28.02"), self.world.agent("Tono"), self.world.officer("Rina")]
        self.names: dict[int, str] = {}
        self.run(self.world.quiet())

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Let it happen."""
        return self.loop.run(work)

    def teardown(self) -> None:
        """Give everything back."""
        self.run(self.world.close())
        self.loop.close()
        self.home.cleanup()

    def actor(self, who: int) -> Actor:
        """One of the five."""
        everybody: list[Actor] = [*self.workers, *self.staff]
        return everybody[who]

    def press(self, who: int, pick: int) -> None:
        """Tap one of the buttons of the last messages, of whatever age, without waiting."""
        actor = self.actor(who)
        buttons = [
            (message.id, button.callback_data)
            for message in actor.phone.chat[-6:]
            for row in message.buttons
            for button in row
            if button.callback_data
        ]
        if buttons:
            message, data = buttons[-1 - pick % len(buttons)]
            actor.phone.tap(message, data)

    @rule(who=st.integers(0, 1))
    def sends_an_interest(self, who: int) -> None:
        """Through the whole form, as far as the person's state allows; the name is the person's alone."""
        self.run(self._enrols(self.workers[who], "Bu Sari" if who == 0 else "Pak Budi"))

    async def _enrols(self, worker: Actor, name: str) -> None:
        await worker.says("/start")
        if "👍 Mengerti, lanjut" in worker.labels():
            await worker.taps("Mengerti")
        await worker.says("/minat")
        if worker.sees("belum selesai"):
            await worker.taps("Mulai dari awal")
        for question, answer in (
            *(("pekerjaan Anda yang mana", "kerja atau usaha sendiri"), ("Umur Anda", "40"), ("Boleh kami", "boleh")),
            *(("nama panggilan", name), ("sehari-hari", "petani"), ("kabupaten atau", "sumedangan pademawu")),
            *(
                ("Program mana", "JKM"),
                ("Program mana", "selesai"),
                ("Nomor HP", "081234567890"),
                ("dihubungi kapan", "pagi"),
            ),
            *(("Sudah benar", "kirim"), ("pengingat", "tidak usah")),
        ):
            if worker.sees("Maksudnya yang mana"):
                await worker.taps("Sumedangan")
            if worker.sees(question):
                await worker.says(answer)

    @rule(who=st.integers(0, 1), last_word=st.sampled_from(["ya hapus semua", "tidak jadi"]))
    def has_everything_erased(self, who: int, last_word: str) -> None:
        """And nothing of it is left, or thinks better of it."""
        worker = self.workers[who]
        self.run(worker.says("/hapus"))
        self.run(worker.says(last_word))
        if worker.sees("sudah dihapus"):
            for table in ("people", "sessions", "consent_log", "leads", "relays", "inbox"):
                statement = f"SELECT 1 FROM {table} WHERE chat = {worker.chat}"  # noqa: S608 our own tables
                assert self.run(self.world.rows(statement)) == []

    @rule(who=st.integers(0, 1), words=st.sampled_from([ACCIDENT, DEATH]))
    def reports_an_emergency(self, who: int, words: str) -> None:
        """An accident, then a death, in the middle of anything; as far as the person's state allows."""
        self.run(self._reports(self.workers[who], words))

    async def _reports(self, worker: Actor, words: str) -> None:
        await worker.says(words)
        for label in ("Beri tahu kantor", "Boleh"):
            if any(label in each for each in worker.labels()):
                await worker.taps(label)
        for question, answer in (
            *(
                ("nama panggilan orang", REPORTED),
                ("kabupaten atau kota", "pamekasan"),
                ("Yang mana", "kab. pamekasan"),
            ),
            ("Nomor HP berapa", "081234567890"),
        ):
            if worker.sees(question):
                await worker.says(answer)

    @rule(who=WHO, pick=PICK)
    def taps(self, who: int, pick: int) -> None:
        """One tap."""
        self.press(who, pick)
        self.run(self.world.quiet())

    @rule(member=st.integers(2, 4))
    def takes_the_newest_card(self, member: int) -> None:
        """Staff mostly do what the card says first."""
        self.press(member, 3)
        self.press(member, 2)
        self.run(self.world.quiet())

    @rule(taps=st.lists(st.tuples(WHO, PICK), min_size=2, max_size=5))
    def all_tap_at_once(self, taps: list[tuple[int, int]]) -> None:
        """Before the bot has heard of any of it."""
        for who, pick in taps:
            self.press(who, pick)
        self.run(self.world.quiet())

    @rule(who=WHO, words=WORDS)
    def says(self, who: int, words: str) -> None:
        """A command, or a few words."""
        self.run(self.actor(who).says(words))

    @rule(who=st.integers(0, 1), words=st.sampled_from(["besok jam berapa?", "/menu", "/selesai"]))
    def talks_with_the_holder(self, who: int, words: str) -> None:
        """As far as there is one; each of the staff answers whatever they were asked last."""
        worker = self.workers[who]
        self.run(worker.says("/obrolan"))
        for member in self.staff:
            if any("Balas" in label for label in member.labels()):
                self.run(member.taps("Balas"))
                self.run(member.says("sebentar, ya"))
        self.run(worker.says(words))

    @rule(minutes=st.sampled_from([10, 61, 300]))
    def time_passes(self, minutes: int) -> None:
        """Offers expire."""
        self.run(self.world.passes(minutes=minutes))

    @rule(who=WHO)
    def blocks_and_returns(self, who: int) -> None:
        """Somebody stops the bot for a moment."""
        self.run(self.actor(who).blocks())
        self.run(self.actor(who).unblocks())

    @invariant()
    def leads_are_in_order(self) -> None:
        """One open lead a person, with their consent, held by whoever its state says and by nobody else."""
        leads = self.run(self.world.leads())
        waiting = [lead for lead in leads if lead.state in OPEN_STATES]
        assert len({lead.chat for lead in waiting}) == len(waiting)
        for lead in waiting:
            assert lead.chat is not None
            consents = self.run(self.world.rows(f"SELECT consents FROM people WHERE chat = {int(lead.chat)}"))  # noqa: S608
            assert '"contact": {"given": true' in str(consents[0][0])
        for lead in leads:
            assert (lead.holder is not None) == (lead.state in HELD) or lead.state in (
                "registered",
                "verified",
                "closed",
            )
            if lead.interest is not None:
                self.names[lead.id] = lead.interest.name
        open_offers = self.run(self.world.rows("SELECT lead, staff FROM offers WHERE answer IS NULL"))
        offered = [(lead.id, lead.holder) for lead in leads if lead.state == "offered"]
        assert sorted(tuple(row) for row in open_offers) == sorted(offered)

    @invariant()
    def every_step_of_a_lead_is_logged_once(self) -> None:
        """The log of each lead counts 1, 2, 3 and each step starts where the last one ended."""
        log = self.run(self.world.rows("SELECT lead, version, origin, state FROM lead_log ORDER BY lead, version"))
        for (lead, version, _, state), (next_lead, next_version, origin, _) in pairwise(log):
            assert next_lead != lead or (next_version == version + 1 and origin == state)

    @invariant()
    def only_holders_talk(self) -> None:
        """One conversation a person, about a lead that lies with whoever talks, and nothing is kept of the erased."""
        talks = self.run(
            self.world.rows(
                "SELECT relays.chat, relays.holder, leads.holder FROM relays JOIN leads ON leads.id = relays.lead "
                "WHERE relays.state IN ('asked', 'open')"
            )
        )
        assert len({chat for chat, _, _ in talks}) == len(talks)
        assert all(chat is not None and talks_with == holds for chat, talks_with, holds in talks)
        kept = "SELECT 1 FROM relay_lines JOIN relays ON relays.id = relay_lines.relay WHERE relays.chat IS NULL"
        assert self.run(self.world.rows(kept)) == []

    @invariant()
    def no_name_before_acceptance(self) -> None:
        """Whoever of the staff reads a name has accepted a lead of that name."""
        log = self.run(self.world.rows("SELECT lead, actor FROM lead_log WHERE state = 'accepted'"))
        taken = {(actor.split(":")[1], self.names.get(lead)) for lead, actor in log if ":" in actor}
        numbers = dict(self.run(self.world.rows("SELECT chat, id FROM staff WHERE chat IS NOT NULL")))
        for member in self.staff:
            for name in ("Bu Sari", "Pak Budi"):
                if member.has_seen(f"👤 {name}"):
                    assert (str(numbers[member.chat]), name) in taken, member.transcript()

    @invariant()
    def cases_are_in_order(self) -> None:
        """One unfinished case a person, with the officer who took it and with nobody else."""
        cases = self.run(self.world.rows("SELECT chat, state, holder FROM cases"))
        unfinished = [chat for chat, state, _ in cases if state != "closed"]
        assert len(set(unfinished)) == len(unfinished)
        rina = dict(self.run(self.world.rows("SELECT id, chat FROM staff WHERE role = 'officer' AND active")))
        for chat, state, holder in cases:
            assert state == "closed" or (chat is not None and (holder is not None) == (state == "taken"))
            assert state != "taken" or holder in rina

    @invariant()
    def whoever_reads_who_reported_has_taken_the_case(self) -> None:
        """And that they read it is kept."""
        readers = {
            actor for (actor,) in self.run(self.world.rows("SELECT actor FROM audit WHERE action = 'case.read'"))
        }
        numbers = self.run(self.world.rows("SELECT id, role FROM staff"))
        for member in self.staff:
            if member.has_seen(REPORTED):
                assert readers & {f"{role}:{number}" for number, role in numbers if role == "officer"}
                assert member is self.staff[-1], "no agent has to do with a case"

    @invariant()
    def nothing_is_stuck(self) -> None:
        """Every event was handled, and every message was sent or has a good reason not to be."""
        assert self.run(self.world.rows("SELECT id FROM inbox WHERE state <> 'done'")) == []
        unsent = self.run(self.world.rows("SELECT state FROM outbox WHERE state NOT IN ('sent', 'gone', 'muted')"))
        assert unsent == []


Branch.TestCase.settings = settings(
    max_examples=walks(10), stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestBranch = Branch.TestCase
