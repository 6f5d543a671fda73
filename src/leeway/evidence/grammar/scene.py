"""What a reader of the report has in mind at a sentence: the country, its army, the city last named, the section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from leeway.evidence.attribution.lexicon import lexicon
from leeway.evidence.attribution.model import Actor, Voices
from leeway.evidence.grammar.line import Chunk, Line
from leeway.evidence.grammar.unknown import unknown_places
from leeway.evidence.grammar.wordlists import words
from leeway.evidence.language.model import PlaceName, Sentence, Text, TimeWord
from leeway.evidence.model import Days, Value

NOTICES = (
    "alert",
    "advisory",
    "security message",
    "notice",
    "warden",
    "travel advice",
    "emergency message",
    "demonstration alert",
)
TOWNS = frozenset(["capital", "city", "town"])
MEANT = frozenset(["capital", "city", "town", "village", "country", "nation", "there", "here"])
CITY_WORDS = frozenset(["city", "town", "village"])
LAND_WORDS = frozenset(["country", "nation"])
NOT_THE_CITY = words("scene.NOT_THE_CITY")
BEFORE_CITY = words("scene.BEFORE_CITY")
DATED = frozenset(["day", "span", "since", "until"])


@dataclass(slots=True)
class Scene:
    """`home`: (name, demonym, capital) of the state the report is about. `group`: the armed group named most often.

    `city`, `spot`: the town and the place of any kind named last. `section_place`, `section_time`: of the heading
    above. Names are as gazetteer and attribution give them.
    """

    text: Text
    voices: Voices
    home: tuple[str, str, str] | None = None
    group: str | None = None
    city: PlaceName | None = None
    spot: PlaceName | None = None
    first_city: PlaceName | None = None
    city_paragraph: int = -1
    first_paragraph: int = -1
    area: PlaceName | None = None
    one_city: bool = False
    goal: str | None = None
    facility: PlaceName | None = None
    fallen: bool = False
    body: str | None = None
    body_paragraph: int = -1
    people: Value | None = None
    people_paragraph: int = -1
    asked_how_long: int = -9
    exit: tuple[str, PlaceName | None] | None = None
    exit_line: int = -1
    entry: tuple[str, PlaceName | None] | None = None
    entry_paragraph: int = -1
    theme: str | None = None
    item_paragraph: int = -1
    line_number: int = 0
    as_of: Days | None = None
    theme_holder: str | None = None
    section_place: PlaceName | None = None
    section_time: Days | None = None
    section_words: str = ""
    holders: dict[str, str | None] = field(default_factory=dict)
    missions: list[Actor] = field(default_factory=list)
    mission: str | None = None
    mission_paragraph: int = -1
    counted: str | None = None
    columns: list[str] = field(default_factory=list)
    notice: bool = False
    issuer: str | None = None
    printed: dict[str, PlaceName] = field(default_factory=dict)
    period: Days | None = None

    def period_days(self, line: Line) -> Days | None:
        """The reporting period, where the line speaks of it."""
        return self.period if self.period and "period" in line.w else None

    @property
    def army(self) -> str:
        return f"{self.home[1]} army" if self.home else "army"

    @property
    def government(self) -> str:
        return f"{self.home[1]} government" if self.home else "government"

    def country(self) -> PlaceName | None:
        return _bare(self.home[0], "country") if self.home else None

    def capital(self) -> PlaceName | None:
        return _bare(self.home[2], "capital") if self.home and self.home[2] else None


def scene_of(text: Text, voices: Voices) -> Scene:
    """The scene before the first sentence."""
    states = lexicon().states
    codes = [c for c in text.report.country if c in states]
    scene = Scene(text, voices, states[codes[0]] if codes else None)
    groups = Counter(a.name for a in voices.actors if a.kind == "armed_group")
    if groups:
        scene.group = groups.most_common(1)[0][0]
    scene.missions = [a for a in voices.actors if a.kind == "mission"]
    if voices.default.org and voices.default.org != text.report.publisher:
        scene.notice, scene.issuer = True, voices.default.org
        scene.mission = voices.default.org
    opening = " ".join([text.report.title or "", *(text.clean[s.start : s.end] for s in text.sentences[:2])]).casefold()
    if (
        scene.missions
        and any(w in opening for w in NOTICES)
        and not any(f.end for f in voices.frames if f.start < 400 and not f.carried)
    ):
        scene.notice = True
        scene.mission = scene.mission or scene.missions[0].name
    scene.printed = {text.clean[p.start : p.end]: p for p in text.places if p.kind in TOWNS}
    towns = [p for p in text.places if p.kind in TOWNS]
    own = [p for p in towns if p.country in text.report.country] if text.report.country else towns
    towns = own or towns
    seat = scene.capital()
    printed = (text.report.title or "").casefold()
    told = seat is not None and (
        seat.name.casefold() in printed or (text.dateline or "").casefold() == seat.name.casefold()
    )
    if seat is not None and told and all(p.name != seat.name for p in towns):
        towns = [seat, *towns]  # named in the title or the dateline only
    if towns:
        counts = Counter(p.name for p in towns)
        title = (text.report.title or "").casefold()
        for name in counts:
            counts[name] += 2 * (name.casefold() in title) + 2 * (name.casefold() == (text.dateline or "").casefold())
            if scene.home is not None and name == scene.home[2]:
                counts[name] += 1
        most, times = counts.most_common(1)[0]
        scene.one_city = times >= 5 and times >= 0.4 * sum(counts.values())
        scene.first_city = next(p for p in towns if p.name == most)
    return scene


def enter(scene: Scene, line: Line) -> None:
    """Add to the line the places it names by "the city", "the capital", "there" or a facility; move the scene on."""
    sentence = line.sentence
    scene.line_number += 1
    if scene.item_paragraph >= 0 and sentence.paragraph != scene.item_paragraph:
        scene.section_place, scene.item_paragraph = None, -1
    places = line.chunks["place"] = [c for c in line.of("place") if not _only_actor(scene, line, c)]
    if sentence.heading:
        named = [c.what for c in places if c.what.kind != "country"]
        scene.section_place = named[0] if named else None
        times = [t for t in line.of("time") if t.what.kind in DATED and t.what.days]
        rest = len(line.w) - sum(t.end - t.start for t in times)
        dated = bool(times) and rest <= 2 and sentence.paragraph > 3
        scene.section_time = times[0].what.days if dated else None
        scene.section_words = " ".join(line.w)
    _period(scene, line)
    _missions(scene, line)
    if not sentence.heading:
        places.extend(unknown_places(line, scene.printed))
        places.sort(key=lambda c: c.start)
    _meant(scene, line, places)
    _facilities(scene, line, places)
    places.sort(key=lambda c: c.start)


MISSION_SHORT = words("scene.MISSION_SHORT")
OF_MISSIONS = frozenset(["ambassador", "diplomats", "embassy", "emb", "consulate", "staff", "families", "dependants"])
MISSION_HEADINGS = frozenset(["missions", "embassies", "diplomatic"])


def _missions(scene: Scene, line: Line) -> None:
    """Missions in short: "US emb", "EU delegation", and a state that labels an entry under "Missions"."""
    town = scene.home[2] if scene.home else ""
    listed = bool(MISSION_HEADINGS & set(scene.section_words.split()))
    actors = line.of("actor")
    for k, c in enumerate(actors):
        if c.what.kind not in ("state", "organisation"):
            continue
        after = line.w[c.end : c.end + 1]
        short = bool(after) and after[0] in MISSION_SHORT
        bare = c.start <= 1 and bool(after) and after[0] in (":", "-", "–", "—", "|") and c.what.kind == "state"
        label = bare and (listed or bool(OF_MISSIONS & set(line.w[c.end :])))
        if not short and not label:
            continue
        owner = {"United States": "US", "United Kingdom": "UK", "European Union": "EU"}.get(c.what.name, c.what.name)
        owner = {state: demonym for state, demonym, _ in lexicon().states.values()}.get(owner, owner)
        noun = after[0] if after[0] in ("delegation", "legation") else "embassy"
        what = replace(c.what, name=f"{owner} {noun} {town}".strip(), kind="mission")
        actors[k] = Chunk("actor", c.start, c.end + short, what)


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


def leave(scene: Scene, line: Line) -> None:
    """Remember what the line named, for the lines after it."""
    sentence, places = line.sentence, line.of("place")
    if line.of("facility"):
        scene.facility = line.of("facility")[-1].what
    airports = [c.what for c in places if c.what.kind in ("airport", "facility")]
    scene.facility = airports[-1] if airports else scene.facility
    missions = [c.what.name for c in line.of("actor") if c.what.kind == "mission"]
    if missions:
        scene.mission, scene.mission_paragraph = missions[-1], sentence.paragraph
    bodies = [c.what.name for c in line.of("actor") if c.what.kind == "organisation"]
    if bodies:
        scene.body, scene.body_paragraph = bodies[-1], sentence.paragraph
    for c in places:
        if c.what.kind in TOWNS and line.w[c.start - 1 : c.start] not in ASIDE and not _measured(line, c):
            if line.w[c.end : c.end + 1] in (["road"], ["highway"], ["axis"], ["front"]) or not _salient(
                scene, line, c
            ):
                continue
            scene.city = c.what
            scene.city_paragraph = sentence.paragraph
            if scene.first_city is not None and c.what.name == scene.first_city.name:
                scene.first_paragraph = sentence.paragraph
        if c.what.kind == "area":
            scene.area = c.what
        if c.what.kind != "country":
            scene.spot = c.what


OF_THE_CITY = frozenset(
    ["airport", "port", "presidential palace", "parliament", "airfield", "army headquarters", "television"]
)
ASIDE = (["from"], ["via"])
COMMON = words("scene.COMMON")


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
    if scene.home is None or c.what.name in scene.home or c.what.kind not in ("country", "capital", "city"):
        return False
    actor = line.at("actor", c.start)
    if actor is None or actor.what.kind not in ("state", "government", "mission", "ministry"):
        return False
    if c.what.country in scene.text.report.country and c.what.kind != "country":
        return False
    return line.w[c.start - 1 : c.start] not in [[p] for p in ("in", "to", "into", "with", "from", "at", "for")]


def _measured(line: Line, c: Chunk) -> bool:
    """Whether a distance is measured to the place ("330 km north of the capital")."""
    return any(n.what.unit == "km" and 0 < c.start - n.end <= 5 for n in line.of("number"))


def _salient(scene: Scene, line: Line, c: Chunk) -> bool:
    """Whether "the city" may mean the town: no origin, no end of a distance, not where a speaker is, not abroad."""
    before = line.w[c.start - 1 : c.start]
    if before in ASIDE or _measured(line, c):
        return False
    if before == ["in"] and line.w[c.end : c.end + 1] in (["told"], ["said"], ["says"], ["put"], ["give"], ["gave"]):
        return False
    area = scene.text.report.country
    return not (area and c.what.country and c.what.country not in area)


def city_before(scene: Scene, line: Line, i: int, facility: bool = False) -> PlaceName | None:
    """The town meant at token `i`: one named before it in the sentence, the section's, the one the paragraph is about,
    the one the report is about; for "the airport" the last of these goes before the paragraph's."""
    here = [c.what for c in line.of("place") if c.end <= i and c.what.kind in TOWNS and _salient(scene, line, c)]
    if here:
        return here[-1]  # type: ignore[no-any-return]
    if scene.section_place is not None:
        return scene.section_place
    if (
        scene.first_city is not None
        and scene.first_paragraph == line.sentence.paragraph
        and scene.first_city.kind == "capital"
    ):
        return scene.first_city
    if (
        scene.city is not None
        and (scene.first_city is None or not facility)
        and scene.city_paragraph == line.sentence.paragraph
    ):
        return scene.city
    return scene.first_city or scene.city or scene.capital()


