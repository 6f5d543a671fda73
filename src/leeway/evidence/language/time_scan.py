"""What the time words of one sentence have in common: tense, prepositions, the words found so far."""

from __future__ import annotations

from datetime import date
from typing import Final

from leeway.evidence.language import calendar
from leeway.evidence.language.model import Sentence, TimeWord
from leeway.evidence.language.time_patterns import FUTURE, PAST, PREPOSITION
from leeway.evidence.model import Days

BEGINNINGS = ("as of", "as from", "from", "starting")
"""Prepositions that leave the end open where the day is still to come."""


REACH: Final = 160
"""Characters before a day in which its verb is looked for: "plans to take its 80 people over the river on Sunday"."""


class Scan:
    """One sentence on its way from trigger word to trigger word. `last_day`: the day the text named last."""

    def __init__(self, fold: str, sentence: Sentence, anchor: date | None, last_day: date | None) -> None:
        self.fold, self.sentence, self.anchor, self.last_day = fold, sentence, anchor, last_day
        self.start, self.end = sentence.start, sentence.end
        self.found: list[TimeWord] = []

    def tense(self, start: int, end: int) -> str | None:
        """ "future" or "past": the nearest verb before the words in the sentence, else the first after them."""
        window = self.fold[max(self.start, start - REACH) : start]
        nearest: tuple[int, str] | None = None
        for pattern, tense in ((FUTURE, "future"), (PAST, "past")):
            for match in pattern.finditer(window):
                if nearest is None or match.start() > nearest[0]:
                    nearest = (match.start(), tense)
        if nearest is not None:
            return nearest[1]
        after = self.fold[end : min(self.end, end + 50)]
        future, past = FUTURE.search(after), PAST.search(after)
        if future and (past is None or future.start() < past.start()):
            return "future"
        return "past" if past else None

    def made(self, start: int, end: int, days: Days | None, kind: str = "day", tense: str | None = None) -> TimeWord:
        """A time word with the preposition before it taken in."""
        prep = PREPOSITION.search(self.fold[max(self.start, start - 44) : start])
        said = prep["prep"] if prep is not None else ""
        start -= len(prep[0]) if prep is not None else 0
        known = days if days is not None and days.first is not None else None
        if said.startswith("since"):
            kind, days = "since", Days(known.first, None) if known else None
        elif said.startswith(("until", "till", "by", "through", "up to", "prior to", "no later")):
            kind = "until"
            days = Days(None, known.last if known.last is not None else known.first) if known else None
        elif said == "before" and kind in ("day", "span"):
            kind, days = "until", Days(None, calendar.shifted(known.first, -1)) if known and known.first else None
        elif said in BEGINNINGS and known and (tense == "future" or self._still_to_come(known, said)):
            kind, days = "since", Days(known.first, None)
        if days is not None and calendar.is_background(days, self.anchor):
            kind = "past_year"
        future = self.is_future(days)
        return TimeWord(start, end, kind, days, None, future)

    def _still_to_come(self, days: Days, said: str) -> bool:
        if self.anchor is None or days.first is None:
            return False
        # "from today" runs on; "as of today" is the day of a count.
        return days.first > self.anchor or (days.first == self.anchor and said != "as of")

    def is_future(self, days: Days | None) -> bool:
        if days is None or self.anchor is None:
            return False
        last = days.last if days.last is not None else days.first
        return last is not None and last > self.anchor
