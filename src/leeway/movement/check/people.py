"""People: nobody lost or doubled, nobody leaves before being there and ready, families stay together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from leeway.movement.check.facts import TOLERANCE_H, Facts, at
from leeway.movement.check.flows import flows, total
from leeway.movement.check.timelines import first_outrun


def conservation(facts: Facts) -> Iterator[str]:
    """Of every group, everyone planned for is in a haven, left where the schedule says, or gone by own means."""
    left: Counter[tuple[str, str]] = Counter()
    for record in facts.schedule.left:
        left[record.group, record.place] += record.people
    known = flows(facts)
    for group_id, place_id in sorted(set(known) | set(left)):
        flow = known.get((group_id, place_id))
        remaining = 0 if flow is None else total(flow.ready) + total(flow.arriving) - total(flow.leaving)
        said = left[group_id, place_id]
        if facts.plan.places[place_id].is_haven:
            if said:
                yield f"Group {group_id}: {said} people recorded as left at the safe haven {place_id}, expected 0."
            if flow is not None and flow.leaving:
                hour, people = flow.leaving[0]
                yield f"Group {group_id}: {people} people leave the safe haven {place_id} at {at(hour)}, expected 0."
        elif remaining != said:
            yield (
                f"Group {group_id} at place {place_id}: {remaining} people remain by the moves, "
                f"{said} are recorded as left."
            )
    for group_id, coming in facts.coming.items():
        own = facts.schedule.own_means.get(group_id, 0)
        if own != coming.own_means:
            yield f"Group {group_id}: {own} people leave by own means, planned are {coming.own_means}."


def presence(facts: Facts) -> Iterator[str]:
    """People set out only when ready or arrived, and done with every station of the place, in order."""
    for (group_id, place_id), flow in flows(facts).items():
        group = facts.case.groups[group_id]
        source = flow.ready + flow.arriving
        stage = f"ready or arrived at {place_id}"
        if not facts.plan.places[place_id].is_haven:
            for station in facts.stations_for(group, place_id):
                works = facts.processings.get((group_id, station.id), [])
                outrun = first_outrun(source, ((w.start_h, w.people) for w in works))
                if outrun is not None:
                    yield (
                        f"Group {group_id} at station {station.id}: {outrun[1]} people have begun by {at(outrun[0])}, "
                        f"only {outrun[2]} are {stage}."
                    )
                source = [(w.finish_h, w.people) for w in works]
                stage = f"done at station {station.id}"
        outrun = first_outrun(source, flow.boarding)
        if outrun is not None:
            yield (
                f"Group {group_id} at place {place_id}: {outrun[1]} people have boarded or set out by "
                f"{at(outrun[0])}, only {outrun[2]} are {stage}."
            )


def parties(facts: Facts) -> Iterator[str]:
    """Each load is made of whole parties, and all loads of a group from its site together are its parties."""
    spans: dict[str, list[tuple[int, int]]] = {}
    by_vehicle: Counter[str] = Counter()
    for move in facts.schedule.moves:
        for group_id, people in move.people:
            coming = facts.coming[group_id]
            if not coming.sizes:
                continue
            least, most = _parties_in(people, min(coming.sizes), max(coming.sizes))
            if least > most:
                yield (
                    f"Vehicle {move.vehicle} on route {move.route} at {at(move.depart_h)}: {people} people of group "
                    f"{group_id} are not whole parties of {min(coming.sizes)} to {max(coming.sizes)}."
                )
            elif move.origin == facts.case.groups[group_id].site:
                spans.setdefault(group_id, []).append((least, most))
                by_vehicle[group_id] += people
    for group_id, rows in spans.items():
        sizes = facts.coming[group_id].sizes
        staying = sum(sizes) - by_vehicle[group_id]
        least, most = _parties_in(staying, min(sizes), max(sizes)) if staying > 0 else (0, 0)
        lowest, highest = least + sum(a for a, _ in rows), most + sum(b for _, b in rows)
        if least <= most and not lowest <= len(sizes) <= highest:
            yield (
                f"Group {group_id}: its loads from {facts.case.groups[group_id].site} make {lowest} to {highest} "
                f"parties, it has {len(sizes)}."
            )


def _parties_in(people: int, smallest: int, largest: int) -> tuple[int, int]:
    """Least and most parties `people` can be; least > most if they cannot be whole parties."""
    return math.ceil(people / largest - TOLERANCE_H), math.floor(people / smallest + TOLERANCE_H)


def horizon(facts: Facts) -> Iterator[str]:
    """Nobody counts as out who arrives after the horizon."""
    for (group_id, place_id), flow in flows(facts).items():
        if facts.plan.places[place_id].is_haven:
            late = [(hour, people) for hour, people in flow.arriving if hour > facts.horizon_h + TOLERANCE_H]
            if late:
                yield (
                    f"Group {group_id}: {total(late)} people reach {place_id} by {at(max(late)[0])}, "
                    f"the horizon ends at {at(facts.horizon_h)}."
                )
