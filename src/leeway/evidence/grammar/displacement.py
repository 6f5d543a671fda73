"""People driven from home: `displacement`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import passive
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.displacement_goal import goal_of
from leeway.evidence.grammar.displacement_lists import tallies
from leeway.evidence.grammar.displacement_parts import figure_before, of_whom
from leeway.evidence.grammar.displacement_share import shared
from leeway.evidence.grammar.displacement_where import place_of
from leeway.evidence.grammar.displacement_who import CIVIL, others_counted, people, soldiers
from leeway.evidence.grammar.draft import Draft, extent, value_of
from leeway.evidence.grammar.evacuated import CARRIERS
from leeway.evidence.grammar.headcount_class import at_home
from leeway.evidence.grammar.lexicon import Hit
from leeway.evidence.grammar.line import BE, Chunk, Line
from leeway.evidence.grammar.scene import Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.model import Value

NOT_DISPLACED = frozenset(["staff", "contractors", "aid workers"])
COUNTED_ONLY = ("CROSSX", "ARRIVEX", "GATHER", "RECEIVE", "LABELN", "FEED", "THERE", "LEFTX", "BEIN")
REFUGES = words("displacement.REFUGES")
TOWN_OF = (["town", "of"], ["city", "of"], ["village", "of"], ["district", "of"], ["province", "of"])
CENTRES = frozenset(
    ["centre", "centres", "center", "centers", "shelters", "sites", "site", "settlement", "settlements"]
)
REST = frozenset(["rest", "remainder", "others"])
GONE_FROM = frozenset(["from", "border", "frontier", "crossing", "camp", "camps"])
ELSEWHERE = frozenset(["home", "to", "the", "on", "back", "into", "down", "up", "missing", "already", "over"])
ARRIVING = ("ARRIVE", "ARRIVEX", "CROSS", "CROSSX")
NAMING = ("N", "LABELN")
OF = ("families", "households", "children", "relatives")
MANY = 500
"""From this number on, people "registered" or "left" without a noun are the displaced."""

__all__ = ["read", "tallies"]


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """People, mostly counted, with a verb of flight or of sheltering."""
    pattern, status = hit.row.pattern, hit.row.status
    a, b = line.clause(hit.start)
    if pattern in ("GATHER", "THERE", "BEIN") and soldiers(line, a, b):
        return
    if pattern == "HOLD":
        if not (REFUGES | CENTRES) & set(line.w[a : hit.start]):
            return  # "the rebels hold 300 people"
        pattern = "HOST"
    if pattern == "LABELN" and (hit.start > 1 or line.w[hit.end : hit.end + 1] not in ([":"], ["-"], ["("])):
        return
    if pattern == "N" and _told_by_verb(line, hit, scene, a, b):
        return  # "9,000 displaced people are crammed into schools": the verb tells
    number, group = people(line, hit, pattern, a, b)
    if pattern == "RECEIVE" and number is None and passive(line, hit):
        number, group = people(line, hit, "S", a, b)  # "about 6,000 have been registered at Kolda"
    rest = status == "sheltering" and bool(REST & set(line.w[a : hit.start]))
    if rest:
        number = None  # "the rest live with kin"
    if pattern == "S" and hit.row.words.startswith("flee") and _to_refuge(line, hit):
        pattern, status = "SHELTER", "sheltering"
    if number is None and pattern == "SHELTER" and any(0 <= n.start - hit.end <= 2 for n in line.of("number")):
        pattern = "HOST"  # "the town is sheltering 9,000 people"
        number, group = people(line, hit, pattern, a, b)
    if not _fits(line, hit, scene, number, group, a, b):
        return
    pronoun = None
    if number is None and group is None:
        pronoun = _they(line, hit, scene, status, a)
        if pronoun is None and not (rest and line.sentence.paragraph == scene.people_paragraph):
            return
    goal = goal_of(line, hit, scene, pattern, number, group, a, b)
    status = status if goal is None else "sheltering"
    place = goal or place_of(line, hit, scene, pattern, status, a, b, number or group)
    if status == "sheltering" and goal is None and scene.fled_line == scene.line_number and scene.fled_to is not None:
        told = any(c.what is place for kind in ("place", "facility") for c in line.of(kind))
        place = place if told else scene.fled_to  # "400,000 have left their homes; 60,000 are staying in schools"
    if status == "sheltering" and place is None and pattern == "SHELTERD":
        place = scene.country()  # "180,000 of them are living in public shelters"
    of = str(group.what.status) if group is not None and group.what.status in OF else None
    value = (
        value_of(number.what, of if of in ("families", "households") else "people") if number is not None else pronoun
    )
    if number is not None and value is not None:
        value = shared(line, number, value, a, b)
    if number is not None:
        scene.people, scene.people_paragraph = value, line.sentence.paragraph
    if status == "displaced" and pattern not in ARRIVING:
        scene.fled_to = place if place is not None and place.kind == "country" else None
        scene.fled_line = scene.line_number
    start, last = extent(line, hit.start, hit.end, number, group)
    days = when(line, scene, hit.start, False) or scene.period_days(line)
    yield Draft(
        line, start, last, hit.start, "displacement", status, None, place, value, of, days,
        trigger_end=hit.end, word=hit.row.words,
    )  # fmt: skip
    if number is not None and group is not None and status == "displaced":
        yield from of_whom(line, scene, number, hit)
    before = figure_before(line, hit) if number is not None else None
    if before is not None:
        yield Draft(
            line, max(hit.end, before.start - 2), before.end, before.start, "displacement", status, None, place,
            value_of(before.what, "people"), of, when(line, scene, before.start, False), trigger_end=before.end,
            word="before",
        )  # fmt: skip


def _abroad(line: Line, c: Chunk, scene: Scene) -> bool:
    return c.what.pattern == "citizen" and not at_home(c, scene, line)


def _to_refuge(line: Line, hit: Hit) -> bool:
    """ "Have fled to the mission": where they are now is told, not where they came from."""
    w = line.w
    return w[hit.end : hit.end + 1] in (["to"], ["into"]) and bool(REFUGES & set(w[hit.end + 1 : hit.end + 5]))


def _told_by_verb(line: Line, hit: Hit, scene: Scene, a: int, b: int) -> bool:
    """Whether another trigger of the clause tells of the same people what they do."""
    for h in line.hits:
        if h.row.family != "displacement" or h.row.pattern in NAMING or not a <= h.start < b:
            continue
        number, group = people(line, h, h.row.pattern, a, b)
        if (number is not None or group is not None) and _fits(line, h, scene, number, group, a, b):
            return True
    return False


def _they(line: Line, hit: Hit, scene: Scene, status: str, a: int) -> Value | None:
    """ "They are sleeping in schools": those counted before in the paragraph."""
    told = bool({"they", "them"} & set(line.w[a : hit.start])) and line.sentence.paragraph == scene.people_paragraph
    return scene.people if told and status == "sheltering" else None


def _fits(line: Line, hit: Hit, scene: Scene, number: Chunk | None, group: Chunk | None, a: int, b: int) -> bool:
    """What a pattern asks for besides the words of its trigger."""
    pattern, status = hit.row.pattern, hit.row.status
    w = line.w
    if number is None and pattern in COUNTED_ONLY:
        return False
    if number is not None and others_counted(line, hit, scene, number, group):
        return False
    bare = number is not None and group is None and not number.what.noun
    if bare and status == "sheltering" and scene.counted is not None and scene.line_number - scene.counted_line <= 1:
        return False  # "300 Canadians are in the hotel. Sixty more are stranded in Kolda."
    if group is not None and group.what.status in NOT_DISPLACED:
        return False
    if hit.row.words.startswith("drive:v **") and group is not None and group.what.pattern in ("staff", "citizen"):
        return at_home(group, scene, line)  # "drove 43 foreign engineers from Kolda to the coast"
    if "whom" in w[a : hit.start] and any(
        c.what.pattern == "staff" or _abroad(line, c, scene) for c in line.of("class")
    ):
        return False  # "the Britons, of whom 170 are in camps in the oilfields"
    if number is None and status == "sheltering" and w[hit.start - 1 : hit.start] == ["to"]:
        return False  # "told its citizens to shelter in place"
    if hit.row.words.startswith(("stranded", "marooned", "stuck")) and group is not None:
        return group.what.pattern in ("people", "displaced") or at_home(group, scene, line)
    low = (number.what.low or number.what.high or 0) if number is not None else 0
    noun = number.what.noun or "" if number is not None else ""
    if group is not None and _abroad(line, group, scene) and pattern == "S" and any(x in CARRIERS for x in w[a:b]):
        return False  # "620 foreigners got out on Chinese ships"
    if hit.row.words.startswith("land") and (group is None or group.what.pattern != "displaced"):
        return False  # "a company of paratroops landed"
    if pattern in ("ARRIVEX", "CROSSX", "ARRIVE") and any(x in CARRIERS for x in w[a:b]):
        return False  # moved out by somebody
    own = line.sentence.paragraph in (scene.mission_paragraph, scene.staff_moving, scene.evacuating)
    them = number is not None and "them" in w[number.start : number.end + 2]
    if them and own and scene.people_paragraph != line.sentence.paragraph:
        return False  # "we relocated those colleagues; nine of them have reached Segou"
    if pattern == "CROSSX" and not any("border" in x or x in ("frontier", "river", "over") for x in w[a:b]):
        refugees = group is not None and (group.what.pattern == "displaced" or at_home(group, scene, line))
        return refugees and any(hit.end <= c.start <= hit.end + 1 for kind in ("place", "actor") for c in line.of(kind))
    if hit.row.words.startswith("have/has/had arrived"):
        return group is not None and (group.what.pattern == "displaced" or at_home(group, scene, line))
    if pattern == "HOST" and number is not None and low < 20 and group is None:
        return False  # "House 2: all fine"
    if pattern == "GONEP" and (w[hit.end : hit.end + 1] and w[hit.end] in ELSEWHERE):
        return False  # "have gone home", "have gone the other way"
    if pattern == "GONEP" and group is not None and group.what.status not in ("people", "civilians"):
        return False
    if (
        status == "displaced"
        and number is not None
        and any(
            h.row.family == "displacement" and h.row.pattern in ("HOST", "FEED") and h.end <= number.start <= h.end + 4
            for h in line.hits
        )
    ):
        return False  # "is feeding 9,000 people who have come across": told once, where they are
    if pattern == "HOST" and group is not None and group.what.pattern == "citizen":
        return at_home(group, scene, line)  # "home to 20,000 Lebanese" is a head count
    if pattern == "RECEIVE" and w[hit.start - 1 : hit.start] in (["of"], ["the"], ["all"], ["these"]):
        return False  # "the number of registered refugees"
    if pattern in ("RECEIVE", "FEED"):
        displaced = group is not None and (group.what.pattern == "displaced" or at_home(group, scene, line))
        if group is not None and group.what.pattern in ("citizen", "citizenx", "staff") and not displaced:
            return False
        own = scene.home is not None and noun.rstrip("s") == scene.home[1].casefold()
        plain = (not noun and group is None) or (group is not None and group.what.pattern == "people")
        return displaced or own or "arrivals" in w[hit.end : b] or (plain and low >= MANY)
    if pattern == "GATHER":
        return group is None or group.what.pattern in CIVIL
    if pattern == "THERE":
        return bool(REFUGES & set(w[a:b])) and (group is None or group.what.pattern in ("people", "displaced"))
    if pattern == "BEIN":
        told = line.sentence.paragraph == scene.people_paragraph
        them = bool({"them", "whom"} & set(w[a : hit.start]))
        displaced = group is not None and group.what.pattern == "displaced"
        spot = any(0 <= c.start - hit.end <= 2 for c in line.of("place"))
        return spot and (displaced or (told and them and group is None))
    if pattern in ("LEFT", "LEFTX"):
        whole = group is not None and group.what.pattern in ("people", "displaced") and number is not None
        whole = whole or (number is not None and not noun and low >= 1000)
        if number is not None and any(noun.endswith(x) for x in ("families", "households", "people")):
            whole = True
        first = hit.end + (2 if w[hit.end + 1 : hit.end + 3] in TOWN_OF else 0)
        near = w[hit.end : hit.end + 1] != ["for"] and any(
            0 <= c.start - first <= 1 for kind in ("place", "facility") for c in line.of(kind)
        )
        going = w[hit.start] == "leaving" and group is not None and group.what.pattern == "people"
        return (whole or going) and near
    if number is None and (pattern in ("CROSS", "ARRIVE", "SHELTERD") or status == "displaced"):
        known = group is not None and group.what.status in ("people", "families", "civilians")
        if group is not None and group.what.pattern == "displaced" and pattern == "ARRIVE":
            return True
        if group is None or not known or pattern in ("CROSS", "ARRIVE"):
            return False
    if pattern == "SHELTERD":
        told = line.sentence.paragraph == scene.people_paragraph and bool({"them", "whom"} & set(w[a : hit.start]))
        if told and group is None and number is not None:
            return bool(REFUGES & set(w[hit.end : b]))  # "some 9,000 of them are living in public shelters"
        return group is not None and (group.what.pattern == "displaced" or bool(REFUGES & set(w[hit.end : b])))
    if pattern == "ARRIVE" and group is not None and group.what.pattern != "displaced":
        many = low >= 100 and group.what.pattern == "people" and line.sentence.paragraph != scene.evacuating
        return (
            many or bool(GONE_FROM & set(w[hit.start : b])) or at_home(group, scene, line) or "foot" in w[hit.start : b]
        )
    if pattern == "FLIGHT":
        return "flight" in w[hit.start : hit.end + 12]
    if pattern == "STAND":
        return any(x in BE for x in w[a : hit.start])
    return True
