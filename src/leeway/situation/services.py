"""Whether exits and services work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from leeway.situation.grading import graded
from leeway.situation.items import Frame, Item, firmest, ids_of
from leeway.situation.model import ServiceState
from leeway.situation.names import key_of
from leeway.situation.places import age
from leeway.situation.states import latest_state

GRAVITY: Final = {"open": 0, "limited": 1, "suspended": 2, "closed": 3}
_SAME: Final = {
    "flights": "commercial flights", "civil flights": "commercial flights", "commercial flight": "commercial flights",
    "roads": "road", "highway": "road", "border crossing": "border", "crossing": "border", "borders": "border",
    "phone": "phones", "phone lines": "phones", "telephones": "phones", "airports": "airport",
}  # fmt: skip


def service_of(item: Item) -> str:
    """What works or does not: "airport", "road", ...; "access" where the statement does not say."""
    name = key_of(item.statement.of)
    return _SAME.get(name, name) or "access"


def status_of(item: Item) -> str | None:
    """The status a word on a service gives it; a denial of closing says it is open, one of opening that it is not."""
    s = item.statement
    if s.kind != "access" or not item.done:
        return None
    if s.firmness == "denied":
        return "closed" if s.status == "open" else "open"
    return s.status


def opposed(status: str, other: str) -> bool:
    """Whether a service cannot be both: open, and shut in any way."""
    return "open" in (status, other) and bool({status, other} & {"closed", "suspended"})


def service_states(items: Iterable[Item], frame: Frame) -> tuple[ServiceState, ...]:
    """One state for each place and service, by name."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.statement.kind == "access":
            groups.setdefault((item.place, service_of(item)), []).append(item)
    states = []
    for (_, service), group in sorted(groups.items()):
        latest = latest_state(group, status_of, GRAVITY, opposed)
        if latest is None:
            continue
        place = min((i.statement.place for i in group if i.statement.place), default=frame.target)
        states.append(
            ServiceState(
                place=place,
                of=service,
                status=latest.status,
                since=latest.since,
                firmness=firmest(latest.supports),
                grade=graded(latest.supports, latest.against, latest.firm),
                age_h=round(age(latest.supports, frame.as_of), 3),
                grounds=ids_of([*latest.supports, *latest.against]),
            )
        )
    return tuple(states)
