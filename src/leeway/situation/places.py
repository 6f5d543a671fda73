"""The state of each place: who holds it, how sure, how old, and whether anybody says otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from leeway.distance import great_circle_km
from leeway.situation.grading import chance, graded
from leeway.situation.half_lives import half_life_h, left_after
from leeway.situation.items import FIRMEST, Frame, Item, Known, firmest, ids_of, near, spoken_by
from leeway.situation.model import PlaceState
from leeway.situation.names import folded
from leeway.situation.standing import Course, course_of, reading_of, without_retracted

MOST_SPEAKERS = 8
COUNTRY = "country"
"""Class of countries in `Frame.places`; no state of a place has it."""
UNDATED_H = 168.0
"""Age in hours of what bears no date: a week, so that it is never taken for fresh."""
PLACE_CLASSES = (
    ("airport", "airport"), ("airfield", "airport"), ("air base", "base"), ("airbase", "base"), ("barracks", "base"),
    ("garrison", "base"), ("headquarters", "base"), ("camp", "base"), ("prison", "base"), ("palace", "base"),
    ("bridge", "area"),
    ("border", "border_crossing"), ("crossing", "border_crossing"),
    ("province", "area"), ("district", "area"), ("region", "area"), ("valley", "area"),
)  # fmt: skip
"""Classes told by a word of the name, where no gazetteer knows the place."""


@dataclass(frozen=True, slots=True)
class Held:
    """A place with its turns: `site` where it is, `course` what it went through, `items` all that was said."""

    key: str
    site: Known
    place_id: str | None
    course: Course
    items: tuple[Item, ...]


def held_places(items: Iterable[Item], frame: Frame) -> list[Held]:
    """Every place that a control statement names, by key."""
    by_place: dict[str, list[Item]] = {}
    for item in items:
        if item.place and reading_of(item, frame) is not None and not is_country(item, frame):
            by_place.setdefault(item.place, []).append(item)
    return [_held(key, by_place[key], frame) for key in sorted(by_place)]


def is_country(item: Item, frame: Frame) -> bool:
    """Whether a statement is about a whole country, which nobody takes in a day."""
    known = frame.places.get(item.place)
    return known is not None and known.place_class == COUNTRY


def _held(key: str, items: list[Item], frame: Frame) -> Held:
    items = without_retracted(items, frame)
    site = site_of(key, items, frame)
    course = course_of(items, frame, target=folded(site.name) == folded(frame.target))
    ids = sorted({i.statement.place_id for i in items if i.statement.place_id})
    return Held(key, site, ids[0] if ids else None, course, tuple(items))


def site_of(key: str, items: Sequence[Item], frame: Frame) -> Known:
    """Name, class and coordinates of a place: from the gazetteer, else from what the statements carry."""
    names = Counter(i.statement.place for i in items if i.statement.place)
    name = min(names, key=lambda n: (-names[n], n))
    known = next((frame.places[k] for k in (key, folded(name)) if k in frame.places), None)
    if known is not None and known.lat is not None:
        return Known(name, known.place_class, known.lat, known.lon)
    placed = Counter((i.statement.lat, i.statement.lon) for i in items if i.statement.lat is not None)
    lat, lon = min(placed, key=lambda p: (-placed[p], str(p))) if placed else (None, None)
    if folded(name) == folded(frame.target):
        return Known(name, "national_capital", frame.lat if lat is None else lat, frame.lon if lon is None else lon)
    return Known(name, known.place_class if known else _class_by_name(name), lat, lon)


def _class_by_name(name: str) -> str:
    words = folded(name)
    return next((place_class for word, place_class in PLACE_CLASSES if word in words), "town")


def place_states(held: Sequence[Held], frame: Frame, disputed: Mapping[str, bool]) -> dict[str, PlaceState]:
    """The states by the places' names, nearest to the target first, the unplaced last. `disputed`: places that an
    open contradiction touches."""
    states = [_state(place, frame, disputed.get(place.key, False)) for place in held]
    states.sort(key=lambda s: (s.distance_km is None, s.distance_km or 0.0, s.place))
    return {state.place: state for state in states}


def _state(place: Held, frame: Frame, disputed: bool) -> PlaceState:
    turn = place.course.now
    against = _against(place.course)
    grade = graded(turn.supports, against, not turn.claimed)
    half_h = half_life_h("standing", turn.standing)
    age_h = age(turn.supports, frame.as_of)
    site = place.site
    return PlaceState(
        place=site.name,
        place_id=place.place_id,
        lat=site.lat,
        lon=site.lon,
        place_class=site.place_class,
        standing=turn.standing,
        holder=turn.holder,
        since=turn.since,
        firmness=firmest(turn.supports),
        grade=grade,
        age_h=round(age_h, 3),
        confidence=round(left_after(chance(grade), age_h, half_h), 4),
        distance_km=km_to_target(site, frame),
        grounds=ids_of([*turn.supports, *against]),
        disputed=disputed,
        said_by=_said_by(turn.supports),
    )


def _said_by(items: Sequence[Item]) -> tuple[str, ...]:
    ordered = sorted(items, key=lambda i: FIRMEST.index(i.statement.firmness))
    return tuple(dict.fromkeys(spoken_by(i.statement) for i in ordered))[:MOST_SPEAKERS]


def _against(course: Course) -> tuple[Item, ...]:
    """Who says otherwise: of a claim, those who hold by the last firm state on its days."""
    if course.claim is None:
        return course.against
    before = course.turns[-1].supports[-8:] if course.turns else course.others
    return tuple(item for item in before if any(near(item, claim) for claim in course.claim.supports[:8]))


def age(items: Sequence[Item], as_of: datetime) -> float:
    """Hours since the newest was published; `UNDATED_H` where no report bears a date."""
    newest = max((i.known for i in items if i.dated), default=None)
    return UNDATED_H if newest is None else (as_of - newest).total_seconds() / 3600


def km_to_target(site: Known, frame: Frame) -> float | None:
    """Straight line to the target, rounded to 100 m."""
    if site.lat is None or site.lon is None:
        return None
    return round(great_circle_km(site.lat, site.lon, frame.lat, frame.lon), 1)


def unplaceable(held: Sequence[Held], items: Sequence[Item], frame: Frame) -> dict[str, int]:
    """Counts of control statements without a place or of a whole country, and of places without coordinates."""
    told = [i for i in items if i.statement.kind == "control" and i.statement.value is None]
    nameless = sum(not i.place or is_country(i, frame) for i in told)
    nowhere = sum(place.site.lat is None for place in held)
    counts = {"control of no one place": nameless, "places without coordinates": nowhere}
    return {reason: many for reason, many in counts.items() if many}
