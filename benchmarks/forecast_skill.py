"""The published skill of the forecast: run the back-test, freeze its table, rewrite the page.

    python benchmarks/forecast_skill.py [--workers 2]

Writes src/leeway/forecast/frozen_skill.json (shipped with the package: skill, weights of the pool by training set), the
tables between the markers of docs/background/forecast-skill.md, and the figures in docs/images/. The priors and the
tables are named by their SHA-256 before the run; a run that finds other ones afterwards stops.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leeway.forecast.backtest.document import document
from leeway.forecast.backtest.executors import executor_of
from leeway.forecast.backtest.figures import figures
from leeway.forecast.backtest.run import Backtest, backtest
from leeway.forecast.backtest.tables import tables
from leeway.forecast.frozen import FILE, training_key
from leeway.forecast.models.baselines import BASELINES, CLIMATOLOGY_BY_AGE
from leeway.forecast.models.catalogue import MODELS, PUBLISHED
from leeway.forecast.models.priors import digest
from leeway.forecast.origins import counted, origins_of
from leeway.history.load import load_history
from leeway.history.model import History
from leeway.look import svg
from leeway.tables import Table

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "background" / "forecast-skill.md"
IMAGES = ROOT / "docs" / "images"
START, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def frozen_table(history: History, found: Backtest, doc: dict[str, Any], date: str) -> dict[str, Any]:
    """What is shipped: provenance, skill in short, weights of the pool by training set."""
    of = doc["scores"][doc["weighting"]][doc["model"]]
    everything = counted(history)
    # Not `fit`, which would read the weights of the table that is being replaced.
    keys = {training_key(everything): list(PUBLISHED.fit_origins(origins_of(everything)).weights)}
    for fold, weights in zip(found.folds, found.weights, strict=True):
        left_out = frozenset(fold.test.wars)
        keys[training_key(counted(history.without_wars(left_out)))] = list(weights.values())
    return {
        "version": doc["version"],
        "date": date,
        "commit": _commit(),
        "history": doc["history"],
        "priors": doc["priors"],
        "seed": doc["seed"],
        "campaigns": doc["campaigns"],
        "wars": doc["wars"],
        "fell": doc["fell"],
        "skill": {
            "useful_days": doc["useful_days"],
            "sentence": doc["sentence"],
            "brier_7": of["skill"]["brier_7"][CLIMATOLOGY_BY_AGE.name],
            "brier_14": of["skill"]["brier_14"][CLIMATOLOGY_BY_AGE.name],
            "crps": of["skill"]["crps"][CLIMATOLOGY_BY_AGE.name],
            "coverage_90": of["coverage_90"],
        },
        "members": [member.name for member in PUBLISHED.members],
        "weights": keys,
    }


def page_text(doc: dict[str, Any], challengers: dict[str, dict[str, Any]], date: str, seconds: float) -> str:
    """The measured part of the page."""
    lines = [
        f"Version {doc['version']}, {date}, commit `{_commit()}`, seed {doc['seed']}. Tables `{doc['history'][:16]}`, "
        f"priors `{doc['priors'][:16]}` (SHA-256). The run took {seconds:.0f} s.",
        "",
        f"**{doc['sentence']}**",
    ]
    for table in tables(doc):
        lines += ["", f"### {table.title}", "", *_markdown(table)]
    lines += ["", "### Challengers, same protocol", "", *_markdown(_challengers(challengers))]
    return "\n".join(lines)


def _challengers(documents: dict[str, dict[str, Any]]) -> Table:
    rows = []
    for name, doc in documents.items():
        of = doc["scores"][doc["weighting"]][name]
        skills = [of["skill"][score][CLIMATOLOGY_BY_AGE.name] for score in ("brier_7", "brier_14", "crps")]
        rows.append((name, *(f"{v:+.2f} ({low:+.2f} to {high:+.2f})" for v, low, high in skills)))
    columns = ("model", "Brier 7 d", "Brier 14 d", "CRPS")
    return Table("Challengers", columns, tuple(rows), frozenset({"model"}), "Skill over climatology by age.")


def _markdown(table: Table) -> list[str]:
    heads = "| " + " | ".join(table.columns) + " |"
    rule = "|" + "|".join("---" if name in table.left else "---:" for name in table.columns) + "|"
    rows = ["| " + " | ".join(row) + " |" for row in table.rows]
    return [heads, rule, *rows, *(["", table.note] if table.note else [])]


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() or "unknown"


def main() -> None:
    """Run, freeze, write."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--workers", type=int, default=2)
    asked = words.parse_args()
    history, priors, date = load_history(), digest(), datetime.now(UTC).date().isoformat()
    executor = executor_of(asked.workers)
    began = time.perf_counter()
    found = backtest(history, executor=executor)
    doc = document(found, history.digest)
    seconds = time.perf_counter() - began
    singles = [name for name in MODELS if name not in {b.name for b in BASELINES} and name != PUBLISHED.name]
    challengers = {name: document(backtest(history, model=name, executor=executor), history.digest) for name in singles}
    if (history.digest, priors) != (load_history().digest, digest()):
        raise SystemExit("tables or priors changed while the evaluation ran")
    FILE.write_text(json.dumps(frozen_table(history, found, doc, date), indent=1) + "\n", encoding="utf-8")
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    text = page_text(doc, challengers, date, seconds)
    PAGE.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf-8")
    for name, chart in figures(doc).items():
        (IMAGES / f"forecast-{name}.svg").write_bytes(svg(chart))
    print(doc["sentence"])


if __name__ == "__main__":
    main()
