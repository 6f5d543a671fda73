"""Where a noun phrase that can speak begins and ends around a cue."""

from __future__ import annotations

from leeway.evidence.attribution.line import Line
from leeway.evidence.attribution.words import (
    ADVERBIAL,
    AUXILIARIES,
    CLOSERS,
    DETERMINERS,
    PREPOSITIONS,
    QUOTES,
    STOPS,
    TITLES,
)


def left_of_verb(line: Line, n: int) -> int:
    """Token after the subject: auxiliaries and adverbs before the verb at token `n` skipped."""
    k = n
    while k > 0:
        key = line.keys[k - 1]
        if (
            key in AUXILIARIES
            or key in ADVERBIAL
            or (key.endswith("ly") and len(key) > 4)
            or (key == "on" and line.key(k) in ADVERBIAL)
            or (key == "longer" and line.key(k - 2) == "no")
            or (key == "no" and line.key(k) == "longer")
        ):
            k -= 1
        else:
            break
    return k


def dotted(line: Line, n: int) -> bool:
    """Whether the full stop at token `n` is that of an initial or a title: "Ronald R. Stone", "Mr. Karimi"."""
    before = line.keys[n - 1] if n > 0 else ""
    return (
        line.keys[n] == "."
        and line.capital(n + 1)
        and (before in TITLES or (len(before) == 1 and before.isalpha() and line.capital(n - 1)))
    )


def phrase_left(line: Line, end: int, floor: int = 0) -> int:
    """First token of the noun phrase that ends before token `end`; `end` itself where there is none."""
    k = end
    starts, stops, inside = line.edges()
    while k > floor:
        key = line.keys[k - 1]
        if k in inside or (key == "." and k < end and dotted(line, k - 1)):
            k -= 1
            continue
        if key in ("and", "or"):
            if not joins(line, k - 1, floor):
                break
            k -= 1
            continue
        if key in CLOSERS or key in STOPS or (key in QUOTES and k != end):
            break
        if k < end and line.keys[k] in DETERMINERS and key not in DETERMINERS and key not in PREPOSITIONS:
            break  # "in a statement | the army"
        verb = k - 1 in stops or (k - 1 in starts and k < end and line.keys[k] in DETERMINERS)
        if verb and not line.capital(k - 1) and line.key(k - 2) not in DETERMINERS and k < end:
            break
        k -= 1
    while k < end and (line.keys[k] in PREPOSITIONS or line.keys[k] in ("and", "or")) and k + 1 < end:
        k = after_preposition(line, k, end)
    return k


def joins(line: Line, n: int, floor: int) -> bool:
    """Whether "and" at token `n` joins two who speak: a role or an actor stands just before it."""
    near = any(b == n for _, b, _ in line.roles) or any(b == n for _, b, _ in line.names)
    return near or (line.capital(n - 1) and line.capital(n + 1))


def after_preposition(line: Line, k: int, end: int) -> int:
    """Skip a leading adverbial: "In Kombolcha the army" begins at "the"; "In Kombolcha army" at "Kombolcha"."""
    for n in range(k + 2, end):
        if line.keys[n] in DETERMINERS and line.keys[n - 1] not in PREPOSITIONS:
            return n
    return k + 1


def phrase_right(line: Line, start: int) -> int:
    """Token after the noun phrase that starts at `start`, with its "of", "for", "in" and appositions."""
    n, count = start, len(line.keys)
    while n < count:
        key = line.keys[n]
        if (key == "," and n > start and apposition(line, n)) or (key == "." and n > start and dotted(line, n)):
            n += 1
            continue
        if key in CLOSERS:
            break
        if key in STOPS and key != "and":
            break
        if key == "and" and not joins(line, n, 0):
            break
        if n > start and key in ADVERBIAL:
            break
        if key == "on" and n > start and (line.key(n + 1) in ADVERBIAL or line.key(n + 1).isdigit()):
            break
        if key in ("adding", "saying", "citing", "quoting", "speaking", "referring", "during", "after", "under", "as"):
            break
        if n > start + 1 and key == "in" and line.key(n + 1) in ("a", "an", "its", "his", "her", "remarks", "comments"):
            break
        n += 1
    while n > start and line.keys[n - 1] in ("on", "in", "by", "and", "for", "to"):
        n -= 1
    return n


def apposition(line: Line, n: int) -> bool:
    """Whether the comma at token `n` opens "a spokesman for ...", "the head of ..."."""
    end = n + 1
    while line.capital(end) and end < n + 5:
        end += 1
    if n + 3 <= end and (end >= len(line.keys) or line.keys[end] in CLOSERS):
        return any(n - 9 <= a < n for a, _, _ in line.roles)  # "the spokeswoman of the department, Marie Harf"
    if line.key(n + 1) not in ("a", "an", "the") and not any(a == n + 1 for a, _, _ in line.roles):
        return False
    return any(n < a <= n + 5 for a, _, _ in line.roles) and not any(n < a <= n + 6 for a, _, _ in line.cues)
