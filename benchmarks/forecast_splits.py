"""How far one kept-back test can be trusted: many random draws of whole wars, each forecast as if kept back.

    python benchmarks/forecast_splits.py [--splits 40] [--workers 2]

Each split takes whole wars at random until eight campaigns are out; the published model learns from the rest with the
code of `leeway backtest --history` and forecasts the eight. Writes the table between the markers of
docs/background/forecast-skill.md.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from leeway.forecast.backtest.executors import executor_of
from leeway.forecast.backtest.folds import Fold, Said, forecast_fold
from leeway.forecast.backtest.measure import losses_of
from leeway.forecast.backtest.votes import campaign_sums, weightings
from leeway.forecast.model import Array
from leeway.forecast.models.baselines import CLIMATOLOGY_BY_AGE
from leeway.forecast.models.catalogue import PUBLISHED
from leeway.forecast.origins import Origins, counted, of_wars, origins_of
from leeway.history.load import load_history

PAGE = Path(__file__).parents[1] / "docs" / "background" / "forecast-skill.md"
START, END = "<!-- splits: begin -->", "<!-- splits: end -->"
CAMPAIGNS = 8
SEED = 7
SCORES = {"brier_7": "Brier 7 d", "brier_14": "Brier 14 d", "brier_30": "Brier 30 d", "crps": "CRPS"}
WAYS = 2
"""One vote a campaign, and age weights only."""

Sums = Mapping[tuple[int, str], tuple[Array, Array]]
"""By weighting and score: losses of the model and of climatology by age, of each campaign of a split."""


def splits(origins: Origins, number: int) -> list[frozenset[str]]:
    """Sets of whole wars with `CAMPAIGNS` campaigns together, drawn with a fixed seed."""
    wars = sorted(set(origins.wars))
    size = {war: origins.wars.count(war) for war in wars}
    rng = np.random.default_rng(SEED)
    found = []
    for _ in range(number):
        out: list[str] = []
        for war in (str(one) for one in rng.permutation(wars)):
            if sum(size[other] for other in out) + size[war] <= CAMPAIGNS:
                out.append(war)
        found.append(frozenset(out))
    return found


def sums_of(fold: Fold, said: Said) -> Sums:
    """Losses of one split."""
    losses = [losses_of(said.curves[name], fold.test) for name in (PUBLISHED.name, CLIMATOLOGY_BY_AGE.name)]
    return {
        (number, score): tuple(campaign_sums(one[score], way, fold.test) for one in losses)  # type: ignore[misc]
        for number, way in enumerate(weightings(fold.test)[:WAYS])
        for score in SCORES
    }


def skill(parts: Sequence[Sums], key: tuple[int, str]) -> float:
    """1 - score / score of the baseline over all campaigns of these splits."""
    ours, theirs = (np.concatenate([part[key][which] for part in parts]) for which in (0, 1))
    return float(1 - np.nansum(ours) / np.nansum(theirs))


def table(parts: Sequence[Sums]) -> list[str]:
    """The table as Markdown: one vote a campaign / age weights only."""
    lines = [
        "| over climatology by age | all splits together | median split | one split in ten below | splits above zero |",
        "|---|---:|---:|---:|---:|",
    ]
    for score, words in SCORES.items():
        cells = []
        for way in range(WAYS):
            each = np.array([skill([part], (way, score)) for part in parts])
            cells.append((skill(parts, (way, score)), np.median(each), np.quantile(each, 0.1), (each > 0).mean()))
        vote, age = cells
        shown = [f"{vote[k]:+.2f} / {age[k]:+.2f}" for k in range(3)] + [f"{vote[3]:.0%} / {age[3]:.0%}"]
        lines.append(f"| {words} | " + " | ".join(shown) + " |")
    return lines


def worst(folds: Sequence[Fold], parts: Sequence[Sums], number: int = 3) -> list[str]:
    """The splits with the least 14-day skill under age weights, and who is in them."""
    order = sorted(range(len(parts)), key=lambda k: skill([parts[k]], (1, "brier_14")))
    return [
        f"- {skill([parts[k]], (1, 'brier_14')):+.2f}: {', '.join(sorted(folds[k].test.names))}" for k in order[:number]
    ]


def main() -> None:
    """Draw, forecast, write."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--splits", type=int, default=40)
    words.add_argument("--workers", type=int, default=2)
    asked = words.parse_args()
    origins = origins_of(counted(load_history()))
    folds = [
        Fold(of_wars(origins, out, inside=False), of_wars(origins, out, inside=True), PUBLISHED.name)
        for out in splits(origins, asked.splits)
    ]
    said = executor_of(asked.workers).run(forecast_fold, folds)
    parts = [sums_of(fold, one) for fold, one in zip(folds, said, strict=True)]
    lines = [
        f"{asked.splits} splits of {CAMPAIGNS} campaigns, seed {SEED}; one vote a campaign / age weights only.",
        "",
        *table(parts),
        "",
        "The three worst at 14 days (age weights):",
        "",
        *worst(folds, parts),
    ]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{START}\n" + "\n".join(lines) + f"\n{END}{after}", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
