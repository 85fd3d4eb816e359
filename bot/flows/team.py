"""The flow of /tim: who works for an officer's branch, how much lies with each, and where and how much they take."""

from collections.abc import Collection, Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.answers import texts
from bot.conversation.effects import Arrange, Audited, Effect, Retire
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option, Type
from bot.conversation.view import View
from bot.conversation.words import Button, Day, Label, Lines, Listing, Rows, Value
from bot.errors import InvalidAnswer
from bot.flows import served, team_invites
from bot.flows.lead_cards import tap
from bot.flows.materials import Materials, branch_name
from bot.flows.queue import age
from bot.leads.branch import late_of
from bot.leads.rights import may, roles
from bot.leads.shifts import is_full_today, is_on_leave
from storage.records import CAPACITY_LEAST, CAPACITY_MOST, Colleague, StaffId

ACTIONS = ("staff.retire", "staff.areas", "staff.capacity", *team_invites.ACTIONS)
"""What an officer does with the staff of the branch."""
LISTED, SHOWN = 8, 12
"""Colleagues that are told about in the list, and that are offered as buttons; any other is found by name."""
LATE_SHOWN = 5
NOT_A_NUMBER = "team.capacity.not_a_number"
LEADS_ON = {"list": "team.to_list", "agent": "team.to_agent"}


def flow(materials: Materials) -> Flow:
    """For officers alone; nobody else sees who does how much."""
    crew, places = _Crew(materials), materials.places

    def found(text: str, view: View) -> Sequence[Option]:
        return served.found(places, text, view)

    def where(view: View) -> Mapping[str, Value]:
        return {**crew.one_name(view), "served": served.told(places, view)}

    return Flow(
        name="team",
        start="list",
        roles=roles("team.open"),
        steps={
            "list": Choose(
                exits={"pick": "who", "invite": "role", "invites": "invites", "queue": "queue/", "refresh": "list"},
                show=crew.told,
                columns=2,
            ),
            "who": Find(search=crew.named, suggest=crew.suggested, then="known"),
            "known": Decide(pick=lambda view: "agent" if chosen(view) else "list", exits=frozenset({"agent", "list"})),
            "agent": Choose(
                exits={"areas": "areas", "capacity": "capacity", "retire": "sure", "list": "list"},
                show=crew.one,
                shortcuts=crew.late,
                foremost=True,
                columns=2,
                offered=_possible,
                labels={"list": "team.to_list"},
            ),
            "areas": Choose(exits={"add": "add", "remove": "remove", "agent": "known"}, show=crew.one, labels=LEADS_ON),
            "add": Find(search=found, then="added", show=where),
            "added": Do(effects=_added, then="areas_noted"),
            "remove": Find(search=crew.own_areas_named, suggest=crew.own_areas, then="removed", show=crew.one),
            "removed": Do(effects=_removed, then="areas_noted"),
            "areas_noted": Choose(exits={"agent": "known", "list": "list"}, show=crew.one_name, labels=LEADS_ON),
            "capacity": Type(parse=_capacity, then="sized", errors=(NOT_A_NUMBER,), show=crew.one),
            "sized": Do(effects=_sized, then="capacity_noted"),
            "capacity_noted": Choose(exits={"agent": "known", "list": "list"}, show=crew.one_name, labels=LEADS_ON),
            "sure": Choose(exits={"yes": "still", "no": "known"}, show=crew.one),
            "still": Decide(
                pick=lambda view: "retire" if _leaves(view) else "list", exits=frozenset({"retire", "list"})
            ),
            "retire": Do(effects=_retired, then="retired"),
            "retired": Choose(exits={"list": "list", "queue": "queue/"}, show=crew.one_name, labels=LEADS_ON),
            **team_invites.steps(materials),
        },
    )


def chosen(view: View) -> Colleague | None:
    """The colleague this conversation is about."""
    number = StaffId(int(view.answers.get("who") or 0))
    return next((one for one in view.known.desk.crew if one.staff.id == number), None)


