"""`leeway settle`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from leeway.cli.options import refused


def settle(directory: Path, contradiction: str, /, *, reading: int, by: str, reason: str) -> int:
    """Settle a contradiction by name and reason: one reading counts, the others stay in the ledger, put aside.

    Adds a row to settlements.csv of the case and never changes one; a later row of the same contradiction counts.

    Parameters
    ----------
    directory
        The case directory.
    contradiction
        Its id, as `leeway situation` shows it.
    reading
        The number of the reading that counts.
    by
        Who settles it: a role or a name you answer for.
    reason
        Why, in a sentence.
    """
    from leeway.case.load import load_case
    from leeway.case.suggestions import did_you_mean, listed
    from leeway.situation.from_case import case_evidence, case_situation
    from leeway.situation.settlements import Settlement, append_settlement

    for option, text in (("--by", by), ("--reason", reason)):
        if not text.strip():
            raise refused(option, text, "something: a settlement has a name and a reason")
    case = load_case(directory)
    evidence = case_evidence(case)
    found = {c.id: c for c in case_situation(case, evidence.newest or case.start, evidence).contradictions}
    entry = found.get(contradiction)
    if entry is None:
        hint = did_you_mean(contradiction, found) or (
            f"There are: {listed(sorted(found))}." if found else "There are none."
        )
        raise refused("ID", contradiction, "the id of a contradiction of this case", hint)
    if not 1 <= reading <= len(entry.readings):
        raise refused("--reading", reading, f"a number from 1 to {len(entry.readings)}")
    words = entry.readings[reading - 1]
    now = datetime.now(UTC).replace(microsecond=0)
    path = append_settlement(directory, Settlement(entry.id, reading, words, by.strip(), reason.strip(), now))
    print(f"{entry.id} ({entry.subject}): settled as {words!r}, by {by.strip()}. Written to {path}.")
    return 0
