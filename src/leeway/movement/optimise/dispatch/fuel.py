"""Fuel stocks of one run: what has been drawn and which deliveries have been called for."""

from __future__ import annotations

import math

from leeway.movement.network import Network, TripOption
from leeway.movement.optimise.dispatch.limits import TOLERANCE_H
from leeway.movement.records import FuelDelivery


class Stocks:
    """`drawn`: fuel given out by stock. `called`: on-call deliveries asked for, by (stock, delivery)."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.drawn = dict.fromkeys(network.plan.fuel_stocks, 0.0)
        self.called: dict[tuple[str, str], FuelDelivery] = {}

    def ready_h(self, option: TripOption, legs_h: float, t: float, *, book: bool) -> float:
        """First time at or after `t` at which the stock can serve the trip (`inf`: never); books it if asked."""
        use = self.network.plan.fleets[option.fleet].fuel
        if use is None:
            return t
        amount = use.by_route.get(option.route, use.per_trip) + use.per_h * (legs_h + option.loaded_h)
        stock = self.network.plan.fuel_stocks[use.stock]
        need = self.drawn[stock.id] + amount
        there, ready = stock.amount, t
        coming = []
        for k, delivery in enumerate(stock.deliveries, 1):
            at = delivery.at.after(self.network.start)
            if delivery.on_call:
                at = max(at, self.network.hours(delivery.lead_h), 0.0)
            coming.append((delivery.on_call and (stock.id, delivery.id or str(k)) not in self.called, at, k, delivery))
        for call, at, _, delivery in sorted(coming, key=lambda row: row[:3]):
            if not call and at <= t:
                there += delivery.amount
        wait = [row for row in sorted(coming, key=lambda row: (max(row[1], t), row[0], row[2])) if row[0] or row[1] > t]
        for call, at, k, delivery in wait:
            if there >= need - TOLERANCE_H:
                break
            there += delivery.amount
            ready = max(ready, at)
            if call and book:
                name = delivery.id or str(k)
                self.called[stock.id, name] = FuelDelivery(stock.id, name, delivery.amount, at, True)
        if there < need - TOLERANCE_H:
            return math.inf
        if book:
            self.drawn[stock.id] = need
        return ready
