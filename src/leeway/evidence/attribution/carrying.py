"""Speech that runs on: quoted sentences without a cue, and "would" after reported speech."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import Final

from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.model import Frame, Quotation
from leeway.evidence.model import Speaker

SHIFTED: Final = frozenset({"would", "might", "could"})
FAR: Final = 4
"""Characters between the end of what was said and the next paragraph, where nothing stands between them."""
TURNS: Final = frozenset({"if", "were", "that", "which", "who", "it", "this"})
CONTINUES: Final = frozenset(["it", "they", "he", "she", "this", "that", "these", "those", "there", "such"])


def carried(
    lines: list[Line], by_line: list[list[Frame]], quotes: list[Quotation], headings: dict[str, Speaker]
) -> list[Frame]:
    """Frames for sentences that have none of their own but go on with what somebody was saying in their paragraph."""
    found: list[Frame] = []
    starts = [q.start for q in quotes]
    last: Frame | None = None
    paragraph = -1
    waiting: list[Line] = []
    sections: dict[str, Frame | None] = {}
    for line, frames in zip(lines, by_line, strict=True):
        section = line.sentence.section
        if section and not frames and not line.sentence.heading and "from" in section:
            if section not in sections:
                sections[section] = of_heading(section, headings)
            source = sections[section]
            if source:
                found.append(piece(line, source))
                continue
        if line.sentence.heading and not frames:
            continue
        if line.sentence.paragraph != paragraph:
            if waiting and last:
                found.extend(piece(w, last) for w in waiting)
            waiting = []
            paragraph = line.sentence.paragraph
            fresh = True
        if frames:
            speaker = max(frames, key=lambda f: f.cue[1] if f.cue else f.end)
            found.extend(piece(w, frames[0]) for w in waiting)
            waiting = []
            last, fresh = speaker, False
            continue
        if fresh and last and follows_on(line, last):
            found.append(piece(line, last))
        elif quoted(line, quotes, starts):
            if fresh:
                waiting.append(line)
            elif last:
                found.append(piece(line, last))
        elif not fresh and last and runs_on(line, last):
            found.append(piece(line, last))
        elif not fresh:
            fresh = fresh or False
    if waiting and last:
        found.extend(piece(w, last) for w in waiting)
    return found


def of_heading(section: str, headings: dict[str, Speaker]) -> Frame | None:
    """The source a heading names for what stands under it: "(figures from local authorities)"."""
    who = headings.get(section)
    return Frame(0, 0, who, "says") if who else None


def piece(line: Line, last: Frame) -> Frame:
    """The sentence under the speaker of `last`."""
    return replace(last, start=line.sentence.start, end=line.sentence.end, carried=True, inner=False, cue=None)


def quoted(line: Line, quotes: list[Quotation], starts: list[int]) -> bool:
    """Whether most of the sentence lies inside one quotation."""
    start, end = line.sentence.start, line.sentence.end
    n = bisect_right(starts, start + 3) - 1
    if n < 0:
        return False
    inside = min(end, quotes[n].end) - max(start, quotes[n].start)
    return inside >= 0.6 * (end - start)


def speaks_on(line: Line) -> bool:
    """Whether a shifted tense stands in a sentence that opens with nobody who could speak."""
    if (
        any(a < 4 for a, _, _ in line.roles)
        or any(a < 3 and x.form != "common" for a, _, x in line.names)
        or line.key(0) in ("nobody", "no", "few")
    ):
        return False
    return bool(SHIFTED.intersection(line.keys[:14]))


def follows_on(line: Line, last: Frame) -> bool:
    """A paragraph of its own that goes on with the shifted tense of the one before: "About 300 more would be sent"."""
    near = not last.carried and 0 <= line.sentence.start - last.end <= FAR
    if not near or "would" not in line.keys[1:9] or TURNS.intersection(line.keys[:9]):
        return False
    told = line.key(line.keys.index("would") + 1) in ("later", "eventually", "soon")  # what the writer knows came of it
    return not told and speaks_on(line)


def runs_on(line: Line, last: Frame) -> bool:
    """ "It would be very robust ...": a pronoun and a shifted tense right after reported speech."""
    if last.end < line.sentence.start - 400:
        return False
    head = line.key(0)
    if (head == "of" and line.key(1) in ("them", "these", "those", "whom")) or (
        head == "among" and line.key(1) in ("them", "these")
    ):
        return True
    if line.sentence.start - last.end < 160 and not last.carried and speaks_on(line):
        return True
    return "would" in line.keys and head in CONTINUES
