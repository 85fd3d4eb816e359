"""What operators read about what reaches a phone, or does not: on the demo's page, and by `timers explain`."""

from bot.cli.timers import KINDS, explained
from bot.conversation.words import Label
from bot.demo import behind
from storage import outbox, timers
from tests.kit import Actor, World

ARRIVED = "✅ Sampai."


async def told(world: World) -> list[tuple[str, str]]:
    """What and state of each line behind the demo's screen."""
    return [(line["what"], line["state"]) for line in await behind(world.app, world.telegram)]


async def told_of(who: Actor, kind: str) -> list[str]:
    """The states of what is of this kind and for this phone, as they are told behind the screen."""
    name = {"name": who.phone.first_name}
    what = who.world.app.turns.speeches["id"].plain(Label(f"behind.kind.{kind}", name))
    return [state for line, state in await told(who.world) if line == what]


async def explanation(world: World, number: int = 1) -> str:
    """What `timers explain` says of the timer of this number."""
    async with world.app.database.reading() as tx:
        timer, sent = await timers.by_id(tx, number), await outbox.of_timers(tx, [number])
    assert timer is not None
    return " ".join(explained(timer, sent.get(number)))


async def explained_of(who: Actor, kind: str) -> list[str]:
    """What `timers explain` says of each timer of this kind for this phone, in the order in which they fell due."""
    mine = f"SELECT id FROM timers WHERE chat = {who.chat} AND kind = '{kind}' ORDER BY due, id"  # noqa: S608
    return [await explanation(who.world, row.id) for row in await who.world.rows(mine)]


async def arrived(who: Actor, kind: str) -> bool:
    """Whether the operator reads, on the page and by the command, why it was sent to this phone, and that it came."""
    said = [text for text in await explained_of(who, kind) if "message was sent" in text]
    return ARRIVED in await told_of(who, kind) and bool(said) and all(KINDS[kind] in text for text in said)
