"""Who moves when, what would shorten it, a stated drawdown, and a decision log that is broken: in the brief itself."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from brief_case import made, write_case

from leeway.brief.document import Brief, Figure, walk
from leeway.brief.parts.gantt import DEPARTURE, DESK, LOADED, bars_of
from leeway.brief.render.html import html
from leeway.brief.render.markdown import markdown

STAFFING = """
version = "post 1"
staff = ["families", "staff"]
drawdown_hastens = 2.0
own_warning = "48 h"

[[function]]
id = "help"
title = "help to citizens"
value = 5
needs = { staff = 6 }
rungs = ["normal", "heightened", "authorized_departure", "ordered_departure", "minimum_staff"]
"""


@lru_cache(maxsize=1)
def full_brief() -> Brief:
    """The small case with functions of its mission, levers and a stated factor."""
    directory = write_case(Path(mkdtemp()) / "case")
    (directory / "staffing.toml").write_text(STAFFING, "utf-8")
    (directory / "decisions.jsonl").write_text("no decision\n", "utf-8")
    return made(directory, levers=3)


def test_the_gantt_says_which_operation_it_is() -> None:
    """One replication, named with its own hours beside the middle of all."""
    figures = {b.name: b for s in walk(full_brief().sections) for b in s.blocks if isinstance(b, Figure)}
    assert "Replication 1 of seed" in figures["gantt"].caption
    assert "not the best plan" in figures["gantt"].caption
    assert "jet/1" in figures["gantt"].alt


def test_levers_stand_with_intervals_and_what_they_buy() -> None:
    """Hours with an interval, or the sentence that nothing stands clear of chance; misses and false alarms beside."""
    words = markdown(full_brief())
    assert "What would shorten it, and what that buys" in words or "stands clear of chance" in words
    assert "Misses and false alarms at this post's own warning" in words
    assert "bootstrap over operations" in words


def test_a_stated_drawdown_stands_beside_the_result_without_it() -> None:
    """Both columns, and the factor under the assumptions."""
    words = markdown(full_brief())
    assert "| what | without | with |" in words
    assert "the chance of loss a day times 2" in words


def test_the_same_step_is_shown_at_other_warnings() -> None:
    """Three quantiles and the mission's own hours, the ruling one marked."""
    words = markdown(full_brief())
    for name in ("one chance in twenty", "one chance in five", "the mission's own number"):
        assert name in words
    assert "one chance in ten (the case's rule)" in words


def test_a_broken_decision_log_does_not_stop_the_brief() -> None:
    """It is said, with the line; no decision is shown as if it could be trusted."""
    words = markdown(full_brief())
    assert "The decision log cannot be trusted" in words
    assert "decisions.jsonl, line 1" in words


def test_every_mark_leads_to_an_entry() -> None:
    """No link of the page points nowhere, nothing of the trail is unreachable by a mark or another entry."""
    page = html(full_brief())
    anchors = set(re.findall(r'\bid="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= anchors
    assert {entry.id for entry in full_brief().trail} <= links


def test_bars_of_an_event_table() -> None:
    """A vehicle's legs, a timetable's departures and a desk's work; many vehicles of a fleet share a row."""
    trip = [
        (0.0, "sets out", "bus/1", "", "r", "", 0),
        (1.0, "at the pick-up", "bus/1", "a", "r", "", 0),
        (1.0, "loading begins", "bus/1", "a", "r", "g", 20),
        (1.5, "departs", "bus/1", "a", "r", "g", 20),
        (3.0, "arrives", "bus/1", "b", "r", "g", 20),
        (3.2, "unloaded", "bus/1", "b", "r", "g", 20),
        (4.0, "departs", "ferry/1", "b", "r", "g", 10),
        (8.0, "departs", "ferry/2", "b", "r", "g", 5),
        (2.0, "service begins", "desk", "b", "", "g", 4),
        (2.5, "service ends", "desk", "b", "", "g", 4),
    ]
    bars = bars_of(trip)
    assert [(b.from_h, b.to_h) for b in bars if b.row == "bus/1" and b.what == LOADED] == [(1.5, 3.0)]
    assert [(b.from_h, b.dark) for b in bars if b.what == DEPARTURE] == [(4.0, 1.0), (8.0, 0.5)]
    assert {b.row for b in bars if b.what == DESK} == {"desk"}
    many = [(h, what, f"bus/{k}", *rest) for k in range(1, 60) for h, what, _, *rest in trip[:6]]
    assert {b.row for b in bars_of(many)} == {"bus"}
    assert bars_of([]) == []
