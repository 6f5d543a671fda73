"""Columns and words of the history tables: what a row may say. The page docs/reference/history-tables.md says the same.

Source of the words: the coding rules of the campaign tables (docs/background/forecast-skill.md names them).
"""

from __future__ import annotations

from typing import Final

CAMPAIGNS: Final = "campaigns.csv"
EVENTS: Final = "campaign_events.csv"
WARS: Final = "wars.csv"
COVARIATES: Final = "covariates.csv"

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    CAMPAIGNS: (
        "campaign", "target", "country", "lat", "lon", "attacker", "start_date", "end_date", "outcome", "closest_km",
        "summary", "sources",
    ),
    EVENTS: (
        "campaign", "date", "place", "country", "lat", "lon", "kind", "event", "actor", "certainty", "source", "note",
    ),
    WARS: ("campaign", "war"),
    COVARIATES: ("campaign", "date", "field", "value", "certainty", "source", "note"),
}  # fmt: skip
OPTIONAL_COLUMNS: Final[dict[str, tuple[str, ...]]] = {CAMPAIGNS: ("known_until",)}

KINDS: Final = ("town", "city", "provincial_capital", "national_capital", "base", "airport", "border_crossing")
EVENT_WORDS: Final = (
    "captured", "surrendered", "contested", "lost_again", "airport_closed", "embassy_ordered_departure",
    "embassy_suspended", "estimate", "ceasefire", "stalled", "intervention",
)  # fmt: skip
CERTAINTIES: Final = ("sourced", "known", "approx")

FELL: Final = ("fell", "fell_partly")
"""Outcomes in which the target was lost on `end_date`."""
OPEN: Final = ("paused_then_fell", "open", "ongoing", "censored")
"""Outcomes that say nothing about the days after `end_date`."""
HELD: Final = ("stalled", "reversed", "repelled")
"""First word of every other outcome ("stalled_defence", "reversed_intervention", "repelled_at_city")."""

SUPPORT: Final = ("withdrawing", "withdrawn", "absent", "present", "reinforcing", "intervening")
COVARIATE_WORDS: Final[dict[str, tuple[str, ...] | None]] = {
    "capture_mode": ("fought", "light", "unresisted", "negotiated", "unknown"),
    "outside_support": SUPPORT,
    "attacker_support": SUPPORT,
    "defender_state": (
        "mutiny", "mass_desertion", "unpaid", "commander_fled", "government_collapse", "leader_fled", "mobilising",
        "counter_offensive",
    ),
    "talks": ("talks_open", "ceasefire_agreed", "ceasefire_broken", "transfer_negotiated", "ultimatum"),
    "gateway": None,
    "terrain": None,
    "attacker_kind": None,
}  # fmt: skip
"""Field: its words, None where any text is meant."""
