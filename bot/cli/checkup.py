"""What `doctor` looks at; every finding is a pair: whether it is well, and a sentence that says what to do."""

from sqlalchemy.exc import DBAPIError

from bot.errors import DeliveryError, SettingsError
from bot.settings import Settings, load
from storage import migrations
from storage.database import Database

Findings = list[tuple[bool, str]]


def settings() -> tuple[Findings, Settings | None]:
    """Whether the settings can be read and the keys used."""
    try:
        read = load()
        read.vault()
    except SettingsError as wrong:
        return [(False, str(wrong))], None
    return [(True, "settings and keys can be used")], read


async def database(read: Settings) -> Findings:
    """Whether the database answers and stands at this release."""
    opened = Database.open(read.database_url, read.vault())
    try:
        current = await migrations.check(opened)
    except (DBAPIError, OSError) as error:
        return [(False, f"the database does not answer ({type(error).__name__}); check DATABASE_URL")]
    except migrations.NewerSchema as newer:
        return [(False, str(newer))]
    finally:
        await opened.close()
    return [(True, "database is up to date") if current else (False, "run `python -m bot migrate`")]


async def token(read: Settings) -> Findings:
    """Whether Telegram knows the token."""
    from bot.runtime import botapi

    try:
        bot = botapi.build_bot(read.token(), read.telegram_api_base_url)
    except SettingsError as wrong:
        return [(False, str(wrong))]
    try:
        await botapi.connect(bot)
        return [(True, f"Telegram knows the token, the bot is @{bot.username}")]
    except SettingsError as wrong:
        return [(False, str(wrong))]
    except DeliveryError as away:
        return [(False, f"Telegram does not answer ({away}); check the network and TELEGRAM_API_BASE_URL")]
    finally:
        await botapi.close(bot)


def words() -> Findings:
    """Whether the flows are sound and every sentence is written in both languages."""
    from bot.cli.flows import word_problems

    found = word_problems()
    return [(False, problem) for problem in found] or [(True, "flows and words are sound")]


def facts() -> Findings:
    """Whether the facts are whole and were compared with the law lately."""
    from bot.cli.facts import today
    from bot.facts.base import load as load_facts
    from bot.facts.checks import problems, stale

    read, on = load_facts(), today()
    late = stale(read, on, read.in_force("policy.checked.days", on).count)
    found = [(False, problem) for problem in problems(read)]
    found += [(False, f"compare with the law again: {one}") for one in late]
    return found or [(True, "facts are whole and checked lately")]
