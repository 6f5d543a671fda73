"""The first page of an earlier brief, read from its file."""

from __future__ import annotations

import json
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

from leeway.brief.given import Earlier
from leeway.brief.render.html import META
from leeway.brief.render.markdown import ANSWER
from leeway.errors import LeewayError


def read_earlier(path: Path) -> Earlier:
    """The instant and numbers of a brief that leeway wrote as HTML or Markdown; `LeewayError` for any other file."""
    try:
        words = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        words = ""
    kept = _from_html(words) if "<html" in words[:200] else _from_markdown(words)
    try:
        found = json.loads(kept)
        answer = {str(name): float(v) if isinstance(v, int) else v for name, v in dict(found["answer"]).items()}
        return Earlier(datetime.fromisoformat(found["as_of"]), answer)
    except (ValueError, KeyError, TypeError):
        raise LeewayError(f"{path} is no brief that leeway wrote as .html or .md.") from None


def _from_markdown(words: str) -> str:
    _, found, rest = words.rpartition(ANSWER)
    return rest.partition(" -->")[0] if found else ""


def _from_html(words: str) -> str:
    class Reader(HTMLParser):
        kept = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "meta" and given.get("name") == META:
                self.kept = given.get("content") or ""

    reader = Reader()
    reader.feed(words)
    return reader.kept
