"""Statements as JSON lines and back: the contract of `leeway read --json` (docs/reference/statements.md).

The fields of the annotation scheme plus `span`, `origin`, `place_id`, `lat`, `lon`, `said`, `publisher`, `published`
and `extractor`. Every field is always there; what is not known is null. `from_json(to_json(s)) == s`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from leeway.errors import InputError, Problem
from leeway.evidence.model import FIRMNESS, KINDS, Days, Speaker, Statement, Value

REQUIRED = ("report", "span", "quote", "kind", "status")


def to_json(statement: Statement) -> dict[str, Any]:
    """One statement as an object that `json.dumps` takes; instants in UTC with "Z"."""
    return {
        "report": statement.report,
        "span": list(statement.span),
        "quote": statement.quote,
        "kind": statement.kind,
        "status": statement.status,
        "actor": statement.actor,
        "place": statement.place,
        "value": _value(statement.value),
        "of": statement.of,
        "when": _days(statement.when),
        "firmness": statement.firmness,
        "speaker": _speaker(statement.speaker),
        "said": statement.said.isoformat() if statement.said else None,
        "origin": statement.origin,
        "place_id": statement.place_id,
        "lat": statement.lat,
        "lon": statement.lon,
        "publisher": statement.publisher,
        "published": _instant(statement.published),
        "extractor": statement.extractor,
    }


def line(statement: Statement) -> str:
    """One statement as one line without its end."""
    return json.dumps(to_json(statement), ensure_ascii=False, allow_nan=False)


def from_json(item: dict[str, Any], file: str = "", where: str = "") -> Statement:
    """The statement of one object; fields that are not there are None or the default, unknown ones are left alone.

    Raises `InputError` with every problem found.
    """
    problems: list[Problem] = []

    def wrong(field: str, expected: str) -> None:
        problems.append(Problem(file, where, field, str(item.get(field, ""))[:80], expected))

    _check(item, wrong)
    if problems:
        raise InputError(problems)
    try:
        return Statement(
            report=item["report"],
            span=(item["span"][0], item["span"][1]),
            quote=item["quote"],
            kind=item["kind"],
            status=item["status"],
            actor=item.get("actor"),
            place=item.get("place"),
            value=_value_of(item.get("value")),
            of=item.get("of"),
            when=_days_of(item.get("when")),
            firmness=item.get("firmness") or "stated",
            speaker=_speaker_of(item.get("speaker")),
            said=_date_of(item.get("said")),
            origin=item.get("origin") or "",
            place_id=item.get("place_id"),
            lat=item.get("lat"),
            lon=item.get("lon"),
            publisher=item.get("publisher"),
            published=_instant_of(item.get("published")),
            extractor=item.get("extractor") or "rules",
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise InputError([Problem(file, where, "", "", f"a statement; {error}")]) from None


def read_lines(lines: Iterable[str], file: str = "") -> Iterator[Statement]:
    """The statements of JSON lines; empty lines count as nothing. Raises `InputError` at a line that is none."""
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            item = json.loads(text)
        except (ValueError, RecursionError):
            item = None
        if not isinstance(item, dict):
            raise InputError([Problem(file, f"line {number}", "", text.strip()[:80], "one JSON object a line")])
        yield from_json(item, file, f"line {number}")


def _check(item: dict[str, Any], wrong: Any) -> None:
    """Tell `wrong(field, expected)` of every field that cannot be right."""
    for field in ("report", "quote"):
        if not isinstance(item.get(field), str):
            wrong(field, "a text")
    if item.get("kind") not in tuple(KINDS):
        wrong("kind", f"one of {', '.join(KINDS)}")
    elif item.get("status") not in KINDS[item["kind"]]:
        wrong("status", f"one of {', '.join(KINDS[item['kind']])} for {item['kind']}")
    if (item.get("firmness") or "stated") not in FIRMNESS:
        wrong("firmness", f"one of {', '.join(FIRMNESS)}")
    span = item.get("span")
    if not (isinstance(span, list | tuple) and len(span) == 2 and all(type(end) is int for end in span)):
        wrong("span", "two whole numbers, start and end in characters of the body")
    elif not 0 <= span[0] < span[1]:
        wrong("span", "a start at 0 or later and an end after it")
    for field in ("actor", "place", "of", "place_id", "publisher", "origin", "extractor"):
        if item.get(field) is not None and not isinstance(item[field], str):
            wrong(field, "a text or null")
    for field, most in (("lat", 90), ("lon", 180)):
        number = item.get(field)
        if number is not None and not (_number(number) and abs(number) <= most):
            wrong(field, f"degrees between -{most} and {most}, or null")


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")


def _value(value: Value | None) -> dict[str, Any] | None:
    if value is None:
        return None
    about = {"about": True} if value.about else {}
    return {"low": value.low, "high": value.high, "unit": value.unit, **about}


def _value_of(item: Any) -> Value | None:
    if item is None:
        return None
    bounds = [item.get("low"), item.get("high")]
    if not all(bound is None or _number(bound) for bound in bounds):
        raise ValueError("value: low and high are numbers or null")
    low, high = bounds
    if low is not None and high is not None and low > high:
        raise ValueError(f"value: low {low} is above high {high}")
    unit = item.get("unit")
    if unit is not None and not isinstance(unit, str):
        raise ValueError("value: unit is a text or null")
    return Value(low, high, unit, bool(item.get("about", False)))


def _days(days: Days | None) -> dict[str, str | None] | None:
    if days is None:
        return None
    return {
        "from": days.first.isoformat() if days.first else None,
        "to": days.last.isoformat() if days.last else None,
    }


def _days_of(item: Any) -> Days | None:
    if item is None:
        return None
    first, last = _date_of(item.get("from")), _date_of(item.get("to"))
    if first and last and first > last:
        raise ValueError(f"when: {first} is after {last}")
    return Days(first, last)


def _date_of(text: Any) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _speaker(speaker: Speaker) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "role": speaker.role,
        "org": speaker.org,
        "anonymous": speaker.anonymous,
        "number": speaker.number,
    }


def _speaker_of(item: Any) -> Speaker:
    if item is None:
        return Speaker()
    number = item.get("number")
    if number is not None and type(number) is not int:
        raise ValueError("speaker: number is a whole number or null")
    names = [item.get(field) for field in ("name", "role", "org")]
    if not all(name is None or isinstance(name, str) for name in names):
        raise ValueError("speaker: name, role and org are texts or null")
    name, role, org = names
    return Speaker(name, role, org, bool(item.get("anonymous", False)), number)


def _instant(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def _instant_of(text: Any) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"published: {text} names no zone")
    return moment.astimezone(UTC)
