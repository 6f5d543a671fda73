"""Words inside quotation marks: curly, straight and single; one that never closes ends with its paragraph."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.attribution.model import Quotation

MARK: Final = re.compile("[\"“”„«»'‘’\n]")
BEFORE_CLOSE: Final = frozenset(".,!?…)]")


def quotations(clean: str) -> list[Quotation]:
    """Quotations in order of `start`, marks excluded. A double mark opens, the next closes; a single mark opens only
    before a word and counts only if it closes in the same paragraph (else it was an apostrophe). Linear time."""
    found: list[Quotation] = []
    double = single = -1
    last = len(clean) - 1
    for mark in MARK.finditer(clean):
        at, sign = mark.start(), mark[0]
        if sign == "\n":
            if double >= 0:
                found.append(Quotation(double, at))
            double = single = -1
        elif sign in "'‘’":
            if double >= 0:
                continue
            before = clean[at - 1] if at else " "
            after = clean[at + 1] if at < last else " "
            if single < 0 and sign != "’" and not before.isalnum() and (after.isalnum() or after in "[("):
                single = at + 1
            elif single >= 0 and sign != "‘" and not after.isalnum() and (before.isalnum() or before in BEFORE_CLOSE):
                if at > single:
                    found.append(Quotation(single, at))
                single = -1
        elif double < 0:
            double = at + 1
        elif sign in "“„«" and at < last and clean[at + 1].isalnum():  # opens though the last one never closed
            found.append(Quotation(double, at))
            double = at + 1
        else:
            if at > double:
                found.append(Quotation(double, at))
            double = -1
    if double >= 0:
        found.append(Quotation(double, len(clean)))
    found.sort(key=_start)
    return found


def _start(quotation: Quotation) -> int:
    return quotation.start
