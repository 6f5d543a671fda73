"""Counts of citizens or staff that no word of staying introduces: "the 300 UN personnel in the city", "31 of them
in Gao", "has 58 people in Marib", "numbers about 1,500"."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.headcount_again import before_that, remember, the_figure, there_are
from leeway.evidence.grammar.headcount_class import LABEL, OURS, at_home, chain, class_of, in_all, owner_of
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.lists import label
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

IN = words("headcount.IN")
ELSEWHERE = words("headcount.ELSEWHERE")
HAVING = words("headcount.HAVING")
PERSONS = words("headcount.PERSONS")
STANDING = words("headcount.STANDING")
COUNTED = frozenset(["citizen", "staff", "staffx"])
BEHIND = frozenset(["behind", "remain", "remained", "stay", "stayed"])
AFTER, BEFORE = 12, 7
MOVING = frozenset(["move", "evacuate", "fetch", "lift", "bring", "get", "extract", "repatriate", "remove", "fly"])
BARELY = frozenset(["some", "about", "still", "another", "only", "perhaps", "nearly", "almost", "over", "around"])


WITHIN = frozenset(["the", "town", "city", "of", "its", "central", "northern", "southern", "western", "eastern"])


def tallies(line: Line, scene: Scene) -> Iterator[Draft]:
    """One count for each figure of people who are somewhere; people killed, moved or held are left to other kinds."""
    for number in line.of("number"):
        if number.what.unit not in (None, "people") or _year_or_part(line, number):
            continue
        group = class_of(line, number)
        if group is not None and at_home(group, scene, line):
            continue
        a, b = line.clause(number.start)
        whole = line.w[max(0, number.start - 2) : number.start] == ["of", "the"]  # "200 of the 300 staff will leave"
        if not whole and not _down_to(line, number, group) and _gone(line, number, group, a, b):
            continue
        found = (
            before_that(line, number)
            or the_figure(line, number, group, scene)
            or _of_state(line, number, group)
            or there_are(line, number, group, scene)
            or _down_to(line, number, group)
            or _of_class(line, number, group, a, b)
            or in_all(line, number, group)
            or _of_ours(line, number, a, b)
        )
        if found is None:
            continue
        of, last = found
        place = _place(line, scene, number, last, a, b, of)
        if place is None:
            continue
        scene.counted, scene.counted_line, scene.counted_place = of, scene.line_number, place
        spot = next((c for c in line.of("place") if c.what is place), None)
        start, end = extent(line, number.start, last, spot)
        yield Draft(
            line, start, end, number.start, "headcount", "present", owner_of(line, number, b), place,
            value_of(number.what, "people"), of, when(line, scene, number.start, False), trigger_end=last, word="tally",
        )  # fmt: skip
    remember(line, scene)


def _down_to(line: Line, number: Chunk, group: Chunk | None) -> tuple[str, int] | None:
    """ "Has gone down from 31 Australian staff to 11": the bare second figure is what is left."""
    if group is not None or number.what.noun or line.w[number.start - 1 : number.start] != ["to"]:
        return None
    for first in line.of("number"):
        other = class_of(line, first) if first.end < number.start <= first.end + 6 else None
        led = line.w[first.start - 1 : first.start] == ["from"] or line.w[first.start] == "from"
        if other is not None and led and other.what.pattern in COUNTED and "down" in line.w[: first.start]:
            return str(other.what.status), number.end
    return None


def _of_state(line: Line, number: Chunk, group: Chunk | None) -> tuple[str, int] | None:
    """ "The Danes had 3,000 to move", "Norway has 40 there": the nationals of a state."""
    after = line.w[number.end : number.end + 2]
    moving = after[:1] == ["to"] and after[1:] and after[1] in MOVING
    if group is not None or number.what.noun or not (moving or after[:1] in (["there"], ["here"])):
        return None
    first = number.start - 1
    while first > 0 and line.w[first] in BARELY:
        first -= 1
    if line.w[first] not in ("has", "have", "had"):
        return None
    return (
        ("citizens", number.end) if any(c.end == first and c.what.kind == "state" for c in line.of("actor")) else None
    )


def _year_or_part(line: Line, number: Chunk) -> bool:
    """A single person is no count; "two of the nine airlines", "level 4" are none of people."""
    low, high = number.what.low, number.what.high
    return bool(low == high and low is not None and low <= 1)


def _gone(line: Line, number: Chunk, group: Chunk | None, a: int, b: int) -> bool:
    first = max(a, number.start - BEFORE)
    last = min(b, (group.end if group else number.end) + AFTER)
    near = set(line.w[first : number.start]) | set(line.w[number.end : last])
    if "leave" in near and line.w[last - 1 : last + 1].count("leave") + ("leave" in line.w[number.end : last]):
        k = line.w.index("leave", number.start) if "leave" in line.w[number.start :] else 0
        if line.w[k - 1 : k] == ["to"]:
            near.discard("leave")  # "advises the 70 Swedes in the country to leave"
    return bool(near & ELSEWHERE)


def _of_class(line: Line, number: Chunk, group: Chunk | None, a: int, b: int) -> tuple[str, int] | None:
    """(what is counted, end) of a figure with a class of staff or citizens, where the clause says that they are
    somewhere: in a place, had by somebody, owned ("its 12,000 citizens"), or with no verb at all."""
    if group is None or group.what.pattern not in COUNTED:
        return None
    of = str(group.what.status)
    before = line.w[number.start - 1] if number.start else ""
    last = chain(line, group)
    after = line.w[last.end : last.end + 1]
    owned = before in ("its", "their", "our", "his", "the", "roughly")
    had = _had(line, max(a, number.start - 4), number.start)
    whole = before == "the" or line.w[max(0, number.start - 2) : number.start] == ["the", "roughly"]
    located = bool(after) and after[0] in IN and line.at("place", _first_noun(line, last.end + 1)) is not None
    here = bool(after) and after[0] in ("here", "there", "inside")
    standing = bool(STANDING & set(line.w[last.end : min(b, last.end + 4)]))
    verbless = not any(is_verb(line, k) for k in range(a, b))
    strict = group.what.pattern == "staffx"
    if located or here or standing or had or (whole and not strict) or (verbless and _somewhere(line, group, b)):
        return of, group.end
    if owned and not strict and before in ("its", "their", "our"):
        return of, group.end
    return None


def _had(line: Line, start: int, end: int) -> bool:
    """ "Has 40 staff"; "has to send 1,000 agents" is none."""
    return any(line.w[k] in HAVING and "to" not in line.w[k + 1 : end] for k in range(start, end))


def _of_ours(line: Line, number: Chunk, a: int, b: int) -> tuple[str, int] | None:
    """ "Five of us", "31 of them in Gao", "58 people" that an organisation has, "our 12 in Bor"."""
    w, end = line.w, number.end
    if w[end : end + 2] in (["of", "us"], ["of", "our"], ["of", "ours"]):
        return "staff", end + 2
    if w[end : end + 2] == ["of", "them"] and w[end + 2 : end + 3] and w[end + 2] in IN:
        if line.within("time", end + 2, end + 6) and not line.within("place", end + 2, end + 6):
            return None  # "were resettled, 1,800 of them in the last weeks"
        of = next((str(c.what.status) for c in line.of("class") if c.end <= number.start), None)
        return of or "citizens", end + 2
    if w[number.start - 1] in ("are", "were") and w[max(0, number.start - 2)] == "we":
        return "staff", end
    bare = not number.what.noun and (w[end : end + 1] in ([], ["today"], ["now"], ["left"]) or not w[end][:1].isalpha())
    ours = w[number.start - 1] in ("we've",) or w[max(0, number.start - 2) : number.start] == ["we", "have"]
    counted = [c for c in line.of("class") if c.end <= number.start and c.what.pattern == "staff"]
    if ours and bare and counted:
        return str(counted[-1].what.status), end
    noun = w[end : end + 1] and w[end] in PERSONS
    if noun and w[end + 1 : end + 2] and w[end + 1] in IN:
        first = max(a, number.start - BEFORE)
        subject = [c for c in line.of("actor") if first <= c.start and c.end <= number.start]
        body = any(c.what.kind in ("mission", "organisation") for c in subject) or bool(
            {"company", "firm", "agency", "charity", "mission", "embassy"} & set(w[first : number.start])
        )
        if (body or OURS & set(w[first : number.start])) and HAVING & set(w[max(a, number.start - 4) : number.start]):
            return "staff", end + 1
    return None


def _first_noun(line: Line, k: int) -> int:
    while k < len(line.w) - 1 and line.w[k] in ("the", "its", "their", "central", "northern", "southern", "western"):
        k += 1
    return k


def _somewhere(line: Line, group: Chunk, b: int) -> bool:
    after = any(c.start >= group.end and c.start < b and line.w[c.start - 1] in IN for c in line.of("place"))
    named = line.w[group.start - 1 : group.start] == [":"] or ":" in line.w[max(0, group.start - 4) : group.start]
    if named and any(c.end < group.start and line.w[_governor(line, c)] in IN for c in line.of("place")):
        return True  # "Ours in Kolda at roll call: 112 expats"
    return after or label(line) is not None or ":" in line.w[group.end : group.end + LABEL]


def _place(line: Line, scene: Scene, number: Chunk, last: int, a: int, b: int, of: str) -> PlaceName | None:
    after = [c for c in line.of("place") if last <= c.start < b and line.w[_governor(line, c)] in IN]
    if after:
        return after[0].what  # type: ignore[no-any-return]
    labelled = label(line)
    if labelled is not None and labelled.end <= number.start:
        return labelled.what  # type: ignore[no-any-return]
    before = [c for c in line.of("place") if a <= c.start < number.start and line.w[_governor(line, c)] in IN]
    if before:
        return before[-1].what  # type: ignore[no-any-return]
    if BEHIND & set(line.w[last : last + 3]):  # "flew 43 staff from Kolda; nine stayed behind"
        left = [c for c in line.of("place") if c.end <= number.start and line.w[c.start - 1] not in ("to", "via")]
        if left:
            return left[-1].what  # type: ignore[no-any-return]
    if of in ("citizens", "foreign citizens", "students"):
        return scene.country()
    return scene.section_place or city_before(scene, line, number.start, True) or scene.country()


def _governor(line: Line, c: Chunk) -> int:
    k = c.start - 1
    while k > 0 and (line.w[k] in WITHIN or line.at("actor", k) is not None):
        k -= 1
    return max(k, 0)
