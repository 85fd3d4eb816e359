"""The flow of /langganan: which reports come by themselves on Monday morning, how often, and how to end that."""

from collections.abc import Callable, Collection, Mapping, Sequence

from bot.conversation.effects import Audited, Effect, Mute
from bot.conversation.readership import Subscribe, Unsubscribe
from bot.conversation.steps import Choose, Decide, Do, Flow
from bot.conversation.view import View
from bot.conversation.words import Label, Value
from bot.flows.materials import Materials
from bot.flows.readable import name_of, offered, question, sees, subscribed, theirs
from bot.leads.rights import roles
from storage.readers import Rhythm

MOST = "policy.report.subscriptions"
LIST = {"list": "subscriptions.to_list"}


def flow(materials: Materials) -> Flow:
    """For whoever may read reports."""

    def opening(view: View) -> str:
        """Whoever has no area has nothing to read."""
        return "region" if offered(view, materials.places) else "nowhere"

    def told(view: View) -> Mapping[str, Value]:
        region = str(view.answers["region"])
        own = subscribed(view, region)
        often = own.rhythm if own else "none"
        return {"region": name_of(materials.places, region), **_often(often), **hour(materials, view)}

    def outside(view: View) -> Mapping[str, Value]:
        return {**told(view), **theirs(view, materials.places)}

    def chosen(view: View) -> Mapping[str, Value]:
        return {**told(view), **_often(str(view.answers["card"]))}

    def pick(view: View) -> str:
        region = str(view.answers["region"])
        if not sees(view, region) and not subscribed(view, region):
            return "outside"
        if view.known.person.muted:
            return "muted"
        full = len(view.known.reading.subscriptions) >= materials.rule(MOST, view).count
        return "full" if full and not subscribed(view, region) else "card"

    return Flow(
        name="subscriptions",
        start="open",
        roles=roles("report.subscribe"),
        steps={
            "open": Decide(pick=opening, exits=frozenset({"region", "nowhere"})),
            "nowhere": Choose(exits={"desk": "desk/"}, words="reports.nowhere"),
            "region": question(materials.places, "which"),
            "which": Decide(pick=pick, exits=frozenset({"card", "outside", "muted", "full"})),
            "outside": Choose(exits={"list": "open"}, words="reports.outside", labels=LIST, show=outside),
            "muted": Choose(exits={"yes": "heard", "no": "open"}),
            "heard": Do(effects=lambda _: [Mute(False)], then="card"),
            "full": Choose(
                exits={"list": "open"}, labels=LIST, show=lambda view: {"most": materials.value(MOST, view)}
            ),
            "card": Choose(
                exits={"weekly": "weekly", "monthly": "monthly", "off": "off", "list": "open"},
                show=told,
                offered=_possible,
                labels=LIST,
            ),
            "weekly": Do(effects=_kept("weekly"), then="kept"),
            "monthly": Do(effects=_kept("monthly"), then="kept"),
            "kept": Choose(exits={"list": "open"}, show=chosen, labels=LIST),
            "off": Do(effects=lambda view: [Unsubscribe(str(view.answers["region"]))], then="ended"),
            "slower": Do(effects=_slower, then="slowed"),
            "slowed": Choose(exits={"list": "open"}, labels=LIST),
            "stay": Choose(exits={"list": "open"}, labels=LIST, show=lambda view: hour(materials, view)),
            "ended": Choose(exits={"list": "open"}, show=told, labels=LIST),
        },
    )


def hour(materials: Materials, view: View) -> Mapping[str, Value]:
    """When reports come, by the clock there."""
    return {"hour": f"{materials.rule('policy.report.hour', view).count:02d}.00"}


def _slower(view: View) -> Sequence[Effect]:
    """Whatever comes every week comes once a month from now on."""
    weekly = [one.region for one in view.known.reading.subscriptions if one.rhythm == "weekly"]
    told: Mapping[str, str] = {"rhythm": "monthly"}
    kept = [(Subscribe(one, "monthly"), Audited("report.subscribe", f"region:{one}", told)) for one in weekly]
    return [effect for both in kept for effect in both]


def _often(rhythm: str) -> Mapping[str, Value]:
    return {"rhythm": Label(f"subscriptions.rhythm.{rhythm}")}


def _possible(view: View) -> Collection[str]:
    own = subscribed(view, str(view.answers["region"]))
    now = {own.rhythm} if own else {"off"}
    return [choice for choice in ("weekly", "monthly", "off", "list") if choice not in now]


def _kept(often: Rhythm) -> Callable[[View], Sequence[Effect]]:
    def effects(view: View) -> Sequence[Effect]:
        region = str(view.answers["region"])
        kept = Audited("report.subscribe", f"region:{region}", {"rhythm": often})
        return [Subscribe(region, often), kept] if sees(view, region) else []

    return effects
