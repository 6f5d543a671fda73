"""Whether a mission, an office or an organisation is the subject: by name, by noun, as "Turkey's", or as "it"."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import ADVERBS, headed, passive
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import AUXILIARIES, Chunk, Line, is_verb
from leeway.evidence.grammar.posture_words import (
    BODIES,
    ENVOYS,
    MISSION_NOUNS,
    OFFICES,
    ORGANISATIONS,
    SITES,
)
from leeway.evidence.grammar.scene import Scene

PRONOUNS = frozenset(["it", "they", "we", "its", "our"])
SPEAKING = frozenset(["i", "he", "she", "we"])
OTHER_OFFICES = tuple([x] for x in ("post", "ticket", "foreign", "box", "tax", "passport", "minister", "president"))
DIPLOMATIC = MISSION_NOUNS | frozenset(
    ["diplomats", "diplomatic", "envoys", "ambassadors", "consuls", "telegram", "telegrams", "cable", "cables"]
)
NEAR = 400
"""Characters around a mission within which a state may stand for its own."""
WEIGHING = frozenset(
    ["considering", "thinking", "of", "weighing", "themselves", "their", "own", "on", "planned", "all"]
)
LINKING = frozenset(["and", "but", "that"])
LIGHT = (
    AUXILIARIES
    | ADVERBS
    | frozenset(["to", "about", "neither", "going", "planning", "there", "soon", "both", "intends", "intend", "plans"])
    | frozenset(
        ["hopes", "hope", "expects", "expected", "due", "likely", "preparing", "wants", "ready", "teams", "team"]
    )
)


def mission_subject(line: Line, hit: Hit, scene: Scene, a: int) -> bool:
    """Whether what precedes the words in their clause is a mission or an organisation, and nothing else."""
    w = line.w
    a = max((k + 1 for k in range(a, hit.start) if w[k] == ":"), default=a)  # "The UN said: we are not leaving"
    before = w[a : hit.start]
    if "peacekeepers" in before:
        return False
    bodies = [c for c in line.of("actor") if a <= c.start and c.end <= hit.start]
    last = bodies[-1] if bodies else None
    if last is not None and last.what.kind in ORGANISATIONS and headed(line, last, a):
        between = _without_aside(w[last.end : hit.start])
        if all(x in LIGHT or x in BODIES or x in SITES or x in OFFICES or _place(line, x) for x in between):
            return True
    noun = next((k for k in range(hit.start - 1, a - 1, -1) if w[k] in MISSION_NOUNS or w[k] in OFFICES), None)
    if noun is not None and not _governed(line, noun, a) and _clear(line, noun, hit.start):
        return w[noun - 1 : noun] not in OTHER_OFFICES
    site = next((k for k in range(hit.start - 1, a - 1, -1) if w[k] in SITES or w[k] in BODIES), None)
    if site is not None and not _governed(line, site, a) and _clear(line, site, hit.start):
        return w[a : a + 1] in (["all"], ["our"]) or (
            bool(PRONOUNS & set(w[a:site]))
            or w[site] in BODIES
            or any(c.what.kind in ORGANISATIONS for c in line.of("actor") if c.start < site)
        )
    if possessed(line, hit, scene, a) is not None:
        return True
    if any(x in ENVOYS for x in before):
        return True
    bare = bool(before) and all(x in LIGHT or x in PRONOUNS or x in SPEAKING or x in LINKING for x in before)
    return bare and in_paragraph(line, scene)


def diplomatic(line: Line, scene: Scene) -> bool:
    """Whether title or paragraph speak of missions, so that a state that closes, stays or goes is its mission."""
    paragraph = line.sentence.paragraph
    if max(0, paragraph - 1) <= scene.mission_paragraph <= paragraph or not MISSION_NOUNS.isdisjoint(line.w):
        return True
    at = line.sentence.start
    if any(abs(m.start - at) < NEAR for m in scene.missions):
        return True
    report = scene.text.report
    title = f"{report.title or ''} {report.publisher or ''}".casefold().replace(":", " ").replace(",", " ").split()
    return not DIPLOMATIC.isdisjoint(title)


def _state(line: Line, hit: Hit, scene: Scene, a: int) -> Chunk | None:
    """ "The Canadians closed yesterday", "Belgium is working", "the Dutch are considering": the state right before."""
    states = [c for c in line.of("actor") if c.what.kind == "state" and a <= c.start and c.end <= hit.start]
    if not states or (scene.home is not None and states[-1].what.name == scene.home[0]):
        return None
    last = states[-1]
    between = [x for x in line.w[last.end : hit.start] if x.isalpha()]
    if not headed(line, last, a) or any(x not in LIGHT and x not in WEIGHING for x in between) or between == ["to"]:
        return None
    counted = line.at("number", last.start - 1) is not None or any(a <= c.start < hit.start for c in line.of("exit"))
    moved = line.w[hit.start] in ("left", "departed") and line.w[hit.start - 1] in ("was", "were", "be", "been")
    town = line.at("place", last.start)
    seat = town is not None and town.what.kind != "country"
    after = (*line.of("place"), *line.of("exit"))
    shut = hit.row.status == "suspended" and (
        any(hit.end <= c.start <= hit.end + 2 for c in after)
        or line.w[hit.end : hit.end + 1] in (["the"], ["a"], ["all"])
    )
    gone = hit.row.status in ("evacuating", "reducing") and any(
        c.what.kind == "country" and hit.start < c.start <= hit.end + 2 for c in line.of("place")
    )
    if counted or moved or shut or seat or gone:
        return None  # "100 Americans were left", "the neighbour shut Kolda", "fears that France is leaving Mali"
    told = bool(scene.missions) and not hit.row.words.startswith(("leave:", "depart:", "go:"))
    return last if told or diplomatic(line, scene) else None


def possessed(line: Line, hit: Hit, scene: Scene, a: int) -> Chunk | None:
    """The state of "Turkey's was issuing visas", "that of the United States has closed": its mission is meant where
    missions are spoken of."""
    plain = _state(line, hit, scene, a)
    if plain is not None:
        return plain
    if not scene.missions and not in_paragraph(line, scene):
        return None
    for c in line.of("actor"):
        if c.what.kind != "state" or not a <= c.start < hit.start:
            continue
        of = line.w[max(0, c.start - 3) : c.start]
        that = of[-2:] == ["that", "of"] or of == ["that", "of", "the"]
        between = line.w[c.end : hit.start]
        if (line.owner[c.end - 1] or that) and all(x in LIGHT or not x.isalpha() for x in between):
            return c
    return None


def none_of_them(line: Line, hit: Hit, a: int) -> bool:
    """ "No Western mission has been open", "neither embassy is open"."""
    if passive(line, hit):
        return False
    return any(x in ("no", "neither", "none") for x in line.w[a : min(hit.start, a + 3)])


def in_paragraph(line: Line, scene: Scene) -> bool:
    """Whether a mission was named in this paragraph."""
    paragraph = line.sentence.paragraph
    return (
        paragraph - 1 <= scene.mission_paragraph <= paragraph
        or paragraph == scene.body_paragraph
        or any(c.what.kind in ORGANISATIONS for c in line.of("actor"))
    )


def _without_aside(between: list[str]) -> list[str]:
    """ "The Red Cross, to its credit, is not going anywhere": what stands between commas is left out."""
    commas = [k for k, x in enumerate(between) if x == ","]
    if len(commas) < 2:
        return between
    return between[: commas[0]] + between[commas[-1] + 1 :]


def _clear(line: Line, k: int, end: int) -> bool:
    """No other verb between the noun and the words: "the embassy told them to stay" is not of the embassy."""
    return not any(is_verb(line, j) and line.w[j] not in LIGHT for j in range(k + 1, end))


def _place(line: Line, word: str) -> bool:
    return word in ("in", "at", "of", "the", "on") or any(word in line.w[c.start : c.end] for c in line.of("place"))


def _governed(line: Line, k: int, a: int) -> bool:
    """ "The road past the embassy is closed"."""
    noun = Chunk("noun", k, k + 1, None)
    return not headed(line, noun, a)
