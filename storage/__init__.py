"""Everything that is kept, on SQLite or PostgreSQL from one code base; knows nothing of the bot."""
