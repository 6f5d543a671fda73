"""The tables of a back-test as plain text cells, drawn from its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leeway.forecast.models.baselines import CLIMATOLOGY_BY_AGE
from leeway.tables import Table

Document = Mapping[str, Any]
NOTHING = "-"


def tables(doc: Document) -> list[Table]:
    """Scores, skill, sensitivity, lead times, warnings: in reading order."""
    return [scores_table(doc), skill_table(doc), sensitivity_table(doc), lead_table(doc), warnings_table(doc)]


def scores_table(doc: Document) -> Table:
    """Every model's scores under the protocol's weighting."""
    rows = tuple(
        (
            name,
            _number(of["crps_d"], 2),
            _number(of["log_crps"], 3),
            *(_number(of["brier"][days], 4) for days in ("3", "7", "14", "30", "60")),
            *(_number(of["auc"][days], 2) for days in ("7", "14")),
            _number(of["coverage_90"], 2),
            _number(of["regret"], 3),
        )
        for name, of in doc["scores"][doc["weighting"]].items()
    )
    columns = (
        "model", "CRPS d", "log CRPS", "Brier 3", "7", "14", "30", "60 d", "AUC 7", "14 d", "90 % holds", "regret",
    )  # fmt: skip
    return Table(f"Scores, {doc['weighting']}", columns, rows, frozenset({"model"}), "Lower is better but for AUC.")


def skill_table(doc: Document) -> Table:
    """Skill of the model over each baseline."""
    of = doc["scores"][doc["weighting"]][doc["model"]]["skill"]
    shown = {
        "brier_7": "Brier 7 d",
        "brier_14": "Brier 14 d",
        "brier_30": "Brier 30 d",
        "crps": "CRPS",
        "regret": "regret",
    }
    rows = tuple((baseline, *(_interval(of[score][baseline]) for score in shown)) for baseline in of["crps"])
    note = "1 - score / score of the baseline; 95 % from 2,000 resamples of whole wars."
    return Table(f"Skill of {doc['model']} over", ("baseline", *shown.values()), rows, frozenset({"baseline"}), note)


def sensitivity_table(doc: Document) -> Table:
    """The same skill under the other ways to weigh days."""
    rows = tuple(
        (
            way,
            *(
                _interval(of[doc["model"]]["skill"][score][CLIMATOLOGY_BY_AGE.name])
                for score in ("brier_7", "brier_14", "crps")
            ),
        )
        for way, of in doc["scores"].items()
    )
    columns = ("days weighed by", "Brier 7 d", "Brier 14 d", "CRPS")
    return Table("Skill over climatology by age, by weighting", columns, rows, frozenset({columns[0]}))


def lead_table(doc: Document) -> Table:
    """CRPS by how long was really left."""
    rows = tuple(
        (
            str(line["days_left"]),
            str(line["campaigns"]),
            _number(line["crps_d"], 1),
            _number(line["climatology_by_age_crps_d"], 1),
        )
        for line in doc["crps_by_days_left"]
    )
    columns = ("days really left", "campaigns", "CRPS d", "climatology by age")
    note = "A description, not a score: it sorts by the outcome."
    return Table("By days left", columns, rows, frozenset({columns[0]}), note)


def warnings_table(doc: Document) -> Table:
    """The tripwire that misses at most one fall in ten, by lead time."""
    rows = []
    for one in doc["warnings"]:
        point = one["at_most_one_in_ten_missed"]
        cells = (
            [_share(point[key]) for key in ("threshold", "missed", "false_alarms", "warned_held")]
            if point
            else [NOTHING, f"at least {_share(one['least_missed'])}", NOTHING, NOTHING]
        )
        rows.append((f"{one['lead_d']} d", *cells))
    columns = ("lead", "alarm at P of", "falls missed", "warned that held", "held that were warned")
    note = "At most one fall in ten missed. For hurricanes at most 10 % misses means at least 76 % false alarms."
    return Table("What a tripwire costs", columns, tuple(rows), frozenset({"lead"}), note)


def _number(value: float | None, digits: int) -> str:
    return NOTHING if value is None else f"{value:.{digits}f}"


def _share(value: float | None) -> str:
    return NOTHING if value is None else f"{value:.0%}"


def _interval(values: list[float | None]) -> str:
    value, low, high = values
    if value is None or low is None or high is None:
        return NOTHING
    return f"{value:+.2f} ({low:+.2f} to {high:+.2f})"
