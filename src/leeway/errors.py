"""The one shape of an error a user can cause: where, what stood there, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one input.

    `file` is relative to the case directory; `where` names the line, row or table ("line 12", "row 4",
    "[[route]] 2"); `field` the key or column; `value` what stood there, as text; `expected` what should
    have; `hint` what to do about it, "did you mean" included.
    """

    file: str
    where: str
    field: str
    value: str
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.where, self.field) if part)
        found = f" found {self.value!r};" if self.value else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}:{found} expected {self.expected}.{hint}"


class LeewayError(Exception):
    """A clear message for the user; the command line prints it without a traceback and exits with 2."""


class InputError(LeewayError):
    """Every problem found in an input, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InfeasiblePlan(LeewayError):
    """The plan cannot do what was asked; `rule` says which rule stands in the way, `remedy` what would help."""

    def __init__(self, rule: str, remedy: str) -> None:
        self.rule = rule
        self.remedy = remedy
        super().__init__(f"{rule} {remedy}")


class BrokenSchedule(LeewayError):
    """The independent checker found rules that a produced schedule breaks: a defect of ours, never shown as a plan."""

    def __init__(self, violations: Iterable[str]) -> None:
        self.violations: tuple[str, ...] = tuple(violations)
        super().__init__("the schedule breaks its plan:\n" + "\n".join(self.violations))
