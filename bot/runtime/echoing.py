"""What people do after news of the branch reached them, as far as it is counted."""

from collections.abc import Sequence
from datetime import datetime

from bot.conversation.effects import Effect, Mute, RecordConsent
from bot.conversation.events import Blocked, Unblocked
from bot.runtime.turn import Outcome
from storage import echoes
from storage.database import Tx
from storage.news import PURPOSE


async def overheard(tx: Tx, outcomes: Sequence[Outcome], since: datetime) -> None:
    """Who wrote, tapped or asked for silence, after news that reached them after an instant."""
    silent = [one.cause.chat for one in outcomes if _asks_for_silence(one.effects)]
    spoke = [one.cause for one in outcomes if one.cause.told and one.cause.chat not in silent]
    wrote = [cause.chat for cause in spoke if not isinstance(cause.event, Blocked | Unblocked)]
    await echoes.keep(tx, silent, "silent", since)
    await echoes.keep(tx, wrote, "wrote", since)


def _asks_for_silence(effects: Sequence[Effect]) -> bool:
    """Of everything, or of such news."""
    return any(
        effect == Mute(True) or (isinstance(effect, RecordConsent) and effect.purpose == PURPOSE and not effect.given)
        for effect in effects
    )
