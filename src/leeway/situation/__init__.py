"""The picture on a day: what holds where, which exits work, who counts what, what contradicts what, what changed.

- `leeway.situation.picture.picture(statements, as_of, ...)` -> `Situation`: the main flow.
- `leeway.situation.model`: the records.

A situation says what is happening; what we do about it (posture) is another object in another room.
"""
