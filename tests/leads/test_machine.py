"""Agents, officers and people do anything at any time while the process dies: no promise about leads is ever broken."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import cast

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from bot.runtime import leaving
from bot.simulator.faults import HttpError, LostReply
from storage import leads, people
from storage.database import Database
from storage.records import OPEN_STATES, WAITING_STATES, Consent
from tests.conversations.enrol import meets
from tests.further import walks
from tests.kit import Actor
from tests.leads import promises
from tests.leads.arranging import Arranging
from tests.leads.talking import Talking
from tests.leads.walked import AGENT, AGENTS, AREAS, OFFICER, OFFICERS, PERSON, STAFF, WORKERS
from tests.runtime.test_router import Meanwhile
from tests.storage.conftest import INTEREST

VILLAGES = ("35.28.02.2011", "35.28.04.1001", "35.28.01.2001", "35.29.01.1015")
LONG_ENOUGH = 5
"""Days within which everybody is asked once, whatever holidays lie among them, and somebody willing is found."""


class Branch(Arranging, Talking):
    """One branch on SQLite; everything goes through the real bot, which may die at any commit."""

    @initialize(places=st.lists(st.sampled_from(VILLAGES), min_size=WORKERS, max_size=WORKERS))
    def everybody_meets(self, places: list[str]) -> None:
        """The staff open their invites; people read the notice and ask to be called."""
        for worker, place in zip(self.workers, places, strict=True):
            self.loop.run(meets(worker))
            self.run(self.sends(worker, place))

    def teardown(self) -> None:
        """Once everybody is there and willing nobody waits for long; then give everything back."""
        try:
            self.mortal.will_die(0, before=False)
            self.loop.run(self.ends_well())
        finally:
            self.loop.run(self.world.close())
            self.loop.close()
            self.home.cleanup()

    # People

    @rule(who=PERSON, place=st.sampled_from(VILLAGES))
    def asks_to_be_called(self, who: int, place: str) -> None:
        """The form is sent, if none is open."""
        self.run(self.sends(self.workers[who], place))

    async def sends(self, worker: Actor, place: str) -> None:
        """What follows from the last button of the form."""
        async with self.world.app.database.transaction() as tx:
            known = (await leads.of_chats(tx, [worker.chat])).get(worker.chat)
            if known is None or known.state not in OPEN_STATES:
                branch = "pamekasan" if place.startswith("35.28") else None
                interest = replace(INTEREST, region=place, phone=f"+62812{worker.chat:08}")
                now = self.world.telegram.now()
                await leads.add(tx, worker.chat, interest, branch, now)
                person = (await people.of_chats(tx, [worker.chat])).person(worker.chat)
                willing = {**person.consents, "contact": Consent(True, now, "1")}
                await people.save(tx, [replace(person, consents=willing)], now)

    @rule(who=PERSON, word=st.sampled_from(["withdraws", "erases"]))
    def ends_it(self, who: int, word: str) -> None:
        """An open lead is taken back, or everything erased."""
        worker = self.workers[who]
        self.run(worker.says("/status" if word == "withdraws" else "/hapus"))
        if word == "withdraws" and any("Tarik" in label for label in worker.labels()):
            self.run(worker.taps("Tarik"), self.says_yes(worker))
        elif word == "erases":
            self.run(self.says_yes(worker))
            self.ever_gone.add(worker.chat)
            self.run(worker.says("/start"))

    async def says_yes(self, who: Actor) -> None:
        """The question is whether they are sure."""
        yes = next((label for label in who.labels() if "Ya" in label), None)
        if yes is not None:
            await who.taps(yes)

    # Agents and officers

    @rule(who=AGENT, answer=st.sampled_from(["Terima", "Terima", "Tolak"]))
    def answers_an_offer(self, who: int, answer: str) -> None:
        """The newest one, however old."""
        self.press(self.agents[who], answer)
        self.run()

    @rule(who=STAFF, pick=st.integers(0, 11))
    def taps_a_card(self, who: int, pick: int) -> None:
        """Any button of the last messages, of whatever age."""
        self.tap(who, pick)
        self.run()

    @rule(taps=st.lists(st.tuples(STAFF, st.integers(0, 5)), min_size=2, max_size=5))
    def all_tap_at_once(self, taps: list[tuple[int, int]]) -> None:
        """Before the bot has heard of any of it."""
        for who, pick in taps:
            self.tap(who, pick)
        self.run()

    @rule(who=STAFF, pick=st.integers(0, 5))
    def taps_without_waiting(self, who: int, pick: int) -> None:
        """And something else happens before the bot hears of it."""
        self.tap(who, pick)
        self.is_quiet = False

    @rule(officer=OFFICER, pick=st.integers(0, 3))
    def takes_from_the_queue(self, officer: int, pick: int) -> None:
        """An officer looks what waits and takes it."""
        if officer < len(self.officers):
            rina = self.officers[officer]
            self.run(rina.says("/antrean"))
            self.tap(AGENTS + officer, pick)
            self.run()
            self.press(rina, "Ambil")
            self.run()

    @rule(who=AGENT, comes_back=st.booleans())
    def retires(self, who: int, comes_back: bool) -> None:
        """With what they have just accepted, and perhaps they open another invite."""
        self.press(self.agents[who], "Terima")
        self.run(self.leaves(self.agents[who]))
        if comes_back:
            self.invites(self.agents[who], "agent", AREAS[who])

    async def leaves(self, actor: Actor) -> None:
        """An officer ends it."""
        app = self.world.app
        async with app.database.transaction() as tx:
            now = self.world.telegram.now()
            await leaving.retire(tx, [actor.chat], app.turns.speeches, now, by="operator")

    def invites(self, actor: Actor, role: str, areas: tuple[str, ...]) -> None:
        """One more invite, and it is opened."""
        self.world.unbound.append((actor, role, "pamekasan", areas))
        self.unreachable.discard(actor.chat)
        self.run()

    @precondition(lambda self: len(self.officers) < OFFICERS)
    @rule()
    def another_officer_joins(self) -> None:
        """Who hears of what nobody could be told of."""
        self.officers.append(self.world.officer("Dewi"))
        self.run()

    @rule(who=STAFF, returns=st.booleans())
    def blocks(self, who: int, returns: bool) -> None:
        """The bot is stopped, for a moment or until further notice."""
        if who < len(self.team):
            actor = self.team[who]
            self.ever_gone.add(actor.chat)
            self.run(actor.blocks())
            self.unreachable.add(actor.chat)
            if returns:
                self.run(actor.unblocks())
                self.unreachable.discard(actor.chat)

    # Time, and what breaks

    @rule(hours=st.sampled_from([0.2, 1.1, 3, 9, 14, 25, 50, 24 * 8, 24 * 15]))
    def time_passes(self, hours: float) -> None:
        """Offers expire, rungs are climbed, leave begins and ends."""
        self.run(self.world.passes(hours=hours))

    @rule(commits=st.integers(1, 6), before=st.booleans())
    def will_die(self, commits: int, before: bool) -> None:
        """At one of the next commits."""
        self.mortal.will_die(commits, before=before)

    @rule(part=st.sampled_from(["hears", "thinks", "routes", "climbs", "sends"]))
    def does_one_thing(self, part: str) -> None:
        """One process is quicker than another."""
        app = self.world.app
        work = {
            "hears": self.world._receive,
            "thinks": app.worker.batch,
            "routes": app.router.route,
            "climbs": app.escalation.climb,
            "sends": app.sender.once,
        }
        self.half(work[part]())

    @rule(who=AGENT, what=st.sampled_from(["full", "few", "away", "gone"]))
    def routes_slowly(self, who: int, what: str) -> None:
        """While the router thinks, an agent has enough, goes on leave or retires."""

        async def happens() -> None:
            if what == "gone":
                await self.leaves(self.agents[who])
            else:
                await (self.arranges(who, 0, None) if what == "away" else self.changes(who, what))

        self.run(self.routes(happens))

    async def routes(self, meanwhile: Callable[[], Awaitable[None]]) -> None:
        """One pass of a router that thinks for long after it has read who is there."""
        app = self.world.app
        app.router.database = cast("Database", Meanwhile(app.database, meanwhile))
        try:
            await app.router.route()
        finally:
            app.router.database = app.database

    @rule(lost=st.booleans(), times=st.integers(1, 3))
    def telegram_fails(self, lost: bool, times: int) -> None:
        """The next messages do not arrive, or arrive and nobody says so."""
        fault = LostReply() if lost else HttpError()
        self.may_repeat |= lost
        self.world.telegram.faults.next("sendMessage", fault, times=times)

    # What is always true

    @invariant()
    def leads_are_in_order(self) -> None:
        """At any moment, also between two steps."""
        self.loop.run(self.looks(self.world.app.database))

    def looks_around(self) -> None:
        """Also between two steps of a rule."""
        self.leads_are_in_order()

    async def looks(self, database: Database) -> None:
        """All of these promises at once."""
        await promises.every_lead_has_an_owner_or_waits(database)
        await promises.every_step_is_allowed_and_logged_once(database)
        now = self.world.telegram.now()
        self.last_offer = await promises.offers_went_to_who_could_take_them(database, self.last_offer, now)
        await promises.nothing_is_stuck(database)

    @invariant()
    def whoever_can_be_asked_is_asked(self) -> None:
        """As soon as the bot has gone quiet."""
        if self.is_quiet:
            now = self.world.telegram.now()
            self.loop.run(promises.nobody_waits_for_nothing(self.world.app.database, self.unreachable, now))

    # And in the end

    async def ends_well(self) -> None:
        """Somebody willing joins, everybody comes back, and a few days go by."""
        self.world.telegram.faults.clear()
        for actor in self.team:
            await actor.unblocks()
        self.agents.append(self.world.agent("Setia", "35"))
        for _ in range(LONG_ENOUGH * 8):
            await self.world.quiet()
            for agent in self.agents:
                self.works(agent)
            await self.world.passes(hours=3)
            waiting = [lead for lead in await self.world.leads() if lead.state in WAITING_STATES]
            if not waiting:
                break
        assert waiting == [], f"waits although somebody is willing: {[lead.id for lead in waiting]}"
        await self.everybody_was_told()

    def works(self, agent: Actor) -> None:
        """Accepts whatever is offered, and calls whom they accepted."""
        for message in agent.phone.chat:
            for button in (button for row in message.buttons for button in row):
                if any(f":{step}:" in (button.callback_data or "") for step in ("accept", "contacted")):
                    agent.phone.tap(message.id, button.callback_data or "")

    async def everybody_was_told(self) -> None:
        """Each agent of each offer, and each person of each acceptance; officers once, if the bot could know."""
        chats = {one.id: one.chat for one in (await promises.members_of(self.world.app.database)).values()}
        for lead, agent in await self.world.rows("SELECT lead, staff FROM offers"):
            if chats[agent] is not None and chats[agent] not in self.ever_gone:
                assert self.mortal.times_read(chats[agent], f"nomor {lead}"), (lead, agent)
        told = "SELECT chat, count(*) FROM lead_log JOIN leads ON leads.id = lead WHERE origin <> lead_log.state"
        for chat, times in await self.world.rows(f"{told} AND lead_log.state = 'accepted' GROUP BY chat"):
            if chat is not None and chat not in self.ever_gone:
                assert self.mortal.times_read(chat, "akan menghubungi") >= times
        if not self.mortal.deaths and not self.may_repeat:
            for lead in await self.world.leads():
                for officer in self.officers:
                    assert self.mortal.times_read(officer.chat, f"nomor {lead.id} menunggu") <= 1


Branch.TestCase.settings = settings(
    max_examples=walks(6), stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
TestBranch = Branch.TestCase
