"""Web pages: the article without menus and related stories, by trafilatura; fragments of HTML in feeds and mails."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from leeway.evidence.model import Report
from leeway.evidence.reports.build import report
from leeway.evidence.reports.decoding import decoded
from leeway.evidence.reports.records import Record

META = re.compile(
    r"""<meta\b[^>]{0,200}?(?:article:published_time|datePublished|og:published_time|parsely-pub-date)["'][^>]{0,200}?"""
    r"""content\s*=\s*["'](?P<after>[^"']{8,40})["']|"datePublished"\s*:\s*"(?P<json>[^"]{8,40})\"""",
    re.IGNORECASE,
)
BLOCKS = frozenset(
    "address article aside blockquote body dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li "  # noqa: SIM905
    "main nav ol p pre section table tr ul".split()
)
HIDDEN = frozenset({"script", "style", "head", "template", "noscript", "iframe", "svg"})


def html_reports(record: Record) -> list[Report]:
    """The article of one page. Its kept body is the extracted text; the page's own bytes give the hash.

    Raises ImportError without the extra [feeds].
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    page, notes = decoded(record.data)
    found = bare_extraction(page, url=record.url, with_metadata=True, fast=True, include_comments=False)
    fields = {"published": _published(page)}
    if not isinstance(found, Document):
        return [report(record, plain(page), fields, notes=(*notes, "no article found: every word of the page is kept"))]
    fields["published"] = fields["published"] or found.date or ""
    for key, value in (("title", found.title), ("publisher", found.sitename), ("language", found.language)):
        fields[key] = value or ""
    fields["url"] = found.url or ""
    return [report(record, found.text or "", fields, notes=notes)]


def _published(page: str) -> str:
    match = META.search(page)
    return (match["after"] or match["json"]) if match else ""


def plain(fragment: str) -> str:
    """Words of an HTML fragment; blocks become paragraphs. Linear, without recursion."""
    reader = _Words()
    reader.feed(fragment)
    reader.close()
    text = re.sub(r"[ \t\r\f\v]*\n[ \t\r\f\v]*", "\n", "".join(reader.words))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Words(HTMLParser):
    """Collects text outside of hidden elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.hidden: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in HIDDEN and self.hidden is None:
            self.hidden = tag
        elif tag == "br":
            self.words.append("\n")
        elif tag in BLOCKS:
            self.words.append("\n\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in HIDDEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.hidden:
            self.hidden = None
        elif tag in BLOCKS:
            self.words.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self.hidden is None:
            self.words.append(re.sub(r"\s+", " ", data))
