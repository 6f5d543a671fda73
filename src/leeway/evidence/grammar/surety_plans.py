"""Moves that are called off or never ordered, told in the words around the move: "no decision to send them"."""

from __future__ import annotations

from datetime import date

from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Days

ORDERS = words("surety_plans.ORDERS")
COMING = frozenset(
    ["arrive", "arrived", "come", "came", "happen", "materialise", "materialize", "appear", "leave", "go"]
)
BEEN = frozenset(["been", "was", "were", "are", "is"])
OFF = frozenset(["cancelled", "canceled", "postponed", "scrapped", "aborted", "shelved", "paused", "suspended"])
MOVES = (("force", "deploying"), ("force", "withdrawing"), ("evacuated", "moved"))
UNCHECKED = frozenset(["unverified", "unconfirmed"])
PENDING = frozenset(["pending", "ongoing", "outstanding", "awaited"])


def called_off(draft: Draft) -> bool:
    """ "No order had been given to bring them back", "were on their way and did not arrive", "it has been put off"."""
    if (draft.kind, draft.status) not in MOVES:
        return False
    w, at = draft.line.w, draft.at
    for k in range(max(0, at - 12), at - 1):
        if w[k] == "no" and ORDERS & set(w[k + 1 : k + 3]) and "to" in w[k + 2 : at + 1]:
            return not {"but", ";"} & set(w[k:at])
    after = w[max(draft.trigger_end, at + 1) :]
    for k, word in enumerate(after):
        led = after[max(0, k - 3) : k]
        if word in COMING and ({"did", "has", "have", "had"} & set(led)) and ({"not", "never"} & set(led)):
            return "and" in after[max(0, k - 5) : k] or "but" in after[max(0, k - 5) : k]
        if word in OFF and BEEN & set(led) and {"it", "they", "this", "these"} & set(led):
            return True
        if after[k : k + 2] in (["called", "off"], ["put", "off"]) and BEEN & set(led):
            return True
    return False


def unchecked(section: str) -> bool:
    """Whether the heading says that what stands below it has not been checked: "figures pending verification"."""
    found = set(section.split())
    pending = bool({"verification", "confirmation"} & found) and bool(PENDING & found)
    return pending or bool(UNCHECKED & found)


def to_come(draft: Draft, days: Days | None, today: date) -> bool:
    """Whether a move is told for a day to come: it is not done yet, whatever its verb."""
    if (draft.kind, draft.status) not in MOVES or days is None:
        return False
    first = days.first or days.last
    return first is not None and first > today
