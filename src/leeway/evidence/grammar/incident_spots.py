"""Missions named by whose they are, and names no table holds, as the place of an incident."""

from __future__ import annotations

from leeway.evidence.attribution.missions import adjective, label_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene, bare

NOUNS = frozenset(["embassy", "consulate", "legation", "chancery"])
THEIRS = frozenset(["its", "whose", "his", "her", "their"])
IN = frozenset(["in", "at", "near", "around", "of", "on", "outside", "inside", "from"])
KINDS = ("place", "facility", "actor", "time", "number", "force", "building", "class")
REACH = 5


def whose_mission(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> Chunk | None:
    """ "Stormed its consulate in X", "our embassy was attacked", "whose embassy was burnt": the mission by its name."""
    if NOUNS.isdisjoint(line.w):
        return None
    for k in range(max(0, a - 1), min(b, hit.end + REACH)):
        if line.w[k] not in NOUNS or line.at("actor", k) is not None or (k > hit.end and _led_away(line, hit, k)):
            continue
        owner = _owner(line, k, scene)
        if owner is None:
            continue
        town = next((c for c in line.of("place") if c.start == k + 2 and line.w[k + 1] in ("in", "at")), None)
        where = str(town.what.name) if town is not None else scene.home[2] if scene.home else ""
        noun = "embassy" if line.w[k] == "chancery" else line.w[k]
        return Chunk("place", k, k + 1, bare(f"{owner} {noun} {where}".strip(), "facility"))
    return None


def _owner(line: Line, k: int, scene: Scene) -> str | None:
    """Whose the mission at token `k` is, as missions are called after it: "US", "Turkish"."""
    before = line.w[max(0, k - 2) : k]
    if not THEIRS.isdisjoint(before):
        states = [c for c in line.of("actor") if c.what.kind == "state" and c.end <= k]
        return adjective(str(states[-1].what.name)) if states else None
    if "our" in before:
        body = scene.voices.default.org or ""
        label = label_of(body)
        return label if label != body else scene.missions[0].name.partition(" embassy")[0] if scene.missions else None
    if "the" in before and len({m.name for m in scene.missions}) == 1 and " embassy" in scene.missions[0].name:
        return scene.missions[0].name.partition(" embassy")[0]
    return None


def _led_away(line: Line, hit: Hit, k: int) -> bool:
    """ "Attacked a convoy from the embassy": not what was struck."""
    return not {"from", "to", "with", "by", ",", "and"}.isdisjoint(line.w[hit.end : k])


def strange_name(line: Line, hit: Hit) -> Chunk | None:
    """ "Shelling of X", "looting at X", "risings at X": a name right behind the noun that no table holds."""
    k = hit.end + (line.w[hit.end - 1] not in IN)
    if hit.verb >= 0 or k >= len(line.tokens) or line.w[k - 1] not in IN or line.sentence.heading:
        return None
    end = k
    while end < min(len(line.tokens), k + 4) and _name(line, end):
        end += 1
    if not k < end <= k + 3 or line.owner[end - 1]:
        return None
    following = line.w[end] if end < len(line.w) else "."
    if following in ("'s", "-", "and") or line.covered(KINDS, end) or following in CALLED:
        return None
    name = " ".join(t.text for t in line.tokens[k:end])
    return Chunk("place", k, end, bare(name, "unknown")) if len(name) > 3 else None


CALLED = frozenset(["street", "square", "road", "avenue", "river", "province", "state", "region", "bridge", "border"])


def _name(line: Line, k: int) -> bool:
    """Whether token `k` is a word of a name that nothing has read."""
    text = line.tokens[k].text
    named = text[:1].isupper() and not text.isupper() and text.replace("-", "").isalpha()
    return named and not line.covered(KINDS, k)
