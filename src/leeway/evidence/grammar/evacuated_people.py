"""The people that a verb of moving out moves: counted, or of a named class."""

from __future__ import annotations

from leeway.evidence.grammar.arguments import passive, subject
from leeway.evidence.grammar.headcount_class import class_of
from leeway.evidence.grammar.inflect import DONE
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import PREPOSITIONS, Chunk, Line, is_verb
from leeway.evidence.grammar.wordlists import words

CARRIERS = words("evacuated.CARRIERS")
PERSONS = words("evacuated.PERSONS")
NO_PEOPLE = words("evacuated.NO_PEOPLE")
COMPANIES = frozenset(["company", "companies", "battalion", "platoon", "contingent", "regiment", "brigade", "squadron"])
EXCEPTING = frozenset(["bar", "except", "excepting", "but", "minus", "excluding", "than"])
TELLING = frozenset(["said", "says", "told", "according", "reported", "added", "who"])
NOBODY = frozenset(["nobody", "none", "anybody", "anyone", "no-one"])
WITH = frozenset(["with", "carrying", "some", "about", "of", "bearing", "taking"])


def people_of(line: Line, hit: Hit, pattern: str, a: int, b: int) -> tuple[Chunk | None, Chunk | None]:
    """(figure, class) of the people moved: before the verb where they go or are moved, else after it."""
    numbers = [
        n
        for n in line.of("number")
        if n.what.unit in (None, "people") and _persons_or_bare(line, n) and not _aside(line, n, hit)
    ]
    had = [n for n in numbers if a <= n.start < hit.start and hit.start - n.end <= 2]
    moving = line.w[hit.start - 1 : hit.start] in (["have"], ["has"], ["had"])
    if had and hit.verb >= 0 and hit.form & DONE and not moving and not any(hit.end <= n.start < b for n in numbers):
        return had[-1], class_of(line, had[-1])  # "has had 230 people flown out", "98 taken off by sea"
    if pattern in ("S", "SCONVOY", "SGONE", "SREACH", "SOUT", "ABOARD", "SFLY", "FOLLOWX") or passive(line, hit):
        near = [n for n in numbers if a <= n.start < hit.start]
        groups = [c for c in line.of("class") if a <= c.start < hit.start]
        if not near and pattern in ("SCONVOY", "ABOARD"):
            near = [n for n in numbers if hit.end <= n.start < b and line.w[n.start - 1] in WITH]
        if not near and not groups:
            found = subject(line, hit.start, ("class",))
            groups = [found] if found is not None else []
            near = [n for n in numbers if found is not None and 0 <= found.start - n.end <= 3]
    else:
        near = [n for n in numbers if hit.start < n.start < b and n.start - hit.end <= 12]
        groups = [c for c in line.of("class") if hit.start < c.start < b and c.start - hit.end <= 6]
        groups = [c for c in groups if not any(x in TELLING for x in line.w[hit.end : c.start])]
    near = [n for n in near if line.w[n.start - 1] not in EXCEPTING]
    if len(near) > 1 and near[0].end <= hit.start and _whole(line, near[0], hit):
        near = near[1:]  # "of our community of 140, 61 left"
    number = near[0] if near else None
    group = class_of(line, number) if number is not None else (groups[0] if groups else None)
    if number is None and group is not None and group.what.pattern not in ("staff", "citizen", "people"):
        group = None
    return number, group


def _whole(line: Line, n: Chunk, hit: Hit) -> bool:
    """Whether the figure is the whole that the one after it is a part of."""
    a = line.clause(n.start)[0]
    return line.w[n.start - 1] == "of" and "of" in line.w[a : min(a + 3, n.start - 1)]


def nobody(line: Line, pattern: str, hit: Hit, a: int, b: int) -> bool:
    """ "Nobody has been flown out", "was not evacuating anybody"."""
    verbs = ("evacuate", "airlift", "repatriate", "rescue", "fly:v out", "take:v * out")
    moved = passive(line, hit) and hit.row.words.startswith(("bring:v", "get:v", "pull:v", "fly:v", "fly:v * home"))
    if not (moved or hit.row.words.startswith(verbs)):
        return False
    return pattern in ("O", "OGET") and bool(NOBODY & set(line.w[a:b])) and line.w[hit.start - 1 : hit.start] != ["to"]


def _aside(line: Line, n: Chunk, hit: Hit) -> bool:
    """Figures of those who tell ("two people said"), of names ("Task Force 2"), of rates ("900 a day"), totals."""
    w = line.w
    first, last = sorted((n.end, hit.start))
    told = any(x in TELLING for x in w[first:last])
    named = n.start > 0 and line.tokens[n.start - 1].text[:1].isupper() and n.start > 1 and n.what.high == n.what.low
    named = named and (n.what.low or 0) < 10 and w[n.start][:1].isdigit()
    rate = w[n.end : n.end + 2] in (["a", "day"], ["a", "week"], ["per", "day"], ["an", "hour"])
    group = class_of(line, n) if n.start > 0 and w[n.start - 1] == "to" else None
    goal = n.start > 0 and w[n.start - 1] in ("at", "to") and (group is None or group.what.pattern != "citizen")
    unit = bool(COMPANIES & set(w[hit.end : n.start]))  # "sent one company of 120 men"
    return told or named or rate or goal or unit  # "removed by road to 130 compatriots" is read out of Spanish


def _persons_or_bare(line: Line, n: Chunk) -> bool:
    near = range(n.end, min(n.end + 3, len(line.w)))
    stop = next((k for k in near if is_verb(line, k) or line.w[k] in PREPOSITIONS), n.end + 3)
    if CARRIERS & set(line.w[n.end : stop]) - {"transport"}:
        return False  # "three French transport aircraft"
    if n.what.noun and not persons(n) and class_of(line, n) is None:
        return any(x in n.what.noun for x in ("peacekeep", "marine", "soldier", "troop", "police"))
    nxt = line.w[n.end : n.end + 1]
    if nxt == ["more"]:
        return not line.w[n.end + 1 : n.end + 2] or not line.w[n.end + 1][:1].isalpha()  # "it took off 300 more"
    return not (nxt and nxt[0] in CARRIERS | NO_PEOPLE)


def persons(n: Chunk) -> bool:
    """Whether the noun printed after the figure is one of people."""
    noun = n.what.noun or ""
    return any(x in noun for x in PERSONS)
