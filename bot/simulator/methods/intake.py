"""Methods by which a bot gets its updates and people's files."""

from typing import Any
from urllib.parse import urlparse

from bot.simulator.account import Account
from bot.simulator.encoding import Json
from bot.simulator.params import Params
from bot.simulator.refusal import bad_request, conflict
from bot.simulator.webhook import Address

LONGEST_POLL_SECONDS = 50
MOST_UPDATES = 100
MOST_FETCHED = 20 * 1024 * 1024
"""Bytes of the largest file that a bot may fetch."""


async def get_me(account: Account, params: Params) -> Json:
    """The bot itself."""
    can = {"can_join_groups": False, "can_read_all_group_messages": False, "supports_inline_queries": False}
    return account.bot.body() | can


async def get_updates(account: Account, params: Params) -> list[Json]:
    """What happened since the offset, waiting for it up to `timeout` seconds."""
    if account.webhook.address.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _allow(account, params)
    limit = params.number("limit", MOST_UPDATES)
    return await account.updates.poll(
        offset=params.number("offset", 0),
        limit=limit if 0 < limit <= MOST_UPDATES else MOST_UPDATES,
        seconds=min(max(params.number("timeout", 0), 0), LONGEST_POLL_SECONDS),
    )


async def set_webhook(account: Account, params: Params) -> bool:
    """Bring updates to an address; an empty one ends it."""
    url = params.text("url")
    if url and urlparse(url).scheme not in {"http", "https"}:
        raise bad_request("bad webhook: invalid webhook URL specified")
    _allow(account, params)
    if params.flag("drop_pending_updates"):
        account.updates.drop()
    if url:
        account.updates.end_poll("terminated by setWebhook request")
    account.webhook.set(Address(url, params.text("secret_token"), params.number("max_connections", 40)))
    return True


async def delete_webhook(account: Account, params: Params) -> bool:
    """Back to polling."""
    if params.flag("drop_pending_updates"):
        account.updates.drop()
    account.webhook.set(Address())
    return True


async def get_webhook_info(account: Account, params: Params) -> Json:
    """The address, what waits, and what went wrong last."""
    address = account.webhook.address
    body: dict[str, Any] = {
        "url": address.url,
        "has_custom_certificate": False,
        "pending_update_count": len(account.updates.pending),
        "max_connections": address.most_connections,
    }
    if address.last_error_at:
        body["last_error_date"] = int(address.last_error_at.timestamp())
        body["last_error_message"] = address.last_error
    return body | ({"allowed_updates": list(account.updates.allowed)} if account.updates.allowed else {})


async def get_file(account: Account, params: Params) -> Json:
    """Where a file can be fetched."""
    file = account.files.find(params.text("file_id"))
    if len(file.content) > MOST_FETCHED:
        raise bad_request("file is too big")
    return file.body() | {"file_path": file.path}


def _allow(account: Account, params: Params) -> None:
    if params.has("allowed_updates"):
        account.updates.allow(params.structure("allowed_updates") or ())


METHODS = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getFile": get_file,
}
