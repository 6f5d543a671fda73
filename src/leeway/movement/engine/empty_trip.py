"""A free vehicle takes a trip and goes to its pick-up."""

from __future__ import annotations

import math

import numpy as np

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.gates import TOLERANCE_H
from leeway.movement.engine.lanes import Ids, Rows, distinct
from leeway.movement.engine.ways import Ways


class EmptyTrip(Ways):
    """From free to the pick-up."""

    def _free(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        cars, chooser, fleet = self.cars, self.choosers[f], self.world.fleets[f]
        if fleet.most_trips is not None:
            done = cars.trip[rows, v] >= fleet.most_trips
            cars.stage[rows[done], v[done]] = stages.GONE
            rows, v, t = rows[~done], v[~done], t[~done]
        if not len(rows):
            return
        at = cars.at[rows, v]
        self.crowd.bring_all(chooser.pickups, rows, t)
        option, again = chooser.choose(self.crowd, self.gates, rows, at, t)
        if self.world.orders is not None:
            ordered = self.order_option[v, np.minimum(cars.order[rows, v], self.order_option.shape[1] - 1)]
            dead = (ordered >= 0) & chooser.dead[rows, np.maximum(ordered, 0)]
            cars.order[rows[dead], v[dead]] += 1
            option = np.where((ordered >= 0) & ~dead, ordered, option)
            until_h = self.world.orders_until_h  # who has done all its trips takes nobody another is to fetch
            early = (ordered < 0) & (t < until_h - TOLERANCE_H)
            option, again = np.where(early, -1, option), np.where(early, until_h, again)
        idle = option < 0
        cars.stage[rows[idle], v[idle]] = stages.WITHOUT_TASK
        cars.next_h[rows[idle], v[idle]] = again[idle]
        rows, v, t, option, at = rows[~idle], v[~idle], t[~idle], option[~idle], at[~idle]
        if not len(rows):
            return
        rests = np.zeros(len(rows), dtype=bool)
        if not math.isinf(fleet.crew_duty_h):
            ends = t + chooser.trip_h(at, option)
            duty = cars.duty_h[rows, v]
            rests = np.isfinite(duty) & (ends > duty + fleet.crew_duty_h + TOLERANCE_H)
            cars.next_h[rows[rests], v[rests]] = t[rests] + fleet.crew_rest_h
            cars.duty_h[rows[rests], v[rests]] = np.nan
            cars.stage[rows[rests], v[rests]] = stages.FREE
        rows, v, t, option = rows[~rests], v[~rests], t[~rests], option[~rests]
        pickup = chooser.pickup[option]
        here = self.crowd.present_room[rows, pickup].sum(axis=1)
        claim = np.clip(here - self.crowd.claimed[rows, pickup], 0.0, float(fleet.room))
        self.crowd.claimed[rows, pickup] += claim
        cars.claim[rows, v], cars.option[rows, v] = claim, option
        cars.delayed_h[rows, v], cars.delayed_by[rows, v] = 0.0, -1
        cars.blocked_by[rows, v], cars.since_h[rows, v] = -1, t
        cars.stage[rows, v] = stages.SETTING_OUT
        self._set_out(f, rows, v, t)

    def _set_out(self, f: int, rows: Rows, v: Ids, t: Array) -> None:
        """Fuel for the trip, a slot to leave where it stands, then the empty way to the pick-up."""
        cars, chooser, fleet = self.cars, self.choosers[f], self.world.fleets[f]
        option, at = cars.option[rows, v], cars.at[rows, v]
        pickup = chooser.pickup[option]
        moves = (at != pickup) | chooser.is_cycle[option]
        go = np.ones(len(rows), dtype=bool)
        use = self._fuel_use(f, option, at)
        if fleet.fuel is not None:
            stock = self.shared.stock_index[fleet.fuel.stock]
            short = self.shared.fuel[rows, stock] < use - TOLERANCE_H
            if short.any():
                comes = self.shared.ask_fuel(stock, rows[short], t[short])
                cars.block(rows[short], v[short], comes, self.code[f"fuel {fleet.fuel.stock}"], t[short])
                never = np.isinf(comes)
                chooser.dead[rows[short][never], option[short][never]] = True
                self._give_up(f, rows[short][never], v[short][never], t[short][never])
                go &= ~short
        leave = np.where(moves & go, self._slot_h(at, fleet.mode, rows, v, t), t)
        held = go & (leave > t + TOLERANCE_H)
        for place in distinct(at[held]):
            some = held & (at == place)
            cars.block(rows[some], v[some], leave[some], self.code[f"slots {self.world.places[place].id}"], t[some])
        go &= ~held
        rows, v, t, option, at, use = rows[go], v[go], t[go], option[go], at[go], use[go]
        pickup, moves = pickup[go], moves[go]
        if not len(rows):
            return
        arrive = t.copy()
        for place in distinct(at):
            for k in distinct(option[at == place]):
                some = (at == place) & (option == k)
                arrive[some] = self._empty_way(f, int(place), int(k), rows[some], v[some], t[some])
        lost = np.isinf(arrive)
        chooser.dead[rows[lost], option[lost]] = True
        self._give_up(f, rows[lost], v[lost], t[lost])
        keep = ~lost
        rows, v, t, at = rows[keep], v[keep], t[keep], at[keep]
        moves, arrive, use = moves[keep], arrive[keep], use[keep]
        if fleet.fuel is not None:
            self.shared.fuel[rows, self.shared.stock_index[fleet.fuel.stock]] -= use
        cars.unblock(rows, v, t)
        self._lift_off(rows[moves], v[moves], at[moves], fleet.mode, t[moves])
        fresh = np.isnan(cars.duty_h[rows, v])
        cars.duty_h[rows[fresh], v[fresh]] = t[fresh]
        cars.began_h[rows, v] = t
        cars.stage[rows, v] = np.where(moves, stages.AT_PICKUP, stages.WAITING)
        cars.next_h[rows, v] = arrive
        cars.hold_until_h[rows, v] = arrive + fleet.hold_h
        self._tell(rows, v, t, "sets out", "", moves)

    def _fuel_use(self, f: int, option: Ids, at: Ids) -> Array:
        fuel, chooser = self.world.fleets[f].fuel, self.choosers[f]
        if fuel is None:
            return np.zeros(len(option))
        trip = np.array([fuel.by_route.get(self.world.routes[r].id, fuel.per_trip) for r in chooser.route])
        hours = chooser.way_h[at, option] + chooser.loaded_h[option]
        return np.asarray(trip[option] + (fuel.per_h * hours if fuel.per_h else 0.0))

    def _empty_way(self, f: int, place: int, k: int, rows: Rows, v: Ids, t: Array) -> Array:
        """Hour of arrival at the pick-up of option k, `inf` if the way is closed for good."""
        chooser = self.choosers[f]
        if chooser.is_cycle[k]:
            route = int(chooser.route[k])
            open_h = self._enter_h(route, rows, t)
            half = self.cars.draw(self.world.routes[route].cycle_h, rows, v, "loaded") / 2  # type: ignore[arg-type]
            self._entered(route, rows, open_h)
            return np.asarray(open_h + half)
        for leg, planned in chooser.ways.get((place, k), ()):
            t = self._enter_h(leg, rows, t)
            self._entered(leg, rows, t)
            time = self.world.routes[leg].time_h
            t = t + (planned if time is None else self.cars.draw(time, rows, v, "empty"))
        return t
