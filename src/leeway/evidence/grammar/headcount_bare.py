"""Counts whose class the figure itself does not name: "we have 46 in Erbil", "Registered on 25 March: 412", "nobody of
ours is left in Mosul", "fifty-one of them are embassy staff"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.headcount_class import class_of, owner_of
from leeway.evidence.grammar.headcount_further import further
from leeway.evidence.grammar.headcount_spot import REGISTERS, of_a_part, opens
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.lists import label
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.relative_place import where_place
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import Number, PlaceName
from leeway.evidence.model import Value

IN = words("headcount.IN")
HOLDING = words("headcount_bare.HOLDING")
SPEAKERS = frozenset(["we", "i", "they", "it", "we've", "they've", "i've", "embassy", "consulate", "mission", "agency"])
OWNERS = frozenset(["mission", "state", "organisation", "government"])
BARELY = words("headcount_bare.BARELY")
PERSONS = frozenset(["persons", "people", "souls", "person"])
PEOPLE = (["persons"], ["people"], ["souls"])
NOBODY = frozenset(["nobody", "none"])
LEFT = frozenset(["left", "remain", "remains", "remaining", "still", "there", "in", "at", "inside"])
LISTING = words("headcount_bare.LISTING")
COUNTED = frozenset(["citizen", "staff", "staffx"])
MOST = 20_000
"""Above that it is the inhabitants of a place that are counted, no nationals and no staff."""
DATING = frozenset(["as", "of", "by", "now", "today", "on", "at", "and", "since", "yesterday", "in", "about", "around"])
NEAR = 3


def bare_counts(line: Line, scene: Scene) -> Iterator[Draft]:
    """Counts of the class the report told of before, of "ours" or of a body's own people."""
    yield from _nobody(line, scene)
    done: tuple[str, int, PlaceName | None] | None = None
    for number in line.of("number"):
        low = number.what.low or number.what.high or 0
        if number.what.unit not in (None, "people") or not 1 <= low <= MOST:
            continue
        found = further(line, number, done) if done is not None else None
        found = found or _apposed(line, number) or _held(line, number, scene) or _labelled(line, number, scene)
        found = found or _alone(line, number, scene)
        if found is None:
            continue
        of, last, place = found
        place = place or _spot(line, scene, number, last)
        within = (
            done is not None and "(" in line.w[done[1] : number.start] and ")" not in line.w[done[1] : number.start]
        )
        done = done if within else (of, last, place)
        start, end = extent(line, number.start, last)
        labelled = line.w[max(0, number.start - 1)] == ":"
        scene.counted, scene.counted_line, scene.counted_place = of, scene.line_number, place
        value = Value(number.what.low, number.what.high, "people", number.what.about)
        yield replace(
            _draft(
                line, scene, 0 if labelled else start, end, number.start, last, owner_of(line, number, end), place,
                value, of,
            ),
            firmness="stated" if labelled else None,
        )  # fmt: skip


def _draft(
    line: Line, scene: Scene, start: int, end: int, at: int, last: int, actor: str | None, place: PlaceName | None,
    value: Value, of: str,
) -> Draft:  # fmt: skip
    return Draft(
        line, start, end, at, "headcount", "present", actor, place, value, of, when(line, scene, at, False),
        trigger_end=last, word="bare",
    )  # fmt: skip


def _apposed(line: Line, number: Chunk) -> tuple[str, int, PlaceName | None] | None:
    """ "Fifty-one of them are embassy staff"."""
    w, end = line.w, number.end
    if w[end : end + 2] == ["of", "them"]:
        end += 2
    elif "them" not in w[number.start : end]:
        return None
    if w[end : end + 1] not in (["are"], ["were"], [","]):
        return None
    group = next((c for c in line.of("class") if end + 1 <= c.start <= end + NEAR and c.what.pattern in COUNTED), None)
    if group is None or any(line.at("number", k) for k in range(end + 1, group.start)):
        return None
    return str(group.what.status), group.end, None


def _held(line: Line, number: Chunk, scene: Scene) -> tuple[str, int, PlaceName | None] | None:
    """ "We have 46 in Erbil", "the embassy keeps thirty persons", "they have around 20 at the camp"."""
    w, k = line.w, number.start - 1
    group = class_of(line, number)
    if group is not None and line.w[group.start] not in PERSONS:
        return None
    while k > 0 and w[k] in BARELY:
        k -= 1
    if k < 1 or w[k] not in HOLDING:
        return None
    verb = k
    while k > 0 and w[k - 1] in ("still", "also", "only", "now", "currently", "far", "so", "has", "have", "had"):
        k -= 1
    owner = next((c for c in line.of("actor") if c.end == k and c.what.kind in OWNERS), None)
    if owner is None and not (k > 0 and w[k - 1] in SPEAKERS):
        return None
    end = number.end
    noun = w[end : end + 1] and w[end] in PERSONS
    end += bool(noun)
    if number.what.noun and not noun and "nationalit" not in number.what.noun:
        return None
    if REGISTERS & set(w[end : end + 4]):
        return None  # "has 1,150 people on its register": those who live there
    after = w[end : end + 1]
    led = bool(after) and (after[0] in IN or after[0] in ("left", "there", "here", "of"))
    told = scene.counted is not None and scene.line_number - scene.counted_line <= 2
    if not (led or (noun and w[verb] in ("keep", "keeps", "kept", "employs", "retains")) or (told and not after)):
        return None
    if led and after[0] in IN and not any(end < c.start <= end + 4 for c in (*line.of("place"), *line.of("facility"))):
        return None
    state = owner is not None and owner.what.kind in ("state", "government")
    of = scene.counted if told and scene.counted else "citizens" if state else "staff"
    return of, end, None


