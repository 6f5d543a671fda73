"""Where several triggers give the same clause, the ones to keep."""

from __future__ import annotations

from leeway.evidence.grammar.draft import Draft

COUNTED = frozenset(["displacement", "evacuated", "headcount", "force"])
RANK = {"limited": 1, "minimum_staff": 1, "suspended": 1, "closed": 1, "standby": 1}
"""A state that qualifies another in its clause ("open with limited staff") stands alone."""
OWN_STAFF = ("pull:", "withdraw:", "bring:", "recall:")
"""Verbs of a mission taking its own staff out; flown, taken and evacuated people are moved by somebody."""
NATIONALS = frozenset(["citizens", "foreigners", "students", "workers"])
SIEGES = frozenset(["encircle", "surround", "besiege:", "cut:v of"])
OUTRANKED = {
    ("force", "control"): ("withdrawing",),
    ("headcount", "force"): (),
    ("headcount", "displacement"): (),
    ("headcount", "evacuated"): (),
    ("evacuated", "displacement"): (),
}
"""(weaker kind, stronger kind): statuses of the weaker that stand all the same."""


def chosen(found: list[Draft]) -> list[Draft]:
    """Drafts without doubles: one of a kind and place for overlapping triggers; of one figure only one kind of use."""
    kept: list[Draft] = []
    for draft in sorted(found, key=lambda d: (-RANK.get(d.status, 0), d.at, -(d.trigger_end - d.at))):
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    return [d for d in kept if not any(_weaker(d, o) for o in kept if o is not d)]


def _same(a: Draft, b: Draft) -> bool:
    """Same kind and place, and either the same status or overlapping triggers."""
    if a.kind != b.kind:
        return False
    alike = a.status == b.status or {a.status, b.status} in ({"present", "standby"}, {"deploying", "standby"})
    if a.kind in COUNTED and a.line is b.line and a.value is not None and a.value == b.value and alike:
        return a.line.clause_of[a.at] == b.line.clause_of[b.at]
    one, other = a.place.name if a.place else None, b.place.name if b.place else None
    if a.kind == "force" and _one_move(a, b):
        return True
    if one != other:
        return False
    if a.kind == "access" and a.of != b.of:
        return False
    if a.kind in ("advisory", "posture") and a.actor != b.actor and a.at == b.at:
        return False
    touching = a.line is b.line and a.at < b.trigger_end and b.at < a.trigger_end
    if touching and not (a.kind == "territory" and a.value != b.value):
        return True
    if a.kind == "incident" and a.line is b.line and a.status == b.status and (a.when is None or b.when is None):
        return True  # "gunfire was heard at X on Monday, where soldiers exchanged shots with a gang"
    if a.line is not b.line or a.line.clause_of[a.at] != b.line.clause_of[b.at]:
        return False
    if a.kind in COUNTED:
        return a.status == b.status and a.value == b.value
    if a.kind in ("territory", "time_left") and (a.value or b.value) and a.value != b.value:
        return False
    if a.kind == "posture":  # a mission may stop its work and take its last people out in one clause
        return a.status == b.status or (b.status == "minimum_staff" and a.status in ("normal", "reducing"))
    return a.status == b.status or RANK.get(b.status, 0) > RANK.get(a.status, 0)


def _no_estimate(control: Draft) -> bool:
    """ "Became the tenth capital to fall in a week" is past; a siege feared by the end of the month is no fall."""
    return control.word.startswith("became") or (control.status == "threatened" and control.word[:8] in SIEGES)


def _one_move(a: Draft, b: Draft) -> bool:
    """Two triggers on the same words ("moved", "moved to") tell of one move, wherever each finds its goal."""
    touching = a.line is b.line and a.at < b.trigger_end and b.at < a.trigger_end
    listed = a.at == b.at and a.trigger_end == b.trigger_end
    return touching and not listed and a.status == b.status and a.value == b.value


def _weaker(a: Draft, b: Draft) -> bool:
    if (
        a.kind == b.kind == "incident"
        and a.line.w[a.at] == "killing"
        and a.line is b.line
        and not b.word.startswith("kill")
    ):
        return abs(a.at - b.at) <= 20
    return _weaker_kind(a, b)


def _begun(draft: Draft) -> bool:
    """ "Began withdrawing": the same move is told at a fuller place where the sentence goes on to say how far it is."""
    return {"began", "begun", "begin"} & set(draft.line.w[max(0, draft.at - 2) : draft.at]) != set()


def _distance_only(a: Draft, b: Draft) -> bool:
    """ "Is reported at Kibati, 12 km north of Goma": how near a force is, which is not counted."""
    near = (b.kind, b.status) == ("approach", "at_distance") and a.line is b.line
    uncounted = a.kind == "force" and a.value is None and a.status in ("present", "deploying")
    return near and uncounted and a.line.clause_of[a.at] == b.line.clause_of[b.at]


def _weaker_kind(a: Draft, b: Draft) -> bool:
    """The same figure read as two kinds: troops are no headcount, the displaced and the evacuated are counted once."""
    if a.kind == b.kind:
        hosted = a.status == "displaced" and b.status == "sheltering" and b.word.startswith(("home", "host"))
        where = (a.place.name if a.place else None) == (b.place.name if b.place else None)
        same_move = where and (a.kind, a.status, a.actor) == ("force", b.status, b.actor) and a.value is b.value
        fuller = same_move and b.firmness is None and _begun(a) and not _begun(b)
        return a.line is b.line and ((hosted and a.value == b.value) or fuller)
    touching = a.line is b.line and a.at < b.trigger_end and b.at < a.trigger_end
    same_place = (a.place.name if a.place else None) == (b.place.name if b.place else None)
    if a.kind == "control" and b.kind == "time_left" and touching:
        return not _no_estimate(a)
    if a.kind == "time_left" and b.kind == "control" and touching and _no_estimate(b):
        return True
    if a.kind == "incident" and b.kind == "control" and touching:
        return "directions" not in a.word
    if a.kind == "control" and b.kind == "incident" and touching and "directions" in b.word:
        return True
    if (
        a.kind == "posture"
        and a.status == "evacuating"
        and b.kind == "advisory"
        and b.status == "limited_help"
        and touching
    ):
        return True
    if _distance_only(a, b):
        return True
    if a.kind == "force" and a.status == "present" and a.value is None and b.kind == "control" and a.line is b.line:
        return a.line.clause_of[a.at] == b.line.clause_of[b.at]
    if a.kind == "posture" and b.kind == "evacuated" and b.value is not None and touching:
        return not a.word.startswith(OWN_STAFF)
    if a.kind == "evacuated" and b.kind == "posture" and touching and b.word.startswith(OWN_STAFF):
        return True
    if a.kind == "advisory" and a.status == "leave" and b.kind == "posture" and touching:
        return True
    if a.kind == "approach" and a.status == "advancing" and b.kind in ("incident", "control") and a.line is b.line:
        return a.line.clause_of[a.at] == b.line.clause_of[b.at] and (
            same_place or a.of == (b.place.name if b.place else "")
        )
    if a.kind == "posture" and b.kind == "evacuated" and b.of in NATIONALS and a.status == "evacuating" and touching:
        return True  # "has begun evacuating its nationals": no staff
    if a.kind == "evacuated" and b.kind in ("advisory", "posture") and a.value is None and touching:
        return not (b.kind == "posture" and b.status == "evacuating" and a.of in NATIONALS)
    if a.value is None or a.value != b.value:
        return False
    overlap = a.start < b.end and b.start < a.end
    return overlap and (a.kind, b.kind) in OUTRANKED
