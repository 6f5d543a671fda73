"""Words inside quotation marks: curly, straight and single; one that never closes ends with its paragraph."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.attribution.model import Quotation

MARK: Final = re.compile(
    r"(?P<double>[\"“”„«»]|``|'')|(?<![\w'’])(?P<open>['‘])(?=[\w\[(])|(?<=[\w.,!?…)\]])(?P<close>['’])(?!\w)|(?P<end>\n)"
)


def quotations(clean: str) -> list[Quotation]:
    """Quotations in order of `start`, marks excluded. A double mark opens, the next closes; a single mark opens only
    before a word and counts only if it closes in the same paragraph (else it was an apostrophe). Linear time."""
    found: list[Quotation] = []
    double = single = -1
    for mark in MARK.finditer(clean):
        kind, at = mark.lastgroup, mark.start()
        if kind == "end":
            if double >= 0:
                found.append(Quotation(double, at))
            double = single = -1
        elif kind == "double":
            opening = mark[0] in "“„«" and at + 1 < len(clean) and clean[at + 1].isalnum()
            if double < 0:
                double = mark.end()
            elif opening:  # a new quotation opens though the last was never closed
                found.append(Quotation(double, at))
                double = mark.end()
            else:
                if at > double:
                    found.append(Quotation(double, at))
                double = -1
        elif kind == "open" and double < 0:
            single = mark.end()
        elif kind == "close" and double < 0 and single >= 0:
            if at > single:
                found.append(Quotation(single, at))
            single = -1
    if double >= 0:
        found.append(Quotation(double, len(clean)))
    return sorted(found, key=lambda q: q.start)
