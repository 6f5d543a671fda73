"""The document of a clearance, its schema and its page, and the words and numbers read from it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_records import START, clearance_of, rich_case, schedule_of

from leeway.movement.levers.ranking import Lever
from leeway.movement.report import schedule_rows
from leeway.movement.report.document import Asked, Document, document
from leeway.movement.report.headline import headline, simulated_line
from leeway.movement.report.numbers import at_quantile, quantile_interval, share_interval
from leeway.movement.report.schema import HEADS, page, schema
from leeway.movement.report.tables import groups_table, levers_table, tables
from leeway.movement.report.words import chance_text, count_text, hours_text, share_text

DOCS = Path(__file__).parents[2] / "docs" / "reference"
ASKED = Asked("dispatch", 1, 0.9)


def some_document(t100: np.ndarray, left: np.ndarray | None = None, levers: tuple[Lever, ...] = ()) -> Document:
    """The document of hand-written records."""
    return document(rich_case(), schedule_of(), clearance_of(t100, left), levers, ASKED)


def lever(gained: float, low: float, high: float) -> Lever:
    """A lever with this gain."""
    return Lever("vehicle", "bus", "one more bus", gained, low, high, 0.0, 0.0, 0.0, 200)


def valid(doc: Document) -> Document:
    """The document after a round through JSON, checked against the shipped schema."""
    again: Document = json.loads(json.dumps(doc, allow_nan=False))
    jsonschema.Draft202012Validator(schema("clearance")).validate(again)
    return again


def test_the_document_keeps_its_schema() -> None:
    """Finite times, infinite times, and levers that gain without end are all valid."""
    t100 = np.random.default_rng(1).uniform(15, 29, 400)
    valid(some_document(t100, levers=(lever(1.5, 1.0, 2.0), lever(np.inf, 1.0, np.inf))))
    never = valid(some_document(np.full(50, np.inf), np.full(50, 3)))
    assert never["overall"]["t100"]["median_h"] is None
    assert never["overall"]["left_mean"] == 3


def test_the_schema_refuses_what_it_does_not_know() -> None:
    """A key too many or too few is an error, so that the schema really holds the shape."""
    doc = some_document(np.full(10, 20.0))
    with pytest.raises(jsonschema.ValidationError):
        valid({**doc, "extra": 1})
    with pytest.raises(jsonschema.ValidationError):
        valid({key: value for key, value in doc.items() if key != "curve"})


@pytest.mark.parametrize("name", sorted(HEADS))
def test_the_page_says_what_the_schema_says(name: str) -> None:
    """The reference page is the schema in words: `python -m leeway.movement.report.schema NAME` writes it."""
    text = (DOCS / f"{name.replace('_', '-')}-json.md").read_text(encoding="utf-8")
    assert text == page(name)


def test_the_deadline_is_counted_over_the_runs() -> None:
    """Deadline 30 h, half of the runs out after 20 h and half after 40 h: probability one half, and those of the slow
    half who are still inside then are expected left."""
    doc = some_document(np.array([20.0, 40.0] * 100))
    chance = doc["overall"]["all_out_by_deadline"]
    assert chance["share"] == 0.5
    assert chance["low"] < 0.5 < chance["high"]
    assert doc["overall"]["left_at_deadline_mean"] == pytest.approx((110 - np.floor(110 * 0.75)) / 2)


def test_people_add_up() -> None:
    """People who came are out, left or turned away, in every group and over all; exits add up to the share out."""
    doc = some_document(np.full(20, np.inf), np.arange(20) % 5 + 1)
    for entry in (*doc["groups"], doc["overall"]):
        total = entry["out_mean"] + entry["left_mean"] + entry["rejected_mean"]
        assert entry["people_mean"] == pytest.approx(total)
        assert sum(entry["share_by_exit"].values()) == pytest.approx(entry["out_mean"] / entry["people_mean"], abs=1e-3)


@given(st.lists(st.floats(0, 100) | st.just(float("inf")), min_size=1, max_size=40), st.floats(0.01, 1.0))
def test_a_quantile_is_a_draw_that_enough_draws_do_not_exceed(draws: list[float], share: float) -> None:
    """At least `share` of the draws lie at or below it, and fewer below any smaller draw."""
    array = np.array(draws)
    value = at_quantile(array, share)
    assert value in draws
    assert np.mean(array <= value) >= share - 1e-9
    assert np.mean(array < value) < share


def test_the_interval_of_a_quantile_covers_it() -> None:
    """The P90 of the uniform is 0.9: the 95 % interval covers it in at least 90 of 100 samples."""
    rng = np.random.default_rng(5)
    covered = [low <= 0.9 <= high for low, high in (quantile_interval(rng.random(500), 0.9) for _ in range(100))]
    assert sum(covered) >= 90


def test_no_run_failing_is_not_certainty() -> None:
    """Wilson's interval of 2,000 in 2,000 begins at 99.8 %, and that is what is printed."""
    low, high = share_interval(2000, 2000)
    assert low == pytest.approx(0.998, abs=2e-4)
    assert high == 1
    assert chance_text(1.0, low, high) == "over 99.8 %"


