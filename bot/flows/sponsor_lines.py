"""What is said of cover that others pay for: on a card, in an officer's list, and to the person."""

from collections.abc import Sequence

from bot.answers.texts import clean
from bot.conversation.words import Label, Lines, Month, Value
from storage.sponsors import Backing, Fit, Sponsorship

SHOWN = 2
"""What may suit somebody, on one card or page."""
WIDEST = 32
"""Characters of a payer's name in a line."""
WIDEST_ON_CARD = 24


def payer(one: Sponsorship, widest: int = WIDEST) -> str:
    """Who pays, short enough for a line."""
    name = clean(one.payer)
    return name if len(name) <= widest else f"{name[: widest - 1].rstrip()}…"


def on_card(backing: Backing) -> Sequence[Label]:
    """What the staff read on a card: what the person is enrolled through, else what may suit them."""
    if backing.enrolled is not None:
        one = backing.enrolled
        return (Label("desk.card.sponsored", {"payer": payer(one), "ends": Month(one.ends)}),)
    if not backing.fits:
        return ()
    return (Label("desk.card.sponsors", {"fits": Lines(tuple(_for_staff(fit) for fit in backing.fits[:SHOWN]))}),)


def near(fits: Sequence[Fit]) -> Lines:
    """What the person reads of what may suit them; who pays decides who is in, so nothing is promised."""
    if not fits:
        return Lines(())
    return Lines((Label("sponsored.near", {"offers": Lines(tuple(map(_for_person, fits[:SHOWN])))}),))


def warning(fit: Fit) -> Label | None:
    """That it ends before a family would get everything; None where it does not, or where the law is silent."""
    if not fit.is_short:
        return None
    return Label("sponsors.warning.short", {"months": str(fit.months), "full": str(fit.full_after)})


def _for_staff(fit: Fit) -> Label:
    one = fit.sponsorship
    told: dict[str, Value] = {
        "payer": payer(one, WIDEST_ON_CARD),
        "left": str(one.left),
        "last": Month(fit.last),
        "months": str(fit.months),
    }
    return Label(f"desk.card.{'sponsor_short' if fit.is_short else 'sponsor'}", told)


def _for_person(fit: Fit) -> Label:
    one = fit.sponsorship
    told: dict[str, Value] = {
        "channel": Label(f"sponsored.which.{one.channel}"),
        "payer": payer(one),
        "last": Month(fit.last),
        "months": str(fit.months),
    }
    return Label(f"sponsored.offer.{'short' if fit.is_short else 'long'}", told)
