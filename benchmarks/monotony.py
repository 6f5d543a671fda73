"""Does one thing more make a schedule worse? Random posts, each with a vehicle, seat, desk or hour of notice more.

    python benchmarks/monotony.py [--posts 12] [--first 0] [--people 60] [--limit 30]

A richer plan can do whatever the poorer one does, so its optimum is never worse; what a search finds may be, where
nothing is proved. Prints every comparison that comes out worse, by how much, and how many there were.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "movement"))

from random_posts import random_post  # noqa: E402
from test_bounds import richer  # noqa: E402

from leeway.case.model import Case  # noqa: E402
from leeway.movement.optimise.post.search import better  # noqa: E402
from leeway.movement.records import Schedule  # noqa: E402
from leeway.movement.schedule import schedule  # noqa: E402

KINDS = ("vehicle", "seat", "desk", "hour")


def main() -> None:
    """Compare and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=12)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--limit", type=float, default=30.0)
    given = parser.parse_args()
    compared = worse = proved = 0
    for seed in range(given.first, given.first + given.posts):
        before = time.process_time()
        poor_case = random_post(seed, given.people)
        poor = schedule(poor_case, time_limit_s=given.limit)
        lines = []
        for kind in KINDS:
            rich_case = richer(poor_case, kind)
            if same(poor_case, rich_case):
                continue
            rich = schedule(rich_case, time_limit_s=given.limit)
            compared += 1
            proved += all(poor.proved[:2])
            if better(poor.objective, rich.objective):
                worse += 1
                lines.append(f"  {kind}: {in_words(poor)} -> {in_words(rich)}")
        print(f"post {seed}: {in_words(poor)}, {time.process_time() - before:.0f} CPU s", *lines, sep="\n", flush=True)
    print(f"{worse} of {compared} comparisons worse ({proved} with people left and completion of the poorer proved)")


def same(a: Case, b: Case) -> bool:
    """Whether there was nothing to add to."""
    return a.plan == b.plan


def in_words(found: Schedule) -> str:
    """The three goals and the gap of the second."""
    left, completion, mean = found.objective
    return f"{left:g} left, {completion:.4f} h, mean {mean:.4f} h (gap {found.gap.completion_h:.1%})"


if __name__ == "__main__":
    main()
