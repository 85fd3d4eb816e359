"""Telegram's updates, translated into events of a conversation; nothing is decided here."""
