"""A flow is a table of steps, each with declared exits.

Code may choose among the exits, never invent one, so that every flow can be checked before it runs and drawn
completely. An exit is the name of a step of the same flow, or "flow/" for the start of another one. The words of a
step have the key "flow.step", those of its choices "flow.step.choice", and why we ask "flow.step.why".
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bot.conversation.effects import Effect, Enter
from bot.conversation.events import Sent, SharedContact, Typed
from bot.conversation.questions import Topics
from bot.conversation.view import Known, View
from bot.conversation.words import Rows, Value

Words = Callable[[View], Mapping[str, Value]]
Option = tuple[str, str]
"""What is stored for an option, and its words (a name, not a key)."""


def nothing(_: View) -> Mapping[str, Value]:
    """The words of this step need no figures or names."""
    return {}


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A step that waits for the person.

    `shortcuts` are buttons that act by themselves, whatever question is open; `foremost` puts them above the others.
    `personal` questions explain on request why we ask. `clears` names later answers that no longer hold when this one
    changes. `review` lists the answer where a form is looked over; `shown` says how. `words` is the key of words that
    flows share, `labels` the keys of shared choices. A `bare` question shows no ways out. An `answer` tells what the
    law says: it is kept with the rules behind it, so that the person can read it again. A `hub` only leads elsewhere,
    as pages do: whoever asks something there goes to its answer. A `doorstep` stands before whatever the person came
    for: asked again it has fewer words (".again"), and a single word is enough of a question there.
    """

    show: Words = nothing
    shortcuts: Callable[[View], Rows] = lambda _: ()
    foremost: bool = False
    personal: bool = False
    review: bool = True
    clears: tuple[str, ...] = ()
    shown: Callable[[Any, View], Value] | None = None
    bare: bool = False
    answer: bool = False
    hub: bool = False
    doorstep: bool = False
    words: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Choose(Question):
    """The person taps one of these. `offered` may leave some out; `hears` knows typed texts that are no caption.

    A `consent` is given in words or with a tap, never by a number. Where they are `ranked`, they stand in the order in
    which they are offered, not in that of the exits.
    """

    exits: Mapping[str, str]
    columns: int = 1
    consent: bool = False
    hears: Callable[[str, View], str | None] = lambda *_: None
    offered: Callable[[View], Collection[str]] | None = None
    ranked: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Listen(Choose):
    """A question at which whatever the person writes or sends is meant for somebody else.

    `take` says what follows from it and by which of `leads` the conversation goes on; nothing typed is a tap. A text
    that is heard everywhere is taken, too, which `overheard` says, and leads away where `heeds` says so. `instead` is
    the one of `leads` to go on with once there is nobody to talk to, so that the question is not asked again in vain.
    """

    take: Callable[[Typed | Sent | SharedContact, View], tuple[Sequence[Effect], str]]
    leads: frozenset[str]
    overheard: str
    heeds: Callable[[View], bool] = lambda _: True
    instead: Callable[[View], str | None] = lambda _: None


@dataclass(frozen=True, kw_only=True, slots=True)
class Many(Question):
    """The person ticks at least `least` of these."""

    choices: tuple[str, ...]
    then: str
    least: int = 1
    columns: int = 1
    offered: Callable[[View], Collection[str]] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Type(Question):
    """The person types something; `parse` raises InvalidAnswer with one of the `errors`.

    With `contact` the person may share their own contact in place of typing. What is in `suggest` (the text that a
    tap stands for, and its words) is offered as buttons. With `lines` it is parsed with the line breaks it was typed
    with; without, it is one line. Where it is `free`, a question is an answer like any other.
    """

    parse: Callable[[str, View], Any]
    then: str
    errors: tuple[str, ...]
    contact: bool = False
    suggest: Callable[[View], Sequence[tuple[str, Value]]] = lambda _: ()
    columns: int = 1
    lines: bool = False
    free: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Find(Question):
    """The person types the name of something that we look up, and confirms with a tap which one is meant.

    `search` returns options, best first, none when nothing is near. `suggest` offers some before anything is typed.
    `otherwise` is the exit for something that is in no list; its answer is "". Where it is `spoken`, words that say a
    command (`Book.spoken`) do so here, too.
    """

    search: Callable[[str, View], Sequence[Option]]
    then: str
    suggest: Callable[[View], Sequence[Option]] = lambda _: ()
    otherwise: str | None = None
    columns: int = 1
    spoken: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Review(Question):
    """All answers at a glance, each one tap away from being changed."""

    then: str
    review: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Decide:
    """We choose, but only among declared exits."""

    pick: Callable[[View], str]
    exits: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Do:
    """Something becomes true; the conversation goes on by itself."""

    effects: Callable[[View], Sequence[Effect]]
    then: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Tell:
    """We say something and go on; it stands in one message with the question that follows."""

    then: str
    show: Words = nothing


