"""How well speaker and firmness are read where statements are given: python benchmarks/attribution_check.py GOLD_DIR

Takes each annotated statement's own words as the clause, and its kind, status and actor as known, and compares the
speaker and the firmness that `leeway.evidence.attribution` gives with the annotated ones, by the rules of
`leeway.evidence.scoring`. `--odd` and `--even` keep the reports whose number is odd or even;
`--misses` prints what is wrong. The last line gives the time the stage takes per report.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

from leeway.evidence.attribution.firmness import firmness
from leeway.evidence.attribution.voices import speaker_at, voices
from leeway.evidence.language.layers import layers
from leeway.evidence.model import Report, Speaker
from leeway.evidence.scoring.names import same_speaker as same


def report_of(path: Path) -> Report:
    """The report of one gold text: header lines, a blank line, the body."""
    head, body = path.read_text(encoding="utf-8").replace("\r\n", "\n").split("\n\n", 1)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    published = fields.get("published")
    return Report(
        id=fields["id"],
        body=body,
        publisher=fields.get("publisher"),
        published=datetime.fromisoformat(published.replace("Z", "+00:00")) if published else None,
        country=tuple(fields.get("country", "").replace(",", " ").split()),
        title=fields.get("title"),
    )


def main() -> None:
    """Print the two accuracies, per half and together."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--odd", action="store_true")
    arguments.add_argument("--even", action="store_true")
    arguments.add_argument("--misses", action="store_true")
    arguments.add_argument("--only", default="")
    options = arguments.parse_args()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    spent, reports = 0.0, 0
    for n, path in enumerate(sorted(options.gold.glob("*.txt"))):
        half = "even" if n % 2 else "odd"
        if (options.odd and half == "even") or (options.even and half == "odd") or options.only not in path.name:
            continue
        report = report_of(path)
        text = layers(report)
        begin = time.perf_counter()
        for _ in range(5):
            heard = voices(text)
        spent += (time.perf_counter() - begin) / 5
        reports += 1
        for line in path.with_suffix(".gold.jsonl").read_text(encoding="utf-8").splitlines():
            gold: dict[str, Any] = json.loads(line)
            at = report.body.find(gold["quote"])
            end = at + len(gold["quote"])
            who, stance, _ = speaker_at(heard, at, end)
            firm = firmness(text, heard, at, end, gold["kind"], gold["status"], gold["actor"])
            good = {"speaker": same_speaker(gold["speaker"], who), "firmness": gold["firmness"] == firm}
            for slot, fine in good.items():
                for key in (f"{slot} {half}", slot, f"{slot} {gold['firmness']}"):
                    total[key] += 1
                    right[key] += fine
                if options.misses and not fine:
                    want = {k: v for k, v in gold["speaker"].items() if v} if slot == "speaker" else gold["firmness"]
                    got = f"{who.name}|{who.role}|{who.org}|{who.anonymous}" if slot == "speaker" else firm
                    print(
                        f"{report.id} {slot}: {gold['kind']}/{gold['status']} {gold['actor']} "
                        f"want {want} got {got} ({stance})"
                    )
                    print("      " + gold["quote"].replace("\n", " "))
    for key in sorted(total):
        print(f"{key:<24}{right[key]:>5}/{total[key]:<5}{right[key] / total[key]:.3f}")
    if reports:
        print(f"{1000 * spent / reports:.2f} ms a report")


def same_speaker(gold: dict[str, Any], who: Speaker) -> bool:
    """Whether the two are one speaker by the rules of the scorer."""
    return same(gold, {"name": who.name, "role": who.role, "org": who.org, "anonymous": who.anonymous})


if __name__ == "__main__":
    main()
