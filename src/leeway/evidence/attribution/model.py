"""What the attribution stage finds in a text; spans count code points of the report's body."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from leeway.evidence.attribution.marks import Marked
from leeway.evidence.model import Speaker


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts: an armed group, a state, its army or government, a mission, an organisation, gunmen.

    `name`: the usual English name as the report uses it ("Taliban", "Afghan army", "US embassy Kabul", "United
    States"). `kind`: "armed_group", "army", "government", "state", "mission", "organisation", "ministry", "people",
    "media". `side`: True for a party to the fighting (its word on its own gains is a claim).
    """

    start: int
    end: int
    name: str
    kind: str
    side: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks (marks excluded)."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution: `speaker` says the content `[start, end)`, which may hold several clauses.

    `stance` of the cue: "says", "admits", "claims" (keeps distance), "broadcasts" (a party's own station), "confirms",
    "denies", "announces", "orders", "warns", "expects", "urges", "reports" (hearsay, rumour), "cannot_verify".
    `said`: the day the words give for the saying. `inner`: True where another frame lies around it (nested attribution;
    the innermost source counts). `carried`: the frame continues the speaker of an earlier sentence (running
    reported speech).
    """

    start: int
    end: int
    speaker: Speaker
    stance: str
    said: date | None = None
    inner: bool = False
    carried: bool = False
    cue: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `[start, end)` give the words of `speaker`, one of several bodies or agencies that a text is put
    together from; `state`: whose body that is, None for an agency."""

    start: int
    end: int
    speaker: Speaker
    state: str | None = None


@dataclass(slots=True)
class Voices:
    """Everything attribution knows of one text.

    `default`: who speaks where no frame covers: the publisher, or the body that issues an alert or a statement.
    `home`: ISO codes of the states the report is about. `marked`: sentences already read for firmness, by number.
    `reach`: for each frame how far it or one before it goes, cue included."""

    actors: list[Actor] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    default: Speaker = field(default_factory=Speaker)
    home: tuple[str, ...] = ()
    marked: dict[int, Marked] = field(default_factory=dict, repr=False, compare=False)
    reach: list[int] = field(default_factory=list, repr=False, compare=False)
    passages: list[Passage] = field(default_factory=list)