@dataclass(frozen=True, kw_only=True, slots=True)
class Fill:
    """The form is filled with answers given before; it goes on at `then`."""

    answers: Callable[[View], Mapping[str, Any]]
    then: str


Step = Choose | Many | Type | Find | Review | Decide | Do | Tell | Fill
Asking = Choose | Many | Type | Find | Review


RESUME = "_resume"
RESUMING = Choose(exits={"resume": RESUME, "fresh": RESUME}, words="ui.resume")
"""The question that every form asks by itself when it was left half-way."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Flow:
    """One conversation. A `form` can be cancelled, left and taken up again, and is looked over before it is sent.

    One that names `roles` is for members of the staff in these alone; whoever is none any more stands nowhere in it.
    A `talk` is one with somebody else; all other flows show the way back to it while it is open.
    """

    name: str
    start: str
    steps: Mapping[str, Step]
    form: bool = False
    roles: frozenset[str] = frozenset()
    talk: bool = False

    def step(self, name: str) -> Step:
        """The step of that name. Raises KeyError when there is none."""
        return RESUMING if name == RESUME and self.form else self.steps[name]

    def key(self, name: str) -> str:
        """The key of the words of a step."""
        step = self.step(name)
        return (step.words if isinstance(step, Question) else None) or f"{self.name}.{name}"

    def choice_key(self, name: str, choice: str) -> str:
        """The key of the words of one choice of a step."""
        step = self.step(name)
        shared = step.labels.get(choice) if isinstance(step, Question) else None
        return shared or f"{self.key(name)}.{choice}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """Where /name leads, and which roles it exists for; for everybody else it does not exist.

    A stranger is greeted first, but for what is `urgent`.
    """

    target: str
    roles: frozenset[str] = frozenset()
    urgent: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """All flows, the commands that lead into them, the flow a stranger starts with and the one everybody returns to.

    `keeps` says how long a form that was left half-way is kept. `hears` knows typed texts that lead somewhere
    whatever question is open, as an accident does; the form that is open is kept. `receives` says where a file leads
    that somebody sent while this flow was open, None where nobody waits for files. `spoken` knows words that say
    a command, where nothing else is to be typed. `echoes` is for how long after news of the branch it is counted what
    people do. `full_after` is after how many months of cover a family gets everything, on a day; None where the law is
    silent. `topics` answers what people ask in their own words, beside whatever question is open.
    """

    flows: Mapping[str, Flow]
    first: str
    home: str
    commands: Mapping[str, Command] = field(default_factory=dict)
    keeps: Callable[[datetime], timedelta] = lambda _: timedelta(days=30)
    hears: Callable[[str], str | None] = lambda _: None
    receives: Callable[[Sent, Known, str], Enter | None] = lambda *_: None
    spoken: Callable[[str, View], str | None] = lambda *_: None
    echoes: Callable[[datetime], timedelta] = lambda _: timedelta(days=2)
    full_after: Callable[[date], int | None] = lambda _: None
    topics: Topics | None = None


def exits(step: Step) -> tuple[str, ...]:
    """Every exit a step declares."""
    match step:
        case Listen():
            return (*step.exits.values(), *sorted(step.leads))
        case Choose():
            return tuple(step.exits.values())
        case Decide():
            return tuple(sorted(step.exits))
        case Find() if step.otherwise is not None:
            return (step.then, step.otherwise)
        case Many() | Type() | Find() | Review() | Do() | Tell() | Fill():
            return (step.then,)


def target(flow: str, name: str) -> tuple[str, str | None]:
    """Where an exit of `flow` leads: the flow, and the step in it (None for its start)."""
    if "/" in name:
        other, _, step = name.partition("/")
        return other, step or None
    return flow, name
