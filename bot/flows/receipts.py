"""What was answered, word for word, with the rules behind it: for the person, and by its code for an officer."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bot.conversation.steps import Choose, Decide, Flow, Tell, Type
from bot.conversation.view import View
from bot.conversation.words import Button, Day, Label, Lines, Rows, Value, Written
from bot.errors import InvalidAnswer
from bot.facts.base import Facts
from bot.flows.materials import CALENDAR, Materials, today
from storage.records import Based, Receipt

UNKNOWN = "receipts.list.unknown"
LISTED, OF_ONE_FLOW = 8, 3


def flow(materials: Materials) -> Flow:
    """The flow of /jawaban, and of /jawaban CODE for officers."""

    def told(view: View) -> Mapping[str, Value]:
        receipt = _chosen(view)
        laws = Lines(tuple(_laws(receipt)))
        return {"text": Written(receipt.text), "code": receipt.code, "on": _day(receipt), "laws": laws}

    def versions(view: View) -> Mapping[str, Value]:
        receipt = view.known.receipt or _chosen(view)
        lines = (_version(materials.facts, rule, today(view)) for rule in receipt.rules)
        return {
            "text": Written(receipt.text),
            "code": receipt.code,
            "on": _day(receipt),
            "rules": Lines(tuple(lines)),
        }

    return Flow(
        name="receipts",
        start="whose",
        steps={
            "whose": Decide(pick=_whose, exits=frozenset({"officer", "list", "empty"})),
            "empty": Choose(exits={"cost": "cost/", "programmes": "programmes/"}, hub=True),
            "list": Type(parse=_code, then="kept", errors=(UNKNOWN,), suggest=_listed),
            "kept": Decide(pick=_kept, exits=frozenset({"one", "whose"})),
            "one": Choose(exits={"list": "whose"}, show=told, shortcuts=_sharing, hub=True),
            "officer": Tell(show=versions, then="desk/"),
        },
    )


def _whose(view: View) -> str:
    staff = view.known.staff
    if view.known.receipt is not None and staff is not None and staff.role == "officer":
        return "officer"
    return "list" if view.known.receipts else "empty"


def _listed(view: View) -> Sequence[tuple[str, Value]]:
    """The newest answers; of each flow a few, so that leafing through twenty pages of one hides no other."""
    seen = Counter[str]()
    chosen = []
    for one in view.known.receipts:
        flow = one.topic.partition(".")[0]
        seen[flow] += 1
        if seen[flow] <= OF_ONE_FLOW:
            chosen.append((one.code, Label("receipts.list.one", {"title": _title(one), "on": _day(one)})))
    return chosen[:LISTED]


def _code(text: str, view: View) -> str:
    code = text.strip().upper()
    if code not in {one.code for one in view.known.receipts}:
        raise InvalidAnswer(UNKNOWN)
    return code


def _kept(view: View) -> str:
    """An answer may have been forgotten since it was listed."""
    return "one" if any(one.code == view.answers.get("list") for one in view.known.receipts) else "whose"


def _chosen(view: View) -> Receipt:
    return next(one for one in view.known.receipts if one.code == view.answers["list"])


def _sharing(view: View) -> Rows:
    return ((Button("_share", Label("receipts.share"), shares=Written(_chosen(view).text)),),)


def _title(receipt: Receipt) -> Value:
    """The heading that the answer was sent with."""
    return Written(receipt.text.partition("\n")[0])


def _day(receipt: Receipt) -> Day:
    return Day(receipt.at.astimezone(CALENDAR).date())


def _laws(receipt: Receipt) -> Iterator[Value]:
    """Each law once, with the oldest check of what was taken from it."""
    checks: dict[str, str] = {}
    for rule in receipt.rules:
        checks[rule.law] = min(rule.checked, checks.get(rule.law, rule.checked))
    for law, checked in checks.items():
        yield Label("receipts.law", {"law": law, "checked": Day(date.fromisoformat(checked))})


def _version(facts: Facts, based: Based, now: date) -> Label:
    """One version of a rule, and whether it still is the one of today."""
    versions = facts.rules.get(based.id, ())
    version = next((rule for rule in versions if rule.since.isoformat() == based.since), None)
    standing = "unknown" if version is None else "same" if version.holds(now) else "changed"
    return Label(
        "receipts.version",
        {
            "rule": based.id,
            "since": Day(date.fromisoformat(based.since)),
            "law": based.law,
            "checked": Day(date.fromisoformat(based.checked)),
            "standing": Label(f"receipts.version.{standing}"),
        },
    )
