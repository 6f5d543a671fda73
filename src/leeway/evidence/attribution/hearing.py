"""What the grammar of attribution knows of a text and of the sentence it reads."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from datetime import date

from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.memory import Memory
from leeway.evidence.attribution.model import Actor, Frame, Quotation
from leeway.evidence.language.model import Text
from leeway.evidence.model import Speaker


@dataclass(slots=True)
class Found:
    """A frame with what the next one in its sentence needs to know: token of its subject and after its cue."""

    frame: Frame
    first: int
    after: int
    trailing: bool
    wraps: bool = False


@dataclass(slots=True)
class Hearing:
    """What is known of one text while it is walked; `here`: the frames of the sentence being read."""

    text: Text
    cast: Cast
    quotes: list[Quotation]
    memory: Memory = field(default_factory=Memory)
    starts: list[int] = field(default_factory=list)
    times: list[tuple[int, int, date | None]] = field(default_factory=list)
    time_ends: dict[int, int] = field(default_factory=dict)
    time_starts: dict[int, int] = field(default_factory=dict)
    here: list[Found] = field(default_factory=list)
    headings: dict[str, Speaker] = field(default_factory=dict)
    actors: list[Actor] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.starts = [q.start for q in self.quotes]
        self.memory.places = frozenset(self.text.clean[p.start : p.end] for p in self.text.places)
        self.time_ends = {t.end: t.start for t in self.text.times}
        self.time_starts = {t.start: t.end for t in self.text.times if t.kind in ("day", "span")}
        self.times = [(t.start, t.end, t.days.first) for t in self.text.times if t.kind == "day" and t.days]

    def quote_over(self, at: int) -> Quotation | None:
        """The quotation that holds character `at`."""
        n = bisect_right(self.starts, at) - 1
        return self.quotes[n] if n >= 0 and at < self.quotes[n].end else None

    def quote_ending(self, at: int) -> Quotation | None:
        """The quotation that ends within three characters before `at`, or holds it."""
        n = bisect_right(self.starts, at) - 1
        return self.quotes[n] if n >= 0 and self.quotes[n].end >= at - 3 else None

    def quote_after(self, at: int, within: int) -> Quotation | None:
        """The first quotation that starts in `[at, at + within]`."""
        n = bisect_right(self.starts, at - 1)
        return self.quotes[n] if n < len(self.quotes) and self.quotes[n].start <= at + within else None

    def after_time(self, line: Line, n: int) -> int:
        """Token after the time words that begin at token `n` and stand at the end of a clause, `n` where none do:
        "said last night"."""
        end = self.time_starts.get(line.tokens[n].start)
        if end is None:
            return n
        while n < len(line.keys) and line.tokens[n].start < end:
            n += 1
        return n

    def keep(self, line: Line, found: Found) -> None:
        """Add a frame; one that lies inside another of the sentence is inner."""
        frame = found.frame
        if any(
            f.frame.start <= frame.start and frame.end <= f.frame.end and f.frame.speaker != frame.speaker
            for f in self.here
        ):
            found = replace_frame(found, inner=True)
        self.here.append(found)

    def frame(
        self, line: Line, start: int, stop: int, who: Speaker, stance: str, first: int, i: int, after: int
    ) -> Frame:
        """A frame with its cue span and the day the words give for the saying."""
        last = line.tokens[min(max(after, i + 1), len(line.tokens)) - 1].end
        begin = line.tokens[min(first, len(line.tokens) - 1)].start
        said = next((day for a, b, day in self.times if begin <= a and b <= last + 1), None)
        return Frame(start, stop, who, stance, said, cue=(begin, last))


def replace_frame(found: Found, **changes: object) -> Found:
    """`found` with its frame changed."""
    return Found(replace(found.frame, **changes), found.first, found.after, found.trailing, found.wraps)  # type: ignore[arg-type]
