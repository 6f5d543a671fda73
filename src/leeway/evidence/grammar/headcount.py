"""How many people of a class are somewhere: `headcount`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import after_preposition, chunks
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit, verb_forms
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

COUNTED = frozenset(["citizen", "staff"])
IN = words("headcount.IN")
LEFT_THERE = frozenset(
    ["remain:v", "stay:v", "inside", "there now", "remaining", "are/were left", "still in", "still at"]
)
GONE = words("headcount.GONE")


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A counted class (citizens, staff) with words of being somewhere."""
    a, b = line.clause(hit.start)
    if hit.row.pattern == "OH" and verb_forms().get(" ".join(line.w[hit.end : hit.end + 1]), 0) & Form.PARTICIPLE:
        return
    numbers = line.of("number")
    if hit.row.pattern in ("S", "HERE"):  # the figure nearest before the words
        numbers = sorted(numbers, key=lambda n: (n.start > hit.start, -n.start))
    for number in numbers:
        if number.what.unit not in (None, "people") or number.what.low == number.what.high == 1:
            continue
        if hit.row.pattern == "ITS" and (number.start != hit.end or class_of(line, number) is None):
            continue
        if hit.row.pattern == "ITS":
            pass
        elif hit.row.pattern in ("TH", "OH", "OF", "NUM", "IT"):
            if not hit.end - 1 <= number.start < max(b, hit.end + 12):
                continue
            if hit.row.pattern in ("OH", "TH", "OF", "IT") and number.start - hit.end > 4:
                continue
        elif not (
            a <= number.start < hit.end
            or (number.end <= hit.start and line.clause_of[number.start] >= line.clause_of[hit.start] - 1)
        ):
            continue
        group = class_of(line, number)
        if group is None:
            named = [
                c
                for c in line.of("class")
                if 0 < number.start - c.end <= 4
                and any(x in ("which", "who", "numbering") for x in line.w[c.end : number.start + 1])
            ]
            group = named[0] if named else None
        if group is None and hit.row.pattern in ("NUM", "IT", "OF"):
            before = [c for c in line.of("class") if c.end <= number.end]
            group = before[-1] if before else None
            if group is None and hit.row.pattern == "IT":
                of = scene.counted
                if of is None:
                    continue
                yield _draft(line, hit, scene, number, None, of, b)
                return
        if group is None and _bare(line, hit, number, scene):
            yield _draft(line, hit, scene, number, None, "staff", b)
            return
        if hit.row.pattern == "HERE" and (group is None or number.end > hit.start):
            continue
        if group is None or not (
            group.what.pattern in COUNTED or (group.what.pattern == "staffx" and "still" in line.w)
        ):
            continue
        if any(w in GONE for w in line.w[number.end : hit.start]):
            continue
        yield _draft(line, hit, scene, number, group, str(group.what.status), b)
        return


def _bare(line: Line, hit: Hit, number: Chunk, scene: Scene) -> bool:
    """ "12 still inside", "3 remain": the staff of the mission, or of the people, that the entry is about."""
    if hit.row.pattern not in ("S", "HERE") or hit.row.words not in LEFT_THERE:
        return False
    between = line.w[number.end : hit.start]
    if number.end > hit.start or any(x not in ("still", "now", "are", "were", "only") for x in between):
        return False
    staff = any(c.what.pattern == "staff" and c.end <= number.start for c in line.of("class"))
    return staff or scene.mission_paragraph == line.sentence.paragraph


def tallies(line: Line, scene: Scene) -> Iterator[Draft]:
    """Bare counts of notes without a verb: "14 internationals + 62 nationals in Juba"."""
    for number in line.of("number"):
        group = class_of(line, number) if number.what.unit in (None, "people") else None
        owned = number.start > 0 and line.w[number.start - 1] in ("its", "their", "our", "the")
        if group is not None and owned and group.what.status == "citizens" and line.w[number.start - 1] != "the":
            yield Draft(
                line, number.start - 1, group.end, number.start, "headcount", "present", _owner(line, number),
                scene.country(), value_of(number.what, "people"), "citizens", trigger_end=group.end, word="owned",
            )  # fmt: skip
            continue
        if (
            group is None
            or group.what.pattern not in COUNTED
            or any(is_verb(line, k) for k in range(*line.clause(number.start)))
        ):
            continue
        place = next((c for c in line.of("place") if c.start >= group.end and line.w[c.start - 1] in IN), None)
        if place is None:
            continue
        yield Draft(
            line, number.start, place.end, number.start, "headcount", "present", None, place.what,
            value_of(number.what, "people"), str(group.what.status), trigger_end=group.end, word="tally",
        )  # fmt: skip


def _owner(line: Line, number: Chunk) -> str | None:
    """The state whose citizens "its 12,000 citizens" are: the one named before."""
    states = [c for c in line.of("actor") if c.end <= number.start and c.what.kind in ("state", "government")]
    return str(states[-1].what.name) if states else None


def _draft(line: Line, hit: Hit, scene: Scene, number: Chunk, group: Chunk | None, of: str, b: int) -> Draft:
    place = after_preposition(line, min(hit.start, number.end), b, ("place",), IN)
    if place is None:
        place = next(
            (c for c in line.of("place") if c.end - c.start == 1 and line.w[c.start] in ("here", "there")), None
        )
    spot = place.what if place is not None else (scene.country() if of == "citizens" else scene.spot or scene.country())
    if place is None and of == "staff" and scene.mission_paragraph == line.sentence.paragraph:
        spot = scene.capital() or spot
    owner = [
        c
        for c in chunks(line, ("actor",), 0, b)
        if c.what.kind in ("mission", "state", "organisation") and c.start <= number.end + 4
    ]
    scene.counted = of
    start, last = extent(line, hit.start, hit.end, number, place)
    return Draft(
        line,
        start,
        last,
        hit.start,
        "headcount",
        "present",
        str(owner[-1].what.name) if owner else None,
        spot,
        value_of(number.what, "people"),
        of,
        when(line, scene, hit.start, False),
        trigger_end=hit.end,
        word=hit.row.words,
    )


def class_of(line: Line, number: Chunk) -> Chunk | None:
    """The class noun that a number counts: the next one, with nothing but adjectives between."""
    end = number.end
    for c in line.of("class"):
        if number.start <= c.start and c.start - end <= 4:
            between = line.w[end : c.start] if c.start > end else []
            if any(w in (",", ";", "and", "in", "from", "to", "-") or not w[:1].isalpha() for w in between):
                return None
            return c
    return None
