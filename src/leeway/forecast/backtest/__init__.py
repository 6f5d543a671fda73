"""How good forecasts are, whole wars left out: folds, scores against every named baseline, figures.

- `leeway.forecast.backtest.run.backtest(history, ...)` -> `Backtest`: the main flow.
"""
