"""How far a state of an exit goes: open to some only, shut to all but some, working at times."""

from __future__ import annotations

import re

from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.wordlists import words

SOME = words("access_scope.SOME")
DRAWBACKS = words("access_scope.DRAWBACKS")
PARTLY = words("access_scope.PARTLY")
SHOPS = words("access_scope.SHOPS")
NEGATIONS = words("access_scope.NEGATIONS")
RESERVED = words("access_scope.RESERVED")
PARTS = (
    ["in", "parts"], ["in", "places"], ["up", "to"], ["as", "far"], ["by", "day"], ["at", "night"], ["by", "night"],
    ["after", "dark"], ["one", "way"], ["on", "foot"], ["in", "daylight"], ["during", "daylight"],
)  # fmt: skip
LASTING = frozenset(["stayed", "stays", "remains", "remained", "remaining", "still"])
STOPS = frozenset([".", ";", "|", "?", "!"])
AT_TIMES = (
    ["on", "and", "off"], ["at", "times"], ["with", "difficulty"], ["by", "appointment"], ["now", "and", "then"],
    ["off", "and", "on"], ["in", "daylight"], ["in", "convoy"], ["with", "delays"], ["under", "escort"],
    ["with", "care"], ["with", "caution"],
)  # fmt: skip
WHEELED = frozenset(["vehicles", "cars", "trucks", "lorries", "buses", "traffic"])
EXCEPT = (
    ["to", "everything", "but"],
    ["to", "everyone", "but"],
    ["to", "all", "but"],
    ["to", "all", "except"],
    ["for", "all", "but"],
    ["except", "for"],
    ["except", "to"],
)
REACH = 9
PERSONS = frozenset(["men", "women", "nationals", "citizens", "passport", "passports"])
WHEN = (["when", "they"], ["whenever", "they"], ["whenever", "there"], ["with", "delays"], ["every", "second"])
LINES = frozenset(["airlines", "carriers", "companies", "airline", "carrier"])
SEVERAL = frozenset(["several", "some", "many", "most", "half", "few", "two", "three", "four", "five", "number"])
CLOCKS = re.compile(r"\d{1,2}[:.]?\d{2}(?:-|–|—)\d{1,2}[:.]?\d{2}")
CLOCK = re.compile(rf"(?:{CLOCKS.pattern})|\d{{1,2}}[:.]\d{{2}}")


def scope(line: Line, hit: Hit, status: str, exits: list[Chunk], b: int) -> tuple[str, bool]:
    """The status with its qualification, and whether a negation was read into it.

    "Open to aid flights only" and "shut to all but aid flights" are limited; "no flights are operating" is suspended.
    """
    w = line.w
    stop = next((k for k in range(hit.end, len(w)) if w[k] in STOPS or (k > b and w[k] == "and")), len(w))
    tail = w[hit.end : min(stop, hit.end + REACH)]
    head = w[max(0, hit.start - 3) : hit.start]
    first = exits[0] if exits else None
    if status == "limited" and hit.row.words.startswith("hours") and w[hit.start - 1] == "24":
        return "open", False
    if status == "suspended" and first is not None and _some(line, hit, first):
        return "limited", False
    if status == "open":
        if first is not None and w[max(0, first.start - 1)] == "no" and first.end <= hit.start:
            return ("closed" if first.what.pattern in ("road", "border") else "suspended"), True
        if first is not None and first.end <= hit.start and "only" in w[max(0, first.start - 3) : first.start]:
            return "limited", False
        if _negated(line, hit) and first is not None:
            whole = first.what.pattern in ("road", "border") or first.what.status in SHOPS
            return ("closed" if whole else "suspended"), True
        if PARTLY & set(head) or _limited(tail, hit) or _to_some(tail) or _hours(line, hit):
            return "limited", False
    elif status in ("closed", "suspended"):
        if PARTLY & set(head) or any(tail[k : k + 3] in EXCEPT or tail[k : k + 2] in EXCEPT for k in range(len(tail))):
            return "limited", False
        if tail[:1] in (["by"], ["to"]) and WHEELED & set(tail[1:3]) and w[hit.end - 1] in ("used", "impassable"):
            return "limited", False  # "cannot be used by vehicles": on foot it can
        object_end = first.end if first is not None and first.start >= hit.end else hit.end
        where = (
            line.at("place", object_end + 1) if w[object_end : object_end + 1] in (["at"], ["in"], ["near"]) else None
        )
        object_end = where.end if where is not None else object_end
        to_whom = w[object_end : object_end + 3]
        if to_whom[:1] in (["to"], ["for"]) and (
            not SOME.isdisjoint(to_whom[1:2]) or not PERSONS.isdisjoint(to_whom[2:])
        ):
            whole = first is not None and first.what.status == "airspace" and to_whom[1].startswith(("civil", "commer"))
            return ("closed", False) if whole else ("limited", False)
        unusable = hit.row.words.endswith("be used")
        if status == "closed" and first is not None and first.what.status == "airport" and unusable:
            return "suspended", False
        if status == "closed" and first is not None and first.what.status == "airport" and _endless(line, hit, tail):
            return "suspended", False
        halted = hit.row.pattern == "S" and first is not None and first.what.status == "road"
        if status == "suspended" and halted:
            return "closed", False
    return status, False


