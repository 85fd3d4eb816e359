"""A Telegram to try any bot in: an in-memory world, a local server and a page with several phones."""
