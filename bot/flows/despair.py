"""What we say to somebody who writes that they cannot go on: to tell a person near them, and not to stay alone."""

from bot.conversation.steps import Choose, Flow


def flow() -> Flow:
    """One screen. No number is named: none is in the facts, and a wrong one would be worse than a neighbour."""
    heard = Choose(exits={"menu": "menu/"}, bare=True, labels={"menu": "ui.menu"})
    return Flow(name="despair", start="heard", steps={"heard": heard})
