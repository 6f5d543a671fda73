# ruff: noqa: E501 - one case a line
"""States of missions and exits told in the present are of the day on which the speaker tells them."""

from __future__ import annotations

from datetime import date

import pytest
from grammar_reading import read

from leeway.evidence.model import Days

THURSDAY = Days(date(2021, 8, 12), date(2021, 8, 12))


@pytest.mark.parametrize(
    ("body", "status", "days"),
    [
        ("A spokesman stressed on Thursday that the French embassy in Maputo is cutting its staff, as opposed to a complete withdrawal and closing of the embassy.", "reducing", THURSDAY),
        ("A spokesman stressed on Thursday that the French embassy in Maputo is cutting its staff, as opposed to a complete withdrawal and closing of the embassy.", "evacuating", THURSDAY),
        ('"Mail has stopped," a French diplomat wrote on Thursday.', "suspended", THURSDAY),
        ("A spokesman said on Thursday that the French embassy in Maputo will cut its staff.", "reducing", None),
        ("A spokesman said on Thursday that the French embassy in Maputo cut its staff.", "reducing", None),
    ],
)  # fmt: skip
def test_day_of_saying(body: str, status: str, days: Days | None) -> None:
    """The present and "has stopped" hold on the day of saying; what will be or was done has its own day or none."""
    assert [s.when for s in read(body, country="MZ") if s.kind in ("posture", "access") and s.status == status] == [
        days
    ]


@pytest.mark.parametrize(
    ("body", "quote"),
    [
        ("The road is open; the airport in Maputo is closed.", "the airport in Maputo is closed"),
        ("* Maputo airport is closed.", "Maputo airport is closed"),
        ("The rebels captured Pemba and the airport at Mocuba.", "The rebels captured Pemba"),
    ],
)
def test_quotes_of_whole_words(body: str, quote: str) -> None:
    """A quote begins with a word and does not end with one that opens what was left out."""
    assert quote in {s.quote for s in read(body, country="MZ")}
