"""Whether an exit or a service works: `access`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar import flights
from leeway.evidence.grammar.access_scope import scope
from leeway.evidence.grammar.arguments import ADVERBS, chunks, direct_object, headed, passive, subject, when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.labels import labelled
from leeway.evidence.grammar.lexicon import Hit, Row
from leeway.evidence.grammar.line import BE, DETERMINERS, Chunk, Line
from leeway.evidence.grammar.scene import Scene, city_before
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

PLACE_EXITS = {
    "border": Row("access_exits", "", "border", "border", ""),
    "airport": Row("access_exits", "", "airport", "exit", ""),
}
AFTER_BE = words("access.AFTER_BE")
WORK = frozenset(["activity", "operations", "services", "work"])
CUT_SERVICES = frozenset(["phones", "internet", "electricity", "water"])
STATE_LINKS = (
    BE
    | ADVERBS
    | frozenset(["remain", "remains", "remained", "stay", "stays", "stayed", "keep", "kept", "follows", "works"])
)
NEAR = words("access.NEAR")
SPECIFIC = {"commercial flights": ("country", "capital"), "airspace": ("country",)}


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """The exits that a word of state is said of."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    if pattern in (
        "WITHOUT",
        "BLACKOUT",
        "PHONES",
        "AIDREACH",
        "DRIVE",
        "CUTFROM",
        "LOSEROAD",
        "BORDER",
        "NO",
        "ROAD",
        "FLY",
        "DARK",
    ):
        yield from _special(line, hit, scene, a, b)
        return
    if pattern in ("CARRIER", "PLANES", "LASTFLIGHT"):
        found = list(flights.read(line, hit, scene, a, b))
        yield from found
        if found or pattern != "CARRIER" or status == "open":
            return
    exits = _exits(line, hit, a, b, scene)
    entry = labelled(line, hit.start, scene) if not exits else None
    if entry is not None:
        exits = [entry[0]]
    if pattern == "ROADCUT":
        exits = [e for e in exits if e.what.pattern in ("road", "border") or e.what.status in ("airport", "railway")]
    elif pattern == "CUT" and exits and all(e.what.pattern == "road" for e in exits):
        status = "closed"
    elif pattern == "SHORT" and exits and exits[0].what.pattern != "service":
        return
    if status == "open" and any(
        x in ("until", "till", "monitor", "unless", "pending", "once", "soon")
        for x in line.w[max(0, a - 2) : hit.start]
    ):
        return
    if (
        (hit.row.words in AFTER_BE or pattern == "AFTERBE")
        and hit.start
        and not (
            (line.w[hit.start - 1] in STATE_LINKS | {":", "-"} and line.w[hit.start - 1] != "to")
            or any(e.end == hit.start for e in line.of("exit"))
            or line.w[hit.start - 1] in ("went", "gone", "running")
        )
    ):
        return
    if hit.row.words == "open" and line.w[hit.start + 1 : hit.start + 2] in (["fire"], ["fired"]):
        return
    status, negated = scope(line, hit, status, exits, b)
    if entry is not None:
        yield _draft(line, hit, scene, entry[0], str(entry[0].what.status), status, a, b, entry[1])
        return
    for e in exits:
        if e.what.pattern == "traffic" and scene.exit is not None and scene.exit_line == scene.line_number:
            yield _draft(line, hit, scene, e, scene.exit[0], status, a, b, scene.exit[1])
            continue
        neighbours = _neighbours(line, e, hit) if e.what.status == "border" else []
        if len(neighbours) > 1:
            for spot in neighbours:
                yield _draft(line, hit, scene, e, "border", status, a, b, spot)
            continue
        draft = _draft(line, hit, scene, e, str(e.what.status), status, a, b)
        yield replace(draft, word="negated") if negated else draft


def _draft(
    line: Line, hit: Hit, scene: Scene, e: Chunk, of: str, status: str, a: int, b: int, place: PlaceName | None = None
) -> Draft:
    spot = place or place_of(line, e, hit, scene, of, a, b)
    if status == "closed" and of in CUT_SERVICES:
        status = "suspended"
    scene.exit, scene.exit_line = (of, spot), scene.line_number
    actor = _closer(line, hit, a, b)
    start, last = extent(line, hit.start, hit.end, e)
    return Draft(
        line, start, last, hit.start, "access", status, str(actor.what.name) if actor is not None else None, spot, None,
        of, when(line, scene, hit.start, passive(line, hit)), trigger_end=hit.end, word=hit.row.words,
        firmness="expected" if hit.row.words == "run:v out" and "will" in line.w[a : hit.start] else None,
    )  # fmt: skip


