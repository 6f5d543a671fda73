"""The shapes of time expressions over folded text, and the words of the lexicon they use."""

from __future__ import annotations

import re
from typing import Final

from leeway.evidence.language.calendar import MONTHS
from leeway.evidence.language.quantities import ONES, TENS, rows

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
DAY_SLASH_MONTH: Final = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})(?![\d/%]|\s+of\b|\s*(?:hours|hrs)\b)")
DAY_LEAD: Final = re.compile(r"\b(?:since|on|until|till|by|from|to|before|after|[ap]\.?m\.?|morning|evening|night)\s+$")
FRACTIONS: Final = frozenset([(24, 7), (9, 11), (1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10), (50, 50)])
YEAR: Final = re.compile(
    rf"(?P<year>{_YEAR})(?:\s?-\s?(?P<to>{_YEAR}|\d\d))?(?P<decade>(?<=0)'?s\b)?"
    r"(?![\w,.]?\d|\s?(?:people|km|troops|soldiers|miles))"
)
YEAR_LEAD: Final = re.compile(
    r"(?:\b(?:in|since|until|till|by|before|after|from|of|to|and|during|late|early|mid|around|spring|summer|autumn|fall|winter"
    r"|between|the|[a-z]+day|through|than)[\s-]+|^|[(,]\s?)$"
)
YEAR_OWNER: Final = re.compile(r"(?:\b(?:his|her|its|their|our|that|an?)|'s|s')\s$")
YEAR_OWNED: Final = re.compile(r"\s(?P<noun>[a-z]+(?:-[a-z]+)?)\b")
"""What a year may stand before where somebody or something has it: "its 1990 invasion", "that 1978 resolution"."""
RECURRENT: Final = re.compile(r"\b(?:each|every)\s$")
PERIOD: Final = re.compile(
    r"(?P<mod>this|last|next|past|the past|the last|previous|coming|following|earlier this|later this|the)\s+$"
)
_LEAD: Final = "the past|the last|the next|past|last|next|coming|about|less than|under"
COUNT_BEFORE: Final = re.compile(
    rf"(?:(?P<lead>within|in|for|over|after|during|previous|some|around|nearly|almost|more than|{_LEAD})\s+)?"
    rf"(?:(?P<lead2>the coming|{_LEAD})\s+)?"
    rf"(?:(?P<n1>{_COUNT})(?:(?<=\d)\s?-\s?(?=\d)|\s(?:to|or)\s))?(?P<n2>{_COUNT})[\s-]+$"
)
_PREPOSITIONS: Final = (
    "since(?: before| at least| about| early| late)?|until(?: at least| about)?|till|by|before|after|from|as of|as from"
    "|starting|up to|on|in|through|between|prior to|no later than|not before|late on|early on|during|to"
)
_PARTS: Final = (
    "early hours|early morning|morning|breakfast|lunch|lunchtime|afternoon|evening|nights?|eve|start|beginning|end"
    "|middle|dawn|midday|noon|last|late|early"
)
PREPOSITION: Final = re.compile(
    rf"\b(?P<prep>{_PREPOSITIONS})\s+(?:(?:the\s+)?(?:(?:{_PARTS})\s+(?:of|on|hours of|on the)?\s*)?(?:the\s+)?)?$"
)
AGO: Final = re.compile(r"\s+(?P<way>ago|earlier|later|before|after|hence|from now)\b(?:\s+(?:today|on)\b)?")
MODIFIER: Final = re.compile(r"\b(?P<mod>this|last|next|past|coming|previous|following)\s+$")
ORDINAL_LEAD: Final = re.compile(r"\b(?:for|on) (?:a|the|its|their) $")
ORDINAL_DAY: Final = re.compile(r"(?P<n>[a-z]+)(?: straight| consecutive| successive)? (?P<unit>day|night|week)\b")
ORDINALS_TO_TENTH: Final = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDINALS: Final = {w: n + 2 for n, w in enumerate(("second", *ORDINALS_TO_TENTH))}
RELATIVE_DAY: Final = re.compile(r"(?:day|night) (?P<way>before|earlier|after|later)\b(?! (?:yesterday|tomorrow|last))")
RELATIVE_LEAD: Final = re.compile(r"\b(?:the|a) (?P<way>previous |next |following |same )?$")
SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 12)}
SEASON_YEAR: Final = re.compile(rf"(?P<season>spring|summer|autumn|fall|winter) (?:of )?(?P<year>{_YEAR})\b")
DAWNS: Final = frozenset(("dawn", "daybreak", "midnight", "noon", "midday", "nightfall", "dusk", "sunrise", "sunset"))
DAWN_LEAD: Final = re.compile(
    r"\b(?P<prep>by|since before|just before|before|since|until|at|around|about|towards|toward|after) $"
)
_NTHS: Final = ("first", "second", *ORDINALS_TO_TENTH, "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth")
_NTHS_ON: Final = ("sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")
MONTH_ORDINALS: Final = {
    **{word: n + 1 for n, word in enumerate((*_NTHS, *_NTHS_ON))},
    **{f"twenty-{word}": 20 + n + 1 for n, word in enumerate(_NTHS[:9])},
    "thirtieth": 30,
    "thirty-first": 31,
}
_NTH_WORDS: Final = "|".join(sorted(MONTH_ORDINALS, key=len, reverse=True))
DAY_SPELLED: Final = re.compile(rf"\b(?:the )?(?P<nth>{_NTH_WORDS})(?:\s+of)?\s+$")
NTH: Final = re.compile(r"(?P<d>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?P<month> of (?:last|this) month)?")
NTH_LEAD: Final = re.compile(r"\b(?:on|since|until|till|by|from|of|to|before|after|between|and) the $")
NTH_NOUN: Final = re.compile(
    r"\s+(?:[A-Z][\w-]*|day|night|week|time|century|floor|parallel|anniversary|brigade|battalion|division|regiment|army"
    r"|corps|straight|consecutive|successive|such|attempt|airborne|infantry|provincial|round|capital|town|city)\b"
)
NOW_LEAD: Final = re.compile(r"\b(?:right |as of |at the |at )$")

FUTURE: Final = re.compile(
    r"\b(?:will|'ll|shall|would|could|might|may|can|to be|plans?|planned|planning|due|expects?|expected|likely|set to|"
    r"(?:intended|promised|vowed|preparing|hopes|hoped|decided) to|"
    r"scheduled|going to|deadline|should|if|intends?|begin|starting|ready to|are to|is to|until further|next report|"
    r"(?:to|from) (?:re)?(?:open|opens)|to (?:close|resume|reopen|arrive|land|sail|leave|begin)|poss|exp|tbc)\b"
)
PAST: Final = re.compile(
    r"\b(?<!be )(?<!been )(?<!to )(?<!is )(?<!are )(?<!stay )(?<!remain )(?<!keep )"
    r"(?<!will )(?<!would )(?<!could )(?<!may )(?<!might )(?<!should )(?<!must )(?<!'ll )"
    r"(?:was|were|had|did|said|told|took|fell|left|went|came|gave|put|cut|shut|hit|struck|"
    r"flew|wrote|held|began|saw|broke|has|have|since|lost|sent|met|made|[a-z]{3,}ed)\b"
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
