"""The desk of the staff: their tasks, due first, and for officials the figures of their branch."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from itertools import islice

from bot.conversation.steps import Choose, Decide, Fill, Flow
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Lines, Rows, Value, grid
from bot.flows.few import SMALL, masked
from bot.flows.lead_cards import tap
from bot.flows.materials import Materials, branch_name
from bot.flows.task_lines import place_of, task_button, task_line
from bot.leads.life import STATES
from bot.leads.shifts import week_of
from bot.leads.tasks import Task, tasks
from storage.records import Lead

EXAMPLE = "12"
"""The number of a lead, as the help shows it."""
PAGE = 10
"""Tasks on one screen."""
REPORTS = (("laporan", "reports"), ("langganan", "subscriptions"))
"""Where officials read more than the counts of today."""
ODD = 3
"""Leads on one screen that a branch's file says something else about."""


def flow(materials: Materials, first: Callable[[View], Rows] = lambda _: ()) -> Flow:
    """The flow of /tugas, for staff alone; officers see what is `first` before the leads."""

    def branch(view: View) -> Rows:
        return (*first(view), *_opened(view), *_odd(view), *_queue(view))

    return Flow(
        name="desk",
        start="whose",
        steps={
            "whose": Decide(pick=_whose, exits=frozenset({"agent", "officer", "official", "menu/"})),
            "first_page": Fill(answers=lambda _: {}, then="whose"),
            "next_page": Fill(answers=lambda view: {"page": _page(view) + 1}, then="whose"),
            "agent": Choose(
                exits={
                    "more": "next_page",
                    "refresh": "first_page",
                    "figures": "figures/",
                    "shift": "shift/",
                    "link": "mylink/",
                    "visits": "visits/",
                    "help": "agent_help",
                },
                offered=_offered,
                shortcuts=_opened,
                foremost=True,
                show=_told,
                columns=2,
                labels={"visits": "desk.visits"},
                hub=True,
            ),
            "agent_help": Choose(exits={"tasks": "whose"}, show=lambda _: {"number": EXAMPLE}, hub=True),
            "officer": Choose(
                exits={
                    "more": "next_page",
                    "queue": "queue/",
                    "team": "team/",
                    "broadcasts": "broadcasts/",
                    "visits": "visits/",
                    "refresh": "first_page",
                    "figures": "figures/",
                    "help": "officer_help",
                },
                offered=_offered,
                shortcuts=branch,
                foremost=True,
                show=_told,
                columns=2,
                labels={"visits": "desk.visits"},
                hub=True,
            ),
            "officer_help": Choose(exits={"tasks": "whose"}, hub=True),
            "official": Choose(
                exits={"refresh": "whose", "help": "official_help"},
                show=partial(_figures, materials),
                shortcuts=_reports,
                foremost=True,
                hub=True,
            ),
            "official_help": Choose(exits={"figures": "whose"}, hub=True),
        },
    )


def _whose(view: View) -> str:
    role = view.known.staff.role if view.known.staff else view.known.invite.role if view.known.invite else None
    return role if role in ("agent", "officer", "official") else "menu/"


def _mine(view: View) -> tuple[Task, ...]:
    """The tasks of the member whose desk this is, due first."""
    member = view.known.staff
    if member is None:
        return ()
    held = [lead for lead in view.known.desk.leads if lead.holder == member.id]
    return tasks(held, view.known.desk.expires, week_of(member))


def _page(view: View) -> int:
    """The page that is open; after the last one comes the first."""
    pages = max(1, -(-len(_mine(view)) // PAGE))
    return int(view.answers.get("page", 0)) % pages


def _on_this_page(view: View) -> Iterator[Task]:
    first = _page(view) * PAGE
    return islice(_mine(view), first, first + PAGE)


def _opened(view: View) -> Rows:
    return grid([task_button(task.lead) for task in _on_this_page(view)], 2)


def _offered(view: View) -> Collection[str]:
    more = ("more",) if len(_mine(view)) > PAGE else ()
    return (*more, "queue", "team", "broadcasts", "visits", "refresh", "figures", "shift", "link", "help")


def _told(view: View) -> Mapping[str, Value]:
    """The tasks in words; for officers, how many cases and leads of the branch wait besides."""
    return {"tasks": Lines(tuple(_lines(view)) or (Label("desk.none"),))}


def _lines(view: View) -> Iterator[Label]:
    member, mine, desk = view.known.staff, _mine(view), view.known.desk
    if desk.cases:
        yield Label("desk.told.cases", {"count": str(len(desk.cases))})
    if member is not None and mine:
        yield Label("desk.told.mine", {"count": str(len(mine))})
        yield from (task_line(task, member, view.now) for task in _on_this_page(view))
    if desk.odd:
        yield Label("desk.told.odd", {"count": str(len(desk.odd))})
        yield from (Label("desk.odd.line", _of_odd(lead, why)) for lead, why in desk.odd[:ODD])
    if others := len(desk.leads) - len(mine):
        yield Label("desk.told.queue", {"count": str(others)})


def _odd(view: View) -> Rows:
    """The first of what the branch's last file says something else about; the next follow when these have moved."""
    first = view.known.desk.odd[:ODD]
    return grid([Button(tap(lead, "show"), Label("desk.odd", _of_odd(lead, why))) for lead, why in first], 2)


def _of_odd(lead: Lead, why: str) -> Mapping[str, Value]:
    return {"number": str(lead.id), "place": place_of(lead), "why": Label(f"verify.why.{why}")}


def _queue(view: View) -> Rows:
    """What waits in the branch and lies with nobody, or with somebody who has not answered."""
    mine = {task.lead.id for task in _mine(view)}
    return tuple((_waiting(lead),) for lead in view.known.desk.leads if lead.id not in mine)


def _waiting(lead: Lead) -> Button:
    state = Label(f"desk.state.{lead.state}")
    return Button(
        tap(lead, "show"), Label("desk.waits", {"number": str(lead.id), "state": state, "place": place_of(lead)})
    )


def _reports(_: View) -> Rows:
    return (tuple(Button(f"/{command}", Label(f"desk.{name}")) for command, name in REPORTS),)


def _figures(materials: Materials, view: View) -> Mapping[str, Value]:
    small = materials.rule(SMALL, view).count
    branch = view.known.staff.branch if view.known.staff else view.known.invite.branch if view.known.invite else "-"
    figures = {state: masked(view.known.desk.counts.get(state, 0), small) for state in STATES}
    sponsors = view.known.desk.sponsors
    paid = {"used": masked(sum(one.used for one in sponsors), small), "quota": str(sum(one.quota for one in sponsors))}
    return {"branch": branch_name(branch), "small": str(small), **figures, **paid}
