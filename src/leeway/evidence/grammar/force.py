"""Troops that come, go or stand: `force`."""

from __future__ import annotations

from collections.abc import Iterator

from leeway.evidence.grammar.arguments import chunks, passive
from leeway.evidence.grammar.days import when
from leeway.evidence.grammar.draft import Draft, extent, not_more, value_of
from leeway.evidence.grammar.force_again import PEOPLE, again
from leeway.evidence.grammar.force_ending import ending
from leeway.evidence.grammar.force_figures import of_aircraft, of_vehicles, part_of, to_come
from leeway.evidence.grammar.force_lead import lead_time, needed, notice
from leeway.evidence.grammar.force_leaving import abroad, away, from_home, put_to_sea, taken_out
from leeway.evidence.grammar.force_lists import further
from leeway.evidence.grammar.force_objects import Troops
from leeway.evidence.grammar.force_patterns import troops
from leeway.evidence.grammar.force_posts import left_empty
from leeway.evidence.grammar.force_spot import meant_spot
from leeway.evidence.grammar.force_where import foreign, place_of
from leeway.evidence.grammar.force_who import (
    OFFICE,
    SENDERS,
    UNITS,
    counts_force,
    fights,
    figure,
    number_after,
    owner,
    sort,
)
from leeway.evidence.grammar.force_whose import by_pronoun, foreign_before, remember, speaking_state
from leeway.evidence.grammar.inflect import Form
from leeway.evidence.grammar.lexicon import Hit, verb_forms
from leeway.evidence.grammar.line import BETWEEN, Line
from leeway.evidence.grammar.scene import TOWNS, Scene
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName
from leeway.evidence.model import Value

EVENTS = frozenset(["deploying", "withdrawing"])
SENT = ("O", "OPLAN", "OP")
NO_TROOPS = words("force.NO_TROOPS")
REFUSED = words("force.REFUSED")
INTO_LAND = ("enter:v",)
LAND = ("country", "area", "province")
SIGNALS = frozenset(["signal", "message"])
AHEAD_OF = frozenset(["prepare", "prepares", "preparing", "ahead", "before", "pending", "awaiting", "awaits", "await"])
EACH = frozenset(["each", "both", "all", "so", "far"])
BARE = ("CORD", "BOOTS", "MISSION", "READY")
"""Patterns that need no troops named."""


def read(line: Line, hit: Hit, scene: Scene) -> Iterator[Draft]:
    """A statement about a force, which must be named near the trigger: a noun of troops, an army, an armed group."""
    pattern, b = hit.row.pattern, line.clause(hit.start)[1]
    a = line.clause(hit.start)[0]
    if line.w[b : b + 1] == ["and"] and hit.row.status == "deploying" and line.at("force", b + 1) is not None:
        b = line.clause(b)[1]  # "is moving 100 marines and soldiers into Kolda to guard the embassy"
    if hit.row.status == "present" and SIGNALS & set(line.w[max(0, a - 8) : a]):
        return  # "a signal to the government that we are staying"
    if pattern == "OH" and _auxiliary(line, hit):
        return
    if (pattern == "GONE" or hit.row.words == "be:v gone") and any(
        hit.start - 2 <= c.end <= hit.start and line.w[c.start - 1] not in ("at", "in", "from", "of", "around")
        for c in line.of("place")
    ):
        return  # "Sake is gone" is `control`
    if pattern == "LEAD":
        yield from needed(line, hit, scene)
        return
    if pattern == "ABANDON" and passive(line, hit):
        yield from left_empty(line, hit, scene, b)
        return
    if hit.row.words in INTO_LAND and not any(c.what.kind in LAND for c in line.of("place") if c.start == hit.end):
        return  # into a town is `control`
    if hit.row.status == "withdrawing" and pattern in ("N", "NX"):
        yield from ending(line, hit, scene)
    found = troops(line, hit, scene, b)
    if hit.row.pattern in ("NX", "N") and _settled_before(line, hit):
        return
    if found is None:
        yield from again(line, hit, scene, b)
        return
    if not _counts(line, hit, found, b, scene):
        yield from again(line, hit, scene, b)
        if pattern == "NX" and hit.row.words == "deployment":  # "a first deployment within 48 hours"
            place = place_of(line, hit, scene, found.status, b, None)
            sent_by = speaking_state(line, hit.start, scene) or scene.sender
            yield from lead_time(line, hit.end, sent_by, place, b)
        return
    yield from _drafts(line, hit, scene, b, found)


