"""Methods about the bot itself: its commands, its name and what it says about itself."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from bot.simulator.account import Account
from bot.simulator.encoding import Json
from bot.simulator.params import Params
from bot.simulator.people import Person
from bot.simulator.refusal import bad_request

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS, MOST_DESCRIPTION = 100, 256
EVERYBODY, IN_PRIVATE = "default", "all_private_chats"

Method = Callable[[Account, Params], Awaitable[Any]]


def _scope(params: Params) -> str:
    match params.structure("scope"):
        case None | {"type": "default"}:
            return EVERYBODY
        case {"type": "chat", "chat_id": chat_id}:
            return f"chat {chat_id}"
        case {"type": str(kind)}:
            return kind
    raise bad_request("can't parse BotCommandScope")


def _command(raw: Any) -> Json:
    match raw:
        case {"command": str(name), "description": str(words)}:
            name = name.removeprefix("/")
            if COMMAND.fullmatch(name) and 0 < len(words) <= MOST_DESCRIPTION:
                return {"command": name, "description": words}
    raise bad_request("BOT_COMMAND_INVALID")


async def set_my_commands(account: Account, params: Params) -> bool:
    """The list behind the menu button, for a scope and a language."""
    commands = [_command(raw) for raw in params.structure("commands") or []]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    account.commands[_scope(params), params.text("language_code")] = commands
    account.announce(None)
    return True


async def get_my_commands(account: Account, params: Params) -> list[Json]:
    """The list set for exactly this scope and language."""
    return account.commands.get((_scope(params), params.text("language_code")), [])


async def delete_my_commands(account: Account, params: Params) -> bool:
    """Back to the wider scope's list."""
    account.commands.pop((_scope(params), params.text("language_code")), None)
    account.announce(None)
    return True


def commands_for(account: Account, person: Person) -> list[Json]:
    """The list this person sees: the narrowest scope first, in it the own language first."""
    language = person.names.get("language_code", "")
    for scope in (f"chat {person.id}", IN_PRIVATE, EVERYBODY):
        for spoken in (language, ""):
            if (scope, spoken) in account.commands:
                return account.commands[scope, spoken]
    return []


def _setter(field: str) -> Method:
    async def remember(account: Account, params: Params) -> bool:
        account.profile[field, params.text("language_code")] = params.text(field)
        return True

    return remember


def _getter(field: str) -> Method:
    async def recall(account: Account, params: Params) -> Json:
        return {field: account.profile.get((field, params.text("language_code")), "")}

    return recall


async def accept(account: Account, params: Params) -> bool:
    """Nothing of it shows here."""
    return True


async def get_chat(account: Account, params: Params) -> Json:
    """The private chat with a person."""
    return account.person_in(params).chat_body() | {"accent_color_id": 0, "max_reaction_count": 0}


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": accept,
    "logOut": accept,
    "close": accept,
    "getChat": get_chat,
}
