"""What a reader of the report has in mind at a sentence: the country, its army, the city last named, the section."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from leeway.evidence.attribution.lexicon import lexicon
from leeway.evidence.attribution.model import Actor, Passage, Voices
from leeway.evidence.grammar.draft import Draft
from leeway.evidence.grammar.line import Line
from leeway.evidence.grammar.unknown import names_of
from leeway.evidence.language.model import PlaceName, Text
from leeway.evidence.model import Days, Value
from leeway.evidence.places.capitals import governed_from

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
REGIONS = frozenset(["province", "area", "district"])


@dataclass(slots=True)
class Scene:
    """`home`: (name, demonym, capital) of the state the report is about. `group`: the armed group named most often.

    `one_town`: the town that is no capital and that the text tells of before all others.
    `city`, `spot`: the town and the place of any kind named last; `town`: the last town that is no capital.
    `stage`: the town a sentence opened with ("In X"). `section_place`, `section_time`: of the heading
    above. `today`: the day the line being read calls today. Names are as gazetteer and attribution give them.
    """

    text: Text
    voices: Voices
    today: date | None = None
    home: tuple[str, str, str] | None = None
    group: str | None = None
    city: PlaceName | None = None
    spot: PlaceName | None = None
    town: PlaceName | None = None
    town_paragraph: int = -9
    first_city: PlaceName | None = None
    city_paragraph: int = -1
    stage: PlaceName | None = None
    stage_paragraph: int = -1
    first_paragraph: int = -1
    area: PlaceName | None = None
    region: PlaceName | None = None
    one_city: bool = False
    one_town: PlaceName | None = None
    goal: str | None = None
    goal_line: int = -9
    last_taken: PlaceName | None = None
    taken_line: int = -9
    withdrew_line: int = -9
    facility: PlaceName | None = None
    facility_paragraph: int = -1
    fallen: bool = False
    body: str | None = None
    body_paragraph: int = -1
    troops: tuple[str | None, PlaceName | None] | None = None
    troops_paragraph: int = -1
    troops_line: int = -9
    troops_status: str = ""
    sender: str | None = None
    sender_line: int = -9
    people: Value | None = None
    people_paragraph: int = -1
    fled: tuple[str, PlaceName | None] | None = None
    fled_to: PlaceName | None = None
    fled_line: int = -9
    asked_how_long: int = -9
    asked_place: PlaceName | None = None
    exit: tuple[str, PlaceName | None] | None = None
    exit_line: int = -1
    exit_paragraph: int = -1
    entry: tuple[str, PlaceName | None] | None = None
    entry_paragraph: int = -1
    theme: str | None = None
    item_paragraph: int = -1
    entries: int = 0
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
    counted_line: int = -9
    counted_place: PlaceName | None = None
    estimate: tuple[PlaceName, Value] | None = None
    estimated: int = -9
    evacuating: int = -9
    staff_moving: int = -9
    staff_from: PlaceName | None = None
    whole: tuple[str, PlaceName | None] | None = None
    whole_line: int = -9
    columns: list[str] = field(default_factory=list)
    row_paragraph: int = -1
    notice: bool = False
    issuer: str | None = None
    printed: dict[str, PlaceName] = field(default_factory=dict)
    capitalised: frozenset[str] = frozenset()
    period: Days | None = None
    passage: Passage | None = None
    told_last: Draft | None = None
    told_line: int = -9

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
        if self.home is None:
            return None
        code = next((c for c in self.text.report.country if c in lexicon().states), "")
        return replace(bare(self.home[0], "country"), place_id=code, country=code or None)

    def capital(self) -> PlaceName | None:
        """The capital: as the text names it, else by its name only."""
        if self.home is None or not self.home[2]:
            return None
        named = next((p for p in (*self.text.places, *self.text.about) if p.name == self.home[2]), None)
        return named or bare(self.home[2], "capital")


def scene_of(text: Text, voices: Voices) -> Scene:
    """The scene before the first sentence."""
    states = lexicon().states
    codes = [c for c in text.report.country if c in states]
    home = _home(states[codes[0]], codes[0], text.anchor) if codes else None
    scene = Scene(text, voices, text.anchor, home)
    scene.region = next((p for p in text.about if p.kind in REGIONS), None)
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
    scene.capitalised = names_of(text)
    scene.printed = {text.clean[p.start : p.end]: p for p in text.places if p.kind in TOWNS}
    towns = [p for p in text.places if p.kind in TOWNS]
    if text.report.country:
        towns = [p for p in towns if p.country in text.report.country]
    told = [p for p in text.about if p.kind in TOWNS and (not text.report.country or p.country in text.report.country)]
    towns = [*towns, *(p for p in told if all(p.name != q.name for q in towns))]
    if towns:
        counts = Counter(p.name for p in towns)
        for name in counts:
            counts[name] += 2 * sum(p.name == name and _headlined(p, text) for p in told)
            if scene.home is not None and name == scene.home[2]:
                counts[name] += 1
        most, times = counts.most_common(1)[0]
        scene.one_city = times >= 5 and times >= 0.4 * sum(counts.values())
        if times < 5:
            most = _told_of(text, towns, counts)
        scene.first_city = next(p for p in towns if p.name == most)
        if not scene.one_city and scene.first_city.kind != "capital" and counts[most] >= 3:
            headed = any(p.name == most for p in told)
            scene.one_city = headed and counts[most] >= 0.4 * sum(counts.values())
        # A capital stands for its country too; troops that come to it are told of as coming to the country.
        if times >= 3 and times >= 0.4 * sum(counts.values()) and (scene.home is None or most != scene.home[2]):
            scene.one_town = scene.first_city
    return scene


def _headlined(place: PlaceName, text: Text) -> bool:
    """Whether title or dateline say that the report is of the place: most reports are sent from the capital."""
    return place.kind != "capital" or place.name.casefold() in (text.report.title or "").casefold()


PASSED: Final = re.compile(r"(?:\b(?:to|from|via|towards?|for|near|outside|than)|-|–|—)\s?$")
"""Before a town that a road, a flight or a distance goes to, not what the report tells of."""
PASSED_AFTER: Final = re.compile(
    r"(?:'s|’s)?[ –—-]+(?:road|highway|bridge|axis|radio|border|crossing|front|said|says|has said)\b"
    r"|(?: and (?:the )?[\w-]+)? (?:has |have |had )?(?:blam|accus|den(?:y|ie)|reject|insist|demand|refus|announc)"
)
SET_IN: Final = re.compile(r"\b(?:in|at|of|inside|around|from|for)\s$")
LEAD = 2
"""Sentences at the head of a report that say where it plays."""


def _told_of(text: Text, towns: list[PlaceName], counts: Counter[str]) -> str:
    """The town a report of few names is about: ends of roads count little, where the first sentences play much."""
    weights = {name: float(n) for name, n in counts.items()}
    told = [s for s in text.sentences if not s.heading][:LEAD]
    lead = (told[0].start, told[-1].end) if told else (0, 0)
    for p in towns:
        if not p.end:
            continue
        before, after = text.clean[max(0, p.start - 10) : p.start], text.clean[p.end : p.end + 40]
        if PASSED.search(before) or PASSED_AFTER.match(after):
            weights[p.name] -= 0.7
        elif lead[0] <= p.start < lead[1] and (SET_IN.search(before) or any(p.start - s.start < 5 for s in told)):
            weights[p.name] += 1.5
    return max(weights, key=lambda name: weights[name])


def _home(state: tuple[str, str, str], code: str, day: date | None) -> tuple[str, str, str]:
    """Name, demonym and capital of a state on a day."""
    name, demonym, capital = state
    return name, demonym, governed_from(code, day) or capital


def bare(name: str, kind: str) -> PlaceName:
    return PlaceName(0, 0, name, "", None, None, kind)
