"""The catalogue and the language files; a case's `messages/` directory comes before what is packaged."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from leeway.brief.messages.model import PARTS, Catalogue, Kind, Language
from leeway.case.suggestions import did_you_mean
from leeway.errors import InputError, LeewayError, Problem

FOLDER: Final = "messages"
_TABLES: Final = ("values", "words", "facts")
_LISTS: Final = ("months",)


def catalogue() -> Catalogue:
    """The packaged catalogue."""
    data = tomllib.loads(_packaged("messages.toml"))
    kinds = {row["id"]: Kind(row["id"], row["audience"], tuple(row["rungs"]), row["urgency"], row["severity"],
                             row["response"]) for row in data["message"]}  # fmt: skip
    return Catalogue(kinds, frozenset(data["internal"]), data["public"])


def languages(directory: Path | None = None) -> tuple[str, ...]:
    """Codes of the languages there are: packaged and of the case."""
    found = {name.name.split(".")[1] for name in files("leeway.brief").joinpath("templates").iterdir()
             if name.name.startswith("messages.") and name.name.count(".") == 2}  # fmt: skip
    if directory is not None and (directory / FOLDER).is_dir():
        found |= {path.name.split(".")[0] for path in (directory / FOLDER).glob("*.toml")}
    return tuple(sorted(found))


def load_language(code: str, directory: Path | None = None) -> Language:
    """The texts of one language: packaged, with those of `directory`/messages/CODE.toml put in their place.

    A language that is not packaged must be complete. Raises `InputError` for unknown keys, wrong values and texts that
    are missing, `LeewayError` for a language there is none of.
    """
    own = directory / FOLDER / f"{code}.toml" if directory is not None else None
    has_own = own is not None and own.exists()
    if code not in languages(directory):
        raise LeewayError(f"no messages in language {code!r}; there are: {', '.join(languages(directory))}.")
    model = tomllib.loads(_packaged("messages.en.toml"))
    whole = tomllib.loads(_packaged(f"messages.{code}.toml")) if code in languages() else {}
    origin = dict.fromkeys(whole, f"messages.{code}.toml")
    problems: list[Problem] = []
    if has_own and own is not None:
        name = f"{FOLDER}/{own.name}"
        for key, value in _read(own, name).items():
            problems += _checked(name, key, value, model)
            whole[key] = {**whole.get(key, {}), **value} if isinstance(value, dict) else value
            origin[key] = name
    problems += [Problem(f"{FOLDER}/{code}.toml", f"[{key}]", "", "", "this table, as in English") for key in model
                 if key not in whole and key != "language"]  # fmt: skip
    problems += [Problem(origin[key], f"[{key}]", part, "", "this text, as in English") for key in model
                 if isinstance(model[key], dict) and isinstance(whole.get(key), dict)
                 for part in model[key] if part not in whole[key]]  # fmt: skip
    if problems:
        raise InputError(problems)
    words = {key: str(value) for key, value in whole["words"].items() if key not in _LISTS}
    texts = {key: value for key, value in whole.items() if isinstance(value, dict) and key not in _TABLES}
    return Language(code, whole["values"], words, tuple(whole["words"]["months"]), whole["facts"], texts, origin)


def _packaged(name: str) -> str:
    return files("leeway.brief").joinpath("templates", name).read_text(encoding="utf-8")


def _read(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError([Problem(name, "", "", "", "a TOML file in UTF-8", f"{error}.")]) from None


def _checked(name: str, key: str, value: Any, model: dict[str, Any]) -> list[Problem]:
    """Keys nobody knows, with a suggestion; [facts] and [values] may hold more than the packaged ones."""
    if key == "language":
        return []
    if key not in model:
        return [
            Problem(
                name, f"[{key}]", "", key, "a message or one of values, words, facts", did_you_mean(key, tuple(model))
            )
        ]
    if not isinstance(value, dict):
        return [Problem(name, "", key, str(value)[:40], f"a table [{key}]")]
    known = tuple(model[key]) if key == "words" else PARTS
    unknown = [part for part in value if part not in known] if key not in ("facts", "values") else []
    found = [
        Problem(name, f"[{key}]", part, "", f"one of {', '.join(known)}", did_you_mean(part, known)) for part in unknown
    ]
    wrong = [part for part, words in value.items() if not isinstance(words, str) and part not in _LISTS]
    return found + [Problem(name, f"[{key}]", part, str(value[part])[:40], "text in quotes") for part in wrong]
