"""What threatens the case: the target, the attacker, and the exits whose loss matters (`[hazard]` of case.toml).

The forecast gives draws of the loss of each exit; movement closes what the exit names. A case without `[hazard]` has
a second clock only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

EXIT_KINDS: Final = ("city", "airport", "flights", "road", "border", "port")


@dataclass(frozen=True, slots=True)
class HazardExit:
    """A way out that can be lost. The city itself is always an exit with the id "city", stated or not.

    `kind`: "city" (the target falls), "airport" (shut to civil flights), "flights" (commercial service ends), "road"
    (lost when a place on it is lost), "border" (crossing shut), "port". `place`: where it is, as reports name it.
    `through`: places on it in order, with reports' names; the loss of any one loses a road. `closes`: ids of places,
    routes or exits of the plan that it takes away.
    """

    id: str
    kind: str
    place: str | None = None
    through: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Hazard:
    """The target city and who threatens it.

    `target`: as reports name it, at `lat`, `lon`. `attacker`, `defender`: names of parties and their spokesmen as
    reports use them; the first is shown. `mission`: our own mission's name in reports. `opened`: first day of the
    advance, None: the first capture reported. `campaign`: name of the packaged campaign this case replays, whose whole
    war is left out of training; None in a live case.
    """

    target: str
    lat: float
    lon: float
    attacker: tuple[str, ...]
    defender: tuple[str, ...] = ()
    mission: str | None = None
    opened: date | None = None
    campaign: str | None = None
    exits: tuple[HazardExit, ...] = ()
