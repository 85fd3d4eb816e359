"""Who talks with whom through the bot, and what it must never show."""

from collections.abc import Iterator

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from storage.records import TALKING_STATES
from tests.kit import Actor
from tests.leads import promises
from tests.leads.walked import AGENT, PERSON, Walked

PASSED_ON = ("👷", "🧑‍💼")
"""How everything begins that one side of a conversation said."""


class Talking(Walked):
    """Conversations are opened, written in and closed, while leads go from hand to hand."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, set[int]] = {}

    @rule(pick=st.integers(0, 3), agrees=st.sampled_from(["Mulai", "Mulai", "Nanti saja"]))
    def talks(self, pick: int, agrees: str) -> None:
        """Whoever has a lead accepts it and invites, the worker answers, and both say something."""
        busy = [one for one in self.team if self.holds(one)] or self.agents
        agent = busy[pick % len(busy)]
        self.run(self.chooses(agent, "Terima"), self.chooses(agent, "Ngobrol lewat bot"))
        others = self.loop.run(self.across(agent))
        workers = [worker for worker in self.workers if worker.chat in others]
        for worker in workers:
            self.press(worker, agrees)
        self.run()
        for one in (agent, *workers[-1:]):
            self.says(one)

    @rule(who=PERSON)
    def asks_first(self, who: int) -> None:
        """The worker would like to talk, and whoever holds the lead answers."""
        worker = self.workers[who]
        if worker.chat not in self.unreachable:
            self.run(worker.says("/obrolan"))
            for one in self.team:
                self.press(one, "Balas")
            self.run()
            self.says(worker)

    @rule(who=AGENT, back=st.booleans())
    def writes(self, who: int, back: bool) -> None:
        """Whether or not the conversation is still theirs."""
        if back:
            self.press(self.agents[who], "Balas")
        self.says(self.agents[who])

    @rule(who=PERSON | st.none(), agent=AGENT)
    def hangs_up(self, who: int | None, agent: int) -> None:
        """Either side."""
        one = self.agents[agent] if who is None else self.workers[who]
        if one.chat not in self.unreachable:
            self.run(one.says("/selesai"))

    def says(self, one: Actor) -> None:
        """Something that was never said before; only the other side of a lead they share now may read it."""
        if one.chat in self.unreachable:
            return
        self.settles()
        words = f"kabar-{len(self.said)}-kabar"
        self.said[words] = {one.chat, *self.loop.run(self.across(one))}
        self.run(one.says(words))

    def holds(self, one: Actor) -> bool:
        """Whether there is a button on a card of theirs that leads on."""
        return any(one._button(label) is not None for label in ("Terima", "Ngobrol lewat bot"))

    async def across(self, one: Actor) -> set[int]:
        """The other sides of all leads that this chat has a part in."""
        members = await promises.members_of(self.world.app.database)
        held = [lead for lead in await promises.leads_of(self.world.app.database) if lead.state in TALKING_STATES]
        pairs = {(lead.chat, members[lead.holder].chat) for lead in held if lead.holder is not None}
        found = {staff if person == one.chat else person for person, staff in pairs if one.chat in (person, staff)}
        return {chat for chat in found if chat is not None}

    def passed_on(self) -> Iterator[tuple[int, str]]:
        """Reader and words of all that was ever passed on."""
        for chat, messages in self.mortal.read.items():
            for text in {text for texts in messages.values() for text in texts}:
                if any(mark in text for mark in PASSED_ON):
                    yield chat, text

    @invariant()
    def only_the_other_side_reads_it(self) -> None:
        """And no number stands on it."""
        numbers = [f"812{worker.chat:08}" for worker in self.workers]
        for chat, text in self.passed_on():
            assert all(chat in allowed for words, allowed in self.said.items() if words in text), (chat, text)
            digits = "".join(letter for letter in text if letter.isdigit())
            assert not any(number in digits for number in numbers), text