def _alone(line: Line, number: Chunk, scene: Scene) -> tuple[str, int, PlaceName | None] | None:
    """ "As of this morning, 68": nothing but a day and a figure, after a count."""
    if scene.counted is None or scene.line_number - scene.counted_line > 1 or number.what.noun or len(line.w) > 12:
        return None
    rest = [
        w for k, w in enumerate(line.w)
        if w[:1].isalpha() and not number.start <= k < number.end and line.at("time", k) is None and w not in DATING
    ]  # fmt: skip
    return (scene.counted, number.end, None) if line.of("time") and not rest else None


def _labelled(line: Line, number: Chunk, scene: Scene) -> tuple[str, int, PlaceName | None] | None:
    """ "Still in country and in contact with us: 118", "Nairobi office: 4" of a list of people."""
    w, k = line.w, number.start - 1
    while k > 0 and w[k] in BARELY:
        k -= 1
    told = scene.counted is not None and scene.line_number - scene.counted_line <= 2
    if told and label(line) is not None and w[k] == ":" and w[number.end : number.end + 1] in PEOPLE:
        return scene.counted or "staff", number.end + 1, None  # "Goma: 14 persons" after "Bukavu: 7 staff"
    if k < 1 or w[k] != ":" or not LISTING & set(w[:k]) or k > 12 or number.what.noun:
        return None
    after = w[number.end : number.end + 1]
    if after and after[0] not in (".", ",", ";", "("):
        return None
    return scene.counted or "citizens", number.end, None


def _nobody(line: Line, scene: Scene) -> Iterator[Draft]:
    """ "Nobody from the agency is left in Mosul", "has nobody in the capital", "no internationals remain": nought."""
    w = line.w
    for k, word in enumerate(w):
        if word not in NOBODY and not (word == "no" and w[k + 1 : k + 2] in (["one"], ["staff"])) and word != "no":
            continue
        group = next((c for c in line.of("class") if k < c.start <= k + 2 and c.what.pattern in COUNTED), None)
        if word == "no" and group is None:
            continue
        b = line.clause(k)[1]
        end = group.end if group is not None else k + 1
        ours = w[end : end + 2] in (["of", "ours"], ["of", "us"]) or (
            w[end : end + 1] in (["from"], ["of"])
            and any(end < c.start <= end + 2 and c.what.kind in OWNERS for c in line.of("actor"))
        )
        had = k > 0 and w[k - 1] in ("has", "have", "had") and w[end : end + 1] and w[end] in IN
        told = group is not None or ours
        left = bool({"left", "remain", "remains", "remaining"} & set(w[end : min(b, end + 7)]))
        if not (had or (told and left)):
            continue
        number = Chunk("number", k, k + 1, Number(0, 0, 0.0, 0.0))
        place = _spot(line, scene, number, end)
        start, last = extent(line, k, end)
        of = str(group.what.status) if group is not None else scene.counted or "staff"
        none = Value(0, 0, "people", False)
        yield replace(
            _draft(line, scene, start, last, k, end, owner_of(line, number, b), place, none, of), firmness="stated"
        )
        return


def _spot(line: Line, scene: Scene, number: Chunk, last: int) -> PlaceName | None:
    a, b = line.clause(number.start)
    near = sorted((*line.of("facility"), *line.of("place")), key=lambda c: c.start)
    after = [c for c in near if last <= c.start < max(b, last + 4) and _led(line, c, last)]
    after = [c for c in after if not of_a_part(line, number.end, c)]
    before = [c for c in near if a <= c.start and c.end <= number.start]
    before = [c for c in before if opens(line, c, a) or line.w[c.start - 1] in IN or line.w[c.end] == ":"]
    if after or before:
        return (after or before[-1:])[0].what  # type: ignore[no-any-return]
    if (led := where_place(line, number.start)) is not None:
        return led
    if scene.counted_place is not None and scene.line_number - scene.counted_line <= 2:
        return scene.counted_place
    return scene.section_place or city_before(scene, line, number.start, True) or scene.country()


def _led(line: Line, c: Chunk, first: int) -> bool:
    k = c.start - 1
    while k > first and line.w[k] not in IN and line.w[k].isalpha() and c.start - k < NEAR + 1:
        k -= 1
    return line.w[k] in IN
