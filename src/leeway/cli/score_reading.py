"""`leeway score-reading`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leeway.evidence.scoring import Gold


def score_reading(gold_dir: Path, predictions: Path | None = None, /) -> int:
    """Hold predicted statements against annotated reports: precision, recall and F1 per kind, accuracy per slot.

    Parameters
    ----------
    gold_dir
        Directory of reports NAME.txt, each with its statements NAME.gold.jsonl.
    predictions
        Statements as JSON lines, as `leeway read --json` prints them. Without it the rules read the reports.
    """
    from leeway.evidence.scoring import read_gold, read_predictions, score
    from leeway.evidence.scoring.table import lines

    gold = read_gold(gold_dir)
    predicted = read_predictions(predictions) if predictions is not None else read_by_rules(gold)
    scores = score(gold.bodies, gold.statements, predicted)
    if scores.stray:
        print(f"{scores.stray} predictions for reports without gold left out", file=sys.stderr)
    if scores.lost:
        print(f"{scores.lost} predictions whose quote is not in the body (they count as wrong)", file=sys.stderr)
    for line in lines(scores):
        print(line)
    return 0


def read_by_rules(gold: Gold) -> list[dict[str, Any]]:
    """What the rules make of the same reports, each under the name its gold has. Refused reports give nothing."""
    from leeway.evidence.json_lines import to_json
    from leeway.evidence.model import Report
    from leeway.evidence.places.gazetteer import load_gazetteer
    from leeway.evidence.read import read_report
    from leeway.evidence.reports.open import open_reports

    gazetteer = load_gazetteer(())
    found = []
    for name, path in gold.texts.items():
        for report in open_reports([path]):
            if isinstance(report, Report):
                found += [to_json(s) for s in read_report(replace(report, id=name), gazetteer)]
            else:
                print(f"{path}: {report}", file=sys.stderr)
    return found
