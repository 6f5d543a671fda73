"""How many people of a class are somewhere: `headcount`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import after_preposition, chunks
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.headcount_class import class_of, joined, part_of
from leeway.evidence.grammar.headcount_spot import spot_of
from leeway.evidence.grammar.headcount_tallies import tallies
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit, verb_forms
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words

COUNTED = frozenset(["citizen", "staff"])
IN = words("headcount.IN")
LEFT_THERE = frozenset(
    ["remain:v", "stay:v", "inside", "there now", "remaining", "are/were left", "still in", "still at"]
)
GONE = words("headcount.GONE")
MEANWHILE = frozenset(
    ["of", "them", "more", "others", "are", "were", "have", "still", "now", "or", "so", "thereabouts"]
)
PARTS = frozenset(
    ["districts", "areas", "quarter", "quarters", "part", "parts", "enclave", "pocket", "zone", "suburbs"]
)
OPENING = frozenset(
    ["find", "finds", "remain", "remains", "themselves", "and", "so", ",", ";", "there", "still", "also"]
)
CREWS = ("skeleton", "core team")
BEHIND = ("stay:v behind/on/put", "remain:v behind", "left behind", "remain:v", "stay:v")
POPULACE = frozenset(["people", "civilians", "migrants", "families"])
POPULATING = frozenset(
    [
        "remain:v", "stay:v", "still in", "trap:en", "live:v in", "live:ing in", "be:v in", "be:v still in", "stuck",
        "believed/thought/estimated in", "thought/believed/estimated/supposed/known to be/remain/live", "inside",
        "there must/may/might/could be", "detain:en", "lock:en", "under lock", "held at/in", "cut:en off in",
    ]
)  # fmt: skip


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A counted class (citizens, staff) with words of being somewhere."""
    a, b = line.clause(hit.start)
    after = " ".join(line.w[hit.end : hit.end + 1])
    if hit.row.pattern == "OH" and (verb_forms().get(after, 0) & Form.PARTICIPLE or after.endswith("ed")):
        return  # "has resettled 1,800 staff"
    numbers = line.of("number")
    if hit.row.pattern in ("S", "HERE"):  # the figure nearest before the words
        numbers = sorted(numbers, key=lambda n: (n.start > hit.start, -n.start))
    if hit.row.pattern == "S" and (hit.verb >= 0 or hit.row.words == "still in") and _inverted(line, hit, a):
        numbers = [n for n in line.of("number") if hit.end <= n.start <= hit.end + 7 and n.start < b]
    for number in numbers:
        if number.what.unit not in (None, "people") or number.what.low == number.what.high == 1:
            continue
        if hit.row.words.startswith("be:v not") and line.clause_of[number.start] != line.clause_of[hit.start]:
            continue  # "two staff are there and they are not leaving": the first clause counts them
        if hit.row.pattern == "ITS" and (number.start != hit.end or class_of(line, number) is None):
            continue
        if hit.row.pattern == "ITS":
            pass
        elif hit.row.pattern in ("TH", "OH", "OF", "NUM", "IT"):
            if not hit.end - 1 <= number.start < max(b, hit.end + 12):
                continue
            if hit.row.pattern in ("OH", "TH", "OF", "IT") and number.start - hit.end > 4:
                continue
            if hit.row.pattern == "OH" and "to" in line.w[hit.end : number.start]:
                continue  # "has to send 1,000 staff"
        elif not (
            a <= number.start < hit.end
            or (hit.end <= number.start < b and _inverted(line, hit, a))
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
        if group is None and "whom" in line.w[max(0, number.start - 4) : number.start]:
            before = [c for c in line.of("class") if c.end <= number.start and c.what.pattern in COUNTED]
            group = before[-1] if before else None  # "the Americans, of whom about 60 live upcountry"
        plain = group is not None and group.what.pattern == "people"  # the class told before tells more
        if (group is None or plain) and hit.row.pattern in ("NUM", "IT", "OF"):
            before = [c for c in line.of("class") if c.end <= number.end]
            group = before[-1] if before else None
            if group is None and hit.row.pattern == "IT":
                of = scene.counted
                if of is None:
                    continue
                yield _draft(line, hit, scene, number, None, of, b)
                return
        if group is None and hit.row.words.startswith(CREWS) and number.start - hit.end <= 1:
            yield _draft(line, hit, scene, number, None, "staff", b)
            return
        if hit.row.pattern == "REG":
            if number.end != hit.start and not (number.end < hit.start and hit.start - number.end <= 3):
                continue
            if group is None or group.what.pattern in ("people", "citizen"):
                yield _draft(line, hit, scene, number, None, "citizens", b)
                return
            continue
        if group is None and _bare(line, hit, number, scene):
            yield _draft(line, hit, scene, number, None, "staff", b)
            return
        if group is None and scene.counted is not None and _of_those(line, hit, number, scene):
            yield _draft(line, hit, scene, number, None, scene.counted, b)
            return
        if hit.row.pattern == "HERE" and (group is None or number.end > hit.start):
            continue
        if group is None or not (
            group.what.pattern in COUNTED
            or (group.what.pattern == "staffx" and "still" in line.w)
            or _populace(line, hit, number, group, a, b, scene)
        ):
            continue
        if any(w in GONE for w in line.w[number.end : hit.start]):
            continue
        if hit.row.words.startswith("wish") and line.w[hit.start - 1 : hit.start] == ["no"]:
            continue  # "most of them with no wish to leave"
        yield _draft(line, hit, scene, number, group, str(group.what.status), b)
        for n, other in joined(line, number) if hit.row.pattern in ("S", "HERE") else ():
            yield _draft(line, hit, scene, n, other, str(other.what.status), b)
        return


def _inverted(line: Line, hit: Hit, a: int) -> bool:
    """ "Remain still in the country about 160 citizens": nothing stands before the verb."""
    if any(a <= n.start < hit.start for n in line.of("number")):
        return False
    return all(w in OPENING or not w[:1].isalpha() for w in line.w[a : hit.start])


def _populace(line: Line, hit: Hit, number: Chunk, group: Chunk, a: int, b: int, scene: Scene) -> bool:
    """Inhabitants, where it is told how many of them are in a place: "some 250,000 civilians remain in Kolda"."""
    if hit.row.words not in POPULATING or group.what.status not in POPULACE:
        return False
    low = number.what.low or number.what.high or 0
    spot = after_preposition(line, hit.start, b, ("place", "facility"), IN)
    part = bool(PARTS & set(line.w[hit.end : hit.end + 4]))  # "in the districts held by the gunmen"
    return (
        low >= 20
        and (spot is not None or part or "inside" in line.w[a:b])
        and not _displaced(line, number, group, scene)
    )


def _displaced(line: Line, number: Chunk, group: Chunk, scene: Scene) -> bool:
    """ "It was 173,000 people inside the country": of the displaced, where the sentence before speaks of them."""
    return (
        group.what.status == "people"
        and scene.people_paragraph == line.sentence.paragraph
        and (line.w[max(0, number.start - 2) : number.start] in (["it", "was"], ["it", "is"], ["there", "were"]))
    )


def _bare(line: Line, hit: Hit, number: Chunk, scene: Scene) -> bool:
    """ "12 still inside", "3 remain": the staff of the mission, or of the people, that the entry is about."""
    if hit.row.pattern not in ("S", "HERE") or hit.row.words not in LEFT_THERE:
        return False
    between = line.w[number.end : hit.start]
    if number.end > hit.start or any(x not in ("still", "now", "are", "were", "only", "of", "them") for x in between):
        return False
    staff = any(c.what.pattern == "staff" and c.end <= number.start for c in line.of("class"))
    return staff or scene.mission_paragraph == line.sentence.paragraph


def _of_those(line: Line, hit: Hit, number: Chunk, scene: Scene) -> bool:
    """ "A further sixty are gathered at the base": of the class counted in the sentence before."""
    if hit.row.pattern != "S" or number.end > hit.start or scene.line_number - scene.counted_line > 2:
        return False
    if number.what.noun and number.what.noun not in ("more", "others", "of them"):
        return False
    if any(c.end <= number.start for c in line.of("force")):
        return False  # "Of the soldiers, 700 remain"
    between = line.w[number.end : hit.start]
    return len(between) <= 4 and all(x in MEANWHILE for x in between)


def _draft(line: Line, hit: Hit, scene: Scene, number: Chunk, group: Chunk | None, of: str, b: int) -> Draft:
    number = part_of(line, number) or number
    place, spot = spot_of(line, hit, scene, number, group, of, b)
    owner = [
        c
        for c in chunks(line, ("actor",), 0, b)
        if c.what.kind in ("mission", "state", "organisation") and c.start <= number.end + 4
    ]
    known = scene.mission or (scene.missions[0].name if scene.missions else None)
    theirs = known if of == "staff" and {"embassy", "consulate"} & set(line.w[: number.end]) else None
    if of not in POPULACE:
        scene.counted, scene.counted_line, scene.counted_place = of, scene.line_number, spot
    start, last = extent(line, hit.start, hit.end, number, place)
    return Draft(
        line,
        start,
        last,
        hit.start,
        "headcount",
        "present",
        str(owner[-1].what.name) if owner else theirs,
        spot,
        value_of(number.what, "people"),
        of,
        when(line, scene, hit.start, False),
        trigger_end=hit.end,
        word=hit.row.words,
    )


__all__ = ["read", "tallies"]
