"""How a statement is told: the words its quote keeps, and whether the present tense dates it by its saying."""

from __future__ import annotations

from leeway.evidence.grammar.draft import Draft

TOLD_OF_TODAY = frozenset(
    [
        *(("access", status) for status in ("open", "limited", "suspended", "closed")),
        *(
            ("posture", status)
            for status in (
                "normal",
                "minimum_staff",
                "reducing",
                "evacuating",
                "suspended",
            )
        ),
    ]
)
"""States that the words of a speaker mean for the day on which he speaks, where he tells them in the present."""
DANGLING = frozenset(
    [
        "and",
        "or",
        "but",
        "as",
        "because",
        "while",
        "where",
        "which",
        "at",
        "the",
        "a",
        ",",
    ]
)
AHEAD = frozenset(["will", "would", "could", "may", "might", "if", "to"])
PRESENT = frozenset(["is", "are", "hold", "holds", "remain", "remains", "calm", "controls", "control"])


def whole_words(draft: Draft) -> tuple[int, int]:
    """Tokens of the quote: no mark before its first word, no word that opens what was left out after its last."""
    w = draft.line.w
    start, end = draft.start, draft.end
    while start < draft.at and start < len(w) and not w[start][:1].isalnum():
        start += 1
    while end - 1 > max(draft.trigger_end, draft.at + 1) and end <= len(w) and w[end - 1] in DANGLING:
        end -= 1
    return start, end


def told_today(draft: Draft) -> bool:
    """Told in the present, or of an exit in the perfect ("mail has stopped"): so on the day of saying."""
    w = draft.line.w
    a, b = draft.line.clause(draft.at)
    turn = next((k for k in range(a, draft.at) if w[k : k + 2] == ["opposed", "to"]), -1)
    if turn >= 0:  # "is cutting its staff, as opposed to a closure": both of that day
        said = max((k for k in range(turn) if w[k] == "that"), default=0)
        return bool({"is", "are"} & set(w[said:turn])) and not AHEAD & set(w[said:turn])
    perfect = draft.kind == "access" and bool({"has", "have"} & set(w[a:b]))
    return not AHEAD & set(w[a : draft.at]) and (present(draft) or perfect)


def present(draft: Draft) -> bool:
    """Told in the present, without a day of its own."""
    a, b = draft.line.clause(draft.at)
    own = any(a <= t.start < b and t.what.kind in ("day", "span", "since", "until") for t in draft.line.of("time"))
    return not own and (draft.word == "list" or any(w in PRESENT for w in draft.line.w[a:b]))
