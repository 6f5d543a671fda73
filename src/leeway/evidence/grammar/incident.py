"""An attack or a clash at a place: `incident`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import after_preposition, chunks, direct_object, headed, passive, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.enumeration import listed
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.meant import city_before
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName

SPOTS = ("facility", "place")
POLITICS = frozenset(
    ["government", "president", "minister", "opposition", "policy", "record", "plan", "rival", "critics", "media"]
)
UNTOLD = frozenset(["if", "unless", "until", "case", "report", "reports", "story"])
"""Before "the fighting": a condition, or a text about it."""
AT = words("incident.AT")
AIRCRAFT = words("incident.AIRCRAFT")
GUNS = words("incident.GUNS")
VICTIMS = words("incident.VICTIMS")
CALM = frozenset(["no", "without", "despite"])
BOMB_NAMES = frozenset(["threat", "disposal", "shelter", "squad"])
PARTY = words("incident.PARTY")


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
    status = _weapon(line, hit, status, a, b)
    if pattern in ("SVO", "STRIKE", "BATTLE", "AIR", "KILL") and not _transitive(line, hit, a, b, pattern):
        return
    place = _place(line, hit, scene, a, b, pattern)
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
    actor = _attacker(line, hit, scene, a, b, status, pattern)
    if status in ("fighting",) and actor is not None and pattern not in ("BATTLE",):
        actor = None
    items = listed(line, place, SPOTS, b) if place.start >= hit.start and line.tokens else [place]
    for n, item in enumerate(items):
        if any(o is not item and o.start <= item.start and item.end <= o.end for o in items):
            continue
        stop = items[n + 1].start if n + 1 < len(items) else None
        start, last = extent(line, hit.start, hit.end, item if item.start >= 0 else None)
        if stop is not None:
            last = max(hit.end, stop)
        yield Draft(
            line, start, last, hit.start, "incident", status, _label(actor, scene), item.what, None, None,
            when(line, scene, hit.start, True), trigger_end=hit.end, word=hit.row.words,
        )  # fmt: skip


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
    words = line.w[a:b]
    if hit.row.pattern in ("SVO", "STRIKE", "PVIN", "PV", "AIR"):
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


def _place(line: Line, hit: Hit, scene: Scene, a: int, b: int, pattern: str) -> Chunk | None:
    target = next((c for c in line.of("actor") if c.what.kind == "mission" and 0 <= c.start - hit.end <= 2), None)
    if target is not None and pattern == "SVO":
        return Chunk("place", target.start, target.end, PlaceName(0, 0, target.what.name, "", None, None, "facility"))
    if pattern in ("SVO", "STRIKE", "AIR") and not passive(line, hit):
        found = direct_object(line, hit.end, SPOTS, reach=8)
        if found is not None and found.what.kind != "country":
            return found
    if passive(line, hit) or pattern in ("PV", "PVIN"):
        found = subject(line, hit.start, SPOTS)
        if found is not None and found.what.kind != "country":
            return found
    mission = _mission(line, hit, scene, a, b)
    if mission is not None:
        return mission
    near = after_preposition(line, hit.end - 1, b, SPOTS, AT)
    if near is not None and near.what.kind != "country":
        return near
    after = [c for c in chunks(line, SPOTS, hit.end, b) if c.what.kind != "country"]
    if after:
        return after[0]
    if "where" in line.w[a : a + 2]:
        antecedent = [c for c in chunks(line, SPOTS, 0, a) if c.what.kind != "country"]
        if antecedent:
            return antecedent[-1]
    before = [
        c
        for c in chunks(line, SPOTS, a, hit.start)
        if c.what.kind != "country" and not (headed(line, c, a) and line.owner[c.end - 1])
    ]
    if before:
        return before[-1]
    head = [c for c in chunks(line, SPOTS, 0, hit.start) if c.what.kind != "country"]
    if head:
        return head[0] if head[0].start <= 2 else head[-1]
    later = [
        c
        for c in chunks(line, SPOTS, b, min(len(line.w), b + 8))
        if c.what.kind != "country" and line.w[c.start - 1] in AT
    ]
    if later:
        return later[0]
    if near is not None:
        return near
    if pattern in ("PV", "SVO", "STRIKE") and hit.verb < 0:
        return None
    city = scene.section_place or city_before(scene, line, hit.start)
    return Chunk("place", hit.start, hit.end, city) if city is not None else None


def _mission(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> Chunk | None:
    """An embassy that was attacked is its own place."""
    for c in line.of("actor"):
        if (
            c.what.kind == "mission"
            and hit.end - 1 <= c.start < b
            and any(w in AT for w in line.w[max(0, c.start - 2) : c.start + 1])
        ):
            return Chunk("place", c.start, c.end, PlaceName(0, 0, c.what.name, "", None, None, "facility"))
    if "compound" in line.w[a : hit.start] and "our" in line.w[a : hit.start] and scene.missions:
        return Chunk("place", hit.start, hit.end, PlaceName(0, 0, scene.missions[0].name, "", None, None, "facility"))
    return None


def _attacker(line: Line, hit: Hit, scene: Scene, a: int, b: int, status: str, pattern: str) -> Chunk | None:
    if passive(line, hit):
        k = hit.end
        found = direct_object(line, k + 1, ("actor", "force"), reach=5) if k < b and line.w[k] == "by" else None
        return found
    if hit.verb >= 0:
        found = subject(line, hit.start, ("actor", "force"))
        return found if found is None or found.kind == "force" or found.what.kind in PARTY else None
    owner = [c for c in line.of("actor") if (c.end == hit.start or (c.end == hit.start - 1)) and c.what.kind in PARTY]
    agent = after_preposition(line, hit.end, b, ("actor",), frozenset(["by"]))
    return agent or (owner[-1] if owner else None)


def _label(actor: Chunk | None, scene: Scene) -> str | None:
    if actor is None:
        return None
    if actor.kind == "actor":
        return str(actor.what.name)
    return scene.group if actor.what.status == "fighters" else scene.army