def _counts(line: Line, hit: Hit, found: Troops, b: int, scene: Scene) -> bool:
    """Whether it is troops that are told of: named, or counted behind a sender."""
    force, sender = found.force, found.sender
    told = hit.row.pattern in ("OH", "OFX") and scene.line_number - scene.troops_line <= 1
    if force is None and (hit.row.pattern in SENT or told) and sender is not None:
        number = number_after(line, hit.end, b)
        if number is None and "more" not in line.w[hit.end : hit.end + 2]:
            return False
        people = number is not None and number.what.noun in ("people", "persons") and _told_lately(line, scene)
        if number is not None and number.what.noun and not counts_force(number) and not people:
            return False
        if number is not None and NO_TROOPS & set(line.w[number.end : number.end + 3]):
            return False  # "promises two more planes"
        return sender.what.kind in SENDERS
    if force is None:
        return hit.row.pattern in BARE or found.number is not None
    if force.kind == "actor" and not fights(force.what):
        return False
    return not (line.w[force.end : force.end + 1] and line.w[force.end] in OFFICE)


def _drafts(line: Line, hit: Hit, scene: Scene, b: int, found: Troops) -> Iterator[Draft]:
    force, sender, status = found.force, found.sender, found.status
    number = found.number or figure(line, force, hit, b)
    if hit.row.pattern == "OH" and number is None and (force is None or force.start > hit.end):
        return
    place = found.place or place_of(line, hit, scene, status, b, force, sender)
    place = _same_town(line, scene, place) if sender is not None else place
    place = meant_spot(line, hit, scene, place, b)
    actor = by_pronoun(line, hit.start, scene) if sender is None else None
    actor = actor or owner(line, force, sender, scene)
    if actor is None and hit.row.pattern == "MISSION":
        actor = scene.sender or foreign_before(line, hit.start, scene)
    remember(scene, actor)
    start, last = extent(line, hit.start, hit.end, force, sender, number)
    value = value_of(number.what, "people") if number is not None else None
    if number is not None and part_of(line, number):
        value = None
    if number is not None and (number.what.low or 0) < 20 and UNITS & set(line.w[number.end : number.end + 6]):
        value = None  # "one Army and two Marine battalions" are no three people
    if number is not None and (of_vehicles(line, number) or of_aircraft(force, number)):
        value = None
    if hit.row.pattern == "O" and hit.row.words.startswith("send") and away(line, hit, b, scene):
        status = "withdrawing"
        if place is None or place.kind == "country":
            place = scene.country()
    inside = line.w[hit.start : hit.end]
    outside = place is not None and scene.home is not None and abroad(place, scene)
    if status == "deploying" and hit.row.pattern == "OF" and "back" in inside:
        own = [c for c in chunks(line, ("place",), hit.start, hit.end) if c.what.kind != "country"]
        status, place = "withdrawing", own[0].what if own else place
    elif status == "deploying" and outside and taken_out(line, hit, b, scene):
        status, place = (
            "withdrawing",
            from_home(line, scene, b) or scene.section_place or scene.first_city or scene.country(),
        )
    elif status == "withdrawing" and (
        put_to_sea(line, hit, force, place, scene) or (outside and foreign(line, force, sender, scene))
    ):
        status, place = "deploying", scene.country()  # "four ships have left Norfolk"
    elif status == "deploying" and hit.row.words.startswith(("ship:v", "fly:v", "airlift:v", "ferry:v")):
        left = from_home(line, scene, b)
        if left is not None and place == left:
            status = "withdrawing"  # "shipped a contingent from the beach at Kolda"
    upto = number is not None and value is not None and not_more(line, number)
    if upto and value is not None:
        value = Value(None, value.low, value.unit, value.about)
    of = None if value is None and hit.row.pattern != "NOTONE" else sort(force)
    firm = "stated" if upto else "planned" if hit.row.pattern in ("OPLAN", "OGOAL") or _under_way(line, hit) else None
    if firm is None and hit.row.pattern == "N" and AHEAD_OF & set(line.w[max(0, hit.start - 4) : hit.start]):
        firm = "planned"  # "has come to prepare for the deployment of 1,000 men"
    if status == "deploying" and hit.row.pattern in ("N", "NX", "NASK", "ASK") and _off(line, hit):
        firm = "denied"
    elif hit.row.pattern in ("NASK", "ASK"):
        firm = "possible"
    if hit.row.pattern == "OH" and number is not None and to_come(line, hit, number):
        status = "deploying"
    main = Draft(
        line, start, last, hit.start, "force", status, actor, place, value, of,
        when(line, scene, hit.start, status in EVENTS), trigger_end=hit.end, word=hit.row.words,
        firmness=firm,
    )  # fmt: skip
    yield main
    scene.troops, scene.troops_paragraph = (actor, place), line.sentence.paragraph
    scene.troops_status = status
    others = any(c.start > hit.start and c.what.pattern in PEOPLE for c in line.of("class"))
    scene.troops_line = scene.troops_line if others else scene.line_number
    if number is not None:
        yield from further(line, hit, scene, main, number, force)
    if status == "deploying":
        yield from lead_time(line, hit.start, actor, place, b)
    elif status == "standby":
        yield from notice(line, hit, actor, place)


