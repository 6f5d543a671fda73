"""An attack or a clash at a place: `incident`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import passive
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.enumeration import listed
from leeway.evidence.grammar.incident_sense import (
    AIRCRAFT,
    BLASTS,
    CROWDS,
    SHELLS,
    aside,
    by_noun,
    loud,
    noun_of_other,
    transitive,
    weapon,
)
from leeway.evidence.grammar.incident_where import SPOTS, attacker, label, place_of
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import TOWNS, Scene

UNTOLD = frozenset(["if", "unless", "until", "case", "report", "reports", "story"])
"""Before "the fighting": a condition, or a text about it."""
BURNT = frozenset(
    [
        "shops",
        "village",
        "villages",
        "houses",
        "homes",
        "huts",
        "church",
        "mosque",
        "market",
        "school",
        "clinic",
        "depot",
        "warehouse",
        "warehouses",
        "station",
        "offices",
    ]
)
STOPS = frozenset([",", ";", ":", "killing", "wounding", "injuring", "while", "as", "after", "said", "says"])
SUBJECTS = {"CROWD": CROWDS, "BLAST": BLASTS, "GOOFF": BLASTS, "SHELLS": SHELLS, "AIRB": AIRCRAFT}
"""Verbs of everyday use, and what must stand before them."""
RIOTERS = frozenset(["demonstrators", "protesters", "rioters", "looters", "mobs", "mob", "crowd", "crowds", "youths"])
GUNMEN = frozenset(["gunmen", "fighters", "militiamen", "soldiers", "rebels", "robbers", "bandits", "thieves", "armed"])
LOOSE_NOUNS = frozenset(["NART", "NFIRING", "NMORT", "NBARR", "NCOUP"])
PLACES = [[x] for x in ("cities", "towns", "villages", "districts", "areas", "places", "provinces", "posts")]


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """Attacks and clashes that have a place: in the clause, before it, or the city the text is about."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    w = line.w
    if pattern in ("N", "NS", "NX", "NINC", "NUNREST", "NART", "NCLASH", "NSHOT", "NFIGHT") and noun_of_other(
        line, hit, pattern
    ):
        return
    if pattern == "N" and w[hit.start - 1 : hit.start] == ["the"] and any(x in UNTOLD for x in w[a : hit.start]):
        return
    if aside(line, hit, a):
        return
    if pattern.startswith("N") and any(
        x in ("because", "amid", "amidst", "given", "due", "despite") for x in w[max(a, hit.start - 4) : hit.start]
    ):
        return
    if (
        hit.row.words == "fight:v"
        and hit.form == Form.ING
        and w[hit.start - 1 : hit.start] in (["the"], ["of"], ["heavy"])
    ):
        pattern = "N"
        if w[hit.start - 1] == "the" and any(x in UNTOLD for x in w[a : hit.start]):
            return
    first = hit.start - (w[hit.start - 1 : hit.start] == ["under"])
    if w[first : first + 1] == ["under"] and w[first - 1 : first] in PLACES:
        return  # "which towns under attack still hold out": told of by the way
    if hit.verb >= 0 and hit.form == Form.ING and w[a] == "there" and hit.start - a <= 4:
        pattern = "N"  # "there has been looting"
    if pattern == "BREAKIN" and not (CROWDS | GUNMEN) & set(w[a : hit.start]):
        return
    if pattern == "ONFIRE" and not line.within("building", a, hit.start) and not BURNT & set(w[a : hit.start]):
        return
    if hit.verb < 0 and any(
        h.row.family == "displacement" and h.row.pattern == "SO" and 0 <= h.start - hit.end <= 2 for h in line.hits
    ):
        return  # "the fighting has uprooted 2,800 people"
    others = [h for h in line.hits if h.row.family == "incident" and a <= h.start < b and h.row.pattern != "KILL"]
    if pattern == "KILL" and others and hit.verb >= 0 and (passive(line, hit) or _toll(line, hit)):
        return  # "six were killed in shelling"
    if hit.row.words.startswith("protest:v") and w[hit.start - 2 : hit.start] in (["we", "have"], ["it", "has"]):
        return
    if w[hit.end : hit.end + 2] == ["the", "air"] or w[hit.end - 1 : hit.end + 2] == ["into", "the", "air"]:
        return  # "fired into the air"
    if hit.row.words == "fight:v" and w[hit.start - 1 : hit.start] == ["to"]:
        return  # "orders to fight": a purpose
    if w[hit.end : hit.end + 1] in (["distance"], ["range"]):
        return  # "within striking distance of"
    if hit.row.words == "fight:v" and w[hit.end + 1 : hit.end + 2] == ["way"]:
        return  # "fighting their way towards"
    mob = RIOTERS & set(w[a : hit.start])
    if hit.row.words in RIOTERS and any(
        h.row.family == "incident" and h.verb >= 0 and hit.end <= h.start < b for h in line.hits
    ):
        return  # "protesters stormed the ministry": told by the verb
    if "elsewhere" in w[hit.end : hit.end + 2] and not line.within("place", hit.end, b):
        return
    if pattern in SUBJECTS and not SUBJECTS[pattern] & set(w[a : hit.start]):
        return
    if hit.verb >= 0 and by_noun(line, hit, a):
        return
    crowd = any(x.startswith(("demonstrat", "protest", "crowd")) for x in w[hit.end : hit.end + 4])
    if pattern in ("SAT", "KILL") and crowd:
        status = "unrest"
    if mob and status == "attack" and hit.verb >= 0 and not passive(line, hit):
        status = "unrest"
    promise = hit.verb >= 0 and hit.form & Form.BASE and {"not", "never"} & set(w[max(a, hit.start - 2) : hit.start])
    if promise and {"would", "will", "to"} & set(w[max(a, hit.start - 3) : hit.start]):
        return  # "said it would not attack the embassy"
    if pattern in LOOSE_NOUNS and not loud(line, hit, pattern, a):
        return
    status = weapon(line, hit, status, a, b)
    if hit.row.words == "shooting" and w[hit.start - 1 : hit.start] not in (["a"], ["the"], ["another"], ["mass"]):
        status = "fighting"
    if pattern in ("SVO", "STRIKE", "BATTLE", "AIR", "KILL") and not transitive(line, hit, a, b, pattern):
        return
    place = place_of(line, hit, scene, a, b, pattern)
    if place is None:
        return
    definite = (
        pattern == "N"
        and w[hit.start - 1 : hit.start] == ["the"]
        and w[hit.end : hit.end + 1] not in (["in"], ["at"], ["on"])
    )
    if definite and not a <= place.start < b:
        return
    if pattern in ("KILL", "STRIKE") and passive(line, hit) and not a <= place.start < b:
        return
    actor = attacker(line, hit, scene, a, b, status, pattern)
    if status in ("fighting",) and actor is not None and pattern not in ("BATTLE",):
        actor = None
    items = listed(line, place, SPOTS, b) if place.start >= hit.start and line.tokens else [place]
    items += _elsewhere(line, items[-1], b) if hit.start < place.start else []
    items = [c for c in items if not any(_part_of(c, o) for o in items if o is not c)]
    for n, item in enumerate(items):
        if any(o is not item and o.start <= item.start and item.end <= o.end for o in items):
            continue
        stop = items[n + 1].start if n + 1 < len(items) else None
        start, last = extent(line, hit.start, hit.end, item if item.start >= 0 else None)
        if stop is not None:
            last = max(hit.end, stop)
        yield Draft(
            line, start, last, hit.start, "incident", status, label(actor, scene), item.what, None, None,
            when(line, scene, hit.start, True), trigger_end=hit.end, word=hit.row.words,
            firmness="denied" if "spared" in w[max(a, hit.start - 4) : hit.start] else None,
        )  # fmt: skip


