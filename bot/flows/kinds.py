"""Every kind of message that goes out unasked."""

from bot.flows import asked_later, cover, dues, mondays, mornings, news, price_notice, school
from bot.flows.manners import Manners
from bot.flows.materials import Materials
from bot.flows.timers import Kinds


def every_kind(materials: Materials, manners: Manners) -> Kinds:
    """By the name under which it is stored."""
    return {
        **price_notice.kinds(materials, manners),
        **dues.kinds(materials, manners),
        **cover.kinds(materials, manners),
        **school.kinds(materials, manners),
        **asked_later.kinds(manners),
        **news.kinds(materials),
        **mornings.kinds(materials.facts),
        **mondays.kinds(manners),
    }
