"""The first minute: who we are, what we never ask, which language; and the way in for staff with an invite."""

from collections.abc import Mapping, Sequence

from bot.conversation.effects import BindStaff, Effect, RecordConsent, Remember, SetLanguage
from bot.conversation.steps import Choose, Decide, Do, Flow, Tell
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows.materials import Materials, branch_name

NOTICE = "notice-1"
"""The version of the notice; a changed text gets a new one."""


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
            "who": Decide(pick=_who, exits=frozenset({"invited", "bad_invite", "brought", "desk/", "menu/", "hello"})),
            "invited": Do(effects=_bind, then="bound"),
            "bound": Tell(then="desk/", show=_bound),
            "brought": Do(effects=_remember, then="came_through"),
            "came_through": Tell(then="greeted", show=_met),
            "bad_invite": Tell(then="greeted"),
            "greeted": Decide(pick=_greeted, exits=frozenset({"desk/", "menu/", "hello"})),
            "hello": Tell(then="notice"),
            "notice": Choose(
                exits={"go": "read", "more": "privacy/", "other_language": "switch"}, show=who_we_are, bare=True
            ),
            "switch": Do(effects=_other_language, then="notice"),
            "read": Do(effects=lambda _: [RecordConsent("notice", True, NOTICE)], then="menu/"),
        },
    )


def _who(view: View) -> str:
    invite = view.known.invite
    if invite is not None:
        return "invited" if not invite.used and invite.expires > view.now else "bad_invite"
    return "brought" if _newly_met(view) else _greeted(view)


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


def _bound(view: View) -> Mapping[str, Value]:
    invite = view.known.invite
    if invite is None:
        return {}
    return {"name": invite.name, "role": Label(f"role.{invite.role}"), "branch": branch_name(invite.branch)}


def _other_language(view: View) -> Sequence[Effect]:
    return [SetLanguage("id" if view.known.person.language == "en" else "en")]
