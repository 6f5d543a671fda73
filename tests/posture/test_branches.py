"""What remains where nobody is sure to get out."""

from __future__ import annotations

import pytest

from leeway.case.hazard import HazardExit
from leeway.posture.branches import _others

CITY = HazardExit("city", "city", closes=("lift", "airport"))
AIRPORT = HazardExit("airport", "airport", closes=("lift", "airport"))
FLIGHTS = HazardExit("flights", "flights")
ROAD = HazardExit("road", "road")


@pytest.mark.parametrize(
    ("exits", "left"),
    [
        ((CITY, AIRPORT, FLIGHTS, ROAD), ["road"]),
        ((CITY, HazardExit("port", "port", closes=("lift",)), AIRPORT), ["port"]),
        ((HazardExit("port", "port", closes=("lift",)), HazardExit("road", "road", closes=("bus",))), ["port", "road"]),
        ((CITY, AIRPORT), []),
    ],
)
def test_nobody_is_told_to_turn_to_where_all_go_already(exits: tuple[HazardExit, ...], left: list[str]) -> None:
    """An exit whose loss takes every way of the plan is no other exit, nor are the flights from such an airport; one by
    which some of the plan goes is."""
    assert [exit_.id for exit_ in _others(exits)] == left
