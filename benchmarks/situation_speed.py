"""How long a picture takes, by the number of statements: `python benchmarks/situation_speed.py [most]`.

Statements are drawn at random from the twelve kinds over 200 places, 120 days, 400 speakers and as many origins as a
tenth of the statements, so that copies, claims, denials and contradictions are frequent. Printed: CPU seconds for each
size, and the statements a second. The picture of 100,000 statements is meant to take less than 5 s.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import UTC, date, datetime, timedelta

from leeway.evidence.model import FIRMNESS, KINDS, Days, Speaker, Statement, Value
from leeway.situation.items import Known
from leeway.situation.picture import picture

START = date(2030, 1, 1)
SIZES = (1_000, 10_000, 100_000)
PARTIES = ("Front", "army", "Third Force", "US embassy Capital", None)


def statements(many: int, seed: int = 1) -> list[Statement]:
    """So many statements at random, in the order of publication."""
    rng = random.Random(seed)
    kinds = [kind for kind in KINDS for _ in range(8 if kind == "control" else 1)]
    firmness = [*FIRMNESS, *["stated"] * 12]
    speakers = [Speaker(org=f"agency {k}") for k in range(200)] + [
        Speaker(role="spokesman", org=rng.choice(("Front", "army"))) for _ in range(200)
    ]
    found = []
    for k in range(many):
        kind = rng.choice(kinds)
        day = START + timedelta(days=120 * k // many)
        place = rng.randrange(200)
        origin = f"origin {rng.randrange(many // 10 + 1)}"
        number = float(rng.randrange(10, 3000))
        value = Value(number, number, rng.choice(("people", "days"))) if kind not in ("control", "access") else None
        published = datetime(day.year, day.month, day.day, rng.randrange(24), rng.randrange(60), tzinfo=UTC)
        found.append(
            Statement(
                f"report {k // 8}", (k, k + 40), "words of the report", kind, rng.choice(KINDS[kind]),
                rng.choice(PARTIES), f"Town {place}", value, rng.choice(("troops", "staff", "airport", "road")),
                Days(day, day), rng.choice(firmness), rng.choice(speakers), None, origin,
                f"town:{place}", place % 14 / 2.0, place // 14 / 2.0, f"agency {rng.randrange(200)}", published,
            )
        )  # fmt: skip
    return found


def reference_s() -> float:
    """CPU seconds of ten million additions: about half a second on a quiet core, so that a busy machine shows."""
    begin, total = time.process_time(), 0
    for k in range(10_000_000):
        total += k
    return time.process_time() - begin


def main() -> None:
    """Measure and print."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    places = {f"town:{k}": Known(f"Town {k}", "town", k % 14 / 2.0, k // 14 / 2.0) for k in range(200)}
    print(f"ten million additions: {reference_s():.2f} s")
    print("statements   seconds   statements/s   places   contradictions   changes")
    for many in (size for size in SIZES if size <= most):
        told = statements(many)
        begin = time.process_time()
        found = picture(
            told, datetime(2030, 6, 1, tzinfo=UTC), target="Town 0", lat=0.0, lon=0.0, attacker=["Front"],
            defender=["army"], places=places,
        )  # fmt: skip
        took = time.process_time() - begin
        shown = f"{many:10,}   {took:7.2f}   {many / took:12,.0f}   {len(found.places):6}"
        print(f"{shown}   {len(found.contradictions):14,}   {len(found.changes):7,}")


if __name__ == "__main__":
    main()
