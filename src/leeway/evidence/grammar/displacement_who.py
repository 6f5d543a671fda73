"""Who is displaced: the number and the class of people of a clause; for `displacement`."""

from __future__ import annotations

from leeway.evidence.grammar.headcount_class import class_of
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import AUXILIARIES, Chunk, Line
from leeway.evidence.grammar.scene import Scene

CIVIL = frozenset(["people", "displaced", "citizen"])
KILLING = frozenset(["killing", "killed", "wounding", "wounded", "injuring"])
MONEY = frozenset(["$", "us$", "€", "£"])
AFTER = ("O", "HOST", "RECEIVE", "LABELN", "FEED", "FLIGHT", "THERE")
"""Patterns whose people stand after the trigger."""
EITHER = ("N", "SO")
DEMONYMS = ("ians", "ese", "eans", "ans", "ois", "is", "kurds", "tutsis", "hutus", "yazidis", "serbs", "croats")
PERSONS = (
    "people", "person", "famil", "resident", "civilian", "refugee", "displaced", "inhabitant", "child", "women",
    "villager", "household", "relative", "newly", "internally", "more", "others", "trader", "arrival", "soul", "idp",
    "national", "newcomer", "peasant", "farmer", "muslim", "christian", "student", "adult", "evacuee", "migrant",
    "survivor", "mother", "worshipper", "of them", "of whom", "asylum", "returnee", "citizen", "pastoralist", "nomad",
    "men", "girl", "boy", "elder", "patient", "orphan", "settler", "fishermen", "herder", "believer", "nun",
)  # fmt: skip
SMALL = 300
FLIGHT = ("flee", "displace", "forced", "uproot")
SOLDIERLY = ("servicemen", "militiamen", "policemen", "gunmen", "guardsmen")


def people(line: Line, hit: Hit, pattern: str, a: int, b: int) -> tuple[Chunk | None, Chunk | None]:
    """The number and the class of those displaced; (None, None) where something else is counted."""
    numbers = [n for n in line.of("number") if n.what.unit in (None, "people") and not _money(line, n)]
    numbers = [n for n in numbers if not set(line.w[max(0, n.start - 2) : n.start]) & KILLING]
    numbers = [n for n in numbers if line.w[n.end : n.end + 1] not in (["killed"], ["dead"], ["wounded"], ["hurt"])]
    numbers = [n for n in numbers if not _part_of_things(line, n)]
    number = _counting(line, hit, pattern, a, b, numbers)
    if number is None:
        return None, _bare(line, hit, pattern, a, b)
    group = class_of(line, number)
    if group is None and number.what.noun and not _persons(number.what.noun):
        return None, None
    return number, group


def _counting(line: Line, hit: Hit, pattern: str, a: int, b: int, numbers: list[Chunk]) -> Chunk | None:
    near: list[Chunk]
    if pattern in AFTER:
        near = [n for n in numbers if hit.start <= n.start <= hit.end + 4 and n.start < b]
        return near[0] if near else None
    if pattern in EITHER and not [n for n in numbers if a <= n.start < hit.start]:
        near = [n for n in numbers if hit.start <= n.start < b]
    else:
        near = [n for n in numbers if a <= n.start < hit.start]
        if not near and line.clause_of[hit.start] > 0:
            first = line.clauses[line.clause_of[hit.start] - 1][0]
            own = [w for w in line.w[a : hit.start] if w.isalpha()]
            if len(own) <= 3:
                near = [n for n in numbers if first <= n.start < hit.start]
    if not near and status_of_place(hit) and _inverted(line, hit, a):
        near = [n for n in numbers if hit.end <= n.start <= hit.end + 8 and n.start < b]
    if not near:
        return None
    near = [n for n in near if not any(_part_of(line, part, n) for part in near)] or near
    reached = [
        n for n in near if line.w[n.start - 1] == "to" and any(m.end <= n.start and _from(line, m) for m in near)
    ]
    if reached:
        return reached[-1]  # "has risen from 78,000 to 112,000"
    if pattern != "N" and len(near) > 1 and (near[-1].what.low or 0) > (near[0].what.low or 0):
        return near[-1]
    return near[0]


