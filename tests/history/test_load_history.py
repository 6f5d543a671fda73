"""The tables of campaigns, packaged and added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from campaign_tables import CAMPAIGNS, WARS, covariate_rows, event_rows, write_tables

from leeway.errors import InputError
from leeway.history.check import check_tables
from leeway.history.load import load_history
from leeway.history.tags import estimate_of, pairs_of, tags_of

Rows = list[dict[str, str]]


def test_packaged_tables_are_read_whole() -> None:
    """The packaged history holds the 56 coded campaigns of 31 wars, 20 of which ended in a fall."""
    history = load_history()
    campaigns = history.campaigns.values()
    assert (len(history.campaigns), len({found.war for found in campaigns})) == (56, 31)
    assert sum(found.fell for found in campaigns) == 20
    assert len(history.digest) == 64


def test_packaged_tables_stand_the_check() -> None:
    """Nothing is wrong with the packaged tables, and every fall has the row that says so."""
    from leeway.history.load import PACKAGED

    checked = check_tables(PACKAGED)
    assert not checked.problems
    assert not [doubt for doubt in checked.doubts if "no row says" in doubt]


def test_rows_after_the_end_are_cut_and_rows_before_the_start_kept(tmp_path: Path) -> None:
    """Aftermath is no part of a campaign; prelude is."""
    events = event_rows()
    events[0]["date"] = "2001-02-20"
    history = load_history(write_tables(tmp_path, events=events))
    days = [event.day for event in history.campaigns["alpha_2001"].events]
    assert days[0] == date(2001, 2, 20)
    assert days[-1] == date(2001, 3, 20)


def test_open_records_say_until_when_they_are_known(tmp_path: Path) -> None:
    """A pause that ended in a fall elsewhere, and a `known_until`, are not counted as held for good."""
    packaged = load_history().campaigns
    assert packaged["bangui_2012_13"].known_until == date(2013, 1, 11)
    assert not packaged["bangui_2012_13"].fell
    assert packaged["sittwe_2024"].known_until == packaged["sittwe_2024"].end
    assert packaged["kyiv_2022"].known_until is None


def _changed(rows: Rows, number: int, **cells: str) -> Rows:
    return [{**row, **cells} if index == number else dict(row) for index, row in enumerate(rows)]


def _without(rows: Rows, column: str) -> Rows:
    return [{name: cell for name, cell in row.items() if name != column} for row in rows]


MISTAKES: list[tuple[str, Callable[[], dict[str, Rows]], tuple[str, str, str]]] = [
    ("missing column", lambda: {"events": _without(event_rows(), "kind")}, ("campaign_events.csv", "row 1", "kind")),
    ("missing end", lambda: {"campaigns": _without(CAMPAIGNS, "end_date")}, ("campaigns.csv", "row 1", "end_date")),
    (
        "31 June",
        lambda: {"events": _changed(event_rows(), 1, date="2001-06-31")},
        ("campaign_events.csv", "row 3", "date"),
    ),
    (
        "unknown event",
        lambda: {"events": _changed(event_rows(), 0, event="capturd")},
        ("campaign_events.csv", "row 2", "event"),
    ),
    (
        "unknown campaign",
        lambda: {"events": _changed(event_rows(), 0, campaign="alpha_2011")},
        ("campaign_events.csv", "row 2", "campaign"),
    ),
    ("latitude", lambda: {"events": _changed(event_rows(), 0, lat="97.0")}, ("campaign_events.csv", "row 2", "lat")),
    ("longitude", lambda: {"campaigns": _changed(CAMPAIGNS, 1, lon="east")}, ("campaigns.csv", "row 3", "lon")),
    (
        "end before start",
        lambda: {"campaigns": _changed(CAMPAIGNS, 0, end_date="2001-01-01")},
        ("campaigns.csv", "row 2", "end_date"),
    ),
    (
        "unknown outcome",
        lambda: {"campaigns": _changed(CAMPAIGNS, 1, outcome="won")},
        ("campaigns.csv", "row 3", "outcome"),
    ),
    ("named twice", lambda: {"campaigns": [*CAMPAIGNS, CAMPAIGNS[0]]}, ("campaigns.csv", "row 4", "campaign")),
    ("no war", lambda: {"wars": WARS[:1]}, ("campaigns.csv", "row 3", "campaign")),
    ("no source", lambda: {"events": _changed(event_rows(), 0, source="")}, ("campaign_events.csv", "row 2", "source")),
    (
        "unknown support",
        lambda: {"covariates": _changed(covariate_rows(), 1, value="lukewarm")},
        ("covariates.csv", "row 3", "value"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("tables", "where"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mistake_is_named_by_file_row_and_field(
    tmp_path: Path, tables: Callable[[], dict[str, Rows]], where: tuple[str, str, str]
) -> None:
    """One wrong cell gives one error that says where it stands."""
    with pytest.raises(InputError) as error:
        load_history(write_tables(tmp_path, **tables()))
    assert where in [(found.file, found.where, found.field) for found in error.value.problems]


def test_a_near_word_is_suggested(tmp_path: Path) -> None:
    """A misspelt event is answered with the one meant."""
    with pytest.raises(InputError, match="Did you mean 'captured'"):
        load_history(write_tables(tmp_path, events=_changed(event_rows(), 0, event="capturd")))


def test_every_mistake_is_said_at_once(tmp_path: Path) -> None:
    """Two mistakes in two tables are both named."""
    events = _changed(event_rows(), 0, date="2001-02-30", event="taken")
    with pytest.raises(InputError) as error:
        load_history(write_tables(tmp_path, events=events, wars=WARS[:1]))
    assert {(found.file, found.field) for found in error.value.problems} == {
        ("campaign_events.csv", "date"),
        ("campaign_events.csv", "event"),
        ("campaigns.csv", "campaign"),
    }


def test_a_torn_row_and_a_wrong_encoding_are_named(tmp_path: Path) -> None:
    """A row with too many cells, and bytes that are no UTF-8, are errors and no crash."""
    write_tables(tmp_path)
    path = tmp_path / "wars.csv"
    path.write_text("campaign,war\nalpha_2001,first,extra\nbeta_2002,second\n", encoding="utf-8")
    with pytest.raises(InputError, match="3 cells"):
        load_history(tmp_path)
    path.write_bytes(b"campaign,war\nalpha_2001,\xff\n")
    with pytest.raises(InputError, match="UTF-8"):
        load_history(tmp_path)


def test_one_bad_table_of_wars_is_one_mistake(tmp_path: Path) -> None:
    """A table that cannot be read is not blamed on every campaign; tables without campaigns are refused."""
    write_tables(tmp_path)
    path = tmp_path / "wars.csv"
    good = path.read_text("utf-8")
    for bad in (good.encode("utf-16"), good.replace("war\n", "wr\n", 1).encode(), good.encode() + b'"open', b"a\x00"):
        path.write_bytes(bad)
        with pytest.raises(InputError) as error:
            load_history(tmp_path)
        assert [found.file for found in error.value.problems] == ["wars.csv"]
        assert error.value.problems[0].where.startswith("row ")
    path.write_text(good.replace(",", ";"), "utf-8")
    assert set(load_history(tmp_path).campaigns) == {"alpha_2001", "beta_2002"}
    campaigns = tmp_path / "campaigns.csv"
    campaigns.write_text(campaigns.read_text("utf-8").split("\n")[0] + "\n", "utf-8")
    with pytest.raises(InputError, match="at least one campaign"):
        load_history(tmp_path)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    """A directory without the tables is an input error that names the first one."""
    with pytest.raises(InputError, match=r"campaigns\.csv"):
        load_history(tmp_path)


def test_check_doubts_what_reads_and_looks_odd(tmp_path: Path) -> None:
    """A fall without its row, a place across the world and a row said twice are doubts, not errors."""
    events = [row for row in event_rows() if not (row["place"] == "Alpha" and row["event"] == "captured")]
    events = [*_changed(events, 4, lat="-40.0"), events[0]]
    checked = check_tables(write_tables(tmp_path, events=events))
    assert not checked.problems
    said = "\n".join(checked.doubts)
    assert "no row says that Alpha was captured" in said
    assert "km from Beta" in said
    assert "says what row" in said


@pytest.mark.parametrize(
    ("note", "tags"),
    [
        ("ORDERED: staff whose work can be done elsewhere", {"ordered"}),
        ("ORDERED/ADVICE: citizens to evacuate", {"ordered", "advice"}),
        ("AUTHORISED (voluntary) departure", {"authorised"}),
        ("ADVICE: measure=citizens_told; leave now", {"advice", "measure:citizens_told"}),
        ("est_days_low=0;est_days_high=1 :: ATTACKER CLAIM: within hours", {"attacker_claim"}),
        ("no number; collapse 'only a question of time'", {"no_number"}),
        ("PAUSE: fighting stopped", {"pause"}),
        ("TEMPORARY: reopened", {"temporary"}),
        ("southern approach; coord=manual", {"coord_manual"}),
        ("part of the base", set()),
    ],
)
def test_tags_of_notes(note: str, tags: set[str]) -> None:
    """Each form of tag that the coding rules name is understood, and plain words are not taken for tags."""
    assert tags_of(note) == tags


def test_numbers_and_pairs_of_notes() -> None:
    """The numbers of an estimate and `key=value` pairs are read."""
    assert estimate_of("est_days_low=30;est_days_high=90 :: isolate in 30") == (30.0, 90.0)
    assert estimate_of("no number") is None
    assert pairs_of("place=Near; event_date_certainty=sourced; x") == {
        "place": "Near",
        "event_date_certainty": "sourced",
    }
