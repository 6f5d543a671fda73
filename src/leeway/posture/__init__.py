"""The two clocks together: P(all out), who is left, last safe start, tripwires, staffing posture."""
