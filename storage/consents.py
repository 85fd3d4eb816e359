"""Who allowed what, as a condition on people."""

from sqlalchemy import ColumnElement

from storage.schema import people


def allowed(purpose: str, versions: tuple[str, ...]) -> tuple[ColumnElement[bool], ...]:
    """Of a person: yes to a purpose, having read one of these versions."""
    consent = people.c.consents[purpose]
    return consent["given"].as_boolean(), consent["version"].as_string().in_(versions)
