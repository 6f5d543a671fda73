"""Checklists with the lesson at the step where it applies; the case's own replace the packaged ones."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from leeway.brief.document import Block, Paragraph, Points, Section, Text, text
from leeway.brief.given import Given
from leeway.brief.words import rung_words
from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, Problem
from leeway.posture.model import LADDER

NAME: Final = "checklists.toml"
BEGINNINGS: Final = (*LADDER, "standfast")
_KEYS: Final = {"checklist": {"id", "title", "from", "items"}, "item": {"words", "lesson", "source"}}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do; `lesson`: what happened where it was forgotten, with its `source`."""

    words: str
    lesson: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """What to do from rung `begins` on."""

    id: str
    title: str
    begins: str
    items: tuple[Item, ...]


def load_checklists(directory: Path) -> tuple[Checklist, ...]:
    """The checklists of a case, the packaged ones where it has none. Raises `InputError`."""
    own = directory / NAME
    path = own if own.exists() else Path(__file__).with_name(NAME)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError([Problem(NAME, "", "", "", "a TOML file in UTF-8", str(error))]) from None
    problems: list[Problem] = []
    found = [_checklist(number, table, problems) for number, table in enumerate(data.get("checklist", []), 1)]
    problems += [Problem(NAME, "", "", key, "[[checklist]]") for key in data if key != "checklist"]
    if problems:
        raise InputError(problems)
    return tuple(found)


def _checklist(number: int, table: dict[str, Any], problems: list[Problem]) -> Checklist:
    where = f"[[checklist]] {number}"
    for key in set(table) - _KEYS["checklist"]:
        hint = did_you_mean(key, tuple(_KEYS["checklist"]))
        problems.append(Problem(NAME, where, key, "", "one of id, title, from, items", hint))
    begins = str(table.get("from", "normal"))
    if begins not in BEGINNINGS:
        problems.append(
            Problem(NAME, where, "from", begins, f"one of {', '.join(BEGINNINGS)}", did_you_mean(begins, BEGINNINGS))
        )
    items = []
    for item in table.get("items", []):
        if not isinstance(item, dict) or not item.get("words") or set(item) - _KEYS["item"]:
            problems.append(
                Problem(NAME, where, "items", str(item)[:60], "tables with words, and lesson and source if wanted")
            )
        else:
            items.append(Item(str(item["words"]), str(item.get("lesson", "")), str(item.get("source", ""))))
    return Checklist(str(table.get("id", number)), str(table.get("title", "")), begins, tuple(items))


def checklists_section(given: Given, lists: tuple[Checklist, ...]) -> Section:
    """Those that apply at the proposed rung, and the closure tasks of the plan with their hours."""
    rung = given.assessment.proposed_rung
    at = LADDER.index(rung) if rung in LADDER else 0
    blocks: list[Block] = []
    tasks = given.case.plan.closure_tasks.values()
    if tasks:
        blocks.append(Paragraph(text("Timed in the plan, and inside the clearance time:")))
        blocks.append(
            Points(
                tuple(
                    text(
                        f"{task.id}: {task.duration_h.low:.0f} to {task.duration_h.high:.0f} h"
                        + (f", {task.crew} people" if task.crew >= given.grouping.fewest else "")
                        + (f", after {', '.join(task.after)}" if task.after else ""),
                        given.trail.line("plan.toml", task.line, f"the closure task {task.id}"),
                    )
                    for task in tasks
                ),
                ticks=True,
            )
        )
    parts, later = [], []
    for one in lists:
        due = given.assessment.dire if one.begins == "standfast" else LADDER.index(one.begins) <= max(at, 1)
        if due:
            parts.append(
                Section(f"list-{one.id}", one.title, (Points(tuple(_item(i) for i in one.items), ticks=True),))
            )
        else:
            later.append(f"{one.title} (from {rung_words(one.begins)})")
    if later:
        blocks.append(Paragraph(text(f"Not due yet: {'; '.join(later)}."), "note"))
    return Section("checklists", "Checklists", tuple(blocks), tuple(parts))


def _item(item: Item) -> Text:
    lesson = f" Lesson: {item.lesson}" if item.lesson else ""
    source = f" ({item.source})" if item.source else ""
    return text(item.words, lesson + source if lesson else "")
