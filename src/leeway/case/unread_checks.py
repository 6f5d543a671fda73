"""References of tables and keys that could not be read for another reason: what they name is checked all the same.

A table that lacks, say, its seats becomes no record, and an inline table with one bad key is left out of its record;
the ids they name are still read from what was written, so that one mistake does not hide the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from leeway.case import fields
from leeway.case.references import References
from leeway.units import UnitError

# kind of table: key: the kind of thing it names. A dotted key is that key of an inline table, or of each of a list.
NAMED: dict[str, dict[str, str]] = {
    "place": {"unlocked_by": "security_force", "berths.fleets": "fleet"},
    "route": {"from": "place", "to": "place", "escort_pool": "escort_pool", "unlocked_by": "security_force"},
    "route_table": {"from": "place", "to": "place", "escort_pool": "escort_pool", "unlocked_by": "security_force"},
    "fleet": {"starts": "place", "places": "place", "routes": "route", "fuel.stock": "fuel_stock",
              "fuel.by_route": "route"},
    "station": {"place": "place", "unlocked_by": "security_force", "categories": "category"},
    "service": {"route": "route"},
    "closure_task": {"group": "group", "after": "closure_task"},
}  # fmt: skip


def check_unread(see: References) -> None:
    """Add to the problems every unknown id that an unread table or key names."""
    for kind, path, keys in see.tables.unread:
        table = see.tables.source.data[kind][path[1]]
        for key, wanted in NAMED.get(kind, {}).items():
            first, _, inner = key.partition(".")
            if first not in keys:
                continue
            for name in _names(table.get(first), inner):
                shown = key if key.startswith("fuel") else first
                see.refer_at(path, shown, wanted, name)


def _names(value: Any, inner: str) -> Iterator[str]:
    """Ids in a text, a list of texts, or the keys of an inline table; under `inner` if that is given."""
    if inner:
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, Mapping):
                yield from _names(part.get(inner), "")
        return
    for part in [value] if isinstance(value, str) else value if isinstance(value, list | Mapping) else ():
        try:
            yield fields.identifier(part)
        except UnitError:
            continue  # told already, with the key
