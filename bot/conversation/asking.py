"""What a question looks like: its buttons, the ways out of it, and the answers a review lists."""

from typing import Any

from bot.conversation import questions
from bot.conversation.session import Session
from bot.conversation.steps import Choose, Decide, Do, Fill, Find, Flow, Many, Question, Review, Tell, Type, target
from bot.conversation.view import View
from bot.conversation.words import Button, Label, Lines, Listing, Rows, Value, grid

LONGEST_PATH = 60


def offered(step: Choose | Many, view: View) -> tuple[str, ...]:
    """The choices of a step that exist for this person, in their declared order, or the likeliest first."""
    declared = tuple(step.exits) if isinstance(step, Choose) else step.choices
    if step.offered is None:
        return declared
    wanted = step.offered(view)
    if isinstance(step, Choose) and step.ranked:
        return tuple(choice for choice in wanted if choice in declared)
    return tuple(choice for choice in declared if choice in wanted)


def buttons(flow: Flow, session: Session, view: View) -> Rows:
    """The buttons of the open question: its choices, then the ways out."""
    step = flow.step(session.step)
    name = session.step
    match step:
        case Choose():
            params = step.show(view)
            own = grid([Button(c, Label(flow.choice_key(name, c), params)) for c in offered(step, view)], step.columns)
        case Many():
            own = (*grid([_tick(flow, choice, session) for choice in offered(step, view)], step.columns), (_DONE,))
        case Find():
            own = grid([Button(value, words) for value, words in session.found], step.columns)
        case Review():
            own = _review(flow, view)
        case Type():
            own = grid([Button(text, words) for text, words in step.suggest(view)], step.columns)
        case _:
            own = ()
    shortcuts = step.shortcuts(view) if isinstance(step, Question) else ()
    both = (*shortcuts, *own) if isinstance(step, Question) and step.foremost else (*own, *shortcuts)
    meant = questions.buttons(session.aside)
    return (*meant, *both, *ways_out(flow, session, step), *_back_to_talk(flow, view))


def _back_to_talk(flow: Flow, view: View) -> Rows:
    """While one side looks at something else, the other still waits for an answer."""
    return ((Button("/obrolan", Label("ui.back_to_talk")),),) if view.known.talking and not flow.talk else ()


_DONE = Button("_done", Label("ui.done"))


def _tick(flow: Flow, choice: str, session: Session) -> Button:
    words = Label(flow.choice_key(session.step, choice))
    ticked = choice in session.answers.get(session.step, [])
    return Button(choice, Label("ui.ticked", {"what": words}) if ticked else words)


def _review(flow: Flow, view: View) -> Rows:
    changes = [Button(f"edit:{step}", Label(f"{flow.key(step)}.change")) for step in path(flow, view)]
    return ((Button("send", Label(f"{flow.name}.send")),), *grid(changes, 2))


def ways_out(flow: Flow, session: Session, step: Any) -> Rows:
    """Back, cancel or menu, why we ask, and "none of these" under what was found: on every question."""
    rows: list[tuple[Button, ...]] = []
    if isinstance(step, Find) and step.otherwise:
        rows.append((Button("_none", Label(f"{flow.key(session.step)}.none")),))
    if isinstance(step, Find) and session.searched:
        rows.append((Button("_again", Label("ui.again")),))
    if isinstance(step, Question) and step.personal:
        rows.append((Button("_why", Label("ui.why")),))
    back = (Button("_back", Label("ui.back")),) if len(session.trail) > 1 else ()
    leave = (Button("_cancel", Label("ui.cancel")),) if flow.form else (Button("_menu", Label("ui.menu")),)
    bare = isinstance(step, Question) and step.bare
    return tuple(rows) if bare else (*rows, back + leave)


def following(step: Choose | Many | Type | Find, answer: Any) -> str:
    """The exit that an answer takes."""
    if isinstance(step, Choose):
        return step.exits[answer]
    if isinstance(step, Find) and step.otherwise is not None and answer == "":
        return step.otherwise
    return step.then


def path(flow: Flow, view: View) -> tuple[str, ...]:
    """The questions whose answers a review lists: those the given answers lead through, from the start."""
    walked: list[str] = []
    name = flow.start
    for _ in range(LONGEST_PATH):
        step = flow.steps[name]
        match step:
            case Do() | Tell() | Fill():
                then = step.then
            case Decide():
                then = step.pick(view)
            case Review():
                break
            case _ if name not in view.answers:
                break
            case _:
                then = following(step, view.answers[name])
        if isinstance(step, Question) and step.review:
            walked.append(name)
        other, next_name = target(flow.name, then)
        if other != flow.name or next_name is None:
            break
        name = next_name
    return tuple(walked)


def summary(flow: Flow, view: View) -> Lines:
    """One line an answer: what was asked, and what the person said."""
    lines = [Label(f"{flow.key(name)}.line", {"answer": answer_shown(flow, name, view)}) for name in path(flow, view)]
    return Lines(tuple(lines))


def answer_shown(flow: Flow, name: str, view: View) -> Value:
    """An answer as the person reads it."""
    step, answer = flow.steps[name], view.answers[name]
    if isinstance(step, Question) and step.shown is not None:
        return step.shown(answer, view)
    match step:
        case Choose():
            return Label(flow.choice_key(name, answer), step.show(view))
        case Many():
            return Listing(tuple(Label(flow.choice_key(name, choice)) for choice in answer))
        case _:
            return str(answer)
