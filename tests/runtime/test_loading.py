"""What is loaded for an event is all that its flow may need to know."""

from bot.conversation.steps import exits, target
from bot.runtime.loading.of_person import CASE_FLOWS
from tests.conversation.visitor import turns

SHOW_CASES = {"alert", "data"}


def test_every_way_to_ones_own_case_knows_of_it() -> None:
    """Whoever is one tap away from a flow that shows their case has it loaded."""
    near = {
        flow.name
        for flow in turns().book.flows.values()
        for step in flow.steps.values()
        for exit_ in exits(step)
        if target(flow.name, exit_)[0] in SHOW_CASES
    }
    assert near <= CASE_FLOWS