def _closer(line: Line, hit: Hit, a: int, b: int) -> Chunk | None:
    if hit.verb < 0:
        return None
    if passive(line, hit):
        if hit.end < b and line.w[hit.end] == "by":
            return direct_object(line, hit.end + 1, ("actor",), reach=5)
        return None
    found = subject(line, hit.start, ("actor",))
    return (
        found
        if found is not None
        and found.what.kind in ("state", "government", "army", "armed_group", "ministry", "mission")
        else None
    )


def _exits(line: Line, hit: Hit, a: int, b: int, scene: Scene) -> list[Chunk]:
    """The exits a state is said of: the subject (with its list), else, for verbs that take one, the object."""
    all_exits = [c for c in line.of("exit") if c.what.pattern != "servicepost" and _meant(line, c)]
    if scene.spot is not None and scene.spot.kind == "border":
        all_exits += [
            Chunk("exit", c.start, c.end, PLACE_EXITS["border"])
            for c in line.of("exit")
            if c.what.pattern == "servicepost"
        ]
    all_exits += [
        Chunk("exit", p.start, p.end, PLACE_EXITS[p.what.kind])
        for p in line.of("place")
        if p.what.kind in PLACE_EXITS and not any(p.start <= c.start and c.end <= p.end + 1 for c in all_exits)
    ]
    all_exits.sort(key=lambda c: c.start)
    exits = [
        c
        for c in all_exits
        if not any(
            o is not c and o.start <= c.start and c.end <= o.end and o.end - o.start > c.end - c.start
            for o in all_exits
        )
    ]
    exits = [c for c in exits if not any(o.start == c.end and not line.owner[c.end - 1] for o in exits)]
    if not exits:
        return []
    pattern = hit.row.pattern
    after = [c for c in exits if c.start >= hit.end and c.start < b]
    if pattern == "OF":
        return [c for c in after if c.start - hit.end <= 4][:1]
    active = pattern in ("SO", "ROADCUT", "CUT") and hit.verb >= 0 and not passive(line, hit)
    if active:
        near = [c for c in after if c.start - hit.end <= 6 and not _blocked(line, hit.end, c.start)]
        if near:
            return _list(line, near[0], exits, b)
        if line.w[hit.end : hit.end + 1] in (["its"], ["their"], ["his"], ["our"], ["the"], ["a"]):
            return []  # something else is cut, closed, stopped
    before = [c for c in exits if a <= c.start and c.end <= hit.start]
    if not before:
        k = line.clause_of[hit.start]
        first = line.w[a : a + 3]
        words = [
            x
            for x in line.w[a : hit.start]
            if x.isalpha() and x not in STATE_LINKS and x not in ("and", "but", "it", "they", "which", "that", "who")
        ]
        if k and (not words or "which" in first) and not (active and hit.form == Form.ING):
            earlier = [c for c in exits if c.end <= a]
            before = earlier[-1:] if earlier else []
    if not before:
        inside = [c for c in exits if c.start >= hit.start and c.end <= hit.end]
        return inside[:1]
    heads = [c for c in before if headed(line, c, a) or _partitive(line, c) or _worked(line, c, a)]
    if not heads:
        return []
    if hit.verb >= 0 and not active and hit.row.pattern != "S" and not passive(line, hit):
        last_head = heads[0]
        if line.w[hit.start] not in (
            "reopened",
            "resumed",
            "stopped",
            "closed",
            "shut",
            "halted",
            "opened",
            "reopen",
            "resume",
            "opens",
            "closes",
            "open",
            "close",
        ):
            pass
        heads = [last_head]
    return _list(line, heads[0], exits, hit.start)


def _meant(line: Line, c: Chunk) -> bool:
    """Words that are an exit only with a name after "of" ("the door of Dajabón"), and names that hold the word."""
    if c.what.pattern != "borderof":
        name = line.at("place", c.start)  # "Port Sudan" is no port
        return c.what.status != "port" or name is None or name.what.kind not in ("city", "town", "capital", "airport")
    return line.w[c.end : c.end + 1] in (["of"], ["at"], ["in"]) and (
        line.at("place", c.end + 1) is not None
        or (c.end + 1 < len(line.tokens) and line.tokens[c.end + 1].text[:1].isupper())
    )


def _partitive(line: Line, c: Chunk) -> bool:
    k = c.start - 1
    while k >= 0 and line.w[k] in DETERMINERS:
        k -= 1
    return k >= 0 and line.w[k] == "of"


def _worked(line: Line, c: Chunk, a: int) -> bool:
    """ "Work at the port", "operations at the airport"."""
    k = c.start - 1
    while k > a and (line.w[k] in DETERMINERS or line.at("place", k) is not None):
        k -= 1
    return line.w[k] == "at" and bool(WORK & set(line.w[a:k]))


