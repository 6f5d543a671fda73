"""JSON: one object a report, by the key names that feeds, crawlers and exports use."""

from __future__ import annotations

import json
from typing import Any

from leeway.evidence.model import Report
from leeway.evidence.reports.build import Empty, report
from leeway.evidence.reports.decoding import NotText, decoded
from leeway.evidence.reports.model import Refused
from leeway.evidence.reports.records import Record

BODIES = ("body", "text", "content", "article", "article_text", "maintext")
NAMES = {
    "id": ("id", "uuid", "guid"),
    "publisher": ("publisher", "source", "site", "sitename", "outlet"),
    "published": ("published", "published_at", "date", "date_publish", "datePublished", "timestamp"),
    "url": ("url", "link"),
    "country": ("country",),
    "title": ("title", "headline"),
    "language": ("language", "lang"),
}


def json_reports(record: Record) -> list[Report | Refused]:
    """The report of one object, or of every object in a list. Raises `NotText` where it is not JSON or not objects."""
    text, notes = decoded(record.data)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NotText(f"not JSON: {error}") from None
    if isinstance(found, dict):
        return [_report(record, found, notes, None)]
    if not isinstance(found, list):
        raise NotText("neither an object nor a list of objects")
    reports: list[Report | Refused] = []
    for number, item in enumerate(found, 1):
        part = Record(f"{record.source} item {number}", record.format, b"")
        try:
            if not isinstance(item, dict):
                raise NotText("not an object")
            kept = json.dumps(item, sort_keys=True).encode()
            reports.append(_report(part, item, notes, kept))
        except Empty:
            reports.append(Refused(part.source, "empty"))
        except NotText as error:
            reports.append(Refused(part.source, "format", str(error)))
    return reports


def _report(record: Record, item: dict[str, Any], notes: tuple[str, ...], kept: bytes | None) -> Report:
    body = next((item[key] for key in BODIES if isinstance(item.get(key), str)), None)
    if body is None:
        raise NotText(f"no text under {', '.join(BODIES)}")
    fields = {field: _text(item, keys) for field, keys in NAMES.items()}
    return report(record, body.replace("\r\n", "\n"), fields, notes=notes, kept=kept)


def _text(item: dict[str, Any], keys: tuple[str, ...]) -> str:
    """The first of the keys that holds a text, a number or a list of texts."""
    for key in keys:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, list):
            value = ", ".join(part for part in value if isinstance(part, str))
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return ""
