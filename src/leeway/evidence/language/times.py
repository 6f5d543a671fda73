"""Time expressions, resolved against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from leeway.evidence.language import calendar
from leeway.evidence.language.calendar import MONTHS, WEEKDAYS
from leeway.evidence.language.model import Sentence, TimeWord, Token
from leeway.evidence.language.quantities import ONES, TENS, rows, value_of_words
from leeway.evidence.model import Days

_WD: Final = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_PART: Final = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night|midday|noon|midnight|lunchtime|dawn))?"
_MONTH: Final = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR: Final = r"(?:19|20)\d{2}"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_SPELLED: Final = "|".join(sorted([*ONES, *TENS], key=len, reverse=True))
_COUNT: Final = (
    rf"(?:\d+(?:\.\d+)?|(?:{_SPELLED})(?:-(?:{_SPELLED}))?|a few|several|a couple of|couple of|half a dozen|a|an)"
)
_UNIT: Final = r"(?:minute|hour|day|week|fortnight|month|year|decade)s?"
UNIT_DAYS: Final = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.0,
    "year": 365.0,
    "decade": 3650.0,
}
VAGUE_COUNTS: Final = {
    "a few": (2, 4),
    "several": (3, 7),
    "a couple of": (2, 2),
    "couple of": (2, 2),
    "half a dozen": (6, 6),
    "a": (1, 1),
    "an": (1, 1),
}

# Patterns matched from a trigger word on; every one is tried at few places only.
WEEKDAY: Final = re.compile(rf"(?P<wd>(?:{_WD})\b(?:'s)?|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?){_PART}")
MONTH_DAY: Final = re.compile(
    rf"(?P<month>{_MONTH})\b\.?\s+(?P<d1>{_DAY})\b(?!\s*(?:people|km|%|,\d{{3}}|:\d))(?:\s?(?:-|to|and|until)\s?(?P<d2>{_DAY})\b)?"
    rf"(?:,?\s+(?P<year>{_YEAR})\b)?"
)
MONTH_YEAR: Final = re.compile(rf"(?P<month>{_MONTH})\b(?:\.(?=\s*\d))?(?:(?:,?\s+|\s+of\s+)(?P<year>{_YEAR})\b)?")
DAY_BEFORE: Final = re.compile(rf"(?:(?P<d1>{_DAY})\s?(?:-|to|and|until)\s?)?\b(?P<d2>{_DAY})(?:\s+of)?\s+$")
PART_BEFORE: Final = re.compile(r"\b(?P<part>early|mid|middle|late|beginning|start|end)(?:\s+of|\s+in)?[\s-]+$")
ISO: Final = re.compile(rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?:t\d\d:\d\d(?::\d\d)?z?)?\b")
SLASHED: Final = re.compile(rf"(?P<day>\d{{1,2}})[/.](?P<month>\d{{1,2}})[/.](?P<year>{_YEAR})\b")
YEAR: Final = re.compile(
    rf"(?P<year>{_YEAR})(?:\s?-\s?(?P<to>{_YEAR}|\d\d))?(?![\w,.]?\d|\s?(?:people|km|troops|soldiers|miles))"
)
YEAR_LEAD: Final = re.compile(
    r"(?:\b(?:in|since|until|till|by|before|after|from|of|to|and|during|late|early|mid|around|spring|summer|autumn|fall|winter"
    r"|between|the|[a-z]+day|through|than)[\s-]+|^|[(,]\s?)$"
)
PERIOD: Final = re.compile(
    r"(?P<mod>this|last|next|past|the past|the last|previous|coming|following|earlier this|later this|the)\s+$"
)
COUNT_BEFORE: Final = re.compile(
    rf"(?:(?P<lead>within|in|for|over|after|during|the past|the last|the next|past|last|next|coming|previous|some|about|around"
    rf"|nearly|almost|more than|less than|under)\s+)?(?:(?P<lead2>the past|the last|the next|the coming|past|last|next|coming|about|less than|under)\s+)?"
    rf"(?:(?P<n1>{_COUNT})(?:(?<=\d)\s?-\s?(?=\d)|\s(?:to|or)\s))?(?P<n2>{_COUNT})[\s-]+$"
)
PREPOSITION: Final = re.compile(
    r"\b(?P<prep>since(?: before| at least| about| early| late)?|until(?: at least| about)?|till|by|before|after|from|as of|as from|starting|up to|on|in|"
    r"through|between|prior to|no later than|not before|late on|early on|during|to)\s+(?:(?:the\s+)?(?:(?:early hours|morning|breakfast|lunch|lunchtime|"
    r"afternoon|evening|night|nights|early morning|eve|start|beginning|end|middle|dawn|midday|noon|last|late|early)\s+(?:of|on|hours of|on the)?\s*)?(?:the\s+)?)?$"
)
AGO: Final = re.compile(r"\s+(?P<way>ago|earlier|later|before|after|hence|from now)\b(?:\s+(?:today|on)\b)?")
MODIFIER: Final = re.compile(r"\b(?P<mod>this|last|next|past|coming|previous|following)\s+$")
ORDINAL_LEAD: Final = re.compile(r"\b(?:for|on) (?:a|the|its|their) $")
ORDINAL_DAY: Final = re.compile(r"(?P<n>[a-z]+)(?: straight| consecutive| successive)? (?P<unit>day|night|week)\b")
ORDINALS: Final = {
    w: n + 2
    for n, w in enumerate(["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"])
}
RELATIVE_DAY: Final = re.compile(r"(?:day|night) (?P<way>before|earlier|after|later)\b(?! (?:yesterday|tomorrow|last))")
RELATIVE_LEAD: Final = re.compile(r"\b(?:the|a) (?P<way>previous |next |following |same )?$")
SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}
SEASON_YEAR: Final = re.compile(rf"(?P<season>spring|summer|autumn|fall|winter) (?:of )?(?P<year>{_YEAR})\b")
DAWNS: Final = frozenset("dawn daybreak midnight noon midday nightfall dusk sunrise sunset".split())
DAWN_LEAD: Final = re.compile(r"\b(?P<prep>by|since before|before|since|until) $")
NOW_LEAD: Final = re.compile(r"\b(?:right |as of |at the |at )$")

FUTURE: Final = re.compile(
    r"\b(?:will|'ll|shall|would|could|might|may|can|to be|plans?|planned|planning|due|expects?|expected|likely|set to|scheduled|"
    r"going to|deadline|should|if|intends?|begin|starting|ready to|are to|is to|until further|next report)\b"
)
PAST: Final = re.compile(
    r"\b(?<!be )(?<!been )(?<!to )(?:was|were|had|did|said|told|took|fell|left|went|came|gave|put|cut|shut|hit|struck|flew|wrote|"
    r"held|began|saw|broke|has|have|since|lost|sent|met|made|[a-z]{3,}ed)\b"
)
PHRASES: Final = {
    r["phrase"]: (int(r["first"]) if r["first"] else None, int(r["last"]) if r["last"] else None, r["kind"])
    for r in rows("dates.csv")
}
FEASTS: Final = {r["feast"]: (int(r["month"]), int(r["day"])) for r in rows("dates_feasts.csv")}


def _by_last() -> dict[str, list[str]]:
    """Phrases by their last word, which is rarer than the first, longest first."""
    last: dict[str, list[str]] = {}
    for phrase in sorted([*PHRASES, *FEASTS], key=lambda p: (-len(p), p)):
        last.setdefault(phrase.split()[-1], []).append(phrase)
    return last


BY_LAST: Final = _by_last()
UNIT_WORDS: Final = frozenset(w + s for w in UNIT_DAYS for s in ("", "s"))
PERIOD_WORDS: Final = frozenset(("week", "weekend", "month", "year"))


def _triggers() -> dict[str, tuple[str, ...]]:
    """What each trigger word may begin or end, in order of trial."""
    kinds: dict[str, list[str]] = {}
    groups: tuple[tuple[str, Iterable[str]], ...] = (
        ("phrase", BY_LAST),
        ("weekday", WEEKDAYS),
        ("month", MONTHS),
        ("unit", UNIT_WORDS | {"weekend"}),
        ("_ordinal", ORDINALS),
        ("_relative", ("day", "night")),
        ("_dawn", DAWNS),
        ("_now", ("now", "currently", "presently", "moment", "present")),
        ("_season", ("spring", "summer", "autumn", "fall", "winter")),
    )
    for kind, group in groups:
        for word in group:
            for form in (word, word + "'s"):
                kinds.setdefault(form, []).append(kind)
    return {word: tuple(names) for word, names in kinds.items()}


TRIGGERS: Final = _triggers()


def times_of(clean: str, fold: str, sentences: Sequence[Sentence], anchor: date | None) -> list[TimeWord]:
    """Time words in order of start, none overlapping another. Linear in the length of the text."""
    found: list[TimeWord] = []
    last_day: date | None = None
    for sentence in sentences:
        scan = _Scan(clean, fold, sentence, anchor, last_day)
        words = _joined(scan, _apart(scan.words()))
        for word in words:
            if word.kind == "day" and word.days is not None and word.days.first is not None:
                last_day = word.days.first
        found += words
    return found


class _Scan:
    """The time words of one sentence, found from trigger words."""

    def __init__(self, clean: str, fold: str, sentence: Sentence, anchor: date | None, last_day: date | None) -> None:
        self.clean, self.fold, self.sentence, self.anchor = clean, fold, sentence, anchor
        self.last_day = last_day
        self.start, self.end = sentence.start, sentence.end

    def words(self) -> list[TimeWord]:
        """All candidates, in order; some may overlap."""
        found: list[TimeWord] = []
        for token in self.sentence.tokens:
            if token.kind == "number":
                word = self._digits(token)
            else:
                kinds = TRIGGERS.get(token.norm)
                if kinds is None:
                    continue
                word = None
                for kind in kinds:
                    word = self._triggered(kind, token)
                    if word is not None:
                        break
            if word is not None:
                found.append(word)
        return found

    def _digits(self, token: Token) -> TimeWord | None:
        size = len(token.norm)
        if size == 4 and token.norm[:2] in ("19", "20"):
            return self._numeric(token.start)
        return self._slashed(token.start) if size > 7 or self.fold[token.end : token.end + 1] == "/" else None

    def _triggered(self, kind: str, token: Token) -> TimeWord | None:
        """What a trigger word of one kind begins or ends."""
        start, norm = token.start, token.norm.removesuffix("'s")
        if kind == "phrase":
            return self._phrase(token.end - len(token.norm) + len(norm), norm)
        if kind == "weekday":
            return self._weekday(start) if len(norm) > 5 or token.text[0].isupper() else None
        if kind == "month":
            return self._month(start) if token.text[0].isupper() else None
        if kind == "unit":
            return self._count(start, token.end, norm) or self._period(start, token.end, norm)
        return getattr(self, kind)(start)  # type: ignore[no-any-return]

    def _tense(self, start: int, end: int) -> str | None:
        """ "future" or "past": the nearest verb before the words in the sentence, else the first after them."""
        window = self.fold[max(self.start, start - 70) : start]
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

    def _made(self, start: int, end: int, days: Days | None, kind: str = "day", tense: str | None = None) -> TimeWord:
        """A time word with the preposition before it taken in."""
        prep = PREPOSITION.search(self.fold[max(self.start, start - 44) : start])
        name = ""
        if prep is not None:
            name = prep["prep"].split()[0]
            if name in (
                "in",
                "on",
                "to",
                "during",
                "through",
                "between",
                "late",
                "early",
                "not",
                "no",
                "starting",
                "from",
            ):
                name = {"no": "by", "starting": "from"}.get(name, name)
            start -= len(prep[0])
        known = days if days is not None and days.first is not None else None
        if name in ("since",) and kind != "duration":
            kind, days = "since", Days(known.first, None) if known else None
        elif name in ("until", "till", "by", "up", "prior") and kind != "duration":
            kind = "until"
            days = Days(None, known.last if known.last is not None else known.first) if known else None
        elif name == "before" and kind in ("day", "span"):
            kind = "until"
            days = Days(None, calendar.shifted(known.first, -1)) if known and known.first else None
        elif (
            prep is not None
            and prep["prep"] in ("as from", "from", "starting", "after")
            and tense == "future"
            and known
        ):
            kind, days = "since", Days(known.first, None)
        if days is not None and kind not in ("duration",) and calendar.is_background(days, self.anchor):
            kind = "past_year"
        future = self._is_future(days)
        return TimeWord(start, end, kind, days, None, future)

    def _is_future(self, days: Days | None) -> bool:
        if days is None or self.anchor is None:
            return False
        last = days.last if days.last is not None else days.first
        return last is not None and last > self.anchor

    def _phrase(self, end: int, norm: str) -> TimeWord | None:
        for phrase in BY_LAST[norm]:
            start = end - len(phrase)
            if start < self.start or not self.fold.startswith(phrase, start) or self.fold[start - 1 : start].isalnum():
                continue
            if phrase in FEASTS:
                month, day = FEASTS[phrase]
                tense = self._tense(start, end)
                year = calendar.year_of(self.anchor, month, day, tense or "future")
                on = calendar.day_of(year, month, day)
                return self._made(start, end, Days(on, on) if on else None, tense=tense)
            first, last, kind = PHRASES[phrase]
            if first is None or last is None:
                return TimeWord(start, end, "vague", None)
            days = None
            if self.anchor is not None:
                days = Days(calendar.shifted(self.anchor, first), calendar.shifted(self.anchor, last))
            return self._made(start, end, days, kind)
        return None

    def _weekday(self, start: int) -> TimeWord | None:
        match = WEEKDAY.match(self.fold, start, self.end)
        if match is None:
            return None
        modifier = MODIFIER.search(self.fold[max(self.start, start - 12) : start])
        if modifier is not None:
            start -= len(modifier[0])
        name = modifier["mod"] if modifier else None
        tense = self._tense(start, match.end())
        if self.anchor is None:
            return self._made(start, match.end(), None)
        day = calendar.weekday(
            self.anchor, WEEKDAYS[match["wd"].removesuffix("'s").rstrip(".")], name, tense == "future"
        )
        return self._made(start, match.end(), Days(day, day), tense=tense)

    def _month(self, start: int) -> TimeWord | None:
        end = start
        d1 = d2 = part = None
        if (match := MONTH_DAY.match(self.fold, start, self.end)) is not None:
            d1, d2 = match["d1"], match["d2"] or match["d1"]
            end = match.end()
        else:
            match = MONTH_YEAR.match(self.fold, start, self.end)
            if match is None:
                return None
            end = match.end()
            left = self.fold[max(self.start, start - 22) : start]
            if (before := DAY_BEFORE.search(left)) is not None:
                d1, d2 = before["d1"] or before["d2"], before["d2"]
                start -= len(before[0])
            elif (before := PART_BEFORE.search(left)) is not None:
                part = before["part"]
                start -= len(before[0])
        month = MONTHS[match["month"]]
        modifier = (
            MODIFIER.search(self.fold[max(self.start, start - 12) : start]) if d1 is None and part is None else None
        )
        if modifier is not None:
            start -= len(modifier[0])
        elif d1 is None and part is None and match["year"] is None:
            prep = PREPOSITION.search(self.fold[max(self.start, start - 44) : start])
            if prep is None and match["month"] in ("may", "march", "mar", "jan", "jun"):
                return None
        tense = self._tense(start, end)
        year = (
            int(match["year"])
            if match["year"]
            else calendar.year_of(self.anchor, month, _number(d1) if d1 else 1, tense)
        )
        if modifier is not None and self.anchor is not None:
            ahead = modifier["mod"] in ("next", "coming")
            year = self.anchor.year + (month <= self.anchor.month if ahead else -(month >= self.anchor.month))
        if year is None:
            return self._made(start, end, None)
        if d1 is None or d2 is None:
            return self._made(start, end, calendar.month_span(year, month, part), "span", tense)
        first, last = calendar.day_of(year, month, _number(d1)), calendar.day_of(year, month, _number(d2))
        if first is None or last is None:
            return None
        if last < first:
            return self._made(start, end, Days(first, first), tense=tense)
        return self._made(start, end, Days(first, last), "day" if first == last else "span", tense)

    def _numeric(self, start: int) -> TimeWord | None:
        """ISO dates and years."""
        if (iso := ISO.match(self.fold, start, self.end)) is not None:
            day = calendar.day_of(int(iso["year"]), int(iso["month"]), int(iso["day"]))
            return self._made(start, iso.end(), Days(day, day)) if day else None
        match = YEAR.match(self.fold, start, self.end)
        left = self.fold[max(self.start, start - 14) : start]
        if match is None or (YEAR_LEAD.search(left) is None and match["to"] is None):
            return None
        if (
            match["to"] is None
            and re.match(r"\s+[a-z]+s\b", self.fold[match.end() : match.end() + 16])
            and not re.search(r"\b(?:in|since|until|the)\s$", left)
        ):
            return None
        first = int(match["year"])
        to = match["to"]
        last = first if to is None else int(to) if len(to) == 4 else first // 100 * 100 + int(to)
        if last < first:
            return None
        part = PART_BEFORE.search(left)
        days = Days(date(first, 1, 1), date(last, 12, 31))
        if part is not None:
            start -= len(part[0])
            days = {
                "early": Days(date(first, 1, 1), date(first, 4, 30)),
                "late": Days(date(first, 9, 1), date(first, 12, 31)),
            }.get(part["part"], days)
        return self._made(start, match.end(), days, "span")

    def _slashed(self, start: int) -> TimeWord | None:
        match = SLASHED.match(self.fold, start, self.end)
        if match is None:
            return None
        day = calendar.day_of(int(match["year"]), int(match["month"]), int(match["day"]))
        day = day or calendar.day_of(int(match["year"]), int(match["day"]), int(match["month"]))
        return self._made(start, match.end(), Days(day, day)) if day else None

    def _season(self, start: int) -> TimeWord | None:
        match = SEASON_YEAR.match(self.fold, start, self.end)
        if match is None:
            return None
        months = SEASONS.get(match["season"], SEASONS["autumn"])
        year = int(match["year"])
        days = Days(date(year, months[0], 1), calendar.month_span(year, months[1]).last)
        return self._made(start, match.end(), days, "span")

    def _count(self, start: int, end: int, norm: str) -> TimeWord | None:
        """ "two days ago", "past 24 hours", "within 72 hours", "for four days"."""
        match = COUNT_BEFORE.search(self.fold[max(self.start, start - 48) : start])
        if match is None:
            return None
        unit = UNIT_DAYS[norm.removesuffix("s") if norm != "days" else "day"] if norm != "weekend" else None
        if unit is None:
            return None
        low, high = _count(match["n1"] or match["n2"])[0] * unit, _count(match["n2"])[1] * unit
        first = start - len(match[0])
        lead = {match["lead"], match["lead2"]}
        way = AGO.match(self.fold, end, self.end)
        if way is not None and self.anchor is not None:
            return self._away(first, way.end(), way["way"], low, high, norm)
        hours = (round(low * 24, 3), round(high * 24, 3))
        back = lead & {"the past", "the last", "past", "last", "previous"}
        if back:
            days = Days(calendar.shifted(self.anchor, -high), self.anchor) if self.anchor else None
            return TimeWord(first, end, "span", days, hours)
        tense = self._tense(first, end)
        if match["lead"] is None and match["n2"] in ("a", "an"):
            return None
        open_low = "within" in lead or "less than" in lead or "under" in lead
        bounds = (None if open_low and match["n1"] is None else hours[0], hours[1])
        ahead = bool(lead & {"within", "the next", "next", "coming", "the coming"}) or (
            match["lead"] == "in" and tense == "future"
        )
        days = None
        if self.anchor is not None and ahead:
            first_day = 0 if match["n1"] is None else int(low)
            days = Days(calendar.shifted(self.anchor, first_day), calendar.shifted(self.anchor, int(high)))
        elif self.anchor is not None and match["lead"] == "in" and norm not in ("years", "year"):
            days = Days(calendar.shifted(self.anchor, -high), self.anchor)
        return TimeWord(first, end, "duration", days, bounds, ahead)

    def _away(self, start: int, end: int, way: str, low: float, high: float, norm: str) -> TimeWord | None:
        origin = self.anchor if way in ("ago", "hence", "from now") else self.last_day
        if origin is None:
            return None
        sign = -1 if way in ("ago", "earlier", "before") else 1
        near, far = calendar.shifted(origin, sign * low), calendar.shifted(origin, sign * high)
        if near is None or far is None:
            return None
        if norm in ("year", "years", "decade", "decades"):
            near, far = far.replace(month=1, day=1), near.replace(month=12, day=31)
        first, last = min(near, far), max(near, far)
        return self._made(start, end, Days(first, last), "day" if first == last else "span")

    def _period(self, start: int, end: int, norm: str) -> TimeWord | None:
        if norm not in PERIOD_WORDS:
            return None
        match = PERIOD.search(self.fold[max(self.start, start - 16) : start])
        if match is None:
            return None
        modifier = match["mod"]
        begin = start - len(match[0])
        if modifier == "the":
            edge = re.search(r"\b(?P<edge>start|beginning|end) of $", self.fold[max(self.start, begin - 14) : begin])
            if edge is None:
                return self._weekend(begin, end) if norm == "weekend" else None
            return self._edge(begin - len(edge[0]), end, edge["edge"], norm)
        if self.anchor is None:
            return self._made(begin, end, None, "span")
        tense = self._tense(begin, end)
        name = modifier.removeprefix("the ")
        if name == "last" and modifier == "the last":
            name = "past"
        days = calendar.period(self.anchor, name.split()[-1], norm, tense == "future")
        if name == "earlier this":
            days = Days(days.first, self.anchor)
        kind = "since" if days.last is None else "span"
        return self._made(begin, end, days, kind)

    def _weekend(self, begin: int, end: int) -> TimeWord:
        if self.anchor is None:
            return self._made(begin, end, None, "span")
        future = self._tense(begin, end) == "future"
        return self._made(begin, end, calendar.period(self.anchor, "the", "weekend", future), "span")

    def _edge(self, begin: int, end: int, edge: str, norm: str) -> TimeWord:
        begin = begin - 4 if self.fold[max(self.start, begin - 4) : begin] == "the " else begin
        if self.anchor is None:
            return self._made(begin, end, None)
        days = calendar.period(self.anchor, "this", norm, edge == "end")
        day = days.last if edge == "end" else days.first
        return self._made(begin, end, Days(day, day))

    def _ordinal(self, start: int) -> TimeWord | None:
        lead = ORDINAL_LEAD.search(self.fold[max(self.start, start - 12) : start])
        match = ORDINAL_DAY.match(self.fold, start, self.end)
        if match is None or lead is None:
            return None
        start -= len(lead[0])
        if self.anchor is None:
            return TimeWord(start, match.end(), "span", None)
        back = ORDINALS[match["n"]] - 1
        days = Days(calendar.shifted(self.anchor, -back * (7 if match["unit"] == "week" else 1)), self.anchor)
        return TimeWord(start, match.end(), "span", days)

    def _relative(self, start: int) -> TimeWord | None:
        """ "the day before", "the next day", counted from the day named last."""
        lead = RELATIVE_LEAD.search(self.fold[max(self.start, start - 16) : start])
        if lead is None:
            return None
        match = RELATIVE_DAY.match(self.fold, start, self.end)
        way = (lead["way"] or (match["way"] if match else "")).strip()
        if not way:
            return None
        end = match.end() if match is not None else start + (5 if self.fold.startswith("night", start) else 3)
        begin = start - len(lead[0])
        move = {"before": -1, "earlier": -1, "previous": -1, "same": 0}.get(way, 1)
        origin = self._origin(begin)
        day = calendar.shifted(origin, move) if origin else None
        return self._made(begin, end, Days(day, day) if day else None)

    def _origin(self, start: int) -> date | None:
        """The day the sentence has named before, else the last one of the text."""
        before = [
            w for w in _Scan(self.clean, self.fold, _cut(self.sentence, start), self.anchor, self.last_day).words()
        ]
        days = [w.days.first for w in before if w.days is not None and w.days.first is not None]
        return days[-1] if days else self.last_day

    def _dawn(self, start: int) -> TimeWord | None:
        """ "by dawn", "since before dawn": of the day of publication, or the next where the words look ahead."""
        lead = DAWN_LEAD.search(self.fold[max(self.start, start - 14) : start])
        word = self.fold[start : min(self.end, start + 10)].split()[0].rstrip(".,;\"'")
        end = start + len(word)
        if lead is None or self.fold.startswith(" on ", end):
            return None
        start -= len(lead[0])
        if self.anchor is None:
            return TimeWord(start, end, "vague", None)
        if lead["prep"].startswith("since"):
            return TimeWord(start, end, "since", Days(self.anchor, None))
        if self._tense(start, end) == "future":
            return TimeWord(start, end, "until", Days(None, calendar.shifted(self.anchor, 1)), None, True)
        return TimeWord(start, end, "until", Days(None, self.anchor))

    def _now(self, start: int) -> TimeWord | None:
        lead = NOW_LEAD.search(self.fold[max(self.start, start - 7) : start])
        word = next(w for w in ("now", "currently", "presently", "moment", "present") if self.fold.startswith(w, start))
        if (lead is None and word in ("moment", "present")) or self.fold.startswith(" that ", start + len(word)):
            return None
        begin = start - len(lead[0]) if lead else start
        return TimeWord(begin, start + len(word), "day", Days(self.anchor, self.anchor) if self.anchor else None)


def _cut(sentence: Sentence, end: int) -> Sentence:
    """The part of a sentence before `end`, without the words that ask for the day before."""
    tokens = tuple(t for t in sentence.tokens if t.end <= end and t.norm not in ("day", "night"))
    return replace(sentence, end=end, tokens=tokens)


def _number(day: str) -> int:
    return int(day.rstrip("stndrh"))


def _count(text: str) -> tuple[float, float]:
    if text in VAGUE_COUNTS:
        return VAGUE_COUNTS[text]
    n = float(text) if text[0].isdigit() else value_of_words(text)
    n = min(n, 1e6)
    return n, n


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


JOIN: Final = re.compile(r"\s*(?:-|to|until|till|through|and)\s*(?:the\s+)?")


def _joined(scan: _Scan, words: list[TimeWord]) -> list[TimeWord]:
    """Runs of days ("from 1996 until 2001", "Thursday to Saturday") and a weekday with its date made one."""
    joined: list[TimeWord] = []
    for word in words:
        before = joined[-1] if joined else None
        if before is not None and (merged := _merge(scan, before, word)) is not None:
            joined[-1] = merged
        else:
            joined.append(word)
    return joined


def _merge(scan: _Scan, one: TimeWord, two: TimeWord) -> TimeWord | None:
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
    reach = scan.fold[one.end : two.start + 6]
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
