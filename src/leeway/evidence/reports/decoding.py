"""Bytes to text: UTF-8, UTF-16 and UTF-32 by their mark, else Windows-1252 with a note; what is no text is refused."""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How files begin that are often taken for texts, and what to do about each.
KNOWN = (
    (b"%PDF", "a PDF: save its text first"),
    (b"PK\x03\x04", "a ZIP archive or office document: save its text first"),
    (b"\xd0\xcf\x11\xe0", "an office document: save its text first"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "gzip: unpack it first"),
    (b"SQLite format 3", "a SQLite database"),
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
LONE = re.compile(r"[\ud800-\udfff]")
MOST_CONTROLS = 0.01


class NotText(ValueError):
    """The bytes are no text; the message says what they look like."""


def decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text and notes on how it was decoded. A mark at the start is not part of the text.

    Raises `NotText`.
    """
    for begin, what in KNOWN:
        if data.startswith(begin):
            raise NotText(what)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                raise NotText(f"it is marked {encoding} and is not") from None
    if b"\x00" in data:
        raise NotText("it holds zero bytes")
    notes: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text, notes = _one_byte(data)
    if len(CONTROLS.findall(text)) > MOST_CONTROLS * len(text) + 1:
        raise NotText("it holds control characters throughout")
    return text, notes


def _one_byte(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("cp1252"), ("not UTF-8: read as Windows-1252",)
    except UnicodeDecodeError:
        return data.decode("latin-1"), ("not UTF-8: read as ISO 8859-1",)


def sound(text: str) -> str:
    """`text` with lone surrogates, which no file can hold, replaced by U+FFFD; same length."""
    return LONE.sub("\ufffd", text)
