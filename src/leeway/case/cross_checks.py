"""Checks between the tables of a case (first the references)."""
from __future__ import annotations
def cross_check(source, header, tables, plan, people, problems):  # type: ignore
    pass
