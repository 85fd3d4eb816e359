"""The form with python-telegram-bot's ConversationHandler and PicklePersistence, as its examples do it."""

import os
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from bench.references import form

Context = ContextTypes.DEFAULT_TYPE


def keyboard(step: str, answers: dict[str, Any]) -> InlineKeyboardMarkup | ReplyKeyboardMarkup | None:
    """The buttons under a question."""
    if step == "phone":
        share = KeyboardButton("Bagikan nomor saya", request_contact=True)
        return ReplyKeyboardMarkup([[share]], one_time_keyboard=True)
    rows = [[InlineKeyboardButton(label, callback_data=label)] for label in form.labels(step, answers)]
    return InlineKeyboardMarkup(rows) if rows else None


async def ask(update: Update, context: Context, step: str) -> int | str:
    """Ask a step's question; a tap's question becomes the next one, as in ours."""
    assert context.user_data is not None
    assert update.effective_message is not None
    words, buttons = form.question(step, context.user_data), keyboard(step, context.user_data)
    if update.callback_query and isinstance(buttons, InlineKeyboardMarkup):
        await update.effective_message.edit_text(words, reply_markup=buttons, parse_mode="HTML")
    else:
        await update.effective_message.reply_text(words, reply_markup=buttons, parse_mode="HTML")
    return ConversationHandler.END if step == "done" else step


async def follow(update: Update, context: Context, step: str, answer: str) -> int | str:
    """Note the answer and ask the next question."""
    assert context.user_data is not None
    return await ask(update, context, form.take(step, answer, context.user_data))


async def start(update: Update, context: Context) -> int | str:
    """Begin anew."""
    assert context.user_data is not None
    context.user_data.clear()
    return await ask(update, context, form.STEPS[0])


def typed(step: str) -> MessageHandler[Context, Any]:
    """A step answered by typing or by sharing a contact."""

    async def handle(update: Update, context: Context) -> int | str:
        message = update.effective_message
        assert message is not None
        return await follow(
            update, context, step, message.contact.phone_number if message.contact else message.text or ""
        )

    return MessageHandler((filters.TEXT & ~filters.COMMAND) | filters.CONTACT, handle)


def tapped(step: str) -> CallbackQueryHandler[Context, Any]:
    """A step answered by tapping."""

    async def handle(update: Update, context: Context) -> int | str:
        query = update.callback_query
        assert query is not None
        await query.answer()
        return await follow(update, context, step, query.data or "")

    return CallbackQueryHandler(handle)


def main() -> None:
    """Poll until stopped."""
    api = os.environ["API"]
    builder = Application.builder().token(os.environ["TOKEN"])
    builder = builder.base_url(f"{api}/bot").base_file_url(f"{api}/file/bot")
    app = builder.persistence(PicklePersistence(os.environ["PICKLE"])).build()
    states: dict[object, list[Any]] = {
        step: [tapped(step), typed(step)] if step in form.TYPED else [tapped(step)] for step in form.STEPS
    }
    app.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states=states,
            fallbacks=[CommandHandler("start", start)],
            name="form",
            persistent=True,
        )
    )
    app.run_polling()


if __name__ == "__main__":
    main()