def _meant(scene: Scene, line: Line, places: list[Chunk]) -> None:
    w, n = line.w, len(line.w)
    for i, word in enumerate(w):
        if word not in MEANT:
            continue
        found: PlaceName | None = None
        before = w[i - 1] if i else ""
        after = w[i + 1] if i + 1 < n else ""
        if line.at("place", i) is not None:
            continue
        if word == "capital":
            if before in NOT_THE_CITY or after in ("cities", "city") or (i > 1 and line.at("number", i - 1)):
                continue
            if after == "of":
                found = next((c.what for c in places if c.end <= i and c.what.kind in TOWNS), scene.section_place)
            elif before in BEFORE_CITY or line.at("actor", i - 1) or before in ("afghan", "haitian"):
                found = scene.capital()
        elif word in CITY_WORDS:
            if after == "of" or before in NOT_THE_CITY or line.at("place", i):
                continue
            head = places[0] if places and places[0].start <= 1 and places[0].end < i else None
            if head is not None and w[head.end] in (":", "-", "–", "—") and before not in BEFORE_CITY:
                found = head.what  # "Malakal: SPLA hold town"
            near = (w[i - 2] if i > 1 else "") in BEFORE_CITY
            if before in BEFORE_CITY or (near and not before[:1].isdigit()):
                found = city_before(scene, line, i)
        elif word in LAND_WORDS and before in BEFORE_CITY:
            found = scene.country()
        elif word in ("there", "here"):
            verb_next = after in ("is", "are", "was", "were", "has", "have", "had", "remain", "may", "could", "will")
            if verb_next or (word == "there" and i == 0):
                continue
            said = [c.what for c in places if c.end <= i and c.what.kind in TOWNS]
            found = said[-1] if said else scene.spot or scene.first_city
        if found is not None:
            start, end = line.span(i, i + 1)
            places.append(Chunk("place", i, i + 1, replace(found, start=start, end=end)))


