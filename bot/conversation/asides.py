"""A question beside the one that is open: answered first, then the open one stands there again with nothing lost.

At a crossroads, where nothing is open, the answer has a screen of its own.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.conversation.effects import KeepMissed, Say
from bot.conversation.questions import ASK, Topics, Wanted
from bot.conversation.steps import Asking, Find, Type
from bot.conversation.view import View
from bot.conversation.words import Label
from bot.errors import NoRuleInForce

if TYPE_CHECKING:
    from bot.conversation.turn import Turn

log = structlog.get_logger(__name__)

COURTESY = frozenset({"sapaan", "terima_kasih"})
"""Topics that are no question: "Bu Apa" is rather a name."""
FEWEST_WORDS = 3
"""With fewer words than these nobody is asked what they mean in the middle of something: "gimana ya"."""


def interrupts(turn: "Turn", step: Asking, text: str) -> bool:
    """Whether a text at a question that is answered by typing was clearly a question, and is answered now."""
    topics = turn.book.topics
    if topics is None or not isinstance(step, Type | Find) or not topics.reads(text):
        return False
    if isinstance(step, Type) and step.free:
        return False
    wanted = _wanted(turn, topics, text)
    return not COURTESY.issuperset(wanted.sure) and _answered(turn, topics, text, wanted)


def declines(turn: "Turn", step: Asking, text: str) -> bool:
    """Whether a text leads elsewhere where nothing is typed freely: who wants nobody to call is left in peace."""
    topics = turn.book.topics
    free = isinstance(step, Type) and step.free
    target = topics.elsewhere(text) if topics is not None and not free else None
    if target is not None:
        turn.jump(target)
    return target is not None


def hesitates(turn: "Turn", text: str) -> bool:
    """Whether a text asks and says nothing of what: it is the name of no place, however near one may be."""
    return turn.book.topics is not None and turn.book.topics.hesitates(text)


def understood(turn: "Turn", step: Asking, text: str) -> bool:
    """Whether a text that is no answer to the open question was understood otherwise, and is answered now."""
    topics = turn.book.topics
    typing = isinstance(step, Type | Find)
    if topics is None or (isinstance(step, Type) and step.free):
        return False
    if step.doorstep and topics.refuses(text):
        turn.repeat()
        return True
    short = len(text.split()) < FEWEST_WORDS
    scarce = not (step.hub or step.doorstep) and not topics.reads(text) and (typing or short)
    if scarce and not _is_crossroads(step):
        return not typing and _thanked(turn, topics, text)
    wanted = _wanted(turn, topics, text)
    if _answered(turn, topics, text, wanted):
        return True
    if scarce and not wanted.choices:
        return False
    if _is_crossroads(step):
        _wondered(turn, topics, text, wanted)
        return True
    if step.doorstep and wanted.choices:
        return _offered(turn, text, wanted)
    if short or not topics.reads(text):
        return False
    if wanted.choices:
        return _offered(turn, text, wanted)
    # Where something is typed, what is wrong with it helps more than that we do not know what it asks.
    return not typing and _missed(turn, text, wanted)


def answers_beside(turn: "Turn", text: str) -> None:
    """Behind what to do first stands what the rules say, where a text that is heard everywhere asks for that, too."""
    topics = turn.book.topics
    if topics is not None and (wanted := _wanted(turn, topics, text)).beside:
        _say(turn, topics, wanted.beside, wanted)


def begun(turn: "Turn", text: str) -> bool:
    """Whether somebody who stands nowhere asked something; a stranger is answered, too, and then greeted."""
    topics = turn.book.topics
    if topics is not None and (target := topics.elsewhere(text)):
        turn.go(target)
        return True
    wanted = _wanted(turn, topics, text) if topics is not None else Wanted()
    if topics is None or not wanted.sure:
        return False
    _remember(turn, wanted)
    if turn.is_stranger() and not COURTESY.issuperset(wanted.sure):
        _say(turn, topics, wanted.sure, wanted)
        _leaves(turn, wanted)
    elif not turn.is_stranger():
        *first, last = wanted.sure
        _say(turn, topics, first, wanted)
        _leaves(turn, wanted)
        turn.go(f"{topics.flow}/{last}", wanted.named)
        return True
    return False


def picked(turn: "Turn", choice: str) -> None:
    """One of the topics that a text may have meant, or that waited for its turn, was tapped, or none of them."""
    topics, aside = turn.book.topics, turn.aside
    chosen = choice.removeprefix(ASK)
    if topics is None or not aside or (chosen and chosen not in aside["some"]):
        return turn.repeat()
    if chosen != aside["guess"] and not aside.get("later"):
        turn.effects.append(KeepMissed(aside["text"], "corrected", aside["guess"], chosen or None))
    if not chosen:
        return turn.repeat("topic.not_known")
    turn.edit = None
    if rest := [each for each in aside["some"] if each != chosen and aside.get("later")]:
        turn.session = replace(turn.session, aside={**aside, "some": rest})
    if _is_crossroads(turn.asked()):
        return turn.jump(f"{topics.flow}/{chosen}", aside["named"])
    _say(turn, topics, (chosen,), Wanted(named=aside["named"]))
    return turn.repeat()


def _is_crossroads(step: Asking) -> bool:
    """A page, or a list of ways on: nothing there waits for an answer."""
    return step.hub or step.answer


def _wanted(turn: "Turn", topics: Topics, text: str) -> Wanted:
    """What a text wants; what earlier questions told of the person still holds."""
    wanted = topics.wants(text, turn.view)
    return replace(wanted, named={**turn.session.told, **wanted.named})


def _remember(turn: "Turn", wanted: Wanted) -> None:
    """Nothing is remembered of who said no to the notice."""
    notice = turn.known.person.consents.get("notice")
    if notice is not None and not notice.given:
        return
    told = {**turn.session.told, **wanted.lasting}
    if told:
        turn.session = replace(turn.session, told=told, told_at=turn.now.isoformat())


def _answered(turn: "Turn", topics: Topics, text: str, wanted: Wanted) -> bool:
    if not wanted.sure:
        return wanted.open is not None and _unanswered(turn, topics, wanted.open)
    _remember(turn, wanted)
    if _is_crossroads(turn.asked()):
        *first, last = wanted.sure
        _say(turn, topics, first, wanted)
        _leaves(turn, wanted)
        turn.jump(f"{topics.flow}/{last}", wanted.named)
    else:
        _say(turn, topics, wanted.sure, wanted)
        _leaves(turn, wanted)
        turn.repeat()
    return True


def _thanked(turn: "Turn", topics: Topics, text: str) -> bool:
    """Whether somebody of the staff was only polite, on a screen of theirs: nobody says then that we do not know it."""
    if not turn.flow.roles or not (wanted := _wanted(turn, topics, text)).sure:
        return False
    return COURTESY.issuperset(wanted.sure) and _answered(turn, topics, text, wanted)


def _leaves(turn: "Turn", wanted: Wanted) -> None:
    """What of a message is not answered yet is not passed over: what nobody knows, what waits for a tap, or a word."""
    if wanted.open is not None:
        turn.paragraphs.append(wanted.open)
    if wanted.later:
        aside = {"some": list(wanted.later), "named": dict(wanted.named), "guess": "", "text": "", "later": True}
        turn.session = replace(turn.session, aside=aside)
        turn.paragraphs.append(Label("topic.later"))
    elif wanted.many:
        turn.paragraphs.append(Label("topic.many"))


def _unanswered(turn: "Turn", topics: Topics, said: Label) -> bool:
    """What nobody could confirm is said to be so, and who may know it; there is nothing to learn from it."""
    if _is_crossroads(turn.asked()):
        turn.jump(f"{topics.flow}/{topics.unknown}", {"said": said.key})
    else:
        turn.paragraphs.append(said)
        turn.repeat("topic.ask_somebody")
    return True


def _say(turn: "Turn", topics: Topics, some: Sequence[str], wanted: Wanted) -> None:
    view = replace(turn.view, answers=wanted.named)
    for topic in some:
        label = _told(topics, topic, view)
        turn.effects.append(Say((label,), answer=label.key if "basis" in label.params else None))


def _told(topics: Topics, topic: str, view: View) -> Label:
    """The answer; that we have no rule for this day must cost the open question as little as any other answer."""
    try:
        return topics.answer(topic, view)
    except NoRuleInForce as gap:
        log.error("the facts are silent; add the rule that holds", rule=gap.rule_id, on=gap.on.isoformat())
        return Label("ui.facts_silent")


def _wondered(turn: "Turn", topics: Topics, text: str, wanted: Wanted) -> None:
    _remember(turn, wanted)
    told = {**wanted.named, "text": text, "guess": wanted.guess}
    if wanted.choices:
        return turn.jump(f"{topics.flow}/{topics.which}", {**told, "some": list(wanted.choices)})
    turn.effects.append(KeepMissed(text, "unknown", wanted.guess))
    return turn.jump(f"{topics.flow}/{topics.unknown}", told)


def _offered(turn: "Turn", text: str, wanted: Wanted) -> bool:
    _remember(turn, wanted)
    aside = {"some": list(wanted.choices), "named": dict(wanted.named), "text": text, "guess": wanted.guess}
    turn.session = replace(turn.session, aside=aside)
    turn.repeat("topic.which_aside")
    return True


def _missed(turn: "Turn", text: str, wanted: Wanted) -> bool:
    turn.effects.append(KeepMissed(text, "unknown", wanted.guess))
    turn.repeat("topic.not_known")
    return True