def _blocked(line: Line, start: int, end: int) -> bool:
    return any(
        w
        in (
            ",",
            ";",
            "to",
            "after",
            "before",
            "near",
            "by",
            "until",
            "while",
            "because",
            "as",
            "when",
            "on",
            "at",
            "in",
            "for",
        )
        for w in line.w[start:end]
    )


def _list(line: Line, first: Chunk, exits: list[Chunk], end: int) -> list[Chunk]:
    """ "Goma airport and the port", "land and air borders"."""
    items = [first]
    for c in exits:
        if c.start >= items[-1].end and c.end <= end:
            between = line.w[items[-1].end : c.start]
            if ("and" in between or "," in between) and all(
                w in ("and", ",", "the", "all", "its") or line.at("place", k)
                for k, w in enumerate(between, items[-1].end)
            ):
                items.append(c)
    return items


def place_of(line: Line, e: Chunk, hit: Hit, scene: Scene, of: str, a: int, b: int) -> PlaceName | None:
    """The town, the country, the crossing or the neighbour that an exit belongs to."""
    w = line.w
    places = line.of("place")
    if of == "border":
        named = [p for p in places if p.what.kind in ("border",) and p.start < b]
        overlap = [p for p in places if p.start <= e.start and e.end <= p.end]
        if overlap:
            return overlap[0].what  # type: ignore[no-any-return]
        before = [p for p in places if p.end <= e.start and e.start - p.end <= 1]
        after = [
            p
            for p in places
            if p.start >= e.end
            and p.start - e.end <= 4
            and w[p.start - 1] in ("of", "at", "to", "with", "into", "the", "named")
        ]
        if before and before[-1].what.kind != "country":
            return before[-1].what  # type: ignore[no-any-return]
        after.sort(key=lambda p: w[p.start - 1] != "at")
        if after:
            return after[0].what  # type: ignore[no-any-return]
        states = [c for c in line.of("actor") if c.what.kind == "state" and c.start < b and c.end > a]
        owner = [c for c in states if c.start < e.start]
        neighbours = [c for c in states if c.start >= e.end]
        pick = neighbours or owner
        if pick and (scene.home is None or pick[-1].what.name != scene.home[0]):
            return PlaceName(0, 0, pick[-1].what.name, "", None, None, "country")
        if before:
            return before[-1].what  # type: ignore[no-any-return]
        if named:
            return named[0].what  # type: ignore[no-any-return]
        if w[max(0, e.start - 1)] in ("the", "its", "this") and scene.spot is not None and scene.spot.kind == "border":
            return scene.spot
        return scene.country()
    if of == "airspace":
        states = [c for c in line.of("actor") if c.what.kind == "state" and a <= c.start < e.start]
        if states and "its" in w[states[-1].end : e.start]:
            return PlaceName(0, 0, states[-1].what.name, "", None, None, "country")
    if of == "airport":
        own = line.at("place", e.start)
        if own is not None and getattr(own.what, "town", None):
            return replace(own.what, name=own.what.town)  # type: ignore[no-any-return]
    if of == "road" and w[e.end : e.end + 1] == ["to"]:
        at = [
            p
            for p in places
            if p.start >= hit.end and p.start < b and w[p.start - 1] in ("of", "at", "near", "in", "outside", "beyond")
        ]
        at = at or [p for p in places if p.start == e.end + 2 and w[e.end + 1] == "from"]
        town = at[0].what if at else city_before(scene, line, e.start)
        if town is not None and town.name not in [p.what.name for p in places if p.start == e.end + 1]:
            return town
    near = [p for p in places if p.end == e.start or (p.end == e.start - 1 and not w[p.end].isdigit())]
    near = near or [p for p in places if p.start <= e.start and e.end <= p.end]
    after = [p for p in places if p.start >= e.end and p.start < max(b, hit.end + 6) and _governed(line, p)]
    if near:
        return near[0].what  # type: ignore[no-any-return]
    close = [p for p in after if p.start - e.end <= 3]
    if close:
        return close[0].what  # type: ignore[no-any-return]
    if after and line.clause_of[after[0].start] == line.clause_of[hit.start]:
        return after[0].what  # type: ignore[no-any-return]
    inside = [p for p in places if a <= p.start < b]
    if inside:
        return inside[0].what  # type: ignore[no-any-return]
    head = [p for p in places if p.start <= 3]
    if head:
        return head[0].what  # type: ignore[no-any-return]
    if of in ("airspace", "commercial flights"):
        return scene.section_place or scene.country()
    return city_before(scene, line, e.start, of in ("airport", "port"))


