"""Whose mission is meant, and where it stands."""

from __future__ import annotations

from leeway.evidence.attribution.missions import label_of
from leeway.evidence.grammar.arguments import ADVERBS, chunks, headed, subject
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import AUXILIARIES, Chunk, Line
from leeway.evidence.grammar.posture_seat import AREAS, STANDS, TOWNS, governor, seated
from leeway.evidence.grammar.posture_words import (
    BODIES,
    ENVOYS,
    MISSION_NOUNS,
    OPERATION_NOUNS,
    ORGANISATIONS,
    OURS,
    OWNERS,
    SITES,
    STAFF_NOUNS,
)
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.language.model import PlaceName

ITS = frozenset(["it", "its", "they", "their", "we", "our"])
MARKS = frozenset([":", "-", "–", "—", "|"])

MISSION_NAMES = ("embassy", "high commission")


def label(line: Line, hit: Hit, scene: Scene) -> Chunk | None:
    """The mission that opens the entry, where the words come right after its mark or after a mark behind it."""
    first = next((c for c in line.of("actor") if c.start <= 1 and c.what.kind == "mission"), None)
    if first is None or first.end >= hit.start or line.w[first.end] not in MARKS:
        return None
    before = line.w[hit.start - 1]
    if before in MARKS or before in (
        ",",
        ";",
        "(",
        "now",
        "still",
        "staff",
        "embassy",
        "mission",
        "also",
        "itself",
        "may",
    ):
        return first
    return None


def organisation(line: Line, hit: Hit, a: int) -> Chunk | None:
    """The mission or organisation that the words are said of: nothing but auxiliaries between; "it" after it spoke."""
    bodies = [c for c in line.of("actor") if c.what.kind in ORGANISATIONS and c.end <= hit.start]
    for c in bodies:
        between = line.w[c.end : hit.start]
        if c.start >= a and all(x in AUXILIARIES or x in ADVERBS or x in BODIES or x == "mission" for x in between):
            return c
    own = line.w[a : hit.start]
    if bodies and {"it", "they", "we"} & set(own) and line.clause_of[bodies[-1].start] >= line.clause_of[hit.start] - 1:
        return bodies[-1]
    return None


def who(line: Line, hit: Hit, a: int, b: int) -> Chunk | None:
    """The mission, else the organisation or state, of the clause."""
    here = chunks(line, ("actor",), a, b)
    for kinds in (frozenset(["mission"]), OWNERS):
        fit = [c for c in here if c.what.kind in kinds and line.w[c.end - 1] not in STAFF_NOUNS]
        fit = [c for c in fit if c.start < hit.end or line.w[c.start - 1] not in ("a", "an")]  # "on a Jordanian plane"
        if fit and kinds == frozenset(["mission"]) and w_before(line, fit[0]) in ("its", "their"):
            state = subject(line, hit.start, ("actor",))
            if state is not None and state.what.kind == "state" and state.start < fit[0].start:
                return state
        if fit:
            before = [c for c in fit if c.start < hit.end]
            return before[0] if before else fit[0]
    found = subject(line, hit.start, ("actor",))
    if found is not None and found.what.kind in OWNERS:
        return found
    k = line.clause_of[hit.start]
    if k and ITS & set(line.w[a : hit.end + 3]):
        return next((c for c in reversed(line.of("actor")) if c.end <= a and c.what.kind in OWNERS
                     and headed(line, c, line.clause(c.start)[0])), None)  # fmt: skip
    return None


def sender(line: Line, hit: Hit, scene: Scene) -> Chunk | None:
    """The foreign state, ministry or mission named before, where the clause of the words names the host only."""
    ours = () if scene.home is None else (scene.home[0], scene.government)
    before = [c for c in line.of("actor") if c.end <= hit.start and c.what.kind in OWNERS and c.what.name not in ours]
    return before[-1] if before else None


def w_before(line: Line, c: Chunk) -> str:
    return line.w[c.start - 1] if c.start else ""


