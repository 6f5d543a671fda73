"""A plain time-indexed model of the reference post, for HiGHS and for CP-SAT: what the exact times are compared with.

Every duration is rounded up to whole steps, vehicles of a fleet are counted together, desks serve so many people a
step. The plan it gives can be carried out, but not its bound: rounding up cuts better plans off.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import NamedTuple

from leeway.case.model import Case
from leeway.movement.network import Network
from leeway.movement.optimise.dispatch.hours import Hours, next_open


class Outcome(NamedTuple):
    """`gap`: of the solver's own objective; times in hours, nan without a solution."""

    completion_h: float
    mean_h: float
    gap: float
    seconds: float
    rows: int
    columns: int


@dataclass(slots=True)
class Model:
    """Whole-number and continuous columns, rows as (low, high, {column: coefficient})."""

    upper: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    cost: list[float] = field(default_factory=list)
    rows: list[tuple[float, float, dict[int, float]]] = field(default_factory=list)

    def column(self, upper: float, whole: bool, cost: float = 0.0) -> int:
        """A new column from 0 to `upper`."""
        self.upper.append(upper)
        self.whole.append(whole)
        self.cost.append(cost)
        return len(self.upper) - 1


def build(case: Case, step_h: float, horizon_h: float) -> tuple[Model, list[tuple[float, int]], int]:
    """The model, its exits as (hour, column of people), and the column of the completion."""
    network = Network(case)
    hours, model = Hours(network), Model()
    steps = math.ceil(horizon_h / step_h)
    people = sum(d.people for d in network.demands.values())
    ready: dict[str, list[float]] = {}
    for d in network.demands.values():
        for size, at in zip(d.sizes, d.ready_h, strict=True):
            ready.setdefault(d.group.site, []).extend([at] * size)
    up = lambda h: math.ceil(h / step_h - 1e-9)  # noqa: E731
    boarded: dict[str, list[tuple[int, int]]] = {}
    arrived: list[tuple[int, int]] = []
    flown: list[tuple[int, int]] = []
    exits: list[tuple[float, int]] = []
    last = model.column(horizon_h, False, float(people) * 10)
    for fleet in case.plan.fleets.values():
        out: dict[int, list[tuple[int, int]]] = {}
        for o in network.options[fleet.id]:
            base = fleet.starts[0][0]
            empty_h = network.empty_ways[fleet.id][base][o.pickup][0]
            load_h, unload_h = network.hours(fleet.load_h), network.hours(fleet.unload_h)
            route = case.plan.routes[o.route]
            there, loaded = up(empty_h), up(load_h)
            whole = there + loaded + up(o.loaded_h + unload_h)
            entry = hours.entry(route, False, o.loaded_h, fleet.mode)
            for t in range(up(network.hours(fleet.available_h)), steps - whole):
                leave = (t + there + loaded) * step_h
                if next_open(entry, leave) > leave + 1e-9:
                    continue
                trips = model.column(fleet.count, True)
                load = model.column(fleet.count * fleet.room, False)
                model.rows.append((-math.inf, 0.0, {load: 1.0, trips: -float(fleet.room)}))
                for s in range(t, t + whole):
                    out.setdefault(s, []).append((trips, t))
                if o.drop in network.havens:
                    at = (t + whole) * step_h
                    flown.append((t + there, load))
                    exits.append((at, load))
                    model.cost[load] = at
                    used = model.column(1, True)
                    model.rows.append((-math.inf, 0.0, {trips: 1.0, used: -float(fleet.count)}))
                    model.rows.append((0.0, math.inf, {last: 1.0, used: -at}))
                    slots = case.plan.places[o.pickup].slots
                    if slots is not None:
                        model.rows.append((-math.inf, slots.movements_per_h * step_h / 2, {trips: 1.0}))
                else:
                    boarded.setdefault(o.pickup, []).append((t + there, load))
                    arrived.append((t + whole, load))
        for rows in out.values():
            model.rows.append((-math.inf, fleet.count, {column: 1.0 for column, _ in rows}))
    for site, rows in boarded.items():
        for t in sorted({t for t, _ in rows}):
            there_by = sum(1 for at in ready[site] if at <= t * step_h)
            model.rows.append((-math.inf, there_by, {c: 1.0 for s, c in rows if s <= t}))
        model.rows.append((len(ready[site]), math.inf, {c: 1.0 for _, c in rows}))
    source, delay = arrived, 0
    for station in case.plan.stations.values():
        service_h = network.hours(station.service_h["full"])
        parties = sum(len(d.sizes) for d in network.demands.values())
        each = station.servers * step_h / service_h * people / parties
        done = [(t, model.column(each, False)) for t in range(steps)]
        for t, _ in done:
            row = {c: 1.0 for s, c in done if s <= t}
            for s, c in source:
                if s <= t:
                    row[c] = row.get(c, 0.0) - 1.0
            model.rows.append((-math.inf, 0.0, row))
        source, delay = [(t + 1, c) for t, c in done], delay + 1
    haven = next(p for p in case.plan.places.values() if p.is_haven)
    for t in sorted({t for t, _ in flown}):
        row = {c: 1.0 for s, c in flown if s <= t}
        if haven.onward is not None:
            passed = haven.onward.rate_per_h * max(0.0, t * step_h - haven.onward.starts.after(network.start))
            model.rows.append((-math.inf, haven.capacity + passed, dict(row)))
        for s, c in source:
            if s <= t:
                row[c] = row.get(c, 0.0) - 1.0
        model.rows.append((-math.inf, 0.0, row))
    model.rows.append((people, math.inf, {c: 1.0 for _, c in flown}))
    return model, exits, people


