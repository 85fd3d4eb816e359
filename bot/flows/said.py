"""Words that are said although no step has their name: roles, states, lines, captions, reasons."""

from bot.facts.base import Facts
from bot.facts.contributions import PAYERS
from bot.facts.words import keys as fact_words
from bot.flows import (
    asked,
    asked_later,
    cases,
    check,
    lead_codes,
    mornings,
    own_figures,
    price_notice,
    working_time,
)
from bot.flows.book import MENU
from bot.flows.codes import keys as code_words
from bot.flows.counts import RESULT
from bot.flows.explaining.said import SAID as PAGES_SAID
from bot.flows.passing import PASSED
from bot.flows.sponsor_columns import NEEDED
from bot.flows.sponsor_file import ERRORS, WARNINGS
from bot.flows.task_lines import DUE
from bot.flows.timers import WHYS
from bot.flows.worker_told import MERGED, TOLD
from bot.leads.branch import KINDS
from bot.leads.life import ASIDE, REASONS, STATES, TAPPED
from bot.leads.verification import MOVE_OF, OUTCOMES, TO_LOOK_AT, UNREADABLE
from bot.sheets.sheet import FLAWS, REFUSALS
from storage.records import OPEN_STATES


def keys_besides(facts: Facts) -> set[str]:
    """Every key that is said although no step has its name: roles, states, lines, commands, caveats."""
    named = {f"{room}.{name}" for room, names in SAID.items() for name in names}
    return (
        named
        | code_words(facts)
        | {f"command.{name}" for names in MENU.values() for name in names}
        | set(fact_words(facts))
    )


