"""What agents arrange and officers give away, through the conversations they really have."""

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.leads import promises
from tests.leads.walked import AGENT, OFFICER, OFFICERS, Walked

WORDS = {"back": "/kembali", "full": "/penuh"}


class Arranging(Walked):
    """Leave, substitutes, days that are full, and leads that go to another agent."""

    @rule(who=AGENT, days=st.integers(1, 10), substitute=st.none() | AGENT, entrusts=st.booleans())
    def goes_on_leave(self, who: int, days: int, substitute: int | None, entrusts: bool) -> None:
        """From today on, with somebody who stands in, or nobody; what is held may go to them."""
        agent = self.agents[who]
        if agent.chat not in self.unreachable:
            named = "Tanpa pengganti" if substitute is None else f"Agen {substitute}"
            self.settles()
            self.run(agent.says("/cuti"), agent.says("hari ini"), agent.says(f"{days} hari"))
            self.run(self.chooses(agent, named), self.chooses(agent, "Titip" if entrusts else "Tetap saya"))

    @rule(who=AGENT, what=st.sampled_from(["back", "full", "few", "many", "night", "days"]))
    def changes_the_day(self, who: int, what: str) -> None:
        """Is back, has enough for today; takes fewer, works in the evening only, or as usual."""
        self.settles()
        agent = self.agents[who]
        if what not in WORDS:
            self.run(self.changes(who, what))
        elif agent.chat not in self.unreachable:
            self.run(agent.says(WORDS[what]))

    @rule(officer=OFFICER, pick=st.integers(0, 3), to=AGENT)
    def gives_away(self, officer: int, pick: int, to: int) -> None:
        """A lead of the branch, whoever holds it."""
        officer %= min(OFFICERS, len(self.officers))
        rina, stored = self.officers[officer], self.loop.run(promises.leads_of(self.world.app.database))
        if rina.chat not in self.unreachable:
            lead = stored[-1 - pick % len(stored)]
            self.settles()
            self.run(rina.says("/antrean"), self.chooses(rina, "Keadaan"), self.chooses(rina, "Semua yang terbuka"))
            self.run(self.chooses(rina, f"{lead.id} · "), self.chooses(rina, "Alihkan ke agen lain"))
            self.run(self.chooses(rina, f"Agen {to}"), self.chooses(rina, "Ya, tawarkan"))
