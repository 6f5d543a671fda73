"""RSS and Atom: one report an entry. Feeds that declare entities are refused before they are parsed."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

from leeway.evidence.model import Report
from leeway.evidence.reports.build import Empty, report
from leeway.evidence.reports.decoding import NotText
from leeway.evidence.reports.html import plain
from leeway.evidence.reports.model import Refused
from leeway.evidence.reports.records import Record

# feedparser mends broken XML, so the check must not rest on the text being well-formed.
ENTITY = re.compile(rb"<!\s*(?:\x00)*E\x00*N\x00*T\x00*I\x00*T\x00*Y", re.IGNORECASE)


def feed_reports(record: Record) -> list[Report | Refused]:
    """Every entry that holds text.

    The publisher is the entry's own source where the feed names one (feeds that gather others do), else the feed.
    Raises `NotText` for entity declarations, ImportError without the extra [feeds].
    """
    _refuse_entities(record.data)
    from feedparser import parse

    feed = parse(io.BytesIO(record.data), resolve_relative_uris=False, sanitize_html=False)
    if not feed.entries:
        raise NotText("no entries" + (f" ({feed.bozo_exception})" if feed.get("bozo") else ""))
    language = feed.feed.get("language", "")
    found: list[Report | Refused] = []
    for number, entry in enumerate(feed.entries, 1):
        source = f"{record.source} entry {number}"
        title = plain(entry.get("title", ""))
        # Many feeds carry headlines only.
        body = plain(_markup(entry)) or title
        fields = {
            "id": entry.get("id", ""),
            "title": title,
            "publisher": entry.get("source", {}).get("title") or feed.feed.get("title", ""),
            "published": _published(entry),
            "url": link if (link := entry.get("link", "")).startswith(("http:", "https:")) else "",
            "language": language,
        }
        kept = "\n".join((*fields.values(), body)).encode("utf-8", "replace")
        try:
            found.append(report(Record(source, record.format, b""), body, fields, kept=kept))
        except Empty:
            found.append(Refused(source, "empty"))
    return found


def _refuse_entities(data: bytes) -> None:
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.sax import parseString  # type: ignore[import-untyped]

    if ENTITY.search(data):
        raise NotText("it declares XML entities, which can blow up or open files")
    from xml.sax import SAXException
    from xml.sax.handler import ContentHandler

    try:
        parseString(data, ContentHandler(), forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise NotText(f"forbidden XML: {error}") from None
    except (SAXException, ValueError, LookupError):
        return  # broken XML is common in feeds and is mended by the parser


def _markup(entry: Any) -> str:
    """The fullest text an entry holds."""
    parts = [part.get("value", "") for part in entry.get("content", [])]
    return str(max([*parts, entry.get("summary", "")], key=len))


def _published(entry: Any) -> str:
    for key in ("published_parsed", "updated_parsed"):
        if entry.get(key):
            try:
                return datetime(*entry[key][:6]).replace(tzinfo=UTC).isoformat()  # noqa: DTZ001
            except (ValueError, OverflowError):
                continue
    return ""
