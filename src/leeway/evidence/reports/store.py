"""A store of raw bytes by their content: what was read is kept as it was, and nothing is kept twice.

DIR/ab/abcdef....        the bytes; the file is named by its SHA-256 in hex
DIR/index.jsonl          one line a time something was put in: hash, source, instant, media type
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from leeway.errors import LeewayError
from leeway.evidence.reports.sniffing import format_of

INDEX = ".index.jsonl"
SUFFIX = {"html": ".html", "feed": ".xml", "json": ".json", "jsonl": ".jsonl", "warc": ".warc", "mail": ".eml"}
SNIFFED_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing put in: its hash, where it came from, when (ISO 8601, UTC), its media type if known."""

    content_hash: str
    source: str
    at: str
    media_type: str = ""


class Store:
    """Raw bytes below one directory. Safe to write to from several processes: files appear whole or not at all."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def put(self, data: bytes, source: str, at: datetime, media_type: str = "") -> Kept:
        """Keep these bytes and note where they came from; bytes that are there already are not written again."""
        kept = Kept(hashlib.sha256(data).hexdigest(), source, at.astimezone(UTC).isoformat(), media_type)
        if self.path(kept.content_hash) is None:
            path = self._folder(kept.content_hash) / (kept.content_hash + SUFFIX.get(_format(data), ".txt"))
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        with (self.directory / INDEX).open("a", encoding="utf-8") as index:
            index.write(json.dumps(asdict(kept), ensure_ascii=False) + "\n")
        return kept

    def get(self, content_hash: str) -> bytes:
        """The bytes of that hash. Raises `LeewayError` where they are missing or were changed."""
        path = self.path(content_hash)
        if path is None:
            raise LeewayError(f"{self.directory} holds nothing under {content_hash}")
        data = path.read_bytes()
        if hashlib.sha256(data).hexdigest() != content_hash:
            raise LeewayError(f"{path} was changed after it was kept: its content no longer has this hash")
        return data

    def index(self) -> Iterator[Kept]:
        """Everything put in, in order."""
        path = self.directory / INDEX
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                for text in lines:
                    yield Kept(**json.loads(text))

    def path(self, content_hash: str) -> Path | None:
        """The file with that hash, None if there is none. Raises `ValueError` for what is no SHA-256 in hex."""
        return next(iter(sorted(self._folder(content_hash).glob(f"{content_hash}.*"))), None)

    def _folder(self, content_hash: str) -> Path:
        if len(content_hash) != 64 or not set(content_hash) <= set("0123456789abcdef"):
            raise ValueError(f"{content_hash!r} is no SHA-256 in hex")
        return self.directory / content_hash[:2]


def _format(data: bytes) -> str:
    return format_of("", data[:SNIFFED_BYTES])
