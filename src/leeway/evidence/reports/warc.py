"""WARC files: every response, resource or conversion that holds a page or a text, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from leeway.evidence.reports.model import Limits, Refused
from leeway.evidence.reports.records import Record

KINDS = ("response", "resource", "conversion")
FORMATS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}


def responses(stream: BinaryIO, source: str, limits: Limits) -> Iterator[Record | Refused]:
    """The records with pages and texts; other media types and unsuccessful responses are no reports and left out."""
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        yield Refused(source, "library", "WARC needs the extra: pip install 'leeway[feeds]'")
        return
    number = pages = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), 1):
            where = f"{source} record {number}"
            form = _format(record)
            if form is None:
                continue
            pages += 1
            data = record.content_stream().read(limits.bytes + 1)
            if len(data) > limits.bytes:
                yield Refused(where, "too_large", f"at most {limits.bytes:,} bytes")
                continue
            yield Record(where, form, data, None, record.rec_headers.get_header("WARC-Target-URI"))
    except (ArchiveLoadFailed, ValueError, EOFError, OSError) as error:
        yield Refused(f"{source} after record {number}", "format", f"not a sound WARC: {error}"[:200])
        return
    if not pages:
        yield Refused(source, "empty", f"no page or text among {number} records")


def _format(record: Any) -> str | None:
    """Format of what a record carries, None where it is no report."""
    if record.rec_type not in KINDS:
        return None
    headers = record.http_headers or record.rec_headers
    if record.http_headers is not None and not record.http_headers.get_statuscode().startswith("2"):
        return None
    media = (headers.get_header("Content-Type") or "").split(";")[0].strip().lower()
    return FORMATS.get(media)
