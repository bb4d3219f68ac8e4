"""What a coordinate of China looks like, and how fine one is from its digits.

In: numbers and their digits. Out: yes or no, metres. Source: the extent of the mainland and the South China Sea in
degrees, and of the Gauss–Krüger zones 13–23 (6°) and 24–45 (3°), whose numbers do not overlap.
"""

from __future__ import annotations

import math

LATITUDES = (3.8, 53.6)
LONGITUDES = (73.4, 135.1)
MAINLAND_NORTHINGS = (2_002_000.0, 5_942_000.0)
EASTINGS = (182_000.0, 818_000.0)
"""Without a zone number, widest (6°) case."""
ZONES = range(13, 46)
WIDE = range(13, 24)
"""6° zones; 24–45 are 3° zones."""
MERCATOR_X = (8_182_000.0, 15_040_000.0)
MERCATOR_Y = (423_000.0, 7_095_000.0)
ZONE = 1_000_000
RADII = (6_350_000.0, 6_390_000.0)
"""Of the earth at the latitudes of China, heights included, in metres."""
DEGREE = 111_000.0
"""Metres of one degree of latitude."""
COARSEST_DIGIT = 15
"""More decimals than this say nothing about the place."""


def latitude(value: float) -> bool:
    """Whether `value` can be a latitude of China, in degrees."""
    return LATITUDES[0] <= value <= LATITUDES[1]


def longitude(value: float) -> bool:
    """Whether `value` can be a longitude of China, in degrees."""
    return LONGITUDES[0] <= value <= LONGITUDES[1]


def northing(value: float) -> bool:
    """Whether `value` can be a Gauss–Krüger X of the mainland, in metres."""
    return MAINLAND_NORTHINGS[0] <= value <= MAINLAND_NORTHINGS[1]


def easting(value: float) -> tuple[bool, int, int]:
    """Whether `value` can be a Gauss–Krüger Y; its zone (0: not written) and the width of the zone in degrees (0: unknown)."""
    zone, rest = divmod(value, ZONE)
    if zone == 0:
        return EASTINGS[0] <= value <= EASTINGS[1], 0, 0
    inside = EASTINGS[0] <= rest <= EASTINGS[1]
    return inside and int(zone) in ZONES, int(zone), 6 if int(zone) in WIDE else 3


def geocentric(x: float, y: float, z: float) -> bool:
    """Whether X, Y, Z from the centre of the earth, in metres, can be a place of China."""
    radius = math.sqrt(x * x + y * y + z * z)
    if not RADII[0] <= radius <= RADII[1]:
        return False
    return latitude(math.degrees(math.asin(z / radius))) and longitude(math.degrees(math.atan2(y, x)))


def metres(digits: int) -> float:
    """How fine a coordinate in metres with so many decimals is: 1 m without any, 1 mm at best."""
    return float(10.0 ** -min(digits, 3))


def degrees(digits: int) -> float:
    """How fine decimal degrees with so many decimals are, in metres: 0.001° is 111 m."""
    return float(f"{DEGREE * 10.0 ** -min(digits, COARSEST_DIGIT):.3g}")
