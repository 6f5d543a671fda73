"""The staffing posture: whom to keep so that those who stay can still be lifted within the warning time.

- `leeway.posture.staffing.load.load_staffing(directory, case)` -> `StaffingPlan` of `staffing.toml`, or None.
- `leeway.posture.staffing.choose.choose(...)`: the exact small optimisation (HiGHS).
- `leeway.posture.staffing.propose.propose(...)` -> `Staffing`: the rung proposed, one step up, one step down.

Rules on who leaves first are written beforehand and are the same for all.
"""
