"""What a distance is measured to, and which bounds it sets; for `approach`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import chunks
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import Scene, bare
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Value

FORCE_WORDS = words("approach.FORCE_WORDS") | frozenset(
    ["tanks", "tank", "spearhead", "spearheads", "vanguard", "scouts", "artillery", "mortars", "howitzers", "armoured"]
)

BEARINGS = words("approach.BEARINGS") | frozenset(["short", "shy", "distant", "nearer", "closer", "farther", "further"])


SORTS = frozenset(["town", "city", "village", "suburb", "junction", "port"])
NEAREST = frozenset(["nearest", "closest", "foremost", "forward", "leading"])


MIDDLE = frozenset(["centre", "center", "outskirts", "suburbs", "heart"])
NO = frozenset(["no", "none", "not", "never", "nobody", "nowhere", "neither"])


BORDER = (["border"], ["frontier"], ["soil"], ["territory"])


def no_nearer(line: Line, number: Chunk) -> Value | None:
    """ "No rebel is nearer than 30 km", "none of them farther than 30 km": a bound, which denies nothing."""
    k = number.start
    while k > 0 and line.w[k - 1] in ("about", "some", "around", "roughly"):
        k -= 1
    before = line.w[max(0, k - 8) : k]
    if before[-1:] != ["than"] or not NO & set(before):
        return None
    if before[-2] in ("nearer", "closer", "less"):
        return Value(number.what.low, None, "km")
    return Value(None, number.what.low, "km") if before[-2] in ("farther", "further", "more") else None


def nearest_to(line: Line, number: Chunk, a: int) -> str | None:
    """ "Rebels nearest to Y: X, 25 km", "the closest rebels to Y are at X, 25 km away": the distance is to Y."""
    near = next((k for k in range(number.start) if line.w[k] in NEAREST), -1)
    if near < 0 or not (FORCE_WORDS & set(line.w[: number.start]) or line.within("actor", 0, number.start)):
        return None
    goal = next((c for c in chunks(line, ("place", "facility"), near, number.start) if _led_by_to(line, c)), None)
    return str(goal.what.name) if goal is not None else None


def _led_by_to(line: Line, c: Chunk) -> bool:
    return "to" in (line.w[c.start - 1], line.w[max(0, c.start - 2)]) and c.start > 0


def measured_to(line: Line, number: Chunk, scene: Scene) -> Chunk | None:
    """The place after "of", "from" or a bearing that the distance is measured to."""
    k = number.end
    while k < len(line.w) and k < number.end + 9:
        if line.w[k] == "here" and scene.first_city is not None and line.within("place", 0, number.start):
            return Chunk("place", k, k + 1, scene.first_city)  # where the report is sent from, not the town it tells of
        for c in (*line.of("place"), *line.of("facility")):
            if c.start == k:
                return c
        if line.w[k] == "(" and ")" in line.w[k : k + 6]:
            k = line.w.index(")", k) + 1
            continue
        if line.w[k] == ")" and k == number.end and not any(n.end == number.start - 1 for n in line.of("number")):
            k += 1
            continue  # "an hour's drive (50 km) from X"
        if line.w[k] == "it":
            before = [c for c in line.of("place") if c.end <= number.start and c.what.kind != "country"]
            return before[-1] if before else None
        border = _border(line, k)
        if border is not None:
            return border
        if line.w[k - 1] == "the" and line.w[k] not in BEARINGS and _built_next(line, k) is not None:
            return _built_next(line, k)  # "six miles from the free port"
        middle = line.w[k] in MIDDLE and line.w[k - 1] == "the" and line.w[k + 1 : k + 2] not in (["of"], ["in"])
        bare = middle or (line.w[k] in ("town", "here", "us") and line.w[k - 1] in ("of", "from"))
        if bare and scene.first_city is not None:
            return Chunk("place", k, k + 1, scene.first_city)  # "fifteen miles from the centre of town"
        if line.w[k] not in BEARINGS:
            return None
        k += 1
    return None


def _built_next(line: Line, k: int) -> Chunk | None:
    return next((c for c in line.of("facility") if c.start == k + 1), None)


def _border(line: Line, k: int) -> Chunk | None:
    """ "10 km from the Chadian border", "ten miles short of Saudi soil": the state whose border it is."""
    state = line.at("actor", k)
    if state is None or state.what.kind != "state" or line.w[state.end : state.end + 1] not in BORDER:
        return None
    return Chunk("place", k, state.end + 1, bare(str(state.what.name), "border"))


def in_passing(line: Line, host: Chunk, number: Chunk) -> bool:
    """ "Baiji, the oil town 200 km north of Baghdad": an apposition with the sort of the place."""
    between = line.w[host.end : number.start]
    sort = between[:1] == [","] and len(between) <= 8 and not SORTS.isdisjoint(between)
    return sort and not any(is_verb(line, k) or line.w[k] in (",", ";") for k in range(host.end + 1, number.start))


def apposed(line: Line, host: Chunk, number: Chunk) -> bool:
    """Whether the distance is said of the place before it."""
    if in_passing(line, host, number):
        return True
    return number.start - host.end <= 3 or "lies" in line.w[host.end : number.start] or host.start <= 1
