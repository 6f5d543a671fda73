"""Tables of situation reports: cut by bars or set in columns by blanks, with and without a head."""

from __future__ import annotations

from grammar_reading import read

STAFF = """STAFF, 1200 today

  Site                     Expatriates   Local staff   Status
  Kunduz, city             17            63            sheltering
  Herat airport            9             0             waiting for uplift
  Faizabad                 4             22            not tracked
"""
ROADS = """ACCESS

| Route / service    | Status 14 August                    |
| Kunduz airport     | open to military flights only       |
| Kunduz–Kabul road  | cut at Baghlan since Monday         |
"""
REFUGE = """Place of refuge     Persons      Trend
Kunduz              c. 5,000     up
Herat               > 10,000     up
Ghazni              not counted  up
"""
HOLDERS = """Location   In control    Airport
Kunduz     Taliban       closed
Herat      army          open
"""


FLIGHT = """The week was quiet.

MOVEMENT OUT OF THE NORTH (figures of the committee, not verified)

From       | Arrived        | Now staying in   | Road
Kunduz     | 27,500         | Charkh           | Limited
Taloqan    | at least 9,000 | Camp 8           | Closed
Elsewhere  | not known      | Host communities | -
"""


def test_who_came_from_where_and_where_they_are() -> None:
    """Those who arrived left the place of the row and are at that of the column, also one no table knows; a heading
    that says so makes the figures unverified, not the roads."""
    found = [(s.status, s.place, s.value.low, s.firmness) for s in read(FLIGHT) if s.value]
    assert found == [
        ("displaced", "Kunduz", 27_500, "unverified"),
        ("sheltering", "Charkh", 27_500, "unverified"),
        ("displaced", "Taloqan", 9_000, "unverified"),
        ("sheltering", "Camp 8", 9_000, "unverified"),
    ]
    roads = [(s.status, s.place, s.firmness) for s in read(FLIGHT) if s.kind == "access"]
    assert roads == [("limited", "Kunduz", "stated"), ("closed", "Taloqan", "stated")]


def test_columns_of_classes() -> None:
    """Figures under a class of people are head counts at the place of the row; none is no count."""
    counts = [(s.place, s.of, s.value.low if s.value else None) for s in read(STAFF) if s.kind == "headcount"]
    assert counts == [
        ("Kunduz", "citizens", 17),
        ("Kunduz", "local staff", 63),
        ("Herat Airport", "citizens", 9),
        ("Faizabad", "citizens", 4),
        ("Faizabad", "local staff", 22),
    ]


def test_states_of_services() -> None:
    """A state in words is read as said of the head of its row."""
    found = [(s.place, s.status, s.of) for s in read(ROADS) if s.kind == "access"]
    assert found == [("Kunduz", "limited", "airport"), ("Baghlan", "closed", "road")]


def test_places_of_refuge() -> None:
    """Persons at places of refuge are sheltered there; signs before a figure keep one side or make it rough."""
    found = [(s.place, s.status, s.value) for s in read(REFUGE) if s.kind == "displacement"]
    assert [(place, status) for place, status, _ in found] == [
        ("Kunduz", "sheltering"),
        ("Herat", "sheltering"),
        ("Ghazni", "sheltering"),
    ]
    kunduz, herat, ghazni = (value for _, _, value in found)
    assert kunduz is not None
    assert kunduz.about
    assert herat is not None
    assert (herat.low, herat.high) == (10000, None)
    assert ghazni is None


def test_holders_and_airports() -> None:
    """Who holds a place and the state of its airport, each under its own head."""
    found = [(s.kind, s.status, s.place, s.actor) for s in read(HOLDERS)]
    assert found == [
        ("control", "held", "Kunduz", "Taliban"),
        ("access", "closed", "Kunduz", None),
        ("control", "held", "Herat", "Afghan army"),
        ("access", "open", "Herat", None),
    ]


def test_rows_without_a_head() -> None:
    """ "Wau | 1,200 displaced": the cell says itself what it counts; each table has a head of its own or none."""
    body = "Kunduz | 1,200 displaced\nHerat | 3,500 displaced\n\n" + HOLDERS
    found = read(body)
    assert [(s.place, s.value.low) for s in found if s.kind == "displacement" and s.value] == [
        ("Kunduz", 1200),
        ("Herat", 3500),
    ]
    assert [s.place for s in found if s.kind == "control"] == ["Kunduz", "Herat"]


def test_one_bar_is_no_table() -> None:
    """A masthead with bars stands alone and is no row."""
    assert read("ALERT | Kunduz | Level: red\n\nNothing else is known.") == []