def by_highs(case: Case, step_h: float, horizon_h: float, limit_s: float) -> Outcome:
    """HiGHS branch and cut."""
    import highspy
    import numpy as np

    model, exits, people = build(case, step_h, horizon_h)
    h = highspy.Highs()
    h.setOptionValue("output_flag", False)
    h.setOptionValue("time_limit", limit_s)
    h.setOptionValue("threads", 2)
    for upper, cost in zip(model.upper, model.cost, strict=True):
        h.addCol(cost, 0.0, upper, 0, np.array([], dtype=np.int32), np.array([]))
    for k, whole in enumerate(model.whole):
        if whole:
            h.changeColIntegrality(k, highspy.HighsVarType.kInteger)
    for low, high, row in model.rows:
        h.addRow(low, high, len(row), np.array(list(row), dtype=np.int32), np.array(list(row.values())))
    began = time.perf_counter()
    h.run()
    info = h.getInfo()
    seconds = time.perf_counter() - began
    found = info.primal_solution_status == 2
    return _outcome(model, exits, people, list(h.getSolution().col_value) if found else None, info.mip_gap, seconds)


def by_cp_sat(step_h: float, horizon_h: float, limit_s: float) -> Outcome:
    """CP-SAT on the reference post in a process of its own: its library and that of HiGHS do not live together."""
    words = [sys.executable, __file__, str(step_h), str(horizon_h), str(limit_s)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return Outcome(*json.loads(done.stdout))


def _cp_sat(case: Case, step_h: float, horizon_h: float, limit_s: float) -> Outcome:
    """CP-SAT with every column whole, times in hundredths of an hour."""
    from ortools.sat.python import cp_model

    model, exits, people = build(case, step_h, horizon_h)
    cp = cp_model.CpModel()
    columns = [cp.new_int_var(0, math.floor(u), f"c{k}") for k, u in enumerate(model.upper)]
    for low, high, row in model.rows:
        scale = 1 if all(float(v).is_integer() for v in row.values()) else 100
        value = sum(round(v * scale) * columns[c] for c, v in row.items())
        if math.isfinite(high):
            cp.add(value <= math.floor(high * scale + 1e-6))
        if math.isfinite(low):
            cp.add(value >= math.ceil(low * scale - 1e-6))
    cp.minimize(sum(round(c * 100) * columns[k] for k, c in enumerate(model.cost) if c))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = limit_s
    solver.parameters.num_workers = 2
    began = time.perf_counter()
    status = solver.solve(cp)
    seconds = time.perf_counter() - began
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    values = [float(solver.value(c)) for c in columns] if found else None
    gap = abs(solver.objective_value - solver.best_objective_bound) / max(1.0, abs(solver.objective_value))
    return _outcome(model, exits, people, values, gap if found else math.inf, seconds)


def _outcome(
    model: Model, exits: list[tuple[float, int]], people: int, values: list[float] | None, gap: float, seconds: float
) -> Outcome:
    size = (len(model.rows), len(model.upper))
    if values is None:
        return Outcome(math.nan, math.nan, math.inf, seconds, *size)
    out = [(t, values[c]) for t, c in exits if values[c] > 1e-6]
    mean = sum(t * n for t, n in out) / sum(n for _, n in out)
    return Outcome(max(t for t, _ in out), mean, gap, seconds, *size)


if __name__ == "__main__":
    from reference_post import reference_post

    print(json.dumps(_cp_sat(reference_post(), *map(float, sys.argv[1:4]))))
