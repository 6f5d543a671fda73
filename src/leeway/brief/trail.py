"""The trail: every number leads to the statement, the plan's line, the history's row or the sum behind it.

Entries are numbered in the order in which the brief first uses them: S statements, L lines of the case's files, H rows
of the packaged history, C computed numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from leeway.brief.document import Entry, Ref, Text, text
from leeway.brief.masking import Mask
from leeway.brief.words import advance_name
from leeway.evidence.model import Statement
from leeway.history.model import History
from leeway.situation.items import spoken_by
from leeway.situation.model import Grade, Situation

MOST_SHOWN: Final = 3
"""Statements linked beside one number; the rest are named in the last one's entry."""
LINES_SHOWN: Final = 6


class Trail:
    """Collects entries; asking twice for the same thing gives the same entry."""

    def __init__(
        self,
        case: Path,
        statements: Mapping[str, Statement],
        history: History,
        mask: Mask,
        grades: Mapping[str, Grade],
    ) -> None:
        self._case, self._statements, self._history, self._mask = case, statements, history, mask
        self._grades = grades
        self._entries: dict[tuple[str, str], Entry] = {}
        self._numbers = {"S": 0, "L": 0, "H": 0, "C": 0}
        self._files: dict[str, list[str]] = {}

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Statements, plan, history, computed; each in order of use."""
        order = "SLHC"
        return tuple(sorted(self._entries.values(), key=lambda e: (order.index(e.id[0]), int(e.id[1:]))))

    def statements(self, ids: Iterable[str], most: int = MOST_SHOWN) -> Text:
        """References to the statements something rests on, the first `most`; how many more there are."""
        known = [name for name in dict.fromkeys(ids) if name in self._statements]
        refs = [self._statement(name) for name in known[:most]]
        more = f" +{len(known) - most}" if len(known) > most else ""
        return text(*refs, more)

    def line(self, file: str, line: int, what: str) -> Ref | None:
        """A reference to a line of the case's files; None where a record has no line."""
        if line < 1:
            return None
        return self._kept(
            "L",
            f"{file}:{line}",
            lambda id_: Entry(id_, "plan", what, (("file", f"{file}, line {line}"), ("says", self._lines(file, line)))),
        )

    def campaign(self, name: str) -> Ref | None:
        """A reference to a row of the history's campaigns; None for one it does not hold."""
        campaign = self._history.campaigns.get(name)
        if campaign is None:
            return None
        row = list(self._history.campaigns).index(name) + 2
        fields = (
            ("row", f"campaigns.csv, row {row}"),
            (
                "advance",
                f"{campaign.attacker} on {campaign.target}, {campaign.start} to {campaign.end}: "
                f"{campaign.outcome.replace('_', ' ')}",
            ),
            ("summary", campaign.summary),
            ("sources", f"{len(campaign.sources)} listed in the row"),
        )
        return self._kept("H", name, lambda id_: Entry(id_, "history", advance_name(name), fields))

    def history_tables(self, what: str, fields: tuple[tuple[str, str], ...]) -> Ref:
        """A reference to what was measured over the whole history."""
        fields = (*fields, ("tables", f"packaged history, SHA-256 {self._history.digest[:16]}"))
        return self._kept("H", what, lambda id_: Entry(id_, "history", what, fields))

    def computed(self, what: str, how: str, *also: Ref | None) -> Ref:
        """A reference to a number that was computed: how, and from what."""
        linked = tuple(ref.id for ref in also if ref is not None)
        return self._kept("C", what, lambda id_: Entry(id_, "computed", what, (("how", how),), linked))

    def _kept(self, letter: str, key: str, make: object) -> Ref:
        if (letter, key) not in self._entries:
            self._numbers[letter] += 1
            self._entries[letter, key] = make(f"{letter}{self._numbers[letter]}")  # type: ignore[operator]
        return Ref(self._entries[letter, key].id)

    def _statement(self, name: str) -> Ref:
        s = self._statements[name]
        return self._kept("S", name, lambda id_: Entry(id_, "statement", _read_as(s), self._told(s)))

    def _told(self, s: Statement) -> tuple[tuple[str, str], ...]:
        published = "not dated" if s.published is None else f"{s.published:%Y-%m-%d %H:%M} UTC"
        said = f", said on {s.said.isoformat()}" if s.said else ""
        where = (
            "observations.csv"
            if s.extractor == "analyst"
            else f"report {s.report}, characters {s.span[0]} to {s.span[1]}"
        )
        fields = [
            ("words", f"“{self._mask(' '.join(s.quote.split()))}”"),
            ("said by", self._mask(spoken_by(s)) + said),
            ("published", f"{s.publisher or 'unknown publisher'}, {published}"),
            ("firmness", s.firmness),
        ]
        grade = self._grades.get(s.id)
        if grade is not None:
            fields.append(
                (
                    "grade",
                    f"{grade} (Admiralty), {grade.speakers} independent {'voice' if grade.speakers == 1 else 'voices'}",
                )
            )
        return (*fields, ("kept as", where))

    def _lines(self, file: str, line: int) -> str:
        if file not in self._files:
            try:
                self._files[file] = (self._case / file).read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                self._files[file] = []
        lines = self._files[file][line - 1 : line - 1 + LINES_SHOWN]
        if file.endswith(".csv"):
            return lines[0] if lines else ""
        end = next(
            (k for k, words in enumerate(lines) if k and (not words.strip() or words.startswith("["))), len(lines)
        )
        return "; ".join(words.strip() for words in lines[:end])


def _read_as(s: Statement) -> str:
    value = ""
    if s.value is not None:
        bounds = [f"{v:,.10g}" for v in (s.value.low, s.value.high) if v is not None]
        value = f", {' to '.join(dict.fromkeys(bounds))} {s.value.unit or ''}".rstrip()
    about = s.place or s.of or s.actor or ""
    return f"{s.kind.replace('_', ' ')}: {s.status.replace('_', ' ')}" + (f", {about}" if about else "") + value


def grades_of(situation: Situation) -> dict[str, Grade]:
    """The Admiralty grade of what each statement is a ground of, by its id; the best where there are several."""
    pairs = [(state.grounds, state.grade) for state in situation.places.values()]
    pairs += [(state.grounds, state.grade) for state in situation.services]
    pairs += [(state.grounds, state.grade) for state in situation.counts]
    pairs += [(state.grounds, state.grade) for state in situation.missions]
    found: dict[str, Grade] = {}
    for grounds, grade in pairs:
        for name in grounds:
            if name not in found or str(grade) < str(found[name]):
                found[name] = grade
    return found
