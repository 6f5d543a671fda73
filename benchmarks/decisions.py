"""What the default tripwires would have decided: `python benchmarks/decisions.py` writes docs/background/decisions.md.

Over every packaged campaign (its war left out) and the three reference posts of benchmarks/posts, beside three rules
people use. `--workers` processes share the wars; the page does not depend on it. The last section replays
examples/addis-2021. Four minutes on one idle core; a quarter of an hour beside other work.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path
from typing import Protocol, TypeVar

import numpy as np

from decisions_curve import curve_figure, curve_table, kept_table
from decisions_page import page
from leeway.case.load import load_case
from leeway.forecast.origins import counted
from leeway.history.load import load_history
from leeway.look import svg
from leeway.movement.outcomes import outcomes
from leeway.posture.tripwires.load import starter
from leeway.posture.warning_cost import FILE
from leeway.replay.case_days import replay_case
from leeway.replay.decisions.advice import Advice, Post, advice

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "background" / "decisions.md"
FIGURE = ROOT / "docs" / "images" / "decisions-curve.svg"
KEPT = ROOT / "src" / "leeway" / "posture" / FILE
POSTS = {"small": 20, "medium": 150, "large": 1400}
REPLICATIONS = 1_000
ADDIS_EVERY_D, ADDIS_REPLICATIONS = 3, 200


class OfCampaign(Protocol):
    """What was found of one campaign, by its name."""

    @property
    def campaign(self) -> str: ...


Of = TypeVar("Of", bound=OfCampaign)


def reference_posts() -> tuple[Post, ...]:
    """The three posts with draws of the hours until everybody is out."""
    found = []
    for name, people in POSTS.items():
        run = outcomes(load_case(ROOT / "benchmarks" / "posts" / name), range(REPLICATIONS))
        found.append(Post(name, people, np.where(run.left.sum(axis=1) > 0, np.inf, run.t100_h[:, -1])))
    return tuple(found)


def of_war(war: str, posts: tuple[Post, ...]) -> list[Advice]:
    """Advice on every day of the campaigns of one war, learned from all others."""
    history = load_history()
    learned, tripwires = history.without_wars(frozenset({war})), starter()
    return [advice(campaign, learned, posts, tripwires) for campaign in counted(history) if campaign.war == war]


def main() -> None:
    """Compute and write."""
    posts = reference_posts()
    write(by_campaign(of_war, posts, workers_asked(__doc__)), posts)


def workers_asked(description: str | None) -> int:
    """`--workers` of the command line, 2 by default; numpy keeps to one thread in each."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--workers", type=int, default=2)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return int(parser.parse_args().workers)


def by_campaign(
    of_war: Callable[[str, tuple[Post, ...]], list[Of]], posts: tuple[Post, ...], workers: int
) -> dict[str, Of]:
    """What `of_war` finds of every counted campaign, by its name; the wars are shared out over processes."""
    wars = sorted({campaign.war for campaign in counted(load_history())})
    with ProcessPoolExecutor(workers) as pool:
        return {one.campaign: one for part in pool.map(of_war, wars, repeat(posts)) for one in part}


def write(found: dict[str, Advice], posts: tuple[Post, ...]) -> None:
    """The page and its figure."""
    history = load_history()
    campaigns = [campaign for campaign in counted(history) if campaign.name in found]
    case = load_case(ROOT / "examples" / "addis-2021")
    addis = replay_case(case, history, every=ADDIS_EVERY_D, replications=ADDIS_REPLICATIONS)
    table = curve_table(campaigns, found, posts)
    KEPT.write_text(kept_table(campaigns, found), encoding="utf-8")
    FIGURE.write_bytes(svg(curve_figure(campaigns, found, posts)))
    PAGE.write_text(page(campaigns, found, posts, table, addis, history.digest), encoding="utf-8")
    print(f"{PAGE}\n{FIGURE}\n{KEPT}")


if __name__ == "__main__":
    main()
