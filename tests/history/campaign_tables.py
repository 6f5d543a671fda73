"""Small campaign tables written to a directory, for tests that change one cell."""

from __future__ import annotations

import csv
from pathlib import Path

CAMPAIGNS = [
    {
        "campaign": "alpha_2001", "target": "Alpha", "country": "A", "lat": "10.0", "lon": "20.0", "attacker": "Reds",
        "start_date": "2001-03-01", "end_date": "2001-03-20", "outcome": "fell", "closest_km": "", "summary": "",
        "sources": "https://example.org/a ; https://example.org/b",
    },
    {
        "campaign": "beta_2002", "target": "Beta", "country": "B", "lat": "11.0", "lon": "21.0", "attacker": "Blues",
        "start_date": "2002-03-01", "end_date": "2002-04-10", "outcome": "stalled_defence", "closest_km": "30",
        "summary": "C thin", "sources": "",
    },
]  # fmt: skip
EVENTS = [
    ("alpha_2001", "2001-03-02", "Near", 10.5, 20.0, "town", "captured", "Reds", ""),
    ("alpha_2001", "2001-03-10", "Nearer", 10.2, 20.0, "provincial_capital", "captured", "Reds", ""),
    ("alpha_2001", "2001-03-11", "Alpha", 10.0, 20.0, "national_capital", "embassy_ordered_departure", "X", "ORDERED:"),
    ("alpha_2001", "2001-03-20", "Alpha", 10.0, 20.0, "national_capital", "captured", "Reds", ""),
    ("alpha_2001", "2001-03-25", "Alpha", 10.0, 20.0, "national_capital", "embassy_suspended", "X", ""),
    ("beta_2002", "2002-03-05", "Far", 14.0, 21.0, "city", "captured", "Blues", ""),
    ("beta_2002", "2002-03-20", "Far", 14.0, 21.0, "city", "lost_again", "Greens", ""),
    ("beta_2002", "2002-04-01", "Beta", 11.0, 21.0, "national_capital", "stalled", "Greens", ""),
    (
        "beta_2002", "2002-03-12", "Beta", 11.0, 21.0, "national_capital", "estimate", "officials",
        "est_days_low=10;est_days_high=30 :: counted from 12 March",
    ),
]  # fmt: skip
WARS = [{"campaign": "alpha_2001", "war": "first"}, {"campaign": "beta_2002", "war": "second"}]
COVARIATES = [
    ("alpha_2001", "2001-03-02", "capture_mode", "unresisted", "place=Near"),
    ("alpha_2001", "2001-03-01", "outside_support", "present", "who=Y"),
    ("alpha_2001", "2001-03-08", "outside_support", "withdrawn", "who=Y"),
    ("alpha_2001", "2001-03-09", "outside_support", "reinforcing", "who=Z; purpose=nationals"),
]


def event_rows() -> list[dict[str, str]]:
    """The events as rows of the table."""
    columns = ("campaign", "date", "place", "lat", "lon", "kind", "event", "actor", "note")
    rest = {"country": "A", "certainty": "sourced", "source": "https://example.org"}
    return [{**rest, **{name: str(cell) for name, cell in zip(columns, row, strict=True)}} for row in EVENTS]


def covariate_rows() -> list[dict[str, str]]:
    """The covariates as rows of the table."""
    columns = ("campaign", "date", "field", "value", "note")
    rest = {"certainty": "known", "source": "knowledge (not looked up)"}
    return [{**rest, **dict(zip(columns, row, strict=True))} for row in COVARIATES]


def write_tables(
    directory: Path,
    *,
    campaigns: list[dict[str, str]] | None = None,
    events: list[dict[str, str]] | None = None,
    wars: list[dict[str, str]] | None = None,
    covariates: list[dict[str, str]] | None = None,
) -> Path:
    """Write the tables; `covariates` only where given."""
    tables = {
        "campaigns.csv": CAMPAIGNS if campaigns is None else campaigns,
        "campaign_events.csv": event_rows() if events is None else events,
        "wars.csv": WARS if wars is None else wars,
    }
    if covariates is not None:
        tables["covariates.csv"] = covariates
    for name, rows in tables.items():
        with (directory / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    return directory
