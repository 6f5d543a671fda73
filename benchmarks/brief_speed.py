"""How long a brief and a day of a replay take, and how that grows. Writes a page of the docs.

    python benchmarks/brief_speed.py [--out docs/background/speed-brief.md]

Every row is the whole command as typed, in a process of its own, start of Python included, with the byte code of all
modules on the disk as after any first run. The year of reports is made up: two texts of 1.5 kB a day of sentences drawn
at random over the towns of the worked case.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from leeway import __version__

KABUL = Path(__file__).parents[1] / "examples" / "kabul-2021"
PAGE = Path(__file__).parents[1] / "docs" / "background" / "speed-brief.md"
AS_OF = datetime(2021, 8, 12, 23, tzinfo=UTC)
POST = 5_000
BYTE_CODE = tempfile.TemporaryDirectory()
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPYCACHEPREFIX": BYTE_CODE.name
}
STAFF = ("mission staff", "contractors")
TOWNS = (
    "Herat", "Kunduz", "Ghazni", "Zaranj", "Faizabad", "Taluqan", "Farah", "Qala-e-Naw", "Lashkar Gah", "Kandahar",
    "Jalalabad", "Gardez", "Khost", "Asadabad", "Mazar-i-Sharif", "Sheberghan", "Maimana", "Sar-e Pul", "Bamyan",
    "Pul-e Alam", "Maidan Shahr", "Mahmud-i-Raqi", "Charikar", "Tarinkot", "Qalat", "Sharana", "Chaghcharan", "Nili",
)  # fmt: skip
VOICES = (
    "the interior ministry said", "a resident said by telephone", "an aid worker said", "two officials told the agency",
    "a Taliban spokesman claimed", "the governor's office denied", "a diplomat who asked not to be named said",
)  # fmt: skip
DAYS = ("on Monday", "on Tuesday", "on Wednesday", "on Thursday", "late on Friday", "at the weekend", "overnight")
SENTENCES = (
    "The Taliban captured {town} {day}, {who}.",
    "Government forces held {town} {day} after {many} fighters were driven back from its edge, {who}.",
    "Fighting went on in {town} {day}, {km} km from {other}, {who}.",
    "The road from {town} to {other} was closed {day} after an attack on a convoy, {who}.",
    "Some {many} families fled {town} for {other} {day}, {who}.",
    "The airport of {town} was open to two flights {day}, {who}.",
    "About {many} soldiers arrived in {town} {day}, {who}.",
    "Insurgents stood {km} km from {town} {day}, {who}.",
    "The bazaar of {town} was shelled {day} and {many} shops burned, {who}.",
    "Aid agencies moved {many} of their staff from {town} to {other} {day}, {who}.",
    "Telephones in {town} were cut {day} while people queued for bread, {who}.",
    "The US embassy told its citizens {day} to leave by commercial flights, {who}.",
    "Talks between elders of {town} and the other side ended without a result {day}, {who}.",
    "A market in {town} stayed shut {day} and prices rose by {many} in the hundred, {who}.",
    "Schools in {town} opened {day} for the first time in {km} days, {who}.",
)


def seconds(*words: str) -> tuple[float, float]:
    """Wall and CPU seconds of one command line. Raises `CalledProcessError` if it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    subprocess.run([sys.executable, "-m", "leeway", *words], check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def brief(case: Path, *words: str) -> str:
    """A brief of the case, as two cells of a row."""
    out = case.parent / "brief.html"
    wall, cpu = seconds("brief", str(case), "--as-of", AS_OF.isoformat(), "-o", str(out), "--quiet", *words)
    return f"{wall:.1f} | {cpu:.1f}"


def copy_of(folder: Path, *, people: int | None = None, days: int | None = None, a_day: int = 2) -> Path:
    """The worked case with its people scaled to a total, and with reports of so many days instead of its own."""
    case = folder / f"case-{people}-{days}-{a_day}"
    shutil.copytree(KABUL, case, ignore=shutil.ignore_patterns("reports") if days else None)
    if people:
        scale_people(case / "people.csv", people)
    if days:
        write_reports(case / "reports", days, a_day)
    return case


def scale_people(path: Path, people: int) -> None:
    """The staff as it is, since tasks need its crews; everybody else in proportion to make the total."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    others = [row for row in rows if row["category"] not in STAFF]
    staff = sum(int(row["likely"]) for row in rows if row["category"] in STAFF)
    share = (people - staff) / sum(int(row["likely"]) for row in others)
    for row in others:
        row |= {name: str(max(1, round(int(row[name]) * share))) for name in ("low", "likely", "high")}
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def write_reports(folder: Path, days: int, a_day: int) -> None:
    """So many texts a day up to the as-of instant, newest last, each of fifteen sentences drawn at random."""
    folder.mkdir()
    draw = random.Random(1)
    for number in range(days * a_day):
        at = AS_OF - timedelta(days=days) + timedelta(hours=24 / a_day * (number + 1) - 1)
        body = "\n\n".join(sentence(draw) for _ in range(15))
        head = f"id: year-{number}\npublisher: Wire {number % 9}\npublished: {at:%Y-%m-%dT%H:%MZ}\ncountry: AF\n"
        (folder / f"year-{number:05}.txt").write_text(f"{head}title: Day {number // a_day}\n\n{body}\n", "utf-8")


def sentence(draw: random.Random) -> str:
    """A sentence of a war, of places, figures, days and voices at random."""
    fill = {
        "town": draw.choice(TOWNS), "other": draw.choice(TOWNS), "who": draw.choice(VOICES), "day": draw.choice(DAYS),
        "many": draw.randrange(2, 900), "km": draw.randrange(10, 300),
    }  # fmt: skip
    return draw.choice(SENTENCES).format(**fill)


def page(folder: Path) -> str:
    """The whole page."""
    own = copy_of(folder)
    brief(own, "--replications", "20")  # compiles the modules
    reports = len(list((own / "reports").glob("*.txt")))
    first, last = "2021-08-06", "2021-08-15"
    wall, cpu = seconds("replay", str(own), "--from", first, "--to", last)
    lines = [
        "# Speed of the brief",
        "",
        "Written by `python benchmarks/brief_speed.py`; do not edit it. Every row is the whole command as typed, in a",
        "process of its own with the start of Python, the byte code of its modules on the disk. Only rows of one run",
        "compare.",
        "",
        f"leeway {__version__}, Python {platform.python_version()}, {os.cpu_count()} cores, "
        f"load at the start {os.getloadavg()[2]:.1f} (15 min).",
        "",
        f"The brief of the worked case ({reports} short reports, 19,440 people, 1,000 replications behind each start, "
        "10,000 draws of the exits):",
        "",
        "| command | wall s | CPU s |",
        "|---|---|---|",
        f"| `leeway brief` | {brief(own)} |",
        f"| `leeway brief --workers 1` | {brief(own, '--workers', '1')} |",
        f"| `leeway replay`, a day of ten | {wall / 10:.1f} | {cpu / 10:.1f} |",
        f"| `leeway brief`, a post of {POST:,} and a year of reports (730 of 1.5 kB) | "
        f"{brief(copy_of(folder, people=POST, days=365))} |",
        "",
        "## Growth",
        "",
        "| what | wall s | CPU s |",
        "|---|---|---|",
    ]
    lines += [f"| {n:,} replications | {brief(own, '--replications', str(n))} |" for n in (250, 1_000, 4_000)]
    lines += [f"| {n:,} people | {brief(copy_of(folder, people=n))} |" for n in (3_000, 5_000, 20_000, 40_000)]
    lines += [f"| {d} days of reports, {2 * d} texts | {brief(copy_of(folder, days=d))} |" for d in (30, 90, 365)]
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--out", type=Path, default=PAGE)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        text = page(Path(folder))
    options.out.write_text(re.sub(r"[ \t]+\n", "\n", text), "utf-8")
    print(text)


if __name__ == "__main__":
    main()
