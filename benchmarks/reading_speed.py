"""Reading speed: reports a CPU second of each stage and of the whole, growth, start-up, and peers on the same texts.

    python benchmarks/reading_speed.py [--reports 24] [--rounds 5] [--base 20] [--peers]

Texts are the reports of the worked case of Kabul and of the reader's tests, joined to about 2, 5 and 8 kB. Times are
CPU seconds of this process (`time.process_time`), the best of the rounds; with `--peers` everything runs in one go, so
that ratios hold also on a busy machine. Peers that are not installed are named as such.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from leeway.evidence.attribution.voices import voices
from leeway.evidence.grammar.statements import statements
from leeway.evidence.language.fold import folded
from leeway.evidence.language.layers import layers
from leeway.evidence.language.numbers import numbers_of
from leeway.evidence.language.times import times_of
from leeway.evidence.model import Report, Statement
from leeway.evidence.places.find import find_places
from leeway.evidence.places.gazetteer import load_gazetteer
from leeway.evidence.read import read_report, read_reports
from leeway.evidence.reports.open import open_reports

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (ROOT / "examples" / "kabul-2021" / "reports", ROOT / "tests" / "evidence" / "data")
SIZES = (2_000, 5_000, 8_000)
AREA = ("AF",)
DAY = datetime(2021, 8, 12, 16, tzinfo=UTC)
Read = Callable[[Report], object]


def joined(size: int, many: int) -> list[Report]:
    """`many` different reports of at least `size` characters: the sources in a row, begun at other places."""
    bodies = [r.body for r in open_reports([str(p) for p in SOURCES]) if isinstance(r, Report)]
    made = []
    for n in range(many):
        body = ""
        for part in islice(cycle(bodies), n * 7 % len(bodies), None):
            body += part.rstrip() + "\n\n"
            if len(body) >= size:
                break
        made.append(Report(f"{size}-{n}", body, "Test Wire", DAY, country=AREA, title="From the wires"))
    return made


def best(work: Callable[[], object], rounds: int) -> float:
    """CPU seconds of the fastest round."""
    seconds = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        seconds.append(time.process_time() - begin)
    return min(seconds)


def stages(reports: Sequence[Report], rounds: int) -> dict[str, float]:
    """Reports a CPU second of each stage on what the stages before it made, and of the whole."""
    gazetteer = load_gazetteer(AREA)
    texts = [layers(report) for report in reports]
    for text in texts:
        find_places(text, gazetteer)
    heard = [voices(text) for text in texts]
    again = [replace(text, places=[]) for text in texts]
    work: dict[str, Callable[[], object]] = {
        "layers": lambda: [layers(report) for report in reports],
        "places": lambda: [find_places(text, gazetteer) for text in again],
        "voices": lambda: [voices(text) for text in texts],
        # Voices keep what was read of a sentence: the grammar gets fresh ones.
        "grammar": lambda: [statements(t, replace(v, marked={})) for t, v in zip(texts, heard, strict=True)],
        "whole": lambda: [read_report(report, gazetteer) for report in reports],
    }
    return {name: len(reports) / best(one, rounds) for name, one in work.items()}


def stage_table(many: int, rounds: int) -> None:
    """Print the stages by size of text."""
    print("| characters | statements | layers | places | voices | grammar | whole, reports/s | kB/s |")
    print("|---|---|---|---|---|---|---|---|")
    for size in SIZES:
        reports = joined(size, many)
        mean = sum(len(r.body) for r in reports) / many
        found = sum(len(read_report(r, load_gazetteer(AREA))) for r in reports) / many
        speed = stages(reports, rounds)
        cells = " | ".join(f"{speed[name]:.0f}" for name in ("layers", "places", "voices", "grammar", "whole"))
        print(f"| {mean:.0f} | {found:.0f} | {cells} | {speed['whole'] * mean / 1000:.0f} |", flush=True)


def growth(base: int) -> None:
    """Print reports a CPU second and peak memory for 1, 10 and 100 times as many reports, streamed."""
    given = joined(SIZES[0], 24)
    gazetteer = load_gazetteer(AREA)

    def stream(many: int) -> Iterator[Report]:
        return (replace(r, id=str(n), body=f"{r.body}{n}\n") for n, r in enumerate(islice(cycle(given), many)))

    print("\n| reports | statements | CPU s | reports/s | peak MiB |\n|---|---|---|---|---|")
    for factor in (1, 10, 100):
        many = base * factor
        begin = time.process_time()
        found = sum(isinstance(one, Statement) for one in read_reports(stream(many), gazetteer))
        seconds = time.process_time() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {many:,} | {found:,} | {seconds:.1f} | {many / seconds:.0f} | {peak:.0f} |", flush=True)


def start_up() -> None:
    """Print CPU and wall seconds of the commands, the best of three."""
    report = next(iter(sorted(SOURCES[0].glob("*.txt"))))
    print("\n| command | wall s | CPU s |\n|---|---|---|")
    for words in (["--help"], ["read", str(report), "--area", "AF"]):
        taken = []
        for _ in range(3):
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            begin = time.perf_counter()
            command = [sys.executable, "-c", "from leeway.cli import main; main()", *words]
            subprocess.run(command, check=False, capture_output=True)
            wall = time.perf_counter() - begin
            now = resource.getrusage(resource.RUSAGE_CHILDREN)
            taken.append((wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime))
        wall, cpu = min(taken)
        print(f"| leeway {words[0]} | {wall:.2f} | {cpu:.2f} |")


def peers(rounds: int) -> None:
    """Print ratios to libraries that find days, figures or sketches, all on the texts of 5 kB."""
    reports = joined(SIZES[1], 6)
    texts = [layers(report) for report in reports]
    folds = [folded(text.clean) for text in texts]
    rows: list[tuple[str, str, Callable[[], object]]] = [
        ("days", "leeway", lambda: [times_of(f, t.sentences, t.anchor) for f, t in zip(folds, texts, strict=True)]),
        ("figures", "leeway", lambda: [numbers_of(f, t.sentences, t.times) for f, t in zip(folds, texts, strict=True)]),
    ]
    rows += [(task, name, finder) for task, name, load in PEERS if (finder := load([r.body for r in reports]))]
    missing = [name for _, name, _ in PEERS if name not in {row[1] for row in rows}]
    seconds = {(task, name): best(work, 1 if name in SLOW else rounds) for task, name, work in rows}
    print("\n| task | finder | documents/s | ours as times of it |\n|---|---|---|---|")
    for (task, name), taken in seconds.items():
        own = seconds.get((task, "leeway"), seconds.get((task, "rensa"), taken))
        print(f"| {task} | {name} | {len(reports) / taken:,.1f} | {taken / own:.1f} |")
    if missing:
        print(f"\nNot installed or not importable: {', '.join(missing)}.")


SLOW = ("dateparser", "parsedatetime", "quantulum3")


def _dateparser(bodies: list[str]) -> Callable[[], object] | None:
    if find_spec("dateparser") is None:
        return None
    from dateparser.search import search_dates

    options: dict[str, Any] = {"PREFER_DATES_FROM": "past", "RELATIVE_BASE": DAY.replace(tzinfo=None)}
    return lambda: [search_dates(body, languages=["en"], settings=options) for body in bodies]


def _parsedatetime(bodies: list[str]) -> Callable[[], object] | None:
    if find_spec("parsedatetime") is None:
        return None
    import parsedatetime

    calendar = parsedatetime.Calendar()
    return lambda: [calendar.nlp(body, DAY.replace(tzinfo=None)) for body in bodies]


def _quantulum(bodies: list[str]) -> Callable[[], object] | None:
    try:
        from quantulum3 import parser
    except Exception:  # its imports fail beside recent versions of what it uses
        return None
    return lambda: [parser.parse(body) for body in bodies]


def _shingles(bodies: list[str]) -> list[list[str]]:
    words = [body.casefold().split() for body in bodies]
    return [[" ".join(w[n : n + 3]) for n in range(len(w) - 2)] for w in words]


def _datasketch(bodies: list[str]) -> Callable[[], object] | None:
    if find_spec("datasketch") is None:
        return None
    from datasketch import MinHash

    sets = [[s.encode() for s in shingles] for shingles in _shingles(bodies)]

    def sketch() -> None:
        for shingles in sets:
            one = MinHash(num_perm=128)
            one.update_batch(shingles)
            one.digest()

    return sketch


def _rensa(bodies: list[str]) -> Callable[[], object] | None:
    if find_spec("rensa") is None:
        return None
    from rensa import RMinHash

    sets = _shingles(bodies)

    def sketch() -> None:
        for shingles in sets:
            one = RMinHash(num_perm=128, seed=1)
            one.update(shingles)
            one.digest()

    return sketch


PEERS = (
    ("days", "dateparser", _dateparser),
    ("days", "parsedatetime", _parsedatetime),
    ("figures", "quantulum3", _quantulum),
    ("sketches", "rensa", _rensa),
    ("sketches", "datasketch", _datasketch),
)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--reports", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--base", type=int, default=20)
    parser.add_argument("--peers", action="store_true")
    options = parser.parse_args()
    stage_table(options.reports, options.rounds)
    growth(options.base)
    start_up()
    if options.peers:
        peers(options.rounds)


if __name__ == "__main__":
    main()
