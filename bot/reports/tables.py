"""The small tables of the page: rows of words, the first ones in bold where `strong` says how many."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final

from bot.reports.actions import to_do
from bot.reports.scales import Shown
from bot.reports.voice import NOTHING, Voice, cut
from bot.reports.weekly import MASKED, STEPS, Count, Ending, Funnel, Line, Pledge, Sponsored, Step, VillagesOf, Weekly

_SECTORS: Final = 5
_PAYERS: Final = 4
_PLEDGES: Final = 4
_PLACES: Final = 5
_NAME, _PAYER = 34, 26


def funnel(weekly: Weekly, voice: Voice) -> Shown:
    """Steps that are known, from left to right; everybody, then channels, then the kinds of work with most interest."""
    told = weekly.funnel
    steps = known(told)
    whole = _line(voice("funnel.total"), told.total, steps, voice)
    channels = [_line(voice(f"channel.{one.key}"), one.counts, steps, voice) for one in told.by_channel]
    sectors = [_line(voice.work(one.key), one.counts, steps, voice) for one in _busiest(told.by_sector)]
    return {
        "title": voice("funnel"),
        "head": [voice("funnel.of"), *(voice(f"step.{step}") for step in steps)],
        "rows": [whole, *channels, *sectors] if steps else [],
        "strong": 1,
        "cuts": [len(channels)],
        "none": voice("no_data"),
        "note": " ".join(words for words in (where(weekly, voice), lateness(weekly, voice)) if words),
    }


def where(weekly: Weekly, voice: Voice) -> str:
    """The parts of which most asked to be called, in a sentence; none where no count of a part is told."""
    names = {one.region: one.name for one in weekly.parts}
    told = [(one.counts.get("interest"), names[one.key]) for one in weekly.funnel.by_part if one.key in names]
    most = sorted(((count, name) for count, name in told if isinstance(count, int) and count), key=_most)[:_PLACES]
    listed = ", ".join(f"{cut(name, _NAME)} {voice.brief(count)}" for count, name in most)
    return voice("funnel.where", names=listed) if listed else ""


def _most(one: tuple[int, str]) -> tuple[int, str]:
    return -one[0], one[1]


def known(told: Funnel) -> list[Step]:
    """The steps of which anything is known, as a whole or of one channel or kind of work."""
    counts = [told.total, *(one.counts for one in (*told.by_channel, *told.by_sector))]
    return [step for step in STEPS if any(one.get(step) is not None for one in counts)]


def lateness(weekly: Weekly, voice: Voice) -> str:
    """What did not go as it should and is no action of its own, in a sentence; none where all of it is."""
    late, taken_back = weekly.lateness, weekly.funnel.taken_back
    counts = {"expired": late.expired_offers, "unheld": late.unheld, "overdue": late.overdue, "taken_back": taken_back}
    wrong = {name: count for name, count in counts.items() if count}
    left = [voice(f"late.{name}", count=voice.count(wrong[name])) for name in wrong if name not in to_do(weekly)]
    if wrong:
        return voice("late", what="; ".join(left)) if left else ""
    if late.expired_offers is not None:
        return voice("late.nothing")
    return "" if "not_counted" in weekly.notes else voice("late.unknown")


def sponsors(weekly: Weekly, voice: Voice) -> Shown:
    """How many people lose cover in which days, then whose cover ends first."""
    told = weekly.sponsored
    steps = within(told, voice)
    sums = [[words, "", _sum_of(told.people[until], told.told(until), voice)] for until, words in steps.items()]
    rows = sums if told.ending else []
    rows = [*rows, *(_ending(one, voice) for one in told.ending[:_PAYERS])]
    more = len(told.ending) - _PAYERS
    return {
        "title": voice("sponsors"),
        "head": [voice(f"sponsors.{column}") for column in ("payer", "ends", "people")],
        "rows": rows,
        "strong": len(sums),
        "cuts": [],
        "none": voice("sponsors.none"),
        "note": voice("more", count=str(more)) if more > 0 else "",
    }


def _sum_of(people: Count, told: int, voice: Voice) -> str:
    return f"> {voice.count(told)}" if people == MASKED and told else voice.brief(people)


def within(told: Sponsored, voice: Voice) -> dict[int, str]:
    """What each step of days is called: the first from today on, the others from the one before."""
    steps = pairwise((0, *sorted(told.people)))
    return {
        until: voice("sponsors.between", first=str(since + 1), last=str(until))
        if since
        else voice("sponsors.within", days=str(until))
        for since, until in steps
    }


def villages(weekly: Weekly, voice: Voice) -> list[str]:
    """How many villages were visited of all, in the week, and where most are left."""
    told = weekly.villages
    if not told.total:
        return [voice("no_data")]
    lines = [voice("villages.of", visited=voice.brief(told.visited), total=voice.brief(told.total))]
    in_week = {"villages": voice.brief(told.visited_in_week), "visits": voice.brief(told.visits_in_week)}
    if told.people_in_week is None:
        lines.append(voice("villages.uncounted", **in_week))
    else:
        lines.append(voice("villages.week", **in_week, people=voice.count(told.people_in_week)))
    left = unvisited(told.parts)
    if left:
        names = ", ".join(_left(one, voice) for one in left[:_PLACES])
        more = voice("and_more", count=str(len(left) - _PLACES)) if len(left) > _PLACES else ""
        lines.append(voice("villages.left", names=f"{names}{more}"))
    return lines


def _left(one: VillagesOf, voice: Voice) -> str:
    """A part with its villages that nobody visited; a village is one itself."""
    return one.name if one.total == 1 else f"{one.name} {voice.brief(one.total - one.visited)}"


def unvisited(parts: Sequence[VillagesOf]) -> list[VillagesOf]:
    """Parts with villages that nobody visited, most in front."""
    return sorted(
        (one for one in parts if one.visited < one.total), key=lambda one: (one.visited - one.total, one.region)
    )


def commitments(weekly: Weekly, voice: Voice) -> Shown:
    """The open commitments, all of them in the first row."""
    told = weekly.commitments
    whole = [
        voice("commitments.all", count=voice.brief(told.open)),
        voice.brief(told.promised),
        voice.brief(told.done),
        voice("commitments.late", count=voice.brief(told.overdue)) if told.overdue else "",
    ]
    rows = [whole, *(_pledge(one, voice) for one in told.pledges[:_PLEDGES])] if told.open else []
    more = len(told.pledges) - _PLEDGES
    return {
        "title": voice("commitments"),
        "head": [voice(f"commitments.{column}") for column in ("whose", "promised", "done", "next")],
        "rows": rows,
        "strong": 1,
        "cuts": [],
        "none": voice("commitments.none"),
        "note": voice("more", count=str(more)) if more > 0 else "",
    }


def pledge_of(one: Pledge, voice: Voice) -> str:
    """Whose commitment it is and where, without a name."""
    return f"{voice(f'party.{one.kind}')}, {one.place}"


def _pledge(one: Pledge, voice: Voice) -> list[str]:
    meeting = NOTHING if one.next is None else voice.short(one.next)
    late = voice("commitments.was", day=meeting) if one.overdue else meeting
    return [cut(pledge_of(one, voice), _NAME), voice.brief(one.promised), voice.brief(one.done), late]


def _line(words: str, counts: Mapping[Step, Count], steps: Sequence[Step], voice: Voice) -> list[str]:
    return [words, *(voice.brief(counts.get(step)) for step in steps)]


def _busiest(lines: Sequence[Line]) -> list[Line]:
    """Kinds of work in which anything happened, by interest; what is masked goes last, so that order tells nothing."""
    told = [one for one in lines if any(one.counts.values())]
    return sorted(told, key=_interest, reverse=True)[:_SECTORS]


def _interest(one: Line) -> int:
    interest = one.counts.get("interest")
    return interest if isinstance(interest, int) else 0


def _ending(one: Ending, voice: Voice) -> list[str]:
    return [cut(one.payer, _PAYER), voice.short(one.ends), voice.brief(one.people)]
