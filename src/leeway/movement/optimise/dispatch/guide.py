"""What steers the dispatcher: everything the search may vary without breaking a rule of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

RULES = ("throughput", "balance", "nearest", "priority")


@dataclass(frozen=True, slots=True)
class Guide:
    """Decisions left open by the plan.

    `rule`: how a free vehicle rates its trips: people per hour of the trip (throughput), hours of work left at the
    pick-up (balance), way there (nearest), first priority waiting, then throughput (priority).
    `fill`: share of its room a vehicle waits for while more people may come. `fill_of` overrides it by fleet id,
    `fill_at` by fleet or vehicle id (which goes first) and number of loads a vehicle has taken before.
    `hold_h`: longest wait for that share. `weight`: factor on a trip's rating, by (fleet id, route id).
    `orders`: routes of a vehicle's first trips, by vehicle id, before the rule takes over.
    `not_before`: hour before which a vehicle is not used. `idle`: vehicles left aside.
    `walk`: False keeps people off self-moving routes where a vehicle also calls.
    `less_notice_h`: vehicles are used so much later than they are there, by fleet id. `servers_less`, `seats_less`:
    desks and seats left unused, by station and fleet id. With these, what a poorer plan would do is
    then also tried on a richer one, where rules of dispatch alone may do worse with more.
    `turn_h`: by fleet id, vehicles fly by a timetable through places with slots: the departure is booked together with
    the arrival if it waits at most so long beyond loading and parking, and whoever is there then is taken. Stands and
    slots can so be promised to the next before they are free. `turn_ready`: share of a load that must be waiting
    (beyond what is bound for it) for that. `stay_h`: by vehicle id, hours it waits before loading on the first of them,
    which leaves the slots of an hour to the arrivals of others.
    """

    rule: str = "throughput"
    fill: float = 1.0
    fill_of: Mapping[str, float] = field(default_factory=dict)
    fill_at: Mapping[tuple[str, int], float] = field(default_factory=dict)
    hold_h: float = float("inf")
    weight: Mapping[tuple[str, str], float] = field(default_factory=dict)
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    not_before: Mapping[str, float] = field(default_factory=dict)
    idle: frozenset[str] = frozenset()
    walk: bool = True
    less_notice_h: Mapping[str, float] = field(default_factory=dict)
    servers_less: Mapping[str, int] = field(default_factory=dict)
    seats_less: Mapping[str, int] = field(default_factory=dict)
    turn_h: Mapping[str, float] = field(default_factory=dict)
    turn_ready: float = 0.0
    stay_h: Mapping[str, float] = field(default_factory=dict)
