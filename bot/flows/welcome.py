"""The first minute: who we are, what we never ask, which language; and the way in for staff with an invite."""

from collections.abc import Mapping, Sequence

from bot.answers.choices import postpones, verdict
from bot.conversation.effects import BindStaff, Effect, RecordConsent, Remember, SetLanguage
from bot.conversation.steps import Choose, Decide, Do, Fill, Flow, Tell
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows import at_events
from bot.flows.at_events import EVENT, NOTICE
from bot.flows.materials import Materials, branch_name
from bot.leads.rights import may
from storage.records import Invite

INVITED = frozenset({"invited", "already", "for_another", "bad_invite"})
"""What may come of the link of an invite."""


def flow(materials: Materials) -> Flow:
    """The flow that /start leads to."""

    def who_we_are(view: View) -> Mapping[str, Value]:
        kind = "bpjs" if materials.operator.is_bpjs else "not_bpjs"
        return {
            "operator": materials.operator.name,
            "standing": Label(f"welcome.notice.{kind}"),
            "call_centre": materials.call_centre(view),
        }

    return Flow(
        name="welcome",
        start="who",
        steps={
            "who": Decide(
                pick=lambda view: _who(view, materials), exits=INVITED | EVENT | {"brought", "desk/", "menu/", "hello"}
            ),
            "already": Fill(answers=_which, then="swap"),
            "swap": Choose(exits={"yes": "agreed", "no": "desk/"}, show=_swap, consent=True),
            "agreed": Decide(pick=_agreed, exits=frozenset({"invited", "bad_invite"})),
            "for_another": Tell(then="desk/", show=_invited),
            "invited": Do(effects=_bind, then="joined"),
            "joined": Decide(pick=_joined, exits=frozenset({"changed", "bound"})),
            "changed": Choose(exits={"tasks": "desk/"}, show=_invited),
            "bound": Tell(then="desk/", show=_invited),
            "brought": Do(effects=_remember, then="came_through"),
            "came_through": Tell(then="greeted", show=_met),
            **at_events.steps(materials, who_we_are, _other_language),
            "bad_invite": Tell(then="greeted"),
            "greeted": Decide(pick=_greeted, exits=frozenset({"desk/", "menu/", "hello"})),
            "hello": Tell(then="notice"),
            "notice": Choose(
                exits={"go": "read", "more": "privacy/", "no": "refused", "other_language": "switch"},
                show=who_we_are,
                hears=_heard,
                bare=True,
                doorstep=True,
            ),
            "refused": Do(effects=lambda _: [RecordConsent("notice", False, NOTICE)], then="declined"),
            "declined": Choose(
                exits={"go": "read", "more": "privacy/"},
                show=who_we_are,
                labels={each: f"welcome.notice.{each}" for each in ("go", "more")},
                hears=lambda text, _: "go" if verdict(text) == "yes" else None,
                bare=True,
                doorstep=True,
            ),
            "switch": Do(effects=_other_language, then="notice"),
            "read": Do(effects=lambda _: [RecordConsent("notice", True, NOTICE)], then="menu/"),
        },
    )


def _heard(text: str, _: View) -> str | None:
    """Who says "later" has not agreed."""
    if postpones(text):
        return "no"
    return "go" if verdict(text) == "yes" else None


def _who(view: View, materials: Materials) -> str:
    if view.known.invite is not None:
        return _of_invite(view.known.invite, view)
    if (event := at_events.opened(materials, view)) is not None:
        return event
    return "brought" if _newly_met(view) else _greeted(view)


def _of_invite(invite: Invite, view: View) -> str:
    member = view.known.staff
    if not _is_open(invite, view):
        return "bad_invite"
    if member is None:
        return "invited"
    # The link stands in the chat of whoever made it, one tap away; the work of an officer must not end by that tap.
    own = invite.branch == member.branch and may(member, "staff.invite", member)
    return "for_another" if own else "already"


def _is_open(invite: Invite | None, view: View) -> bool:
    return invite is not None and not invite.used and invite.expires > view.now


def _which(view: View) -> Mapping[str, str]:
    """By this answer the invite is known again when the question is answered."""
    return {"invite": view.known.invite.token_hash} if view.known.invite else {}


def _agreed(view: View) -> str:
    return "invited" if _is_open(view.known.invite, view) else "bad_invite"


def _joined(view: View) -> str:
    # What was loaded is the desk of their former work: the new one is looked at with the next tap.
    return "changed" if view.known.staff is not None else "bound"


def _newly_met(view: View) -> bool:
    """Whether the link of an agent who still works was opened, and not the one they came by before."""
    agent = view.known.coded
    opened = agent is not None and agent.active and agent.role == "agent" and view.known.staff is None
    return opened and agent is not None and view.known.person.met != agent.id


def _remember(view: View) -> Sequence[Effect]:
    return [Remember(met=view.known.coded.id)] if view.known.coded else []


def _met(view: View) -> Mapping[str, Value]:
    agent = view.known.coded
    return {"name": agent.name, "code": agent.code, "branch": branch_name(agent.branch)} if agent else {}


def _greeted(view: View) -> str:
    if view.known.staff is not None:
        return "desk/"
    return "menu/" if view.known.person.allows("notice") else "hello"


def _bind(view: View) -> Sequence[Effect]:
    return [BindStaff(view.known.invite)] if view.known.invite else []


def _invited(view: View) -> Mapping[str, Value]:
    invite = view.known.invite
    if invite is None:
        return dict.fromkeys(("name", "role", "branch"), "-")
    return {"name": invite.name, "role": Label(f"role.{invite.role}"), "branch": branch_name(invite.branch)}


def _swap(view: View) -> Mapping[str, Value]:
    member = view.known.staff
    present: Value = Label(f"role.{member.role}") if member else "-"
    return {**_invited(view), "present": present, "present_branch": branch_name(member.branch) if member else "-"}


def _other_language(view: View) -> Sequence[Effect]:
    return [SetLanguage("id" if view.known.person.language == "en" else "en")]
