"""Origins over many reports: seconds and growth, beside plain MinHash libraries on the same sketches.

    python benchmarks/origins_speed.py [--most 100000]

Reports are made from a Zipf vocabulary with names and figures; one in fifty is a reworded copy of an earlier one, so
that what is found can be counted.
"""

from __future__ import annotations

import argparse
import random
import resource
import time

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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=100_000)
    most = parser.parse_args().most
    print("| reports | copies made | copies found | seconds | reports a second | peak MiB |\n|---|---|---|---|---|---|")
    many = 1_000
    while many <= most:
        given, copies = reports(many, seed=1)
        begin = time.perf_counter()
        found = origins(given)
        seconds = time.perf_counter() - begin
        joined = sum(f != r for r, f in found.family.items())
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {many:,} | {copies} | {joined} | {seconds:.1f} | {many / seconds:.0f} | {peak:.0f} |", flush=True)
        many *= 10


if __name__ == "__main__":
    main()
