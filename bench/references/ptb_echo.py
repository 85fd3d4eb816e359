"""python-telegram-bot with its defaults, repeating what it hears and remembering nothing."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """One reply per update."""
    assert update.effective_message is not None
    await update.effective_message.reply_text(update.effective_message.text or "")


def main() -> None:
    """Poll until stopped."""
    api = os.environ["API"]
    builder = Application.builder().token(os.environ["TOKEN"])
    app = builder.base_url(f"{api}/bot").base_file_url(f"{api}/file/bot").build()
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.run_polling()


if __name__ == "__main__":
    main()
