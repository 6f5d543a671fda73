"""The same thing said twice in one report is kept once, at its fullest place."""

from __future__ import annotations

from dataclasses import replace

from leeway.evidence.model import Statement

Key = tuple[object, ...]


def merged(found: list[Statement]) -> list[Statement]:
    """Statements in order of their spans, one for each kind, status, place, figure, firmness and speaker."""
    best: dict[Key, Statement] = {}
    for one in _dated(found):
        key = _key(one)
        other = best.get(key)
        if other is None or _fullness(one) > _fullness(other):
            best[key] = one
    kept = list(best.values())
    return sorted(kept, key=lambda s: (s.span, s.kind, s.status, s.place or ""))


def _dated(found: list[Statement]) -> list[Statement]:
    """A denial carries the day of what it denies."""
    days = {(s.kind, s.status, s.place): s.when for s in found if s.when is not None and s.firmness != "denied"}
    return [
        replace(s, when=days.get((s.kind, s.status, s.place))) if s.firmness == "denied" and s.when is None else s
        for s in found
    ]


def _key(s: Statement) -> Key:
    figure = (s.value.low, s.value.high) if s.value else None
    day = s.when if s.kind == "incident" else None
    return (
        s.kind,
        s.status,
        s.place,
        figure,
        s.of,
        s.firmness,
        s.speaker,
        s.actor if s.kind in ("advisory", "posture") else None,
        day,
    )


def _fullness(s: Statement) -> tuple[int, int]:
    return (s.when is not None) + (s.actor is not None), -s.span[0]
