"""Figures: the same bytes again, nothing fetched, nobody lost, legible when large."""

from __future__ import annotations

import re

import numpy as np
from report_records import clearance_of, rich_case, schedule_of

from leeway.look import png, svg
from leeway.movement.figures.charts import figures
from leeway.movement.figures.curve import best_plan_curve
from leeway.movement.figures.gantt import gantt
from leeway.movement.report.document import Asked, document


def drawn() -> dict:  # type: ignore[type-arg]
    """All figures of the hand-written records."""
    case, schedule = rich_case(), schedule_of()
    clearance = clearance_of(np.random.default_rng(2).uniform(15, 29, 200))
    return figures(case, schedule, clearance, document(case, schedule, clearance, (), Asked("dispatch", 1, 0.9)))


def test_the_same_records_give_the_same_bytes() -> None:
    """Two figures drawn from equal records are equal as SVG and as PNG."""
    first, second = drawn(), drawn()
    assert list(first) == ["schedule", "people_out", "queues"]
    for name, chart in first.items():
        assert svg(chart) == svg(second[name])
        assert png(chart) == png(second[name])
        assert png(chart).startswith(b"\x89PNG")


def test_a_figure_needs_nothing_from_outside() -> None:
    """No address but the XML namespaces, no style sheet, no script, no embedded font in any SVG."""
    for chart in drawn().values():
        text = svg(chart).decode()
        addresses = set(re.findall(r"https?://[^\"' )]+", text))
        assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
        assert not re.search(r"<(script|style|image|link)|@import|@font-face|url\((?!#)", text)


def test_figures_say_what_they_show() -> None:
    """Title, unit of the axis, hour 0 and the deadline are in the picture."""
    found = drawn()
    for chart in found.values():
        text = svg(chart).decode()
        assert "Test town" in text
        assert "hours after the start" in text
        assert "Hour 0 is 1 Mar 2026 06:00 UTC" in text
    assert "deadline 30:00" in svg(found["people_out"]).decode()
    assert ">50 town<" in svg(found["schedule"]).decode()


def test_the_best_plan_s_curve_counts_everybody_once() -> None:
    """It never falls and ends at the people the schedule takes out."""
    curve = best_plan_curve(rich_case(), schedule_of(3))
    assert curve == [(0.0, 0), (8.0, 50), (12.0, 100), (16.0, 150)]


def test_a_gantt_chart_of_many_vehicles_stays_on_a_page() -> None:
    """Rows shrink, then large fleets share a row: never more than 2,000 pixels for 20, 120 or 400 vehicles."""
    case = rich_case()
    heights = []
    for buses in (20, 120, 400):
        chart = gantt(case, schedule_of(buses), None, "")
        heights.append(chart.height)
        assert svg(chart).startswith(b"<svg")
    assert max(heights) <= 2000
    assert "400 vehicles" in svg(chart).decode()


def test_nobody_waiting_draws_no_queue() -> None:
    """A figure with nothing to show is left out."""
    case, schedule = rich_case(), schedule_of()
    clearance = clearance_of(np.full(20, 20.0))
    clearance.queue[:] = 0
    doc = document(case, schedule, clearance, (), Asked("dispatch", 1, 0.9))
    assert "queues" not in figures(case, schedule, clearance, doc)
