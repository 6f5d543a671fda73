"""How the tests of this folder read a text."""

from __future__ import annotations

from datetime import UTC, datetime

from leeway.evidence.attribution.firmness import firmness
from leeway.evidence.attribution.model import Voices
from leeway.evidence.attribution.voices import speaker_at, voices
from leeway.evidence.language.layers import layers
from leeway.evidence.language.model import Text
from leeway.evidence.model import Report, Speaker

DAY = datetime(2024, 3, 14, 16, 0, tzinfo=UTC)  # a Thursday


def read(
    body: str, country: str = "", title: str | None = None, publisher: str = "Northern Wire"
) -> tuple[Text, Voices]:
    """A report with this body, with its layers and voices."""
    codes = tuple(country.split())
    text = layers(Report(id="t", body=body, publisher=publisher, published=DAY, country=codes, title=title))
    return text, voices(text)


def who(body: str, clause: str, country: str = "", title: str | None = None) -> tuple[Speaker, str]:
    """Speaker and stance of the clause."""
    _, heard = read(body, country, title)
    at = body.index(clause)
    speaker, stance, _ = speaker_at(heard, at, at + len(clause))
    return speaker, stance


def firm(body: str, clause: str, kind: str, status: str, actor: str | None = None, country: str = "") -> str:
    """Firmness of the clause."""
    text, heard = read(body, country)
    at = body.index(clause)
    return firmness(text, heard, at, at + len(clause), kind, status, actor)
