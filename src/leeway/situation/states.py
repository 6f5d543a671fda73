"""The newest state among words of different days: of a service, of a mission."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from leeway.situation.grading import strong
from leeway.situation.items import Item, near


@dataclass(frozen=True, slots=True)
class Latest:
    """`status` now, its first day, who says so, who says otherwise on those days, and whether a firm word is among
    them."""

    status: str
    since: date
    supports: tuple[Item, ...]
    against: tuple[Item, ...]
    firm: bool


def latest_state(
    items: Sequence[Item],
    status_of: Callable[[Item], str | None],
    gravity: Mapping[str, int],
    exclude: Callable[[str, str], bool],
) -> Latest | None:
    """The status of the newest firm word (of the newest word at all where none is firm); of one day the graver.
    `exclude`: whether two statuses cannot both be: such words of the same days speak against it.

    Later publication counts within one day only between different reports: inside one the graver status stands.
    """
    read = [(item, status) for item in items if (status := status_of(item)) is not None]
    if not read:
        return None
    firm = [(item, status) for item, status in read if strong(item, None)]
    rank = {status: gravity.get(status, 0) for _, status in read}
    newest_day = max(item.last for item, _ in firm or read)
    top, status = max(
        ((item, status) for item, status in firm or read if item.last == newest_day),
        key=lambda pair: (pair[0].known, rank[pair[1]], pair[0].id),
    )
    changed = max((i.last for i, other in read if other != status and i.last < top.last), default=date.min)
    supports = tuple(i for i, other in read if other == status and i.last > changed)
    against = tuple(i for i, other in read if exclude(other, status) and near(i, top, 0))
    announced = any(i.statement.firmness == "planned" for i in supports)
    return Latest(status, min(i.first for i in supports), supports, against, bool(firm) or announced)
