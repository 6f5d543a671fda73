"""How the scene moves on: what a line adds to it before and after it is read."""

from __future__ import annotations

from leeway.evidence.attribution.missions import adjective
from leeway.evidence.grammar.built import facilities
from leeway.evidence.grammar.days import DATED, usable
from leeway.evidence.grammar.labels import label_end
from leeway.evidence.grammar.line import BETWEEN, DETERMINERS, PREPOSITIONS, SAYING, Chunk, Line, is_verb
from leeway.evidence.grammar.meant import ASIDE, SOURCES, led_to, meant, measured, salient
from leeway.evidence.grammar.missions import missions
from leeway.evidence.grammar.past import YEAR
from leeway.evidence.grammar.scene import REGIONS, TOWNS, Scene
from leeway.evidence.grammar.unknown import unknown_places
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.calendar import WEEKDAYS
from leeway.evidence.language.model import PlaceName, Sentence

COMMON = words("scene.COMMON")
AIRWAVES = words("passing.AIRWAVES")
STATIONS = frozenset(["radio", "television", "tv", "broadcaster", "broadcasting", "wireless", "station"])


def enter(scene: Scene, line: Line) -> None:
    """Add to the line the places it names by "the city", "the capital", "there" or a facility; move the scene on."""
    sentence = line.sentence
    scene.line_number += 1
    scene.today = scene.text.today(sentence.start)
    if scene.voices.passages:
        _passage(scene, sentence)
    if scene.item_paragraph >= 0 and sentence.paragraph != scene.item_paragraph:
        scene.section_place, scene.item_paragraph = None, -1
    named = line.of("place")
    aside = {c.start for c in named if _only_actor(scene, line, c)}
    places = line.chunks["place"] = [c for c in named if c.start not in aside]
    if sentence.heading:
        scene.section_place = _headed(scene, line, places)
        times = [t for t in line.of("time") if t.what.kind in DATED and t.what.days]
        rest = len(line.w) - sum(t.end - t.start for t in times)
        weekday = sentence.tokens[0].norm in WEEKDAYS and not any(YEAR.match(t.text) for t in sentence.tokens)
        dated = bool(times) and rest <= 2 and ((sentence.paragraph > 3 and not scene.notice) or weekday)
        scene.section_time = times[0].what.days if dated else None
        scene.section_words = " ".join(line.w)
    _period(scene, line)
    _station(line)
    missions(scene, line)
    if not sentence.heading:
        unknown = unknown_places(line, scene.printed, scene.capitalised, scene.text.respelled, scene.entries > 1)
        places.extend(c for c in unknown if c.start not in aside)
        places.sort(key=lambda c: c.start)
    meant(scene, line, places)
    if "capital" in line.w:  # "The Mali capital": the town is meant, the country only tells whose it is.
        seats = {c.start for c in places if c.what.kind in TOWNS and line.w[c.start] == "capital"}
        places[:] = [c for c in places if c.what.kind != "country" or c.end not in seats]
    facilities(scene, line, places)
    places.sort(key=lambda c: c.start)


def _passage(scene: Scene, sentence: Sentence) -> None:
    """In the words of a ministry or a mission "the embassy" is that of its state, and its orders are advice."""
    middle = (sentence.start + sentence.end) // 2
    passage = next((p for p in scene.voices.passages if p.start <= middle < p.end), None)
    if passage == scene.passage:
        return
    scene.passage = passage
    scene.notice = passage is not None and passage.state is not None
    if passage is None or passage.state is None:
        scene.mission = scene.issuer = None
        return
    town = scene.home[2] if scene.home else ""
    label = adjective(passage.state)
    named = [m.name for m in scene.missions if m.name.startswith(label)]
    scene.mission = named[0] if named else f"{label} embassy {town}".strip()
    scene.mission_paragraph, scene.issuer = sentence.paragraph, passage.speaker.org


def _station(line: Line) -> None:
    """ "State radio, Kabul: the airport is closed": the station says it, and is not what is closed."""
    k = label_end(line)
    if k < 0 or not STATIONS & set(line.w[:k]):
        return
    verb = next((j for j in range(k + 1, len(line.w)) if is_verb(line, j)), -1)
    told = any(line.within(kind, k + 1, verb) for kind in ("exit", "place", "actor", "force", "building", "number"))
    if not told or any(is_verb(line, j) for j in range(k)):
        return  # "State radio: off the air"
    for kind in ("exit", "building"):
        line.chunks[kind] = [c for c in line.of(kind) if c.start > k]


def _headed(scene: Scene, line: Line, places: list[Chunk]) -> PlaceName | None:
    """The place a heading is about: none abroad, and none that only tells where the body that writes has its seat."""
    area = scene.text.report.country
    named = [c.what for c in places if c.what.kind != "country"]
    home = [p for p in named if not area or p.country is None or p.country in area]
    if any(c.what.kind in ("organisation", "mission") for c in line.of("actor")) or not home:
        return None
    return home[0]  # type: ignore[no-any-return]