TIMERS = (
    *(price_notice.BEFORE, price_notice.AFTER, mornings.AGENT, mornings.OFFICER, mornings.WEEKLY),
    *asked_later.OF_THE_REQUEST,
)
"""The kinds of everything that is said later."""
SAID = {
    **PAGES_SAID,
    "behind": ("when",),
    "behind.kind": TIMERS,
    "behind.state": ("waiting", "cleared"),
    "behind.why": WHYS,
    "behind.sent": ("waiting", "leased", "retry", "sent", "muted", "gone", "cleared", "expired", "parked", "forgotten"),
    "facts": ("basis", "doubt"),
    "facts.counted_for": ("mine", "lowest"),
    "receipts": ("law", "share", "version"),
    "receipts.list": ("one",),
    "role": ("agent", "officer", "official"),
    "welcome.notice": ("bpjs", "not_bpjs"),
    "cost": ("kept", "share", "shared"),
    "cost.table": ("two", "three", "all"),
    "cost.months": ("count",),
    "cost.result.payer": PAYERS,
    "cost.result": ("cut", "no_cut"),
    "guide.sector": ("transport", "other"),
    "guide.cut": ("runs", "open_ended", "none", "details", "over"),
    "guide.example": ("less", "same"),
    "enrol.jmo": ("line",),
    "enrol.fee": ("none", "some"),
    "arrears.fee": ("none", "some"),
    "sponsored": ("practice", "near"),
    "sponsored.offer": ("long", "short"),
    "sponsors": ("none",),
    "sponsors.line": ("long", "short"),
    "sponsors.column": NEEDED,
    "sponsors.refused": ("columns",),
    "sponsors.outcome": ("new", "changed", "same", "refused"),
    "sponsors.heading": ("title", "line", "outcome", "payer", "region", "why"),
    "sponsors.warning": WARNINGS,
    "sponsors.why": ERRORS,
    "sponsored.seen": ("same", "between", "lasting", "unknown"),
    "sponsored.ends": ("unknown",),
    "sponsored.cut": ("still", "none"),
    "myths": ("hoax",),
    "price": ("soon", "changed", "once", "now", "then", "for_month", "same_benefits", "paid_by_others"),
    "mornings": (mornings.AGENT, mornings.OFFICER, mornings.WEEKLY),
    "mornings.agent": ("offered", "to_call", "under_way", "late"),
    "mornings.officer": ("cases", "unassigned", "silent"),
    "mornings.week": ("line", "nobody", "more", "silent", "ending", "sponsor"),
    "claim": ("to_steps",),
    "claim.heir": ("line",),
    "claim.paper": ("line",),
    "status.state": STATES,
    "status.check": ("agent", "nobody", "ended"),
    "data.line": (
        "language",
        "segment",
        "consent",
        "name",
        "phone",
        "place",
        "work",
        "programmes",
        "time",
        "sector",
        "payer",
        "sponsor",
        "base",
        "met",
        "report",
        "case",
        "answers",
        "unfinished",
        "talks",
        "word",
    ),
    "data.consent": ("yes", "no"),
    "data.purpose": ("notice", "contact", "reminders", "claim", "report"),
    "receipts.version": ("same", "changed", "unknown"),
    "alert": ("taken", "mine", "closed", "anew", "help"),
    "alert.state": ("unheard", "new", "taken", "closed"),
    "case": ("handed_on", "line", "over", "elsewhere", "changed", "moved_on", "to_call", "nobody_to_call"),
    "case.kind": (*cases.KINDS, cases.REPORT),
    "case.occasion": ("new", "card", "taken", "closed"),
    "case.body": ("new", "mine", "others", "report", "report_mine", "report_others"),
    "case.action": ("take", "close"),
    "case.ended": ("withdraw", "erase"),
    "relay": (
        *("agree", "refuse", "reply", "again", "read", "close", "wish", "ready", "asked", "open"),
        *("said", "edited", "sends", "overheard"),
    ),
    "relay.who": ("staff", "person", "somebody"),
    "relay.head": ("staff", "person"),
    "relay.what": PASSED,
    "relay.line": ("staff", "person"),
    "relay.ended": ("closed", "declined", "stopped", "silent", "unanswered", "moved", "gone"),
    "sheets.refused": REFUSALS,
    "sheets.flaw": FLAWS,
    "worker": (
        *(*TOLD, "sponsored", "unsponsored"),
        *(f"merged.{state}" for state in MERGED),
        *("status", "by_employer", "again"),
    ),
    "farewell": ("lead", "ended"),
    "desk": (
        *("tasks", "open_card", "call", "place", "elsewhere", "few", "none", "line", "mine", "waits", "odd"),
        *("erased", "leave_alone", "not_yours", "why_closed", "yours_again", "asked_again"),
    ),
    "desk.told": ("mine", "cases", "odd", "queue"),
    "desk.odd": ("line",),
    "desk.due": DUE,
    "desk.card": (
        *("also", "secret", "stands", "open", "tries", "many_tries", "notes", "note", "word"),
        *("sponsors", "sponsor", "sponsor_short", "sponsored"),
    ),
    **{f"said.{about}": answers for about, answers in asked.ANSWERS.items()},
    "desk.state": STATES,
    "twins": ("news", "left"),
    "queue": ("everywhere", "any_work", "line"),
    "queue.kind": KINDS,
    "queue.short": ("new", "elsewhere"),
    "queue.age": ("now", "hours", "days"),
    "queue.state": (*OPEN_STATES, "registered", "verified"),
    "reassign": ("queue", "taken_away", "before"),
    "duplicates": ("line", "more", "taken_away"),
    "team": (
        "to_list",
        "to_agent",
        "line",
        "more",
        "nobody",
        "reached",
        "late_lead",
        "whole_branch",
        "serves_nothing",
        "never",
        "link",
    ),
    "team.state": ("gone", "leave", "full", "there"),
    "verify": (
        "read",
        "applied",
        "refused",
        "not_fetched",
        "open",
        "card",
        "left_out",
        "not_enough",
        "no_status",
        "headless",
        "unread",
        "column_is",
    ),
    "verify.count": OUTCOMES,
    "verify.outcome": OUTCOMES,
    "verify.why": (*TO_LOOK_AT, *UNREADABLE),
    "verify.heading": ("title", *RESULT),
    "verify.holder": tuple(MOVE_OF),
    "desk.occasion": (
        "offered",
        "waiting",
        "expired",
        "away",
        "entrusted",
        "late",
        "silent",
        "updated",
        asked.OFFICERS_HEAR,
        asked.HOLDER_HEARS,
        "withdraw",
        "erase",
        "card",
    ),
    "desk.done": (*TAPPED, "tried", "mistaken", "sponsor_undo"),
    "desk.action": (*TAPPED, *ASIDE),
    "desk.next": ("answer", "contact", "outcome"),
    "desk.reason": REASONS,
    "figures": ("reason",),
    "figures.row": own_figures.ROWS,
    "figures.wait": ("none", "hour", "hours"),
    "figures.closed": ("none", "some"),
    "desk.code": lead_codes.ANSWERS,
    "shift": (
        "days",
        "line",
        "every",
        "more",
        "held",
        "nothing_held",
        "handed",
        "stands_in",
        "no_longer",
        "today_word",
        "tomorrow_word",
        "one_day_word",
        "one_week_word",
    ),
    "check": ("skip", "received", "read", "closed"),
    "check.state": ("new", "taken", "closed"),
    "check.what": check.WHAT,
    "mylink": ("poster",),
    "shift.day": working_time.DAYS,
    "shift.state": ("open", "full", "away", "away_soon"),
    "shift.instead": ("named", "nobody"),
}
"""Keys by room that flows say from the inside of other sentences."""
