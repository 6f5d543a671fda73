"""Scores as the lines that are printed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from leeway.evidence.scoring.match import Scores


def lines(scores: Scores) -> Iterator[str]:
    """Per kind, per slot, then the headline; the last line is one line of JSON."""
    yield f"{'kind':<14}{'gold':>6}{'pred':>6}{'match':>6}{'P':>8}{'R':>8}{'F1':>8}{'full F1':>9}"
    for kind, t in [*scores.kinds.items(), ("ALL", scores.all)]:
        counts = f"{t.gold:>6}{t.predicted:>6}{t.matched:>6}"
        yield f"{kind:<14}{counts}{t.precision:>8.3f}{t.recall:>8.3f}{t.f1:>8.3f}{t.full_f1:>9.3f}"
    yield ""
    yield f"{'slot':<10}{'right':>7}{'of':>6}{'acc':>8}   where the gold has one"
    for slot, s in scores.slots.items():
        where_given = s.right_where_given / s.given if s.given else 0.0
        tail = f"{s.right_where_given}/{s.given} = {where_given:.3f}"
        yield f"{slot:<10}{s.right:>7}{s.of:>6}{s.accuracy:>8.3f}   {tail}"
    yield ""
    a = scores.all
    yield (
        "full (status, place, value and firmness all right): "
        f"P {a.full_precision:.3f}  R {a.full_recall:.3f}  F1 {a.full_f1:.3f}"
    )
    yield f"predicted quotes are {scores.quote_length_ratio:.2f} times as long as the gold ones (median)"
    yield json.dumps(scores.headline())
