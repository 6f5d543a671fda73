"""How long each exit will last: the first clock, as draws, with its measured skill beside it.

- `leeway.forecast.time_left.time_left(situation, history, rng, exits=...)` -> `TimeLeft`: the main flow.
- `leeway.forecast.models`: named baselines and models behind one protocol.
- `leeway.forecast.backtest.backtest(history, ...)`: leave one war out, every score against every named baseline.

Nothing is imported before it is asked for: SciPy lives inside functions of this room only.
"""
