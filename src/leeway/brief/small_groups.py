"""Groups so small that showing them would point at persons: refused, put together, or shown when somebody says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from leeway.case.model import Case, Group
from leeway.case.staffing import StaffingPlan
from leeway.errors import InputError, Problem

FEWEST_SHOWN: Final = 5
"""Least size of a group that is shown unasked, where the case does not say (`staffing.toml`, fewest_shown)."""
OTHERS: Final = "others (small groups)"
Choice = Literal["refuse", "merge", "show"]


@dataclass(frozen=True, slots=True)
class Grouping:
    """How groups are shown: `members[shown name]` are ids of groups. `fewest`: a count below it is not shown;
    0 shows all."""

    members: Mapping[str, tuple[str, ...]]
    fewest: int

    def shown(self, count: int) -> str:
        """A count of people of one group, or "under N" where it would point at persons."""
        return f"under {self.fewest}" if 0 < count < self.fewest else f"{count:,}"


def shown_groups(case: Case, staffing: StaffingPlan | None, choice: Choice) -> Grouping:
    """The groups of a case as its brief may show them. Raises `InputError` (`grouping`)."""
    return grouping(case.groups, FEWEST_SHOWN if staffing is None else staffing.fewest_shown, choice)


def grouping(groups: Mapping[str, Group], fewest: int, choice: Choice) -> Grouping:
    """The groups as they may be shown.

    "refuse" raises `InputError` naming every group whose likely count is below `fewest`; "merge" puts them, and as many
    of the next smallest as it takes to reach `fewest`, under one name; "show" shows them.
    """
    small = [group for group in groups.values() if 0 < group.likely < fewest]
    if choice == "show":
        return Grouping({name: (name,) for name in groups}, 0)
    if small and choice == "refuse":
        raise InputError([_problem(group, fewest) for group in small])
    together: set[str] = {group.id for group in small}
    for group in sorted(groups.values(), key=lambda g: (g.likely, g.id)):
        if not small or sum(groups[name].likely for name in together) >= fewest:
            break
        together.add(group.id)
    shown: dict[str, tuple[str, ...]] = {name: (name,) for name in groups if name not in together}
    if together:
        shown[OTHERS] = tuple(name for name in groups if name in together)
    return Grouping(shown, fewest)


def _problem(group: Group, fewest: int) -> Problem:
    return Problem(
        "people.csv",
        f"line {group.line}" if group.line else "",
        "likely",
        f"{group.id}: {group.likely}",
        f"a group of {fewest} or more, so that the brief points at nobody",
        "--merge-small-groups puts small groups together; --show-small-groups shows them as they are.",
    )