def _part_of(c: Chunk, other: Chunk) -> bool:
    """ "Two hotels and a railway station" of one town, "the compound in Benghazi": told once, by the first."""
    town, name = str(other.what.name), str(c.what.name)
    if c.start == other.start:
        return False
    same = name.rpartition(", ")[2] == town.rpartition(", ")[2]
    return (same and (", " in name or ", " in town) and c.start > other.start) or name.endswith(f", {town}")


def _toll(line: Line, hit: Hit) -> bool:
    """ "Shelling since noon, 3 killed": a count before the participle and nothing behind it."""
    counted = any(n.end == hit.start for n in line.of("number"))
    return counted and line.w[hit.end : hit.end + 1] in ([], ["."], [","], [";"], [")"], ["and"])


def _elsewhere(line: Line, last: Chunk, b: int) -> list[Chunk]:
    """ "Hit a power station in X and a block of flats in Y": a second object of the same verb in another town."""
    k = next((j for j in range(last.end, min(b, last.end + 8)) if line.w[j] == "and"), -1)
    if k < 0 or any(x in STOPS for x in line.w[last.end : k]):
        return []
    found = [
        c for c in line.within("place", k, b) if c.what.kind in TOWNS and line.w[c.start - 1] in ("in", "at", "near")
    ]
    near = found[0] if found and found[0].start - k <= 7 else None
    plain = near is not None and not any(
        x in STOPS or is_verb(line, j) for j, x in enumerate(line.w[k + 1 : near.start], k + 1)
    )
    return [near] if near is not None and plain else []
