"""The last safe starts as one plain document, the sentences and the table read from it.

Its shape is `latest_start.schema.json`, told in docs/reference/latest-start-json.md.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta

import leeway
from leeway.case.model import Case, Moment
from leeway.errors import InfeasiblePlan
from leeway.movement.latest_start.on_paper import LatestStart
from leeway.movement.latest_start.safe import SafeStart, SafeStarts
from leeway.movement.report.document import Document
from leeway.movement.report.numbers import share_interval
from leeway.movement.report.words import MONTHS, chance_text, hours_text, share_text, start_text
from leeway.tables import Table

FORMAT, VERSION = "leeway.latest_start", 1


def latest_document(
    case: Case, planned: LatestStart | InfeasiblePlan, safe: SafeStarts, *, seed: int, closings: bool
) -> Document:
    """The whole result as JSON-ready values; `planned` is the deterministic answer, or why there is none."""
    deadline_h = safe.deadline_h if math.isfinite(safe.deadline_h) else None
    return {
        "format": FORMAT,
        "version": VERSION,
        "leeway_version": leeway.__version__,
        "case": {
            "title": case.title,
            "start_utc": _instant(case, 0.0),
            "deadline_h": None if deadline_h is None else round(deadline_h, 4),
            "deadline_utc": None if deadline_h is None else _instant(case, deadline_h),
        },
        "settings": {
            "replications": safe.replications,
            "seed": seed,
            "confidences": list(safe.confidences),
            "resolution_h": round(safe.resolution_h, 4),
            "closings": closings,
        },
        "deterministic": _planned(case, planned),
        "starts": [_start(case, row, safe.confidences) for row in safe.rows],
    }


def _floor(hours: float) -> float:
    """Cut to 1e-4 h downwards: a last start must not be rounded up."""
    return math.floor(hours * 1e4 + 1e-6) / 1e4 + 0.0


def _instant(case: Case, hours: float) -> str:
    instant = case.start + timedelta(seconds=math.floor(hours * 3600 + 1e-3))
    return instant.isoformat(timespec="seconds").replace("+00:00", "Z")


def _planned(case: Case, planned: LatestStart | InfeasiblePlan) -> Document:
    if isinstance(planned, InfeasiblePlan):
        return {
            "dire": True, "latest_start_h": None, "latest_start_utc": None, "t100_h": None, "proved": None,
            "reason": str(planned),
        }  # fmt: skip
    return {
        "dire": False,
        "latest_start_h": _floor(planned.delay_h),
        "latest_start_utc": _instant(case, planned.delay_h),
        "t100_h": round(planned.schedule.objective.completion_h, 4),
        "proved": planned.proved,
        "reason": None,
    }


def _start(case: Case, row: SafeStart, confidences: tuple[float, ...]) -> Document:
    safe = []
    for confidence, delay_h in zip(confidences, row.delays_h, strict=True):
        known = delay_h is not None and math.isfinite(delay_h)
        safe.append({
            "confidence": confidence,
            "latest_start_h": _floor(delay_h) if known and delay_h is not None else None,
            "latest_start_utc": _instant(case, delay_h) if known and delay_h is not None else None,
            "dire": delay_h is None,
            "not_limited": delay_h is not None and not known,
        })  # fmt: skip
    return {"kind": row.kind, "name": row.name, "in_time_now_share": round(row.chance_now, 4), "safe": safe}


def latest_headline(doc: Document) -> list[str]:
    """What a start must meet, the last safe one, and how far the plan on paper is from it."""
    case, planned = doc["case"], doc["deterministic"]
    start = datetime.fromisoformat(case["start_utc"])
    limit = "the closings of the exits" if doc["settings"]["closings"] else ""
    if case["deadline_h"] is not None:
        limit = f"the deadline at {hours_text(case['deadline_h'])} h" + (f" and {limit}" if limit else "")
    lines = [f"{case['title']}: hours after {start_text(start)}, limited by {limit or 'fixed times in the plan'}"]
    surest = doc["starts"][0]["safe"][-1]
    sure = share_text(surest["confidence"])
    if surest["dire"]:
        lines.append(f"DIRE: no start is safe for all with {sure} confidence, not even an immediate one.")
    elif surest["not_limited"]:
        lines.append(f"No start looked at is too late with {sure} confidence.")
    else:
        lines.append(f"Last safe start for all with {sure} confidence: {_when(surest, full=True)}.")
    if planned["dire"]:
        lines.append(f"On paper: {planned['reason']}")
        return lines
    proof = "" if planned["proved"] else " (not proved that none later would do)"
    lines.append(f"On paper, if nothing varies: {_when(planned, full=True)}{proof}.")
    lines += _warning(planned, surest, sure)
    return lines


def _warning(planned: Document, surest: Document, sure: str) -> list[str]:
    """Why the deterministic start must not be relied on, where it is later than the safe one."""
    why = (
        "it takes every time at its planning value and every choice with hindsight, and leaves no reserve for "
        "anything that goes worse"
    )
    if surest["dire"]:
        return [f"WARNING: do not rely on the start on paper: {why}."]
    if surest["not_limited"] or planned["latest_start_h"] <= surest["latest_start_h"] + 1 / 60:
        return []
    later = hours_text(planned["latest_start_h"] - surest["latest_start_h"])
    return [f"WARNING: the start on paper is {later} h later than the one that is safe with {sure}: {why}."]


def _when(entry: Document, *, full: bool) -> str:
    """`53:54 h = 3 Jun 11:54 UTC`, whole minutes downwards."""
    if entry["latest_start_h"] is None:
        return "DIRE" if entry["dire"] else "any time"
    hours = hours_text(math.floor(entry["latest_start_h"] * 60 + 1e-6) / 60)
    at = datetime.fromisoformat(entry["latest_start_utc"])
    if full:
        return f"{hours} h = {start_text(at)}"
    return f"{hours} = {at.day} {MONTHS[at.month - 1]} {at:%H:%M}"


def _now(entry: Document, doc: Document) -> str:
    """The chance with an immediate start, never a false 0 or 100."""
    n, share = doc["settings"]["replications"], entry["in_time_now_share"]
    low, high = share_interval(round(share * n), n)
    return chance_text(share, low, high).partition(" (")[0]


def latest_table(doc: Document) -> Table:
    """Last safe start of all, each group and each exit, at each confidence."""
    labels = {"all": "all", "group": "group {}", "exit": "exit {}"}
    rows = []
    for entry in doc["starts"]:
        label = labels[entry["kind"]].format(entry["name"])
        rows.append((label, _now(entry, doc), *(_when(s, full=False) for s in entry["safe"])))
    sure = [f"{share_text(c)} safe" for c in doc["settings"]["confidences"]]
    step = doc["settings"]["resolution_h"]
    dire = "DIRE: no start is safe. " if any(s["dire"] for e in doc["starts"] for s in e["safe"]) else ""
    grid = f" Found to within {hours_text(step)} h, on the safe side." if step else ""
    return Table(
        "Last safe start (hours after the start of the case = UTC)",
        ("", "in time if now", *sure),
        tuple(rows),
        frozenset({""}),
        f"{dire}{doc['settings']['replications']:,} runs.{grid}",
    )


def with_closings(case: Case, hours: dict[str, float]) -> Case:
    """The case with its routes closed at these fixed instants: hours after its start by route, place or exit."""
    plan = case.plan
    routes = {}
    for key, route in plan.routes.items():
        ends = (plan.places[route.origin], plan.places[route.destination])
        names = {route.id, route.exit, *(p.id for p in ends), *(p.exit for p in ends)}
        times = [hours[name] for name in names if name in hours and math.isfinite(hours[name])]
        if route.closes is not None:
            times.append(route.closes.after(case.start) if times else math.inf)
        at = min(times, default=math.inf)
        routes[key] = replace(route, closes=_fixed(case, at)) if math.isfinite(at) else route
    return replace(case, plan=replace(plan, routes=routes))


def _fixed(case: Case, hours: float) -> Moment:
    return Moment(at=case.start + timedelta(hours=hours))
