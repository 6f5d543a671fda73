"""Leeway = time left - time needed.

Rooms: `leeway.case` (the case directory), `leeway.movement` (how long it takes to get everyone out).
Importing `leeway` loads no room: each is imported by whoever needs it.
"""

__version__ = "0.1.0"
