"""The tables of a clearance as plain data: whoever shows them chooses how."""

from __future__ import annotations

from leeway.movement.report.closings import closings_table
from leeway.movement.report.document import Document
from leeway.movement.report.words import count_text, hours_text, share_text
from leeway.tables import Table

MOST_GROUPS = 30
MOST_RESOURCES = 5
MOST_LEVERS = 5
MOST_EXITS = 4
NEVER = hours_text(None)


def tables(doc: Document) -> list[Table]:
    """Every table worth showing, in reading order."""
    found = [groups_table(doc), closings_table(doc), bottleneck_table(doc), levers_table(doc), left_table(doc)]
    return [table for table in found if table is not None and (table.rows or table.note)]


def groups_table(doc: Document) -> Table:
    """Per group: people, when half, nine tenths and all are out (median, then at confidence), left, exits."""
    sure = share_text(doc["settings"]["confidence"])
    slowest = sorted(range(len(doc["groups"])), key=lambda g: (-_late(doc["groups"][g]), g))[:MOST_GROUPS]
    chosen = [doc["groups"][g] for g in sorted(slowest)]
    rows = [_group_row(entry["group"], entry) for entry in chosen]
    rows.append(_group_row("all", doc["overall"]))
    hidden = len(doc["groups"]) - len(chosen)
    more = f" The {hidden} groups that are out sooner are in the JSON." if hidden else ""
    never = ""
    if any(NEVER in cell for row in rows for cell in row[2:5]):
        horizon = f"{doc['settings']['horizon_h']:g}"
        never = f" Never: too many runs in which that share is not out by the horizon of {horizon} h."
    return Table(
        "When each group is out (hours after the start)",
        ("group", "people", "T50", "T90", "T100", "left", "out by"),
        tuple(rows),
        frozenset({"group", "out by"}),
        f"h:mm; first in half of the runs, then with {sure} confidence. Out by: share of those who came forward."
        f"{never}{more}",
    )


def _late(entry: Document) -> float:
    hours = entry["t100"]["at_confidence_h"]
    return float("inf") if hours is None else float(hours)


def _group_row(name: str, entry: Document) -> tuple[str, ...]:
    times = []
    for key in ("t50", "t90", "t100"):
        median, sure = hours_text(entry[key]["median_h"]), hours_text(entry[key]["at_confidence_h"])
        times.append(median if median == sure else f"{median} / {sure}")
    return (name, count_text(entry["people_mean"]), *times, count_text(entry["left_mean"]), _exits(entry))


def _exits(entry: Document) -> str:
    """Exits and shares, the most used first; the share is left out where one exit takes everybody who gets out."""
    used = sorted(entry["share_by_exit"].items(), key=lambda pair: -pair[1])
    if not used:
        return "nobody"
    if len(used) == 1:
        return str(used[0][0])
    named = ", ".join(f"{name} {share_text(share)}" for name, share in used[:MOST_EXITS])
    return f"{named}, others" if len(used) > MOST_EXITS else named


def bottleneck_table(doc: Document) -> Table:
    """What the last ones out waited for."""
    rows = tuple(
        (
            entry["resource"],
            hours_text(entry["binding_h_mean"]),
            count_text(entry["waiting_person_h_mean"]),
            share_text(entry["utilisation_mean"]) if entry["utilisation_mean"] > 0 else "",
        )
        for entry in doc["bottlenecks"][:MOST_RESOURCES]
    )
    note = "" if rows else "Nobody waits for anything: readiness and travel time alone decide."
    return Table(
        "What holds it up (means over the runs)",
        ("resource", "holds up the last out, h", "person-hours waited", "in use"),
        rows,
        frozenset({"resource"}),
        note,
    )


def levers_table(doc: Document) -> Table:
    """The changes that buy most, those that stand clear of chance only."""
    clear = [lever for lever in doc["levers"] if lever["clear_of_chance"]][:MOST_LEVERS]
    sure = share_text(doc["settings"]["confidence"])
    people = any(lever["more_out_mean"] >= 0.05 for lever in clear)
    columns = ("change", "hours gained", "95 % interval", *(("more people out",) if people else ()))
    rows = []
    for lever in clear:
        if lever["makes_it_possible"]:
            gained, interval = "all out at last", ""
        else:
            gained = hours_text(lever["gained_h"])
            interval = f"{hours_text(lever['gained_low_h'])} to {hours_text(lever['gained_high_h'])}"
        more = (count_text(max(0.0, lever["more_out_mean"])),) if people else ()
        rows.append((lever["label"], gained, interval, *more))
    tried = len(doc["levers"])
    measure = doc["levers"][0]["measure"].upper() if doc["levers"] else "T100"
    note = f"Gain in {measure} of all at {sure} confidence; {tried} changes tried, one at a time, on the same chances."
    if not rows:
        note = f"None of the {tried} single changes tried gains anything clear of chance." if tried else ""
    return Table("What would buy time", columns, tuple(rows), frozenset({"change"}), note)


def left_table(doc: Document) -> Table:
    """Who cannot get out by the best plan, and why."""
    rows = tuple(
        (left["group"], left["place"], count_text(left["people"]), left["reason"]) for left in doc["left_in_optimum"]
    )
    shown, hidden = rows[:MOST_GROUPS], len(rows) - MOST_GROUPS
    note = f"{hidden} more in the JSON." if hidden > 0 else ""
    columns = ("group", "at", "people", "why")
    return Table("Who cannot get out", columns, shown, frozenset({"group", "at", "why"}), note)
