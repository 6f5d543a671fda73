"""Small reports for the tests of the language layers."""

from __future__ import annotations

from datetime import UTC, datetime

from leeway.evidence.language.layers import layers
from leeway.evidence.language.model import Text
from leeway.evidence.model import Report

THURSDAY = datetime(2021, 8, 12, 16, tzinfo=UTC)


def text_of(body: str, published: datetime | None = THURSDAY, country: tuple[str, ...] = ()) -> Text:
    """A report of one body, published on Thursday 12 August 2021 unless said otherwise, with its layers."""
    return layers(Report("t", body, publisher="Test Wire", published=published, country=country))
