"""The pure engine: what a conversation is, and what follows from an event."""
