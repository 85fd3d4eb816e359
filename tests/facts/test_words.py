"""Whatever the facts refuse or doubt has a key, so that the catalogue can be checked against it."""

import re
from pathlib import Path

import bot.facts
from bot.cli.facts_input import SENTENCES
from bot.facts.base import Facts
from bot.facts.words import REFUSALS, keys

ROOM = Path(bot.facts.__file__).parent
RAISED = re.compile(r'InvalidAnswer\(\s*"([\w.]+)"')


def test_every_refusal_is_listed_and_worded_on_the_command_line() -> None:
    """Nobody is refused without a sentence."""
    raised = {key for path in ROOM.glob("*.py") for key in RAISED.findall(path.read_text(encoding="utf-8"))}
    assert raised == REFUSALS == set(SENTENCES)


def test_every_caveat_in_the_files_is_known(facts: Facts) -> None:
    """A caveat in value, terms or open questions reaches the check of the words."""
    written = {
        key
        for path in (*ROOM.glob("rules/*.toml"), ROOM / "open.toml")
        for key in re.findall(r'"(facts\.[\w.]+)"', path.read_text(encoding="utf-8"))
    }
    assert written == facts.caveats()
    assert keys(facts) == facts.caveats() | REFUSALS


def test_only_laws_and_sources_that_a_rule_names_are_kept(facts: Facts) -> None:
    """Nothing is listed as a basis that nothing rests on."""
    assert set(facts.laws) == {law for rule in facts for law in (rule.law, *rule.bases)}
    assert set(facts.sources) == {source for rule in facts for source in rule.sources}
