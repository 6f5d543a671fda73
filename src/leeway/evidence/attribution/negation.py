"""Plain negations: "has not fallen", "no plan for", "nobody was asked to go"."""

from __future__ import annotations

from typing import Final

NOT: Final = frozenset(["not", "no", "never", "nobody", "none", "neither", "nor", "nowhere", "cannot"])
IDLE: Final = frozenset(
    [
        "only",
        "longer",
        "comment",
        "casualties",
        "details",
        "end",
        "date",
        "timeline",
        "injuries",
        "deaths",
        "number",
        "clear",
        "doubt",
        "resistance",
        "surprise",
        "revealed",
        "identified",
        "quoted",
        "disclosed",
        "known",
        "specified",
        "named",
        "given",
        "critical",
        "essential",
        "needed",
        "required",
        "yet",
        "fewer",
        "sooner",
        "earlier",
        "least",
        "able",
        "necessarily",
        "possible",
        "immediate",
        "later",
        "less",
        "more",
        "other",
        "one",
        "matter",
        "immediately",
        "further",
        "word",
        "electricity",
        "power",
        "water",
        "food",
        "fuel",
    ]
)
"""What may follow a negation that denies nothing of the statement."""
NEGATIVE: Final[dict[tuple[str, str], frozenset[str]]] = {
    ("access", "closed"): frozenset([
        "closed", "close", "closing", "closure", "shut", "cut", "blocked", "sealed", "shutting", "seal", "sealing",
        "block", "blocking", "severed", "barred", "mined", "lost", "given"
    ]),
    ("access", "suspended"): frozenset([
        "suspended", "suspend", "suspending", "stopped", "stop", "halted", "halt", "cut", "cancelled", "stopping",
        "halting", "cutting", "cancel", "canceled", "cancelling", "canceling", "grounded", "grounding",
        "interrupted", "interrupt", "interrupting", "discontinued", "scrapped", "axed", "severed", "gone", "failed"
    ]),
    ("access", "limited"): frozenset([
        "limited", "reduced", "restricted", "affected", "disrupted", "reducing", "restricting", "rationed",
        "limiting"
    ]),
    ("posture", "suspended"): frozenset([
        "closed", "close", "closing", "suspended", "suspend", "suspending", "shut", "table", "plan", "plans",
        "withdrawing", "shutting", "shutter", "shuttered", "shuttering", "cease", "ceased", "ceasing", "halt",
        "halted", "halting", "stop", "stopped", "stopping", "pulling", "lowered", "lowering"
    ]),
    ("posture", "minimum_staff"): frozenset([
        "reduced", "cut"
    ]),
    ("posture", "reducing"): frozenset([
        "reduce", "reducing", "reduced", "leave", "leaving", "withdraw", "evacuate", "cut", "cutting", "drawdown",
        "thinning", "pulling", "withdrawing", "going", "withdrawn", "left", "sent", "send", "sending", "pull",
        "pulled", "thin", "thinned", "scale", "scaling", "scaled", "draw", "drawing", "drawn", "trim", "trimming",
        "trimmed", "downsize", "downsizing", "evacuated", "evacuating", "moved", "moving", "shed", "shedding"
    ]),
    ("posture", "normal"): frozenset([
        "normal", "normally"
    ]),
    ("force", "standby"): frozenset([
        "standby"
    ]),
    ("advisory", "leave"): frozenset([
        "asked", "asking", "told", "ordered", "advised", "advising", "urged", "urging", "to", "ask", "tell",
        "telling", "order", "ordering", "advise", "urge", "recommend", "recommended", "recommending", "instructed",
        "instructing", "calling", "called"
    ]),
    ("displacement", "sheltering"): frozenset([
        "sheltering"
    ]),
}  # fmt: skip
"""Statuses that are themselves a lack: a negation counts only before a word of the status."""


