"""Trips: one pick-up each, how many, rounds, crew duty and rest, refuel stops, fuel drawn."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from leeway.case.model import FuelStock
from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.check.timelines import instants


def one_pickup(facts: Facts) -> Iterator[str]:
    """A trip has one loaded move, and it is the last of the trip."""
    for vehicle, trips in facts.trips.items():
        for moves in trips:
            loaded = [k for k, move in enumerate(moves) if move.people]
            if len(loaded) > 1:
                yield (
                    f"Vehicle {vehicle}: trip {moves[0].trip} takes people over {len(loaded)} routes "
                    f"({', '.join(moves[k].route for k in loaded)}), expected 1."
                )
            elif loaded and loaded[0] != len(moves) - 1:
                yield f"Vehicle {vehicle}: trip {moves[0].trip} goes on after unloading at {at(moves[-1].depart_h)}."


def most_trips(facts: Facts) -> Iterator[str]:
    """No vehicle makes more loaded trips than its fleet's limit."""
    for vehicle, moves in facts.by_vehicle.items():
        limit = facts.vehicles[vehicle][0].most_trips
        made = sum(1 for move in moves if move.people)
        if limit is not None and made > limit:
            yield f"Vehicle {vehicle}: makes {made} trips, at most {limit} are allowed."


def rounds(facts: Facts) -> Iterator[str]:
    """On a route with a round time, the empty half out comes just before the loaded half back, in one trip."""
    for vehicle, trips in facts.trips.items():
        last = trips[-1][-1]
        for moves in trips:
            for k, move in enumerate(moves):
                if facts.plan.routes[move.route].cycle_h is None:
                    continue
                what = f"Vehicle {vehicle} on route {move.route} at {at(move.depart_h)}"
                if move.people:
                    out = moves[k - 1] if k else None
                    if out is None or out.people or out.route != move.route or not out.backwards:
                        yield f"{what}: the loaded half has no empty half from {move.destination} before it."
                elif not move.backwards:
                    yield f"{what}: goes empty in the loaded half of a round."
                elif move is last:
                    continue  # gone out for people who did not come: harmless if it does nothing else
                elif k + 1 == len(moves) or moves[k + 1].route != move.route or not moves[k + 1].people:
                    yield f"{what}: the empty half is not followed by the loaded half."


def crew_duty(facts: Facts) -> Iterator[str]:
    """No trip ends later than the crew's duty hours after its first departure since a full rest."""
    for vehicle, trips in facts.trips.items():
        fleet = facts.vehicles[vehicle][0]
        began = ended = -float("inf")
        for moves in trips:
            if moves[0].load_start_h - ended >= fleet.crew_rest_h - TOLERANCE_H:
                began = moves[0].depart_h
            ended = moves[-1].unload_end_h
            if ended - began > fleet.crew_duty_h + TOLERANCE_H:
                yield (
                    f"Vehicle {vehicle}: trip {moves[0].trip} ends {at(ended - began)} after the crew's duty began "
                    f"at {at(began)}, the limit is {at(fleet.crew_duty_h)} (rest {at(fleet.crew_rest_h)})."
                )


def refuel_stops(facts: Facts) -> Iterator[str]:
    """After every so many trips the vehicle stands for its refuel time where it unloaded."""
    for vehicle, moves in facts.by_vehicle.items():
        fleet = facts.vehicles[vehicle][0]
        if not fleet.refuel_every:
            continue
        stop_h, made = facts.hours(fleet.refuel_h), 0
        for move, following in pairwise(moves):
            made += bool(move.people)
            stood = following.load_start_h - move.unload_end_h
            if move.people and made % fleet.refuel_every == 0 and stood < stop_h - TOLERANCE_H:
                yield (
                    f"Vehicle {vehicle}: stands {at(stood)} at {move.destination} after trip {made}, "
                    f"the refuel stop takes {at(stop_h)}."
                )


def fuel(facts: Facts) -> Iterator[str]:
    """At every instant the fuel drawn from a stock is within what it held and what has been delivered."""
    drawn: dict[str, list[tuple[float, float]]] = {stock: [] for stock in facts.plan.fuel_stocks}
    for vehicle, trips in facts.trips.items():
        fleet = facts.vehicles[vehicle][0]
        use = fleet.fuel
        if use is None or use.stock not in drawn:
            continue
        for moves in trips:
            loaded = next((move.route for move in moves if move.people), None)
            routes = [(facts.plan.routes[move.route], bool(move.people)) for move in moves]
            hours = sum(facts.leg_h(fleet, route, loaded=with_people) for route, with_people in routes)
            amount = use.per_trip if loaded is None else use.by_route.get(loaded, use.per_trip)
            drawn[use.stock].append((moves[0].load_start_h, amount + use.per_h * hours))
    for stock in facts.plan.fuel_stocks.values():
        level, complained = stock.amount, False
        events = [(hour, -amount) for hour, amount in drawn[stock.id]] + list(_arriving(facts, stock))
        for hour, amounts in instants(events):
            level += sum(amounts)
            if level < -TOLERANCE_H * max(1.0, stock.amount) and not complained:
                complained = True
                had = level - sum(a for a in amounts if a < 0)
                yield (
                    f"Fuel stock {stock.id}: {had - level:g} {stock.unit} drawn at {at(hour)}, only {had:g} are there."
                )


def deliveries(facts: Facts) -> Iterator[str]:
    """Each delivery is one of the plan's, used once, of its amount, and not before it can come."""
    seen: set[tuple[str, str]] = set()
    for record in facts.schedule.deliveries:
        what = f"Delivery {record.delivery} to fuel stock {record.stock} at {at(record.at_h)}"
        stock = facts.plan.fuel_stocks[record.stock]
        planned = next((d for k, d in enumerate(stock.deliveries, 1) if record.delivery in (d.id, str(k))), None)
        if planned is None:
            yield f"{what}: the plan has no such delivery."
            continue
        if (record.stock, record.delivery) in seen:
            yield f"{what}: is used a second time."
        seen.add((record.stock, record.delivery))
        if abs(record.amount - planned.amount) > TOLERANCE_H * max(1.0, planned.amount):
            yield f"{what}: brings {record.amount:g} {stock.unit}, the plan says {planned.amount:g}."
        earliest = facts.moment(planned.at)
        if planned.on_call:
            earliest = max(earliest, facts.hours(planned.lead_h))
        if record.at_h < earliest - TOLERANCE_H:
            yield f"{what}: cannot come before {at(earliest)}."
        if record.on_call != planned.on_call:
            yield f"{what}: recorded as {'' if record.on_call else 'not '}on call, the plan says otherwise."


def _arriving(facts: Facts, stock: FuelStock) -> Iterator[tuple[float, float]]:
    for planned in stock.deliveries:
        if not planned.on_call:
            yield facts.moment(planned.at), planned.amount
    on_call = {d.id for d in stock.deliveries if d.on_call} | {
        str(k) for k, d in enumerate(stock.deliveries, 1) if d.on_call
    }
    for record in facts.schedule.deliveries:
        if record.stock == stock.id and record.delivery in on_call:
            yield record.at_h, record.amount
