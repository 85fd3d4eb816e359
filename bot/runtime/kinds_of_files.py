"""Every kind of file that members of the staff may send."""

from collections.abc import Mapping

from bot.clock import Clock
from bot.flows.manners import Manners
from bot.flows.materials import Materials
from bot.runtime.coverage_uploads import Coverage
from bot.runtime.files_read import Kind
from bot.runtime.member_files import Members
from bot.runtime.speech import Speech
from bot.runtime.sponsor_uploads import Sponsors
from storage.database import Database


def kinds_of_files(
    database: Database, clock: Clock, speeches: Mapping[str, Speech], materials: Materials, manners: Manners
) -> tuple[Kind, ...]:
    """Who reads and applies them."""
    members = Members(database, clock, speeches, manners)
    known = (materials.facts, materials.places)
    return members, Sponsors(database, clock, speeches, *known), Coverage(database, clock, speeches, *known)
