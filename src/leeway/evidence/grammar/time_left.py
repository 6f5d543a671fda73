"""How long until a place falls or an exit is lost: `time_left`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.arguments import chunks, direct_object, subject
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Value

FUTURE = words("time_left.FUTURE")
TIMED = frozenset(["days", "hours", "weeks", "months"])
EXITS = words("time_left.EXITS")


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A place or exit with a duration ahead in the same clause."""
    a, b = line.clause(hit.start)
    pattern, status = hit.row.pattern, hit.row.status
    duration = _duration(line, hit, a, b, pattern)
    if duration is None:
        return
    value, chunk = duration
    if pattern == "HAVE" and not (0 <= chunk.start - hit.end <= 2 or 0 <= hit.start - chunk.end <= 1):
        return
    if (
        pattern in ("S", "HOLD", "O")
        and hit.verb >= 0
        and hit.form & Form.PAST
        and not hit.form & Form.BASE
        and not hit.form & Form.PARTICIPLE
    ):
        return
    words = line.w[a:b]
    if words[:1] == ["and"] and line.clause_of[hit.start]:
        words = line.w[line.clauses[line.clause_of[hit.start] - 1][0] : b]
    if not any(x in FUTURE for x in words):
        return
    if "been" in words and not any(x in ("could", "would", "will", "may", "might") for x in words):
        return
    if pattern in ("S", "O", "N") and not any(
        x
        in (
            "could",
            "would",
            "will",
            "may",
            "might",
            "can",
            "expects",
            "expected",
            "within",
            "likely",
            "days",
            "weeks",
            "matter",
            "question",
        )
        for x in words
    ):
        return
    if any(
        x in ("ago", "since", "after", "for") for x in line.w[max(a, chunk.start - 1) : chunk.start]
    ) and pattern not in ("HOLD", "S"):
        return
    if line.w[chunk.end : chunk.end + 2] == ["at", "most"]:
        value = replace(value, low=None)
    doubted = {"unlikely", "not", "cannot", "can't", "won't"} & set(line.w[max(0, hit.start - 12) : hit.end])
    beyond = {"more", "longer"} & set(line.w[max(0, chunk.start - 3) : chunk.start + 2])
    if pattern == "HOLD" and doubted and beyond and value.high is not None:
        value = replace(value, low=None)  # "unlikely to hold out for more than a few weeks"
    place, of = _place(line, hit, scene, pattern, a, b, status)
    if place is None:
        return
    if of is not None:
        status = "until_loss"
    elif status == "until_loss" and pattern == "SEXIT":
        return
    start, last = extent(line, hit.start, max(hit.end, chunk.end), chunk)
    yield Draft(
        line,
        start,
        last,
        hit.start,
        "time_left",
        status,
        scene.group if status == "until_fall" else None,
        place,
        value,
        of,
        None,
        trigger_end=hit.end,
        word=hit.row.words,
    )


def _duration(line: Line, hit: Hit, a: int, b: int, pattern: str) -> tuple[Value, Chunk] | None:
    """The duration nearest after the trigger, as days."""
    found: list[tuple[int, Value, Chunk]] = []
    for c in line.of("time"):
        if c.what.kind == "duration" and c.what.hours and a <= c.start < b + 12:
            low, high = c.what.hours
            found.append((c.start, Value(_days(low), _days(high), "days"), c))
    for c in line.of("number"):
        if c.what.unit in ("days", "hours") and a <= c.start < b + 12:
            factor = 24 if c.what.unit == "hours" else 1
            low, high = c.what.low, c.what.high
            found.append(
                (
                    c.start,
                    Value(
                        None if low is None else low / factor,
                        None if high is None else high / factor,
                        "days",
                        c.what.about,
                    ),
                    c,
                )
            )
    found.extend(_inherited(line, a, b))
    if not found:
        return None
    found.sort(key=lambda f: (f[0] < hit.end and pattern not in ("S", "N"), abs(f[0] - hit.end)))
    return found[0][1], found[0][2]


def _inherited(line: Line, a: int, b: int) -> Iterator[tuple[int, Value, Chunk]]:
    """ "In 30 to 60 days and captured in 90": the bare figure after "in" or "within" takes the unit before it."""
    for c in line.of("number"):
        bare = c.what.unit is None and not c.what.noun and line.w[c.start - 1 : c.start] in (["in"], ["within"])
        before = any(n.what.unit == "days" and n.end <= c.start for n in line.of("number"))
        if bare and before and a <= c.start < b + 2 and 2 <= (c.what.low or 0) <= 365:
            yield c.start, Value(c.what.low, c.what.high, "days", c.what.about), c


def _days(hours: float | None) -> float | None:
    return None if hours is None else hours / 24


def _place(
    line: Line, hit: Hit, scene: Scene, pattern: str, a: int, b: int, status: str
) -> tuple[PlaceName | None, str | None]:
    w = line.w
    if pattern in ("GIVE", "O", "N"):
        exit_noun = next((x for x in w[hit.end : hit.end + 4] if x in EXITS), None)
        if exit_noun:
            return city_before(scene, line, hit.start), "airport" if exit_noun in (
                "runway",
                "field",
                "airfield",
            ) else exit_noun
        if pattern == "GIVE" and any(x in ("government", "regime", "president") for x in w[hit.end : hit.end + 3]):
            return scene.capital(), None
        found = direct_object(line, hit.end, ("place", "facility"), reach=6)
        return (found.what if found is not None and found.what.kind != "country" else None), None
    exits = [x for x in w[a : hit.start] if x in EXITS]
    if not exits:
        found = subject(line, hit.start, ("exit",))
        exits = [x for x in w[found.start : found.end] if x in EXITS] if found is not None else []
    if status == "until_loss" or exits:
        if not exits:
            return None, None
        of = "airport" if exits[0] in ("runway", "field", "airfield", "airstrip") else exits[0]
        spot = [c.what for c in chunks(line, ("place",), a, hit.start)]
        return (spot[0] if spot else city_before(scene, line, hit.start)), of
    found = subject(line, hit.start, ("place", "facility"))
    if found is not None:
        return (found.what if found.what.kind != "country" else None), None
    if pattern == "HOLD":
        return city_before(scene, line, hit.start), None
    inside = [c for c in chunks(line, ("place",), a, b) if c.what.kind != "country"]
    return (inside[0].what if inside else None), None
