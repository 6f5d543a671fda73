"""What vehicles share: berths, room on the ground, escorts, fuel."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from leeway.movement.draws import Array, sample
from leeway.movement.engine.lanes import Ids, Rows
from leeway.movement.engine.world import World


class Shared:
    """Counts of one chunk: `berths_used[row, b]`, `on_ground[row, place]`, `escorts_used[row, pool]`,
    `fuel[row, stock]`; `delivery_h[row, d]`: when delivery d comes, `inf` if not asked for or already come."""

    def __init__(self, world: World, seed: int, replications: Sequence[int]) -> None:
        plan, many = world.plan, len(replications)
        self.world = world
        self.berths = [(k, b) for k, p in enumerate(world.places) for b in p.berths]
        self.berths_used = np.zeros((many, len(self.berths)), dtype=np.int64)
        self.on_ground = np.zeros((many, len(world.places)), dtype=np.int64)
        self.pools = list(plan.escort_pools.values())
        self.pool_index = {p.id: k for k, p in enumerate(self.pools)}
        self.escorts_used = np.zeros((many, len(self.pools)), dtype=np.int64)
        self.escort_h = [sample(p.available_h, seed, replications, f"escorts/{p.id}", p.count) for p in self.pools]
        self.stocks = list(plan.fuel_stocks.values())
        self.stock_index = {s.id: k for k, s in enumerate(self.stocks)}
        self.fuel = np.tile(np.array([s.amount for s in self.stocks], dtype=np.float64), (many, 1))
        self.deliveries = [(k, d) for k, s in enumerate(self.stocks) for d in s.deliveries]
        self.lead_h = np.zeros((many, len(self.deliveries)))
        self.delivery_h = np.full((many, len(self.deliveries)), np.inf)
        self.asked = np.zeros((many, len(self.deliveries)), dtype=bool)
        for n, (k, d) in enumerate(self.deliveries):
            name = f"delivery/{self.stocks[k].id}/{d.id or n}"
            self.lead_h[:, n] = sample(d.lead_h, seed, replications, name, 1)[:, 0]
            if not d.on_call:
                self.delivery_h[:, n] = max(0.0, d.at.after(world.start)) + self.lead_h[:, n]
                self.asked[:, n] = True
        self._call_as_planned()

    def _call_as_planned(self) -> None:
        """Deliveries a schedule calls are called as early as it has them come."""
        if self.world.schedule is None:
            return
        number = 0
        for n, (k, d) in enumerate(self.deliveries):
            number = number + 1 if n and self.deliveries[n - 1][0] == k else 1
            for planned in self.world.schedule.deliveries:
                named = (self.stocks[k].id, d.id or str(number))
                if planned.on_call and named == (planned.stock, planned.delivery):
                    called_h = max(0.0, planned.at_h - self.world.network.hours(d.lead_h))
                    self.delivery_h[:, n] = np.maximum(d.at.after(self.world.start), called_h + self.lead_h[:, n])
                    self.asked[:, n] = True

    def free_berth(self, place: int, fleet: str, rows: Rows) -> Ids:
        """Number of a free berth for the fleet at the place, -1 if none is free, -2 if the place has no berths."""
        found = np.full(len(rows), -1 if self.world.places[place].berths else -2, dtype=np.int64)
        for b, (where, berth) in enumerate(self.berths):
            if where == place and (not berth.fleets or fleet in berth.fleets):
                found = np.where((found == -1) & (self.berths_used[rows, b] < berth.count), b, found)
        return found

    def escorts_free_h(self, pool: int, units: int, rows: Rows, t: Array) -> Array:
        """`t` if enough escorts are free, the hour at which enough have come into service, `inf` if all are out."""
        arrived = np.sort(self.escort_h[pool][rows], axis=1)
        needed = self.escorts_used[rows, pool] + units
        possible = needed <= arrived.shape[1]
        at = arrived[np.arange(len(rows)), np.minimum(needed, arrived.shape[1]) - 1]
        return np.where(possible, np.maximum(t, at), np.inf)

    def ask_fuel(self, stock: int, rows: Rows, t: Array) -> Array:
        """Call the next on-call delivery of a stock if none is on its way; hour of the next delivery, `inf` if none."""
        mine = [n for n, (k, _) in enumerate(self.deliveries) if k == stock]
        if not mine:
            return np.full(len(rows), np.inf)
        waiting = np.isinf(self.delivery_h[rows[:, None], mine]).all(axis=1)
        for n in mine:
            ask = waiting & ~self.asked[rows, n]
            at = max(0.0, self.deliveries[n][1].at.after(self.world.start))
            self.delivery_h[rows[ask], n] = np.maximum(at, t[ask] + self.lead_h[rows[ask], n])
            self.asked[rows[ask], n] = True
            waiting &= ~ask
        return np.asarray(self.delivery_h[rows[:, None], mine].min(axis=1))

    def deliver(self, rows: Rows, t: Array) -> None:
        """Add what comes by `t` to the stocks."""
        for n, (k, d) in enumerate(self.deliveries):
            come = self.delivery_h[rows, n] <= t
            self.fuel[rows[come], k] += d.amount
            self.delivery_h[rows[come], n] = math.inf