def _part_of(line: Line, part: Chunk, whole: Chunk) -> bool:
    """ "200,000 of its half a million inhabitants": the second figure is what the first is out of."""
    return 0 < whole.start - part.end <= 3 and line.w[part.end : part.end + 1] == ["of"] and part is not whole


def _part_of_things(line: Line, n: Chunk) -> bool:
    """ "on one of the networks": counts no people."""
    if line.w[n.start] != "one" or line.w[n.end : n.end + 1] != ["of"]:
        return False
    return not any(_persons(w) for w in line.w[n.end : n.end + 5])


def status_of_place(hit: Hit) -> bool:
    return hit.row.status == "sheltering" and hit.verb >= 0


def _inverted(line: Line, hit: Hit, a: int) -> bool:
    """ "In the station sleep each night some 5,000 people": nothing but a place stands before the verb."""
    return not any(
        c.start < hit.start and c.end > a for kind in ("class", "actor", "force") for c in line.of(kind)
    ) and not {"they", "them", "who", "we", "he", "she", "it", "others", "some"} & set(line.w[a : hit.start])


def _from(line: Line, n: Chunk) -> bool:
    return "from" in (line.w[n.start], *line.w[n.start - 1 : n.start])


def _bare(line: Line, hit: Hit, pattern: str, a: int, b: int) -> Chunk | None:
    """People without a figure: "residents have fled"; after the verb only where it takes an object."""
    civil = [c for c in line.of("class") if a <= c.start < hit.start and c.what.pattern in CIVIL]
    if not civil and pattern in ("SO", "O", "FLIGHT"):
        civil = [c for c in line.of("class") if hit.start <= c.start < min(b, hit.end + 5) and c.what.pattern in CIVIL]
        civil = [c for c in civil if c.what.pattern == "people"]
    if not civil and line.w[a : a + 1] == ["who"] and all(x in AUXILIARIES for x in line.w[a + 1 : hit.start]):
        civil = [c for c in line.of("class") if c.end == a and c.what.pattern in CIVIL]  # "the people who have fled"
    group = civil[0] if civil else None
    if pattern in EITHER and group is not None and group.what.pattern != "people":
        return None
    return group


def _persons(noun: str) -> bool:
    if noun.endswith(SOLDIERLY):
        return False
    return noun.endswith(DEMONYMS) or any(w in noun for w in PERSONS)


def _money(line: Line, n: Chunk) -> bool:
    return n.start > 0 and line.w[n.start - 1] in MONEY


def soldiers(line: Line, a: int, b: int) -> bool:
    """Fighters in a school are no displaced people, nor are the dead."""
    forces = [
        c for c in line.of("force") if a <= c.start < b and c.what.status == "troops" and c.what.pattern != "base"
    ]
    forces = [c for c in forces if line.w[c.start - 1 : c.start] not in (["the"], ["un"])]
    return bool(forces) or bool(KILLING & set(line.w[a:b])) or any(x in line.w[a:b] for x in ("staff", "police"))


def others_counted(line: Line, hit: Hit, scene: Scene, number: Chunk, group: Chunk | None) -> bool:
    """Troops, ourselves, and small bare figures where nobody spoke of people on the run: "two regiments came over",
    "twelve of us left", "the last two came through the checkpoint"."""
    if any(0 <= c.start - number.end <= 2 for c in line.of("force")) and group is None:
        return True
    w = line.w
    if w[number.end : number.end + 2] in (["of", "us"], ["of", "ours"]) or w[number.end : number.end + 1] == ["ours"]:
        return True
    low = number.what.low or number.what.high or 0
    if group is not None or number.what.noun or low >= SMALL or hit.row.words.startswith(FLIGHT):
        return False
    return line.sentence.paragraph != scene.people_paragraph and hit.row.status == "displaced"
