"""Statements made ready to be weighed: when, where, whose word, how reliable, with what interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import itemgetter

from leeway.evidence.model import Statement
from leeway.situation.names import folded, key_of
from leeway.situation.parties import Parties
from leeway.situation.sources import SourceClass, Sources

NOT_YET = frozenset({"planned", "expected", "possible"})
"""Announced, feared or conditional: never counts as done."""
WEAK = frozenset({"claimed", "unverified"})
FIRMEST = ("confirmed", "stated", "denied", "claimed", "unverified", "planned", "expected", "possible")
ANALYST = "observation:"
"""Origins of statements that an analyst entered by hand begin so."""
_ONE_OF_MANY = frozenset({"witness"})


@dataclass(frozen=True, slots=True)
class Known:
    """What a gazetteer knows of a place: `place_class` as in `PlaceState`, coordinates in degrees."""

    name: str
    place_class: str
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """What the statements are read against. `places`: a gazetteer by place id and by folded name."""

    as_of: datetime
    target: str
    lat: float
    lon: float
    parties: Parties
    sources: Sources
    places: Mapping[str, Known] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Item:
    """A statement and what weighing it needs.

    `first`, `last`: the days it is about (of saying or publication where it names none). `known`: when it was public;
    `dated`: False where the report does not tell, then `known` is the as-of instant. `voice`: who speaks, one key for
    all who speak with one voice. `side`, `actor_side`: party of the speaker and of the actor. `place`: its key.
    `actor_group`: the state behind the actor's name, "" where the table of classes knows none.
    """

    statement: Statement
    first: date
    last: date
    known: datetime
    dated: bool
    voice: str
    side: str | None
    actor_side: str | None
    place: str
    source: SourceClass
    id: str
    actor_group: str = ""

    @property
    def done(self) -> bool:
        """Not merely planned, expected or possible."""
        return self.statement.firmness not in NOT_YET

    @property
    def when(self) -> str:
        """ "done", "announced" (planned) or "conditional" (expected, possible)."""
        return "done" if self.done else "announced" if self.statement.firmness == "planned" else "conditional"


def admit(statements: Sequence[Statement], as_of: datetime) -> tuple[list[Statement], dict[str, int]]:
    """Statements public by `as_of`, each once, in one order whatever the order given; counts of what was left out.

    A report without a date of publication is kept unless it names, as done, a day after the as-of instant.
    """
    later_reports = {s.report for s in statements if s.published is None and _of_later_day(s, as_of)}
    ignored = {"published later": 0, "undated, of a later day": 0, "undated, kept": 0, "said twice": 0}
    kept: list[Statement] = []
    keyed = sorted(((_order(s), k) for k, s in enumerate(statements)))
    for _, alike in groupby(keyed, key=itemgetter(0)):
        run = [statements[k] for _, k in alike]
        unique = run if len(run) == 1 else sorted(set(run), key=repr)
        ignored["said twice"] += len(run) - len(unique)
        for s in unique:
            if s.published is not None and s.published > as_of:
                ignored["published later"] += 1
            elif s.published is None and s.report in later_reports:
                ignored["undated, of a later day"] += 1
            else:
                ignored["undated, kept"] += s.published is None
                kept.append(s)
    return kept, {reason: many for reason, many in ignored.items() if many}


def _of_later_day(s: Statement, as_of: datetime) -> bool:
    """Whether a statement tells as done what lies after the as-of instant."""
    return s.firmness not in NOT_YET and s.when is not None and s.when.first is not None and s.when.first > as_of.date()


def _order(s: Statement) -> tuple[object, ...]:
    published = s.published or datetime.min.replace(tzinfo=UTC)
    return (published, s.report, s.span, s.kind, s.status, s.place or "", s.actor or "", s.of or "",
            s.firmness)  # fmt: skip


def weighed(statements: Sequence[Statement], frame: Frame) -> list[Item]:
    """The statements in the same order, each with its days, its place and whose word it is."""
    keys = _place_keys(statements)
    return [_item(s, frame, keys) for s in statements]


def _place_keys(statements: Sequence[Statement]) -> dict[str, str]:
    """One key for a place: its id where any statement of that name has one, else the folded name."""
    keys: dict[str, str] = {}
    for s in statements:
        if s.place and s.place_id:
            name = folded(s.place)
            keys[name] = min(keys.get(name, s.place_id), s.place_id)
    return keys


def _item(s: Statement, frame: Frame, keys: Mapping[str, str]) -> Item:
    known = frame.as_of if s.published is None else s.published
    public = known.date()
    said = s.said if s.said and s.said <= public else public
    when = s.when
    first = (when.first or when.last) if when else None
    last = (when.last or max(said, when.first or said)) if when else None
    who = s.speaker
    side = frame.parties.side(who.org) or frame.parties.side(who.role)
    outlet = s.publisher if who.org in (None, s.publisher) and not who.anonymous and not who.role else None
    analyst = not (who.org or who.role) and s.origin.startswith(ANALYST)
    source = frame.sources.of(side, analyst, who.org, who.role, outlet)
    name = key_of(s.place)
    place = keys.get(name, s.place_id or name)
    return Item(s, first or said, last or first or said, known, s.published is not None,
                _voice(s, side, source), side, frame.parties.side(s.actor), place, source, s.id,
                frame.sources.of(None, False, s.actor, None, None).group if s.actor else "")  # fmt: skip


def _voice(s: Statement, side: str | None, source: SourceClass) -> str:
    """One key for those who speak with one voice: a party, a government, an organisation, an outlet.

    Unnamed people of one role are one voice ("a diplomat" told to three outlets may be one diplomat), except witnesses:
    residents of two independent texts are two.
    """
    if side:
        return f"party:{side}"
    if source.group:
        return f"group:{source.group}"
    speaker = s.speaker
    if speaker.org:
        return f"org:{folded(speaker.org)}"
    if speaker.name:
        return f"name:{folded(speaker.name)}"
    if speaker.role:
        role = f"role:{folded(speaker.role)}"
        return f"{role}@{s.origin or s.report}" if source.name in _ONE_OF_MANY else role
    return f"anonymous@{s.origin or s.report}" if speaker.anonymous else f"org:{key_of(s.publisher)}"


def origin_of(item: Item) -> str:
    """Id of the text family, the report's own where none was decided."""
    return item.statement.origin or item.statement.report


def overlap(a: Item, b: Item) -> bool:
    """Whether the days of two statements touch."""
    return a.first <= b.last and b.first <= a.last


def near(a: Item, b: Item, days: int = 1) -> bool:
    """Whether the days of two statements lie within `days` of one another."""
    slack = timedelta(days=days)
    return a.first <= b.last + slack and b.first <= a.last + slack


def spoken_by(s: Statement) -> str:
    """The speaker in words, without a name: role and organisation, or the outlet."""
    speaker = s.speaker
    words = " of ".join(part for part in (speaker.role, speaker.org) if part)
    if words:
        return f"unnamed {words}" if speaker.anonymous and speaker.role else words
    if speaker.name:
        return "a named source"
    return "an unnamed source" if speaker.anonymous else (s.publisher or "the report")


def firmest(items: Sequence[Item]) -> str:
    """The firmest firmness among them."""
    return min((i.statement.firmness for i in items), key=FIRMEST.index)


def ids_of(items: Sequence[Item]) -> tuple[str, ...]:
    """Ids of the statements, each once, in order."""
    return tuple(dict.fromkeys(i.id for i in items))
