"""People moved out by somebody: `evacuated`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import after_preposition, chunks, passive, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.headcount import class_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

FROM, TO = frozenset(["from", "of", "out"]), frozenset(["to", "into", "towards", "for"])
CARRIERS = words("evacuated.CARRIERS")
MOVERS = words("evacuated.MOVERS")


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """People, counted or of a named class, moved by a state, an army, an organisation or its carriers."""
    pattern = hit.row.pattern
    a, b = line.clause(hit.start)
    w = line.w
    number, group = _people(line, hit, pattern, a, b)
    carrier = any(x in CARRIERS for x in w[a : min(b, hit.end + 6)])
    if pattern in ("NX", "FLIGHTS", "CONVOYX", "MORE"):
        if not _announced(line, hit, scene, pattern, a, b):
            return
        number = group = None
    elif number is None and group is None:
        return
    if hit.row.words.startswith("leave") and passive(line, hit):
        return  # "100 were left on the staff"
    if pattern == "OCARRY" and not carrier and hit.row.words == "take:v":
        # "The French took 900 to Cyprus"
        carrier = _taken_abroad(line, hit, number, a, b)
    if pattern in ("SCONVOY", "OCARRY") and not carrier:
        return
    if pattern == "OTO" and not any(x in ("to", "into") for x in w[hit.start : b]):
        return
    if (
        pattern in ("OTO", "OGET", "ORESC")
        and group is None
        and number is not None
        and number.what.noun
        and not _persons(number)
    ):
        return
    mover = _mover(line, hit, a, b)
    if (
        group is not None
        and group.what.pattern in ("people", "displaced")
        and mover is None
        and not carrier
        and number is None
    ):
        return
    if (
        number is not None
        and hit.row.words != "evacuate:v"
        and any(c.what.status == "troops" and 0 <= c.start - number.end <= 3 for c in line.of("force"))
    ):
        return
    start, last = extent(line, hit.start, hit.end, number, group)
    of = str(group.what.status) if group is not None and group.what.pattern in ("citizen", "staff") else None
    place = _place(
        line,
        hit,
        scene,
        a,
        b,
        of == "staff"
        or "embassy" in line.w[a:b]
        or (mover is not None and mover.what.kind in ("mission", "organisation")),
    )
    if pattern == "FLIGHTS":
        last = (
            next(
                (k for k in range(hit.end, len(line.w)) if line.w[k] in ("begin", "start", "resume", "leave")), last - 1
            )
            + 1
        )
        last = max(last, line.clause(last - 1)[1] - 1)
    elif pattern == "MORE":
        start = max(0, hit.start - 1)
    yield Draft(
        line,
        start,
        last,
        hit.start,
        "evacuated",
        "moved",
        str(mover.what.name) if mover is not None else None,
        place,
        value_of(number.what, "people") if number is not None else None,
        of,
        when(line, scene, hit.start, True) if pattern != "MORE" else None,
        trigger_end=hit.end,
        word=hit.row.words,
    )


def _taken_abroad(line: Line, hit: Hit, number: Chunk | None, a: int, b: int) -> bool:
    """A state or a body takes a good number of people, not of things, to a place."""
    if number is None or (number.what.low or number.what.high or 0) < 10 or passive(line, hit):
        return False
    if number.what.noun and not _persons(number):
        return False
    goal = any(line.w[c.start - 1] in TO for c in line.of("place") if hit.end < c.start < b)
    return goal and _mover(line, hit, a, b) is not None


def _people(line: Line, hit: Hit, pattern: str, a: int, b: int) -> tuple[Chunk | None, Chunk | None]:
    numbers = [n for n in line.of("number") if n.what.unit in (None, "people") and _persons_or_bare(line, n)]
    if pattern in ("S", "SCONVOY") or passive(line, hit):
        near = [n for n in numbers if a <= n.start < hit.start]
        groups = [c for c in line.of("class") if a <= c.start < hit.start]
        if not near and pattern == "SCONVOY":
            near = [
                n for n in numbers if hit.end <= n.start < b and line.w[n.start - 1] in ("with", "carrying", "some")
            ]
        if not near and not groups:
            found = subject(line, hit.start, ("class",))
            groups = [found] if found is not None else []
            near = [n for n in numbers if found is not None and 0 <= found.start - n.end <= 3]
    else:
        near = [n for n in numbers if hit.start < n.start < b and n.start - hit.end <= 12]
        groups = [c for c in line.of("class") if hit.start < c.start < b and c.start - hit.end <= 6]
    number = near[0] if near else None
    group = class_of(line, number) if number is not None else (groups[0] if groups else None)
    if number is None and group is not None and group.what.pattern not in ("staff", "citizen", "people"):
        group = None
    return number, group


def _persons_or_bare(line: Line, n: Chunk) -> bool:
    if n.what.noun and not _persons(n) and class_of(line, n) is None:
        return any(x in n.what.noun for x in ("peacekeep", "marine", "soldier", "troop", "police"))
    nxt = line.w[n.end : n.end + 1]
    if nxt == ["more"]:
        return not line.w[n.end + 1 : n.end + 2] or not line.w[n.end + 1][:1].isalpha()  # "it took off 300 more"
    return not (nxt and nxt[0] in CARRIERS | {"%", "percent", "countries", "trucks"})


def _persons(n: Chunk) -> bool:
    noun = n.what.noun or ""
    return any(
        x in noun
        for x in (
            "people",
            "person",
            "citizen",
            "national",
            "staff",
            "civilian",
            "evacuee",
            "passenger",
            "employee",
            "diplomat",
            "american",
            "briton",
            "europe",
            "family",
            "families",
            "famil",
            "worker",
            "aboard",
            "dependa",
            "dependen",
            "foreign",
            "student",
            "expat",
            "indian",
            "german",
            "french",
            "personnel",
            "member",
            "soul",
            "women",
            "children",
            "afghan",
        )
    )


def _announced(line: Line, hit: Hit, scene: Scene, pattern: str, a: int, b: int) -> bool:
    """An evacuation without people: only where it is planned, possible, denied, begun or ended in so many words."""
    w = line.w[a:b]
    if pattern == "FLIGHTS":
        return any(
            x in ("military", "evacuation", "raf", "rescue", "charter", "government-chartered")
            for x in line.w[max(a, hit.start - 4) : hit.start]
        ) and any(
            x in ("begin", "began", "start", "started", "resume", "leave", "planned")
            for x in line.w[hit.end : hit.end + 20]
        )
    if pattern == "CONVOYX":
        return any(
            x in ("discussion", "planned", "organised", "organized", "prepared", "possible", "rumoured", "rumored")
            for x in w
        )
    if pattern == "MORE":
        return line.w[hit.start - 1 : hit.start] != ["no"] and any(
            x in ("way", "due", "scheduled", "expected", "planned", "leave") for x in line.w[hit.end : b]
        )
    return any(
        x
        in (
            "plan",
            "plans",
            "planned",
            "begin",
            "began",
            "begun",
            "start",
            "started",
            "ended",
            "complete",
            "completed",
            "under",
            "ready",
            "possible",
            "preparing",
            "continue",
            "continues",
            "continued",
            "ordered",
            "considering",
        )
        for x in w
    )


def _mover(line: Line, hit: Hit, a: int, b: int) -> Chunk | None:
    if passive(line, hit):
        if hit.end < b and line.w[hit.end] == "by":
            found = [c for c in line.of("actor") if hit.end < c.start < b]
            return found[0] if found else None
        return None
    found = [c for c in chunks(line, ("actor",), a, hit.start) if c.what.kind in MOVERS]
    if found:
        return found[0]
    whole = subject(line, hit.start, ("actor",))
    return whole if whole is not None and whole.what.kind in MOVERS else None


def _place(line: Line, hit: Hit, scene: Scene, a: int, b: int, staff: bool = False) -> PlaceName | None:
    origin = after_preposition(line, a, b, ("place",), FROM)
    if origin is not None:
        return origin.what  # type: ignore[no-any-return]
    left = [c for c in line.of("place") if c.start == hit.end and hit.row.words.startswith(("leave", "depart"))]
    if left:
        return left[0].what  # type: ignore[no-any-return]
    inside = [
        c
        for c in line.of("place")
        if a <= c.start < b and not _goal(line, c, a, hit.end if hit.row.words.startswith(("land", "arrive")) else None)
    ]
    if inside:
        return inside[0].what  # type: ignore[no-any-return]
    if scene.section_place is not None:
        return scene.section_place
    if scene.home is None or staff:
        return city_before(scene, line, hit.start, True)
    return scene.country()


def _goal(line: Line, c: Chunk, a: int, landed: int | None = None) -> bool:
    """Whether the place is where they are taken: after "to", or in a place after "to" ("to Entebbe in Uganda")."""
    if landed is not None and c.start >= landed:
        return True
    for k in range(c.start - 1, max(a, c.start - 6) - 1, -1):
        if line.w[k] in TO:
            return True
        if line.tokens[k].text[:1].isupper():
            continue
        if (
            line.w[k] not in ("in", "the", ",", "a", "port", "city")
            and line.at("place", k) is None
            and line.at("facility", k) is None
        ):
            return False
    return False
