"""Where several triggers give the same clause, the ones to keep."""

from __future__ import annotations

from leeway.evidence.grammar.draft import Draft

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
    for draft in sorted(found, key=lambda d: (d.at, -(d.trigger_end - d.at))):
        if not any(_same(draft, other) for other in kept):
            kept.append(draft)
    counted = [d for d in kept if d.value is not None]
    return [d for d in kept if not any(_weaker(d, o) for o in counted if o is not d)]


def _same(a: Draft, b: Draft) -> bool:
    """Same kind and place, and either the same status or overlapping triggers."""
    if a.kind != b.kind:
        return False
    one, other = a.place.name if a.place else None, b.place.name if b.place else None
    if one != other:
        return False
    if a.kind == "access" and a.of != b.of:
        return False
    touching = a.at < b.trigger_end and b.at < a.trigger_end
    if touching:
        return True
    same_clause = a.line.clause_of[a.at] == b.line.clause_of[b.at]
    return same_clause and a.status == b.status and (a.value is None or b.value is None or a.value == b.value)


def _weaker(a: Draft, b: Draft) -> bool:
    """The same figure read as two kinds: troops are no headcount, the displaced and the evacuated are counted once."""
    if a.value is None or a.value != b.value or a.kind == b.kind:
        return False
    overlap = a.start < b.end and b.start < a.end
    return overlap and (a.kind, b.kind) in OUTRANKED