def _some(line: Line, hit: Hit, first: Chunk) -> bool:
    """ "Several airlines have cancelled flights", "cancelled most of its flights": not all."""
    if not first.what.status.endswith("flights"):
        return False
    a = line.clause(hit.start)[0]
    flown = [k for k in range(a, hit.start) if line.w[k] in LINES]
    lead = line.w[max(a, flown[0] - 3) : flown[0]] if flown else []
    if SEVERAL & set(lead):
        return not {"all", "the"} & set(lead)
    before = line.w[max(a, first.start - 4) : first.start]
    return bool(SEVERAL & set(before)) and "all" not in before


def _hours(line: Line, hit: Hit) -> bool:
    """ "Open, 06:00-15:00", "open from 08:00 to 14:00"; not "24 hours"."""
    tail = [t.text for t in line.tokens[hit.end : hit.end + 8]]
    clock = [k for k, x in enumerate(tail) if CLOCK.fullmatch(x)]
    if not clock or clock[0] > 3:
        return False
    ranged = any(CLOCKS.fullmatch(x) for x in tail) or (len(clock) > 1 and clock[1] - clock[0] <= 3)
    return ranged and not {".", ";"} & set(tail[: clock[-1]])


def _negated(line: Line, hit: Hit) -> bool:
    """ "Not open", "haven't opened since", "has never reopened", "did not open"."""
    k = hit.start - 1
    while k >= 0 and line.w[k] in ("been", "yet", "be", "fully", "again", "currently", "have", "has"):
        k -= 1
    return k >= 0 and line.w[k] in NEGATIONS


def _to_some(tail: list[str]) -> bool:
    """ "Open for people on foot", "to aid convoys", "works, by day, for the army", "usable by UN aircraft alone"."""
    for k, x in enumerate(tail[:6]):
        if x in ("to", "for", "by") and RESERVED & set(tail[k + 1 : k + 6]):
            return not {"civilian", "commercial", "all", "everyone", "everybody"} & set(tail[k + 1 : k + 5])
    parts = any(tail[k : k + 2] in PARTS for k in range(min(6, len(tail))))
    return parts or "alone" in tail[:8] or "fashion" in tail[:5]


def _limited(tail: list[str], hit: Hit) -> bool:
    if any(tail[k : k + 3] in AT_TIMES or tail[k : k + 2] in AT_TIMES for k in range(len(tail))):
        return True
    past = hit.verb >= 0 and hit.form & Form.PAST and not hit.form & Form.BASE
    if "only" in tail and not past and "not" not in tail:
        return True
    if "24" in tail[:4] or "clock" in tail[:5]:
        return False
    if any(x in ("hours", "hrs", "hour", "h") for x in tail) and any(x in ("day", "daily") for x in tail):
        return True
    if any(tail[k : k + 2] in WHEN for k in range(len(tail))):
        return True
    hours = ("hour", "hours", "minutes", "mornings", "nights")
    for k, x in enumerate(tail):
        if x in ("for", "only", "in") and any(y in hours for y in tail[k + 1 : k + 5]):
            return True
    if {"uniquely", "solely", "exclusively"} & set(tail):
        return True
    for word in ("but", "though", "although"):
        if word in tail and set(tail[tail.index(word) :]) & DRAWBACKS:
            return True
    return bool(PARTLY & set(tail[:2])) or "briefly" in tail[:2]


def _endless(line: Line, hit: Hit, tail: list[str]) -> bool:
    """A shut airport without a day of reopening: since some day, until further notice, or a bare note."""
    since = any(c.what.kind == "since" and hit.end <= c.start <= hit.end + 8 for c in line.of("time"))
    lasting = LASTING & set(line.w[max(0, hit.start - 2) : hit.start])
    if lasting and not any(c.what.kind == "until" for c in line.of("time")):
        return True
    if since or tail[:3] == ["until", "further", "notice"] or "indefinitely" in tail:
        return True
    return line.w[hit.start - 1 : hit.start] == [":"] and not line.of("time")
