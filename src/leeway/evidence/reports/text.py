"""Plain text, with the header of the annotation format or without.

id: example-003
publisher: Example Wire
published: 2021-08-12T16:40:00Z
url: https://example.org/3
country: AF
title: ...

The body as published.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from leeway.evidence.model import Report
from leeway.evidence.reports.build import report
from leeway.evidence.reports.decoding import decoded
from leeway.evidence.reports.records import Record

KEYS = ("id", "publisher", "published", "url", "country", "title", "language")
FIELD = re.compile(r"(?P<key>[A-Za-z][\w-]{0,29})[ \t]*:[ \t]*(?P<value>.*)")


def text_reports(record: Record) -> list[Report]:
    """The one report of a text file. Line ends CR LF count as LF, in the body too; everything else is kept."""
    text, notes = decoded(record.data)
    header, body, more = split_header(text.replace("\r\n", "\n"))
    return [report(record, body, header, notes=notes + more)]


def split_header(text: str) -> tuple[dict[str, str], str, tuple[str, ...]]:
    """Header fields by lower-case key, the body after the first empty line, notes.

    A text has a header if the lines before its first empty line all read "key: value" and one key is known, or if two
    or more are known: a line among those that does not read so is left out with a note. Keys that are not known are
    left out.
    """
    head, gap, body = text.partition("\n\n")
    lines = head.split("\n")
    fields = [FIELD.fullmatch(line) for line in lines]
    found = {match["key"].lower(): match["value"].strip() for match in fields if match}
    known = {key: found[key] for key in KEYS if key in found}
    odd = [number for number, match in enumerate(fields, 1) if match is None]
    if not known or fields[0] is None or fields[0]["key"].lower() not in KEYS or (odd and len(known) < 2):
        return {}, text, ()
    notes = tuple(f"line {number} of the header is not 'key: value': left out" for number in odd)
    return known, body if gap else "", notes


def listed(countries: str) -> tuple[str, ...]:
    """ISO codes of a header field such as "AF" or "AF, PK"."""
    return tuple(code.upper() for code in re.findall(r"[A-Za-z]+", countries) if len(code) == 2)


def first_of(fields: Mapping[str, object], *keys: str) -> str:
    """The first of these fields that holds something, as text."""
    return next((str(fields[key]).strip() for key in keys if fields.get(key) not in (None, "")), "")
