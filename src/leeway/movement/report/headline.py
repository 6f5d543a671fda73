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
    stopped = "; the search was stopped early" if best["interrupted"] else ""
    hours = hours_text(best["t100_h"])
    if best["left_people"]:
        stay = f"{count_text(best['left_people'])} cannot be got out"
        if not best["left_weighted_proved"]:
            stay = f"{count_text(best['left_people'])} are left behind (not proved that fewer are possible or not)"
        if not best["moves"] and not best["t100_h"]:
            return f"Best plan: {stay}; nobody else is to be moved{stopped}."
        begin = f"Best plan: {stay}; the others are out after {hours} h"
    else:
        begin = f"Best plan: all out after {hours} h{_unless_closed(doc)}"
    if best["t100_proved"]:
        proof = "no plan is faster (proved)"
    else:
        gap = best["t100_gap_share"] * 100
        share = "under 0.1 %" if gap < 0.1 else f"{gap:.1f} %" if gap < 10 else f"{gap:.0f} %"
        proof = f"no plan can beat {hours_text(best['t100_bound_h'])} h (gap {share})"
    return f"{begin}; {proof}{stopped}."


def _unless_closed(doc: Document) -> str:
    """What the closings drawn make of the best plan, and what is proved about it."""
    if doc.get("closings") is None:
        return ""
    best, expected = doc["optimum"], doc["closings"]["left"][0]["left_by_plan_mean"]
    if not expected:
        return ", before any exit closes"
    if best["left_weighted_proved"]:
        proof = ", no plan fewer by weight"
    else:
        least = best["left_weighted_bound"] / best["left_weighted"]
        proof = f", by weight any plan at least {share_text(least)} of that" if least else ""
    return f" unless an exit closes before (with the closings drawn, {count_text(expected)} left on average{proof})"


def simulated_line(doc: Document) -> str:
    """What to expect when nothing goes exactly to plan."""
    overall, settings = doc["overall"], doc["settings"]
    sure = share_text(settings["confidence"])
    runs = f"Simulated ({settings['replications']:,} runs)"
    if overall["people_mean"] and not overall["out_mean"]:
        return f"{runs}: nobody gets out in any of them."
    if overall["t100"]["at_confidence_h"] is not None and overall["t100"]["median_h"] is not None:
        most = f"{_after(overall['t90']['median_h'])} and {hours_text(overall['t90']['at_confidence_h'])} h"
        return (
            f"{runs}: all out {_after(overall['t100']['median_h'])} in half of them, "
            f"{hours_text(overall['t100']['at_confidence_h'])} h with {sure} confidence; 90 % of the people {most}."
        )
    chance = overall["all_out"]
    all_out = chance_text(chance["share"], chance["low"], chance["high"])
    words = [f"all out with {all_out} probability, on average {count_text(overall['left_mean'])} stay behind"]
    if (common := overall["t100"]["median_h"]) is not None:
        words.append(f"all out {_after(common)} in half of the runs")
    return f"{runs}: {'; '.join([*words, *_first_out(overall, sure)])}."


def _first_out(overall: Document, sure: str) -> list[str]:
    """When the greatest share of the people is out that gets out at all: nine tenths, else half, else neither."""
    for key, who in (("t90", "90 % of the people"), ("t50", "half of the people")):
        median, at_confidence = overall[key]["median_h"], overall[key]["at_confidence_h"]
        if median is not None and at_confidence is not None:
            return [f"{who} {_after(median)} in half of the runs, {_after(at_confidence)} with {sure} confidence"]
        if median is not None:
            return [f"{who} {_after(median)} in half of the runs, but with {sure} confidence not at all"]
        if at_confidence is not None:
            return [f"{who} {_after(at_confidence)} with {sure} confidence, but in half of the runs not at all"]
    return ["in half of the runs or more, fewer than half of the people get out"]


def _after(hours: float) -> str:
    return f"after {hours_text(hours)} h"


def _deadline(doc: Document) -> list[str]:
    chance = doc["overall"]["all_out_by_deadline"]
    if chance is None:
        return []
    by = hours_text(doc["case"]["deadline_h"])
    likely = chance_text(chance["share"], chance["low"], chance["high"])
    left = count_text(doc["overall"]["left_at_deadline_mean"])
    return [f"Deadline after {by} h: all out in time with {likely} probability; expected still inside: {left}."]
