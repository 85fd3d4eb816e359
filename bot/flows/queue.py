"""The flow of /antrean: what waits in an officer's branch and what is open there, by place, work and age."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.conversation.steps import Choose, Fill, Find, Flow, Option
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Rows, Value
from bot.flows.interest import WORK
from bot.flows.lead_cards import tap
from bot.flows.materials import Materials
from bot.leads.branch import KINDS, picked
from bot.leads.rights import roles
from storage.records import Lead, Staff, StaffId

NOBODY = StaffId(0)
PAGE = 10
PLACES = 12
"""Places that are offered as buttons; any other is typed."""
WIDEST_PLACE = 12
KABUPATEN, KECAMATAN = 5, 8
"""Characters of the dotted codes of places one looks by."""


def flow(materials: Materials) -> Flow:
    """For officers alone."""

    def places(view: View) -> list[Option]:
        """The kabupaten and kecamatan in which anything is open, those with most in front."""
        found: Counter[str] = Counter()
        for lead in view.known.desk.queue:
            found.update({lead.region[:KABUPATEN], lead.region[:KECAMATAN]})
        return [(code, f"{materials.places.nearest(code).path} ({count})") for code, count in found.most_common()]

    def suggested(view: View) -> Sequence[Option]:
        return places(view)[:PLACES]

    def named(text: str, view: View) -> Sequence[Option]:
        wanted = text.casefold().strip()
        return [(code, words) for code, words in places(view) if wanted and wanted in words.casefold()][:PLACES]

    def stands(view: View) -> Mapping[str, Value]:
        found, where = _picked(view), str(view.answers.get("where") or "")
        work = str(view.answers.get("work") or "")
        return {
            "which": Label(f"queue.kind.{_kind(view)}"),
            "place": materials.places.nearest(where).path if where else Label("queue.everywhere"),
            "work": Label(f"interest.work.{work}") if work in WORK else Label("queue.any_work"),
            "count": str(len(found)),
            "page": str(_page(view) + 1),
            "pages": str(max(1, -(-len(found) // PAGE))),
        }

    def shown(view: View) -> Rows:
        first = _page(view) * PAGE
        crew = {one.staff.id: one.staff for one in view.known.desk.crew}
        some = _picked(view)[first : first + PAGE]
        return tuple(
            (Button(tap(lead, "show"), _line(materials, lead, crew.get(lead.holder or NOBODY), view.now)),)
            for lead in some
        )

    return Flow(
        name="queue",
        start="list",
        roles=roles("queue.open"),
        steps={
            "list": Choose(
                exits={
                    "more": "next_page",
                    "which": "which",
                    "where": "where",
                    "work": "work",
                    "pairs": "duplicates/",
                    "team": "team/",
                    "refresh": "first_page",
                },
                show=stands,
                shortcuts=shown,
                foremost=True,
                offered=_possible,
                columns=2,
            ),
            "which": Choose(exits=dict.fromkeys(KINDS, "first_page"), labels={k: f"queue.kind.{k}" for k in KINDS}),
            "where": Find(search=named, suggest=suggested, then="first_page", otherwise="first_page"),
            "work": Choose(
                exits=dict.fromkeys((*WORK, "any"), "first_page"),
                columns=2,
                labels={work: f"interest.work.{work}" for work in WORK},
            ),
            "next_page": Fill(answers=lambda view: {**view.answers, "page": _page(view) + 1}, then="list"),
            "first_page": Fill(answers=lambda view: {**view.answers, "page": 0}, then="list"),
        },
    )


def _kind(view: View) -> str:
    return str(view.answers.get("which") or KINDS[0])


def _page(view: View) -> int:
    """The page that is shown; what was worked off meanwhile leads back to the last one there is."""
    last = max(0, (len(_picked(view)) - 1) // PAGE)
    return min(int(view.answers.get("page") or 0), last)


def _picked(view: View) -> list[Lead]:
    work = str(view.answers.get("work") or "")
    chosen: dict[str, Any] = {"place": str(view.answers.get("where") or ""), "work": "" if work == "any" else work}
    return picked(view.known.desk.queue, view.known.desk.crew, view.now, kind=_kind(view), **chosen)


def _possible(view: View) -> Collection[str]:
    more = (_page(view) + 1) * PAGE < len(_picked(view))
    possible = {"more": more, "pairs": bool(view.known.desk.pairs)}
    return [name for name in ("more", "which", "where", "work", "pairs", "team", "refresh") if possible.get(name, True)]


def _line(materials: Materials, lead: Lead, holder: Staff | None, now: datetime) -> Label:
    place = materials.places.nearest(lead.region).name
    short = place if len(place) <= WIDEST_PLACE else f"{place[: WIDEST_PLACE - 1]}…"
    who = holder.code if holder else Label(f"queue.short.{'new' if lead.holder is None else 'elsewhere'}")
    return Label("queue.line", {"number": str(lead.id), "place": short, "age": age(lead.created, now), "who": who})


def age(since: datetime, now: datetime) -> Label:
    """How long ago that was: in hours on the first day, then in days; less than an hour is new."""
    passed = now - since
    if passed < timedelta(hours=1):
        return Label("queue.age.now")
    if passed.days:
        return Label("queue.age.days", {"count": str(passed.days)})
    return Label("queue.age.hours", {"count": str(passed.seconds // 3600)})
