"""What the bot did not understand, in the imperative."""

from dataclasses import dataclass

from storage.learning import Missing


@dataclass(frozen=True, slots=True)
class KeepMissed:
    """The person typed this text, and we took it for the topic `guessed` or did not know what it is.

    `unknown`: we said that we do not know. `corrected`: they chose another topic, or none of ours (`chosen` None).
    Kept only of who allows that, masked, and never where it is a secret; say it whether they do or not.
    """

    text: str
    missing: Missing
    guessed: str
    chosen: str | None = None
