"""The work of one event: what a conversation may do, from the question that is open to the next one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, assert_never

from bot.conversation import asides
from bot.conversation.asking import buttons, following, offered, path, summary
from bot.conversation.becoming import person_after
from bot.conversation.effects import Effect, EndRelay, Say
from bot.conversation.events import Commanded, Event, Sent, SharedContact, Tapped, Typed
from bot.conversation.questions import ASK
from bot.conversation.session import Parked, Session
from bot.conversation.steps import (
    RESUME,
    RESUMING,
    Asking,
    Book,
    Choose,
    Decide,
    Do,
    Fill,
    Find,
    Flow,
    Listen,
    Many,
    Question,
    Review,
    Step,
    Tell,
    Type,
    target,
)
from bot.conversation.view import Known, View
from bot.conversation.words import Label, Rows
from bot.errors import InvalidAnswer

MOST_STEPS = 60


class Turn:
    """The work of one event; lives as long as the call of `advance`."""

    def __init__(self, book: Book, session: Session, known: Known, now: datetime) -> None:
        self.book = book
        self.known = known
        self.now = now
        self.effects: list[Effect] = []
        self.paragraphs: list[Label] = []
        self.edit: int | None = None
        self.aside, self.session = session.aside, replace(session, aside={})

    @property
    def view(self) -> View:
        session = self.session
        return View(self.known, self.now, session.answers, session.parked, session.flow, session.turn, session.told)

    @property
    def flow(self) -> Flow:
        return self.book.flows[self.session.flow]

    @property
    def key(self) -> str:
        return self.flow.key(self.session.step)

    def is_somewhere(self) -> bool:
        """Whether the stored place still exists for this person; a release may have taken it away, or they left us."""
        flow = self.book.flows.get(self.session.flow)
        if flow is None or (flow.roles and self.role() not in flow.roles):
            return False
        return self.session.step in flow.steps or (flow.form and self.session.step == RESUME)

    def role(self) -> str | None:
        return self.known.staff.role if self.known.staff else None

    # What the person did

    def command(self, event: Commanded) -> None:
        command = self.book.commands.get(event.name)
        known = command is not None and (not command.roles or self.role() in command.roles)
        urgent = command is not None and known and command.urgent
        if not self.is_somewhere() and (not known or self.is_stranger()) and not urgent:
            self.go(self.book.first)
        elif command is None or not known:
            self.repeat("ui.unknown_command" if command is None or self.role() is None else "ui.others_command")
        elif command.target == "cancel/":
            self.cancel()
        else:
            self.jump(command.target)

    def begins(self, event: Event) -> None:
        """From the start, because nothing is open any more; an answer to what was forgotten is not passed over."""
        if isinstance(event, Tapped) and not self.is_stranger():
            self.paragraphs.append(Label("ui.old_button"))
        if not (isinstance(event, Typed) and asides.begun(self, event.text)):
            self.go(self.book.first)

    def is_stranger(self) -> bool:
        """Whether nobody greeted them yet; who comes back after months, or works with us, was greeted long ago."""
        return self.known.staff is None and not self.known.person.consents

    def jump(self, name: str, answers: Mapping[str, Any] | None = None) -> None:
        """To another flow, whatever is open; a form is parked."""
        self.leave()
        self.go(name, answers)

    def is_personal(self) -> bool:
        step = self.flow.step(self.session.step)
        return isinstance(step, Question) and step.personal

    def tapped(self, event: Tapped, *, stale: bool) -> None:
        if stale:
            return self.repeat()
        if not self.session.reply_keyboard:
            self.edit = event.message
        match event.choice:
            case "_back":
                return self.back()
            case "_cancel":
                return self.cancel()
            case "_menu":
                return self.jump(self.book.home)
            case "_why" if self.is_personal():
                return self.repeat(f"{self.key}.why")
            case choice if choice.startswith(ASK):
                return asides.picked(self, choice)
            case "_again":
                self.session = replace(self.session, found=(), searched=False)
                return self.repeat()
        return self.chose(event.choice)

    def chose(self, choice: str) -> None:
        if self.session.step == RESUME:
            return self.resume(choice)
        step = self.asked()
        match step:
            case Choose() if choice in offered(step, self.view):
                self.answer(choice)
            case Many():
                self.ticked(step, choice)
            case Find() if choice in dict(self.session.found):
                self.answer(choice)
            case Find() if choice == "_none" and step.otherwise is not None:
                self.answer("")
            case Type() if choice in dict(step.suggest(self.view)):
                self.parsed(step, choice)
            case Review() if choice == "send":
                self.enter(step.then)
            case Review() if choice.removeprefix("edit:") in path(self.flow, self.view):
                self.session = replace(self.session, kept=self.session.answers)
                self.enter(choice.removeprefix("edit:"), again=True)
            case _:
                self.repeat()
        return None

    def ticked(self, step: Many, choice: str) -> None:
        allowed = offered(step, self.view)
        ticked = [c for c in self.session.answers.get(self.session.step, []) if c in allowed]
        if choice == "_done" and len(ticked) >= step.least:
            self.answer(ticked)
        elif choice == "_done":
            self.repeat("ui.tick_one")
        elif choice in allowed:
            now_ticked = [c for c in allowed if (c in ticked) != (c == choice)]
            self.session = replace(self.session, answers={**self.session.answers, self.session.step: now_ticked})
            self.ask(step)
        else:
            self.repeat()

    def typed(self, event: Typed) -> None:
        step, text = self.asked(), event.text
        if asides.declines(self, step, text) or asides.interrupts(self, step, text):
            return
        match step:
            case Choose() if choice := step.hears(text, self.view):
                self.chose(choice)
            case Type():
                self.parsed(step, (step.lines and event.lines) or text)
            case Find():
                found = () if asides.hesitates(self, text) else tuple(step.search(text, self.view))
                self.session = replace(self.session, found=found, searched=bool(found))
                if found:
                    self.ask(step, key=f"{self.key}.which")
                elif not asides.understood(self, step, text):
                    self.repeat(f"{self.key}.not_found")
            case _ if not asides.understood(self, step, text):
                self.repeat("ui.please_tap")

    def parsed(self, step: Type, text: str) -> None:
        try:
            value = step.parse(text, self.view)
        except InvalidAnswer as wrong:
            if not asides.understood(self, step, text):
                self.repeat(wrong.key, **wrong.params)
        else:
            self.answer(value)

    def contact(self, event: SharedContact) -> None:
        step = self.asked()
        if not (isinstance(step, Type) and step.contact):
            self.repeat("ui.unexpected.contact")
        elif not event.own:
            self.repeat(f"{self.key}.not_own")
        else:
            self.parsed(step, event.phone)

    # What is meant for somebody else

    def listening(self) -> Listen | None:
        """The open question, if whatever is written or sent belongs to somebody else."""
        step = self.flow.step(self.session.step) if self.is_somewhere() else None
        return step if isinstance(step, Listen) else None

    def heeds(self) -> bool:
        """Whether a text that is heard everywhere leads away from here, too."""
        listening = self.listening()
        return listening is None or listening.heeds(self.view)

    def takes(self, step: Listen, event: Typed | Sent | SharedContact) -> None:
        """Hand on what was written or sent; where that leads, the step says."""
        effects, exit_ = step.take(event, self.view)
        self.effects.extend(effects)
        self.enter(exit_)

    def overhears(self, event: Typed) -> None:
        """Hand on a text that leads elsewhere: whoever wrote it believes that it was told."""
        listening = self.listening()
        effects = listening.take(event, self.view)[0] if listening else ()
        if listening and effects:
            self.effects.extend(effects)
            self.paragraphs.append(Label(listening.overheard, listening.show(self.view)))

    # Ways through the flow

    def answer(self, value: Any) -> None:
        step = self.asked()
        if isinstance(step, Review):
            return self.enter(step.then)
        answers = dict(self.session.answers)
        if answers.get(self.session.step) != value:
            for later in step.clears:
                answers.pop(later, None)
        answers[self.session.step] = value
        self.session = replace(self.session, answers=answers, found=(), searched=False)
        return self.enter(following(step, value))

    def go(self, name: str, answers: Mapping[str, Any] | None = None) -> None:
        """Into another flow, or back to the start of this one; a parked form first asks whether to go on with it.

        "flow/_resume" goes on with it without asking, or begins anew where nothing was kept.
        """
        flow, step = target(self.session.flow, name)
        parked = step in (None, RESUME) and self.book.flows[flow].form and flow in self.session.parked
        self.session = replace(
            self.session, flow=flow, step="", answers=answers or {}, trail=(), found=(), searched=False, kept=None
        )
        if parked and step == RESUME:
            self.resume("resume")
        elif parked:
            self.session = replace(self.session, step=RESUME)
            self.ask(self.asked())
        else:
            self.enter(self.flow.start if step in (None, RESUME) else step)

    def resume(self, choice: str) -> None:
        left = self.session.parked.get(self.session.flow)
        if choice not in RESUMING.exits or left is None:
            return self.repeat()
        kept = {flow: parked for flow, parked in self.session.parked.items() if parked is not left}
        self.session = replace(self.session, parked=kept)
        if choice == "resume" and left.step in self.flow.steps:
            self.session = replace(self.session, answers=left.answers, trail=left.trail[:-1], kept=left.kept)
            return self.enter(left.step, again=True)
        return self.enter(self.flow.start)

    def leave(self) -> None:
        """Park the form that is open, if anything in it was answered."""
        if self.is_somewhere() and self.flow.form and self.session.step != RESUME and self.session.answers:
            left = Parked(
                self.session.step, self.session.answers, self.session.trail, self.session.kept, self.now.isoformat()
            )
            self.session = replace(self.session, parked={**self.session.parked, self.session.flow: left})

    def cancel(self) -> None:
        if self.is_somewhere() and self.flow.form:
            kept = {flow: left for flow, left in self.session.parked.items() if flow != self.session.flow}
            self.session = replace(self.session, parked=kept)
            self.paragraphs.append(Label("ui.cancelled"))
        self.go(self.book.home)

    def back(self) -> None:
        """To the question before this one; backing out of a change leaves the answers as they were."""
        trail = self.session.trail
        if len(trail) < 2:
            return self.jump(self.book.home)
        before = trail[-2]
        answers = self.session.answers
        if self.session.kept is not None and isinstance(self.flow.steps[before], Review):
            answers = self.session.kept
        self.session = replace(self.session, answers=answers, trail=trail[:-2])
        return self.enter(before, again=True)

    def enter(self, name: str, *, again: bool = False) -> None:
        """Walk from this exit over everything that happens by itself to the next question, and ask it.

        `again` asks a question although it has an answer; while one answer is being changed, answered questions
        after it are passed over.
        """
        for _ in range(MOST_STEPS):
            flow, step_name = target(self.session.flow, name)
            if flow != self.session.flow or step_name is None:
                return self.go(name)
            step = self.flow.steps[step_name]
            answered = self.session.editing and step_name in self.session.answers and not again
            if isinstance(step, Question) and not answered:
                return self.arrive(step_name, step)
            name = self.pass_through(step_name, step)
            again = False
        raise RecursionError(f"flow '{self.session.flow}' goes round at '{name}' without asking anything")

    def pass_through(self, name: str, step: Step) -> str:
        match step:
            case Do():
                self.does(step.effects(self.view))
                return step.then
            case Tell():
                self.paragraphs.append(Label(f"{self.session.flow}.{name}", step.show(self.view)))
                return step.then
            case Fill():
                self.session = replace(self.session, answers=dict(step.answers(self.view)))
                return step.then
            case Decide():
                return step.pick(self.view)
            case Review():
                return step.then
            case Choose() | Many() | Type() | Find():
                return following(step, self.session.answers[name])
            case _:
                assert_never(step)

    def does(self, effects: Sequence[Effect]) -> None:
        """What a step decided holds for the question that comes next; a conversation that it ends is over."""
        self.effects.extend(effects)
        self.known = replace(self.known, person=person_after(self.known.person, effects, self.now))
        if ended := {effect.relay for effect in effects if isinstance(effect, EndRelay)}:
            self.known = self.known.hung_up(ended)

    def arrive(self, name: str, step: Any) -> None:
        trail = self.session.trail
        if isinstance(step, Review):
            trail = (*path(self.flow, self.view), name)
        elif self.session.editing or name not in trail:
            trail = (*trail, name)
        else:
            trail = trail[: trail.index(name) + 1]
        kept = None if isinstance(step, Review) else self.session.kept
        self.session = replace(self.session, step=name, trail=trail, kept=kept, found=(), searched=False)
        self.ask(step)

    # What we say

    def asked(self) -> Asking:
        step = self.flow.step(self.session.step)
        if isinstance(step, (Decide, Do, Tell, Fill)):
            raise TypeError(f"'{self.key}' waits for nobody")
        return step

    def repeat(self, first: str | None = None, **params: str) -> None:
        """Ask the open question again, after a sentence that says why and may name what the question names."""
        step = self.asked()
        if first:
            self.paragraphs.append(Label(first, {**step.show(self.view), **params}))
        if isinstance(step, Listen) and (exit_ := step.instead(self.view)):
            return self.enter(exit_)
        return self.ask(step, key=f"{self.key}.again" if step.doorstep else None)

    def ask(self, step: Asking, key: str | None = None) -> None:
        if isinstance(step, Find) and not self.session.found:
            self.session = replace(self.session, found=tuple(step.suggest(self.view)))
        shown = {**step.show(self.view), **dict(self.looked_over(step))}
        self.say(
            Label(key or self.key, shown),
            buttons(self.flow, self.session, self.view),
            keyboard=isinstance(step, Type) and step.contact,
            answer=self.key if step.answer else None,
        )

    def looked_over(self, step: Asking) -> Iterator[tuple[str, Any]]:
        if isinstance(step, Review):
            yield "answers", summary(self.flow, self.view)

    def say(self, question: Label, rows: Rows, *, keyboard: bool = False, answer: str | None = None) -> None:
        if self.session.reply_keyboard and not keyboard:
            self.effects.append(Say((Label("ui.noted"),), keyboard="remove"))
        edit = None if keyboard or self.session.reply_keyboard else self.edit
        self.effects.append(
            Say((*self.paragraphs, question), rows, keyboard="contact" if keyboard else None, edit=edit, answer=answer)
        )
        self.session = replace(self.session, reply_keyboard=keyboard)
