"""How near a force is: `approach`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.approach_where import (
    FORCE_WORDS,
    NEAREST,
    apposed,
    in_passing,
    measured_to,
    nearest_to,
    no_nearer,
)
from leeway.evidence.grammar.arguments import chunks, direct_object, subject
from leeway.evidence.grammar.days import times_of, when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene

ALONG = frozenset(["out", "away", "off", "distant", "down", "up", "along"])
"""After a distance whose other end is not said: it is the town the text is about."""
BY_WAY = (["by", "road"], ["by", "river"], ["by", "rail"], ["by", "track"], ["by", "car"])
WAITING = "?"
"""Actor of a distance said of a town of which it is not yet known whether it was taken."""
FIGHTING = frozenset(["fighters", "troops"])
MOVING = frozenset(
    [
        "they",
        "rebels",
        "fighters",
        "columns",
        "we",
        "and",
        "another",
        "others",
        "column",
        "convoy",
        "insurgents",
        "gunmen",
    ]
)
VOWS = frozenset(
    ["vow", "vows", "vowed", "plan", "plans", "planned", "intend", "intends", "promise", "promised", "pledged"]
)
STOPPED = frozenset(["stopped", "halted", "stalled", "advanced", "pushed", "moved", "stood", "checked"])
UNARMED = frozenset(["aid", "relief", "food", "evacuation", "refugee", "medical", "humanitarian", "bus"])


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A force that comes nearer. `of`: what it comes nearer to; `place`: where it stands, mostly nothing."""
    pattern = hit.row.pattern
    actor = subject(line, hit.start, ("actor", "force"))
    if pattern == "NP":
        owner = [c for c in line.of("actor") if c.end <= hit.start and hit.start - c.end < 2]
        actor = owner[-1] if owner else None
    if actor is not None and not _armed(actor):
        return
    if line.w[hit.end - 2 : hit.end] == ["up", "to"] and line.at("number", hit.end - 1) is not None:
        return  # "moved up to 1,500 recruits to Kolda"
    end = line.clause(hit.start)[1]
    target = direct_object(line, hit.end, ("place", "facility"), reach=5)
    if target is None and pattern in ("AT", "AX"):
        for c in chunks(line, ("place",), hit.end, end):
            if line.w[c.start - 1] in ("towards", "toward", "on", "to") or line.w[c.start - 2 : c.start - 1] in (
                ["towards"],
                ["toward"],
                ["on"],
            ):
                target = c
                break
    goal = target.what.name if target is not None else None
    if goal is None and pattern in ("AX", "AE"):
        city = city_before(scene, line, hit.start)
        goal = city.name if city and pattern == "AE" else None
        if pattern == "AX" and not {"ground", "gains", "advances", "inroads"} & set(line.w[hit.start : hit.end]):
            city = scene.capital() if actor is not None else None
            goal = city.name if city else None
            if actor is None and "they" in line.w[line.clause(hit.start)[0] : hit.start]:
                goal = scene.goal
    if goal is None or (hit.row.words == "near:v" and line.at("building", hit.start - 1) is not None):
        return  # "the air base near X" is no advance
    if actor is None and pattern in ("AO", "AX", "AW") and not (pattern == "AX" and goal is not None):
        return
    if pattern == "AW" and not any(
        w in ("is", "are", "now", "reached", "already") for w in line.w[max(0, hit.start - 3) : hit.start]
    ):
        return
    if actor is None and not any(w in MOVING for w in line.w[: hit.start]) and pattern != "NP":
        return
    if target is not None and target.what.kind == "country":
        return
    name = _name(actor, scene)
    start, last = extent(line, hit.start, max(hit.end, target.end if target else 0), actor, target)
    before = line.w[max(0, hit.start - 5) : hit.start]
    yield Draft(
        line, start, last, hit.start, "approach", "advancing", name, None, None, goal,
        when(line, scene, hit.start, False), trigger_end=hit.end, word=hit.row.words,
        firmness="planned" if before[-1:] == ["to"] and VOWS & set(before) else None,
    )  # fmt: skip


