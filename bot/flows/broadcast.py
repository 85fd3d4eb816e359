"""An officer writes to many people of the branch: the text, whom it is for, how many that are; then it is sent off."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from bot.answers import texts
from bot.answers.announcements import fault, holds_number
from bot.conversation.broadcasting import WriteBroadcast
from bot.conversation.effects import Audited, Effect, Say
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option, Review, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Lines, Value
from bot.errors import InvalidAnswer
from bot.flows import news
from bot.flows.interest import WORK
from bot.flows.materials import Materials, branch_name
from bot.leads.rights import roles
from bot.leads.routing import within
from storage.news import STATUSES, Listeners, Reach, Written
from storage.records import Staff

ANY = "any"
SHORTEST = 10
"""Letters of a text that says something."""
SHOWN = 12
FAULTS = {"secret": "broadcast.text.secret", "money": "broadcast.text.money", "link": "broadcast.text.link"}
TOO_SHORT, TOO_LONG = "broadcast.text.too_short", "broadcast.text.too_long"
OPEN = Button("/siaran", Label("broadcast.open"))


def flow(materials: Materials) -> Flow:
    """For officers alone. What was written never changes once it is sent off: whoever agreed to it agreed to this."""
    desk = _Desk(materials)
    return Flow(
        name="broadcast",
        start="open",
        form=True,
        roles=roles("broadcast.write"),
        steps={
            "open": Decide(
                pick=lambda view: "text" if view.known.newsroom.served else "nowhere",
                exits=frozenset({"text", "nowhere"}),
            ),
            "nowhere": Tell(then="menu/"),
            "text": Type(
                parse=desk.text,
                then="region",
                lines=True,
                free=True,
                errors=(TOO_SHORT, TOO_LONG, *FAULTS.values()),
                show=desk.limits,
                shown=lambda text, _: str(len(str(text))),
            ),
            "region": Find(
                search=desk.places, suggest=desk.served, then="work", otherwise="work", shown=desk.place_shown
            ),
            "work": Choose(
                exits=dict.fromkeys((*WORK, ANY), "status"),
                columns=2,
                labels={work: f"interest.work.{work}" for work in WORK},
            ),
            "status": Choose(exits=dict.fromkeys(STATUSES, "look")),
            "look": Review(then="count", show=desk.preview),
            "count": Choose(
                exits={"send": "check", "change": "look"}, show=desk.counted, offered=_possible, review=False
            ),
            "check": Decide(pick=desk.how, exits=frozenset({"send", "ask", "alone", "count"})),
            "alone": Tell(then="count", show=desk.limits),
            "send": Do(effects=lambda view: desk.written(view, asks=False), then="broadcasts/sent"),
            "ask": Do(effects=lambda view: desk.written(view, asks=True), then="broadcasts/asked"),
        },
    )


def listeners(view: View) -> Listeners:
    """Whom the answers given so far are for."""
    served, answers = view.known.newsroom.served, view.answers
    region, work = str(answers.get("region") or ""), str(answers.get("work") or ANY)
    return Listeners(
        served=served,
        regions=(region,) if region else served,
        versions=news.COVERS,
        work=None if work == ANY else work,
        states=STATUSES.get(str(answers.get("status")), ()),
    )


class _Desk:
    """What is checked, counted and shown."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials

    def limits(self, view: View) -> Mapping[str, Value]:
        """The figures of the policy, and where a text may lead."""
        return {
            "most": self._count("length", view),
            "alone": self._count("alone", view),
            "site": self.materials.value("contact.site", view),
        }

    def text(self, text: str, view: View) -> str:
        """What goes out as it was written, line by line. Raises InvalidAnswer for what must not."""
        said = texts.lines(text)
        most, site = int(self._count("length", view)), str(self.materials.value("contact.site", view))
        if len(said) < SHORTEST:
            raise InvalidAnswer(TOO_SHORT)
        if len(said) > most:
            raise InvalidAnswer(TOO_LONG, letters=str(len(said)))
        if wrong := fault(said, (site,)):
            raise InvalidAnswer(FAULTS[wrong])
        return said

    def served(self, view: View) -> Sequence[Option]:
        """The places of the branch."""
        return [(code, self.materials.places.nearest(code).path) for code in view.known.newsroom.served][:SHOWN]

    def places(self, text: str, view: View) -> Sequence[Option]:
        """Places inside these that may be meant."""
        near = self.materials.places.search_anywhere(text, limit=SHOWN)
        served = view.known.newsroom.served
        return [(place.code, place.path) for place in near if any(within(place.code, area) for area in served)]

    def place_shown(self, code: object, _: View) -> Value:
        """A place by its name; the whole branch where none was picked."""
        return self.materials.places.nearest(str(code)).path if code else Label("broadcast.region.none")

    def preview(self, view: View) -> Mapping[str, Value]:
        """Exactly what one person gets, and what somebody should look at twice."""
        text, member = str(view.answers.get("text", "-")), view.known.staff
        careful = Label("broadcast.number") if holds_number(text) else ""
        branch = member.branch if member else "-"
        return {"message": news.message(branch, text, self.materials, view), "careful": careful}

    def counted(self, view: View) -> Mapping[str, Value]:
        """The dry run: who gets it, who later, who not and why, and whether somebody else has to agree."""
        reach = view.known.newsroom.reach or Reach()
        wait = reach.wait(self.materials.rule("policy.unasked.week", view).count)
        lines = [Label("broadcast.waits", {"count": str(wait)})] if wait else []
        lines += [Label(f"broadcast.without.{why}", {"count": str(count)}) for why, count in reach.without.items()]
        told: dict[str, Value] = {"people": str(reach.people), "lines": Lines(tuple(lines)), "next": self._next(view)}
        return told | {"days": self._count("days", view)}

    def how(self, view: View) -> str:
        """Sent at once, or after somebody else agreed; counted again, for time has passed."""
        reach = view.known.newsroom.reach
        if reach is None or not reach.people:
            return "count"
        if not self._needs_second(view):
            return "send"
        return "ask" if view.known.newsroom.approvers else "alone"

    def written(self, view: View, *, asks: bool) -> Sequence[Effect]:
        """The broadcast, that it was written, and a word to each who may agree to it."""
        member, reach = view.known.staff, view.known.newsroom.reach
        if member is None or reach is None:
            return []
        whom, text = listeners(view), str(view.answers["text"])
        last = view.now + timedelta(days=int(self._count("days", view)))
        wanted = Written(member.branch, member.id, text, whom, reach.people, last)
        about = {"people": reach.people, "regions": list(whom.regions), "work": whom.work, "asks": asks}
        asked = [_asked(one, member, reach.people) for one in view.known.newsroom.approvers if asks]
        return [
            WriteBroadcast(wanted, asks, view.known.newsroom.alone),
            Audited("broadcast.write", f"branch:{member.branch}", about),
            *asked,
        ]

    def _needs_second(self, view: View) -> bool:
        reach = view.known.newsroom.reach or Reach()
        # Cut into pieces it is still as many people who hear what one alone wanted.
        people = reach.people + view.known.newsroom.alone
        return people > int(self._count("alone", view)) or holds_number(str(view.answers.get("text", "")))

    def _next(self, view: View) -> Value:
        if not (view.known.newsroom.reach or Reach()).people:
            return Label("broadcast.nobody")
        if not self._needs_second(view):
            return Label("broadcast.at_once")
        approvers = view.known.newsroom.approvers
        return Label("broadcast.second", {"count": str(len(approvers))}) if approvers else Label("broadcast.no_second")

    def _count(self, name: str, view: View) -> str:
        return str(self.materials.rule(f"policy.broadcast.{name}", view).count)


def _possible(view: View) -> Collection[str]:
    reach = view.known.newsroom.reach
    return ("send", "change") if reach is not None and reach.people else ("change",)


def _asked(one: Staff, author: Staff, people: int) -> Say:
    told = {"name": author.name, "branch": branch_name(author.branch), "people": str(people)}
    return Say((Label("broadcast.please", told),), ((OPEN,),), to=one.chat, at_work=True)