LASTING: Final = frozenset({"held", "present", "sheltering"})
"""States that are over where something is said "no longer" to be so."""
ONGOING: Final[dict[str, frozenset[str]]] = {
    "incident": frozenset(
        ["let", "stopped", "ceased", "ended", "abated", "eased", "relented", "paused", "stop", "cease"]
    ),
    "control": frozenset(["left", "lost", "surrendered", "yielded"]),
    "headcount": frozenset(["contact", "news", "trace", "account"]),
}
"""What a negation may deny of a clause that leaves the statement as it is, by kind."""
APART: Final = frozenset({"incident", "force", "evacuated", "headcount", "displacement"})
APART_MARKS: Final = frozenset([",", ";", "–", "—"])


def negated(keys: list[str], first: int, last: int, kind: str, status: str, at: int = -1) -> bool:
    """Whether tokens `[first, last)` deny the statement. A negation before what is itself a lack ("not operating" of a
    shut airport) does not, nor one behind a comma after the words at token `at` ("lifted off 140, mostly not ours")."""
    lack = NEGATIVE.get((kind, status))
    for n in range(first, last):
        key = keys[n]
        if key not in NOT and not key.endswith("n't"):
            continue
        following = keys[n + 1 : n + 7]
        if at >= 0 and n > at and kind in APART and not APART_MARKS.isdisjoint(keys[at:n]):
            continue
        if at > n and _taken_for_granted(keys, n, at):
            continue
        if key == "no" and following[:1] in ([","], ["."], [";"]):
            continue  # "no, and it has ships there"
        if following[:1] == ["be"]:
            following = following[1:]
        if n + 1 < len(keys) and keys[n + 1] in ("exclude", "rule", "ruled", "excluded"):
            continue
        single = (
            key == "not"
            and following[:1] in (["one"], ["a"])
            and (following[:1] == ["one"] or following[1:2] == ["single"])
        )
        if single and lack is None:
            return True
        if kind == "advisory" and key == "no" and (_aside(keys, first, n, last) or _no_reason(keys, n, last)):
            continue
        if kind == "advisory" and (single or (key == "no" and following[:1] == ["one"])) and status == "leave":
            return True  # "no one has been told to go", "not one of them was asked to leave"
        if following and following[0] in ONGOING.get(kind, ()) and not (kind == "control" and status != "held"):
            continue  # "shelling has not let up", "the barracks never left his hands"
        if not following or (
            following[0] in IDLE and not (key == "no" and following[0] == "longer" and status in LASTING)
        ):
            continue
        if key == "no" and following[0].isdigit():
            continue
        if key == "nobody" and kind == "advisory":
            return True
        if lack is not None:
            if lack.intersection(following):
                return True
            continue
        return True
    return False


GRANTED: Final = frozenset(["since", "after", "following", "despite", "during", "amid"])
"""What hangs on these is taken for granted, whatever the clause before denies."""
OPENING: Final = frozenset(["the", "a", "an", "this", "that", "its", "their", "his", "her", "it", "they"])
PARTED: Final = frozenset([",", ";", ":", "–", "—", "and", "but"])


def _taken_for_granted(keys: list[str], n: int, at: int) -> bool:
    """Whether token `at` hangs on a "since", "after" or "despite" that comes after the negation at `n`: "no embassy has
    moved since the bombing", "has not reopened since it was shelled"."""
    for k in range(at - 1, n + 1, -1):
        if keys[k] in PARTED:
            return False
        if keys[k] in GRANTED:
            return keys[k - 1] not in ("not", "even", "long", "soon") and (at - k <= 3 or keys[k + 1] in OPENING)
    return False


def _no_reason(keys: list[str], n: int, last: int) -> bool:
    """ "Those with no pressing reason to stay are advised to depart"."""
    reasons = {"reason", "need", "business", "cause", "purpose", "duty"}
    return not reasons.isdisjoint(keys[n + 1 : n + 4]) and not {"should", "must", "are"}.isdisjoint(keys[n + 2 : last])


def _aside(keys: list[str], first: int, n: int, last: int) -> bool:
    """Whether the negation stands in a clause about the people meant: "those who have no reason to stay should go"."""
    return not {"who", "that"}.isdisjoint(keys[first:n]) and not {"should", "must", "are"}.isdisjoint(keys[n:last])
