"""The broadcasts of a branch: a list, what became of each, agreed to, paused, let go on, called off."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Literal, get_args

from bot.conversation.broadcasting import SteerBroadcast
from bot.conversation.effects import Audited, Effect, Say
from bot.conversation.steps import Choose, Decide, Do, Find, Flow, Option, Step
from bot.conversation.view import View
from bot.conversation.words import Bare, Day, Label, Lines, Listing, Value
from bot.flows import news
from bot.flows.broadcast import OPEN
from bot.flows.few import SMALL, masked
from bot.flows.materials import CALENDAR, Materials, branch_name
from bot.leads.rights import may, roles
from storage.news import ECHOES, STATUSES, Broadcast, Listeners, Posted

Act = Literal["approve", "refuse", "pause", "resume", "cancel"]
ACTS: tuple[Act, ...] = get_args(Act)
ACTIONS = tuple(f"broadcast.{act}" for act in ACTS)
"""What is done with a broadcast once it is written."""
TO: Mapping[Act, Literal["running", "paused", "cancelled"]] = {
    "approve": "running",
    "refuse": "cancelled",
    "pause": "paused",
    "resume": "running",
    "cancel": "cancelled",
}
FROM: Mapping[Act, tuple[str, ...]] = {
    "approve": ("asked",),
    "refuse": ("asked",),
    "pause": ("running",),
    "resume": ("paused",),
    "cancel": ("asked", "running", "paused"),
}
SIGNS = {"asked": "⏳", "running": "▶️", "paused": "⏸️", "done": "✔️", "cancelled": "✖️"}
TO_APPROVE = "✋"
COUNTS = (
    "sent",
    "waiting",
    "held",
    "muted",
    "blocked",
    "not_allowed",
    "unconcerned",
    "too_late",
    "cancelled",
    "unsure",
    "failed",
)
"""What became of the messages, in the order in which it is told; anything else is counted as failed."""
HOURS = "policy.broadcast.echo"
"""The rule that says how long after a broadcast it is counted what people do."""
ENDS = ("done", "nobody", "cancelled", "too_late", "author_gone")
REACHED = ("sent", "unsure")
"""Counts of those who got it, or may have got it."""
WORDS_SHOWN = 22


def flow(materials: Materials) -> Flow:
    """The flow of /siaran, for officers alone."""

    def approve(view: View) -> Mapping[str, Value]:
        one = _chosen(view)
        if one is None:
            return dict.fromkeys(("message", "name", "branch", "people", "whom"), "-")
        told = one.broadcast
        return {
            "message": news.message(told.branch, told.text or "-", materials, view),
            "name": one.author.name,
            "branch": branch_name(told.branch),
            "people": str(told.people),
            "whom": Lines(_whom(told.whom, materials)),
        }

    def card(view: View) -> Mapping[str, Value]:
        return _card(view, str(materials.rule(HOURS, view).count), materials.rule(SMALL, view).count)

    return Flow(
        name="broadcasts",
        start="list",
        roles=roles("broadcast.open"),
        steps={
            "list": Find(search=_named, suggest=_listed, then="picked", otherwise="broadcast/"),
            "picked": Decide(pick=_picked, exits=frozenset({"approval", "card", "list"})),
            "approval": Choose(exits={"yes": "approving", "no": "refusing", "list": "list"}, show=approve, labels=LIST),
            "card": Choose(
                exits={"refresh": "picked", "pause": "pausing", "resume": "resuming", "cancel": "sure", "list": "list"},
                show=card,
                offered=_possible,
                columns=2,
                labels=LIST,
            ),
            "sure": Choose(exits={"yes": "cancelling", "no": "picked"}),
            "sent": Choose(exits={"list": "list"}, words="broadcast.sent"),
            "asked": Choose(exits={"list": "list"}, words="broadcast.asked", labels={"list": "broadcast.sent.list"}),
            **_act("approve", "approving", "approved"),
            **_act("refuse", "refusing", "refused"),
            **_act("pause", "pausing", "paused"),
            **_act("resume", "resuming", "resumed"),
            **_act("cancel", "cancelling", "cancelled"),
        },
    )


LIST = {"list": "broadcasts.to_list"}
ONWARD = {"card": "broadcasts.to_card", **LIST}


def _act(act: Act, trying: str, done: str) -> dict[str, Step]:
    """It is done if it may still be done; else it is shown as it stands."""

    def pick(view: View) -> str:
        return act if _may(act, view) else "picked"

    return {
        trying: Decide(pick=pick, exits=frozenset({act, "picked"})),
        act: Do(effects=_does(act), then=done),
        done: Choose(exits={"card": "picked", "list": "list"}, labels=ONWARD),
    }


def over(one: Broadcast, counts: Mapping[str, int], echoes: Mapping[str, int] | None, hours: str, small: int) -> Label:
    """How a broadcast ended, what became of its messages, and what people did within `hours` after they came.

    That may not be known yet (None); counts below `small` are not told.
    """
    over_by_itself = "done" if any(counts.get(each) for each in REACHED) else "nobody"
    why = one.why or ("cancelled" if one.state == "cancelled" else over_by_itself)
    ended = Label(f"broadcasts.end.{why}")
    later = (Label("broadcasts.echo.later", {"hours": hours}),) if counts.get("sent") else ()
    after = later if echoes is None else echoed(echoes, counts, hours, small)
    lines = Lines((*counted(counts).items, *after))
    return Label("broadcasts.over", {"text": _short(one.text), "ended": ended, "counts": lines})


def left_behind(one: Broadcast) -> Label:
    """It is paused, for nobody answers for it any more: another officer may."""
    return Label("broadcasts.left_behind", {"text": _short(one.text)})


def echoed(echoes: Mapping[str, int], counts: Mapping[str, int], hours: str, small: int) -> Sequence[Label]:
    """How many of those whom it reached wrote or asked for silence, within `hours`; none below `small` is told."""
    reached = counts.get("sent", 0)
    told = [(echo, masked(echoes[echo], small, reached)) for echo in ECHOES if echo in echoes and reached]
    return [Label(f"broadcasts.echo.{echo}", {"count": count, "hours": hours}) for echo, count in told]


def counted(counts: Mapping[str, int]) -> Lines:
    """A line for each outcome that occurs."""
    others = sum(count for outcome, count in counts.items() if outcome not in COUNTS)
    all_of_it = {**counts, "failed": counts.get("failed", 0) + others}
    told = [(outcome, all_of_it[outcome]) for outcome in COUNTS if all_of_it.get(outcome)]
    return Lines(tuple(Label(f"broadcasts.count.{outcome}", {"count": str(count)}) for outcome, count in told))


def _chosen(view: View) -> Posted | None:
    number = str(view.answers.get("list") or "")
    return next((one for one in view.known.newsroom.posted if str(one.broadcast.id) == number), None)


def _listed(view: View) -> Sequence[Option]:
    return [(str(one.broadcast.id), _line(one)) for one in view.known.newsroom.posted]


def _named(text: str, view: View) -> Sequence[Option]:
    wanted = text.casefold().strip()
    return [option for option in _listed(view) if wanted and wanted in option[1].casefold()]


def _line(one: Posted) -> str:
    sign = TO_APPROVE if one.approvable else SIGNS[one.broadcast.state]
    return f"{sign} {_short(one.broadcast.text)}"


def _whom(whom: Listeners, materials: Materials) -> tuple[Label, ...]:
    """Whom it is for, as its author chose them."""
    places = Listing(tuple(materials.places.nearest(code).path for code in whom.regions))
    work = Label(f"interest.work.{whom.work}" if whom.work else "broadcast.work.any")
    # None where a release gave up a choice that a broadcast still has.
    status = [Bare(Label(f"broadcast.status.{name}")) for name, states in STATUSES.items() if states == whom.states]
    chosen: Sequence[tuple[str, Value]] = [
        ("region", places),
        ("work", Bare(work)),
        *(("status", one) for one in status),
    ]
    return tuple(Label(f"broadcast.{each}.line", {"answer": answer}) for each, answer in chosen)


def _short(text: str | None) -> str:
    if text is None:
        return "–"
    words = " ".join(text.split())
    return words if len(words) <= WORDS_SHOWN else f"{words[: WORDS_SHOWN - 1]}…"


def _picked(view: View) -> str:
    one = _chosen(view)
    if one is None:
        return "list"
    return "approval" if one.approvable else "card"


def _card(view: View, hours: str, small: int) -> Mapping[str, Value]:
    one = _chosen(view)
    if one is None:
        return dict.fromkeys(("state", "text", "name", "people", "counts", "last"), "-")
    told = one.broadcast
    return {
        "state": Label(f"broadcasts.state.{told.state}"),
        "text": told.text or "–",
        "name": one.author.name,
        "people": str(told.people),
        "counts": Lines((*counted(one.counts).items, *echoed(one.echoes, one.counts, hours, small))),
        "last": Day(told.last.astimezone(CALENDAR).date()),
    }


def _possible(view: View) -> Collection[str]:
    acts: tuple[Act, ...] = ("pause", "resume", "cancel")
    return ("refresh", *(act for act in acts if _may(act, view)), "list")


def _may(act: Act, view: View) -> bool:
    """Whether this officer may do this with it now; who may agree to it was found among all officers."""
    one, member = _chosen(view), view.known.staff
    if one is None or member is None or one.broadcast.ended or one.broadcast.state not in FROM[act]:
        return False
    if act in ("approve", "refuse"):
        return one.approvable
    return may(member, f"broadcast.{act}", one.broadcast)


def _does(act: Act) -> Callable[[View], Sequence[Effect]]:
    def effects(view: View) -> Sequence[Effect]:
        one, member = _chosen(view), view.known.staff
        if one is None or member is None:
            return []
        # An author who lets their own go on does not take the place of whoever agreed to it.
        agrees = act == "approve" or (act == "resume" and member.id != one.broadcast.author)
        answers_for = member.id if agrees else None
        why = "refused" if act == "refuse" else None
        steered = SteerBroadcast(one.broadcast, TO[act], answers_for, why)
        done = Audited(f"broadcast.{act}", f"broadcast:{one.broadcast.id}")
        told = Say(
            (Label(f"broadcasts.told.{act}", {"name": member.name}),), ((OPEN,),), to=one.author.chat, at_work=True
        )
        tell = one.author.id != member.id and one.author.chat is not None
        return [steered, done, *([told] if tell else [])]

    return effects
