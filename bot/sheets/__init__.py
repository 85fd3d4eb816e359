"""Tables that people send: read with suspicion, written without traps. Pure; knows nothing of what they mean."""
