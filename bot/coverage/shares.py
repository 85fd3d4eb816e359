"""What counts say a percentage may be, as far as they and it were rounded."""

from decimal import Decimal

from bot.coverage.numbers import A_HUNDRED, Figure
from bot.coverage.told import Told

Span = tuple[Decimal, Decimal]
"""From where to where a share of a hundred may lie."""


def shares_of(told: Told) -> list[Span]:
    """Everything that the percentage of a row may be by its counts."""
    of_others = (ratio(one.part, one.whole) for one in told.others)
    found = (ratio(told.active, told.eligible), *of_others, *shares_of_target(told))
    return [each for each in found if each is not None]


def shares_of_target(told: Told) -> list[Span]:
    """What the members are of the target in percent, by its people and by its share of the workers."""
    found = [ratio(told.active, told.target_people)]
    if told.target is not None and told.target.value > 0 and (share := ratio(told.active, told.eligible)):
        found.append((share[0] * A_HUNDRED / told.target.value, share[1] * A_HUNDRED / told.target.value))
    return [each for each in found if each is not None]


def ratio(part: Figure | None, whole: Figure | None) -> Span | None:
    """From where to where a share of a hundred may lie, as its counts were rounded; None where nothing is counted."""
    if part is None or whole is None or whole.value <= whole.width / 2:
        return None
    low = (part.value - play(part)) / (whole.value + play(whole))
    high = (part.value + play(part)) / (whole.value - play(whole))
    return low * A_HUNDRED, high * A_HUNDRED


def play(figure: Figure) -> Decimal:
    """How far off a rounded count may be; what was counted one by one is not off at all."""
    return figure.width / 2 if figure.width > 1 else Decimal(0)


def fits(share: Figure, span: Span | None) -> bool:
    """Whether a percentage is what its counts give, rounded or cut off after its last digit."""
    if span is None:
        return False
    low, high = share.value - share.width / 2, share.value + share.width
    return span[0] < high and span[1] >= low
