"""The conversations, one module each, as tables of steps."""
