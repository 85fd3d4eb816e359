"""The flow of /sponsor: what others pay for in an officer's branch, how much room is left, and until when."""

from collections.abc import Collection, Mapping, Sequence

from bot.conversation.effects_files import SendTemplate
from bot.conversation.steps import Choose, Do, Fill, Flow
from bot.conversation.view import View
from bot.conversation.words import Day, Label, Lines, Listing, Value
from bot.flows.materials import Materials, today
from bot.flows.sponsor_columns import NEEDED
from bot.flows.sponsor_file import full_after
from bot.flows.sponsor_lines import WIDEST_ON_CARD, payer
from bot.leads.rights import roles
from storage.sponsors import Sponsorship

PAGE = 4


def flow(materials: Materials) -> Flow:
    """For officers alone."""

    def told(view: View) -> Mapping[str, Value]:
        first, full = _page(view) * PAGE, full_after(materials.facts, today(view))
        some = _running(view)[first : first + PAGE]
        return {
            "count": str(len(_running(view))),
            "page": str(_page(view) + 1),
            "pages": str(max(1, -(-len(_running(view)) // PAGE))),
            "sponsors": Lines(tuple(_line(one, materials, view, full) for one in some) or (Label("sponsors.none"),)),
        }

    def columns(_: View) -> Mapping[str, Value]:
        return {"columns": Listing(tuple(Label(f"sponsors.column.{name}") for name in NEEDED))}

    return Flow(
        name="sponsors",
        start="list",
        roles=roles("sponsors.open"),
        steps={
            "list": Choose(
                exits={
                    "more": "next_page",
                    "template": "template",
                    "how": "how",
                    "refresh": "first_page",
                    "tasks": "desk/",
                },
                show=told,
                offered=_possible,
                columns=2,
                labels={"tasks": "desk.tasks"},
            ),
            "next_page": Fill(answers=lambda view: {"page": _page(view) + 1}, then="list"),
            "first_page": Fill(answers=lambda _: {}, then="list"),
            "how": Choose(exits={"template": "template", "back": "list"}, show=columns),
            "template": Do(effects=lambda _: [SendTemplate()], then="list"),
        },
    )


def _running(view: View) -> Sequence[Sponsorship]:
    return view.known.desk.sponsors


def _page(view: View) -> int:
    """The page that is shown; after the last one comes the first."""
    pages = max(1, -(-len(_running(view)) // PAGE))
    return int(view.answers.get("page") or 0) % pages


def _possible(view: View) -> Collection[str]:
    more = ("more",) if len(_running(view)) > PAGE else ()
    return (*more, "template", "how", "refresh", "tasks")


def _line(one: Sponsorship, materials: Materials, view: View, full: int | None) -> Label:
    months = one.months_left(today(view))
    told: dict[str, Value] = {
        "payer": payer(one, WIDEST_ON_CARD),
        "channel": Label(f"sponsored.which.{one.channel}"),
        "place": materials.places.nearest(one.region).name,
        "left": str(one.left),
        "quota": str(one.quota),
        "ends": Day(one.ends),
        "months": str(months),
    }
    return Label(f"sponsors.line.{'long' if full is None or months > full else 'short'}", told)
