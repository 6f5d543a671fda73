"""One state of one exit as a statement in the making."""

from __future__ import annotations

from leeway.evidence.grammar.access_place import place_of
from leeway.evidence.grammar.arguments import direct_object, passive, subject
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Days

BACK = frozenset(["back", "reopened", "resumed", "restored", "returned", "reopen", "resume", "restarted"])
NONE = frozenset(["no", "none", "nothing", "nobody"])
CUT_SERVICES = frozenset(["phones", "internet", "electricity", "water"])


def drafted(
    line: Line, hit: Hit, scene: Scene, e: Chunk, of: str, status: str, a: int, b: int, place: PlaceName | None = None
) -> Draft:
    spot = place or place_of(line, e, hit, scene, of, a, b)
    if status == "closed" and of in CUT_SERVICES:
        status = "suspended"
    scene.exit, scene.exit_line, scene.exit_paragraph = (of, spot), scene.line_number, line.sentence.paragraph
    actor = _closer(line, hit, a, b)
    start, last = extent(line, hit.start, hit.end, e)
    return Draft(
        line, start, last, hit.start, "access", status, str(actor.what.name) if actor is not None else None, spot, None,
        of, _days(line, hit, status, when(line, scene, hit.start, passive(line, hit))), trigger_end=hit.end,
        word=hit.row.words, firmness=_firmness(line, hit, status, a),
    )  # fmt: skip


def _days(line: Line, hit: Hit, status: str, days: Days | None) -> Days | None:
    """ "Cancelled on Monday and have not come back": from that day on."""
    if days is None or status not in ("suspended", "closed") or days.first is None or days.first != days.last:
        return days
    for k in range(hit.end, len(line.w)):
        if (line.w[k] in ("not", "yet", "never") or line.w[k].endswith("n't")) and BACK & set(line.w[k + 1 : k + 5]):
            return Days(days.first, None)
    return days


def _firmness(line: Line, hit: Hit, status: str, a: int) -> str | None:
    if hit.row.words == "run:v out" and "will" in line.w[a : hit.start]:
        return "expected"
    if {"stay", "remain"} & set(line.w[max(a, hit.start - 2) : hit.start]) and "will" in line.w[a : hit.start]:
        return "stated"  # "will stay shut for a month": it is shut
    if status == "open" and line.w[:2] == ["if", "you"] and line.clause_of[hit.start]:
        return "stated"  # "If you want to go, Gulf Air is still selling seats"
    none = status in ("suspended", "closed") and not NONE.isdisjoint(line.w[a : hit.end])
    if none and {"will", "before", "until"} & set(line.w[a : hit.end + 4]):
        return "stated"  # "nothing will fly until", "none before Wednesday": so it is by now
    # "has not missed a day" says that it works
    return "stated" if status == "open" and hit.row.words.startswith("not ") else None


def _closer(line: Line, hit: Hit, a: int, b: int) -> Chunk | None:
    if hit.verb < 0:
        return None
    if passive(line, hit):
        if hit.end < b and line.w[hit.end] == "by":
            return direct_object(line, hit.end + 1, ("actor",), reach=5)
        return None
    found = subject(line, hit.start, ("actor",))
    return (
        found
        if found is not None
        and found.what.kind in ("state", "government", "army", "armed_group", "ministry", "mission")
        else None
    )
