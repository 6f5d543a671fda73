"""The state of a mission or an organisation: `posture`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.attribution.lexicon import lexicon
from leeway.evidence.grammar.arguments import ADVERBS, chunks, direct_object, passive, subject, when
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import AUXILIARIES, BE, Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Value

MISSION_NOUNS = words("posture.MISSION_NOUNS")
STAFF_NOUNS = words("posture.STAFF_NOUNS")
OPERATION_NOUNS = words("posture.OPERATION_NOUNS")
BODIES = words("posture.BODIES")
OWN = words("posture.OWN")
ORGANISATIONS = frozenset(["mission", "organisation"])
OWNERS = words("posture.OWNERS")
ENVOYS = words("posture.ENVOYS")
WE = words("posture.WE")
WHOLE = words("posture.WHOLE")
PART = words("posture.PART")
SMALL = words("posture.SMALL")
OURS = words("posture.OURS")
UNWANTED = frozenset(["prevent", "avoid", "avert", "reluctant", "prevented", "avoided", "averted"])
MARKS = frozenset([":", "-", "–", "—", "|"])
OFFICES = frozenset(["office", "offices"])
GOING = frozenset(["pull", "withdraw", "leave", "depart", "fly", "remove", "bring", "send", "go", "move"])


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A statement about a mission, which must be named in the clause, before it, or be the subject of the report."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    w = line.w
    owner: Chunk | None = _label(line, hit, scene)
    if pattern == "LABEL":
        if owner is None:
            return
    elif owner is not None and pattern in ("STAFFN", "OPS", "MISSION", "S", "STAFF", "DOWNTO"):
        pass  # an entry of a list of missions says it in bare words
    elif pattern in ("STAFF", "STAFFS", "STAFFTO", "STAFFO", "STAFFN", "REVIEW"):
        if not _about_staff(line, hit, pattern, a, b):
            return
    elif pattern == "OPS":
        if not any(x in OPERATION_NOUNS for x in w[a : min(b, hit.end + 6)]):
            return
        owner = _who(line, hit, a, b)
        if owner is not None and owner.what.kind not in ORGANISATIONS | {"state"}:
            return
        if owner is None and not any(x in OWN for x in w[a : hit.start]) and hit.start > a + 1:
            return
        if owner is None and any(
            c.what.pattern in ("exit", "road", "border") for c in line.of("exit") if a <= c.start < b
        ):
            return
        if any(c.what.status == "consular services" for c in line.of("exit") if a <= c.start < b):
            return
    elif pattern == "O" and not any(x in MISSION_NOUNS or x in OFFICES for x in w[hit.start : hit.end]):
        return
    elif pattern == "ORG":
        owner = _organisation(line, hit, a)
        if owner is None:
            return
    elif pattern in ("OPSM", "SFLAG"):
        owner = _who(line, hit, a, b)
        said = any(x in MISSION_NOUNS or x in OWN for x in w[a : hit.start])
        if not said and (owner is None or owner.what.kind not in ORGANISATIONS | {"state"}):
            return
    elif pattern == "DOWNTO":
        named = any(x in MISSION_NOUNS or x in STAFF_NOUNS or x in OURS for x in w[a : hit.start]) or any(
            c.what.kind in ORGANISATIONS for c in line.of("actor") if a <= c.start < hit.start
        )
        if not named and not _about_mission(line, hit, "S", a, b) and not _in_mind(line, hit, scene, a, b):
            return
    elif pattern in ("MISSION", "MISSIONNEG", "S", "EVN") and not (
        _about_mission(line, hit, pattern, a, b) or _in_mind(line, hit, scene, a, b)
    ):
        return
    status = _whole(line, hit, status, a, b)
    if UNWANTED & set(w[max(a, hit.start - 5) : hit.start]) or "given" in w[a : a + 2]:
        return
    owner = owner or _who(line, hit, a, b)
    name, place = _mission(line, hit, owner, scene)
    if status == "relocating":
        place = _goal(line, hit, b) or place
    if name is None:
        return
    start, last = extent(line, hit.start, hit.end, owner)
    yield Draft(
        line,
        start,
        last,
        hit.start,
        "posture",
        status,
        name,
        place,
        _count(line, hit, pattern, a, b),
        None,
        when(line, scene, hit.start, status not in ("normal", "minimum_staff")),
        trigger_end=hit.end,
        word=hit.row.words,
    )


def _label(line: Line, hit: Hit, scene: Scene) -> Chunk | None:
    """The mission that opens the entry, where the words come right after its mark or after a mark behind it."""
    first = next((c for c in line.of("actor") if c.start <= 1 and c.what.kind == "mission"), None)
    if first is None or first.end >= hit.start or line.w[first.end] not in MARKS:
        return None
    before = line.w[hit.start - 1]
    if before in MARKS or before in (",", ";", "(", "now", "still", "staff", "embassy", "mission", "also"):
        return first
    return None


def _organisation(line: Line, hit: Hit, a: int) -> Chunk | None:
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


def _goal(line: Line, hit: Hit, b: int) -> PlaceName | None:
    """The town that a mission moves to; "from Goma" is where it stands."""
    for c in line.of("place"):
        near = hit.start < c.start <= max(b, hit.end + 1)
        if near and line.w[c.start - 1] in ("to", "from") and c.what.kind in ("capital", "city", "town"):
            return c.what  # type: ignore[no-any-return]
    return None


def _in_mind(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> bool:
    """Whether "it will close", "we are not closing", "likely to shut" is said of a mission named before, or by one."""
    if any(c for c in line.of("exit") if a <= c.start < b):
        return False
    known = any(c.what.kind == "mission" and c.start < hit.start for c in line.of("actor"))
    known = known or any(x in MISSION_NOUNS or x in ENVOYS for x in line.w)
    before = line.w[a : hit.start]
    if WE & set(before):
        return known or (scene.mission_paragraph == line.sentence.paragraph and scene.mission is not None)
    bare = not any(c for c in chunks(line, ("actor", "place", "building"), a, hit.start))
    return bare and scene.mission_paragraph == line.sentence.paragraph and "to" in before[-1:]


def _whole(line: Line, hit: Hit, status: str, a: int, b: int) -> str:
    """The status with how much of the staff it is about: all of them leaving is an evacuation."""
    w = line.w
    near = w[max(a, hit.start - 8) : min(b, hit.end + 8)]
    if status == "normal" and "with" in w[hit.end : b] and SMALL & set(w[hit.end : min(b, hit.end + 6)]):
        return "minimum_staff"
    if status == "evacuating" and hit.row.words == "evacuate:v" and {"part", "some", "half"} & set(near):
        return "reducing"
    if status != "reducing" or PART & set(near) or hit.row.words.split()[0].split(":")[0] not in GOING:
        return "minimum_staff" if status == "reducing" and "minimum" in near and "to" in near else status
    for k in range(max(a, hit.start - 8), min(b, hit.end + 8)):
        if w[k] not in WHOLE or w[k + 1 : k + 2] in (["but"], ["except"], ["week"], ["night"], ["month"]):
            continue
        if any(x in STAFF_NOUNS or x in MISSION_NOUNS or x in ENVOYS for x in w[k + 1 : k + 5]):
            return "evacuating"
    before = set(w[a : hit.start])
    if hit.row.pattern == "STAFFS" and (before & ENVOYS or "not" in before or any(
        c.what.kind == "mission" and c.end < len(w) and w[c.end] == ":" for c in line.of("actor")
    )):  # fmt: skip
        return "evacuating"
    return status


def _count(line: Line, hit: Hit, pattern: str, a: int, b: int) -> Value | None:
    """ "Down to 2", "4 international staff went": the figure, where it stands right beside the words."""
    for n in line.of("number"):
        if n.what.unit not in (None, "people"):
            continue
        if pattern == "DOWNTO" and 0 <= n.start - hit.end <= 1:
            return value_of(n.what, "people")
        if pattern == "STAFFS" and n.start <= a + 3 and 0 < hit.start - n.end <= 3 and n.end <= hit.start:
            return value_of(n.what, "people")
    return None


def _about_staff(line: Line, hit: Hit, pattern: str, a: int, b: int) -> bool:
    w = line.w
    near = w[max(a, hit.start - 8) : min(b, hit.end + 9)]
    staff = any(x in STAFF_NOUNS for x in near) or any(x in MISSION_NOUNS for x in near)
    mission = any(c.what.kind == "mission" for c in line.of("actor") if a <= c.start < b)
    force = any(c.what.status == "troops" for c in line.of("force") if hit.end <= c.start < min(b, hit.end + 6))
    if force and not staff:
        return False
    if hit.row.words == "send:v" and not any(
        x in ("staff", "diplomats", "employees", "personnel") for x in w[hit.end : hit.end + 5]
    ):
        return False
    if pattern == "STAFFO":
        inside = w[hit.start : hit.end + 1]
        if passive(line, hit) or (w[hit.start - 1 : hit.start] and w[hit.start - 1] in STAFF_NOUNS):
            inside = w[a : hit.end + 1]
        if hit.row.words == "order:v out":
            inside = w[hit.start : hit.end + 4]
        return any(x in STAFF_NOUNS or x in ("members", "them") for x in inside)
    if pattern == "STAFFN":
        return (staff or mission) and "but" not in w[max(a, hit.start - 3) : hit.start]
    if pattern in ("STAFF", "STAFFTO"):
        if passive(line, hit):
            before = w[a : hit.start]
            named = any(c.what.kind == "mission" and c.end <= hit.start for c in line.of("actor"))
            if WE & set(before) and named:
                return True
            return any(x in STAFF_NOUNS or x in MISSION_NOUNS for x in before)
        after = w[hit.start : min(b, hit.end + 9)]
        if (
            pattern == "STAFFTO"
            and mission
            and (any(x in OPERATION_NOUNS for x in after) or w[hit.end : hit.end + 1] == ["to"])
        ):
            return True
        if (
            hit.row.words.startswith(("relocate", "move"))
            and "office" in w[a : hit.start]
            and "foreign" not in w[a : hit.start]
        ):
            return True
        first = next((c for c in line.of("class") if hit.end - 1 <= c.start < b), None)
        if first is not None and first.what.pattern == "citizen":
            return False
        return any(x in STAFF_NOUNS or x in MISSION_NOUNS for x in after)
    if pattern == "STAFFS":
        before = w[a : hit.start]
        if hit.row.words in ("leave:v", "depart:v"):
            if hit.start and w[hit.start - 1] in BE and w[hit.start] in ("left", "departed"):
                return False
            if "to" not in w[max(a, hit.start - 2) : hit.start] and _mission_leaves(line, hit, a):
                return True
            if any(
                x in ("to", "citizens", "nationals", "can", "should", "must")
                for x in w[max(a, hit.start - 3) : hit.start]
            ):
                return False
            return any(x in STAFF_NOUNS for x in before)
        if hit.row.words.startswith(("go:", "come:")):
            return any(x in STAFF_NOUNS for x in before)
        return (
            any(x in STAFF_NOUNS or x in MISSION_NOUNS for x in before)
            or mission
            or hit.row.words.startswith(("thin", "draw"))
        )
    return staff or mission


def _mission_leaves(line: Line, hit: Hit, a: int) -> bool:
    """ "The ambassador left", "the embassy is not leaving"."""
    w = line.w
    before = set(w[a : hit.start])
    if before & ENVOYS and not before & PART:
        return True
    negated = "not" in w[max(a, hit.start - 2) : hit.start]
    own = any(c.what.kind == "mission" and c.start < hit.start for c in line.of("actor")) or bool(ENVOYS & set(w))
    return negated and own and not any(x in ("citizens", "nationals") for x in before)


def _about_mission(line: Line, hit: Hit, pattern: str, a: int, b: int) -> bool:
    w = line.w
    if pattern == "EVN":
        return "this" in w[max(0, hit.start - 3) : hit.start] or "not" in w[max(0, hit.start - 2) : hit.start]
    if pattern == "S" or (pattern == "MISSION" and passive(line, hit)) or hit.row.words == "closed":
        found = subject(line, hit.start, ("actor",), reach=True)
        if found is not None and found.what.kind == "mission":
            return True
        if OFFICES & set(w[a : hit.start]) and "foreign" not in w[a:b]:
            return any(c.what.kind in ORGANISATIONS for c in line.of("actor")) or bool(BODIES & set(w[a:b]))
        if _it_is_mission(line, hit, a):
            return True
        return any(x in MISSION_NOUNS for x in w[a : hit.start])
    after = w[hit.end : min(b, hit.end + 6)]
    if any(x in MISSION_NOUNS for x in after) or _it_is_mission(line, hit, a):
        return True
    return any(x in MISSION_NOUNS for x in w[a : hit.start]) and not any(
        c for c in line.of("exit") if hit.end <= c.start < b
    )


def _it_is_mission(line: Line, hit: Hit, a: int) -> bool:
    """ "The embassy has announced that it will close": "it" right before the verb, the mission named before it."""
    said = line.w[a : hit.start]
    if "we" in said and any(x in ("ambassador", "embassy", "consul", "commissioner") for x in line.w):
        return True
    if not any(x in ("it", "they") for x in said) or line.clause_of[hit.start] == 0:
        return False
    before = [c for c in line.of("actor") if c.end <= a]
    return bool(before) and before[-1].what.kind == "mission" and not any(c.end <= a for c in line.of("exit"))


def _who(line: Line, hit: Hit, a: int, b: int) -> Chunk | None:
    """The mission, else the organisation or state, of the clause."""
    here = chunks(line, ("actor",), a, b)
    for kinds in (frozenset(["mission"]), OWNERS):
        fit = [c for c in here if c.what.kind in kinds]
        if fit and kinds == frozenset(["mission"]) and w_before(line, fit[0]) in ("its", "their"):
            state = subject(line, hit.start, ("actor",))
            if state is not None and state.what.kind == "state" and state.start < fit[0].start:
                return state
        if fit:
            before = [c for c in fit if c.start < hit.end]
            return before[0] if before else fit[0]
    found = subject(line, hit.start, ("actor",))
    return found if found is not None and found.what.kind in OWNERS else None


def w_before(line: Line, c: Chunk) -> str:
    return line.w[c.start - 1] if c.start else ""


def _mission(line: Line, hit: Hit, owner: Chunk | None, scene: Scene) -> tuple[str | None, PlaceName | None]:
    capital, country = scene.capital(), scene.country()
    near = [
        c.what
        for c in sorted(line.of("place"), key=lambda c: abs(c.start - hit.start))
        if c.what.kind in ("capital", "city", "town", "country", "area", "province")
        and line.clause_of[c.start] == line.clause_of[hit.start]
        and line.w[c.start - 1 : c.start] not in (["to"], ["into"])
    ]
    w = line.w
    a, b = line.clause(hit.start)
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
                and hit.row.pattern in ("SELF", "STAFFS")
            ):
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
                return "embassy", capital
            kind = next((x for x in w[a:b] if x in BODIES or x in ("firm", "ngos", "agencies", "embassies")), None)
            if kind is not None:
                return kind, near[0] if near else scene.section_place or country
            if (hit.row.pattern == "OPS" or hit.row.status == "suspended") and hit.start <= a + 2:
                return scene.text.report.publisher, scene.section_place or scene.spot or country
            return None, None
        return known, capital if "embassy" in known.casefold() else (near[0] if near else country)
    name = str(owner.what.name)
    body = next((k for k in range(owner.end, min(owner.end + 3, len(w))) if w[k] in BODIES), None)
    if body is not None and owner.what.kind in ("state", "government"):
        return " ".join(t.text for t in line.tokens[owner.start : body + 1]), country
    if owner.what.kind == "mission" and any(
        w in name.casefold() for w in ("embassy", "consul", "commission", "delegation", "legation")
    ):
        scene.mission = name
        return name, next((p for p in near if p.name in name), capital)
    if owner.what.kind in ("state", "government", "ministry") and scene.home and name not in scene.home:
        if (
            any(x in MISSION_NOUNS for x in w[a:b])
            or any(x in STAFF_NOUNS for x in w[a:b])
            or "departure" in hit.row.words
        ):
            if owner.what.kind != "state" and scene.missions:
                return scene.missions[0].name, capital
            demonyms = {state: demonym for state, demonym, _ in lexicon().states.values()}
            label = {"United States": "US", "United Kingdom": "UK"}.get(name) or demonyms.get(name, name)
            known = next((m.name for m in scene.missions if label.casefold() in m.name.casefold()), None)
            return known or f"{label} embassy {capital.name if capital else ''}".strip(), capital
        return name, country
    if near:
        return name, near[0]
    return name, scene.section_place or (scene.first_city if scene.one_city else country)


__all__ = ["direct_object", "read"]
