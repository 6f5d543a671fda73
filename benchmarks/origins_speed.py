"""Origins over many reports: seconds, memory and growth, on one process or several.

    python benchmarks/origins_speed.py [--least 1000] [--most 100000] [--workers 1 2]

Reports are made from a Zipf vocabulary with names and figures; one in fifty is a reworded copy of an earlier one, so
that what is found can be counted. Memory is that of all processes together (resident, looked at every tenth of a
second); "before" is what the texts take.
"""

from __future__ import annotations

import argparse
import random
import resource
import threading
import time
from multiprocessing import active_children
from pathlib import Path

from leeway.evidence.model import Report
from leeway.evidence.origins.families import origins

SENTENCES, WORDS, VOCABULARY = 25, 22, 30_000
SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi xo zu ka le mi no tu"


def word(number: int) -> str:
    """A pronounceable word for a number."""
    syllables = SYLLABLES.split()
    out = ""
    while True:
        out += syllables[number % 20]
        number //= 20
        if not number:
            return out + "s" * (len(out) % 2)


def reports(many: int, seed: int) -> tuple[list[Report], int]:
    """`many` reports and how many of them are reworded copies."""
    draw = random.Random(seed)
    words = [word(n + 400) for n in range(VOCABULARY)]
    weights = [1 / (n + 2) for n in range(VOCABULARY)]
    cumulative = []
    total = 0.0
    for weight in weights:
        total += weight
        cumulative.append(total)
    texts: list[list[list[str]]] = []
    copies = 0
    for i in range(many):
        if i > 50 and draw.random() < 0.02:
            source = texts[draw.randrange(max(0, i - 5000), i)]
            text = [[w if draw.random() > 0.2 else draw.choice(words) for w in s] for s in source]
            copies += 1
        else:
            text = []
            for _ in range(SENTENCES):
                sentence = draw.choices(words, cum_weights=cumulative, k=WORDS)
                sentence[3] = draw.choice(words).capitalize()
                sentence[9] = draw.choice(words).capitalize()
                sentence[12] = str(draw.randrange(2, 5000))
                text.append(sentence)
        texts.append(text)
    bodies = [" ".join(" ".join(s).capitalize() + "." for s in text) for text in texts]
    return [Report(id=f"r{i:06d}", body=body) for i, body in enumerate(bodies)], copies


class Memory:
    """The most resident memory of this process and its children together, in MiB, while it is entered."""

    def __enter__(self) -> Memory:
        self.peak = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.1):
            processes = ["self", *(str(child.pid) for child in active_children())]
            self.peak = max(self.peak, sum(map(resident, processes)))


def resident(process: str) -> float:
    """Resident memory of a process in MiB; 0 where it has ended."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    except FileNotFoundError:
        return 0.0


def cpu() -> float:
    """CPU seconds of this process and of the children that have ended."""
    own, ended = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + ended.ru_utime + ended.ru_stime


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--least", type=int, default=1_000)
    parser.add_argument("--most", type=int, default=100_000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    asked = parser.parse_args()
    print("| reports | workers | copies made | found | seconds | CPU s | reports a second | MiB before | peak MiB |")
    print("|---|---|---|---|---|---|---|---|---|")
    many = asked.least
    while many <= asked.most:
        given, copies = reports(many, seed=1)
        for workers in asked.workers:
            before = resident("self")
            with Memory() as memory:
                begin, worked = time.perf_counter(), cpu()
                found = origins(given, workers)
                seconds, work = time.perf_counter() - begin, cpu() - worked
            joined = sum(f != r for r, f in found.family.items())
            times = f"{seconds:.1f} | {work:.1f} | {many / seconds:.0f}"
            memories = f"{before:.0f} | {memory.peak:.0f}"
            print(f"| {many:,} | {workers} | {copies:,} | {joined:,} | {times} | {memories} |", flush=True)
        many *= 10


if __name__ == "__main__":
    main()