def test_numbers_read_as_a_person_writes_them() -> None:
    """Hours as h:mm, never a false 0 or 100 per cent."""
    assert [hours_text(h) for h in (0, 17.17, 71.9999, float("inf"), None, -0.5)] == [
        "0:00", "17:10", "72:00", "never", "never", "-0:30",
    ]  # fmt: skip
    assert [share_text(s) for s in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "under 1 %", "50 %", "over 99 %", "100 %"]
    assert [count_text(p) for p in (0, 0.01, 2.4, 1234.4)] == ["0", "under 0.1", "2.4", "1,234"]


def test_the_headline_says_what_is_proved_and_what_is_not() -> None:
    """Left behind, found, bound, gap, simulation and deadline are all in it."""
    text = "\n".join(headline(some_document(np.full(2000, 20.0))))
    assert "310 people in 2 groups, start 1 Mar 2026 06:00 UTC" in text
    assert "10 cannot be got out; the others are out after 16:00 h; no plan can beat 15:00 h (gap 6.2 %)" in text
    assert "all out after 20:00 h in half of them, 20:00 h with 90 % confidence" in text
    assert "Deadline after 30:00 h: all out in time with over 99.8 % probability; expected still inside: 0." in text


def test_only_changes_clear_of_chance_are_recommended() -> None:
    """A lever whose interval holds zero is in the JSON and not in the table."""
    doc = some_document(np.full(20, 20.0), levers=(lever(1.5, 1.0, 2.0), lever(0.2, -0.1, 0.4)))
    assert [row[1] for row in levers_table(doc).rows] == ["1:30"]
    assert len(doc["levers"]) == 2


def test_every_row_of_every_table_fits_its_columns() -> None:
    """No table has ragged rows, and who cannot get out is named with the reason."""
    found = tables(some_document(np.full(20, 20.0), levers=(lever(1.5, 1.0, 2.0),)))
    assert all(len(row) == len(table.columns) for table in found for row in table.rows)
    assert found[-1].rows[0][:3] == ("hill", "hilltop", "10")
    assert found[-1].rows[0][3].startswith("No route for people leaves hilltop. A route")


def with_times(times: dict[str, tuple[float | None, float | None]]) -> Document:
    """A document in which `times` (median, at confidence) stand for all together."""
    doc = some_document(np.full(20, 20.0))
    for key, (median_h, sure_h) in times.items():
        doc["overall"][key] |= {"median_h": median_h, "at_confidence_h": sure_h}
    return doc


@pytest.mark.parametrize(
    ("t50", "t90", "t100", "said"),
    [
        ((5.0, 6.0), (9.0, 9.5), (20.0, 21.0), "all out after 20:00 h in half of them, 21:00 h with 90 % confidence"),
        ((5.0, 6.0), (9.0, 9.5), (20.0, None), "all out after 20:00 h in half of the runs; 90 % of the people after"),
        ((5.0, 6.0), (9.0, None), (None, None), "after 9:00 h in half of the runs, but with 90 % confidence not"),
        ((5.0, 6.0), (None, 9.0), (None, 9.0), "after 9:00 h with 90 % confidence, but in half of the runs not at all"),
        ((5.0, 6.0), (None, None), (None, None), "half of the people after 5:00 h in half of the runs, after 6:00 h"),
        ((5.0, None), (None, None), (None, None), "half of the people after 5:00 h in half of the runs, but with 90 %"),
        ((None, None), (None, None), (None, None), "in half of the runs or more, fewer than half of the people"),
    ],
)
def test_people_who_never_get_out_are_told_in_words(
    t50: tuple[float | None, float | None],
    t90: tuple[float | None, float | None],
    t100: tuple[float | None, float | None],
    said: str,
) -> None:
    """Whatever is never reached is said as such; no 'never h' stands in a sentence."""
    text = simulated_line(with_times({"t50": t50, "t90": t90, "t100": t100}))
    assert said in text
    assert "never" not in text
    assert "None" not in text


def test_never_is_explained_below_the_table() -> None:
    """A note says what 'never' means where it stands in the table, and only there."""
    draws = np.full(20, np.inf)
    assert "Never: too many runs" in groups_table(some_document(draws, left=np.full(20, 3))).note
    assert "Never" not in groups_table(some_document(np.full(20, 20.0))).note


def test_the_schedule_as_rows_keeps_people_and_order() -> None:
    """Rows are in order of departure, carry instants in UTC, and add up to the people moved."""
    rows = schedule_rows.rows(schedule_of())
    depart, people = schedule_rows.COLUMNS.index("depart_h"), schedule_rows.COLUMNS.index("people")
    assert [row[depart] for row in rows] == sorted(row[depart] for row in rows)
    assert sum(int(row[people]) for row in rows) == 2 * 150
    assert str(rows[0][schedule_rows.COLUMNS.index("depart_utc")]) == START.isoformat().replace("+00:00", "Z")