def mission(
    line: Line, hit: Hit, owner: Chunk | None, scene: Scene, elided: bool = False
) -> tuple[str | None, PlaceName | None]:
    capital, country = scene.capital(), scene.country()
    near = [
        c.what
        for c in sorted(line.of("place"), key=lambda c: abs(c.start - hit.start))
        if c.what.kind in ("capital", "city", "town", "country", "area", "province")
        and line.clause_of[c.start] == line.clause_of[hit.start]
        and governor(line, c) not in ("to", "into")
        and not (hit.row.status == "relocating" and hit.end <= c.start <= hit.end + 1)  # "work from Accra"
        and not _abroad(line, c, scene)
    ]
    w = line.w
    a, b = line.clause(hit.start)
    if not near and w[a : a + 1] in (["and"], ["but"]) and line.clause_of[hit.start]:
        first = line.clauses[line.clause_of[hit.start] - 1][0]
        near = [c.what for c in line.of("place") if first <= c.start < a and c.what.kind in TOWNS | AREAS
                and governor(line, c) in ("in", "at", "from", "of")]  # fmt: skip
    own = OURS & set(w[: hit.end]) and not scene.notice and hit.row.pattern in ("STAFFS", "STAFF", "DOWNTO")
    if own and not any(x in MISSION_NOUNS or x in ENVOYS for x in w):
        return scene.text.report.publisher, scene.section_place or scene.first_city or country
    if owner is None:
        said = [c.what.name for c in line.of("actor") if c.what.kind == "mission" and c.start < hit.start]
        known = (said[-1] if said else None) or scene.mission or (scene.missions[0].name if scene.missions else None)
        if known is None:
            if any(x in MISSION_NOUNS for x in w[a:b]):
                return "embassy", capital
            if (
                scene.body is not None
                and scene.body_paragraph == line.sentence.paragraph
                and hit.row.pattern in ("SELF", "STAFFS", "M", "ORG", "S", "OPS", "MISSIONNEG")
            ):
                if near:
                    return scene.body, near[0]
                return scene.body, scene.section_place or (scene.first_city if scene.one_city else country)
            if (
                any(x in MISSION_NOUNS or x in ("ambassador", "diplomats") for x in w)
                or hit.row.status
                in (
                    "authorized_departure",
                    "ordered_departure",
                )
                or any(x in ("non-essential", "nonessential", "non-emergency") for x in w[a:b])
            ):
                from_there = [p for p in near if not {"embassy", "embassies"} & set(w)]
                return "embassy", from_there[0] if from_there else capital
            company = _company(line, a, hit)
            if company is not None:
                return company, near[0] if near else scene.section_place or country
            kinds = BODIES | {"firm", "ngos", "agencies", "embassies"}
            kind = next((x for x in [*w[a:b], *reversed(w[:a])] if x in kinds), None)
            if kind is not None:
                return kind, near[0] if near else scene.section_place or country
            if (
                hit.row.pattern == "OPS" or (hit.row.status == "suspended" and _own_work(w, a, b))
            ) and hit.start <= a + 6:
                return scene.text.report.publisher, scene.section_place or scene.spot or country
            return None, None
        return known, capital if any(x in known.casefold() for x in MISSION_NAMES) else (near[0] if near else country)
    name = str(owner.what.name)
    theirs = seated(line, hit, scene, b) if owner.what.kind == "mission" and hit.row.status in STANDS else None
    if theirs is not None:
        return name, theirs  # "the Saudi embassy resumed work in Aden"
    body = next((k for k in range(owner.end, min(owner.end + 3, len(w))) if w[k] in BODIES), None)
    if body is not None and owner.what.kind in ("state", "government") and not _diplomats(w, body):
        return " ".join(t.text for t in line.tokens[owner.start : body + 1]), country
    if owner.what.kind == "mission" and any(
        w in name.casefold() for w in ("embassy", "consul", "commission", "delegation", "legation")
    ):
        scene.mission = name
        told = [*near, *(p for p in scene.text.places if p.kind in TOWNS)]
        return name, next((p for p in told if p.name in name), capital)
    if owner.what.kind in ("state", "government", "ministry") and scene.home and name not in scene.home:
        if (
            any(x in MISSION_NOUNS for x in w)
            or any(x in STAFF_NOUNS for x in w[a:b])
            or "departure" in hit.row.words
            or elided
        ):
            if owner.what.kind != "state" and scene.missions:
                return scene.missions[0].name, capital
            label = label_of(name)
            known = next((m.name for m in scene.missions if label.casefold() in m.name.casefold()), None)
            return known or f"{label} embassy {capital.name if capital else ''}".strip(), capital
        return name, country
    if near:
        return name, near[0]
    if w[owner.end - 1] in MISSION_NOUNS or {"embassy", "embassies", "chancery"} & set(w[a:b]):
        return name, capital
    if scene.section_place is None and owner.what.kind == "organisation" and _of_this_town(line, scene):
        return name, scene.city
    return name, scene.section_place or (scene.first_city if scene.one_city else country)


def _diplomats(w: list[str], k: int) -> bool:
    """ "US contractors and diplomats": a mission's."""
    return w[k + 1 : k + 2] == ["and"] and w[k + 2 : k + 3] != [] and w[k + 2] in STAFF_NOUNS


def _abroad(line: Line, c: Chunk, scene: Scene) -> bool:
    """The state that acts is no place of its mission: "The Bahamas has told its diplomats"."""
    home = scene.home is not None and c.what.name == scene.home[0]
    return c.what.kind == "country" and not home and line.at("actor", c.start) is not None


def _company(line: Line, a: int, hit: Hit) -> str | None:
    """A firm that no list holds: the capitalised name that opens the clause of "Telenor has recalled its staff"."""
    if line.w[a : a + 1] in (["and"], ["but"]) and line.clause_of[hit.start]:
        return _company(line, line.clauses[line.clause_of[hit.start] - 1][0], hit)
    k = a
    while k < hit.start and not line.tokens[k].text[:1].isalpha():
        k += 1
    first = k
    while k < hit.start and line.tokens[k].text[:1].isupper() and not line.at("place", k) and not line.at("time", k):
        k += 1
    owns = {"its", "their"} & set(line.w[hit.start : hit.end + 4])
    known = line.w[first] in ("the", "a", "it", "they", "he", "she", "we", "some", "all", "no", "its", "their", "our")
    if (
        k == first
        or k - first > 4
        or known
        or not owns
        or (k < hit.start - 3 and line.clause_of[hit.start] == line.clause_of[k])
    ):
        return None
    return " ".join(t.text for t in line.tokens[first:k])


def _own_work(w: list[str], a: int, b: int) -> bool:
    """ "Ops suspended there", "all programmes are on hold": of the sender of the report."""
    return any(x in OPERATION_NOUNS or x in SITES for x in w[a:b])


def _of_this_town(line: Line, scene: Scene) -> bool:
    """Whether the paragraph speaks of a town."""
    return scene.city is not None and scene.city_paragraph == line.sentence.paragraph
