"""What stands between a cue and its content, and whether content follows at all."""

from __future__ import annotations

from typing import Final

from leeway.evidence.attribution.hearing import Hearing
from leeway.evidence.attribution.lexicon import Cue
from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.words import ADVERBIAL, AUXILIARIES, CLOSERS, DETERMINERS, NUMBERS, WAYS

OCCASIONS: Final = frozenset(
    [
        "statement",
        "briefing",
        "tweet",
        "post",
        "interview",
        "telephone",
        "phone",
        "radio",
        "television",
        "press",
        "conference",
        "letter",
        "message",
        "email",
        "speech",
        "address",
        "reporters",
        "journalists",
        "report",
        "remarks",
        "communique",
        "note",
        "satellite",
        "call",
        "video",
        "x",
        "twitter",
        "facebook",
        "telegram",
        "parliament",
        "broadcast",
        "condition",
    ]
)
PARTS_OF_DAY: Final = frozenset(["morning", "afternoon", "evening", "night", "noon", "midday"])
SPANS: Final = frozenset({"give", "speak of", "talk about", "talk of", "reckon with"})
"""Verbs that say something only with a span of time: "gave the town three days"."""
PERIODS: Final = frozenset(["hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years"])
FIGURES: Final = frozenset(
    ["at", "in", "about", "around", "some", "km", "kilometres", "kilometers", "miles", "percent"]
)
ADDRESSEES: Final = frozenset(
    [
        "agency",
        "newspaper",
        "paper",
        "station",
        "broadcaster",
        "news",
        "council",
        "parliament",
        "committee",
        "conference",
        "lawmakers",
        "media",
        "press",
        "channel",
        "website",
        "magazine",
        "reporter",
        "correspondent",
        "nation",
        "country",
        "correspondents",
        "newsmen",
        "deputies",
        "viewers",
        "listeners",
        "diplomats",
        "ambassadors",
        "district",
        "residents",
        "visitors",
        "donors",
    ]
)


STATIONS: Final = frozenset(
    ["state", "army", "public", "national", "radio", "television", "tv", "media", "news", "agency"]
)


def addressee(hear: Hearing, line: Line, n: int) -> int:
    """Token after the one who is told: "reporters", "us", "the agency", "Reuters"."""
    if line.key(n) in ("me", "us", "him", "her", "them", "reporters", "journalists", "correspondents", "newsmen"):
        return n + 1
    m = n + 1 if line.key(n) in DETERMINERS else n
    stop = m
    while stop < len(line.keys) and stop < m + 5 and line.capital(stop):
        stop += 1
    if stop > m:
        while line.key(stop) in STATIONS:
            stop += 1  # "Croatian radio", "Russian state television"
        return stop
    if m > n and line.key(m) in ADDRESSEES:
        return m + 1
    if m > n and line.key(m + 1) in ADDRESSEES and line.keys[m].isalpha():
        return m + 2  # "a television channel"
    return n


def skip_ways(hear: Hearing, line: Line, n: int) -> int:
    """Token after "on Thursday", "in a statement", "by satellite telephone", "on condition of anonymity"."""
    count = len(line.keys)
    while n < count:
        if line.keys[n] in ADVERBIAL or (line.keys[n] in PARTS_OF_DAY and line.key(n - 1) in ADVERBIAL):
            n += 1
        elif line.keys[n] == "," and line.key(n + 1) in ADVERBIAL and line.key(n + 2) == ",":
            n += 3
        elif line.keys[n] == "on" and line.key(n + 1) in ADVERBIAL:
            n += 2
        elif (past := hear.after_time(line, n)) > n:
            n = past
        elif line.keys[n] == "," and (close := aside(line, n)) > 0:
            n = close
        elif line.keys[n] in WAYS:
            m = n + 1
            while m < count and m < n + 6 and line.keys[m] not in CLOSERS and line.keys[m] not in OCCASIONS:
                m += 1
            if m < count and m < n + 6 and line.keys[m] in OCCASIONS:
                n = m + 1
                if line.key(n) in ("call", "conference", "briefing", "telephone", "phone", "interview"):
                    n += 1
                if line.key(n) == "of" and line.key(n + 1) == "anonymity":
                    n += 2
            else:
                break
        else:
            break
    return n


def aside(line: Line, n: int) -> int:
    """Token after ", by its spokesman, " before "that", -1 where the comma at token `n` opens no such aside."""
    for m in range(n + 2, min(n + 10, len(line.keys) - 1)):
        if line.keys[m] == ",":
            return m + 1 if line.keys[m + 1] == "that" else -1
        if line.keys[m] in CLOSERS or line.keys[m] == "that":
            return -1
    return -1


def skip_who(hear: Hearing, line: Line, n: int) -> int:
    """Token after "who asked not to be named", ", who spoke on condition of anonymity"."""
    m = n + 1 if line.key(n) == "," and line.key(n + 1) in ("who", "speaking", "declining", "asking", "whose") else n
    if line.key(m) not in ("who", "speaking", "declining", "asking"):
        return n
    while m < len(line.keys) and line.keys[m] not in (",", ".", ";"):
        m += 1
    return m


def adverbial_start(hear: Hearing, line: Line, comma: int) -> bool:
    """Whether what stands before the comma only sets time or place: "On Monday, ...", "Asked about it, ..."."""
    if comma > 9 or hear.here:
        return False
    head = line.keys[0]
    return (
        head
        in (
            "on",
            "in",
            "at",
            "asked",
            "late",
            "earlier",
            "meanwhile",
            "however",
            "speaking",
            "when",
            "after",
            "by",
            "separately",
            "for",
            "despite",
            "also",
            "still",
        )
        or head in ADVERBIAL
    )


def allowed(hear: Hearing, line: Line, j: int, after: int, cue: Cue) -> bool:
    """Whether what follows the verb is content of the kind the lexicon asks for."""
    needs = cue.needs
    if needs == "any":
        return True
    quote = hear.quote_after(line.tokens[j - 1].end, 25)
    stop = min(len(line.keys), after + 14)
    if needs == "quote":
        return bool(hear.quote_after(line.tokens[after - 1].end, 4))
    if needs == "that":
        return line.key(after) == "that" or bool(quote)
    if needs == "to":
        for n in range(after, stop):
            if line.keys[n] in (".", ";", ":"):
                break
            if (
                line.keys[n] in ("to", "not")
                and n + 1 < len(line.keys)
                and not line.capital(n + 1)
                and line.keys[n + 1] not in DETERMINERS
            ):
                return True
        return line.key(after) == "that" or bool(hear.quote_after(line.tokens[after - 1].end, 3))
    if needs == "figure":
        window = line.keys[after:stop]
        if cue.cue in SPANS:  # only a span of time makes it a saying
            return any(w in PERIODS for w in window) and any(w in NUMBERS or w.isdigit() for w in window)
        return any(w in FIGURES for w in window) and any(
            line.tokens[n].kind == "number" or line.keys[n] in NUMBERS for n in range(after, stop)
        )
    if line.key(after) in ("that", "how", "it", "they", "there", "he", "she", "no", "its", "their", ":") or quote:
        return True
    for n in range(after, stop):
        key = line.keys[n]
        if key == "that" and n < after + 6:
            return True
        if key in CLOSERS or key in ("that", "which", "who"):
            return False
        if key in AUXILIARIES:
            return n > after
    return False
