"""Reports keep apart: one id, one report."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from leeway.evidence.model import Report
from leeway.evidence.reports.model import Refused


class Identities:
    """The ids and contents seen so far, as short hashes: some 200 bytes a report."""

    def __init__(self) -> None:
        self._content_of: dict[int, int] = {}
        self._contents: set[int] = set()

    def settle(self, report: Report) -> Report | Refused:
        """The report under an id of its own.

        Same bytes as before: refused as read already. Same id with other bytes: renamed by its content hash, with a
        note.
        """
        content = int(report.content_hash[:16], 16)
        if content in self._contents:
            return Refused(report.source, "duplicate", f"as {report.id!r}", report.id)
        self._contents.add(content)
        name = report.id
        if self._taken(name):
            name = f"{report.id}~{report.content_hash[:8]}"
            report = replace(
                report, id=name, notes=(*report.notes, f"another report has the id {report.id!r}: renamed")
            )
        self._content_of[_short(name)] = content
        return report

    def _taken(self, name: str) -> bool:
        return _short(name) in self._content_of


def _short(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest(), "big")
