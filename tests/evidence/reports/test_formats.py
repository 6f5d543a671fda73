"""Formats: the same report comes out of each, and what cannot be read says why."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from leeway.evidence.model import Report
from leeway.evidence.reports.model import LIMITS, Limits, Refused
from leeway.evidence.reports.open import open_reports

BODY = "Fighters entered Varda on Wednesday, two officials said.\n\nThe road to the airport was closed."
PUBLISHED = datetime(2021, 8, 12, 12, 10, tzinfo=UTC)
PARAGRAPHS = "".join(
    f"<p>Fighters entered quarter {n} of Varda on Wednesday, two officials said.</p>" for n in range(6)
)
PAGE = (
    '<html lang="en"><head><title>Fighters in Varda</title><meta property="og:site_name" content="Highland Wire">'
    '<meta property="article:published_time" content="2021-08-12T16:40:00+04:30"></head><body>'
    '<nav><a href="/a">Home</a> <a href="/b">World</a></nav><article><h1>Fighters in Varda</h1>'
    f"{PARAGRAPHS}</article></body></html>"
)


def opened(path: Path, limits: Limits = LIMITS) -> list[Report | Refused]:
    """Everything below a path, warnings counted as errors."""
    return list(open_reports([path], limits=limits))


def only(path: Path) -> Report:
    """The one report of a path."""
    (report,) = opened(path)
    assert isinstance(report, Report), report
    return report


def written(path: Path, content: str | bytes) -> Path:
    """The file with that content."""
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_text_with_header(tmp_path: Path) -> None:
    """Known keys are fields, others are left out; the body is what follows the first empty line, letter for letter."""
    head = "id: a1\npublisher: Highland Wire\npublished: 2021-08-12T16:40:00+04:30\ncountry: af, PK\nmood: dark\n\n"
    report = only(written(tmp_path / "x.txt", head + "\n  two  spaces \n\nend\n"))
    assert (report.id, report.publisher, report.published) == ("a1", "Highland Wire", PUBLISHED)
    assert report.country == ("AF", "PK")
    assert report.body == "\n  two  spaces \n\nend\n"


def test_text_without_header(tmp_path: Path) -> None:
    """All of it is body, and the file names it; lines that look like a header without a known key are text."""
    assert only(written(tmp_path / "note.txt", "\n" + BODY)).body == "\n" + BODY
    assert only(written(tmp_path / "x.txt", "HOST: Good evening.\n\nGUEST: Is it?")).body.startswith("HOST:")
    report = only(written(tmp_path / "y.txt", BODY))
    assert (report.id, len(report.content_hash)) == ("y", 64)


def test_line_ends_of_windows(tmp_path: Path) -> None:
    """CR LF counts as LF, in header and body."""
    assert only(written(tmp_path / "x.txt", "id: a\r\n\r\none\r\ntwo\r\n")).body == "one\ntwo\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Marked Unicode and Windows-1252 come out as the same letters; what was assumed is noted."""
    report = only(written(tmp_path / "x.txt", "id: a\n\nThe café “held”.".encode(encoding)))
    assert report.body == "The café “held”."
    assert report.notes == (("not UTF-8: read as Windows-1252",) if encoding == "cp1252" else ())


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("2021-08-12", "published names a day only: taken at noon UTC"),
        ("2021-08-12T12:10:00", "published names no zone: taken as UTC"),
        ("yesterday", "no date of publication: 'yesterday' is none"),
    ],
)
def test_dates_that_say_too_little(tmp_path: Path, text: str, note: str) -> None:
    """What is assumed of a date is told."""
    assert only(written(tmp_path / "x.txt", f"id: a\npublished: {text}\n\nbody")).notes == (note,)


def test_a_report_from_the_future(tmp_path: Path) -> None:
    """It is kept, with a note."""
    path = written(tmp_path / "x.txt", "id: a\npublished: 2031-01-01T00:00:00Z\n\nbody")
    (report,) = open_reports([path], now=datetime(2030, 1, 1, tzinfo=UTC))
    assert isinstance(report, Report)
    assert report.notes == ("dated in the future: 2031-01-01 00:00 UTC",)


def test_html(tmp_path: Path) -> None:
    """The article without its menu, with site, date and title of the page."""
    report = only(written(tmp_path / "p.html", PAGE))
    assert (report.publisher, report.published, report.title) == ("Highland Wire", PUBLISHED, "Fighters in Varda")
    assert "quarter 5 of Varda" in report.body
    assert "Home" not in report.body


