"""Reads a short text of our own with every stage, for the tests of the grammar."""

from __future__ import annotations

from datetime import UTC, datetime

from leeway.evidence.attribution.voices import voices
from leeway.evidence.grammar.statements import statements
from leeway.evidence.language.layers import layers
from leeway.evidence.model import Report, Statement
from leeway.evidence.places.find import find_places
from leeway.evidence.places.gazetteer import load_gazetteer

FRIDAY = datetime(2021, 8, 13, 16, 0, tzinfo=UTC)


def read(
    body: str, country: str = "AF", published: datetime | None = FRIDAY, title: str | None = None
) -> list[Statement]:
    """The statements of `body`, published on Friday 13 August 2021 unless told otherwise."""
    report = Report("r", body, publisher="Northern Wire", published=published, country=(country,), title=title)
    text = layers(report)
    find_places(text, load_gazetteer((country,)))
    return statements(text, voices(text))


def brief(found: list[Statement]) -> list[tuple[str, str, str | None]]:
    """Kind, status and place of each."""
    return [(s.kind, s.status, s.place) for s in found]
