"""What a reader offers is taken only if it is there: quotes letter for letter, fields by the scheme."""

from __future__ import annotations

import json
from typing import Any

from leeway.errors import InputError
from leeway.evidence.extractor.protocol import Rejected
from leeway.evidence.json_lines import from_json
from leeway.evidence.model import Report, Statement

SHOWN = 160
FIELDS = (
    "report", "span", "quote", "kind", "status", "actor", "place", "value", "of", "when", "firmness", "speaker", "said",
)  # fmt: skip


def checked(report: Report, item: Any, extractor: str) -> Statement | Rejected:
    """The statement an offered object makes, or why it makes none.

    A quote must stand in the body letter for letter. A span, if one is given, must hold exactly the quote; without
    one the quote must occur once. The reader's word on report, publisher, origin and coordinates is never taken.
    """
    if not isinstance(item, dict):
        return _no(report, "not an object", item)
    quote = item.get("quote")
    if not isinstance(quote, str) or not quote.strip():
        return _no(report, "no quote", item)
    span = item.get("span")
    if span is not None:
        if not _span_holds(report.body, span, quote):
            return _no(report, "the span does not hold the quote", item)
    else:
        times = report.body.count(quote)
        if times != 1:
            reason = "the quote is not in the text" if times == 0 else f"the quote stands {times} times in the text"
            return _no(report, reason, item)
        start = report.body.index(quote)
        span = [start, start + len(quote)]
    given = {key: item[key] for key in FIELDS if key in item}
    given |= {"report": report.id, "span": span, "extractor": extractor, "publisher": report.publisher}
    given |= {"published": report.published.isoformat() if report.published else None, "origin": report.id}
    try:
        return from_json(given)
    except InputError as error:
        return _no(report, "; ".join(str(problem) for problem in error.problems), item)


def _span_holds(body: str, span: Any, quote: str) -> bool:
    return (
        isinstance(span, list)
        and len(span) == 2
        and all(type(end) is int for end in span)
        and 0 <= span[0] < span[1] <= len(body)
        and body[span[0] : span[1]] == quote
    )


def _no(report: Report, reason: str, item: Any) -> Rejected:
    try:
        offered = json.dumps(item, ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        offered = type(item).__name__
    return Rejected(report.id, reason, offered[:SHOWN])
