"""The shipped schemas of the JSON output, and the page that explains them: `python -m leeway.movement.report.schema`.

The schema is the source; docs/reference/clearance-json.md is written from it and a test holds the two together.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

HEADS = {
    "clearance": (
        "# The JSON of `leeway clearance`",
        "Printed by `leeway clearance CASE --json`, written as `clearance.json` by `--out DIR`. Units stand in names:"
        " `_h` is hours after the start of the operation (or hours gained), `_utc` an instant. `null` is never, or not"
        " asked for. The machine-readable schema is `leeway/movement/report/clearance.schema.json`"
        " (JSON Schema 2020-12).",
    ),
    "latest_start": (
        "# The JSON of `leeway latest-start`",
        "Printed by `leeway latest-start CASE --json`. Units stand in the names: `_h` is hours after the start that the"
        " case gives, `_utc` an instant. `null` is: no start is safe, or not asked for. The machine-readable schema is"
        " `leeway/movement/report/latest_start.schema.json` (JSON Schema 2020-12).",
    ),
}


def schema(name: str) -> dict[str, Any]:
    """A shipped schema: `name` is a key of `HEADS`."""
    text = files("leeway.movement.report").joinpath(f"{name}.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def page(name: str) -> str:
    """The Markdown page that explains a schema, every key in a table."""
    whole = schema(name)
    head, intro = HEADS[name]
    lines = [head, "", intro, ""]
    for title, description, node in _objects(whole):
        lines += [f"## {title}", "", description, "", "| key | type | meaning |", "|---|---|---|"]
        lines += [f"| `{key}` | {_type(value)} | {_meaning(whole, value)} |" for key, value in node.items()]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _objects(whole: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    yield "The document", whole["description"], whole["properties"]
    for key, value in whole["properties"].items():
        inner = value.get("items", value)
        if "properties" in inner:
            title = f"One entry of `{key}`" if "items" in value else f"`{key}`"
            yield title, inner["description"], inner["properties"]
    for key, value in whole.get("$defs", {}).items():
        yield f"A {key}", value["description"], value["properties"]


def _type(value: dict[str, Any]) -> str:
    if "$ref" in value:
        return f"a {value['$ref'].rpartition('/')[2]}"
    if "anyOf" in value:
        return " or ".join(_type(option) for option in value["anyOf"])
    if "const" in value:
        return f"`{json.dumps(value['const'])}`"
    if "enum" in value:
        return " or ".join(f"`{option}`" for option in value["enum"])
    kind = value["type"]
    if kind == "array":
        inner = value["items"]
        return "array of objects" if "properties" in inner else f"array of {_type(inner).removeprefix('a ')}s"
    return " or ".join(kind) if isinstance(kind, list) else str(kind)


def _meaning(whole: dict[str, Any], value: dict[str, Any]) -> str:
    if "description" in value:
        return str(value["description"])
    return str(whole["$defs"][value["$ref"].rpartition("/")[2]]["description"])


if __name__ == "__main__":
    sys.stdout.write(page(sys.argv[1] if len(sys.argv) > 1 else "clearance"))
