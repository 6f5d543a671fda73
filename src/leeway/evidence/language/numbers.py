"""Figures as printed: their bounds, hedge, unit and the noun they count."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from leeway.evidence.language.counted import counted_noun
from leeway.evidence.language.figures import figure_at, unit_key
from leeway.evidence.language.model import Number, Sentence, TimeWord
from leeway.evidence.language.quantities import (
    AFTER,
    BEFORE,
    CORE,
    FIRST_WORDS,
    PEOPLE,
    RIGHT,
    UNIT,
    UNITS,
    WINDOW,
    comparator_before,
    phrase_key,
)
from leeway.evidence.language.ranges import second_of

ARTICLES: Final = frozenset(("the", "its", "their", "all", "in the"))
LABELS: Final = re.compile(
    r"(?:\b(?:level|no|nos|number|route|road|rn|highway|kilometre|kilometer|km|article|section|chapter|phase|sitrep|report|"
    r"update|page|line|flight|room|unit|option|resolution|stage|grade|terminal|gate|point|tel|aged|age)\.?\s*|\[|m-?|us\$\s?|[$€£]\s?)$"
)
AGE: Final = re.compile(r",\s?\d{1,2}(?:,\s|\.(?=\s))")
CLOCK: Final = re.compile(
    r"\d{1,2}(?::|\.)\d{2}(?:\b|\s*[ap]\.?m\b)"
    r"|\d{1,4}\s*(?:[ap]\.?m\b|hours local|hrs local|gmt|utc|local time|o'clock|z\b)"
)
ARTICLE_LEAD: Final = re.compile(
    r"\b(?:for|within|in|of|says|say|gave|give|gives|lasts?|takes?|took|has|is|than|and|or|it)\s$|[\"'(:-]\s?$"
)
O_CLOCK_BEFORE: Final = re.compile(r"\bat (?:about |around )?$")
O_CLOCK_AFTER: Final = re.compile(r"(?: o'clock| this | in the | on |[.,;])")
CHANGE: Final = re.compile(
    r"\b(?:rose|risen|rises?|rising|grew|grown|grows?|growing|increase[sd]?|increasing|up|swell\w*|swollen|jump\w*|climb\w*|"
    r"went|gone|goes|drop\w*|fell|fall\w*|cut\w*|reduc\w*|shr[aiu]nk\w*|down|dwindl\w*|raise[sd]?|raising|brought|trimm?\w*)"
    r"\b[^,.;:]{0,40}$"
)
"""What goes "from 300 to 500" is two figures, no range."""
PLURAL_VERB: Final = re.compile(r"\s+(?:have|were|are)\b")
LAST_CLOCK: Final = 2400.0
OF_IT: Final = re.compile(r"\s+of\s+(?:it|them)\b|\s+(?:a|per)\s+(?:day|week|month)\b")


def numbers_of(fold: str, sentences: Sequence[Sentence], times: Sequence[TimeWord]) -> list[Number]:
    """Figures in order of start. Those inside dates, clock times, money, labels and list marks are left out."""
    taken = [(t.start, t.end) for t in times if t.kind != "duration"]
    starts = [first for first, _ in taken]
    found: list[Number] = []
    for sentence in sentences:
        at = sentence.start
        # By position and not by name: this line sees every token of every text.
        for token in [t for t in sentence.tokens if t[4] == "number" or t[3] in FIRST_WORDS or "-" in t[3]]:
            begin = token.start
            if begin < at or (
                token.kind != "number"
                and token.norm not in FIRST_WORDS
                and token.norm.partition("-")[0] not in FIRST_WORDS
            ):
                continue
            core = CORE.match(fold, begin, sentence.end)
            if core is None:
                continue
            i = bisect_right(starts, begin) - 1
            if i >= 0 and begin < taken[i][1]:
                at = taken[i][1]
            elif (number := _number(fold, core, sentence, at)) is not None:
                found.append(number)
                at = number.end
            else:
                at = core.end()
    return found


def _number(fold: str, core: re.Match[str], sentence: Sentence, floor: int) -> Number | None:
    """The figure at `core`; its comparator begins at `floor` or later, where the one before it ends."""
    if _nofigure_at(fold, core, sentence):
        return None
    first = figure_at(fold, core, sentence.end)
    if first is None:
        return None
    start, effects = _before(fold, floor, first.start)
    low, high, unit, end = first.low, first.high, first.unit, first.end
    changed = fold.startswith("from", start) and CHANGE.search(fold[max(sentence.start, start - 60) : start])
    second = None if changed else second_of(fold, first, "between" in effects, sentence.end)
    if second is not None:
        # "three to four weeks", "five to six hundred": unit or scale is said once
        joint = (first.unit is None and second.unit is not None) or second.start == first.start
        unit = second.unit if first.unit is None else unit
        low, high, end = second.low if joint else min(first.low, second.low), max(first.high, second.high), second.end
    if core["article"] is not None and (
        first.unit is None
        or (
            not effects
            and second is None
            and RIGHT.match(fold, end, min(end + 36, sentence.end)) is None
            and not ARTICLE_LEAD.search(fold[max(0, start - 12) : start])
        )
    ):
        return None
    shared = OF_IT.match(fold, end, sentence.end) if unit in ("percent", "hours", "days", None) else None
    tail = RIGHT.match(fold, shared.end() if shared else end, min(end + 36, sentence.end))
    if tail is not None:
        effects = [*effects, AFTER[phrase_key(tail["phrase"], AFTER)]]
        end = tail.end()
        if unit is None and (more := UNIT.match(fold, end, sentence.end)) is not None:
            name, factor = UNITS[unit_key(more["unit"])]
            low, high, unit, end = low * factor, high * factor, name, more.end()
    about = "about" in effects
    noun, noun_end = (None, end) if unit in ("km", "hours", "days") else counted_noun(fold, end, sentence.end, low)
    if tail is None and noun is not None and (late := RIGHT.match(fold, noun_end, min(noun_end + 24, sentence.end))):
        effects = [*effects, AFTER[phrase_key(late["phrase"], AFTER)]]  # "40 people at least"
    if _bare_year(fold, core, effects, unit, noun) or (noun is None and unit is None and core["words"] == "one"):
        return None
    if unit is None and noun is not None and (noun in PEOPLE or noun.split()[-1] in PEOPLE):
        unit = "people"
    return Number(start, end, *_bounds(low, high, effects, second is not None), about, unit, noun, noun_end)


def _bounds(low: float, high: float, effects: Sequence[str], is_range: bool) -> tuple[float | None, float | None]:
    if "least" in effects:
        return low, None
    if "most" in effects and not is_range:
        return None, high
    return low, high


def _nofigure_at(fold: str, core: re.Match[str], sentence: Sentence) -> bool:
    """List marks, footnotes, money, labels ("Level 4"), ages, clock times."""
    at = core.start()
    if core["digits"] is None and core["glued"] is None:
        lead = fold[max(sentence.start, at - 10) : at]
        return lead.endswith("past ") or (
            core["words"] is not None
            and O_CLOCK_BEFORE.search(lead) is not None
            and O_CLOCK_AFTER.match(fold, core.end()) is not None
        )
    if fold[core.end() : core.end() + 1] == "/" or (
        (core["digits"] or "1")[0] == "0" and len(core["digits"] or "") > 1 and "." not in core["digits"]
    ):
        return True
    before = fold[max(sentence.start, at - 14) : at]
    if LABELS.search(before) and not (core["digits"] and len(core["digits"]) > 3 and before.endswith("m-")):
        return True
    if at == sentence.start and fold[core.end() : core.end() + 1] in (".", ")"):
        return True
    if CLOCK.match(fold, at, sentence.end) or fold[core.end() : core.end() + 1] == ":":
        return True
    return before.endswith(", ") and AGE.match(fold, at - 2, sentence.end) is not None


def _before(fold: str, limit: int, at: int) -> tuple[int, list[str]]:
    """Comparators and hedges before a figure: where they begin, what they do."""
    start, effects = at, []
    for _ in range(3):
        found = comparator_before(fold[max(limit, start - WINDOW) : start])
        if found is None:
            break
        phrase, size = found
        if phrase in ARTICLES:
            # "the roughly 1,100": an article is taken in only with a comparator before it ("more than the 40").
            more = comparator_before(fold[max(limit, start - size - WINDOW) : start - size])
            if more is None or BEFORE[more[0]] == "none":
                break
        start -= size
        effects.append(phrase if phrase == "between" else BEFORE[phrase])
        if BEFORE[phrase] not in ("none", "about"):
            break
    return start, effects


def _bare_year(fold: str, core: re.Match[str], effects: Sequence[str], unit: str | None, noun: str | None) -> bool:
    text = core["digits"]
    if text is None or len(text) != 4 or core["scale"] or core["short"] or unit is not None or effects:
        return False
    if noun is None:  # a clock has no 3000, and a year no verb of many: "1500 were flown out"
        return float(text) <= LAST_CLOCK and PLURAL_VERB.match(fold, core.end()) is None
    return 1900 <= float(text) <= 2100 and noun.split()[-1] not in PEOPLE
