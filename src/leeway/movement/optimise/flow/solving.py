"""Exact schedules for people who move by themselves: lexicographic quickest flow over a time-expanded network.

First the most (weighted) people who can get out at all, then the least time in which they can, then the least mean time
of exit. With one haven the result is best at all times at once: an earliest-arrival flow (Baumann and Skutella 2009).
Parties are taken apart: people of one family may enter a route at different ticks.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from leeway.movement.network import Network
from leeway.movement.optimise.clock import Clock
from leeway.movement.optimise.flow.expansion import Answer, everybody_out, most_out
from leeway.movement.optimise.flow.greedy import Greedy, Way
from leeway.movement.optimise.flow.network import FlowNetwork, Supply
from leeway.movement.optimise.flow.ways import exits, overbooked, walks, ways
from leeway.movement.records import Left, Objective, Schedule


def applies(network: Network) -> bool:
    """Whether everything in the plan that moves people is routes they use by their own means, without a fixed rate,
    and no haven with limited room sends people on."""
    plan = network.plan
    others = plan.services or plan.stations or plan.closure_tasks or any(f.count for f in plan.fleets.values())
    own = [route for route in plan.routes.values() if route.self_moving and not route.empty_only]
    onward = any(place.onward and not math.isinf(place.capacity) for place in plan.places.values())
    return bool(own) and not (others or onward) and all(r.time_h is not None and not r.constant_rate for r in own)


def solve(network: Network, clock: Clock) -> Schedule:
    """The best schedule and its bounds; when the clock runs out, the best found with the bounds proved so far.

    A place's room must be free when people set out for it; the flow only sees to it that it is when they come. Where
    that overbooks a place, fewer may wait at such places, and the first flow's goals stay as bounds.
    """
    flows = FlowNetwork(network)
    found, every_way = _solved(flows, clock)
    if not overbooked(flows, every_way):
        return found
    kept, _ = _solved(FlowNetwork(network, careful=True), clock)
    return replace(kept, bound=found.bound)


def _solved(flows: FlowNetwork, clock: Clock) -> tuple[Schedule, list[Way]]:
    network = flows.network
    greedy = Greedy(flows, clock)
    able = [k for k, hours in enumerate(greedy.earliest_exit_h) if math.isfinite(hours)]
    supplies = tuple(flows.supplies[k] for k in able)
    stuck = sum(s.weight * s.people for s in flows.supplies) - sum(s.weight * s.people for s in supplies)
    search = _Search(flows, supplies, [greedy.earliest_exit_h[k] for k in able], clock)
    search.begin(greedy.ways, complete=not any(greedy.left[k] for k in able))
    found = search.ways
    times = exits(flows, found)
    people = sum(number for _, number in times)
    left = _left(flows, found, set(able))
    groups = network.case.groups
    schedule = Schedule(
        start=network.start,
        planning_value=network.rule,
        moves=(),
        walks=walks(flows, found),
        processings=(),
        tasks=(),
        deliveries=(),
        own_means={name: demand.own_means for name, demand in network.demands.items() if demand.own_means},
        left=left,
        objective=Objective(
            math.fsum(groups[record.group].weight * record.people for record in left),
            max((hours for hours, _ in times), default=0.0),
            math.fsum(hours * number for hours, number in times) / people if people else 0.0,
        ),
        bound=Objective(stuck + search.left_bound, search.completion_bound_h, search.mean_bound_h),
        formulation="time-expanded flow",
        step_h=0.0,
        seconds=clock.elapsed_s,
        interrupted=clock.interrupted,
    )
    return schedule, found


class _Search:
    """The three goals one after the other; the best ways found and the bounds proved."""

    def __init__(
        self, flows: FlowNetwork, supplies: tuple[Supply, ...], earliest_exit_h: list[float], clock: Clock
    ) -> None:
        self.flows, self.supplies, self.clock = flows, supplies, clock
        self.weight = sum(supply.weight * supply.people for supply in supplies)
        people = sum(supply.people for supply in supplies)
        alone = [hours * supply.people for hours, supply in zip(earliest_exit_h, supplies, strict=True)]
        self.ways: list[Way] = []
        self.left_bound = 0.0
        self.completion_bound_h = max(earliest_exit_h, default=0.0)
        self.mean_bound_h = math.fsum(alone) / people if people else 0.0
        self.soonest_h = min(earliest_exit_h, default=0.0)

    def begin(self, first: list[Way], *, complete: bool) -> None:
        """Run the search from a first flow; `complete` if that gets everybody out."""
        self.ways = first
        if not self.supplies:
            return
        if complete:
            latest_h = max(hours for hours, _ in exits(self.flows, first))
            answer = everybody_out(self.flows, self.supplies, latest_h, self.clock)
            self._quickest(answer, self.completion_bound_h, everybody=True)
            return
        most = self._most()
        if most is None:
            return
        everybody = self.left_bound < 1e-9
        if not everybody:
            self.completion_bound_h = self.mean_bound_h = self.soonest_h
        self._quickest(most, self.completion_bound_h, everybody=everybody)

    def _most(self) -> Answer | None:
        """The greatest weight that can get out, over horizons doubled until nobody more does; None if time is over."""
        settled_h = _settled_h(self.flows, self.supplies)
        latest_h = max((hours for hours, _ in exits(self.flows, self.ways)), default=self.completion_bound_h)
        while True:
            latest_h = min(settled_h, 2 * latest_h + self.flows.step_h)
            answer = most_out(self.flows, self.supplies, latest_h, self.clock)
            if answer.flow is None:
                self.completion_bound_h = self.mean_bound_h = self.soonest_h
                return None
            if answer.weight >= self.weight - 1e-6 or latest_h >= settled_h:
                self.left_bound = max(0.0, self.weight - answer.weight)
                return answer
            if sum(answer.flow.out) > sum(way.people for way in self.ways):
                self.ways = ways(self.flows, self.supplies, answer.flow)

    def _quickest(self, answer: Answer, least_h: float, *, everybody: bool) -> None:
        """Halve the candidates for the last exit between the bound and the best answer."""
        if answer.flow is None:
            return
        best, wanted = answer, answer.weight
        while True:
            assert best.flow is not None
            self.ways = ways(self.flows, self.supplies, best.flow)
            latest_h = max((hours for hours, _ in exits(self.flows, self.ways)), default=0.0)
            # Without full havens all exits lead to one common sink, where least mean is earliest arrival: nobody's last
            # exit can be sooner.
            proved = everybody and not self.flows.haven_room_is_limited
            candidates = [] if proved else [h for h in self._exit_candidates(latest_h) if h >= least_h - 1e-9]
            if not candidates:
                self.completion_bound_h = latest_h
                break
            # Just below the best first: a flow of least mean is seldom beaten, and then one test proves it.
            limit_h = candidates[-1] if best is answer else candidates[len(candidates) // 2]
            tried = (everybody_out if everybody else most_out)(self.flows, self.supplies, limit_h, self.clock)
            if not tried.settled:
                return
            if tried.flow is not None and tried.weight >= wanted - 1e-6:
                best = tried
            else:
                following = [hours for hours in (*candidates, latest_h) if hours > limit_h + 1e-9]
                least_h = self.completion_bound_h = following[0]
        out = sum(best.flow.out)
        total_h = math.fsum(hours * people for hours, people in exits(self.flows, self.ways))
        alike = len({supply.weight for supply in self.supplies}) == 1
        # With unlike weights other numbers of people may reach the same weight; the mean is then only bounded.
        most = out if everybody or alike else sum(supply.people for supply in self.supplies)
        if best.settled and out:
            self.mean_bound_h = max(self.mean_bound_h, total_h / most)

    def _exit_candidates(self, below_h: float) -> list[float]:
        """Times before `below_h` at which somebody could get out, ascending."""
        flows = self.flows
        found: set[float] = set()
        ticks = np.arange(math.ceil(below_h / flows.step_h) + 1, dtype=np.int64)
        for ticked in flows.routes:
            if ticked.route.destination in flows.network.havens:
                open_ticks = ticks[flows.capacity(ticked, ticks) > 0]
                found.update(np.round(open_ticks * flows.step_h + ticked.hours, 9).tolist())
        return sorted(hours for hours in found if hours < below_h - 1e-8)


def _settled_h(flows: FlowNetwork, supplies: tuple[Supply, ...]) -> float:
    """Hours after which nobody more gets out: the horizon, or well after the last change when the rest had to queue one
    by one through the narrowest route."""
    start, plan = flows.network.start, flows.network.plan
    changes = [supply.ready * flows.step_h for supply in supplies]
    for ticked in flows.routes:
        route = ticked.route
        ends = (flows.places[route.origin], flows.places[route.destination])
        if not route.hours.always or any(not place.hours.always for place in ends):
            return flows.horizon_h
        if route.closes is not None:
            changes.append(route.closes.after(start))
        forces = [route.unlocked_by] + [place.unlocked_by for place in ends]
        changes += [flows.network.hours(plan.security_forces[force].lead_h) for force in forces if force]
    ticks = sum(ticked.ticks + 1 for ticked in flows.routes)
    narrowest = min(min(ticked.per_tick, 1e9) for ticked in flows.routes)
    ticks += math.ceil(sum(supply.people for supply in supplies) / narrowest)
    return min(flows.horizon_h, max(changes) + ticks * flows.step_h)


def _left(flows: FlowNetwork, every_way: list[Way], able: set[int]) -> tuple[Left, ...]:
    out: dict[str, int] = {}
    for way in every_way:
        out[way.group] = out.get(way.group, 0) + way.people
    reachable = {flows.supplies[k].group for k in able}
    records = []
    for name, demand in flows.network.demands.items():
        missing = demand.people - out.get(name, 0)
        if missing <= 0:
            continue
        site = demand.group.site
        if site not in flows.network.leads_out:
            reason = f"no route leads from {site} to a safe haven"
        elif name not in reachable:
            reason = f"every way from {site} to a safe haven is closed or beyond the horizon when they are ready"
        else:
            reason = "the ways close, the havens are full or the horizon ends before all can pass"
        records.append(Left(name, site, missing, reason))
    return tuple(records)
