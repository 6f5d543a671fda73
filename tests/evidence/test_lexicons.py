"""Every entry of the word lists of attribution does, in its own example, what it is there for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leeway.evidence.attribution.firmness import firmness
from leeway.evidence.attribution.lexicon import forms_of, key_of, rows
from leeway.evidence.attribution.model import Voices
from leeway.evidence.attribution.voices import voices
from leeway.evidence.language.layers import layers
from leeway.evidence.language.model import Text
from leeway.evidence.model import Report

DAY = datetime(2024, 3, 14, 16, 0, tzinfo=UTC)


def heard(example: str) -> tuple[Text, Voices]:
    """The example as a report."""
    text = layers(Report(id="x", body=example, publisher="Northern Wire", published=DAY))
    return text, voices(text)


def table(name: str, *columns: str) -> list[object]:
    """Rows of a word list as parameters, named by their first column."""
    return [pytest.param(*(row[c] for c in columns), id=row[columns[0]]) for row in rows(name)]


@pytest.mark.parametrize(("cue", "forms", "stance", "example"), table("cues.csv", "cue", "forms", "stance", "example"))
def test_cue(cue: str, forms: str, stance: str, example: str) -> None:
    """A verb of saying gives a frame of its stance, in a form that stands in its own row."""
    text, found = heard(example)
    words = " ".join(key_of(t.norm) for s in text.sentences for t in s.tokens)
    assert any(printed in words for printed, _ in forms_of(cue, forms)), words
    expected = {stance, "expects"} if cue == "give" else {stance}
    assert expected & {frame.stance for frame in found.frames}, found.frames


@pytest.mark.parametrize(("name", "example"), table("actors_groups.csv", "name", "example"))
def test_group(name: str, example: str) -> None:
    """An armed group is found under its name."""
    assert name in {actor.name for actor in heard(example)[1].actors}


@pytest.mark.parametrize(("name", "example"), table("actors_states.csv", "name", "example"))
def test_state(name: str, example: str) -> None:
    """A state's demonym gives the state, its ministry or its mission."""
    row = next(r for r in rows("actors_states.csv") if r["name"] == name)
    adjective = {"US": "US", "GB": "UK"}.get(row["iso"], row["demonyms"].split(";")[0])
    names = [actor.name for actor in heard(example)[1].actors]
    assert any(n == name or n.startswith(adjective + " ") for n in names), names


@pytest.mark.parametrize(("name", "example"), table("organisations.csv", "name", "example"))
def test_organisation(name: str, example: str) -> None:
    """An organisation is found under its name and speaks."""
    found = heard(example)[1]
    assert name in {actor.name for actor in found.actors}
    assert name in {frame.speaker.org for frame in found.frames}


@pytest.mark.parametrize(("role", "anonymous", "example"), table("roles.csv", "role", "anonymous", "example"))
def test_role(role: str, anonymous: str, example: str) -> None:
    """A role is heard as a speaker, anonymous where it does not tell who speaks."""
    frames = heard(example)[1].frames
    assert frames
    speaker = frames[0].speaker
    assert role in (speaker.role or speaker.org or "")
    assert speaker.role is None or speaker.anonymous == (anonymous == "yes")


@pytest.mark.parametrize(
    ("words", "level", "kind", "status", "example"),
    table("firmness.csv", "words", "level", "kind", "status", "example"),
)
def test_firmness(words: str, level: str, kind: str, status: str, example: str) -> None:
    """Words of firmness set the level of the statement they stand in."""
    text, found = heard(example)
    expected = "unverified" if level == "doubt" else level
    assert firmness(text, found, 0, len(example), kind, status, "rebels") == expected
