"""Whether a word means an incident here, and with which weapon; for `incident`."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import direct_object, passive, subject
from leeway.evidence.grammar.incident_where import PARTY, SPOTS
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.wordlists import words

POLITICS = frozenset(
    ["government", "president", "minister", "opposition", "policy", "record", "plan", "rival", "critics", "media"]
)


CROWDS, BLASTS, SHELLS = words("incident.CROWDS"), words("incident.BLASTS"), words("incident.SHELLS")
AIRCRAFT = words("incident.AIRCRAFT")


GUNS = words("incident.GUNS")


VICTIMS = words("incident.VICTIMS")


BOMB_NAMES = frozenset(["threat", "disposal", "shelter", "squad"])


HEARD = frozenset(["there", "heard", "went", "continued", "heavy", "sporadic", "sustained", "more", "of", "some"])


def by_noun(line: Line, hit: Hit, a: int) -> bool:
    """ "Mortar rounds landed on X", "an air strike hit X": told by the noun that is the subject."""
    nouns = [h for h in line.hits if h.row.family == "incident" and h.verb < 0 and a <= h.start and h.end <= hit.start]
    nouns = [h for h in nouns if h.row.pattern in ("N", "NS", "NART", "NMORT") and h.row.status != "unrest"]
    if not nouns or hit.row.status == "fighting":
        return False
    between = range(nouns[-1].end, hit.start)
    return not any(line.at(kind, k) for kind in SPOTS for k in between) and not any(
        line.w[k] in (",", ";", "and", "but", "as", "when", "who") for k in between
    )


THROWING = frozenset(["throwing", "hurling", "lobbing", "tossing", "firing", "using", "spraying"])
SETTING_IN = frozenset(["began", "started", "erupted", "broke", "begun"])
UNREAL = frozenset(["can", "could", "reach", "cannot", "can't"])


def aside(line: Line, hit: Hit, a: int) -> bool:
    """Words of an incident that tell of none here: how an attack told of already was done, since when, if, who."""
    w = line.w
    before = w[hit.start - 1] if hit.start else ""
    after = w[hit.end : hit.end + 3]
    if before == "not" and after[:1] in ([], ["."], [","]):
        return True  # "orderly, not shooting"
    if hit.row.words == "alight" and "set" in w[max(a, hit.start - 6) : hit.start]:
        return True  # told by the verb
    if hit.verb < 0:
        earlier = before in THROWING and any(
            h.row.family == "incident" and h.verb >= 0 and h.end <= hit.start - 1 for h in line.hits
        )
        since = w[max(0, hit.start - 2) : hit.start]
        dated = ("since" in since or w[hit.start - 1 : hit.start] == ["since"]) and bool(SETTING_IN & set(after[:2]))
        held = w[max(0, hit.start - 3) : hit.start] in (["hands", "of", "the"], ["hands", "of", "armed"])
        seen = after[:2] in (["was", "seen"], ["were", "seen"])
        over = "over" in w[hit.end : hit.end + 6] and "not" in w[hit.end : hit.end + 5]
        able = bool(UNREAL & set(after[:1])) and "reach" in after
        armed = after[:1] in (["brigade"], ["rifle"], ["rifles"])
        return earlier or dated or held or seen or over or able or armed
    return before in ("it", "they", "he") and w[hit.start - 2 : hit.start - 1] == ["if"]


def loud(line: Line, hit: Hit, pattern: str, a: int) -> bool:
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


def noun_of_other(line: Line, hit: Hit, pattern: str) -> bool:
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


def weapon(line: Line, hit: Hit, status: str, a: int, b: int) -> str:
    if status != "attack":
        return status
    by = next((k for k in range(hit.end, b) if line.w[k] in ("by", "with", "from", "using")), b)
    words = [*line.w[a : hit.end], *line.w[by:b]]
    if hit.row.pattern == "PV" and line.w[hit.end - 1] == "fire" and not LIGHT_ARMS & set(line.w[hit.start : hit.end]):
        named = subject(line, hit.start, SPOTS)
        near = named is not None and hit.start - named.end <= 6 and not hit.row.words.startswith("come")
        if HEAVY & set(line.w[hit.start : hit.end]) or near:
            return "shelling"
    if hit.row.pattern in ("SVO", "STRIKE", "PVIN", "PV", "AIR", "KILL", "SAT"):
        if any(x in AIRCRAFT for x in words):
            return "bombing"
        if any(x in GUNS for x in words):
            return "shelling"
    return status


LIGHT_ARMS = frozenset(["machine-gun", "sniper", "small-arms", "rifle", "small", "automatic", "gun", "friendly"])
HEAVY = frozenset(["tank", "artillery", "mortar", "rocket", "shell", "heavy"])


def transitive(line: Line, hit: Hit, a: int, b: int, pattern: str) -> bool:
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
    if pattern == "AIR":
        return True  # the aircraft stand in the trigger
    if pattern == "STRIKE":
        return before and target
    if pattern == "KILL":
        return before
    if any(x in POLITICS for x in w[hit.end : hit.end + 4]) and not any(c.start >= hit.end for c in line.of("place")):
        return False
    if hit.form and hit.row.words in ("target:v", "raid:v", "attack:v", "storm:v"):
        return target or before
    return before or target
