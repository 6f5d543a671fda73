"""The language of conditions: CEL (Common Expression Language) over a fixed set of functions, bounded.

Named arguments are a convenience of ours (`p_loss("airport", days=14)`): the names are taken off before CEL reads it.
A hostile expression cannot hang: its length and nesting are bounded, comprehensions and regular expressions are
refused, and the functions only look things up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from leeway.case.suggestions import did_you_mean, listed

if TYPE_CHECKING:
    from leeway.posture.tripwires.facts import Facts

LONGEST: Final = 2_000
DEEPEST: Final = 40
REFUSED: Final = ("matches", "all", "exists", "exists_one", "map", "filter", "reduce", "min", "max", "duration")
NAMED: Final = ("days", "hours", "confidence", "in_days", "start_h")

FUNCTIONS: Final[Mapping[str, tuple[int, int, str]]] = {
    "held_by": (2, 2, 'held_by("Ghazni", attacker): the place is held by the party'),
    "contested": (1, 1, 'contested("Ghazni"): the place is fought over or about to fall'),
    "captured": (1, 1, "captured(days=7): places taken by the attacker in that many days"),
    "capitals_lost": (1, 1, "capitals_lost(days=14): first-level capitals taken in that many days"),
    "distance_km": (2, 2, "distance_km(front, target): straight line between two places; front: the nearest one held"),
    "p_loss": (2, 2, 'p_loss("airport", days=14): probability that the exit is lost within that many days'),
    "earliest_loss_h": (1, 1, 'earliest_loss_h("city"): hours to the earliest reasonable loss (P10)'),
    "p_all_out": (0, 1, "p_all_out(start_h=24): probability that everybody gets out if the start is then"),
    "clearance_h": (1, 1, "clearance_h(confidence=0.9): hours needed at that confidence"),
    "leeway_h": (1, 1, "leeway_h(0.8): hours of time left minus time needed that are there with this confidence"),
    "time_ratio": (1, 1, "time_ratio(0.8): available time over required time at this confidence"),
    "last_safe_start_h": (1, 1, "last_safe_start_h(0.8): hours until the last safe start, -1 if it has passed"),
    "flights_open": (0, 0, "flights_open(): airports and commercial services that work, of those known"),
    "exits_open": (0, 0, "exits_open(): exits of the case not yet lost"),
    "service": (2, 2, 'service("Kabul", "airport"): "open", "limited", "suspended", "closed" or "unknown"'),
    "independent_sources": (1, 1, 'independent_sources("Ghazni"): independent speakers behind what is known of it'),
    "missions_leaving": (0, 0, "missions_leaving(): other missions ordered out, reducing, evacuating or suspended"),
    "mission": (1, 1, 'mission("US embassy Kabul"): its posture as reported, or "unknown"'),
    "incidents": (2, 2, 'incidents("Kabul", days=7): attacks and clashes reported there'),
    "support": (1, 1, 'support("defender"): state of outside support, or "unknown"'),
    "count_low": (1, 1, 'count_low("displaced"): lowest current figure for what is counted, -1 if none'),
    "contradictions": (0, 0, "contradictions(): contradictions not settled"),
}
"""Function: least and most arguments, and what it says."""
TAKES: Final[Mapping[str, str]] = {
    "held_by": "nn", "contested": "n", "captured": "d", "capitals_lost": "d", "distance_km": "nn", "p_loss": "nd",
    "earliest_loss_h": "n", "p_all_out": "h", "clearance_h": "c", "leeway_h": "c", "time_ratio": "c",
    "last_safe_start_h": "c", "service": "nn", "independent_sources": "n", "mission": "n", "incidents": "nd",
    "support": "n", "count_low": "n",
}  # fmt: skip
"""What each argument of a function is: n a name in quotes, d days, h hours, c a confidence."""
MOST_DAYS: Final = 3_660
_ANSWERS: Final[Mapping[str, Any]] = {
    "held_by": True, "contested": True, "service": "open", "mission": "normal", "support": "present", "captured": 1,
    "capitals_lost": 1, "flights_open": 1, "exits_open": 1, "independent_sources": 1, "missions_leaving": 1,
    "incidents": 1, "contradictions": 1,
}  # fmt: skip
"""An answer of the right type, for trying a condition when it is read; all other functions give a fraction."""
VARIABLES: Final = ("attacker", "defender", "front", "target")

_NAME = re.compile(r"(?<=[(,])\s*(?:" + "|".join(NAMED) + r")\s*=(?!=)\s*")
_CALL = re.compile(r"\b([A-Za-z_][A-Za-z0-9_]*)\s*\(")
_WORD = re.compile(r"(?<![\w.\"'])([A-Za-z_][A-Za-z0-9_]*)\b(?!\s*\()")
_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'")
_PLACES = re.compile(r"\b(?:held_by|contested|independent_sources|incidents|distance_km|service)\s*\(([^()]*)\)")
_LITERALS: Final = ("true", "false", "null", "in")


class ConditionError(ValueError):
    """A condition that cannot be read; the message says what was expected and where."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that has been read: `holds(facts)`."""

    text: str
    program: Any

    def holds(self, facts: Facts) -> bool:
        """Whether it is true of `facts`. Raises `ConditionError` if it cannot be told (a type that does not fit)."""
        from celpy.adapter import json_to_cel
        from celpy.evaluation import CELEvalError

        given = {name: json_to_cel(getattr(facts, name)) for name in VARIABLES}
        _ASKED.append(facts)
        try:
            return _truth(self.program.evaluate(given))
        except CELEvalError as error:
            raise ConditionError(f"a condition that can be evaluated ({_said(error)})") from None
        finally:
            _ASKED.pop()

    def tried(self) -> Condition:
        """Itself, if it can be evaluated at all. Raises `ConditionError` for arguments and types that do not fit.

        Tried with answers of the right type, so that a slip shows when the file is read and not on the day it counts.
        """
        from celpy.adapter import json_to_cel
        from celpy.evaluation import CELEvalError

        _ASKED.append(None)
        try:
            _truth(self.program.evaluate({name: json_to_cel(name) for name in VARIABLES}))
        except CELEvalError as error:
            if not isinstance(error.__cause__, ZeroDivisionError) or not _CALL.search(self.text):
                raise ConditionError(f"a condition that can be evaluated ({_said(error)})") from None
        finally:
            _ASKED.pop()
        return self


