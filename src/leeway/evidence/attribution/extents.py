"""How far a frame reaches: content before or after its cue."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.hearing import Found, Hearing, replace_frame
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.words import ADVERBIAL, AUXILIARIES, CLOSERS
from leeway.evidence.model import Speaker

VIEWS: Final = frozenset(
    ["believe", "believes", "believed", "think", "thinks", "thought", "reckon", "reckons", "reckoned", "fear", "fears",
     "feared", "expect", "expects", "expected", "speak", "speaks", "spoke", "speaking", "talk", "talks", "talked",
     "talking", "claim", "claims", "claimed", "boast", "boasts", "boasted", "doubt", "doubts", "doubted", "hope",
     "hopes", "hoped"]
)  # fmt: skip
"""Verbs of those whose view or claim somebody else passes on: "officials believe it could fall, two sources said"."""
BREAKS: Final = frozenset(["but", "while", "whereas", "though", "although"])


def forward(
    hear: Hearing, line: Line, first: int, i: int, j: int, after: int, who: Speaker, stance: str, whole: bool = False
) -> None:
    """A frame whose content follows its cue, to the end of the sentence or of the quotation it opens."""
    n = after
    while n < len(line.keys) and line.keys[n] in ("that", ",", ":", "how"):
        n += 1
    if n >= len(line.keys):
        quote = hear.quote_after(line.tokens[-1].end, 4)
        if quote is None:
            return
        start = quote.start
        stop = quote.end
    else:
        start = line.tokens[n].start
        stop = line.sentence.end
        quote = hear.quote_after(start, 3) or hear.quote_over(line.tokens[-1].start)
        if quote and quote.end > stop:
            stop = quote.end
    for m in range(n + 2, len(line.keys) - 2):
        if (line.keys[m] == ";" or (line.keys[m] == "," and line.keys[m + 1] in BREAKS)) and not hear.quote_over(
            line.tokens[m].start
        ):
            stop = line.tokens[m].start
            break
    if whole:
        start = line.tokens[first].start
    if stance in ("orders", "urges") and line.key(first - 1) == "" and not whole:
        start = min(start, line.tokens[j - 1].end)
    hear.memory.learn(who)
    hear.keep(line, Found(hear.frame(line, start, stop, who, stance, first, i, max(j, after)), first, after, False))


def _next_predicate(line: Line, after: int, stop: int) -> int:
    """Where a second verb of the same subject begins: "claimed the town and also appeared close to the next"."""
    for n in range(after, len(line.keys) - 2):
        if line.tokens[n].start >= stop:
            break
        if line.keys[n] not in ("and", "but"):
            continue
        k = n + 1
        if line.key(k) == ",":  # a remark between commas
            k = next((m + 1 for m in range(k + 1, len(line.keys)) if line.keys[m] == ","), k)
        while line.key(k) in ADVERBIAL:
            k += 1
        if line.key(k) in AUXILIARIES or (line.key(k).endswith("ed") and line.key(k + 1) not in CLOSERS):
            return line.tokens[n].start
    return stop


def trail(
    hear: Hearing, line: Line, first: int, i: int, after: int, who: Speaker, stance: str, wraps: bool = False
) -> None:
    """A frame whose content stands before its cue, and after it where the sentence goes on."""
    stop = line.tokens[first - 1].start if first else line.sentence.start
    start = line.sentence.start
    quote = hear.quote_ending(stop)
    half = next((n for n in range(first - 1, 0, -1) if line.keys[n] == ";"), -1)
    if half > 0 and not hear.quote_over(line.tokens[half].start):
        start = line.tokens[half].end
    if hear.here:
        last = hear.here[-1]
        at = last.frame.cue[1] if last.frame.cue else start
        if last.trailing:
            start = at
        else:
            cut = next(
                (
                    n
                    for n in range(first - 1, last.after, -1)
                    if line.keys[n] in BREAKS or (line.keys[n] == "and" and line.keys[n - 1] == ",")
                ),
                -1,
            )
            if cut > 0 and not wraps:
                start = line.tokens[cut].start
                hear.here[-1] = replace_frame(last, end=start)
            elif wraps or last.frame.stance in ("orders", "urges"):
                pass
            elif who == last.frame.speaker:
                start = at
            elif last.frame.start < stop < last.frame.end and VIEWS.intersection(line.keys[last.first : last.after]):
                end = _next_predicate(line, last.after, stop)
                hear.here[-1] = replace_frame(last, end=min(end, stop - 1))  # shorter than the teller's: it goes first
    elif quote and quote.start < start and quote.end >= start:
        start = quote.start
    hear.memory.learn(who)
    hear.keep(line, Found(hear.frame(line, start, stop, who, stance, first, i, after), first, after, True, wraps))
    n = after
    if n < len(line.keys) - 2 and (line.keys[n] == "," or line.keys[n] in ("–", "—")):
        following = line.key(n + 1)
        if (following in BREAKS and following != "but") or following in (
            "who",
            "adding",
            "saying",
            "as",
            "citing",
            "quoting",
            "which",
            "speaking",
            "warning",
        ):
            return
        left_verb = any(line.keys[m] in AUXILIARIES or line.keys[m].endswith("ed") for m in range(0, first))
        if wraps and left_verb:
            return
        end = line.sentence.end
        quote = hear.quote_over(line.tokens[-1].start)
        if quote and quote.end > end:
            end = quote.end
        rest = hear.frame(line, line.tokens[n + 1].start, end, who, stance, first, i, after)
        hear.keep(line, Found(rest, first, after, False))