def _facilities(scene: Scene, line: Line, places: list[Chunk]) -> None:
    """A facility with its town: "Kolda airport", "the base at Kolda", "the airport" where Kolda was named last."""
    w, n = line.w, len(line.w)
    found = line.chunks.setdefault("facility", [])
    for c in line.of("building"):
        own = line.at("place", c.start)
        if own is not None and own.what.kind in ("airport", "facility", "border"):
            continue
        near = [p for p in places if p.end == c.start or (p.end == c.start - 1 and line.owner[p.end - 1])]
        if c.end + 1 < n and w[c.end] in ("of", "at", "in", "near"):
            skip = c.end + 1 + (w[c.end + 1] == "the")
            near = near or [p for p in places if p.start == skip and p.what.kind != "country"]
        if c.what.status in ("border crossing", "border post") and not near:
            crossing = [p.what for p in places if p.end <= c.start and p.what.kind == "border"]
            spot_before = crossing[-1] if crossing else scene.spot
            if spot_before is not None and spot_before.kind == "border":
                start, end = line.span(c.start, c.end)
                found.append(Chunk("facility", c.start, c.end, replace(spot_before, start=start, end=end)))
                continue
        town = near[0].what if near else city_before(scene, line, c.start, c.what.status in OF_THE_CITY)
        if town is None:
            continue
        label = c.what.status
        known = [p.name for p in scene.text.places if p.kind == "airport" and getattr(p, "town", None) == town.name]
        name = known[0] if known and label == "airport" else f"{label}, {town.name}"
        start, end = line.span(c.start, c.end)
        spot = replace(town, start=start, end=end, name=name, kind="facility", capital_of=None)
        found.append(Chunk("facility", c.start, c.end, spot))


def _bare(name: str, kind: str) -> PlaceName:
    return PlaceName(0, 0, name, "", None, None, kind)


def times_of(line: Line, start: int, end: int) -> list[Chunk]:
    """Time words with days in tokens `[start, end)`."""
    return [c for c in line.of("time") if start <= c.start < end and usable(c.what)]


def usable(time: TimeWord) -> bool:
    return time.kind in DATED and time.days is not None


def layers_by_sentence(text: Text, voices: Voices, sentences: Sequence[Sentence]) -> list[dict[str, Sequence[object]]]:
    """For every sentence the places, actors, numbers and times that begin in it. One pass."""
    kinds: dict[str, Sequence[object]] = {
        "place": text.places,
        "actor": voices.actors,
        "number": text.numbers,
        "time": text.times,
    }
    found: list[dict[str, Sequence[object]]] = [{} for _ in sentences]
    for kind, records in kinds.items():
        at = 0
        for k, sentence in enumerate(sentences):
            while at < len(records) and records[at].start < sentence.start:  # type: ignore[attr-defined]
                at += 1
            first = at
            while at < len(records) and records[at].start < sentence.end:  # type: ignore[attr-defined]
                at += 1
            found[k][kind] = records[first:at]
    return found
