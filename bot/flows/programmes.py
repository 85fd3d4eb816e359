"""The programmes by kind of work, the pages of each one tap apart; nobody is offered what they cannot join."""

from collections.abc import Collection, Mapping
from itertools import pairwise

from bot.conversation.steps import Choose, Fill, Flow, Step, Words
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Value
from bot.facts.contributions import PROGRAMMES
from bot.facts.eligibility import BUSINESSES
from bot.flows.explaining import benefits, claims, firsts, laws, prices, stories
from bot.flows.explaining.lists import Lists
from bot.flows.explaining.telling import Page, shown
from bot.flows.materials import Materials
from bot.flows.segment import gate, segment_of

PAGES: Mapping[str, Mapping[str, Page]] = {
    "jkk": {
        "what": firsts.jkk,
        "pays": benefits.jkk,
        "more": benefits.more_of_jkk,
        "school": benefits.school,
        "claim": claims.jkk,
        "example": stories.jkk,
        "cost": prices.jkk,
    },
    "jkm": {
        "what": firsts.jkm,
        "pays": benefits.jkm,
        "school": benefits.school,
        "claim": claims.jkm,
        "example": stories.jkm,
        "cost": prices.jkm,
    },
    "jht": {
        "what": firsts.jht,
        "take": benefits.jht,
        "claim": claims.jht,
        "example": stories.jht,
        "cost": prices.jht,
    },
    "jp": {
        "what": firsts.jp,
        "pays": benefits.jp,
        "sum": benefits.pension_between,
        "claim": claims.jp,
        "example": stories.jp,
        "cost": prices.jp,
    },
    "jkp": {
        "what": firsts.jkp,
        "pays": benefits.jkp,
        "claim": claims.jkp,
        "example": stories.jkp,
        "cost": prices.jkp,
    },
}
"""Every programme's pages in the order in which they are read; the law behind them comes last."""

LAW = "law"
FIRST = "what"
BY_OFFICE = frozenset({"jakon", "pmi"})
"""Kinds of work whose benefits the office tells: what is known is the way in and the price."""
OPEN_TO_BPU = frozenset({"jkk", "jkm", "jht"})
CHECKLISTS = ((Button("/klaim", Label("claim.to_steps")),),)
LABELS = {
    "next": "ui.next",
    "first": "programmes.to_first",
    "list": "programmes.to_list",
    "interest": "programmes.to_interest",
    "other_work": "programmes.list.other_work",
}


def flow(materials: Materials) -> Flow:
    """The flow of the programme list and its pages."""
    listed: dict[str, str] = {programme: f"{programme}_what" for programme in PROGRAMMES}
    lists = Lists(materials)
    return Flow(
        name="programmes",
        start="gate",
        steps={
            **gate("list", other="employed"),
            "list": Choose(
                exits={
                    **listed,
                    "employer_only": "employer_only",
                    "compare": "packages/",
                    "cost": "cost/",
                    "interest": "interest/",
                    "other_work": "segment",
                },
                columns=2,
                offered=lists.offered,
                show=lists.alone,
                hub=True,
            ),
            "employer_only": Choose(
                exits={"list": "gate", "other_work": "segment"},
                show=lists.through_employer,
                labels=LABELS,
                answer=True,
            ),
            "employed": Choose(
                exits={
                    **listed,
                    "size": "size",
                    "own_business": "own",
                    "interest": "interest/",
                    "other_work": "segment",
                },
                columns=2,
                offered=lists.offered,
                show=lists.employed,
                labels={choice: f"programmes.list.{choice}" for choice in (*PROGRAMMES, "other_work")},
                hub=True,
            ),
            "own": Fill(answers=lambda _: {"segment": "bpu"}, then="segment_noted"),
            "size": Choose(exits=dict.fromkeys(BUSINESSES, "gate"), columns=2, show=lists.sizes, answer=True),
            **{name: step for programme in PAGES for name, step in _pages(materials, programme).items()},
        },
    )


def _pages(materials: Materials, programme: str) -> Mapping[str, Step]:
    steps = {page: f"{programme}_{page}" for page in (*PAGES[programme], LAW)}
    following = dict(pairwise(steps))
    first = {steps[FIRST]: _first(materials, programme, steps)}
    return first | {
        step: _later(materials, programme, page, {each: steps[each] for each in (following.get(page), FIRST) if each})
        for page, step in steps.items()
        if page != FIRST
    }


def _first(materials: Materials, programme: str, steps: Mapping[str, str]) -> Step:
    """Every other page one tap away."""

    def offered(view: View) -> Collection[str]:
        return {*read_by(view, programme), *_onward(view)}

    return Choose(
        exits={**{page: step for page, step in steps.items() if page != FIRST}, **_ways(programme)},
        columns=2,
        offered=offered,
        show=_told(materials, programme, FIRST),
        words="programmes.page",
        labels={**LABELS, **{page: f"programmes.page.{page}" for page in steps}},
        answer=True,
    )


def _later(materials: Materials, programme: str, page: str, steps: Mapping[str, str]) -> Step:
    """The next page and the first one, one tap away each; the last page asks what comes then."""
    onward = {"next" if name != FIRST else "first": step for name, step in steps.items()}

    def offered(view: View) -> Collection[str]:
        return {"next", "first", "list"} if "next" in onward else {"first", *_onward(view)}

    return Choose(
        exits={**onward, **(_ways(programme) if page == LAW else {"list": "gate"})},
        columns=2,
        offered=offered,
        show=_told(materials, programme, page),
        words="programmes.law" if page == LAW else "programmes.page",
        labels=LABELS,
        shortcuts=lambda _: CHECKLISTS if page == "claim" and programme in OPEN_TO_BPU else (),
        answer=True,
    )


def _ways(programme: str) -> Mapping[str, str]:
    return {"list": "gate", **({"interest": "interest/"} if programme in OPEN_TO_BPU else {})}


def _onward(view: View) -> Collection[str]:
    return {"list", "interest"} if segment_of(view) in ("", "bpu") else {"list"}


def read_by(view: View, programme: str) -> tuple[str, ...]:
    """The pages of a programme that hold for the person's kind of work, in their order."""
    known = (FIRST, "cost") if segment_of(view) in BY_OFFICE else tuple(PAGES[programme])
    return (*known, LAW)


def _told(materials: Materials, programme: str, page: str) -> Words:
    pages = PAGES[programme]
    name: dict[str, Value] = {"name": programme.upper()}
    if page == LAW:
        return laws.behind(materials, programme, lambda view: [pages[each] for each in read_by(view, programme)[:-1]])
    return lambda view: {**name, **shown(view, pages[page](materials, view))}
