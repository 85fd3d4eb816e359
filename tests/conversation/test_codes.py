"""A new code in the law needs words before it reaches anybody."""

from dataclasses import replace

from bot.facts.base import Facts, load
from bot.flows.codes import COLUMNS, LISTS, keys
from bot.flows.said import keys_besides
from bot.i18n.catalogue import LANGUAGES, Catalogue


def test_every_code_of_the_law_has_words() -> None:
    """In both languages."""
    words = Catalogue.load()
    for language in LANGUAGES:
        assert keys(load()) <= words.keys(language)


def test_every_list_is_one_of_the_law() -> None:
    """No room of words is kept for a rule that is gone."""
    assert {*LISTS, *COLUMNS} <= set(load().rules)


def test_a_new_sponsor_is_missed_by_the_check_of_the_words() -> None:
    """Its name, what it is about and whom to ask."""
    facts = load()
    rule = facts.rules["sponsor.channels"][0]
    more = replace(rule, rows=(*rule.rows, {**rule.rows[0], "channel": "mosque", "for": ["caretakers"]}))
    changed = Facts({**facts.rules, rule.id: (more,)}, facts.laws, facts.sources, facts.open)
    new = keys_besides(changed) - keys_besides(facts)
    rooms = ("which", "about", "ask")
    assert new == {*(f"sponsored.{room}.mosque" for room in rooms), "sponsored.for.caretakers"}
