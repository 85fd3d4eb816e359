"""The form with aiogram's FSM and MemoryStorage, as its examples do it; runs in its own virtualenv."""

import asyncio
import os
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)

from bench.references import form

router = Router()


def keyboard(step: str, answers: dict[str, Any]) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """The buttons under a question."""
    if step == "phone":
        share = KeyboardButton(text="Bagikan nomor saya", request_contact=True)
        return ReplyKeyboardMarkup(keyboard=[[share]], one_time_keyboard=True)
    rows = [[InlineKeyboardButton(text=label, callback_data=label)] for label in form.labels(step, answers)]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


async def ask(message: Message, state: FSMContext, step: str, *, edit: bool = False) -> None:
    """Go to a step and ask its question; a tap's question becomes the next one, as in ours."""
    answers = await state.get_data()
    await state.set_state(None if step == "done" else step)
    words, buttons = form.question(step, answers), keyboard(step, answers)
    if edit and isinstance(buttons, InlineKeyboardMarkup):
        await message.edit_text(words, reply_markup=buttons, parse_mode="HTML")
    else:
        await message.answer(words, reply_markup=buttons, parse_mode="HTML")


async def follow(message: Message, state: FSMContext, step: str, answer: str, *, edit: bool = False) -> None:
    """Note the answer and ask the next question."""
    answers = await state.get_data()
    after = form.take(step, answer, answers)
    await state.set_data(answers)
    await ask(message, state, after, edit=edit)


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    """Begin anew."""
    await state.clear()
    await ask(message, state, form.STEPS[0])


def add_typed(step: str) -> None:
    """A step answered by typing or by sharing a contact."""

    async def handle(message: Message, state: FSMContext) -> None:
        answer = message.contact.phone_number if message.contact else message.text or ""
        await follow(message, state, step, answer)

    router.message.register(handle, StateFilter(step))


def add_tapped(step: str) -> None:
    """A step answered by tapping."""

    async def handle(query: CallbackQuery, state: FSMContext) -> None:
        await query.answer()
        if isinstance(query.message, Message):
            await follow(query.message, state, step, query.data or "", edit=True)

    router.callback_query.register(handle, StateFilter(step))


async def main() -> None:
    """Poll until stopped."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["API"]))
    for step in form.STEPS:
        if step in form.TYPED:
            add_typed(step)
        add_tapped(step)
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    await dispatcher.start_polling(Bot(os.environ["TOKEN"], session=session))


if __name__ == "__main__":
    asyncio.run(main())
