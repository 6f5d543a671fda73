"""The layers below the statements on public sets, where a user has put them: dates, quantities, attribution.

    python benchmarks/public_sets.py DIR [DIR ...] [--sets newsquant,timeml,polnear] [--misses] [--write]

A DIR holds the sets as published, in any folders: NewsQuant.json, TimeML files (.tml), PolNeAR (text/ beside
attributions/ with .ann; a folder `test` is not read). None of them is in this project: they are other people's press
texts. Several folders are scored apart, each under its name. What each measure counts is in public_quantities.py,
public_dates.py and public_attribution.py. `--misses` prints what differs; `--write` rewrites what stands between the
markers of docs/background/public-sets.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from public_attribution import score_attributions
from public_dates import score_dates
from public_quantities import score_quantities
from public_tally import Tally

PAGE = Path(__file__).parents[1] / "docs" / "background" / "public-sets.md"
START, END = "<!-- measured: begin -->", "<!-- measured: end -->"


@dataclass(frozen=True)
class Scored:
    """One set in one folder: how large it is, its measures, a sentence more, and what differs."""

    size: str
    measures: tuple[tuple[str, Tally], ...]
    more: str
    misses: list[str]


def newsquant(folder: Path) -> Scored | None:
    """Quantities, if a NewsQuant.json is there."""
    path = next(iter(sorted(folder.rglob("NewsQuant*.json"))), None)
    if path is None:
        return None
    s = score_quantities(path)
    measures = (("value, every quantity", s.wide), ("value, without money and ages", s.narrow))
    return Scored(f"{s.sentences} sentences", measures, "", s.misses)


def timeml(folder: Path) -> Scored | None:
    """Dates, if there are .tml files."""
    paths = [p for p in sorted(folder.rglob("*.tml")) if not p.name.startswith("._")]
    if not paths:
        return None
    s = score_dates(paths)
    return Scored(
        f"{s.documents} documents, {s.characters} characters",
        (("DATE, overlap", s.strict), ("the same, words over TIME, DURATION, SET aside", s.lenient)),
        f"day right {s.days[0]} of {s.days[1]} found dates of one day, **{s.day_right:.2f}**",
        s.misses,
    )


def polnear(folder: Path) -> Scored | None:
    """Attribution, if there are .ann files with their texts."""
    s = score_attributions(folder)
    if not s.documents:
        return None
    return Scored(
        f"{s.documents} articles, {s.characters} characters",
        (("attribution, by its cue", s.found), ("whole: source overlaps, content F1 .7 or more", s.whole)),
        f"among the found source overlaps **{s.source_right:.2f}** ({s.sources[0]} of {s.sources[1]}) and content F1 "
        f"is **{s.content_f1:.2f}**; of the {s.quoted.gold} that begin with a quotation mark {s.quoted.met} are found, "
        f"{s.quoted.recall:.2f}",
        s.misses,
    )


SETS: dict[str, tuple[str, Callable[[Path], Scored | None]]] = {
    "newsquant": ("Quantities: NewsQuant", newsquant),
    "timeml": ("Dates: TimeML", timeml),
    "polnear": ("Attribution: PolNeAR", polnear),
}


def section(title: str, parts: dict[str, Scored]) -> str:
    """A heading, a table of the measures by folder, and the sizes."""
    lines = [f"### {title}", "", "| texts | measure | number in the set | P | R | F1 |", "|---|---|---|---|---|---|"]
    for name, part in parts.items():
        lines += [f"| {name} | {measure} | {tally.gold} | {tally.cells()} |" for measure, tally in part.measures]
    lines.append("")
    for name, part in parts.items():
        lines.append(f"- {name}: {part.size}" + (f"; {part.more}." if part.more else "."))
    return "\n".join(lines)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("folders", type=Path, metavar="DIR", nargs="+")
    words.add_argument("--sets", default=",".join(SETS))
    words.add_argument("--misses", action="store_true")
    words.add_argument("--write", action="store_true")
    options = words.parse_args()
    names = options.sets.split(",")
    if unknown := [n for n in names if n not in SETS]:
        words.error(f"no such set: {', '.join(unknown)}; there are {', '.join(SETS)}")
    began = time.process_time()
    texts, misses = [], []
    for name in names:
        title, scorer = SETS[name]
        parts = {f.resolve().name: scored for f in options.folders if (scored := scorer(f)) is not None}
        if not parts:
            print(f"{name}: nothing found", file=sys.stderr)
            continue
        texts.append(section(title, parts))
        misses += [miss for part in parts.values() for miss in part.misses]
    text = "\n\n".join(texts)
    print(text)
    print(f"\n{time.process_time() - began:.1f} s of one core", file=sys.stderr)
    if options.misses:
        print("\n".join(["", *misses]))
    if options.write and texts:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