def distances(line: Line, scene: Scene, held: list[Draft]) -> Iterator[Draft]:
    """Distances printed in the line, said of a force or of a town that `held` says was taken."""
    measured = [number for number in line.of("number") if number.what.unit == "km"]
    if not measured:
        return
    taken = {
        d.place.name
        for d in held
        if d.kind == "control" and d.status in ("captured", "threatened", "contested") and d.place
    }
    for number in measured:
        target = measured_to(line, number, scene)
        a, _b = line.clause(number.start)
        name = target.what.name if target else None
        if name is None:
            name = nearest_to(line, number, a)
        if name is None:
            ways = line.w[number.end : number.end + 2] in BY_WAY
            if not (ways or ALONG & set(line.w[number.end : number.end + 1])):
                continue
            name = scene.goal or (scene.first_city.name if scene.first_city else None)
            if name is None:
                continue
        hosts = [c for c in chunks(line, ("place", "facility"), 0, number.start) if c.what.name != name]
        hosts = [c for c in hosts if c.kind == "place" or c.what.name in taken or c.what.name in scene.holders]
        fallen = [c for c in hosts if c.what.name in taken]
        host = fallen[-1] if fallen else hosts[-1] if hosts else None
        if host is not None and host.start < a and _own_subject(line, number, a):
            host = None  # "X is about to fall as the rebels reached a point 90 km from the capital"
        first = 0 if _carried_on(line, a) else a
        armed = [c for c in chunks(line, ("actor", "force"), first, number.start) if _armed(c)]
        if armed and not any(_against(line, c, scene) for c in armed) and (host is None or host.what.name not in taken):
            continue
        words = line.w[first : number.start]
        if NEAREST & set(line.w[: number.start]):
            words = line.w[: number.start]
        near_force = bool(armed) or (any(w in FORCE_WORDS for w in words) and not UNARMED & set(words))
        if host is not None and in_passing(line, host, number):
            near_force = False  # "Baiji, the oil town 200 km north of Baghdad": where it lies, not where the force is
        near_force = near_force or ("it" in words and bool(STOPPED & set(words)) and scene.goal is not None)
        place, actor = None, None
        if host is not None and host.what.name in taken:
            place, actor = host.what, next((d.actor for d in held if d.place and d.place.name == host.what.name), None)
        elif host is not None and apposed(line, host, number) and not near_force:
            place, actor = host.what, WAITING
        elif near_force:
            scene.goal = name
            place = (
                host.what
                if host is not None
                and (line.clause_of[host.start] == line.clause_of[number.start] or number.start - host.end <= 3)
                and host.what.kind != "country"
                else None
            )
            actor = _name(armed[0] if armed else None, scene)
        else:
            continue
        days = next((d.when for d in held if d.place is place and place is not None), None) or when(
            line, scene, number.start, False
        )
        if days is None and line.w[a] in ("as", "while", "when"):  # at the same time as what the sentence tells first
            days = next((t.what.days for t in reversed(times_of(line, 0, a)) if t.what.kind == "day"), None)
        value = no_nearer(line, number)
        start, last = extent(line, number.start, number.end, host if place is not None else None, target)
        yield Draft(
            line, start, last, number.start, "approach", "at_distance", actor, place,
            value or value_of(number.what, "km"), name, days, trigger_end=number.end,
            word="distance" if value is None else "bound",
            firmness="denied" if line.w[number.start - 1 : number.start] == ["not"] else None,
        )  # fmt: skip


def _own_subject(line: Line, number: Chunk, a: int) -> bool:
    """Whether the clause of the distance, begun by "as", "while" or "and", has a force of its own as its subject."""
    if line.w[a] not in ("as", "while", "and", "when"):
        return False
    return any(_armed(c) and c.start <= a + 3 for c in chunks(line, ("actor", "force"), a, number.start))


def _carried_on(line: Line, a: int) -> bool:
    """ "Rebels are reported | to be 5 km from X", "the column, which left, | is now 5 km from X"."""
    head = [w for w in line.w[a : a + 3] if w != ","]
    return bool(head) and (head[0] in ("to", "is", "are", "was", "were", "and", "but") or head[0] in STOPPED)


def of_taken(pending: list[Draft], scene: Scene) -> Iterator[Draft]:
    """Distances of forces, and of towns that the report says were taken, wherever it says so."""
    for draft in pending:
        if draft.actor != WAITING:
            yield draft
        elif draft.place is not None and draft.place.name in scene.holders:
            draft.actor = scene.holders[draft.place.name]
            yield draft


def _armed(c: Chunk) -> bool:
    if c.kind == "actor":
        return c.what.kind in ("armed_group", "army", "people")
    return c.what.status in FIGHTING


def _against(line: Line, c: Chunk, scene: Scene) -> bool:
    """Whether the force is not the defender's own: distances of its own troops are none."""
    if c.kind == "force" and c.what.status == "fighters":
        return True
    if c.kind == "force":
        near = [x for x in line.of("actor") if x.start <= c.start and c.start - x.end <= 2]
        if not near or near[-1].what.kind not in ("army", "armed_group", "state", "people", "person"):
            return False
        c = near[-1]
    own = scene.home is not None and (scene.home[0] in c.what.name or scene.home[1] in c.what.name)
    if own and any(x.what.kind == "state" and 0 < c.start - x.end <= 2 for x in line.of("actor")):
        return True  # "Indian parachute troops" are none of the country's own
    return bool(c.what.kind != "army" or not own)


def _name(actor: Chunk | None, scene: Scene) -> str | None:
    if actor is not None and actor.kind == "actor":
        return str(actor.what.name)
    return scene.group
