"""Write the rows of features that the package ships: run after a change of the tables, the replay or the features.

python benchmarks/packaged_rows.py
"""

from __future__ import annotations

from pathlib import Path

from leeway.forecast.origins import counted, rows_of
from leeway.forecast.packaged_rows import FILE, write_rows
from leeway.history.load import load_history

PATH = Path(__file__).parents[1] / "src/leeway/forecast" / FILE

if __name__ == "__main__":
    write_rows(PATH, [(campaign, rows_of(campaign)) for campaign in counted(load_history())])
    print(f"{PATH.name}: {PATH.stat().st_size / 1024:.0f} KiB")
