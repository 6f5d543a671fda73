"""Distances of forces, and of towns that were taken: `approach` at a distance."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.approach_where import (
    FORCE_WORDS,
    NEAREST,
    NO,
    apposed,
    in_passing,
    measured_to,
    nearest_to,
    no_nearer,
)
from leeway.evidence.grammar.arguments import chunks
from leeway.evidence.grammar.days import times_of, when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import TOWNS, Scene

ALONG = frozenset(["out", "away", "off", "distant", "down", "up", "along"])
"""After a distance whose other end is not said: it is the town the text is about."""
BY_WAY = (["by", "road"], ["by", "river"], ["by", "rail"], ["by", "track"], ["by", "car"])
WAITING = "?"
"""Actor of a distance said of a town of which it is not yet known whether it was taken."""
FIGHTING = frozenset(["fighters", "troops"])
STOPPED = frozenset(["stopped", "halted", "stalled", "advanced", "pushed", "moved", "stood", "checked"])
NEAR = 5
LATELY = 3
"""Lines for which the town that distances are measured to is kept in mind."""
ENDS: tuple[list[str], ...] = ([], ["."], [","], [";"], [":"], ["|"])
UNARMED = frozenset(["aid", "relief", "food", "evacuation", "refugee", "medical", "humanitarian", "bus"])


def distances(line: Line, scene: Scene, held: list[Draft]) -> Iterator[Draft]:
    """Distances printed in the line, said of a force or of a town that `held` says was taken."""
    measured = [number for number in line.of("number") if number.what.unit == "km"]
    if not measured:
        return
    lost = [d for d in held if d.kind == "control" and d.status in ("captured", "threatened", "contested") and d.place]
    taken = {d.place.name: d for d in lost if d.place}
    for number in measured:
        a, _b = line.clause(number.start)
        target = measured_to(line, number, scene)
        name = target.what.name if target else nearest_to(line, number, a) or _unsaid(line, number, a, scene)
        if name is None:
            continue
        first = 0 if _carried_on(line, a) else a
        host = _host(line, number, a, first, str(name), taken, scene)
        armed = [c for c in chunks(line, ("actor", "force"), first, number.start) if is_armed(c)]
        if armed and not any(_against(line, c, scene) for c in armed) and (host is None or host.what.name not in taken):
            continue
        near_force = _of_force(line, number, first, armed, scene)
        if host is not None and in_passing(line, host, number):
            near_force = False  # "Baiji, the oil town 200 km north of Baghdad": where it lies, not where the force is
        place, actor, told = None, None, None
        if host is not None and host.what.name in taken:
            told = taken[host.what.name]
            place, actor = host.what, told.actor
        elif host is not None and not near_force and apposed(line, host, number):
            place, actor = host.what, WAITING
        elif near_force:
            near = host is not None and (host.start >= a or host.start >= number.end or number.start - host.end <= 3)
            place = host.what if host is not None and near and host.what.kind != "country" else None
            actor = name_of(armed[0] if armed else None, scene)
        elif scene.last_taken is not None and _lies_off(line, number, a, scene):
            place, actor = scene.last_taken, scene.holders.get(scene.last_taken.name)
        else:
            continue
        built = target is not None and target.kind == "facility"
        scene.goal = scene.first_city.name if built and scene.first_city else str(name)
        scene.goal_line = scene.line_number
        days = (told.when if told is not None else None) or when(line, scene, number.start, False)
        if days is None and line.w[a] in ("as", "while", "when"):  # at the same time as what the sentence tells first
            days = next((t.what.days for t in reversed(times_of(line, 0, a)) if t.what.kind == "day"), None)
        value = no_nearer(line, number)
        start, last = extent(line, number.start, number.end, host if place is not None else None, target)
        yield Draft(
            line, start, last, number.start, "approach", "at_distance", actor, place,
            value or value_of(number.what, "km"), str(name), days, trigger_end=number.end,
            word="distance" if value is None else "bound",
            firmness="denied" if _none_within(line, number, a) else None,
        )  # fmt: skip


def _unsaid(line: Line, number: Chunk, a: int, scene: Scene) -> str | None:
    """The town that "30 km away", "30 km by road", "none closer than 30 km" and a bare "at Kolda, 30 km." are from."""
    after = line.w[number.end : number.end + 1]
    lately = scene.goal is not None and scene.line_number - scene.goal_line <= LATELY
    bare = lately and after in ENDS and (line.w[number.start - 1] == "," or no_nearer(line, number) is not None)
    if not (
        line.w[number.end : number.end + 2] in BY_WAY or ALONG & set(after) or bare or _lies_off(line, number, a, scene)
    ):
        return None
    if _lies_off(line, number, a, scene):
        towns = [c for c in line.within("place", a, number.start) if c.what.kind in TOWNS]
        return str(towns[0].what.name)
    if scene.goal is not None:
        return scene.goal
    return str(scene.first_city.name) if scene.first_city else None


def _lies_off(line: Line, number: Chunk, a: int, scene: Scene) -> bool:
    """ "The capital is about 400 km to the west", after a sentence on a town that was taken."""
    if scene.line_number - scene.taken_line != 1:
        return False
    towns = [c for c in line.within("place", a, number.start) if c.what.kind in TOWNS]
    after = line.w[number.end : number.end + 1]
    if len(towns) != 1 or after not in (["to"], ["away"], ["off"], ["further"], ["farther"], ["down"]):
        return False
    return line.w[towns[0].end : towns[0].end + 1] in (["is"], ["lies"], ["was"]) and towns[0].start - a <= 2


def _host(
    line: Line, number: Chunk, a: int, first: int, name: str, taken: dict[str, Draft], scene: Scene
) -> Chunk | None:
    """The place where the force stands: named before the figure, or behind it after "at"."""
    spots = [c for c in chunks(line, ("place", "facility"), 0, len(line.w)) if c.what.name != name]
    behind = [c for c in spots if 0 < c.start - number.end <= 8 and line.w[c.start - 1] == "at"]
    if behind and line.w[behind[0].start - 2] in (",", *ALONG):
        return behind[0]  # "within 45 km of the city, at Gwer"
    hosts = [c for c in spots if c.end <= number.start]
    hosts = [c for c in hosts if c.kind == "place" or c.what.name in taken or c.what.name in scene.holders]
    fallen = [c for c in hosts if c.what.name in taken]
    near = [c for c in fallen if number.start - c.end <= NEAR]
    host = near[-1] if near else fallen[-1] if fallen else hosts[-1] if hosts else None
    if host is None:
        return None
    if host.start < a and _own_subject(line, number, a):
        return None  # "X is about to fall as the rebels reached a point 90 km from the capital"
    if host in fallen and any(line.w[k] in STOPPED or line.w[k] == "within" for k in range(host.end, number.start)):
        return None  # "who overran Mosul pushed south and were within 90 km of Baghdad"
    if host not in fallen and first <= host.start and _tellers(line, host, number):
        return None
    return host


def _tellers(line: Line, host: Chunk, number: Chunk) -> bool:
    """ "Travellers arriving at Maluku place the first patrols 100 km east": the force is named behind the place."""
    between = line.w[host.end : number.start]
    force = any(w in FORCE_WORDS and w not in ("they", "them", "front") for w in between)
    return force and line.w[host.start - 1] in ("at", "in", "from", "reaching") and host.start > 2


def _of_force(line: Line, number: Chunk, first: int, armed: list[Chunk], scene: Scene) -> bool:
    words = line.w[: number.start] if NEAREST & set(line.w[: number.start]) else line.w[first : number.start]
    if armed or (any(w in FORCE_WORDS for w in words) and not UNARMED & set(words)):
        return True
    if "it" not in words:
        return False
    moved = scene.goal is not None and bool(STOPPED & set(words))
    return moved or (words[:1] == ["it"] and scene.line_number - scene.goal_line <= 1)


def _none_within(line: Line, number: Chunk, a: int) -> bool:
    """ "Not 30 km from X", "no hostile force within 100 km of X"."""
    before = line.w[number.start - 1 : number.start]
    if before == ["not"]:
        return True
    return line.w[number.start : number.start + 1] == ["within"] and not NO.isdisjoint(line.w[a : number.start])


def _own_subject(line: Line, number: Chunk, a: int) -> bool:
    """Whether the clause of the distance, begun by "as", "while" or "and", has a force of its own as its subject."""
    if line.w[a] not in ("as", "while", "and", "when"):
        return False
    return any(is_armed(c) and c.start <= a + 3 for c in chunks(line, ("actor", "force"), a, number.start))


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


def is_armed(c: Chunk) -> bool:
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


def name_of(actor: Chunk | None, scene: Scene) -> str | None:
    if actor is not None and actor.kind == "actor":
        return str(actor.what.name)
    return scene.group
