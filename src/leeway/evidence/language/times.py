"""Time expressions, resolved against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from leeway.evidence.language import calendar
from leeway.evidence.language import time_absolute as absolute
from leeway.evidence.language import time_relative as relative
from leeway.evidence.language import time_seasons as seasons
from leeway.evidence.language import time_today as today
from leeway.evidence.language.calendar import MONTHS, WEEKDAYS
from leeway.evidence.language.model import Sentence, TimeWord, Token
from leeway.evidence.language.time_patterns import BY_LAST, DAWNS, ORDINALS, UNIT_DAYS
from leeway.evidence.language.time_scan import Scan
from leeway.evidence.language.time_spoken import spoken
from leeway.evidence.model import Days

Reading = Callable[[Scan, Token], TimeWord | None]


def _phrase(scan: Scan, token: Token) -> TimeWord | None:
    norm = token.norm.removesuffix("'s")
    return absolute.phrase(scan, token.start + len(norm), norm)


def _weekday(scan: Scan, token: Token) -> TimeWord | None:
    # "sat" and "sun" are days only with a capital.
    return absolute.weekday(scan, token.start) if len(token.norm) > 5 or token.text[0].isupper() else None


def _month(scan: Scan, token: Token) -> TimeWord | None:
    return absolute.month(scan, token.start) if token.text[0].isupper() else None


def _part_of(scan: Scan, token: Token) -> TimeWord | None:
    """ "mid-August", "late-1996": one word to the eye, a part and its month or year to the calendar."""
    start = token.start + token.norm.index("-") + 1
    return absolute.numeric(scan, start) if token.norm[-4:].isdigit() else absolute.month(scan, start)


def _unit(scan: Scan, token: Token) -> TimeWord | None:
    norm = token.norm.removesuffix("'s")
    end = token.start + len(norm)
    return relative.count(scan, token.start, end, norm) or relative.period(scan, token.start, end, norm)


def _from_start(reading: Callable[[Scan, int], TimeWord | None]) -> Reading:
    return lambda scan, token: reading(scan, token.start)


def _readings() -> dict[str, tuple[Reading, ...]]:
    """What each trigger word may begin or end, in order of trial."""
    units = [w + s for w in UNIT_DAYS for s in ("", "s")]
    parts = [f"{part}-{of}" for part in ("early", "mid", "late") for of in (*MONTHS, *range(1900, 2100))]
    groups: tuple[tuple[Reading, Iterable[str]], ...] = (
        (_phrase, BY_LAST),
        (_weekday, WEEKDAYS),
        (_month, MONTHS),
        (_part_of, parts),
        (_unit, [*units, "weekend"]),
        (_from_start(relative.ordinal), ORDINALS),
        (_from_start(relative.relative), ("day", "night")),
        (_from_start(today.dawn), DAWNS),
        (_from_start(today.now), ("now", "currently", "presently", "moment", "present")),
        (_from_start(seasons.season), ("spring", "summer", "autumn", "fall", "winter")),
        (_from_start(seasons.year_end), ("year-end",)),
        (_from_start(spoken), ("nineteen", "twenty")),
    )
    found: dict[str, list[Reading]] = {}
    for reading, words in groups:
        for word in words:
            for form in (word, word + "'s"):
                found.setdefault(form, []).append(reading)
    return {word: tuple(readings) for word, readings in found.items()}


READINGS: Final = _readings()
ENDINGS: Final = frozenset(["st", "nd", "rd", "th"])


def times_of(
    fold: str,
    sentences: Sequence[Sentence],
    anchor: date | None,
    clean: str = "",
    letters: Sequence[tuple[int, date]] = (),
) -> list[TimeWord]:
    """Time words in order of start, none overlapping another. Linear in the length of the text.

    `fold`: the folded text; `anchor`: the day the text calls today, None where no date is known; `clean`: the text as
    printed, by whose capitals "the 7th Brigade" is no day. `letters`: first character and day of each letter of a
    thread, in order.
    """
    found: list[TimeWord] = []
    last_day: date | None = None
    ahead = list(letters)
    for sentence in sentences:
        while ahead and ahead[0][0] <= sentence.start:
            anchor, last_day = ahead.pop(0)[1], None
        # By position and not by name: this line sees every token of every text.
        triggers = [t for t in sentence.tokens if t[4] == "number" or t[3] in READINGS]
        if not triggers:
            continue
        scan = Scan(fold, sentence, anchor, last_day)
        _scan(scan, triggers, clean or fold)
        words = _joined(scan, _hours_aside(scan, _apart(scan.found)))
        for word in words:
            if word.kind == "day" and word.days is not None and word.days.first is not None:
                last_day = word.days.first
        found += words
    return found


def _scan(scan: Scan, triggers: Sequence[Token], clean: str) -> None:
    """All candidates of a sentence, in order of their trigger; some may overlap."""
    for token in triggers:
        if token.kind == "number":
            word = _digits(scan, token)
            if word is None and scan.fold[token.end : token.end + 2] in ENDINGS:
                word = today.nth(scan, token.start, clean)
            if word is not None:
                scan.found.append(word)
            continue
        for reading in READINGS[token.norm]:
            word = reading(scan, token)
            if word is not None:
                scan.found.append(word)
                break


def _digits(scan: Scan, token: Token) -> TimeWord | None:
    size = len(token.norm)
    if size == 4 and token.norm[:2] in ("19", "20"):
        return absolute.numeric(scan, token.start)
    return absolute.slashed(scan, token.start) if size > 7 or scan.fold[token.end : token.end + 1] == "/" else None


def _apart(words: list[TimeWord]) -> list[TimeWord]:
    """Of words that overlap the longer one stays."""
    kept: list[TimeWord] = []
    for word in sorted(words, key=lambda w: (w.start, -w.end)):
        if kept and word.start < kept[-1].end:
            if word.end - word.start > kept[-1].end - kept[-1].start:
                kept[-1] = word
            continue
        kept.append(word)
    return kept


def _hours_aside(scan: Scan, words: list[TimeWord]) -> list[TimeWord]:
    """Without hours such as "at dawn" where the sentence names its day: they are hours of that day."""
    hours = [w for w in words if w.kind == "day" and scan.fold[w.start : w.end].split()[-1] in DAWNS]
    named = any(w.kind in ("day", "span", "since", "until") and w not in hours for w in words)
    return [w for w in words if w not in hours] if hours and named else words


JOIN: Final = re.compile(r"\s*(?:-|to|until|till|through|and)\s*(?:the\s+)?")


def _joined(scan: Scan, words: list[TimeWord]) -> list[TimeWord]:
    """Runs of days ("from 1996 until 2001", "Thursday to Saturday") and a weekday with its date made one."""
    joined: list[TimeWord] = []
    for word in words:
        before = joined[-1] if joined else None
        if before is not None and (merged := _merge(scan, before, word)) is not None:
            joined[-1] = merged
        else:
            joined.append(word)
    return joined


def _merge(scan: Scan, one: TimeWord, two: TimeWord) -> TimeWord | None:
    if one.days is None or two.days is None or two.start - one.end > 12:
        return None
    between = scan.fold[one.end : two.start]
    runs_on = scan.fold.startswith(("to ", "until ", "till ", "through "), two.start)
    if (
        not runs_on
        and between.strip(" ,") in ("", "on", "(")
        and one.kind in ("day", "span")
        and two.kind in ("day", "span")
    ):
        dated = two if two.kind == "day" or one.days.first == two.days.first else one
        return replace(dated, start=one.start, end=two.end) if between.strip(" (") in (",", "", "on") else None
    lead = scan.fold[one.start : one.start + 8]
    opened = lead.startswith(("from ", "between "))
    reach = scan.fold[one.end : two.start + 8]
    if not JOIN.match(reach):
        return None
    word = reach.strip().split()[0] if reach.strip() else ""
    if word == "and" and not lead.startswith("between"):
        return None
    if (not opened and word not in ("to", "until", "till", "through", "-")) or one.days.first is None:
        return None
    last = two.days.last if two.days.last is not None else two.days.first
    if last is None or last < one.days.first:
        return None
    days = Days(one.days.first, last)
    kind = "past_year" if calendar.is_background(days, scan.anchor) else "span"
    return TimeWord(one.start, two.end, kind, days, None, two.future)
