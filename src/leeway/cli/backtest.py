"""`leeway backtest`."""

from __future__ import annotations

import json as json_text
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from leeway.cli.options import at_least_one

if TYPE_CHECKING:
    from collections.abc import Mapping

Flag = Annotated[bool, Parameter(negative="", show_default=False)]
Json = dict[str, Any]


def backtest(
    *,
    history: Path | None = None,
    model: str = "published",
    json: Flag = False,
    workers: int = 1,
    scheduler: str | None = None,
    out: Path | None = None,
    force: Flag = False,
) -> int:
    """How good the forecast is: every past advance forecast without its war, beside every named baseline.

    Parameters
    ----------
    history
        A directory of further campaigns (campaigns.csv, campaign_events.csv, wars.csv, optionally covariates.csv): they
        are forecast by models that learn from the packaged campaigns without any of their wars.
    model
        The model: "published", a member ("approach", "losses"), "mixture cure", or a baseline.
    json
        Print the result as JSON (docs/reference/backtest-json.md).
    workers
        Processes to share the work among; the result is the same.
    scheduler
        Address of a dask.distributed scheduler to share the work among instead (extra [distributed]).
    out
        Write backtest.json and the figures (SVG and PNG) into this directory.
    force
        Replace files in --out that were not written by leeway.
    """
    from leeway.forecast.backtest.document import document
    from leeway.forecast.backtest.executors import executor_of
    from leeway.forecast.backtest.run import backtest as run
    from leeway.history.load import load_history

    at_least_one("--workers", workers)
    packaged = load_history()
    kept_back = None if history is None else load_history(history)
    found = run(packaged, kept_back=kept_back, model=model, executor=executor_of(workers, scheduler))
    doc = document(found, packaged.digest, None if kept_back is None else kept_back.digest)
    text = json_text.dumps(doc, indent=1, ensure_ascii=False, allow_nan=False)
    if out is not None:
        _write(out, doc, text, force=force)
    if json:
        print(text)
    else:
        _show(doc)
    return 0


def _show(doc: Mapping[str, Any]) -> None:
    from leeway.cli.tables import console, show
    from leeway.forecast.backtest.tables import tables

    show(console(), [str(doc["sentence"])], tables(doc))


def _write(out: Path, doc: Json, text: str, *, force: bool) -> None:
    from leeway.cli.out_directory import write_directory
    from leeway.forecast.backtest.figures import figures
    from leeway.look import png, svg

    files = {"backtest.json": f"{text}\n".encode()}
    for name, chart in figures(doc).items():
        files |= {f"{name}.svg": svg(chart), f"{name}.png": png(chart)}
    write_directory(out, files, force=force)
