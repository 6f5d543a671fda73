"""Five tiny instances of each published family: the optimum by trying everything is found, proved, and checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tried_out import Instance, buses, closing_roads, islands, quickest_flows, vessels

from leeway.case.load import load_case
from leeway.movement.check import check
from leeway.movement.schedule import schedule

FAMILIES = {
    buses: (1, 2, 3, 4, 5),
    vessels: (1, 2, 3, 4, 5),
    islands: (1, 2, 3, 4, 5),
    closing_roads: (1, 2, 4, 6, 7),
    quickest_flows: (1, 2, 3, 4, 5),
}


@pytest.mark.parametrize(("family", "seed"), [(family, seed) for family, seeds in FAMILIES.items() for seed in seeds])
def test_optimum_is_reached_and_proved(family: Callable[[int], Instance | None], seed: int, tmp_path: Path) -> None:
    """Nobody is left who could get out, the last is out at the least hour there is, and both are proved."""
    instance = family(seed)
    assert instance is not None
    (tmp_path / "case.toml").write_text('title = "tiny"\nstart = 2026-01-01T00:00:00Z\n[settings]\nhorizon = "5 d"\n')
    (tmp_path / "people.csv").write_text(instance.people)
    (tmp_path / "plan.toml").write_text(instance.plan)
    case = load_case(tmp_path)
    found = schedule(case, time_limit_s=30)
    assert check(case, found) == ()
    assert sum(left.people for left in found.left) == instance.left
    assert found.objective.completion_h == pytest.approx(instance.hours, abs=1e-6)
    assert found.proved[:2] == (True, True)
