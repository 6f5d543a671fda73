"""The state of a mission or an organisation: `posture`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leeway.evidence.grammar.access_counter import public
from leeway.evidence.grammar.arguments import passive
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.posture_checks import (
    alone,
    in_a_place,
    nobody,
    of_exit,
    of_them,
    partner,
    staff_moved,
    staff_sent,
    told_of_mission,
)
from leeway.evidence.grammar.posture_fit import about_mission, about_staff, in_mind
from leeway.evidence.grammar.posture_owner import label, mission, organisation, sender, who
from leeway.evidence.grammar.posture_said import by_the_way, in_the_country, meant, mission_of
from leeway.evidence.grammar.posture_seat import goal, seat
from leeway.evidence.grammar.posture_size import count, whole
from leeway.evidence.grammar.posture_subject import in_paragraph, mission_subject, none_of_them, possessed
from leeway.evidence.grammar.posture_words import (
    BODIES,
    MISSION_NOUNS,
    OFFICES,
    OPERATION_NOUNS,
    ORGANISATIONS,
    OURS,
    OWN,
    STAFF_NOUNS,
)
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Days

EMPLOYED = STAFF_NOUNS - words("posture.FAMILIES") | MISSION_NOUNS | words("posture.EMPLOYED")
FAMILIES = frozenset(["families", "dependants", "dependents", "wives", "children", "spouses"])
SHUT = (["shut"], ["closed"], ["away"], ["out"])
GOING = ("leave:v", "depart:v", "go:", "pack:v")
REFUSING = words("denial.REFUSING")
LIFTED = frozenset(["lifted", "lifts", "rescinded", "ended", "cancelled", "canceled", "revoked", "withdrew"])
LEADING = frozenset(["draw", "drawing", "scale", "scaling", "slim", "slimming", "pare", "paring", "cut", "cutting"])
NEVER = frozenset(["not", "never", "aren't", "isn't"])
UNWANTED = frozenset(
    ["prevent", "avoid", "avert", "reluctant", "resistant", "continuation", "prevented", "avoided", "averted"]
)


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A statement about a mission, which must be named in the clause, before it, or be the subject of the report."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    w = line.w
    owner: Chunk | None = label(line, hit, scene)
    if pattern == "LABEL" and owner is None and w[hit.start] == "reducing":
        pattern = "STAFF"  # "we are again reducing our staff": no label
    if pattern == "ORG" and hit.row.words in ("pull:v out of", "withdraw:v from") and staff_moved(line, hit, a, b):
        pattern, status = "STAFF", "reducing"  # "all UN staff were pulled out of Kolda"
    if pattern == "STAFFGO" and FAMILIES & set(w[hit.start : hit.end]):
        pattern, status = "STAFF", "reducing"  # "has sent its families to the coast"
    if status == "minimum_staff" and any(
        c.what.status == "consular services" and a <= c.start < b for c in line.of("exit")
    ):
        return  # "the consular section offers emergency services only"
    if pattern == "LABEL":
        if owner is None:
            return
    elif owner is not None and pattern in ("STAFFN", "OPS", "MISSION", "S", "STAFF", "DOWNTO"):
        pass  # an entry of a list of missions says it in bare words
    elif pattern == "REVIEW" and MISSION_NOUNS & set(w[hit.end : hit.end + 14]):
        pass
    elif pattern in ("STAFF", "STAFFS", "STAFFTO", "STAFFO", "STAFFN", "REVIEW"):
        if not about_staff(line, hit, pattern, a, b) and not (pattern == "STAFFS" and possessed(line, hit, scene, a)):
            return
    elif pattern == "OPS":
        if not any(x in OPERATION_NOUNS for x in w[a : min(b, hit.end + 6)]):
            return
        owner = who(line, hit, a, b)
        if owner is not None and owner.what.kind not in ORGANISATIONS | {"state"}:
            return
        owned = w[hit.end : hit.end + 1] in (["its"], ["their"], ["our"])
        if owner is None and not any(x in OWN for x in w[a : hit.start]) and hit.start > a + 1 and not owned:
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
        owner = organisation(line, hit, a)
        if owner is None and meant(line, hit, scene, None):
            pass  # "we're not leaving the country", said by a foreign minister
        elif owner is None and OURS & set(w[max(a, hit.start - 3) : hit.start]) and in_paragraph(line, scene):
            owner = None  # "we're not leaving"
        elif owner is None and "they" in w[a : hit.start] and BODIES & set(w[:a]):
            pass  # "staff of a charity are there and they are not leaving"
        elif owner is None or "peacekeepers" in w[a : hit.start]:
            return
    elif pattern in ("OPSM", "SFLAG"):
        owner = who(line, hit, a, b)
        said = any(x in MISSION_NOUNS or x in OWN for x in w[a : hit.start])
        if not said and (owner is None or owner.what.kind not in ORGANISATIONS | {"state"}):
            return
    elif pattern in ("MOVETO", "WORK", "NOCHANGE"):
        if not told_of_mission(line, hit, scene, a):
            return
    elif pattern == "CUTBACK":
        if line.of("force") or not (in_paragraph(line, scene) or about_staff(line, hit, "STAFFN", a, b)):
            return
    elif pattern == "STAFFGO":
        if not staff_sent(line, hit):
            return
    elif pattern == "M" and status == "relocating" and passive(line, hit):
        if not about_staff(line, hit, "STAFF", a, b):
            return
    elif pattern in ("M", "RUNBY", "WITHN", "KEEPN"):
        if not mission_subject(line, hit, scene, a) or w[hit.end : hit.end + 1] == ["home"]:
            return
        if pattern in ("WITHN", "KEEPN") and count(line, hit, pattern, a, b) is None:
            return
    elif pattern == "DOWNTO":
        if w[hit.start - 1] in LEADING and not {"been", "was", "were", "is", "are"} & set(w[a : hit.start]):
            return  # "will draw down to 40": the verb before says it
        named = any(x in MISSION_NOUNS or x in STAFF_NOUNS or x in OURS for x in w[a : hit.start]) or any(
            c.what.kind in ORGANISATIONS for c in line.of("actor") if a <= c.start < hit.start
        )
        spoken = about_mission(line, hit, "S", a, b) or in_mind(line, hit, scene, a, b)
        if not named and not spoken and not mission_subject(line, hit, scene, a):
            return
    elif pattern in ("MISSION", "MISSIONNEG", "S", "EVN") and not (
        (pattern == "MISSIONNEG" and meant(line, hit, scene, None) is not None)
        or (pattern == "MISSIONNEG" and of_them(line, hit, a) and in_paragraph(line, scene))
        or about_mission(line, hit, pattern, a, b)
        or in_mind(line, hit, scene, a, b)
        or (pattern in ("S", "MISSION") and alone(line, hit, b) and mission_subject(line, hit, scene, a))
    ):
        return
    if status == "normal" and (
        (w[hit.start] == "reopened" and of_exit(line, hit, a, pattern)) or w[hit.end : hit.end + 1] in SHUT
    ):
        return  # "the airport was closed and reopened", "would stay shut"
    if status == "suspended" and (of_exit(line, hit, a, pattern) or public(line, hit.end, b)):
        return  # "the banks limited withdrawals and have since shut", "closed to the public"
    if (hit.row.words.startswith("posture *") and "departure" in w) or "case" in w[max(a, hit.start - 6) : hit.start]:
        return
    gone = hit.row.words in ("abandon:v", "vacate:v") and not passive(line, hit)
    if gone and not any(x in MISSION_NOUNS or x in OFFICES for x in w[hit.end : hit.end + 5]):
        return  # "we are not abandoning the city"
    if pattern == "M" and status == "normal" and w[hit.end : hit.end + 1] == ["for"]:
        return  # "it will come back for a second load"
    if pattern == "M" and w[hit.end - 1] == "in" and not in_a_place(line, hit):
        return  # "remained in consequence closed"
    status = whole(line, hit, status, a, b)
    if (
        pattern == "STAFFS"
        and hit.row.words.startswith(GOING)
        and status == "reducing"
        and possessed(line, hit, scene, a)
    ):
        status = "evacuating"  # "the Swedes went at noon"
    if hit.row.words == "consolidate:v" and w[hit.start - 1 : hit.start] == [","]:
        return  # "embassy notices, consolidated"
    if UNWANTED & set(w[max(a, hit.start - 5) : hit.start]) or "given" in w[a : a + 2]:
        return
    if by_the_way(line, hit, a, b):
        return
    elided = possessed(line, hit, scene, a)
    owner = owner or elided or who(line, hit, a, b)
    if owner is not None and scene.home is not None and str(owner.what.name) in (scene.home[0], scene.government):
        owner = sender(line, hit, scene)  # "permission to leave at government expense"
    name, place = mission(line, hit, owner, scene, elided is not None or pattern == "MOVETO")
    name, place = meant(line, hit, scene, str(owner.what.name) if owner is not None else None) or (name, place)
    if status == "normal":
        place = in_the_country(line, hit, scene) or place
    own = seat(line, hit, a, b)
    place = own or place
    if status == "relocating" and own is None and pattern in ("S", "OPSM", "M") and "from" not in w[hit.end : b]:
        place = goal(line, hit, scene, b) or place
    if status.endswith("departure") and place is not None and place.kind == "country" and name and "embassy" in name:
        place = scene.capital() or place  # an order to leave the country is given at the seat of the embassy
    if status.endswith("departure") and name == "embassy" and not scene.missions and not EMPLOYED & set(w):
        return  # "families in the villages were told to leave"
    firmness = "denied" if pattern == "NOCHANGE" else None
    if status == "normal" and none_of_them(line, hit, a):
        status, firmness = "suspended", "stated"
    elif (
        (status in ("reducing", "evacuating", "ordered_departure") and nobody(line, hit, a))
        or (status != "normal" and hit.start > a and w[hit.start - 1] in REFUSING)
        or (hit.row.words.startswith(("abandon", "aren't")) and NEVER & set(w[a : hit.end]))
        or (status.endswith("departure") and LIFTED & set(w[max(a, hit.start - 4) : hit.start]))
    ):
        firmness = "denied"
    if pattern == "REVIEW":
        firmness = "possible"  # what a review of the staffing may come to
    if name is None or (scene.home is not None and name == scene.home[0]):
        return  # a country keeps no mission in itself: its president "returned to the capital"
    if status in ("relocating", "reducing", "evacuating"):
        scene.staff_moving, scene.staff_from = line.sentence.paragraph, place
    start, last = extent(line, hit.start, hit.end, owner)
    days = when(line, scene, hit.start, status not in ("normal", "minimum_staff"))
    if status.endswith("departure") and days is not None and "since" in w[max(0, hit.start - 8) : hit.start]:
        days = Days(days.first, None)  # "nothing has changed since the order of May"
    told = Draft(
        line,
        start,
        last,
        hit.start,
        "posture",
        status,
        name,
        place,
        count(line, hit, pattern, a, b),
        None,
        days,
        trigger_end=hit.end,
        word=hit.row.words,
        firmness=firmness,
    )
    other = partner(line, owner)
    if other is not None and (scene.home is None or other != scene.home[0]):
        yield replace(told, actor=mission_of(other, scene))
        told = replace(told, start=max(told.start, owner.start) if owner is not None else told.start)
    yield told
