"""A world served over HTTP in the running loop, and a tiny bot that echoes."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import uvicorn
from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import NetworkError
from telegram.ext import ExtBot

from bot.simulator.server import Phone, Server, create_app
from bot.simulator.world import World


@contextlib.asynccontextmanager
async def served(world: World, phones: Sequence[Phone] = (), save_to: Path | None = None) -> AsyncIterator[str]:
    """The address of a running simulator."""
    config = uvicorn.Config(
        create_app(world, phones=phones, save_to=save_to),
        host="127.0.0.1",
        port=0,
        log_level="critical",
        lifespan="off",
    )
    server = Server(config, world)
    running = asyncio.create_task(server.serve())
    async with asyncio.timeout(60):
        while not server.started:  # noqa: ASYNC110 uvicorn has no event for it
            await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await asyncio.wait_for(running, 3)


@contextlib.asynccontextmanager
async def client(address: str, world: World) -> AsyncIterator[ExtBot]:
    """python-telegram-bot's own client, pointed at the simulator."""
    bot = ExtBot(world.token, base_url=f"{address}/bot", base_file_url=f"{address}/file/bot")
    async with bot:
        yield bot


@contextlib.asynccontextmanager
async def echoing(bot: ExtBot) -> AsyncIterator[None]:
    """While inside, the bot polls and answers everything."""
    polling = asyncio.create_task(_poll(bot))
    try:
        yield
    finally:
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)


async def _poll(bot: ExtBot) -> None:
    await bot.set_my_commands([BotCommand("start", "Mulai"), BotCommand("nomor", "Bagikan nomor")])
    offset = 0
    while True:
        try:
            updates = await bot.get_updates(offset=offset, timeout=10)
        except NetworkError:
            return
        for update in updates:
            offset = update.update_id + 1
            await _answer(bot, update)


async def _answer(bot: ExtBot, update: Update) -> None:
    if update.callback_query:
        await update.callback_query.answer("Dicatat")
        await update.callback_query.edit_message_text(
            f"Anda memilih <b>{update.callback_query.data}</b>", parse_mode=ParseMode.HTML
        )
    elif update.message and update.message.contact:
        whose = "Anda" if update.message.contact.user_id == update.message.chat.id else "orang lain"
        await update.message.reply_text(
            f"Nomor {whose}: {update.message.contact.phone_number}", reply_markup=ReplyKeyboardRemove()
        )
    elif update.message and update.message.text:
        await _answer_text(update.message)
    elif update.message:
        await update.message.reply_text("Terima kasih kirimannya.")


async def _answer_text(message) -> None:
    match message.text.split():
        case ["/start", *_]:
            buttons = [[InlineKeyboardButton(one, callback_data=one) for one in ("Petani", "Nelayan")]]
            await message.reply_html(
                "<b>Selamat datang!</b>\nApa pekerjaan Anda?", reply_markup=InlineKeyboardMarkup(buttons)
            )
        case ["/nomor"]:
            button = KeyboardButton("Bagikan nomor saya", request_contact=True)
            await message.reply_text(
                "Boleh minta nomor?", reply_markup=ReplyKeyboardMarkup([[button]], one_time_keyboard=True)
            )
        case _:
            await message.reply_html(f"Anda menulis: <i>{message.text_html}</i>")
