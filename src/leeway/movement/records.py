"""What a schedule and a simulation give back: flat records, hours after the start, groups and counts only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Move(NamedTuple):
    """One vehicle over one route, or one scheduled departure (`vehicle` is then `service/number`, `fleet` empty).

    Loaded: loading from `load_start_h` to `depart_h`, on the route to `arrive_h`, unloading until `unload_end_h`.
    Empty (`people == ()`): `load_start_h == depart_h` and `unload_end_h == arrive_h`. `trip` counts a vehicle's trips
    from 1; the empty legs to a pick-up carry the number of the trip they serve. `backwards`: the route is driven
    from its destination to its origin. On a route with `cycle_h` the empty half and the loaded half are two moves.
    """

    vehicle: str
    fleet: str
    trip: int
    route: str
    origin: str
    destination: str
    backwards: bool
    load_start_h: float
    depart_h: float
    arrive_h: float
    unload_end_h: float
    people: tuple[tuple[str, int], ...]


class Walk(NamedTuple):
    """People of one group moving themselves over one route, entering it together at `depart_h`."""

    group: str
    route: str
    origin: str
    destination: str
    people: int
    depart_h: float
    arrive_h: float


class Processing(NamedTuple):
    """`parties` parties of one group served side by side at one station, all from `start_h` to `finish_h`."""

    place: str
    station: str
    group: str
    people: int
    parties: int
    start_h: float
    finish_h: float


class TaskRun(NamedTuple):
    """One closure task as carried out."""

    task: str
    start_h: float
    end_h: float


class FuelDelivery(NamedTuple):
    """One delivery the plan makes use of; `on_call` ones had to be asked for."""

    stock: str
    delivery: str
    amount: float
    at_h: float
    on_call: bool


class Left(NamedTuple):
    """People of one group who do not get out, where they are at the end, and why."""

    group: str
    place: str
    people: int
    reason: str


class Objective(NamedTuple):
    """The three goals, in order: people left behind weighted by priority; hours until the last person is out (T100 of
    those who get out, 0 if none); mean hours until out. With closings the first is its mean over the draws."""

    left_weighted: float
    completion_h: float
    mean_exit_h: float


@dataclass(frozen=True, slots=True)
class Schedule:
    """Who moves when by what, with proven lower bounds on each goal.

    `bound` holds componentwise for every feasible plan (second and third component: among those that reach the best
    first, and second, component). `formulation`: the models used; `proved`: the gap of each component is within
    `1e-6` relative; `step_h`: 0 where times are exact, else the grid they were bracketed with.
    """

    start: datetime
    planning_value: str
    moves: tuple[Move, ...]
    walks: tuple[Walk, ...]
    processings: tuple[Processing, ...]
    tasks: tuple[TaskRun, ...]
    deliveries: tuple[FuelDelivery, ...]
    own_means: Mapping[str, int]
    left: tuple[Left, ...]
    objective: Objective
    bound: Objective
    formulation: str
    step_h: float
    seconds: float
    interrupted: bool = False

    @property
    def gap(self) -> Objective:
        """Relative distance of each goal from its bound: (value - bound) / max(value, tiny)."""
        return Objective(
            *(max(0.0, v - b) / max(abs(v), 1e-9) for v, b in zip(self.objective, self.bound, strict=True))
        )

    @property
    def proved(self) -> tuple[bool, bool, bool]:
        """Which goals are proved optimal."""
        left, completion, mean = self.gap
        return left <= 1e-6, completion <= 1e-6, mean <= 1e-6


@dataclass(frozen=True, slots=True)
class Clearance:
    """Draws of the time needed. Every array has one row a replication; draw k of all belongs to one imagined future.

    `people[n, g]`: people of group g who came forward. `out[n, g]`: of these out by the horizon, `own_means` included;
    `left[n, g]`: not out; `rejected[n, g]`: turned away; `people == out + left + rejected`.
    `t50_h`, `t90_h`, `t100_h` `[n, g + 1]`: hours after the start until that share of the people who came forward
    (rejected ones aside) is out, `inf` if never; the last column is all groups together.
    `out_by_exit[n, g, e]`: people out by exit (`exits`; "own means" is the last).
    `utilisation[n, r]`: busy share of resource r (`resources`) up to the last exit.
    `waiting_person_h[n, r]`: person-hours waited because of resource r, the bottleneck attribution.
    `binding_h[n, r]`: hours of the chain that ends with the last exit during which resource r was what was waited for.
    `grid_h[t]`, `out_curve[n, t]`: people out by grid time. `queue[q, t]`: mean people waiting at `queues[q]`.
    `members[q]`: (group index, people of each, how many) of groups put together (`Group.members`), in their order;
    `member_t50_h`, `member_t90_h`, `member_t100_h`, `member_left` `[n, q]`: of one such group by itself.
    `events`: the flat event table of the first replication (columns in `leeway.movement.events.COLUMNS`).
    """

    start: datetime
    groups: tuple[str, ...]
    exits: tuple[str, ...]
    resources: tuple[str, ...]
    queues: tuple[str, ...]
    people: NDArray[np.int64]
    out: NDArray[np.int64]
    left: NDArray[np.int64]
    rejected: NDArray[np.int64]
    t50_h: NDArray[np.float64]
    t90_h: NDArray[np.float64]
    t100_h: NDArray[np.float64]
    out_by_exit: NDArray[np.int64]
    utilisation: NDArray[np.float64]
    waiting_person_h: NDArray[np.float64]
    binding_h: NDArray[np.float64]
    grid_h: NDArray[np.float64]
    out_curve: NDArray[np.float64]
    queue: NDArray[np.float64]
    events: list[tuple[object, ...]] = field(default_factory=list)
    members: tuple[tuple[int, int, int], ...] = ()
    member_t50_h: NDArray[np.float64] | None = None
    member_t90_h: NDArray[np.float64] | None = None
    member_t100_h: NDArray[np.float64] | None = None
    member_left: NDArray[np.int64] | None = None
