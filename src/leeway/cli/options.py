"""Words of the command line as values, with the errors a person can act on."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from leeway.case.model import Moment
from leeway.errors import InputError, Problem
from leeway.units import UnitError, quantity

if TYPE_CHECKING:
    from leeway.case.alike import Together
    from leeway.case.model import Case


MOST = 1_000_000
MOST_GROUPS = 2_000
YEARS = (1900, 2899)


def refused(option: str, value: object, expected: str, hint: str = "") -> InputError:
    """The error of one option."""
    return InputError([Problem("", "", option, str(value), expected, hint)])


def instant(option: str, text: str) -> datetime:
    """An ISO 8601 instant with its zone, in UTC."""
    expected = "an instant with its zone such as 2021-08-15T12:00Z or 2021-08-15T16:30+04:30"
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise refused(option, text, expected) from None
    if moment.tzinfo is None:
        raise refused(option, text, expected, "Without a zone nobody knows which hour is meant; add Z for UTC.")
    if not YEARS[0] <= moment.year <= YEARS[1]:
        raise refused(option, text, f"an instant in the years {YEARS[0]} to {YEARS[1]}")
    return moment.astimezone(UTC)


def moment(option: str, text: str) -> Moment:
    """A duration after the start of the case, or an instant with its zone."""
    try:
        return Moment(hours=quantity(text, "duration"))
    except UnitError:
        pass
    if not text.strip()[:4].isdigit():
        raise refused(option, text, "hours after the start such as '72 h', or an instant such as 2021-08-15T12:00Z")
    return Moment(at=instant(option, text))


def seconds(option: str, text: str) -> float:
    """A duration above zero, in seconds."""
    try:
        hours = quantity(text, "duration")
    except UnitError as error:
        raise refused(option, text, str(error)) from None
    if hours <= 0:
        raise refused(option, text, "a duration above zero")
    return hours * 3600


def confidence_share(option: str, value: float) -> float:
    """A probability strictly between 0 and 1."""
    if not 0 < value < 1:
        raise refused(option, value, "a probability between 0 and 1, such as 0.9")
    return value


def at_least_one(option: str, value: int) -> int:
    """A count of one or more, and of no more than a case may ask for."""
    if value < 1:
        raise refused(option, value, "a whole number of 1 or more")
    if value > MOST:
        raise refused(option, value, f"at most {MOST:,}")
    return value


def not_negative(option: str, value: int) -> int:
    """A whole number of 0 or more."""
    if value < 0:
        raise refused(option, value, "a whole number of 0 or more")
    return value


def movable(case: Case, apart: Collection[str] = ()) -> Together:
    """The case; groups that are alike are put together, but those of `apart`, if it has more than can be moved one by
    one."""
    from leeway.case.alike import one_by_one, together

    if len(case.groups) <= MOST_GROUPS:
        return one_by_one(case)
    found = together(case, apart)
    if len(found.case.groups) > MOST_GROUPS:
        kinds = f"at most {MOST_GROUPS:,} groups to move, or so many kinds of groups (here {len(found.case.groups):,})"
        hint = (
            "Groups of one site, class and priority with counts that are known, all ready to be ordered at once, are "
            "put together; 'leeway check' reads any number."
        )
        raise _too_many(len(case.groups), kinds, hint)
    return found


def _too_many(groups: int, expected: str, hint: str) -> InputError:
    return InputError([Problem("people.csv", "", "", f"{groups:,} groups", expected, hint)])