def leave(scene: Scene, line: Line) -> None:
    """Remember what the line named, for the lines after it."""
    sentence, places = line.sentence, line.of("place")
    if line.of("facility"):
        scene.facility, scene.facility_paragraph = line.of("facility")[-1].what, sentence.paragraph
    airports = [c.what for c in places if c.what.kind in ("airport", "facility")]
    if airports:
        scene.facility, scene.facility_paragraph = airports[-1], sentence.paragraph
    missions = [c.what.name for c in line.of("actor") if c.what.kind == "mission"]
    if missions:
        scene.mission, scene.mission_paragraph = missions[-1], sentence.paragraph
    bodies = [c.what.name for c in line.of("actor") if c.what.kind == "organisation"]
    if bodies:
        scene.body, scene.body_paragraph = bodies[-1], sentence.paragraph
    for c in places:
        if c.what.kind in TOWNS and line.w[c.start - 1 : c.start] not in ASIDE and not measured(line, c):
            if line.w[c.end : c.end + 1] in (["road"], ["highway"], ["axis"], ["front"]) or not salient(scene, line, c):
                continue
            scene.city = c.what
            scene.city_paragraph = sentence.paragraph
            if c.what.kind != "capital":
                scene.town, scene.town_paragraph = c.what, sentence.paragraph
            if _opens(line, c):
                scene.stage, scene.stage_paragraph = c.what, sentence.paragraph
            if scene.first_city is not None and c.what.name == scene.first_city.name:
                scene.first_paragraph = sentence.paragraph
        if c.what.kind == "area" and not line.tokens[c.end - 1].text[:1].isupper():
            continue  # "in the north" says where, but the story does not move there
        if c.what.kind == "area":
            scene.area = c.what
        if c.what.kind in REGIONS:
            scene.region = c.what
        if c.what.kind != "country" and not led_to(line, c):
            scene.spot = c.what


def _opens(line: Line, c: Chunk) -> bool:
    """ "In Juba itself the streets were calm", "Here in the capital": what follows in the paragraph is told of it."""
    head = [w for w in line.w[: c.start] if w not in DETERMINERS and w not in ("but", "and", "meanwhile", "here", ",")]
    if head not in (["in"], ["at"]) or (c.what.kind == "capital" and not SAYING.isdisjoint(line.w)):
        return False
    return line.w[c.end : c.end + 1] not in (["province"], ["region"], ["state"], ["district"])


def _period(scene: Scene, line: Line) -> None:
    """The reporting period and the "as of" day of a situation report or factbox, said near its head."""
    if scene.line_number > 8:
        return
    for c in line.of("time"):
        if not usable(c.what):
            continue
        if c.what.kind == "span" and ("period" in line.w or "covering" in line.w or "covers" in line.w):
            scene.period = scene.period or c.what.days
        if c.what.kind == "day" and any(
            line.w[k : k + 2] == ["as", "of"] for k in range(max(0, c.start - 5), c.start + 1)
        ):
            scene.as_of = c.what.days


def _only_actor(scene: Scene, line: Line, c: Chunk) -> bool:
    """A foreign state or its capital that acts or owns: "Washington told", "U.S. citizens"."""
    if c.what.kind in ("airport", "facility") and not any(
        t.text[:1].isupper() for t in line.tokens[c.start + (c.start == 0 and line.w[0] in COMMON) : c.end]
    ):
        return True  # "the airport" without a name: which one is settled here
    owner = line.at("actor", c.start)
    if (
        owner is not None
        and owner.what.kind in ("media", "organisation")
        and owner.start <= c.start
        and owner.end >= c.end
    ):
        return True
    if line.w[c.end : c.end + 1] and line.w[c.end] in AIRWAVES and line.tokens[c.end].text[:1].isupper():
        return True  # "Baghdad Radio"
    if scene.home is None or c.what.name in scene.home or c.what.kind not in ("country", "capital", "city"):
        return False
    abroad = c.what.country not in scene.text.report.country
    if abroad and c.what.kind in ("capital", "city") and (_acts(line, c) or _where_it_is_said(line, c)):
        return True
    actor = line.at("actor", c.start)
    if actor is None or actor.what.kind not in ("state", "government", "mission", "ministry", "army"):
        return False
    if c.what.country in scene.text.report.country and c.what.kind != "country":
        return False
    return line.w[c.start - 1 : c.start] not in [[p] for p in ("in", "to", "into", "with", "from", "at", "for")]


def _acts(line: Line, c: Chunk) -> bool:
    """Whether a capital stands for its government ("Paris has aircraft", "Ottawa's soldiers")."""
    before = line.w[c.start - 1] if c.start else ""
    after = c.end
    while after < len(line.w) and line.w[after] in BETWEEN:
        after += 1
    if line.owner[c.end - 1]:
        return before not in ("in", "at", "near", "of")
    return before not in PREPOSITIONS and after < len(line.w) and is_verb(line, after)


def _where_it_is_said(line: Line, c: Chunk) -> bool:
    """Whether the place is only where a source sits: "the defence ministry in Delhi", "reports in Saigon"."""
    k = c.start - 1
    if k < 1 or line.w[k] != "in":
        return False
    office = line.at("actor", k - 1)
    official = office is not None and office.what.kind in ("ministry", "government", "army", "media", "organisation")
    return official or line.w[k - 1] in SOURCES or line.w[k - 1] in ("reports", "comment", "ministry", "officers")
