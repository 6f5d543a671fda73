"""From the words of a command to raw records: files, folders and standard input taken apart, nothing parsed yet.

A text, page, mail or feed is one record; JSON lines give one a line, a WARC one a response. Records come one at a time,
so memory does not grow with their number.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from leeway.evidence.reports.model import Limits, Refused
from leeway.evidence.reports.sniffing import SUFFIXES, format_of

STDIN = "-"
SNIFFED_BYTES = 4096
# Annotations lie beside the reports they were made from and are no reports themselves.
ANNOTATIONS = ".gold.jsonl"
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of what may be one report (of a feed: several). `source`: file and line or record, as errors name it.

    `name`: what the file calls it, without folder and suffix; None where the file holds many. `url`, `content_type`:
    of a WARC record.
    """

    source: str
    format: str
    data: bytes
    name: str | None = None
    url: str | None = None


def records(paths: Iterable[str | os.PathLike[str]], limits: Limits) -> Iterator[Record | Refused]:
    """Every raw record below the given paths, folders in the order of their names; "-" is the standard input."""
    for path in paths:
        if os.fspath(path) == STDIN:
            yield from _split(_standard_input(), "standard input", None, limits)
            continue
        given = Path(path)
        if given.is_dir():
            for file in _files(given):
                yield from _file(file, limits, within_folder=True)
        else:
            yield from _file(given, limits)


def _standard_input() -> io.BufferedReader:
    stream = sys.stdin.buffer
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(io.BytesIO(stream.read()))


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder by name; hidden ones are not meant."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(place, name) for name in sorted(names) if not name.startswith("."))


def _file(path: Path, limits: Limits, *, within_folder: bool = False) -> Iterator[Record | Refused]:
    if within_folder:
        if path.name.endswith(ANNOTATIONS):
            return
        if not path.name.lower().endswith(tuple(SUFFIXES)):
            yield Refused(str(path), "other", f"in a folder only {', '.join(sorted(SUFFIXES))} are read")
            return
    if not path.exists():
        yield Refused(str(path), "missing")
        return
    if not path.is_file():
        yield Refused(str(path), "unreadable", "neither a file nor a folder")
        return
    try:
        with path.open("rb") as stream:
            yield from _split(stream, str(path), path.name, limits)
    except OSError as error:
        yield Refused(str(path), "unreadable", error.strerror or type(error).__name__)


def _split(stream: io.BufferedReader, source: str, name: str | None, limits: Limits) -> Iterator[Record | Refused]:
    """The records of one stream."""
    form = format_of(name or "", _head(stream))
    if form == "jsonl":
        yield from _lines(stream, source, limits)
    elif form == "warc":
        from leeway.evidence.reports.warc import responses

        yield from responses(stream, source, limits)
    else:
        most = limits.bytes if form in ("text", "mail") else limits.container_bytes
        data = _up_to(stream, most)
        if data is None:
            yield Refused(source, "too_large", f"at most {most:,} bytes")
        else:
            yield Record(source, form, data, _stem(name))


def _stem(name: str | None) -> str | None:
    """What a file calls its report; files of a store are named by their hash, which names the report anyway."""
    stem = name.split(".")[0] if name else ""
    return None if HASH.fullmatch(stem) else stem or None


def _head(stream: io.BufferedReader) -> bytes:
    return stream.peek(SNIFFED_BYTES)[:SNIFFED_BYTES]


def _up_to(stream: BinaryIO, most: int) -> bytes | None:
    """All bytes, or None where there are more than `most`."""
    data = stream.read(most + 1)
    return data if len(data) <= most else None


def _lines(stream: BinaryIO, source: str, limits: Limits) -> Iterator[Record | Refused]:
    """One record a line; of a line that is too long only its number is kept."""
    number = 0
    while line := stream.readline(limits.bytes + 1):
        number += 1
        where = f"{source} line {number}"
        if len(line) > limits.bytes and not line.endswith(b"\n"):
            while (rest := stream.readline(limits.bytes)) and not rest.endswith(b"\n"):
                pass
            yield Refused(where, "too_large", f"at most {limits.bytes:,} bytes a line")
        elif line.strip():
            yield Record(where, "json", line)
