"""The layers below the statements on public sets, where a user has put them: dates, quantities, attribution.

    python benchmarks/public_sets.py DIR [--sets newsquant,timeml,polnear] [--misses] [--write]

DIR holds the sets as published, in any folders: NewsQuant.json, TimeML files (.tml), PolNeAR (text/ beside
attributions/ with .ann; a folder `test` is not read). None of them is in this project: they are other people's press
texts. What each measure counts is in public_quantities.py, public_dates.py and public_attribution.py. `--misses` prints
what differs; `--write` rewrites what stands between the markers of docs/background/public-sets.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from public_attribution import score_attributions
from public_dates import score_dates
from public_quantities import score_quantities

PAGE = Path(__file__).parents[1] / "docs" / "background" / "public-sets.md"
START, END = "<!-- measured: begin -->", "<!-- measured: end -->"
HEAD = ("| measure | number in the set | P | R | F1 |", "|---|---|---|---|---|")
Section = tuple[list[str], list[str]]
"""Lines of the page, and what differs."""


def newsquant(folder: Path) -> Section | None:
    """Quantities, if NewsQuant.json is there."""
    path = next(iter(sorted(folder.rglob("NewsQuant*.json"))), None)
    if path is None:
        return None
    scores = score_quantities(path)
    lines = [
        f"### Quantities: NewsQuant, {scores.sentences} sentences",
        "",
        *HEAD,
        f"| value, every quantity | {scores.wide.gold} | {scores.wide.cells()} |",
        f"| value, without money and ages | {scores.narrow.gold} | {scores.narrow.cells()} |",
    ]
    return lines, scores.misses


def timeml(folder: Path) -> Section | None:
    """Dates, if there are .tml files."""
    paths = [p for p in sorted(folder.rglob("*.tml")) if not p.name.startswith("._")]
    if not paths:
        return None
    scores = score_dates(paths)
    right, days = scores.days
    lines = [
        f"### Dates: TimeML, {scores.documents} documents, {scores.characters} characters",
        "",
        *HEAD,
        f"| DATE, overlap | {scores.strict.gold} | {scores.strict.cells()} |",
        f"| the same, time words over TIME, DURATION and SET not counted | {scores.lenient.gold} "
        f"| {scores.lenient.cells()} |",
        "",
        f"Day right: {right} of {days} found dates of one day, **{scores.day_right:.2f}**.",
    ]
    return lines, scores.misses


def polnear(folder: Path) -> Section | None:
    """Attribution, if there are .ann files with their texts."""
    scores = score_attributions(folder)
    if not scores.documents:
        return None
    lines = [
        f"### Attribution: PolNeAR, {scores.documents} articles, {scores.characters} characters",
        "",
        *HEAD,
        f"| attribution, by its cue | {scores.found.gold} | {scores.found.cells()} |",
        f"| whole: source overlaps, content F1 .7 or more | {scores.whole.gold} | {scores.whole.cells()} |",
        f"| of contents that begin with a quotation mark | {scores.quoted.gold} | - | {scores.quoted.recall:.2f} | - |",
        "",
        f"Among the found: source overlaps **{scores.source_right:.2f}** ({scores.sources[0]} of {scores.sources[1]}), "
        f"content F1 **{scores.content_f1:.2f}**.",
    ]
    return lines, scores.misses


SETS: dict[str, Callable[[Path], Section | None]] = {"newsquant": newsquant, "timeml": timeml, "polnear": polnear}


def sections(folder: Path, names: list[str]) -> Iterator[Section]:
    """The scored sets of `names` that are in `folder`."""
    for name in names:
        section = SETS[name](folder)
        if section is None:
            print(f"{name}: nothing in {folder}", file=sys.stderr)
        else:
            yield section


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folder", type=Path, metavar="DIR")
    words.add_argument("--sets", default=",".join(SETS))
    words.add_argument("--misses", action="store_true")
    words.add_argument("--write", action="store_true")
    options = words.parse_args()
    names = options.sets.split(",")
    if unknown := [n for n in names if n not in SETS]:
        words.error(f"no such set: {', '.join(unknown)}; there are {', '.join(SETS)}")
    began = time.process_time()
    done = list(sections(options.folder, names))
    seconds = time.process_time() - began
    text = "\n\n".join("\n".join(lines) for lines, _ in done)
    print(text)
    print(f"\n{seconds:.1f} s of one core", file=sys.stderr)
    if options.misses:
        print("\n".join(["", *(miss for _, misses in done for miss in misses)]))
    if options.write and done:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
