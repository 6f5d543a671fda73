"""An attack or a clash at a place: `incident`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import direct_object, passive
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.enumeration import listed
from leeway.evidence.grammar.incident_where import PARTY, SPOTS, attacker, label, place_of
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line, is_verb
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.grammar.wordlists import words

POLITICS = frozenset(
    ["government", "president", "minister", "opposition", "policy", "record", "plan", "rival", "critics", "media"]
)
UNTOLD = frozenset(["if", "unless", "until", "case", "report", "reports", "story"])
"""Before "the fighting": a condition, or a text about it."""
AIRCRAFT = words("incident.AIRCRAFT")
GUNS = words("incident.GUNS")
VICTIMS = words("incident.VICTIMS")
CALM = frozenset(["no", "without", "despite"])
BURNT = frozenset(
    ["shops", "village", "villages", "houses", "homes", "huts", "church", "mosque", "market", "school", "clinic"]
)
STOPS = frozenset([",", ";", ":", "killing", "wounding", "injuring", "while", "as", "after", "said", "says"])
BOMB_NAMES = frozenset(["threat", "disposal", "shelter", "squad"])
CROWDS, BLASTS, SHELLS = words("incident.CROWDS"), words("incident.BLASTS"), words("incident.SHELLS")
SUBJECTS = {"CROWD": CROWDS, "BLAST": BLASTS, "GOOFF": BLASTS, "SHELLS": SHELLS, "AIRB": AIRCRAFT}
"""Verbs of everyday use, and what must stand before them."""
RIOTERS = frozenset(["demonstrators", "protesters", "rioters", "looters", "mobs", "mob", "crowd", "crowds", "youths"])
GUNMEN = frozenset(["gunmen", "fighters", "militiamen", "soldiers", "rebels", "robbers", "bandits", "thieves", "armed"])
LOOSE_NOUNS = frozenset(["NART", "NFIRING", "NMORT", "NBARR", "NCOUP"])
HEARD = frozenset(["there", "heard", "went", "continued", "heavy", "sporadic", "sustained", "more", "of", "some"])
PLACES = [[x] for x in ("cities", "towns", "villages", "districts", "areas", "places", "provinces", "posts")]


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """Attacks and clashes that have a place: in the clause, before it, or the city the text is about."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    w = line.w
    if pattern in ("N", "NS", "NX", "NINC", "NUNREST", "NART", "NCLASH", "NSHOT", "NFIGHT") and _noun_of_other(
        line, hit, pattern
    ):
        return
    if pattern == "N" and w[hit.start - 1 : hit.start] == ["the"] and any(x in UNTOLD for x in w[a : hit.start]):
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
        return  # "which of the cities under attack still hold out": told of by the way
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
    if pattern == "KILL" and others and hit.verb >= 0 and passive(line, hit):
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
    if hit.verb >= 0 and _by_noun(line, hit, a):
        return
    crowd = any(x.startswith(("demonstrat", "protest", "crowd")) for x in w[hit.end : hit.end + 4])
    if pattern in ("SAT", "KILL") and crowd:
        status = "unrest"
    if mob and status == "attack" and hit.verb >= 0 and not passive(line, hit):
        status = "unrest"
    promise = hit.verb >= 0 and hit.form & Form.BASE and {"not", "never"} & set(w[max(a, hit.start - 2) : hit.start])
    if promise and {"would", "will", "to"} & set(w[max(a, hit.start - 3) : hit.start]):
        return  # "said it would not attack the embassy"
    if pattern in LOOSE_NOUNS and not _loud(line, hit, pattern, a):
        return
    status = _weapon(line, hit, status, a, b)
    if hit.row.words == "shooting" and w[hit.start - 1 : hit.start] not in (["a"], ["the"], ["another"], ["mass"]):
        status = "fighting"
    if pattern in ("SVO", "STRIKE", "BATTLE", "AIR", "KILL") and not _transitive(line, hit, a, b, pattern):
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


def _by_noun(line: Line, hit: Hit, a: int) -> bool:
    """ "Mortar rounds landed on X", "an air strike hit X": told by the noun that is the subject."""
    nouns = [h for h in line.hits if h.row.family == "incident" and h.verb < 0 and a <= h.start and h.end <= hit.start]
    nouns = [h for h in nouns if h.row.pattern in ("N", "NS", "NART", "NMORT") and h.row.status != "unrest"]
    if not nouns or hit.row.status == "fighting":
        return False
    between = range(nouns[-1].end, hit.start)
    return not any(line.at(kind, k) for kind in SPOTS for k in between) and not any(
        line.w[k] in (",", ";", "and", "but", "as", "when", "who") for k in between
    )


