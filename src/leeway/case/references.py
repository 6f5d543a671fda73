"""References from one record to another: is there such an id, and if not, which was meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leeway.case.people import PEOPLE, People
from leeway.case.suggestions import did_you_mean, listed
from leeway.case.tables import Tables
from leeway.case.toml_source import Step
from leeway.errors import Problem

_WORDS = {
    "place": "the id of a [[place]]",
    "route": "the id of a route",
    "fleet": "the id of a [[fleet]]",
    "fuel_stock": "the id of a [[fuel_stock]]",
    "escort_pool": "the id of an [[escort_pool]]",
    "closure_task": "the id of a [[closure_task]]",
    "security_force": "the id of a [[security_force]]",
    "group": "a group of people.csv",
    "category": "a category of people.csv",
}


@dataclass
class References:
    """Reports problems with keys of the tables of a plan, by kind and id."""

    tables: Tables
    people: People | None
    problems: list[Problem]

    def fault(self, kind: str, name: str, key: str, value: object, expected: str, hint: str = "") -> None:
        """A problem with `key` of the table of that kind and id."""
        self.fault_at(self.tables.at.get((kind, name), (kind,)), key, value, expected, hint)

    def fault_at(self, path: tuple[Step, ...], key: str, value: object, expected: str, hint: str = "") -> None:
        """A problem with `key` of the table at `path`."""
        self.problems.append(self.tables.problem(path, key, value, expected, hint))

    def known(self, wanted: str) -> set[str]:
        """Every id of a kind that is written anywhere in the case."""
        if wanted == "group":
            return self.people.named if self.people else set()
        if wanted == "category":
            return self.people.categories if self.people else set()
        return self.tables.named.get(wanted, set())

    def refer(self, kind: str, name: str, key: str, wanted: str, value: str | None) -> bool:
        """Whether `value` (None: nothing to refer to) is the id of a `wanted`; reports it if not."""
        return self.refer_at(self.tables.at.get((kind, name), (kind,)), key, wanted, value)

    def refer_at(self, path: tuple[Step, ...], key: str, wanted: str, value: str | None) -> bool:
        """`refer` for the table at `path`."""
        if value is None:
            return True
        known = self.known(wanted)
        if value in known or (wanted in ("group", "category") and self.people is None):
            return True
        self.fault_at(path, key, value, _WORDS[wanted], _hint(value, known))
        return False

    def refer_all(self, kind: str, name: str, key: str, wanted: str, values: Iterable[str]) -> None:
        """`refer` for a list."""
        for value in values:
            self.refer(kind, name, key, wanted, value)

    def refer_row(self, row: int, column: str, wanted: str, value: str) -> None:
        """A reference from a row of people.csv."""
        known = self.known(wanted)
        if value not in known:
            self.problems.append(Problem(PEOPLE, f"row {row}", column, value, _WORDS[wanted], _hint(value, known)))


def _hint(value: str, known: set[str]) -> str:
    near = did_you_mean(value, known)
    if near:
        return near
    return f"There are: {listed(sorted(known))}." if known else "There are none."
