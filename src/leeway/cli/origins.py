"""`leeway origins`."""

from __future__ import annotations

import json as json_text
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from leeway.errors import LeewayError

if TYPE_CHECKING:
    from leeway.evidence.model import Report, Statement
    from leeway.evidence.origins.families import Link, Origins

KINDS = {
    "copy": "a copy",
    "rewrite": "a rewrite or translation",
    "correction": "a correction of the same report",
    "credit": "credits the other as its source",
    "passages": "passages taken over",
}
SHOWN = 160
READ = 2_000
"""Reports that are read for the speakers they share without being asked to."""
FEW = 200
"""Reports that one process has done before another is at work."""


def origins(
    *reports: Path,
    area: tuple[str, ...] = (),
    json: Annotated[bool, Parameter(negative="")] = False,
    pairs: int = 3,
    witnesses: bool | None = None,
    workers: int | None = None,
) -> int:
    """Which reports are one origin: copies, rewrites, translations, credits, with the evidence for each.

    Parameters
    ----------
    reports
        Files or folders of reports.
    area
        ISO country codes of the gazetteer, for the speakers that distinct reports share.
    json
        Print one JSON object.
    pairs
        Corresponding sentences shown for each two reports.
    witnesses
        Look or do not look for speakers that distinct reports share: for that all reports are read, which takes ten
        times as long as their origins. Default: among up to 2,000 reports.
    workers
        Processes at work; the output is the same. Default: as many as there are cores, one for a few reports.
    """
    if workers is not None:
        from leeway.cli.options import at_least_one  # which loads the model of a case

        at_least_one("--workers", workers)
    from leeway.evidence.origins.families import origins as families
    from leeway.evidence.origins.witnesses import shared_witnesses
    from leeway.evidence.reports.model import Refused
    from leeway.evidence.reports.open import open_reports

    if not reports:
        raise LeewayError("no reports given; expected files or folders of reports.")
    opened = list(open_reports(reports, case_area=area))
    for refused in opened:
        if isinstance(refused, Refused):
            print(f"leeway: {refused}", file=sys.stderr)
    texts = [report for report in opened if not isinstance(report, Refused)]
    if not texts:
        return 2
    at_work = workers or ((os.cpu_count() or 1) if len(texts) >= FEW else 1)
    found = families(texts, at_work)
    asked = len(texts) <= READ if witnesses is None else witnesses
    shared = shared_witnesses(_statements(texts, area, at_work), found) if asked else {}
    if witnesses is None and not asked:
        print(f"leeway: speakers shared by {len(texts):,} reports not looked for: --witnesses does.", file=sys.stderr)
    if json:
        print(json_text.dumps(_document(found, shared), indent=1, ensure_ascii=False))
    else:
        _show(texts, found, shared, pairs)
    return 0


def _statements(texts: list[Report], area: tuple[str, ...], workers: int) -> Iterator[Statement]:
    """What the reports say, one report after the other."""
    from leeway.evidence.model import Statement
    from leeway.evidence.places.gazetteer import load_gazetteer
    from leeway.evidence.read_each import read_each

    for _, found in read_each(texts, load_gazetteer(area), workers):
        yield from (one for one in found if isinstance(one, Statement))


def _document(found: Origins, witnesses: dict[tuple[str, str], tuple[str, ...]]) -> dict[str, object]:
    return {
        "family": dict(sorted(found.family.items())),
        "links": [
            {
                "reports": [link.a, link.b],
                "kind": link.kind,
                "share": round(link.alignment.share, 3),
                "by_words": round(link.alignment.by_words, 3),
                "figures": round(link.alignment.figures, 3),
                "quotes": round(link.alignment.quotes, 3),
                "marks": round(link.alignment.marks, 3),
                "pairs": [[list(mine), list(theirs)] for mine, theirs in link.pairs],
            }
            for link in found.links
        ],
        "shared_witnesses": [{"reports": list(pair), "speakers": list(who)} for pair, who in witnesses.items()],
    }


def _show(texts: list[Report], found: Origins, witnesses: dict[tuple[str, str], tuple[str, ...]], pairs: int) -> None:
    bodies = {report.id: report.body for report in texts}
    distinct = len(set(found.family.values()))
    print(f"{len(texts)} reports, {distinct} {'origin' if distinct == 1 else 'origins'}")
    for original, members in found.members().items():
        print(f"\n{original} (best original), with {', '.join(members[1:])}")
        for link in found.links:
            if link.whole and found.family[link.a] == original:
                _show_link(link, bodies, pairs)
    partial = [link for link in found.links if not link.whole and found.family[link.a] != found.family[link.b]]
    if partial:
        print("\nPassages taken over by reports of another origin")
        for link in partial:
            _show_link(link, bodies, pairs)
    if witnesses:
        print("\nDistinct reports that rest on the same speakers (one witness each, not two)")
        for (a, b), who in witnesses.items():
            print(f"  {a} and {b}: {', '.join(who)}")


def _show_link(link: Link, bodies: dict[str, str], pairs: int) -> None:
    m = link.alignment
    print(
        f"  {link.b}: {KINDS[link.kind]} ({link.a}); {m.share:.0%} of sentences in the same order, "
        f"{m.figures:.0%} of figures, {m.quotes:.0%} of quotations, {m.marks:.0%} of names and figures"
    )
    for mine, theirs in link.pairs[:pairs]:
        print(f"    | {_line(bodies[link.a][slice(*mine)])}\n    | {_line(bodies[link.b][slice(*theirs)])}\n")


def _line(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= SHOWN else f"{flat[: SHOWN - 1]}…"
