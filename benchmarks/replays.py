"""Replays beside what happened: `python benchmarks/replays.py` writes docs/background/replays.md and its figures.

Six campaigns (the forecast of every day, each with its own war left out) and the worked case of Kabul, the figure of
the README. A minute or two.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from pathlib import Path

from leeway.case.load import load_case
from leeway.history.load import load_history
from leeway.look import svg
from leeway.replay.campaign_days import replay_campaign
from leeway.replay.case_days import replay_case
from leeway.replay.model import CampaignReplay
from leeway.replay.report.campaign_figure import campaign_figure
from leeway.replay.report.case_figure import case_figure

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "background" / "replays.md"
IMAGES = ROOT / "docs" / "images"
CAMPAIGNS = ("kabul_2021", "damascus_2024", "goma_2025", "addis_2021", "kyiv_2022", "saigon_1975")
LAST_D = (60, 30, 21, 14, 10, 7, 5, 3, 2, 1)
REPLICATIONS = 200

HEAD = """# Replays

Written by `python benchmarks/replays.py`; the same for any packaged campaign with `leeway replay --campaign NAME`.

The forecast of every day of six advances, by models that learned from all other wars, beside what happened and beside
what officials said in those days. The forecast says widths, not dates: the band holds eight futures in ten and mostly
reaches beyond the horizon of 180 days, because two advances in five end in a fall and most of those that stop do so
without notice. What to look for is whether the lower edge came down in time, and whether it stayed up where the city
held."""


def main() -> None:
    """Write the page, the six figures, and the figure of the worked case."""
    history = load_history()
    parts = [HEAD]
    for name in CAMPAIGNS:
        replay = replay_campaign(history, name)
        (IMAGES / f"replay-{name.replace('_', '-')}.svg").write_bytes(svg(campaign_figure(replay)))
        parts.append(section(replay))
    case = replay_case(load_case(ROOT / "examples" / "kabul-2021"), history, replications=REPLICATIONS)
    (IMAGES / "kabul-2021-replay.svg").write_bytes(svg(case_figure(case)))
    parts.append(
        "## The worked case\n\nFrom the reports of `examples/kabul-2021` instead of the tables, with the plan of the\n"
        "mission: `leeway replay examples/kabul-2021`.\n\n![Kabul 2021 day by day](../images/kabul-2021-replay.svg)"
    )
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    print(PAGE)


def section(replay: CampaignReplay) -> str:
    """One campaign: figure, what came of it in words, some days as a table, the estimates."""
    end = f"It fell on {replay.end:%d %B %Y}" if replay.fell else "It did not fall"
    name = replay.name.replace("_", "-")
    lines = [
        f"## {replay.target} {replay.end.year}",
        "",
        f"`{replay.name}`, from {replay.start:%d %B %Y}, war left out: `{replay.war}`. {end}. {_in_words(replay)}",
        "",
        f"![{replay.target}: forecasts of every day](../images/replay-{name}.svg)",
        "",
        "| day | P(7 d) | P(14 d) | P(30 d) | P10 | P50 | really left |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    chosen = {replay.end - timedelta(days=left - 1) for left in LAST_D} | {replay.days[0].day}
    for one in replay.days:
        if one.day in chosen:
            left = f"{one.left_d:.0f} d" if math.isfinite(one.left_d) else "held"
            p = " | ".join(f"{value:.0%}" for value in one.p_loss.values())
            lines.append(f"| {one.day} | {p} | {_days(one.p10_d)} | {_days(one.p50_d)} | {left} |")
    if replay.said:
        lines += ["", "| estimate of | days said | days that came | by |", "|---|---:|---:|---|"]
        for said in replay.said:
            span = f"{said.low_d:g}" if said.low_d == said.high_d else f"{said.low_d:g} to {said.high_d:g}"
            lines.append(f"| {said.made} | {span} | {_came(replay, said.made)} | {said.speaker} |")
    return "\n".join(lines)


def _in_words(replay: CampaignReplay) -> str:
    highest = max(replay.days, key=lambda one: one.p_loss[14])
    words = f"The highest P(loss in 14 d) was {highest.p_loss[14]:.0%}, on {highest.day:%d %B}"
    if not replay.fell:
        return words + "."
    above = [one for one in replay.days if one.p_loss[14] >= 0.1]
    # The first day of the last spell that reaches to the end: an alarm that came and went warned of nothing.
    begin: date | None = None
    for one in reversed(replay.days):
        if one not in above:
            break
        begin = one.day
    if begin is None:
        return words + "; on the last day it stood below 10 %."
    return words + f"; it stood at 10 % or more from {begin:%d %B} to the fall, {(replay.end - begin).days} days."


def _came(replay: CampaignReplay, made: date) -> str:
    return f"{(replay.end - made).days}" if replay.fell else "never"


def _days(days: float) -> str:
    return f"{days:.1f} d" if math.isfinite(days) else "> 180 d"


if __name__ == "__main__":
    main()
