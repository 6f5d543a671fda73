"""Troops: surrenders, contributions, lead times, units and their men, what only looks like a move, where they are."""

from __future__ import annotations

import pytest
from grammar_reading import read

from leeway.evidence.model import Statement


def forces(body: str) -> list[Statement]:
    return [s for s in read(body) if s.kind == "force"]


def brief_of(body: str) -> list[tuple[str, str | None, float | None]]:
    return [(s.status, s.place, s.value.low if s.value else None) for s in forces(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Some 1,200 soldiers have surrendered to the peacekeepers at Herat.", [("withdrawing", "Herat", 1200)]),
        ("About 100 police handed in their rifles at Herat.", [("withdrawing", "Herat", 100)]),
        ("A column of soldiers was seen north of Herat.", [("present", "Herat", None)]),
        ("A battalion of the guard, about 500 men, has been sent to Herat.", [("deploying", "Herat", 500)]),
        ("Six fighter jets have arrived in Herat.", [("deploying", "Herat", None)]),
        ("Soldiers abandoned their barracks in Herat.", [("withdrawing", "Herat", None)]),
        ("The rebels were last seen at Ghazni.", [("present", "Ghazni", None)]),
        ("He left for Herat, where two army companies have dug in.", [("present", "Herat", None)]),
        ("The number of foreign troops in Herat has risen to 2,000.", [("present", "Herat", 2000)]),
    ],
)  # fmt: skip
def test_what_becomes_of_them(body: str, expected: list[tuple[str, str, float | None]]) -> None:
    """Who gives up his arms is gone from the field; units are no figure, their men are."""
    assert brief_of(body)[: len(expected)] == expected


@pytest.mark.parametrize(
    "body",
    ["There are no longer any soldiers in Herat.", "In Herat there is no longer a single soldier, a deputy said."],
)
def test_no_longer(body: str) -> None:
    """What is no longer there is denied."""
    assert [(s.status, s.place, s.firmness) for s in forces(body)] == [("present", "Herat", "denied")]


@pytest.mark.parametrize(
    "body",
    [
        "The parachute regiment.",
        "The rebels have crossed the Black River.",
        "British marines flew 62 Canadians out of Herat on Sunday.",
        "Herat is lost, which leaves them 45 km away.",
        "The militia boasts it needs just two more days.",
    ],
)
def test_only_looks_like_a_move(body: str) -> None:
    """A river is no border, who flies others out does not leave, and days are no troops."""
    assert [s for s in forces(body) if s.status in ("deploying", "withdrawing") or s.value is not None] == []


@pytest.mark.parametrize(
    ("body", "low", "high", "unit"),
    [
        ("Nigerian troops are due in Herat. The troops require at least ten days to get there.", 10, None, "days"),
        ("A British brigade is on 48 hours' notice in Herat.", 48, 48, "hours"),
    ],
)
def test_lead_times(body: str, low: float, high: float | None, unit: str) -> None:
    """The time troops need is a statement of its own."""
    value = forces(body)[-1].value
    assert value is not None
    assert (value.low, value.high, value.unit) == (low, high, unit)


def test_a_part_elsewhere() -> None:
    """A part of the troops that is told with its own place is a statement of its own."""
    assert ("present", "Herat", 2500) in brief_of(
        "The UN mission has 12,000 troops in Afghanistan, 2,500 of them in Herat."
    )


def test_a_bare_figure_is_no_force() -> None:
    """ "Another 3,000 arrived" counts troops only where some were spoken of."""
    assert forces("The camp at Herat is full. Another 3,000 arrived on Sunday.") == []
    assert brief_of("Turkey has sent 900 soldiers to Herat. Another 300 arrived on Sunday.")[1][2] == 300


def test_where_those_told_of_before_have_come() -> None:
    """Who follows goes where the others went; "officials there" is no place."""
    assert [p for _, p, _ in brief_of("Some 250 paratroopers landed at Herat. Two battalions were to follow.")] == [
        "Herat",
        "Herat",
    ]
    (one,) = forces("British troops in Cyprus are standing by, officials there say.")
    assert (one.status, one.place) == ("standby", "Cyprus")
