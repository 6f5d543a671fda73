"""A free vehicle takes a trip and goes to its pick-up."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from leeway.movement.draws import Array
from leeway.movement.engine import vehicles as stages
from leeway.movement.engine.agenda import SET_OUT
from leeway.movement.engine.elsewhere import Elsewhere
from leeway.movement.engine.gates import TOLERANCE_H
from leeway.movement.engine.lanes import Ids, Rows, distinct


class EmptyTrip(Elsewhere):
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
        option, again = chooser.choose(self.crowd, self.gates, self.reserve, rows, at, t)
        number = np.full(len(rows), -1, dtype=np.int64)
        if not self.follows:
            option, again = self._others_sooner(f, rows, v, t, option, again)
        if self.follows:
            while True:
                number = self.agenda.next_of(rows, v)
                ordered = self.agenda.option[v, number]
                lost = (ordered >= 0) & (
                    chooser.dead[rows, np.maximum(ordered, 0)] | self._all_gone(rows, v, number, f)
                )
                if not lost.any():
                    break
                cars.order[rows[lost], v[lost]] += 1
            number = np.where(ordered >= 0, number, -1)
            option = np.where(ordered >= 0, ordered, option)
            until_h = self.world.orders_until_h  # who has done all its trips takes nobody another is to fetch
            early = (ordered < 0) & (t < until_h - TOLERANCE_H)
            option, again = np.where(early, -1, option), np.where(early, until_h, again)
        idle = option < 0
        cars.stage[rows[idle], v[idle]] = stages.WITHOUT_TASK
        cars.next_h[rows[idle], v[idle]] = again[idle]
        rows, v, t, option, at, number = rows[~idle], v[~idle], t[~idle], option[~idle], at[~idle], number[~idle]
        if not len(rows):
            return
        if self.follows:
            hold = self.agenda.hold_h(SET_OUT, at, rows, v, number)
            resting = (number >= 0) & self.agenda.rests[v, number] & np.isfinite(cars.duty_h[rows, v])
            long = resting & (self.agenda.first_idle_h[v, number] >= fleet.crew_rest_h - TOLERANCE_H)
            hold = np.where(long, np.maximum(hold, cars.ended_h[rows, v] + fleet.crew_rest_h), hold)
            cars.duty_h[rows[resting], v[resting]] = np.nan
            early = t < hold - TOLERANCE_H
            cars.stage[rows[early], v[early]] = stages.FREE
            cars.next_h[rows[early], v[early]] = hold[early]
            rows, v, t, option, at, number = (rows[~early], v[~early], t[~early], option[~early], at[~early],
                                              number[~early])  # fmt: skip
        rests = np.zeros(len(rows), dtype=bool)
        if not math.isinf(fleet.crew_duty_h):
            ends = t + chooser.trip_h(at, option)
            duty = cars.duty_h[rows, v]
            rests = np.isfinite(duty) & (ends > duty + fleet.crew_duty_h + TOLERANCE_H)
            if self.follows:  # a trip on time keeps within duty as the plan has it
                rests &= (number < 0) | (t > self.agenda.hours[v, number, SET_OUT] + TOLERANCE_H)
            cars.next_h[rows[rests], v[rests]] = t[rests] + fleet.crew_rest_h
            cars.duty_h[rows[rests], v[rests]] = np.nan
            cars.stage[rows[rests], v[rests]] = stages.FREE
        rows, v, t, option, number = rows[~rests], v[~rests], t[~rests], option[~rests], number[~rests]
        pickup = chooser.pickup[option]
        here = self.crowd.present_room[rows, pickup].sum(axis=1)
        claim = np.clip(here - self.crowd.claimed[rows, pickup], 0.0, float(fleet.room))
        self.crowd.claimed[rows, pickup] += claim
        self.crowd.spoken[rows, chooser.drop[option]] += claim
        cars.claim[rows, v], cars.option[rows, v], cars.number[rows, v] = claim, option, number
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
        number = cars.number[rows, v]
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
        number = number[go]
        as_planned = np.zeros(len(rows), dtype=bool)
        for n in np.flatnonzero(number >= 0):
            legs = self.agenda.legs.get((int(v[n]), int(number[n])), ())
            as_planned[n] = bool(legs) and legs[0][1] == at[n]
        if as_planned.any():
            for car, trip in sorted(set(zip(v[as_planned].tolist(), number[as_planned].tolist(), strict=True))):
                some = as_planned & (v == car) & (number == trip)
                moves[some] = True
                arrive[some] = self._planned_way(f, car, trip, rows[some], v[some], t[some])
        for place in distinct(at[~as_planned]):
            for k in distinct(option[(at == place) & ~as_planned]):
                some = (at == place) & (option == k) & ~as_planned
                arrive[some] = self._empty_way(f, int(place), int(k), rows[some], v[some], t[some])
        lost = np.isinf(arrive)
        chooser.dead[rows[lost], option[lost]] = True
        self._give_up(f, rows[lost], v[lost], t[lost])
        keep = ~lost
        rows, v, t, at = rows[keep], v[keep], t[keep], at[keep]
        moves, arrive, use, number = moves[keep], arrive[keep], use[keep], number[keep]
        if fleet.fuel is not None:
            self.shared.fuel[rows, self.shared.stock_index[fleet.fuel.stock]] -= use
        cars.unblock(rows, v, t)
        self._lift_off(rows[moves], v[moves], at[moves], fleet.mode, t[moves])
        fresh = np.isnan(cars.duty_h[rows, v])
        cars.duty_h[rows[fresh], v[fresh]] = t[fresh]
        cars.began_h[rows, v] = t
        self.agenda.note(SET_OUT, at, rows, v, number, t, arrive)
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

    def _all_gone(self, rows: Rows, v: Ids, number: Ids, f: int) -> NDArray[np.bool_]:
        """Whether nobody of the people planned for a trip is left to fetch."""
        quota = self.agenda.quota[v, number]
        pickup = self.choosers[f].pickup[np.maximum(self.agenda.option[v, number], 0)]
        still = self.agenda.people_of[rows] - self.crowd.boarded[rows, pickup]
        return np.asarray(((quota <= 0) | (still <= 0)).all(axis=1))

    def _planned_way(self, f: int, car: int, trip: int, rows: Rows, v: Ids, t: Array) -> Array:
        """`_empty_way` over the legs of the schedule, none before its hour but by as much as the vehicle is ahead."""
        ahead = np.maximum(self.agenda.hours[car, trip, SET_OUT] - t, 0.0)
        for leg, place, hour in self.agenda.legs[car, trip]:
            route = self.world.routes[leg]
            t = self._enter_h(leg, rows, np.maximum(t, hour - ahead), bool(self.world.route_to[leg] == place))
            self._entered(leg, rows, t)
            if route.cycle_h is not None:
                t = t + self.cars.draw(route.cycle_h, rows, v, "loaded") / 2
            elif route.time_h is not None:
                t = t + self.cars.draw(route.time_h, rows, v, "empty")
            else:
                t = t + self.world.network.leg_h(self.world.fleets[f], route, loaded=False)
        return t

    def _empty_way(self, f: int, place: int, k: int, rows: Rows, v: Ids, t: Array) -> Array:
        """Hour of arrival at the pick-up of option k, `inf` if the way is closed for good."""
        chooser = self.choosers[f]
        if chooser.is_cycle[k]:
            route = int(chooser.route[k])
            open_h = self._enter_h(route, rows, t, True)
            half = self.cars.draw(self.world.routes[route].cycle_h, rows, v, "loaded") / 2  # type: ignore[arg-type]
            self._entered(route, rows, open_h)
            return np.asarray(open_h + half)
        for leg, planned, backwards in chooser.ways.get((place, k), ()):
            t = self._enter_h(leg, rows, t, backwards)
            self._entered(leg, rows, t)
            time = self.world.routes[leg].time_h
            t = t + (planned if time is None else self.cars.draw(time, rows, v, "empty"))
        return t
