"""The picture on a day: what holds where, which exits work, who counts what, what contradicts what, what changed.

- `leeway.situation.picture.picture(statements, as_of, ...)` -> `Situation`: the main flow.
- `leeway.situation.from_case`: the picture of a case directory, and the pictures under each reading of a contradiction.
- `leeway.situation.difference.what_changed(before, after)`.
- `leeway.situation.settlements`: what analysts have settled; `leeway.situation.observations`: what they enter by hand.
- `leeway.situation.figures`: map and timeline; `words` and `document`: tables and JSON.
- `leeway.situation.model`: the records.

A situation says what is happening; what we do about it (posture) is another object in another room. The rules are told
in docs/background/situation.md.
"""
