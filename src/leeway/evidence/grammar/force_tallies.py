"""Figures of troops that no word of coming, going or standing introduces: "defended by about 5,000 regulars", "a
reporter counted 1,000 soldiers", "with 3,000 men in the town", "20 army vehicles around the airport"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.force_figures import of_aircraft
from leeway.evidence.grammar.force_where import IN, NOT_A_POST, SPOTS
from leeway.evidence.grammar.force_who import OFFICE, UNITS, fights, owner, sort
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import verb_forms
from leeway.evidence.grammar.line import MODALS, PREPOSITIONS, Chunk, Line, is_verb
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

LOST = words("force.LOST")
COUNTING = words("force.COUNTING")
COUNTERS = frozenset(["count", "counts", "counted", "makes", "made", "put", "puts", "estimates", "estimated", "saw"])
VEHICLES = words("force.VEHICLES")
PROMISED = frozenset(["promised", "pledged", "offered", "plans", "planned", "agreed", "intends"])
MOOTED = frozenset(["considering", "considers", "weighing", "discussing", "proposes", "proposed", "mooted", "seeking"])
ADJECTIVES_AT_MOST = 3


def tallies(line: Line, scene: Scene, found: list[Draft]) -> Iterator[Draft]:
    """One statement for each figure of troops somewhere that nothing else in `found` tells of."""
    if not any(d.kind == "force" for d in found):
        _remember(line, scene)
    for number in line.of("number"):
        if number.what.unit not in (None, "people") or number.what.low == number.what.high == 1:
            continue
        force = _counted(line, number)
        if force is None and _of_those(line, number, scene):
            yield from _counted_again(line, number, scene, found)
            continue
        if force is None or _told(line, number, found):
            continue
        a, b = line.clause(number.start)
        if LOST & set(line.w[max(a, number.start - 9) : min(b, force.end + 10)]):
            continue
        place = _place(line, number, force, a, b)
        verbless = not any(is_verb(line, k) for k in range(a, b))
        counted = (verbless and scene.section_place is not None) or _counting(line, a, number)
        if place is None and not counted:
            continue
        if place is None:
            place = scene.section_place or city_before(scene, line, number.start) or scene.country()
        vehicles = bool((VEHICLES | UNITS) & set(line.w[number.end : force.end])) or of_aircraft(force, number)
        promised = bool(PROMISED & set(line.w[a : number.start]))
        mooted = bool(MOOTED & set(line.w[a : number.start]))
        ahead = (promised or mooted or bool(MODALS & set(line.w[a:b]))) and not vehicles
        spot = next((c for c in line.of("place") if c.what is place), None)
        start, last = extent(line, number.start, max(number.end, force.end), spot)
        yield Draft(
            line, start, last, number.start, "force", "deploying" if ahead else "present",
            owner(line, force, None, scene), place,
            None if vehicles else value_of(number.what, "people"), None if vehicles else sort(force),
            when(line, scene, number.start, False), trigger_end=force.end, word="tally",
            firmness="planned" if promised else "possible" if mooted else None,
        )  # fmt: skip


def _counting(line: Line, a: int, number: Chunk) -> bool:
    """Whether somebody counts or has them; "has chartered seven ships" tells of something done."""
    for k in range(max(a, number.start - 4), number.start):
        if line.w[k] in COUNTING:
            helping = line.w[k] in ("has", "have", "had") and any(
                verb_forms().get(x, 0) & Form.PARTICIPLE for x in line.w[k + 1 : number.start]
            )
            if not helping:
                return True
    return False


def _remember(line: Line, scene: Scene) -> None:
    """Troops only spoken of ("enough men in Kolda"): a bare figure after them counts them."""
    for force in line.of("force"):
        if force.what.status not in ("troops", "police", "fighters"):
            continue
        near = [c for c in line.of("place") if 1 < c.start - force.end + 1 <= 4 and _governed(line, c)]
        held = [c for kind in SPOTS for c in line.of(kind) if c.end <= force.start]
        spot = next(iter(near or held), None)  # "enough men in Kolda", "the airport is in the hands of French troops"
        if spot is not None and scene.troops_line != scene.line_number:
            scene.troops, scene.troops_paragraph = (owner(line, force, None, scene), spot.what), line.sentence.paragraph
            return


def _counted(line: Line, number: Chunk) -> Chunk | None:
    """The troops that the number counts: their noun after it, with nothing but adjectives between; or vehicles of an
    army or an armed group."""
    for c in [*line.of("force"), *line.of("actor")]:
        if c.kind == "force" and line.w[c.end : number.start] == ["of"] and number.what.noun is None:
            return c  # "a garrison of 400"
        if not number.end <= c.start <= number.end + ADJECTIVES_AT_MOST:
            continue
        between = range(number.end, c.start)
        if any(
            line.w[k] in PREPOSITIONS or not line.w[k].replace("-", "").isalpha() or is_verb(line, k) for k in between
        ):
            continue
        if c.kind == "force":
            return None if OFFICE & set(line.w[c.end : c.end + 1]) else c  # "two army officers said"
        if fights(c.what) and c.end < len(line.w) and line.w[c.end] in VEHICLES:
            return Chunk("actor", c.start, c.end + 1, c.what)
    return None


def _of_those(line: Line, number: Chunk, scene: Scene) -> bool:
    """ "A correspondent counts fewer than 1,000": a bare figure for the troops told of in the paragraph."""
    near = scene.troops is not None and scene.troops_paragraph == line.sentence.paragraph
    bare = number.what.noun is None and (number.what.low or number.what.high or 0) >= 20
    counted = bool(COUNTERS & set(line.w[max(0, number.start - 3) : number.start])) or _theirs(line, number)
    return near and bare and counted


def _theirs(line: Line, number: Chunk) -> bool:
    """ "Gives their number as 5,000"."""
    before = set(line.w[max(0, number.start - 5) : number.start])
    return bool({"their", "its"} & before) and bool({"number", "strength"} & before)


def _counted_again(line: Line, number: Chunk, scene: Scene, found: list[Draft]) -> Iterator[Draft]:
    if scene.troops is None or any(d.line is line and d.start <= number.start < d.end for d in found):
        return
    start, last = extent(line, number.start, number.end)
    landed = _theirs(line, number) and scene.troops_status == "deploying"
    status = "deploying" if landed else "present"  # as many came, not as many were there
    yield Draft(
        line, start, last, number.start, "force", status, scene.troops[0], scene.troops[1],
        value_of(number.what, "people"), "troops", when(line, scene, number.start, False), trigger_end=number.end,
        word="tally",
    )  # fmt: skip


def _told(line: Line, number: Chunk, found: list[Draft]) -> bool:
    """Whether a statement with this figure, or one about a force in the same clause, is there already."""
    clause = line.clause_of[number.start]
    whole = line.w[max(0, number.start - 2) : number.start] == ["of", "the"]  # "some of the 900 troops there"
    # "the 300 men in Kolda will be joined by 200 more"
    whole = whole or (line.w[number.start - 1 : number.start] == ["the"] or line.w[number.start] == "the")
    return any(
        d.line is line
        and (
            (d.start <= number.start < d.end and d.value is not None and d.value.low == number.what.low)
            or (d.kind == "force" and line.clause_of[d.at] == clause and not whole)
        )
        for d in found
    )


def _place(line: Line, number: Chunk, force: Chunk, a: int, b: int) -> PlaceName | None:
    """Where they are: the first place that a preposition of place governs after the noun, else one that opens the
    clause or stands right before its verb."""
    spots = [c for kind in SPOTS for c in line.of(kind) if line.w[c.start] not in NOT_A_POST]
    after = [c for c in spots if force.end <= c.start < b and _governed(line, c)]
    if after:
        return min(after, key=lambda c: c.start).what  # type: ignore[no-any-return]
    before = [c for c in spots if a <= c.start < number.start and (_governed(line, c) or c.start <= a + 1)]
    return before[-1].what if before else None


def _governed(line: Line, c: Chunk) -> bool:
    k = c.start - 1
    while k > 0 and line.w[k] in ("the", "town", "city", "of", "its", "central", "northern", "southern", "western"):
        k -= 1
    return k >= 0 and line.w[k] in IN and line.w[k] != "to"
