"""Sunrise and sunset by coordinates and date.

Source: the solar calculations of the NOAA Global Monitoring Laboratory (gml.noaa.gov/grad/solcalc/calcdetails.html),
after J. Meeus, Astronomical Algorithms, 1991. Within a minute or so between 72 degrees north and south; the upper
limb on a flat horizon with 34 minutes of arc of refraction (zenith 90.833 degrees).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import acos, asin, cos, degrees, radians, sin, tan

ZENITH_DEG = 90.833
_J2000 = datetime(2000, 1, 1, 12, tzinfo=UTC)
# Half a day and a little: days of midnight sun join without a seam as the equation of time drifts.
_WHOLE_DAY = timedelta(hours=12, minutes=2)


def declination_and_equation(at: datetime) -> tuple[float, float]:
    """The sun's declination in degrees and the equation of time in minutes at an instant."""
    century = (at - _J2000).total_seconds() / 86400 / 36525
    mean_longitude = (280.46646 + century * (36000.76983 + century * 0.0003032)) % 360
    anomaly = radians(357.52911 + century * (35999.05029 - 0.0001537 * century))
    eccentricity = 0.016708634 - century * (0.000042037 + 0.0000001267 * century)
    centre = (
        sin(anomaly) * (1.914602 - century * (0.004817 + 0.000014 * century))
        + sin(2 * anomaly) * (0.019993 - 0.000101 * century)
        + sin(3 * anomaly) * 0.000289
    )
    node = radians(125.04 - 1934.136 * century)
    longitude = radians(mean_longitude + centre - 0.00569 - 0.00478 * sin(node))
    seconds = 21.448 - century * (46.815 + century * (0.00059 - century * 0.001813))
    obliquity = radians(23 + (26 + seconds / 60) / 60 + 0.00256 * cos(node))
    declination = degrees(asin(sin(obliquity) * sin(longitude)))
    y = tan(obliquity / 2) ** 2
    mean = radians(mean_longitude)
    equation = 4 * degrees(
        y * sin(2 * mean)
        - 2 * eccentricity * sin(anomaly)
        + 4 * eccentricity * y * sin(anomaly) * cos(2 * mean)
        - 0.5 * y * y * sin(4 * mean)
        - 1.25 * eccentricity**2 * sin(2 * anomaly)
    )
    return declination, equation


def _hour_angle(latitude: float, declination: float) -> timedelta | None:
    """Half the time the sun is up; None when it stays down, half a day when it stays up."""
    phi, delta = radians(latitude), radians(declination)
    denominator = cos(phi) * cos(delta)
    cosine = (cos(radians(ZENITH_DEG)) - sin(phi) * sin(delta)) / max(denominator, 1e-12)
    if cosine > 1:
        return None
    if cosine < -1:
        return _WHOLE_DAY
    return timedelta(minutes=4 * degrees(acos(cosine)))


def daylight(latitude: float, longitude: float, day: date) -> tuple[datetime, datetime] | None:
    """(sunrise, sunset) in UTC around the solar noon that is nearest to 12:00 local mean time of `day`.

    None in the polar night. In the polar day a little more than 24 hours, so that following days touch.
    """
    mean_noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC) - timedelta(minutes=4 * longitude)
    noon = mean_noon - timedelta(minutes=declination_and_equation(mean_noon)[1])
    if _hour_angle(latitude, declination_and_equation(noon)[0]) is None:
        return None
    ends = []
    for sign in (-1, 1):
        at = noon
        for _ in range(3):
            declination, equation = declination_and_equation(at)
            half = _hour_angle(latitude, declination)
            if half is None:
                break
            at = mean_noon - timedelta(minutes=equation) + sign * half
        ends.append(at)
    return ends[0], ends[1]
