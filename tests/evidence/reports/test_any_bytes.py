"""The door holds whatever comes: any bytes under any name are reports or refusals."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from leeway.evidence.model import Report
from leeway.evidence.reports.cleaning import clean
from leeway.evidence.reports.model import REASONS, Refused
from leeway.evidence.reports.open import open_reports
from leeway.evidence.reports.sniffing import SUFFIXES

DATA = Path(__file__).parents[1] / "data"
SEEDS = [path.read_bytes() for path in sorted(DATA.glob("*.txt"))] + [
    b'{"id": "a", "text": "Varda fell.", "date": "2031-05-14T20:30:00Z"}\n{"text": "b"}\n',
    b'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><item><title>T</title>'
    b"<description>&lt;p&gt;Varda&lt;/p&gt;</description></item></channel></rss>",
    b"<html><head><title>T</title></head><body><article><p>Varda fell on Friday.</p></article></body></html>",
    b"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Varda</p>",
    b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nVarda\r\n\r\n",
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound file with bytes cut, doubled and overwritten; or bytes of no file at all."""
    data = bytearray(draw(st.sampled_from(SEEDS) | st.binary(max_size=300)))
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 80)))
        data[start:end] = draw(st.binary(max_size=12) | st.just(bytes(data[start:end]) * 2))
    return bytes(data)


@given(damaged(), st.sampled_from(sorted(SUFFIXES)))
@settings(max_examples=250, deadline=None)
def test_any_bytes_under_any_name(data: bytes, suffix: str) -> None:
    """Nothing raises; every refusal has a reason of the list; every report can be cleaned and written out again."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"x{suffix}"
        path.write_bytes(data)
        for found in open_reports([path]):
            if isinstance(found, Refused):
                assert found.reason in REASONS
                assert str(path) in str(found)
                continue
            assert isinstance(found, Report)
            assert found.body.strip()
            assert found.id
            assert len(found.content_hash) == 64
            assert len(clean(found).text) == len(found.body)
            "".join((found.id, found.body, found.title or "", *found.notes)).encode()
