"""How a self-employed worker enrols: where, what to bring, why it may be refused, and what comes after."""

from collections.abc import Mapping, Sequence

from bot.conversation.steps import Choose, Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Lines, Rupiah, Value
from bot.flows.codes import coded
from bot.flows.materials import Materials
from bot.flows.pages import LABELS, grounds, page
from bot.flows.segment import gate

ONE_SCREEN = 9
"""Steps of the app that fit on one small screen."""


def flow(materials: Materials) -> Flow:
    """The flow of enrolling."""
    told = Told(materials)
    more = {"interest": "interest/", "how": "how"}
    return Flow(
        name="enrol",
        start="gate",
        steps={
            **gate("how", other="employed"),
            "employed": Choose(
                exits={"own_business": "how", "interest": "interest/", "hub": "guide/"},
                show=told.call_centre,
                labels=LABELS,
                hub=True,
            ),
            "how": page(
                told.how,
                {
                    **{name: name for name in ("jmo", "bring", "refused", "agent", "after")},
                    "pay": "pay/",
                    "interest": "interest/",
                    "hub": "guide/",
                },
            ),
            "jmo": page(told.jmo, {"next": "jmo_more", "how": "how"}, labels=OWN),
            "jmo_more": page(told.jmo_more, {"after": "after", **more}, labels=OWN),
            "bring": page(told.bring, {"refused": "refused", **more}, labels=OWN),
            "refused": page(told.refused, more, labels=OWN),
            "agent": page(told.agent, {"genuine": "help/genuine", **more}, labels=OWN),
            "after": page(told.after, {"pay": "pay/", **more}, labels=OWN),
        },
    )


OWN = {
    **LABELS,
    "how": "enrol.to_how",
    "after": "enrol.how.after",
    "refused": "enrol.how.refused",
    "genuine": "help.help.genuine",
}


class Told:
    """What each page may name, from the rules in force today."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials

    def how(self, view: View) -> Mapping[str, Value]:
        """Where one enrols, and from when one is covered."""
        channels, cover = (self.materials.rule(each, view) for each in ("enrol.channels", "bpu.cover.after"))
        site = {"site": self.materials.value("contact.enrol_site", view)}
        return {
            "channels": Lines(tuple(Label(each.key, site) for each in coded(channels))),
            "basis": grounds(view, channels, cover),
        }

    def jmo(self, view: View) -> Mapping[str, Value]:
        """The first steps in the app."""
        return self._steps(view, slice(ONE_SCREEN))

    def jmo_more(self, view: View) -> Mapping[str, Value]:
        """The other steps in the app."""
        return self._steps(view, slice(ONE_SCREEN, None))

    def bring(self, view: View) -> Mapping[str, Value]:
        """What one needs, and how old and how busy one may be."""
        needs, below, jobs, form, bands = (
            self.materials.rule(each, view)
            for each in ("bpu.entry.identity", "bpu.entry.age_below", "bpu.entry.jobs", "enrol.form", "bpu.base")
        )
        return {
            "needs": Lines(coded(needs)),
            "limit": str(below.count),
            "jobs": str(jobs.count),
            "form": form.text,
            "lowest": Rupiah(int(bands.brackets[0]["base"])),
            "basis": grounds(view, needs, below, jobs, form, bands),
        }

    def refused(self, view: View) -> Mapping[str, Value]:
        """Why an enrolment is sent back; what nobody could confirm about age is left to the office."""
        reasons, below, stays = (
            self.materials.rule(f"bpu.entry.{each}", view) for each in ("rejected", "age_below", "stays_after_age")
        )
        return {
            "reasons": Lines(coded(reasons)),
            "limit": str(below.count),
            "youngest": Label(self.materials.facts.open["entry.youngest"]),
            "basis": grounds(view, reasons, below, stays),
        }

    def agent(self, view: View) -> Mapping[str, Value]:
        """Through somebody, for who has no phone: what agents do, and that they cost nothing."""
        through, duties, fee = (
            self.materials.rule(each, view) for each in ("enrol.through_agent", "perisai.duties", "perisai.fee")
        )
        return {
            **self.call_centre(view),
            "hours": str(through.count),
            "duties": Lines(coded(duties)),
            "fee": Label(f"enrol.fee.{'some' if fee.rupiah else 'none'}"),
            "basis": grounds(view, through, duties, fee),
        }

    def after(self, view: View) -> Mapping[str, Value]:
        """What one is given, and from when one is covered."""
        given, cover = (self.materials.rule(each, view) for each in ("enrol.after", "bpu.cover.after"))
        return {**self.call_centre(view), "given": Lines(coded(given)), "basis": grounds(view, given, cover)}

    def call_centre(self, view: View) -> dict[str, Value]:
        """The number that everybody may call."""
        return {"call_centre": self.materials.call_centre(view)}

    def _steps(self, view: View, some: slice) -> Mapping[str, Value]:
        rule = self.materials.rule("enrol.jmo_steps", view)
        steps: Sequence[tuple[int, Label]] = list(enumerate(coded(rule), start=1))[some]
        lines = (Label("enrol.jmo.line", {"number": str(number), "step": step}) for number, step in steps)
        return {"steps": Lines(tuple(lines)), "basis": grounds(view, rule)}
