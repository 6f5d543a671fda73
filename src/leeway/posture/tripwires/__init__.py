"""Tripwires: agreed conditions with the actions to consider, read from `tripwires.toml` and evaluated every day.

- `leeway.posture.tripwires.load.load_tripwires(directory)` -> `Tripwires`.
- `leeway.posture.tripwires.conditions`: the language of conditions (CEL), its functions and its bounds.
- `leeway.posture.tripwires.facts.Facts`: what a condition may ask of situation, forecast and clearance.
- `leeway.posture.tripwires.evaluate.evaluate(tripwires, facts, ...)` -> results and assumptions.

A tripwire proposes; it never acts.
"""