def test_rss_names_the_first_publisher(tmp_path: Path) -> None:
    """One report an entry; where the feed gathers others, the entry's source is the publisher."""
    item = (
        "<item><title>Varda</title><guid>g1</guid><pubDate>Thu, 12 Aug 2021 16:40:00 +0430</pubDate>"
        "<description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;</description>"
        '<source url="https://example.org">Highland Wire</source></item>'
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Gatherer</title>{item}</channel></rss>'
    report = only(written(tmp_path / "f.xml", feed))
    assert (report.id, report.publisher, report.published) == ("g1", "Highland Wire", PUBLISHED)
    assert report.body == "One & two.\n\nThree."


def test_atom(tmp_path: Path) -> None:
    """The fullest text of an entry."""
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Highland Wire</title><entry><id>urn:1</id><title>T</title>'
        "<updated>2021-08-12T12:10:00Z</updated><summary>Short</summary>"
        '<content type="html">&lt;p&gt;The longer text.&lt;/p&gt;</content></entry></feed>'
    )
    report = only(written(tmp_path / "f.atom", feed))
    assert (report.id, report.body, report.published) == ("urn:1", "The longer text.", PUBLISHED)


def test_json_lines(tmp_path: Path) -> None:
    """One report a line; a broken line is named and the next one read."""
    lines = [
        json.dumps({"id": "a", "text": BODY, "source": {"name": "Highland Wire"}}),
        "{",
        '{"text": 1}',
        '{"body": "b"}',
    ]
    first, second, third, fourth = opened(written(tmp_path / "x.jsonl", "\n".join(lines)))
    assert isinstance(first, Report)
    assert (first.body, first.publisher) == (BODY, "Highland Wire")
    assert isinstance(second, Refused)
    assert (second.reason, second.source.endswith("line 2")) == ("format", True)
    assert isinstance(third, Refused)
    assert isinstance(fourth, Report)


def test_mail(tmp_path: Path) -> None:
    """The plain part with sender, date and subject; attachments are counted, not read."""
    mail = (
        "From: Highland Desk <desk@example.org>\r\nDate: Thu, 12 Aug 2021 16:40:00 +0430\r\nSubject: Sitrep 7\r\n"
        "Message-ID: <7@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe road is closed.\r\n"
        "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--\r\n"
    )
    report = only(written(tmp_path / "m.eml", mail))
    assert (report.id, report.publisher, report.published) == ("7@example.org", "Highland Desk", PUBLISHED)
    assert (report.title, report.body.strip()) == ("Sitrep 7", "The road is closed.")
    assert report.notes == ("attachments left out: 1",)


