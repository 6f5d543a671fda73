"""Dates of publication as files write them, as instants in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def instant_of(text: str) -> tuple[datetime | None, tuple[str, ...]]:
    """The instant a header, page or feed gives, and notes on what had to be assumed.

    ISO 8601 or the form of mails. Without a zone it is taken as UTC; a day without an hour is taken at noon UTC, which
    is that day in nearly every zone. None, with a note, where it is no date.
    """
    given = " ".join(text.split())
    if not given:
        return None, ()
    try:
        found = datetime.fromisoformat(given)
    except ValueError:
        from email.utils import parsedate_to_datetime  # a tenth of what the start of a reader takes

        try:
            found = parsedate_to_datetime(given)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None, (f"no date of publication: {given[:60]!r} is none",)
    if len(given) <= 10:
        return found.replace(hour=12, tzinfo=UTC), ("published names a day only: taken at noon UTC",)
    if found.tzinfo is None:
        return found.replace(tzinfo=UTC), ("published names no zone: taken as UTC",)
    try:
        return found.astimezone(UTC), ()
    except OverflowError:
        return None, (f"no date of publication: {given[:60]!r} is out of range",)
