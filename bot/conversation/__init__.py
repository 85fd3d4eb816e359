"""The pure engine: what a conversation is, and what follows from an event. Nothing here waits, stores, sends or reads a clock."""
