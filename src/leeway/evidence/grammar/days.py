"""The days a statement is about."""

from __future__ import annotations

from datetime import timedelta

from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import TimeWord
from leeway.evidence.model import Days

DATED = frozenset(["day", "span", "since", "until"])

OVER = frozenset(["next", "coming"])
NOW = (["for", "the", "moment"], ["for", "the", "instant"], ["at", "the", "moment"], ["for", "the", "present"])

SAYING = words("arguments.SAYING")
CUT_OFF = frozenset(["cut-off", "cutoff"])


def when(line: Line, scene: Scene, at: int, event: bool, window: tuple[int, int] | None = None) -> Days | None:
    """The days a statement at token `at` is about: of its own words (`window`), its clause, the clause it hangs on,
    the head of the sentence, the section."""
    if window is not None:
        own = times_of(line, *window)
        if own:
            return own[0].what.days  # type: ignore[no-any-return]
    k = line.clause_of[at]
    start, end = line.clauses[k]
    opened = _since_then(line, at)
    if opened is not None:
        return opened
    if scene.today is not None and not CUT_OFF.isdisjoint(line.w[at:end]):
        return Days(scene.today, scene.today)  # "was open at the cut-off"
    here = [c for c in times_of(line, start, end) if not event or not _of_saying(line, c)]
    vague = [c for c in line.of("time") if c.what.kind == "vague" and at < c.start < end]
    if vague and all(c.start < at and c.what.kind == "day" for c in here):
        return None  # "in the coming days": no day, whatever the sentence began with
    if here:
        nearest = min(here, key=lambda c: (c.start < at, abs(c.start - at)))
        days: Days = nearest.what.days
        if nearest.what.kind == "since" and "which" in line.w[nearest.end : at]:
            return Days(days.first, days.first)  # "since Saturday, the day on which it was shut"
        return days
    lasting = None if event else _lasting(line, scene, start, end)
    if lasting is not None:
        return lasting
    ahead = _ahead(line, scene, start, end) if event else None
    if ahead is None and event and line.w[0] == "over":
        ahead = _ahead(line, scene, 0, min(8, at))
    if ahead is not None:
        return ahead
    shared = _of_the_first(line, k, at) if event else None
    if shared is not None:
        return shared
    while k > 0:
        first = line.w[start]
        inner = [c for c in line.of("time") if c.end in (start, start - 1) and usable(c.what)]
        if inner and any(w in ("when", "which") for w in line.w[start : start + 5]):
            first_day = inner[-1].what.days.first
            return Days(first_day, first_day)
        if first not in ("and", "but", ","):
            break
        k -= 1
        start, end = line.clauses[k]
        if not any(w in ("when", "which") for w in line.w[start : start + 5]):
            break
    head = times_of(line, 0, min(8, at))
    if head and head[0].start <= 1 and line.clause_of[head[0].start] == 0 and not _of_saying(line, head[0]):
        return head[0].what.days  # type: ignore[no-any-return]
    if event and scene.section_time is None and scene.text.letters and scene.today is not None:
        return Days(scene.today, scene.today)  # what a letter tells happened on its day
    return scene.section_time


def _of_the_first(line: Line, k: int, at: int) -> Days | None:
    """ "Overran the base on Wednesday and took the town": a second verb of the same subject, on the same day."""
    start = line.clauses[k][0]
    if k == 0 or line.w[start] != "and" or not 1 <= at - start <= 2:
        return None
    a, b = line.clauses[k - 1]
    told = [c for c in times_of(line, a, b) if c.what.kind == "day" and not _of_saying(line, c)]
    return told[-1].what.days if len(told) == 1 else None


def _since_then(line: Line, at: int) -> Days | None:
    """ "Has been shut since jets hit it last Thursday": open from the day of that clause on."""
    for k in range(at + 1, min(len(line.w), at + 16)):
        if line.w[k] in (";", ":", "but", "and", "while"):
            return None
        if line.w[k] != "since" or line.at("time", k) is not None or line.at("time", k + 1) is not None:
            continue
        day = next((c.what.days.first for c in line.of("time") if k < c.start < k + 14 and usable(c.what)), None)
        return Days(day, None) if day is not None else None
    return None


def _lasting(line: Line, scene: Scene, start: int, end: int) -> Days | None:
    """ "has been blocked for three weeks": open since then; "for the moment": the day of publication."""
    anchor = scene.today
    if anchor is None:
        return None
    if any(line.w[k : k + 3] in NOW for k in range(start, end)):
        return Days(anchor, anchor)
    if not any(w in ("has", "have") for w in line.w[start:end]):
        return None
    for c in line.of("time"):
        if c.what.kind != "duration" or not c.what.hours or not c.what.hours[0] or not start <= c.start < end:
            continue
        if "for" in (line.w[c.start], *line.w[c.start - 1 : c.start]):
            return Days(anchor - timedelta(hours=c.what.hours[0]), None)
    return None


def _ahead(line: Line, scene: Scene, start: int, end: int) -> Days | None:
    """ "within 24 to 48 hours" counted from the day of publication."""
    anchor = scene.today
    if anchor is None:
        return None
    for c in line.of("time"):
        if c.what.kind != "duration" or not c.what.hours or not start <= c.start < end:
            continue
        low, high = c.what.hours
        before = line.w[max(0, c.start - 3) : c.end]
        if high is not None and "over" in before and OVER & set(before):  # "over the next two days"
            return Days(anchor, anchor + timedelta(days=int(high // 24)))
        if high is not None and "within" in (line.w[c.start], *line.w[c.start - 1 : c.start]):
            return Days(anchor + timedelta(days=int((low or 0) // 24)), anchor + timedelta(days=int(high // 24)))
    return None


def _of_saying(line: Line, time: Chunk) -> bool:
    """A day right beside a verb of saying is the day of saying."""
    before = line.w[max(0, time.start - 2) : time.start]
    told = any(w in ("told", "informed") for w in line.w[max(0, time.start - 3) : time.start])
    return told or any(w in SAYING for w in before) or any(w in SAYING for w in line.w[time.end : time.end + 1])


def times_of(line: Line, start: int, end: int) -> list[Chunk]:
    """Time words with days in tokens `[start, end)`."""
    return [c for c in line.of("time") if start <= c.start < end and usable(c.what)]


def usable(time: TimeWord) -> bool:
    return time.kind in DATED and time.days is not None
