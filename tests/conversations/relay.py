"""What most conversations between a worker and an agent begin with, and what is looked at afterwards."""

from collections.abc import Sequence

from tests.conversations.enrol import sends
from tests.kit import Actor, World


async def accepted(world: World, *, agent: str = "Adi") -> tuple[Actor, Actor]:
    """Sari's interest lies with an agent, who has put the card away."""
    sari, adi = world.person("Sari"), world.agent(agent)
    await sends(sari)
    await adi.taps("Terima")
    return sari, adi


async def connected(world: World) -> tuple[Actor, Actor]:
    """The agent has invited Sari, and she has agreed."""
    sari, adi = await accepted(world)
    await adi.taps("Ngobrol lewat bot")
    await sari.taps("Mulai")
    return sari, adi


def texts(who: Actor, since: int = 0) -> str:
    """Everything the bot shows in a chat from a message on."""
    return "\n".join(message.text or "" for message in who.phone.chat if message.from_bot and message.id > since)


async def audited(world: World) -> Sequence[str]:
    """What the audit says about conversations."""
    rows = await world.rows("SELECT actor, action FROM audit ORDER BY id")
    return [f"{actor} {action}" for actor, action in rows if action in ("lead.relay", "relay.open", "relay.close")]
