"""Records of `tripwires.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tripwire:
    """An agreed decision point. `posture`: earliest rung to consider; `clock_h`: hours to decide once tripped.

    `authority` decides, `stand_in` if the authority cannot be reached. `stand_down`: written criteria for stepping
    back. `sources`: fewest independent sources the facts must rest on, else it counts as not tripped and says so.
    """

    id: str
    title: str
    family: str
    condition: str
    posture: str
    actions: tuple[str, ...]
    owner: str
    clock_h: float
    authority: str
    stand_in: str
    messages: tuple[str, ...]
    stand_down: str
    sources: int
    line: int


@dataclass(frozen=True, slots=True)
class AssumptionRule:
    """Something the plan leans on: holds until `expires` and while `condition` (may be empty) is true."""

    id: str
    words: str
    expires: datetime | None
    condition: str
    line: int


@dataclass(frozen=True, slots=True)
class Tripwires:
    """Everything in one `tripwires.toml`; `version` is the post's own."""

    version: str
    tripwires: tuple[Tripwire, ...]
    assumptions: tuple[AssumptionRule, ...]
