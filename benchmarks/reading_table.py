"""The published quality of the reader: read annotated reports, score, rewrite the tables of the page.

    python benchmarks/reading_table.py GOLD_DIR

GOLD_DIR holds NAME-001.txt with NAME-001.gold.jsonl and so on (docs/reference/statements.md). Reports of odd number
were the ones the rules were first tuned on; the table shows both halves and the whole between the markers of
docs/background/reading.md.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from leeway.cli.score_reading import read_by_rules
from leeway.evidence.scoring import Gold, Scores, read_gold, score

PAGE = Path(__file__).parents[1] / "docs" / "background" / "reading.md"
START, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HALVES: dict[str, Callable[[int], bool]] = {
    "odd": lambda number: number % 2 == 1,
    "even": lambda number: number % 2 == 0,
    "all": lambda _: True,
}
SLOTS = ("status", "place", "value", "firmness", "speaker", "when", "actor")


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("gold_dir", type=Path)
    gold = read_gold(words.parse_args().gold_dir)
    began = time.process_time()
    found = read_by_rules(gold)
    seconds = time.process_time() - began
    scores = {name: scored(gold, found, belongs) for name, belongs in HALVES.items()}
    text = "\n".join(page(scores, len(gold.bodies), seconds))
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
    """Markdown tables: halves, kinds, slots."""
    yield "| reports | statements | found | precision | recall | F1 | full F1 |"
    yield "|---|---|---|---|---|---|---|"
    for name, s in scores.items():
        a = s.all
        yield (
            f"| {name} ({s.reports}) | {a.gold} | {a.predicted} | {a.precision:.3f} | {a.recall:.3f} "
            f"| **{a.f1:.3f}** | **{a.full_f1:.3f}** |"
        )
    yield ""
    yield "| kind | statements | F1 odd | F1 even | F1 all | full F1 all |"
    yield "|---|---|---|---|---|---|"
    for kind, tally in scores["all"].kinds.items():
        halves = [scores[h].kinds.get(kind) for h in ("odd", "even")]
        shown = " | ".join("-" if h is None else f"{h.f1:.2f}" for h in halves)
        yield f"| {kind} | {tally.gold} | {shown} | {tally.f1:.2f} | {tally.full_f1:.2f} |"
    yield ""
    yield "| right among matches | " + " | ".join(SLOTS) + " |"
    yield "|---|" + "---|" * len(SLOTS)
    for name, s in scores.items():
        yield f"| {name} | " + " | ".join(f"{s.slots[slot].accuracy:.3f}" for slot in SLOTS) + " |"
    yield ""
    yield f"{reports} reports in {seconds:.1f} s of one core, tables of places loaded included."


if __name__ == "__main__":
    main()