_ASKED: list[Facts | None] = []
"""The facts that functions are asked of while a condition is evaluated (CEL functions are plain functions); None while
one is tried."""


@lru_cache(maxsize=512)
def read(text: str) -> Condition:
    """Read a condition. Raises `ConditionError` with the position, the unknown name or the bound it breaks."""
    if len(text) > LONGEST:
        raise ConditionError(f"a condition of at most {LONGEST:,} characters")
    plain = _NAME.sub(" ", text)
    bare = _STRING.sub('""', plain)
    _bounded(bare)
    _known_names(bare)
    import celpy
    from celpy.celparser import CELParseError

    environment = celpy.Environment()
    try:
        tree = environment.compile(plain)
    except CELParseError as error:
        at = f"line {error.line}, column {error.column}" if error.line else "the end"
        raise ConditionError(f"a CEL expression that parses (it breaks at {at} of the condition)") from None
    return Condition(text, environment.program(tree, functions=_functions())).tried()


def places_named(text: str) -> tuple[str, ...]:
    """Names of places that a condition gives to functions about places, in order."""
    found: list[str] = []
    for call in _PLACES.finditer(text):
        arguments = [part.strip() for part in call[1].split(",")]
        last = 2 if call[0].startswith("distance_km") else 1
        found.extend(a[1:-1] for a in arguments[:last] if len(a) > 1 and a[0] in "\"'")
    return tuple(dict.fromkeys(found))


