"""How the tests of this folder read a text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from leeway.evidence.language.layers import layers
from leeway.evidence.language.model import PlaceName, Text
from leeway.evidence.model import Report
from leeway.evidence.places.find import find_places
from leeway.evidence.places.gazetteer import load_gazetteer

THURSDAY = datetime(2021, 8, 12, 16, tzinfo=UTC)


def read(body: str, area: tuple[str, ...] = ("AF",), country: tuple[str, ...] = (), own: Path | None = None) -> Text:
    """A report of one body with its layers and places."""
    text = layers(Report("t", body, publisher="Test Wire", published=THURSDAY, country=country))
    find_places(text, load_gazetteer(area, own))
    return text


def places(body: str, area: tuple[str, ...] = ("AF",), country: tuple[str, ...] = ()) -> list[PlaceName]:
    """The places of one body, in order."""
    return read(body, area, country).places
