"""The ledger of contradictions: each stays until an analyst settles it by name and reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from leeway.situation.conflicts import Conflict
from leeway.situation.items import Item, ids_of, spoken_by
from leeway.situation.model import Contradiction
from leeway.situation.settlements import Settlement

PART: Final = " – "
"""Between what a reading says and who says it; only the first part is held against a settlement."""
MOST_SPEAKERS: Final = 4


def ledger(found: Sequence[Conflict], settlements: Iterable[Settlement]) -> tuple[Contradiction, ...]:
    """The contradictions with their settlements. A settlement whose reading no longer stands opens it again."""
    taken = {s.contradiction: s for s in settlements}
    return tuple(_record(conflict, taken) for conflict in found)


def id_of(conflict: Conflict) -> str:
    """A short id that stays the same while reports are added: of kind of thing, subject and first day."""
    text = f"{conflict.key}|{conflict.day.isoformat()}"
    return "C" + hashlib.sha256(text.encode()).hexdigest()[:7]


def _record(conflict: Conflict, taken: dict[str, Settlement]) -> Contradiction:
    name = id_of(conflict)
    settlement = taken.get(name)
    settled = None
    if settlement is not None:
        texts = [text for text, _ in conflict.readings]
        words = settlement.words.split(PART)[0]
        if words in texts:
            settled = (settlement.by, settlement.reason, texts.index(words))
    return Contradiction(
        id=name,
        kind=conflict.kind,
        subject=conflict.subject,
        day=conflict.day,
        readings=tuple(f"{text}{PART}{_who(items)}" for text, items in conflict.readings),
        grounds=tuple(ids_of(items) for _, items in conflict.readings),
        settled=settled,
    )


def _who(items: Sequence[Item]) -> str:
    said = list(dict.fromkeys(f"{spoken_by(i.statement)} ({i.statement.firmness})" for i in items))
    more = f" and {len(said) - MOST_SPEAKERS} more" if len(said) > MOST_SPEAKERS else ""
    return ", ".join(said[:MOST_SPEAKERS]) + more


def kept(items: Sequence[Item], found: Sequence[Conflict], entries: Sequence[Contradiction]) -> list[Item]:
    """The items without those that a settlement has put aside."""
    aside: set[int] = set()
    for conflict, entry in zip(found, entries, strict=True):
        if entry.settled is not None:
            for number, (_, told) in enumerate(conflict.readings):
                if number != entry.settled[2]:
                    aside |= {id(item) for item in told}
    return [item for item in items if id(item) not in aside]


def disputed_places(found: Sequence[Conflict], entries: Sequence[Contradiction]) -> dict[str, bool]:
    """Keys of places whose holder an open contradiction is about."""
    return {
        conflict.key.removeprefix("holds|"): True
        for conflict, entry in zip(found, entries, strict=True)
        if conflict.key.startswith("holds|") and entry.settled is None
    }