def exits_named(text: str) -> tuple[str, ...]:
    """Ids of exits that a condition asks about, in order."""
    found = re.findall(r"\b(?:p_loss|earliest_loss_h)\s*\(\s*[\"']([^\"']*)[\"']", text)
    return tuple(dict.fromkeys(found))


def _bounded(bare: str) -> None:
    depth = deepest = 0
    for character in bare:
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    # A long run of signs nests as deeply as brackets do.
    if deepest > DEEPEST or re.search(r"(?:[!\-]\s*){" + str(DEEPEST) + ",}", bare):
        raise ConditionError(f"a condition nested at most {DEEPEST} deep")
    for name in _CALL.findall(bare):
        if name in REFUSED:
            raise ConditionError(f"a condition without {name}(): {listed(sorted(FUNCTIONS), 40)} are there")


def _known_names(bare: str) -> None:
    for call in _CALL.finditer(bare):
        name = call[1]
        if name not in FUNCTIONS:
            hint = did_you_mean(name, FUNCTIONS)
            raise ConditionError(
                f"a function of {listed(sorted(FUNCTIONS), 40)}; {name!r} at {call.start() + 1}. {hint}"
            )
    for word in _WORD.finditer(bare):
        if word[1] not in VARIABLES and word[1] not in _LITERALS:
            hint = did_you_mean(word[1], (*VARIABLES, *FUNCTIONS))
            raise ConditionError(f"one of {', '.join(VARIABLES)}; {word[1]!r} at {word.start() + 1}. {hint}")


@lru_cache(maxsize=1)
def _functions() -> dict[str, Callable[..., Any]]:
    from celpy.adapter import json_to_cel
    from celpy.evaluation import CELEvalError

    def bound(name: str, least: int, most: int, says: str) -> Callable[..., Any]:
        def ask(*given: Any) -> Any:
            if not least <= len(given) <= most:
                raise CELEvalError(f"expected {says}")
            plain = [_plain(value) for value in given]
            for kind, value in zip(TAKES.get(name, ""), plain, strict=False):
                if fault := _misfit(kind, value):
                    raise CELEvalError(f"expected {says}; {fault}")
            facts = _ASKED[-1]
            if facts is None:
                return json_to_cel(_ANSWERS.get(name, 0.5))
            try:
                answer = getattr(facts, name)(*plain)
            except (TypeError, ValueError, LookupError, OverflowError) as error:
                raise CELEvalError(f"expected {says}; {error}") from None
            return json_to_cel(answer)

        return ask

    return {name: bound(name, *shape) for name, shape in FUNCTIONS.items()}


def _misfit(kind: str, value: str | float) -> str:
    """What is wrong with an argument, nothing if it fits."""
    if kind == "n":
        return "" if isinstance(value, str) else f"{value:g} is no name in quotes"
    if isinstance(value, str):
        return f"{value!r} is no number"
    if kind == "c":
        return "" if 0 <= value <= 1 else f"a confidence lies between 0 and 1, not {value:g}"
    most = MOST_DAYS * (1 if kind == "d" else 24)
    return "" if 0 <= value <= most else f"{value:g} is not between 0 and {most:,}"


def _truth(answer: Any) -> bool:
    """The answer of a condition, which is true or false: a bare number or text is a comparison left out."""
    from celpy.celtypes import BoolType
    from celpy.evaluation import CELEvalError

    if not isinstance(answer, BoolType | bool):
        raise CELEvalError("it gives no true or false; compare it with something, such as >= 1")
    return bool(answer)


def _plain(value: Any) -> str | float | bool:
    if isinstance(value, str):
        return str(value)
    return float(value)


def _said(error: Exception) -> str:
    text = str(error.args[0] if error.args else error)
    if "overload" in text or len(text) > 200:
        return "a value does not fit where it stands: numbers go with numbers, names with names"
    return text
