"""The published quality of the reader: read annotated reports, score, rewrite the tables of the page.

    python benchmarks/reading_table.py GOLD_DIR

GOLD_DIR holds the development reports, NAME-001.txt with NAME-001.gold.jsonl and so on (docs/reference/statements.md);
those of odd number were the ones the rules were first tuned on. The other sets are those of `tests/evidence`, in parts
by number. Rewrites what stands between the markers of docs/background/reading.md.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leeway.cli.score_reading import read_by_rules
from leeway.evidence.scoring import Gold, Scores, read_gold, score

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "background" / "reading.md"
SETS = ROOT / "tests" / "evidence"
HELD, PRACTICE, DRILL = SETS / "gold", SETS / "practice", SETS / "drill"
START, END = "<!-- measured: begin -->", "<!-- measured: end -->"
SLOTS = ("status", "place", "value", "firmness", "speaker", "when", "actor")


@dataclass(frozen=True)
class Part:
    """Some reports of a folder, by number, under a name."""

    name: str
    folder: Path
    belongs: Callable[[int], bool]


def parts(development: Path) -> tuple[Part, ...]:
    """Every set of annotated reports there is, those nobody has tuned on last."""
    return (
        Part("development, odd", development, lambda n: n % 2 == 1),
        Part("development, even", development, lambda n: n % 2 == 0),
        Part("development, all", development, lambda n: True),
        Part("practice, tuned on", PRACTICE, lambda n: True),
        Part("short texts, tuned on", DRILL, lambda n: n % 5 > 0),
        Part("short texts, unread: every fifth", DRILL, lambda n: n % 5 == 0),
        Part("held out, opened: 001-008, 017-024, 033-048", HELD, lambda n: not unread(n)),
        Part("held out, unread: 009-016, harder", HELD, lambda n: 9 <= n <= 16),
        Part("held out, unread: 025-032", HELD, lambda n: 25 <= n <= 32),
        Part("held out, unread: 049-056, newest", HELD, lambda n: n >= 49),
        Part(UNREAD, HELD, unread),
    )


def unread(number: int) -> bool:
    """Whether nobody who writes rules has read this held-out report."""
    return 9 <= number <= 16 or 25 <= number <= 32 or number >= 49


UNREAD = "held out, unread, all"
"""Scored, but read by nobody who writes rules."""
ALL = "development, all"


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("gold_dir", type=Path)
    development = words.parse_args().gold_dir
    gold = {folder: read_gold(folder) for folder in (development, PRACTICE, DRILL, HELD)}
    began = time.process_time()
    found = {folder: read_by_rules(one) for folder, one in gold.items()}
    seconds = time.process_time() - began
    scores = {p.name: scored(gold[p.folder], found[p.folder], p.belongs) for p in parts(development)}
    text = "\n".join(page(scores, sum(len(one.bodies) for one in gold.values()), seconds))
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")
    print(text)


def scored(gold: Gold, found: list[dict[str, Any]], belongs: Callable[[int], bool]) -> Scores:
    """The scores of the reports whose number `belongs`."""
    bodies = {name: body for name, body in gold.bodies.items() if belongs(number_of(name))}
    return score(
        bodies,
        [g for g in gold.statements if g["report"] in bodies],
        [p for p in found if p["report"] in bodies],
    )


def number_of(name: str) -> int:
    """The last number of a report's name; 0 where it has none."""
    numbers = re.findall(r"\d+", name)
    return int(numbers[-1]) if numbers else 0


def page(scores: dict[str, Scores], reports: int, seconds: float) -> Iterator[str]:
    """Markdown tables: sets, kinds, slots."""
    yield "| reports | number | statements | found | precision | recall | F1 | full F1 |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, s in scores.items():
        a = s.all
        yield (
            f"| {name} | {s.reports} | {a.gold} | {a.predicted} | {a.precision:.3f} | {a.recall:.3f} "
            f"| **{a.f1:.3f}** | **{a.full_f1:.3f}** |"
        )
    yield ""
    yield "| kind | development: statements | F1 | full F1 | unread: statements | F1 | full F1 |"
    yield "|---|---|---|---|---|---|---|"
    for kind in scores[ALL].kinds:
        cells = []
        for name in (ALL, UNREAD):
            tally = scores[name].kinds.get(kind)
            cells += ["-"] * 3 if tally is None else [str(tally.gold), f"{tally.f1:.2f}", f"{tally.full_f1:.2f}"]
        yield f"| {kind} | " + " | ".join(cells) + " |"
    yield ""
    yield "| right among matches | " + " | ".join(SLOTS) + " |"
    yield "|---|" + "---|" * len(SLOTS)
    for name, s in scores.items():
        yield f"| {name} | " + " | ".join(f"{s.slots[slot].accuracy:.3f}" for slot in SLOTS) + " |"
    yield ""
    yield f"{reports} reports in {seconds:.1f} s of one core, tables of places loaded included."


if __name__ == "__main__":
    main()
