"""Main flow of attribution: who acts, what is quoted, who says what."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from itertools import accumulate
from operator import attrgetter

from leeway.evidence.attribution.actors import actors_of
from leeway.evidence.attribution.carrying import carried
from leeway.evidence.attribution.cast import Cast
from leeway.evidence.attribution.frames import listen, notice
from leeway.evidence.attribution.hearing import Hearing
from leeway.evidence.attribution.issuer import issuer
from leeway.evidence.attribution.lexicon import lexicon
from leeway.evidence.attribution.line import line_of
from leeway.evidence.attribution.model import Frame, Voices
from leeway.evidence.attribution.passages import frame, passages
from leeway.evidence.attribution.predicates import predicates
from leeway.evidence.attribution.quotations import quotations
from leeway.evidence.attribution.turns import turns
from leeway.evidence.attribution.turns_stations import letters, stations
from leeway.evidence.language.model import Text
from leeway.evidence.model import Speaker

START = attrgetter("start")
SHARE = 0.5
"""Part of a clause a frame must cover to be its source."""


def voices(text: Text) -> Voices:
    """Actors, quotations and frames of a text, each in order of `start`. Linear in the number of tokens."""
    lex = lexicon()
    codes = text.report.country
    cast = Cast(
        lex, [lex.states[c] for c in codes if c in lex.states], frozenset(codes), publisher=text.report.publisher or ""
    )
    found = Voices(quotations=quotations(text.clean), home=codes)
    hearing = Hearing(text, cast, found.quotations)
    by_line: list[list[Frame]] = []
    lines = [line_of(sentence, lex) for sentence in text.sentences]
    for line in lines:
        actors = actors_of(line, cast)
        found.actors.extend(actors)
        by_line.append(listen(hearing, line, actors))
        notice(hearing, line, actors)
    found.default = issuer(text, lines, found.actors, cast, hearing.memory)
    found.passages = passages(text, lines, found.actors, cast)
    items = [*turns(text, lines, cast, hearing.memory), *stations(text), *letters(text), *map(frame, found.passages)]
    frames = [*items, *carried(lines, by_line, found.quotations, hearing.headings)]
    frames.extend(frame for group in by_line for frame in group)
    frames.extend(predicates(text, found.actors, found.quotations))
    found.frames = sorted(frames, key=lambda f: (f.start, -f.end))
    found.reach = list(accumulate((max(f.end, f.cue[1] if f.cue else 0) for f in found.frames), max))
    return found


def speaker_at(voices: Voices, start: int, end: int) -> tuple[Speaker, str, date | None]:
    """(speaker, stance, day of the saying) of the clause `[start, end)`: of the innermost frame that covers most of it,
    the words of attribution counted as covered; the default speaker, "says" and None where there is none."""
    frame = frame_at(voices, start, end)
    if frame is None:
        return voices.default, "says", None
    return frame.speaker, frame.stance, frame.said


def frame_at(voices: Voices, start: int, end: int) -> Frame | None:
    """The innermost frame that covers most of `[start, end)`; a carried one only where there is no other."""
    best: Frame | None = None
    key = (2, 0)
    frames = voices.frames
    for n in range(bisect_left(frames, end, key=START) - 1, -1, -1):
        if voices.reach[n] <= start:
            break
        frame = frames[n]
        if frame.end <= start and not (frame.cue and frame.cue[1] > start):
            continue
        covered = max(0, min(end, frame.end) - max(start, frame.start))
        if covered == 0:
            continue
        if frame.cue and (frame.cue[0] < frame.start or frame.cue[0] >= frame.end):
            covered += max(0, min(end, frame.cue[1]) - max(start, frame.cue[0]))
        if covered >= SHARE * (end - start):
            this = (1 if frame.carried else 0, frame.end - frame.start)
            if this < key:
                best, key = frame, this
    return best
