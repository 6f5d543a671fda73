"""Predictions held against annotated reports: what was found, and which of its slots are right.

`read_gold(directory)` reads NAME.txt with NAME.gold.jsonl; `score(gold, predictions)` gives a `Scores`. Statements are
the JSON objects of the annotation scheme, so that texts and predictions of any maker can be scored.
"""

from leeway.evidence.scoring.files import Gold, read_gold, read_predictions
from leeway.evidence.scoring.match import Scores, score

__all__ = ["Gold", "Scores", "read_gold", "read_predictions", "score"]
