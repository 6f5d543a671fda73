"""Map and timeline: what is drawn, that it is the same bytes each time, and what cannot be drawn."""

from __future__ import annotations

from datetime import timedelta

from told import DAY, NOON, RIVAL, claimed, later, seen, taken, told

from leeway.case.hazard import HazardExit
from leeway.evidence.model import Value
from leeway.look import svg
from leeway.situation.figures.frame import WIDTH_PX, box_of
from leeway.situation.figures.look import STANDINGS
from leeway.situation.figures.map import map_figure
from leeway.situation.figures.timeline import timeline_figure
from leeway.situation.items import Known
from leeway.situation.model import STANDINGS as ALL_STANDINGS

FOUND = [
    taken(), claimed("Beta", by=RIVAL, firmness="unverified"), taken("Nowhere"), told("control", "held", "Port City"),
    told("time_left", "until_fall", "Port City", value=Value(7, 10, "days"), **later(-2)),
    told("posture", "ordered_departure", "Port City", actor="US embassy Port City", **later(-3)),
]  # fmt: skip
ROAD = HazardExit("north road", "road", through=("Alpha", "Beta"))


def test_the_map_names_places_and_tells_what_it_cannot_show() -> None:
    """Every placed name is drawn, the legend tells the standings in words, the unplaced are listed; same bytes."""
    picture = seen(FOUND)
    text = svg(map_figure(picture, [ROAD])).decode()
    for words in ("Alpha", "Beta", "Port City", "held by the attacker", "contested or only claimed", "Nowhere", "km<"):
        assert words in text, words
    assert text == svg(map_figure(picture, [ROAD])).decode()


def test_standings_differ_in_colour_and_shape() -> None:
    """Print and the colour-blind tell them apart by shape alone."""
    assert set(STANDINGS) == set(ALL_STANDINGS)
    assert (
        len({shape for _, shape, _ in STANDINGS.values()}) == len({colour for colour, _, _ in STANDINGS.values()}) == 5
    )


def test_the_box_holds_all_places() -> None:
    """Every place and the target lie inside the picture, with a margin."""
    picture = seen(FOUND)
    placed = [p for p in picture.places.values() if p.lat is not None]
    box = box_of(picture, placed)
    for lat, lon in [(picture.lat, picture.lon), *((p.lat or 0.0, p.lon or 0.0) for p in placed)]:
        assert 20 < box.x(lon) < WIDTH_PX - 20
        assert 20 < box.y(lat) < box.high_px - 20


def test_exits_are_drawn_where_they_can_be_placed() -> None:
    """A road goes as dashes through its places, another exit is a named cross; what nobody can place is left out."""
    airport = HazardExit("air bridge", "airport", place="Alpha airport")
    sites = {"alpha airport": Known("Alpha airport", "airport", 1.1, 1.2)}
    text = svg(map_figure(seen(FOUND), [ROAD, airport], sites)).decode()
    assert "air bridge" in text
    assert 'stroke-dasharray="7,4"' in text
    lost = svg(map_figure(seen(FOUND), [airport, HazardExit("s", "road", through=("Omega",))])).decode()
    assert "air bridge" not in lost
    assert 'stroke-dasharray="7,4"' not in lost


def test_the_timeline_tells_events_and_rows() -> None:
    """Rows are places, posts and estimates; the legend tells the events."""
    text = svg(timeline_figure(seen(FOUND))).decode()
    for words in ("Alpha, 157 km", "US embassy Port City", "estimates", "captured", "embassy: ordered departure"):
        assert words in text, words


def test_many_rows_are_cut_and_counted() -> None:
    """Of many changes the latest are shown, and the rest are counted in words."""
    many = [taken(f"Town {k}", day=DAY - timedelta(days=k), start=k) for k in range(60)]
    text = svg(timeline_figure(seen(many))).decode()
    assert "16 older changes are not shown" in text


def test_nothing_to_draw() -> None:
    """Without coordinates there is no map, without changes no timeline."""
    assert map_figure(seen([taken("Nowhere")])) is None
    assert timeline_figure(seen([], NOON)) is None
