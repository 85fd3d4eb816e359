"""What is wrong with a book of flows, found before anybody walks into it."""

from collections.abc import Collection, Iterator, Mapping

from bot.conversation.steps import (
    RESUME,
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
    exits,
    target,
)

UI_KEYS = frozenset(
    {
        *(f"ui.{name}" for name in ("back", "cancel", "menu", "why", "again", "done", "ticked", "tick_one")),
        *(
            f"ui.{name}"
            for name in (
                "noted",
                "cancelled",
                "please_tap",
                "back_to_talk",
                "unknown_command",
                "others_command",
                "old_button",
                "share_contact",
                "sorry",
                "trouble",
                "facts_silent",
            )
        ),
        *(f"ui.resume{part}" for part in ("", ".resume", ".fresh")),
        *(
            f"ui.unexpected.{kind}"
            for kind in ("photo", "sticker", "voice", "location", "document", "edited", "contact", "secret", "other")
        ),
    }
)
GLOBAL_CAPTIONS = ("ui.back", "ui.cancel", "ui.menu", "ui.why", "ui.again")


def problems(book: Book, keys: Collection[str]) -> list[str]:
    """One sentence a problem, none when every flow is sound and worded; `keys` are the keys that have words."""
    entered = _entered(book)
    found = [problem for flow in book.flows.values() for problem in flow_problems(flow, book, entered[flow.name])]
    found += [f"the words '{key}' are missing" for key in sorted(words_needed(book) - set(keys))]
    found += [
        f"/{name} leads to '{command.target}', which does not exist"
        for name, command in book.commands.items()
        if command.target != "cancel/" and not _exists(book, "", command.target)
    ]
    return found


def flow_problems(flow: Flow, book: Book, entered: Collection[str]) -> Iterator[str]:
    """Unknown exits, orphans, dead ends, silent loops and questions that a review could not come back to.

    `entered` are the steps that lead into the flow from elsewhere.
    """
    if flow.start not in flow.steps:
        yield f"flow '{flow.name}' starts at '{flow.start}', which does not exist"
        return
    for name, step in flow.steps.items():
        yield from (
            f"'{flow.name}.{name}' leads to '{exit_}', which does not exist"
            for exit_ in exits(step)
            if not _exists(book, flow.name, exit_)
        )
        if isinstance(step, Question):
            yield from (
                f"'{flow.name}.{name}' clears '{other}', which does not exist"
                for other in step.clears
                if other not in flow.steps
            )
        if not exits(step):
            yield f"'{flow.name}.{name}' leads nowhere"
    reached = _reached(flow, flow.start)
    for entry in entered:
        reached |= _reached(flow, entry)
    yield from (f"nothing leads to '{flow.name}.{name}'" for name in flow.steps if name not in reached)
    leaving = _leaving(flow)
    yield from (f"'{flow.name}.{name}' can never leave the flow" for name in reached if name not in leaving)
    yield from (
        f"'{flow.name}.{name}' goes round without asking anything" for name in flow.steps if _is_silent_loop(flow, name)
    )


def words_needed(book: Book) -> set[str]:
    """Every key the engine may say or show for these flows."""
    return set(UI_KEYS).union(
        *(step_keys(flow, name, step) for flow in book.flows.values() for name, step in flow.steps.items())
    )


def step_keys(flow: Flow, name: str, step: Step) -> set[str]:
    """The keys of one step: its text, its choices, its errors, why we ask, its line and button in a review."""
    key = flow.key(name)
    keys = set() if isinstance(step, (Decide, Do, Fill)) else {key}
    match step:
        case Choose():
            keys |= {flow.choice_key(name, choice) for choice in step.exits}
            keys |= {step.overheard} if isinstance(step, Listen) else set()
        case Many():
            keys |= {flow.choice_key(name, choice) for choice in step.choices}
        case Type():
            keys |= {*step.errors, *({f"{key}.not_own"} if step.contact else ())}
        case Find():
            keys |= {f"{key}.which", f"{key}.not_found", *({f"{key}.none"} if step.otherwise else ())}
        case Review():
            keys.add(f"{flow.name}.send")
        case Decide() | Do() | Tell() | Fill():
            pass
    if isinstance(step, Question):
        keys |= {f"{key}.why"} if step.personal else set()
        keys |= {f"{key}.again"} if step.doorstep else set()
        reviewed = step.review and any(isinstance(other, Review) for other in flow.steps.values())
        keys |= {f"{key}.line", f"{key}.change"} if reviewed else set()
    return keys


def label_keys(book: Book) -> set[str]:
    """The keys that stand on buttons and so must be short."""
    labels = {"ui.share_contact", "ui.done", "ui.back_to_talk", *GLOBAL_CAPTIONS, "ui.resume.resume", "ui.resume.fresh"}
    for flow in book.flows.values():
        for name, step in flow.steps.items():
            keys = step_keys(flow, name, step)
            if isinstance(step, (Choose, Many)):
                choices = step.exits if isinstance(step, Choose) else step.choices
                labels |= {flow.choice_key(name, choice) for choice in choices}
            labels |= {key for key in keys if key.endswith((".change", ".send", ".none"))}
    return labels


def clashing_captions(book: Book, captions: dict[str, str]) -> list[str]:
    """Choices whose words equal those of a button that every question has; `captions` maps keys to words."""
    taken = {captions[key]: key for key in GLOBAL_CAPTIONS}
    return [
        f"'{key}' has the same words as '{taken[captions[key]]}'"
        for key in sorted(label_keys(book) - set(GLOBAL_CAPTIONS))
        if captions[key] in taken
    ]


def _exists(book: Book, flow: str, name: str) -> bool:
    other, step = target(flow, name)
    if other not in book.flows:
        return False
    return step is None or step in book.flows[other].steps or step == RESUME


def _entered(book: Book) -> Mapping[str, set[str]]:
    """The steps of each flow that other flows, or commands, lead into."""
    found: dict[str, set[str]] = {name: set() for name in book.flows}
    for flow in book.flows.values():
        for one in flow.steps.values():
            for other, step in (target(flow.name, exit_) for exit_ in exits(one)):
                if other in found and other != flow.name and step:
                    found[other].add(step)
    for other, step in _commanded(book):
        if other in found and step:
            found[other].add(step)
    return found


def _commanded(book: Book) -> set[tuple[str, str | None]]:
    """Where commands lead."""
    return {target("", command.target) for command in book.commands.values()}


def _reached(flow: Flow, start: str) -> set[str]:
    reached, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in flow.steps:
            continue
        reached.add(name)
        waiting += [exit_ for exit_ in exits(flow.steps[name]) if "/" not in exit_]
    return reached


def _leaving(flow: Flow) -> set[str]:
    """The steps from which some way leads out, walked backwards from those that have an exit of that kind."""
    before: dict[str, list[str]] = {}
    waiting, leaving = [], set[str]()
    for name, step in flow.steps.items():
        for exit_ in exits(step):
            before.setdefault(exit_, []).append(name)
            waiting += [name] if "/" in exit_ else []
    while waiting:
        if (name := waiting.pop()) not in leaving:
            leaving.add(name)
            waiting += before.get(name, [])
    return leaving


def _is_silent_loop(flow: Flow, start: str) -> bool:
    waiting, seen = [start], set[str]()
    while waiting:
        name = waiting.pop()
        step = flow.steps.get(name)
        if step is None or isinstance(step, Question) or name in seen:
            continue
        seen.add(name)
        if start in exits(step):
            return True
        waiting += list(exits(step))
    return False
