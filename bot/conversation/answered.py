"""What becomes true when somebody answers a question that we asked by ourselves."""

from dataclasses import dataclass

from storage.records import Lead, Staff


@dataclass(frozen=True, slots=True)
class AnswerLead:
    """The person answered a question of ours `about` how their request goes; `lead` is as it stood, with its holder."""

    lead: Lead
    holder: Staff | None
    about: str
    answer: str
