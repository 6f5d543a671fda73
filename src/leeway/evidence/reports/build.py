"""One way to make a report from the fields of any format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from leeway.evidence.model import Report
from leeway.evidence.reports.dates import instant_of
from leeway.evidence.reports.decoding import sound
from leeway.evidence.reports.records import Record

HASH_DIGITS = 16
MOST_OF_A_FIELD = 500


class Empty(ValueError):
    """There is no text in it."""


def report(
    record: Record, body: str, fields: Mapping[str, str], *, notes: tuple[str, ...] = (), kept: bytes | None = None
) -> Report:
    """The report a record holds.

    `fields`: "id", "publisher", "published", "url", "country", "title", "language", each optional. `kept`: the bytes
    that are this report alone, where the record holds several. Raises `Empty`.
    """
    if not body.strip():
        raise Empty
    digest = hashlib.sha256(record.data if kept is None else kept).hexdigest()
    published, dated = instant_of(fields.get("published", ""))
    whole = sound(body)
    if whole != body:
        notes += ("lone surrogates replaced",)
    return Report(
        id=_line(fields.get("id")) or _line(record.name) or digest[:HASH_DIGITS],
        body=whole,
        publisher=_line(fields.get("publisher")),
        published=published,
        url=_line(fields.get("url")) or record.url,
        country=tuple(code.upper() for code in re.findall(r"\b[A-Za-z]{2}\b", fields.get("country", ""))),
        title=_line(fields.get("title")),
        content_hash=digest,
        source=record.source,
        notes=notes + dated,
        language=_line(fields.get("language")),
    )


def _line(value: str | None) -> str | None:
    """One line of a field, None if empty: fields of feeds and pages may hold anything."""
    return " ".join(sound(value).split())[:MOST_OF_A_FIELD] or None if value else None