class _Crew:
    """What is told about colleagues."""

    def __init__(self, materials: Materials) -> None:
        self.materials = materials

    def told(self, view: View) -> Mapping[str, Value]:
        """The list, those with most late leads in front."""
        crew = sorted(view.known.desk.crew, key=lambda one: (-self._late(one, view), -one.open_leads, one.staff.name))
        lines: list[Label] = [self._line(one, view) for one in crew[:LISTED]]
        if len(crew) > LISTED:
            lines.append(Label("team.more", {"count": str(len(crew) - LISTED)}))
        branch = view.known.staff.branch if view.known.staff else "-"
        return {"branch": branch_name(branch), "lines": Lines(tuple(lines)) if lines else Label("team.nobody")}

    def one(self, view: View) -> Mapping[str, Value]:
        """One colleague in full."""
        one = chosen(view)
        if one is None:
            return dict.fromkeys(("name", "code", "role", "areas", "load", "late", "active", "state", "reached"), "-")
        return {
            "name": one.staff.name,
            "code": one.staff.code,
            "role": Label(f"role.{one.staff.role}"),
            "areas": self._areas(one.staff.areas),
            "load": self._load(one),
            "late": str(self._late(one, view)),
            "active": self._active(one, view),
            "state": self._state(one, view),
            "reached": Label("team.reached", {"registered": str(one.registered), "verified": str(one.verified)}),
        }

    def one_name(self, view: View) -> Mapping[str, Value]:
        """Who it was, where what was changed is not loaded again."""
        one = chosen(view)
        return {"name": one.staff.name if one else "-", "code": one.staff.code if one else "-"}

    def late(self, view: View) -> Rows:
        """A button for each of the oldest late leads."""
        one = chosen(view)
        desk = view.known.desk
        found = late_of(one.staff.id, desk.queue, desk.crew, view.now)[:LATE_SHOWN] if one else []
        return tuple(
            (
                Button(
                    tap(lead, "show"),
                    Label(
                        "team.late_lead", {"number": str(lead.id), "age": age(lead.active or lead.changed, view.now)}
                    ),
                ),
            )
            for lead in found
        )

    def suggested(self, view: View) -> Sequence[Option]:
        """The colleagues by name."""
        return [(str(one.staff.id), f"{one.staff.name[:24]} · {one.staff.code}") for one in view.known.desk.crew][
            :SHOWN
        ]

    def named(self, text: str, view: View) -> Sequence[Option]:
        """Colleagues whose name or code contains what was typed."""
        wanted = text.casefold().strip()
        crew = (one.staff for one in view.known.desk.crew)
        found = (one for one in crew if wanted and wanted in f"{one.name} {one.code}".casefold())
        return [(str(one.id), f"{one.name[:24]} · {one.code}") for one in found][:SHOWN]

    def own_areas(self, view: View) -> Sequence[Option]:
        """The areas that could be taken away."""
        one = chosen(view)
        return [(area, self.materials.places.nearest(area).path) for area in one.staff.areas] if one else []

    def own_areas_named(self, text: str, view: View) -> Sequence[Option]:
        """Those of them that were typed."""
        return [option for option in self.own_areas(view) if text.casefold().strip() in option[1].casefold()]

    def _areas(self, areas: Sequence[str]) -> Value:
        if not areas:
            return Label("team.whole_branch")
        return Listing(tuple(self.materials.places.nearest(area).name for area in areas))

    def _line(self, one: Colleague, view: View) -> Label:
        told: dict[str, Value] = {
            "name": one.staff.name,
            "code": one.staff.code,
            "load": self._load(one),
            "late": str(self._late(one, view)),
            "active": self._active(one, view),
            "registered": str(one.registered),
            "verified": str(one.verified),
            "state": self._state(one, view),
        }
        return Label("team.line", told)

    def _load(self, one: Colleague) -> str:
        return f"{one.open_leads}/{one.staff.capacity}"

    def _late(self, one: Colleague, view: View) -> int:
        desk = view.known.desk
        return len(late_of(one.staff.id, desk.queue, desk.crew, view.now))

    def _active(self, one: Colleague, view: View) -> Value:
        zone = ZoneInfo(view.known.staff.zone if view.known.staff else one.staff.zone)
        return Day(one.active.astimezone(zone).date()) if one.active else Label("team.never")

    def _state(self, one: Colleague, view: View) -> Value:
        if not one.reachable:
            return Label("team.state.gone")
        if is_on_leave(one.staff, view.now) and one.staff.leave:
            return Label("team.state.leave", {"until": Day(one.staff.leave[1])})
        return Label("team.state.full" if is_full_today(one.staff, view.now) else "team.state.there")


def _capacity(text: str, _: View) -> int:
    said = texts.clean(text)
    if not said.isdecimal() or not CAPACITY_LEAST <= int(said[:4]) <= CAPACITY_MOST:
        least, most = str(CAPACITY_LEAST), str(CAPACITY_MOST)
        raise InvalidAnswer(NOT_A_NUMBER, least=least, most=most)
    return int(said)


def _changed(view: View, what: str, changes: Mapping[str, object]) -> Sequence[Effect]:
    """What becomes true of the colleague, if the officer may still change this of them."""
    one, member = chosen(view), view.known.staff
    if one is None or member is None or not may(member, f"staff.{what}", one.staff):
        return []
    return [Arrange(one.staff.id, changes), Audited(f"staff.{what}", f"staff:{one.staff.id}")]


def _added(view: View) -> Sequence[Effect]:
    one, area = chosen(view), str(view.answers["add"])
    if not served.is_served(area, view.known.desk.served):
        return []
    areas = (*(one.staff.areas if one else ()), area)
    return _changed(view, "areas", {"areas": tuple(dict.fromkeys(areas))})


def _removed(view: View) -> Sequence[Effect]:
    one = chosen(view)
    left = [area for area in (one.staff.areas if one else ()) if area != view.answers["remove"]]
    return _changed(view, "areas", {"areas": tuple(left)})


def _sized(view: View) -> Sequence[Effect]:
    return _changed(view, "capacity", {"capacity": int(view.answers["capacity"])})


def _retired(view: View) -> Sequence[Effect]:
    one = chosen(view)
    return [Retire(one.staff)] if one else []


def _leaves(view: View) -> bool:
    """Nobody ends their own work here: an officer who goes has a colleague or the command line do it."""
    one, member = chosen(view), view.known.staff
    if one is None or member is None or one.staff.id == member.id:
        return False
    return may(member, "staff.retire", one.staff)


def _possible(view: View) -> Collection[str]:
    return ("areas", "capacity", "retire", "list") if _leaves(view) else ("areas", "capacity", "list")
