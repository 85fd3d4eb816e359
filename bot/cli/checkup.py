"""What `doctor` looks at; every finding is a mark, and a sentence that says what to do."""

from datetime import date
from typing import Literal

from sqlalchemy.exc import DBAPIError

from bot.errors import DeliveryError, SettingsError
from bot.settings import Settings, load
from storage import migrations
from storage.database import Database

Mark = Literal["ok", "warn", "DO"]
Findings = list[tuple[Mark, str]]


def settings() -> tuple[Findings, Settings | None]:
    """Whether the settings can be read and the keys used."""
    try:
        read = load()
        read.vault()
    except SettingsError as wrong:
        return [("DO", str(wrong))], None
    return [("ok", "settings and keys can be used")], read


async def database(read: Settings) -> Findings:
    """Whether the database answers and stands at this release."""
    opened = Database.open(read.database_url, read.vault())
    try:
        current = await migrations.check(opened)
    except (DBAPIError, OSError) as error:
        return [("DO", f"the database does not answer ({type(error).__name__}); check DATABASE_URL")]
    except migrations.NewerSchema as newer:
        return [("DO", str(newer))]
    finally:
        await opened.close()
    return [("ok", "database is up to date") if current else ("DO", "run `python -m bot migrate`")]


async def token(read: Settings) -> Findings:
    """Whether Telegram knows the token."""
    from bot.runtime import botapi

    try:
        bot = botapi.build_bot(read.token(), read.telegram_api_base_url)
    except SettingsError as wrong:
        return [("DO", str(wrong))]
    try:
        await botapi.connect(bot)
        return [("ok", f"Telegram knows the token, the bot is @{bot.username}")]
    except SettingsError as wrong:
        return [("DO", str(wrong))]
    except DeliveryError as away:
        return [("DO", f"Telegram does not answer ({away}); check the network and TELEGRAM_API_BASE_URL")]
    finally:
        await botapi.close(bot)


def words() -> Findings:
    """Whether the flows are sound and every sentence is written in both languages."""
    from bot.cli.flows import word_problems

    found = word_problems()
    return [("DO", problem) for problem in found] or [("ok", "flows and words are sound")]


def facts(on: date) -> Findings:
    """Whether the facts are whole, and on that day were compared with the law lately; an old check only warns."""
    from bot.facts.base import load as load_facts
    from bot.facts.checks import problems, stale

    read = load_facts()
    patience = read.in_force("policy.checked.days", on).count
    late = stale(read, on, patience)
    found: Findings = [("DO", problem) for problem in problems(read)]
    if late:
        sentence = f"{len(late)} rules were not compared with the law for more than {patience} days"
        found.append(("warn", f"{sentence}; `python -m bot facts check` names them"))
    return found or [("ok", "facts are whole and checked lately")]


def changes(on: date) -> Findings:
    """Which rules change soon after that day, and which end with no other to follow; both only warn."""
    from bot.facts.base import load as load_facts
    from bot.facts.countdown import upcoming

    read = load_facts()
    soon, ending = (read.in_force(f"policy.changes.{each}", on).count for each in ("soon", "ending"))
    changing = [change for change in upcoming(read, on, soon).changes if change.after]
    found: Findings = [
        ("warn", f"'{each.id}' changes on {each.on}; `python -m bot facts upcoming` tells what is said then")
        for each in changing
    ]
    found += [
        ("warn", f"'{each.id}' ends on {each.on} and nothing follows; add the rule that comes next")
        for each in upcoming(read, on, ending).endings
    ]
    return found or [("ok", f"no rule changes within {soon} days")]
