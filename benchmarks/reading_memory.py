"""Memory of `leeway read` over a long stream of reports, through the command as a user calls it.

    python benchmarks/reading_memory.py [--reports 10000] [--workers 1]

Short reports (two paragraphs of the worked case of Kabul, each with a number of its own) are handed to
`leeway read - --json --no-origins` as JSON lines; after each tenth of them the resident memory of the command and its
workers is noted. With origins all texts are kept, so those are another matter (benchmarks/origins_speed.py).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from leeway.evidence.model import Report
from leeway.evidence.reports.open import open_reports

SOURCE = Path(__file__).resolve().parent.parent / "examples" / "kabul-2021" / "reports"
PARAGRAPHS = 2


def lines(many: int) -> Iterator[bytes]:
    """`many` different short reports as JSON lines."""
    parts = []
    for report in open_reports([str(SOURCE)]):
        if isinstance(report, Report):
            paragraphs = [part for part in report.body.split("\n\n") if len(part) > 80]
            parts += ["\n\n".join(paragraphs[n : n + PARAGRAPHS]) for n in range(0, len(paragraphs), PARAGRAPHS)]
    for n in range(many):
        body = f"{parts[n % len(parts)]}\n\nReport {n} of the desk.\n"
        record = {"id": f"r{n}", "publisher": "Test Wire", "published": "2021-08-12T16:00:00Z", "body": body}
        yield json.dumps(record).encode() + b"\n"


def resident(process: int) -> float:
    """Resident memory of a process and its children in MiB."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return pages * resource.getpagesize() / 2**20 + sum(map(resident, map(int, children)))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=1)
    asked = parser.parse_args()
    words = ["read", "-", "--area", "AF", "--json", "--no-origins", "--workers", str(asked.workers)]
    command = [sys.executable, "-m", "leeway", *words]
    begin, told, size = time.perf_counter(), [0], 0
    print("| reports handed in | MiB |\n|---|---|")
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        output = process.stdout

        def count() -> None:
            told[0] = sum(1 for _ in output)

        reader = threading.Thread(target=count)
        reader.start()
        for n, line in enumerate(lines(asked.reports), 1):
            process.stdin.write(line)
            size += len(line)
            if n * 10 % asked.reports < 10:
                process.stdin.flush()
                print(f"| {n:,} | {resident(process.pid):.0f} |", flush=True)
        process.stdin.close()
        reader.join()
        process.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.perf_counter() - begin
    print(f"\n{asked.reports:,} reports of {size / asked.reports:.0f} bytes, {told[0]:,} statements, ", end="")
    print(f"{used.ru_utime + used.ru_stime:.1f} CPU s, {seconds:.1f} s; exit code {process.returncode}")


if __name__ == "__main__":
    main()
