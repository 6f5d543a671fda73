"""A share or a count of a whole that somebody holds: `territory`; counted captures without names: `control`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.arguments import passive, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.enumeration import listed
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.territory_wholes import LATELY, Found, land_at, parts_at, whole_of
from leeway.evidence.grammar.territory_wholes import WHOLES as WHOLES

SITES = frozenset(["bases", "posts", "outposts", "positions", "checkpoints", "garrisons", "camps", "bridges"])
"""Parts of no administrative whole: "overran five posts" is a capture, not a share."""
TAKING = ("take", "seize", "capture", "overrun", "conquer", "occupy", "storm", "fall", "win", "wrest")

FILLERS = frozenset(
    ["still", "now", "only", "just", "about", "perhaps", "some", "barely", "around", "at", "maybe", "almost"]
)
HELD_WORDS = frozenset(
    ["hands", "control", "held", "controlled", "occupation", "fallen", "lost", "captured", "rule", "sway"]
)
PEOPLE = frozenset(["armed_group", "army", "government", "state", "people"])


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """The share or count nearest to a verb of holding, before it (passive, "have fallen") or after it."""
    pattern = hit.row.pattern
    a, b = line.clause(hit.start)
    if pattern == "REL" and not any(h.row.family == "territory" and h.end <= hit.start for h in line.hits):
        return  # "which is two thirds of the country", after a count of towns
    if pattern == "SHARE":
        yield from _risen(line, hit, scene)
        return
    if any(h.start < hit.start < h.end and h.row.family == "territory" for h in line.hits):
        return  # "control of" within "regained control of"
    after = pattern in ("SVO", "LOST", "REL", "AFT", "HAVE") and not passive(line, hit)
    numbers = _figures(line, hit, a, b, after)
    if pattern == "HAVE" and not _had(line, hit, numbers):
        return
    if pattern == "PVX" and not any(n.what.unit == "percent" for n in numbers):
        return
    if pattern == "HAVE":
        numbers = numbers[:1]  # "have 300 men in three districts"
    seen: set[str] = set()
    last_found: Found | None = None
    for number in numbers:
        found = whole_of(line, number, scene) or _again(line, number, last_found)
        found = found or _kept_in_mind(line, hit, number, scene)
        if found is None or (last_found is not None and _inside(line, number)):
            continue
        of, place, value, end = last_found = found
        other = _side_before(line, number) if value.unit in seen else None
        if (value.unit in seen and other is None) or (pattern == "REL" and value.unit != "percent"):
            continue
        seen.add(value.unit or "")
        scene.whole, scene.whole_line = (of, place), scene.line_number
        actor = subject(line, hit.start, ("actor", "force")) if after else None
        actor = other or actor
        name = str(actor.what.name) if actor is not None and actor.kind == "actor" else scene.group
        share = value.unit == "percent"
        kind, status = ("territory", "held")
        if hit.row.status == "retaken" and not share:
            kind, status = ("control", "retaken")
        elif of in SITES and hit.row.words.startswith(TAKING):
            kind, status = ("control", "captured")
        start, last = extent(line, hit.start, max(hit.end, end), number, actor)
        yield Draft(
            line, start, last, hit.start, kind, status, name, place, value, of, when(line, scene, hit.start, False),
            trigger_end=hit.end, word=hit.row.words,
        )  # fmt: skip
        if kind == "territory" and not share:
            yield from _named(line, hit, number, name, scene)


def _figures(line: Line, hit: Hit, a: int, b: int, after: bool) -> list[Chunk]:
    """The figures that the trigger may be said of, on its side of the clause."""
    numbers = line.of("number")
    if after:
        behind = [n for n in numbers if hit.end <= n.start < b]
        within = next((n for n in numbers if n.start == hit.end - 1 and line.w[n.start] == "over"), None)
        if within is not None:  # "spread over nine provinces": no more than nine
            behind = [Chunk("number", hit.end, within.end, replace(within.what, high=within.what.low)), *behind]
        return [n for n in behind if n.start - hit.end <= 4 or n.what.unit == "percent"]
    before = [n for n in numbers if a <= n.start < hit.start]
    if not before and line.w[hit.end : hit.end + 1] in LABELLING:
        return [n for n in numbers if hit.end < n.start <= hit.end + 3]  # "Under rebel control: 5 of 14 provinces"
    return before


WE = frozenset(["they", "we", "it", "who"])
LABELLING = ([":"], ["-"], ["–"], ["—"])


def _had(line: Line, hit: Hit, numbers: list[Chunk]) -> bool:
    """ "The rebels still have a third of the country": a party has the figure that stands right behind the verb."""
    if not numbers or any(w not in FILLERS for w in line.w[hit.end : numbers[0].start]):
        return False
    who = subject(line, hit.start, ("actor", "force"))
    armed = who is not None and (who.kind == "force" or who.what.kind in PEOPLE)
    return armed or not WE.isdisjoint(line.w[max(0, hit.start - 3) : hit.start])


def _kept_in_mind(line: Line, hit: Hit, number: Chunk, scene: Scene) -> Found | None:
    """ "The rebels hold 14 percent", "of 14 provinces the rebels have five": the whole was told before."""
    share = number.what.unit == "percent"
    label = line.w[number.start - 1] == ":"
    if not hit.end <= number.start <= hit.end + 3 or (line.w[number.end : number.end + 1] == ["of"] and not label):
        return None
    for k in range(hit.start - 1, -1, -1):
        if not share and line.w[k] in WHOLES and (label or any(n.start <= k <= n.end for n in line.of("number"))):
            value = value_of(number.what, "count")
            return parts_at(line, k), scene.country(), value, number.end
    if share and scene.whole is not None and scene.line_number - scene.whole_line <= LATELY:
        return scene.whole[0], scene.whole[1], value_of(number.what, "percent"), number.end
    return None


def _risen(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """ "The number of capitals in rebel hands has risen to four", "the rebels' share of the city is put at half"."""
    w, last = line.w, len(line.w)
    if HELD_WORDS.isdisjoint(w[hit.start :]) and line.w[hit.start - 1 : hit.start] != ["rebel"]:
        owner = [c for c in line.of("actor") if c.end == hit.start and line.owner[c.end - 1]]
        if not owner:
            return
    number = next((n for n in line.of("number") if n.start > hit.end and w[n.start - 1] in AT), None)
    if number is None:
        return
    share = hit.row.words.startswith(("share", "proportion", "part"))
    if share != (number.what.unit == "percent"):
        return
    for k in range(hit.end, min(last, hit.end + 6)):
        if share:
            land = land_at(line, k, scene)
            found = None if land is None else (land[0], land[1], value_of(number.what, "percent"))
        else:
            named = [c.what for c in line.of("place") if hit.end <= c.start <= k + 3 and c.what.kind == "country"]
            found = None
            if w[k] in WHOLES:
                found = parts_at(line, k), named[0] if named else scene.country(), value_of(number.what, "count")
        if found is not None:
            start, end = extent(line, hit.start, number.end, number)
            yield Draft(
                line, start, end, hit.start, "territory", "held", scene.group, found[1], found[2], found[0],
                when(line, scene, hit.start, False), trigger_end=number.end, word=hit.row.words,
            )  # fmt: skip
            return


AT = frozenset(["to", "at", "is", "was", "now", "about", "around", "nearly", "reached", "over", "only", "some"])


def _side_before(line: Line, number: Chunk) -> Chunk | None:
    """The party right before a second figure: "and the army 21 percent"."""
    sides = [
        c for c in line.of("actor") if c.end == number.start and c.what.kind in ("armed_group", "army", "government")
    ]
    return sides[-1] if sides else None


def _again(line: Line, number: Chunk, last: Found | None) -> Found | None:
    """ "... 44% of the land, and the army 21%": the whole of the figure before."""
    if last is None or number.what.unit != "percent" or _side_before(line, number) is None:
        return None
    return last[0], last[1], value_of(number.what, "percent"), number.end


def _inside(line: Line, number: Chunk) -> bool:
    """ "Half of the country's 400 districts": the size of the whole of a share."""
    return number.start > 0 and line.owner[number.start - 1] and number.what.unit != "percent"


def _named(line: Line, hit: Hit, number: Chunk, name: str | None, scene: Scene) -> Iterator[Draft]:
    """The places listed after the count: "three of 14 capitals: A, B and now C"."""
    marks = [k for k in range(number.end, len(line.w)) if line.w[k] in (":", "including", "-", "–")]
    if not marks:
        return
    first = [c for c in line.of("place") if marks[0] < c.start <= marks[0] + 2]
    if not first:
        return
    items = listed(line, first[0], ("place",), len(line.w))
    for n, item in enumerate(items):
        stop = items[n + 1].start if n + 1 < len(items) else item.end
        times = [t for t in line.of("time") if item.start - 2 <= t.start < stop]
        start, _ = extent(line, hit.start, hit.end, number)
        yield Draft(
            line, start, item.end, item.start, "control", "held", name, item.what, None, None,
            times[0].what.days if times and times[0].start < item.start else None, trigger_end=item.end, word="list",
        )  # fmt: skip
