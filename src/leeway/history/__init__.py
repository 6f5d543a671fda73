"""Past advances and evacuations as cited tables, replayed day by day through the same records as the present.

- `leeway.history.load.load_history(directory=None)` -> `History`.
- `leeway.history.replay.situation_on(campaign, day)` -> `leeway.situation.model.Situation`.
- `leeway.history.check`: a table somebody adds, checked row by row.
"""
