"""Statements as JSON lines: nothing is lost, nothing invalid comes in."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.errors import InputError
from leeway.evidence.json_lines import from_json, line, read_lines, to_json
from leeway.evidence.model import FIRMNESS, KINDS, Days, Speaker, Statement, Value

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
perhaps = st.none() | words
day = st.dates()
number = st.none() | st.floats(-1e9, 1e9) | st.integers(-(10**6), 10**6)


@st.composite
def values(draw: st.DrawFn) -> Value:
    """Values with low not above high."""
    low, high = draw(number), draw(number)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return Value(low, high, draw(perhaps), draw(st.booleans()))


@st.composite
def runs(draw: st.DrawFn) -> Days:
    """Runs of days, either end open."""
    first, last = draw(st.none() | day), draw(st.none() | day)
    if first and last and first > last:
        first, last = last, first
    return Days(first, last)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """Any statement there can be."""
    kind = draw(st.sampled_from(sorted(KINDS)))
    start = draw(st.integers(0, 10**6))
    instants = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
    return Statement(
        report=draw(words),
        span=(start, start + draw(st.integers(1, 500))),
        quote=draw(words),
        kind=kind,
        status=draw(st.sampled_from(KINDS[kind])),
        actor=draw(perhaps),
        place=draw(perhaps),
        value=draw(st.none() | values()),
        of=draw(perhaps),
        when=draw(st.none() | runs()),
        firmness=draw(st.sampled_from(FIRMNESS)),
        speaker=Speaker(
            draw(perhaps), draw(perhaps), draw(perhaps), draw(st.booleans()), draw(st.none() | st.integers(0, 99))
        ),
        said=draw(st.none() | day),
        origin=draw(words),
        place_id=draw(perhaps),
        lat=draw(st.none() | st.floats(-90, 90)),
        lon=draw(st.none() | st.floats(-180, 180)),
        publisher=draw(perhaps),
        published=draw(st.none() | instants),
        extractor=draw(words.filter(bool)),
    )


@given(statements())
@settings(deadline=None)
def test_round_trip(statement: Statement) -> None:
    """Out and in again is the same statement, through text too, and on one line."""
    assert from_json(to_json(statement)) == statement
    text = line(statement)
    assert "\n" not in text
    assert list(read_lines([text, "", "  "])) == [statement]


EXAMPLE = Statement(
    "wire-1", (10, 20), "fell today", "control", "captured", place="Varda", value=Value(1, 2, "people", True),
    when=Days(date(2031, 5, 14), None), published=datetime(2031, 5, 14, 20, 30, tzinfo=UTC),
)  # fmt: skip


def test_shape() -> None:
    """Every field is there, under the names of the scheme."""
    item = to_json(EXAMPLE)
    assert item["span"] == [10, 20]
    assert item["value"] == {"low": 1, "high": 2, "unit": "people", "about": True}
    assert item["when"] == {"from": "2031-05-14", "to": None}
    assert item["published"] == "2031-05-14T20:30:00Z"
    assert item["speaker"] == {"name": None, "role": None, "org": None, "anonymous": False, "number": None}
    assert set(item) == {
        "report", "span", "quote", "kind", "status", "actor", "place", "value", "of", "when", "firmness", "speaker",
        "said", "origin", "place_id", "lat", "lon", "publisher", "published", "extractor",
    }  # fmt: skip


def test_other_zones_come_in_as_utc() -> None:
    """An instant is an instant."""
    item = to_json(EXAMPLE) | {"published": "2031-05-15T01:00:00+04:30"}
    assert from_json(item).published == datetime(2031, 5, 14, 20, 30, tzinfo=UTC)
    assert from_json(item).published.utcoffset() == timedelta(0)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "victory"),
        ("kind", ["control"]),
        ("status", "present"),
        ("firmness", "sure"),
        ("span", [20, 10]),
        ("span", [1.5, 3]),
        ("span", "10-20"),
        ("span", None),
        ("report", None),
        ("quote", 5),
        ("place", 5),
        ("lat", 91),
        ("lat", float("nan")),
        ("lon", "east"),
        ("value", {"low": "many"}),
        ("value", {"low": 5, "high": 2}),
        ("value", {"low": float("inf")}),
        ("value", [1, 2]),
        ("when", {"from": "soon"}),
        ("when", {"from": "2031-05-14", "to": "2031-05-13"}),
        ("when", "2031-05-14"),
        ("said", 5),
        ("speaker", "a man"),
        ("speaker", {"number": "two"}),
        ("speaker", {"org": 5}),
        ("published", "2031-05-14T20:30:00"),
    ],
)
def test_wrong_fields(field: str, value: Any) -> None:
    """Each is an error a person can act on, with the file and the line."""
    with pytest.raises(InputError) as caught:
        from_json(to_json(EXAMPLE) | {field: value}, "x.jsonl", "line 3")
    assert "x.jsonl, line 3" in str(caught.value)


@pytest.mark.parametrize("text", ["{", "[1]", "7", "[" * 100_000])
def test_lines_that_hold_no_object(text: str) -> None:
    """The line is named."""
    with pytest.raises(InputError, match="line 2"):
        list(read_lines([json.dumps(to_json(EXAMPLE)), text], "x.jsonl"))
