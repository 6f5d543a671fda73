"""Which format a file has: by its suffix, and by how it begins where the suffix says little."""

from __future__ import annotations

import re
from typing import Final

SUFFIXES: Final = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
    ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".warc": "warc", ".warc.gz": "warc",
    ".eml": "mail",
}  # fmt: skip
"""Suffix to format. In a folder only these files are read."""

HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html\b|head\b|body\b)", re.IGNORECASE | re.DOTALL)
PROLOGUE = rb"(?:<!--.*?-->\s*|<\?[^>]*\?>\s*|<!doctype[^>\[]*(?:\[.*?\]\s*)?>\s*)*"
FEED = re.compile(rb"\s*" + PROLOGUE + rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL)
MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.ASCII)
MAIL_FIELDS = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to):", re.IGNORECASE | re.MULTILINE
)
MARKS = (b"\xef\xbb\xbf",)


def format_of(name: str, head: bytes) -> str:
    """Format of a file called `name` (empty: unknown) that begins with `head`.

    One of "text", "html", "feed", "json", "jsonl", "warc", "mail".
    """
    by_name = next((form for suffix, form in SUFFIXES.items() if name.lower().endswith(suffix)), None)
    if by_name is not None and by_name not in ("text", "feed"):
        return by_name
    for mark in MARKS:
        head = head.removeprefix(mark)
    return _by_content(head, by_name)


def _by_content(head: bytes, by_name: str | None) -> str:
    if head.startswith(b"WARC/"):
        return "warc"
    if HTML.match(head):
        return "html"
    if FEED.match(head) or by_name == "feed":
        return "feed"
    if by_name == "text":
        return "text"
    if head.startswith(b"\x1f\x8b"):
        return "warc"
    if re.match(rb"\s*\{\s*\"", head):
        return "jsonl"
    if re.match(rb"\s*\[\s*\{\s*\"", head):
        return "json"
    if MAIL.match(head) and MAIL_FIELDS.search(head.split(b"\n\n", 1)[0]):
        return "mail"
    return "text"