def _neighbours(line: Line, e: Chunk, hit: Hit) -> list[PlaceName]:
    """The states of "the borders with A, B and C", "the crossings to A and B"."""
    k = e.end
    if k >= len(line.w) or line.w[k] not in ("with", "to", "into"):
        return []
    found: list[PlaceName] = []
    k += 1
    while k < len(line.w) and (k < hit.start or e.start > hit.start):
        place = line.at("place", k)
        state = line.at("actor", k)
        if place is not None:
            found.append(place.what)
            k = place.end
        elif state is not None and state.what.kind == "state":
            found.append(PlaceName(0, 0, state.what.name, "", None, None, "country"))
            k = state.end
        elif line.w[k] in (",", "and", "the", "both", "neighbors", "neighbours", "neighbouring") or line.at(
            "number", k
        ):
            k += 1
        else:
            break
    return found


def _governed(line: Line, p: Chunk) -> bool:
    k = p.start - 1
    while k >= 0 and (
        line.w[k] in DETERMINERS or line.w[k] in ("much", "most", "parts", "all", "of", "whole", "city", "town")
    ):
        k -= 1
    return (k >= 0 and line.w[k] in NEAR) or line.w[p.start - 1] == "of"


def _special(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> Iterator[Draft]:
    pattern, status, w = hit.row.pattern, hit.row.status, line.w
    whole = Chunk("exit", hit.start, hit.end, hit.row)
    spots = chunks(line, ("place",), a, b)
    if pattern == "WITHOUT":
        of = "electricity" if w[hit.end - 1] == "power" else w[hit.end - 1]
        yield _draft(line, hit, scene, whole, of, status, a, b, spots[0].what if spots else None)
    elif pattern == "BLACKOUT":
        of = (
            "internet"
            if "internet" in w[max(0, hit.start - 3) : hit.start]
            else "phones"
            if any(x in ("phone", "communications", "telecommunications") for x in w[max(0, hit.start - 3) : hit.start])
            else "electricity"
        )
        yield _draft(line, hit, scene, whole, of, status, a, b, spots[0].what if spots else None)
    elif pattern == "DARK":
        town = subject(line, hit.start, ("place",))
        if town is not None:
            yield _draft(line, hit, scene, whole, "electricity", status, a, b, town.what)
    elif pattern == "PHONES":
        yield _draft(line, hit, scene, whole, "phones", status, a, b, spots[0].what if spots else scene.section_place)
    elif pattern == "AIDREACH":
        if w[a] in ("no", "and") and any(
            x in ("convoy", "convoys", "aid", "food", "supplies", "trucks") for x in w[a : hit.start]
        ):
            place = direct_object(line, hit.end, ("place",))
            yield _draft(line, hit, scene, whole, "aid", status, a, b, place.what if place else None)
    elif pattern == "DRIVE":
        yield _draft(line, hit, scene, whole, "road", "closed", a, b, scene.first_city or scene.capital())
    elif pattern in ("CUTFROM", "LOSEROAD"):
        place = spots[0] if spots else None
        if pattern == "CUTFROM":
            inner = [c for c in spots if hit.start <= c.start < hit.end]
            place = inner[0] if inner else None
        if place is not None:
            yield _draft(line, hit, scene, whole, "road", "closed", a, b, place.what)
    elif pattern == "FLY":
        yield _draft(
            line, hit, scene, whole, "commercial flights", "open", a, b, spots[0].what if spots else scene.country()
        )
    elif pattern == "BORDER":
        yield _draft(line, hit, scene, whole, "border", status, a, b, spots[0].what if spots else scene.spot)
    elif pattern == "ROAD":
        yield _draft(line, hit, scene, whole, "road", "limited", a, b, after_near(line, hit.end, b))
    elif pattern == "NO":
        e = direct_object(line, hit.end, ("exit",), reach=4)
        if e is None or e.what.pattern in ("road", "border"):
            return
        if any(x in ("planned", "foreseen", "envisaged", "scheduled") for x in w[e.end : b]):
            return
        if e.start - hit.end > 2 or (
            e.what.status == "commercial flights"
            and not any(x in ("there", "more") for x in w[max(0, hit.start - 3) : hit.end])
        ):
            return
        if e.what.status == "aid" or w[hit.end : hit.end + 1] in (["one"], ["longer"]):
            return
        yield _draft(line, hit, scene, e, str(e.what.status), "suspended", a, b)


def after_near(line: Line, i: int, b: int) -> PlaceName | None:
    found = chunks(line, ("place",), i, b)
    return found[0].what if found else None


__all__ = ["place_of", "read", "replace"]
