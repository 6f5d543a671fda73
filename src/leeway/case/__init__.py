"""The case directory: a plan and its people, read into frozen records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from leeway.case.load import load_case

__all__ = ["load_case"]


def __getattr__(name: str) -> Any:
    """`load_case` on first use: reading files needs pydantic, the records of `leeway.case.model` do not."""
    if name == "load_case":
        from leeway.case.load import load_case

        return load_case
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