def warc(pages: list[tuple[str, bytes, str, str]]) -> bytes:
    """A WARC of (address, content, media type, status)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, content, media, status in pages:
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        record = writer.create_warc_record(address, "response", payload=io.BytesIO(content), http_headers=headers)
        writer.write_record(record)
        record.raw_stream.close()
    return out.getvalue()


@pytest.mark.filterwarnings("ignore::ResourceWarning")  # of the writer, which leaves its own spool files open
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_warc(tmp_path: Path) -> None:
    """Pages and texts that were answered; pictures and errors are none; what is too large is named."""
    pages = [
        ("http://example.org/a", PAGE.encode(), "text/html; charset=utf-8", "200 OK"),
        ("http://example.org/b", b"\x89PNG", "image/png", "200 OK"),
        ("http://example.org/c", b"gone", "text/html", "404 Not Found"),
        ("http://example.org/d", b"a" * 9000, "text/plain", "200 OK"),
        ("http://example.org/e", b"The bridge fell.", "text/plain", "200 OK"),
    ]
    path = written(tmp_path / "w.warc.gz", warc(pages))
    page, large, text = opened(path, Limits(bytes=8000))
    assert isinstance(page, Report)
    assert (page.url, page.published) == ("http://example.org/a", PUBLISHED)
    assert isinstance(large, Refused)
    assert large.reason == "too_large"
    assert isinstance(text, Report)
    assert text.body == "The bridge fell."
    written(path, path.read_bytes()[:200])
    assert all(isinstance(found, Refused) for found in opened(path))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\t\n", "empty"),
        ("a.txt", b"id: a\ntitle: b\n\n", "empty"),
        ("a.txt", b"%PDF-1.7 ...", "binary"),
        ("a.txt", b"abc\x00def", "binary"),
        ("a.txt", bytes(range(1, 32)) * 20, "binary"),
        ("a.txt", b"\xff\xfea", "binary"),
        ("a.html", b"\x89PNG", "format"),
        ("a.json", b"[1, 2", "format"),
        ("a.json", b"[" * 100_000, "format"),
        ("a.xml", b"<rss></rss>", "format"),
        ("a.warc", b"nothing of the kind\r\n\r\n", "format"),
    ],
)
def test_refusals(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    """Each is refused under its own name."""
    (found,) = opened(written(tmp_path / name, content))
    assert isinstance(found, Refused)
    assert found.reason == reason
    assert str(tmp_path / name) in str(found)


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE r [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://localhost/x.dtd"> %p;]>',
    ],
)
def test_entities_in_feeds(tmp_path: Path, doctype: str) -> None:
    """A feed that declares entities is refused before it is parsed, in any encoding."""
    feed = f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><item><title>&b;</title></item></channel></rss>'
    for content in (feed.encode(), feed.encode("utf-16"), feed.encode("utf-16-le")):
        (found,) = opened(written(tmp_path / "f.xml", content))
        assert isinstance(found, Refused)
        assert found.reason == "format"


def test_fifty_megabytes_of_one_line(tmp_path: Path) -> None:
    """Too large, as a text and as a line of JSON lines; the next line is read."""
    (found,) = opened(written(tmp_path / "a.txt", b"a" * 50_000_000))
    assert isinstance(found, Refused)
    assert found.reason == "too_large"
    first, second = opened(written(tmp_path / "a.jsonl", b'{"text": "' + b"a" * 50_000_000 + b'"}\n{"text": "b"}'))
    assert isinstance(first, Refused)
    assert isinstance(second, Report)


def test_html_bombs(tmp_path: Path) -> None:
    """Two hundred thousand open elements: an answer within the bound, no crash."""
    deep = "<html><body>" + "<div>" * 200_000 + "Varda fell." + "</div>" * 200_000
    (found,) = opened(written(tmp_path / "a.html", deep), Limits(seconds=5))
    assert isinstance(found, Refused) or "Varda fell." in found.body


def test_a_record_that_takes_too_long(tmp_path: Path) -> None:
    """It is refused by the bound in time, and the next one is read."""
    written(tmp_path / "a.html", "<html><body>" + "<p>Varda fell on Friday, two officials said to us.</p>" * 30_000)
    written(tmp_path / "b.txt", BODY)
    first, second = opened(tmp_path, Limits(seconds=0.3))
    assert isinstance(first, Refused)
    assert first.reason == "time"
    assert isinstance(second, Report)


def test_ids(tmp_path: Path) -> None:
    """One id with the same bytes is one report; with other bytes the later one is renamed, with a note."""
    for name, body in (("a", "one"), ("b", "two"), ("c", "one")):
        written(tmp_path / f"{name}.txt", f"id: q\n\n{body}")
    first, second, third = opened(tmp_path)
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert isinstance(third, Refused)
    assert first.id == "q"
    assert second.id == f"q~{second.content_hash[:8]}"
    assert second.notes == ("another report has the id 'q': renamed",)
    assert third.reason == "duplicate"


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    """Below it too; hidden files and annotations are not reports, others are refused by name."""
    for name in ("b.txt", "a.txt", ".c.txt", "a.gold.jsonl", "table.csv"):
        written(tmp_path / name, f"text of {name}")
    (tmp_path / "sub").mkdir()
    written(tmp_path / "sub" / "d.txt", "text of d")
    found = opened(tmp_path)
    assert [one.id for one in found if isinstance(one, Report)] == ["a", "b", "d"]
    assert [one.reason for one in found if isinstance(one, Refused)] == ["other"]


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (BODY.encode(), "text"),
        (PAGE.encode(), "html"),
        (json.dumps({"text": BODY}).encode(), "jsonl"),
        (b"Received: by x\r\nFrom: a@example.org\r\nDate: x\r\n\r\n" + BODY.encode(), "mail"),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: bytes, form: str) -> None:
    """The format is told from how it begins."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(content))))
    (found,) = open_reports(["-"])
    assert isinstance(found, Report), (form, found)
    assert "Varda" in found.body
    assert "<p>" not in found.body
    assert "Received" not in found.body


def test_gzip_that_is_no_warc(tmp_path: Path) -> None:
    """A compressed text is refused with what to do."""
    (found,) = opened(written(tmp_path / "a.txt", gzip.compress(BODY.encode())))
    assert isinstance(found, Refused)
    assert "gzip" in found.detail


def test_missing_and_odd_paths(tmp_path: Path) -> None:
    """A path that is not there is told; a folder without reports gives nothing."""
    (found,) = opened(tmp_path / "none.txt")
    assert isinstance(found, Refused)
    assert found.reason == "missing"
    assert opened(tmp_path) == []


def test_the_area_of_the_case(tmp_path: Path) -> None:
    """It stands in for the country a report does not name, and only then."""
    written(tmp_path / "a.txt", "one")
    written(tmp_path / "b.txt", "id: b\ncountry: LY\n\ntwo")
    first, second = open_reports([tmp_path], case_area=("AF",))
    assert isinstance(first, Report)
    assert isinstance(second, Report)
    assert (first.country, second.country) == (("AF",), ("LY",))