def _loud(line: Line, hit: Hit, pattern: str, a: int) -> bool:
    """Nouns that often mean something else: "firing", "a mortar", "barricades", "coup"."""
    w = line.w
    before, after = w[max(a, hit.start - 5) : hit.start], w[hit.end : hit.end + 5]
    if pattern == "NFIRING":
        return bool(HEARD & {*before, *after}) and not line.at("actor", hit.end) and after[:1] != ["the"]
    if pattern == "NART":
        return before[-1:] not in (["bombed"], ["hit"], ["destroyed"], ["struck"], ["captured"], ["with"])
    if pattern == "NMORT":
        return bool({"landed", "fell", "hit", "struck", "exploded", "crashed", "chiefly", "mainly"} & {*before, *after})
    if pattern == "NBARR":
        return bool(CROWDS & set(before)) or "burning" in before
    return after[:1] in (["in"], ["is"], ["was"]) and before[-1:] in (["a"], ["the"], ["apparent"], ["military"])


def _noun_of_other(line: Line, hit: Hit, pattern: str) -> bool:
    """Nouns that only look like an incident: "bomb threat", "fighting force", "gun battle" of years ago."""
    w = line.w
    after = w[hit.end] if hit.end < len(w) else ""
    before = w[hit.start - 1] if hit.start else ""
    if (
        after in BOMB_NAMES
        or before in ("terrorist", "heart", "panic", "counter")
        or after
        in (
            "helicopter",
            "force",
            "forces",
            "age",
            "zone",
            "zones",
            "troops",
            "operations",
            "mission",
            "experience",
            "aircraft",
            "planes",
            "capability",
            "positions",
        )
    ):
        return True
    if pattern == "NUNREST" and before in ("civil", "political", "social") and "in" not in w[hit.end : hit.end + 2]:
        return True
    if pattern == "NSHOT" and not any(
        x in ("fired", "heard", "rang", "gun", "by") for x in w[max(0, hit.start - 3) : hit.end + 4]
    ):
        return True
    if before == "without" or (pattern == "NFIGHT" and "without" in w[max(0, hit.start - 2) : hit.start]):
        return True
    if pattern == "NFIGHT" and before != "after" and "after" not in w[max(0, hit.start - 2) : hit.start]:
        return True
    if pattern == "NINC":
        return not any(x in ("no", "security", "an", "any") for x in w[max(0, hit.start - 3) : hit.start])
    return before in ("cease", "stop") or after in ("plan", "plans")


def _weapon(line: Line, hit: Hit, status: str, a: int, b: int) -> str:
    if status != "attack":
        return status
    by = next((k for k in range(hit.end, b) if line.w[k] in ("by", "with", "from", "using")), b)
    words = [*line.w[a : hit.end], *line.w[by:b]]
    if hit.row.pattern in ("SVO", "STRIKE", "PVIN", "PV", "AIR", "KILL", "SAT"):
        if any(x in AIRCRAFT for x in words):
            return "bombing"
        if any(x in GUNS for x in words):
            return "shelling"
    return status


def _transitive(line: Line, hit: Hit, a: int, b: int, pattern: str) -> bool:
    """The verb has a party before it or a place, a party or a victim after it."""
    w = line.w
    if passive(line, hit):
        return True
    before = any(c.what.kind in PARTY for c in line.of("actor") if a <= c.start < hit.start) or any(
        a <= c.start < hit.start for c in line.of("force")
    )
    before = before or any(
        x in AIRCRAFT | GUNS
        or x in ("gunmen", "they", "crowds", "bandits", "looters", "men", "mob", "attackers", "protesters")
        for x in w[a : hit.start]
    )
    target = direct_object(line, hit.end, (*SPOTS, "actor", "force"), reach=8) is not None or any(
        x in VICTIMS for x in w[hit.end : hit.end + 7]
    )
    if pattern == "STRIKE":
        return before and target
    if pattern == "KILL":
        return before
    if any(x in POLITICS for x in w[hit.end : hit.end + 4]) and not any(c.start >= hit.end for c in line.of("place")):
        return False
    if hit.form and hit.row.words in ("target:v", "raid:v", "attack:v", "storm:v"):
        return target or before
    return before or target