def _told_lately(line: Line, scene: Scene) -> bool:
    """Whether the paragraph spoke of troops: "Kenya has sent 400 police. Benin has offered 2,000 people"."""
    return scene.troops is not None and scene.troops_paragraph == line.sentence.paragraph


def _same_town(line: Line, scene: Scene, place: PlaceName | None) -> PlaceName | None:
    """ "France has 250 men in Kolda and is sending 150 more": to the same town, where no other place is told."""
    before = scene.troops[1] if scene.troops is not None and scene.troops_line == scene.line_number else None
    if place is None or place.kind != "country" or before is None or before.kind not in TOWNS:
        return place
    return place if any(c.what is place for c in line.of("place")) else before


def _off(line: Line, hit: Hit) -> bool:
    """ "turned down a request for peacekeepers", "has held up its deployment", "the dispatch of troops is put off"."""
    a, b = line.clause(hit.start)
    told = line.w[a:b]
    return bool(REFUSED & set(told)) or any(
        told[k] in ("turned", "put", "called", "held", "brushed")
        and told[k + 1] in ("down", "off", "up", "aside", "back")
        for k in range(len(told) - 1)
    )


def _settled_before(line: Line, hit: Hit) -> bool:
    """ "After the withdrawal is complete": taken for known, where the clause gives no day."""
    a, b = line.clause(hit.start)
    led = {"after", "once", "until", "since"} & set(line.w[max(a, hit.start - 6) : hit.start])
    return bool(led) and "announced" not in line.w[a:b] and not any(a <= t.start < b for t in line.of("time"))


def _under_way(line: Line, hit: Hit) -> bool:
    """ "Britain is sending 600": announced, not done."""
    return (
        hit.row.words.startswith(("send", "fly", "deploy", "dispatch"))
        and hit.form == Form.ING
        and line.w[hit.start - 1 : hit.start] in (["is"], ["are"])
    )


def _auxiliary(line: Line, hit: Hit) -> bool:
    """Whether "have" only helps another verb ("had brought", "has begun")."""
    k = hit.verb + 1 if hit.end - hit.start > 1 else hit.end
    if line.w[k : k + 1] == ["to"]:
        return True  # "has to send 1,000 men"
    while k < len(line.w) and (
        line.w[k] in BETWEEN or line.w[k] in EACH or line.at("time", k) or line.at("time", k + 1)
    ):
        k += 1  # "had by Thursday brought"
    return k < len(line.w) and (bool(verb_forms().get(line.w[k], 0) & Form.PARTICIPLE) or line.w[k] == "been")
