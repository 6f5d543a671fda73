"""Lists and telegraphic entries: "KUNDUZ - Overrun ...", "Bahri bridge: RSF"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.days import times_of
from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.grammar.wordlists import words

LOST = words("lists.LOST")
KEPT = words("lists.KEPT")
LABEL_MARKS = frozenset(["-", "–", "—", ":"])
ITEM_MARKS = frozenset(["-", "–", "—", "•", "·", "*", "▪", "●", "►", ">"])
JOINING = frozenset([",", "and", "&", "+", "/"])
ENDS: tuple[list[str], ...] = ([], [","], ["."], [";"], ["("], ["since"])
SPOTS = frozenset(["capital", "city", "town", "district", "province", "unknown"])
SIDES = frozenset(["armed_group", "army", "government"])


def theme(scene: Scene, line: Line) -> None:
    """Learn from a heading what its list is of: places lost, or places still held, and by whom."""
    words = set(line.w)
    places = [c for c in line.of("place") if c.what.kind != "country"]
    if places and line.sentence.paragraph > 0 and not words & {"capitals", "cities", "towns", "provinces"}:
        return
    side = next((c.what.name for c in line.of("actor") if c.what.kind in SIDES), None)
    if words & {"still", "remaining", "not"} and words & {"hands", "held", "control", "holding", "government"}:
        scene.theme, scene.theme_holder = "held", side or scene.government
    elif words & LOST and (side or words & {"capitals", "cities", "towns", "bases", "provinces"}):
        scene.theme, scene.theme_holder = "captured", side or scene.group


WAYS = words("labels.AIR") | words("labels.SEA") | words("labels.LAND")
"""Ways out that head an entry and are no towns, though a town may be called so."""


def label(line: Line) -> Chunk | None:
    """The place a list entry is about: it opens the line and a dash or colon follows."""
    places = labels(line)
    return places[0] if places else None


def labels(line: Line) -> list[Chunk]:
    """The places a list entry is about: "KUNDUZ -", "Osh and Jalal-Abad:"."""
    if not line.of("place"):
        return []
    first = next((c for c in line.of("place") if c.start <= 1 and c.what.kind != "country"), None)
    if first is None or not (first.start == 1 or line.sentence.tokens[0].text[:1].isupper()):
        return []
    if " ".join(line.w[first.start : first.end]) in WAYS:
        return []  # "Air: the airport is open"
    found, k = [first], first.end
    while k + 1 < len(line.w) and line.w[k] in JOINING:
        following = next((c for c in line.of("place") if c.start == k + 1), None)
        if following is None:
            return []
        found.append(following)
        k = following.end
    if len(found) == 1 and line.w[k : k + 1] in (["town"], ["city"], ["village"], ["district"]):
        k += 1  # "Nasir town: the army"
    if first.start == 0 and line.w[k:] in (["."], []) and len(found) == 1 and first.what.kind in SPOTS:
        return found  # "Crater. Close combat since eight": the head of an entry
    if k >= len(line.w) or line.w[k] not in LABEL_MARKS:
        return []
    if line.w[k] != ":" and line.tokens[k].start == line.tokens[k - 1].end:
        return []  # "Palma–Mueda road"
    return found


def under_heading(line: Line, scene: Scene) -> None:
    """ "- Held by the army" under the heading "Kolda": the mark of an item without a place of its own stands for it."""
    if line.w[0] in ITEM_MARKS and scene.section_place is not None and _placeless(line) and len(line.w) > 1:
        start, end = line.span(0, 1)
        line.chunks["place"] = [
            Chunk("place", 0, 1, replace(scene.section_place, start=start, end=end)),
            *line.of("place"),
        ]


def _placeless(line: Line) -> bool:
    """Whether the item names no place, or a country behind a party only: "- Taken by fighters from Chad"."""
    return all(c.what.kind == "country" and line.w[c.start - 1] == "from" for c in line.of("place"))


def shared(line: Line, found: list[Draft]) -> Iterator[Draft]:
    """ "Osh and Jalal-Abad: remain indoors" is said of both: what is said of one label, for the others."""
    places = labels(line)
    if len(places) < 2:
        return
    names = {c.what.name for c in places}
    for draft in found:
        if (
            draft.of == "road"
            or draft.at < places[-1].end
            or draft.value is not None
            or draft.place is None
            or draft.place.name not in names
        ):
            continue
        told = {d.place.name for d in found if d.place is not None and (d.kind, d.status) == (draft.kind, draft.status)}
        for c in places:
            if c.what.name not in told:
                yield replace(draft, place=c.what, start=min(draft.start, places[0].start))


def entry(line: Line, scene: Scene, found: list[Draft]) -> Iterator[Draft]:
    """What the list says of the place of an entry that does not say it itself."""
    place = label(line)
    if place is None:
        return
    holder = _holder(line, place)
    if holder is not None:
        before = next(
            (
                c
                for c in line.of("actor")
                if c.start > holder.end and c.what.kind in SIDES and "was" in line.w[holder.end : c.start]
            ),
            None,
        )
        since = [t.what.days for t in times_of(line, holder.end, holder.end + 4) if t.what.kind == "since"]
        days = since[0] if since and before is None else None
        yield Draft(
            line,
            place.start,
            before.end if before else holder.end,
            place.start,
            "control",
            "retaken" if before else "captured" if days is not None else "held",
            str(holder.what.name),
            place.what,
            when=days,
            trigger_end=holder.end,
            word="label",
        )
        return
    if scene.theme is None or place.what.kind not in TOWNS:
        return
    if any(
        d.kind == "control" and d.place is not None and d.place.name == place.what.name and d.status == scene.theme
        for d in found
    ):
        return
    stop = next((k for k in range(place.end + 1, len(line.w)) if line.w[k] in (",", ".", ";")), len(line.w))
    times = times_of(line, 0, len(line.w))
    days = scene.section_time or (times[0].what.days if times and scene.theme == "captured" else scene.as_of)
    yield Draft(
        line,
        place.start,
        stop,
        place.start,
        "control",
        scene.theme,
        scene.theme_holder,
        place.what,
        None,
        None,
        days,
        trigger_end=place.end,
        word="list",
    )


def _holder(line: Line, place: Chunk) -> Chunk | None:
    """ "Bahri bridge: RSF": the party right after the mark, and nothing else of the clause."""
    k = next((j + 1 for j in range(place.end, min(place.end + 2, len(line.w))) if line.w[j] in LABEL_MARKS), -1)
    for c in line.of("actor"):
        end = line.w[c.end : c.end + 1]
        if c.start == k and c.what.kind in SIDES and (end in ENDS or line.at("time", c.end) is not None):
            return c
    return None
