"""The answer in a few sentences, read from the document."""

from __future__ import annotations

from datetime import datetime

from leeway.movement.report.document import Document
from leeway.movement.report.words import chance_text, count_text, hours_text, share_text, start_text


def headline(doc: Document) -> list[str]:
    """What is planned, the best plan with its proof, what the simulation says, and the deadline."""
    case = doc["case"]
    start = datetime.fromisoformat(case["start_utc"])
    who = f"{count_text(case['people_likely'])} people in {case['groups']} group{'s' * (case['groups'] != 1)}"
    lines = [f"{case['title']}: {who}, start {start_text(start)}", plan_line(doc), simulated_line(doc)]
    lines += _deadline(doc)
    if doc["overall"]["rejected_mean"] >= 0.05:
        lines.append(f"Turned away at the desks, on average: {count_text(doc['overall']['rejected_mean'])}.")
    return lines


def plan_line(doc: Document) -> str:
    """The best plan, its bound and its gap."""
    best = doc["optimum"]
    hours = hours_text(best["t100_h"])
    if best["left_people"]:
        stay = f"{count_text(best['left_people'])} cannot be got out"
        if not best["left_weighted_proved"]:
            stay = f"{count_text(best['left_people'])} are left behind (not proved that fewer are possible or not)"
        begin = f"Best plan: {stay}; the others are out after {hours} h"
    else:
        begin = f"Best plan: all out after {hours} h"
    if best["t100_proved"]:
        proof = "no plan is faster (proved)"
    else:
        gap = best["t100_gap_share"] * 100
        share = "under 0.1 %" if gap < 0.1 else f"{gap:.1f} %" if gap < 10 else f"{gap:.0f} %"
        proof = f"no plan can beat {hours_text(best['t100_bound_h'])} h (gap {share})"
    stopped = "; the search was stopped early" if best["interrupted"] else ""
    return f"{begin}; {proof}{stopped}."


def simulated_line(doc: Document) -> str:
    """What to expect when nothing goes exactly to plan."""
    overall, settings = doc["overall"], doc["settings"]
    t90, t100 = overall["t90"], overall["t100"]
    sure = share_text(settings["confidence"])
    most = f"90 % of the people after {hours_text(t90['median_h'])} h and {hours_text(t90['at_confidence_h'])} h."
    runs = f"Simulated ({settings['replications']:,} runs)"
    if t100["at_confidence_h"] is None:
        chance = overall["all_out"]
        all_out = chance_text(chance["share"], chance["low"], chance["high"])
        stay = count_text(overall["left_mean"])
        first = f"all out with {all_out} probability, on average {stay} stay behind; "
        return f"{runs}: {first}in half of the runs and with {sure} confidence, {most}"
    return (
        f"{runs}: all out after {hours_text(t100['median_h'])} h in half of them, "
        f"{hours_text(t100['at_confidence_h'])} h with {sure} confidence; {most}"
    )


def _deadline(doc: Document) -> list[str]:
    chance = doc["overall"]["all_out_by_deadline"]
    if chance is None:
        return []
    by = hours_text(doc["case"]["deadline_h"])
    likely = chance_text(chance["share"], chance["low"], chance["high"])
    left = count_text(doc["overall"]["left_at_deadline_mean"])
    return [f"Deadline after {by} h: all out in time with {likely} probability; expected still inside: {left}."]
