"""One change that could be asked for, and how a case is changed without touching it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from leeway.case.model import Case, Place

RESOURCES = {
    "vehicle": "fleet {}", "desk": "station {}", "slot": "slots {}", "stand": "slots {}", "berth": "berths {}",
    "departure": "service {}", "haven": "room {}", "escort": "escorts {}", "fuel": "fuel {}",
    "hours": "hours and closings", "night": "hours and closings", "shift": "station {}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that could be had: `kind` and `target` are stable keys, `label` is what a person reads."""

    kind: str
    target: str
    label: str
    apply: Callable[[Case], Case]

    @property
    def resource(self) -> str | None:
        """The resource of a `Clearance` it gives more of, None if it is no single one."""
        if self.kind not in RESOURCES:
            return None
        return RESOURCES[self.kind].format(self.target.partition("/")[0])


def with_fields(case: Case, table: str, id_: str, **fields: Any) -> Case:
    """The case with some fields of one record of one table of its plan replaced."""
    records: Mapping[str, Any] = getattr(case.plan, table)
    changed = {**records, id_: replace(records[id_], **fields)}
    return replace(case, plan=replace(case.plan, **{table: changed}))


def place_name(place: Place) -> str:
    return place.name or place.id
