"""The few words with a fixed set of values: status, sign, influence and aspect.

They stand apart from the records of `kg.model`, which take longer to import than small data to load.
"""

from enum import IntEnum, StrEnum


class Status(StrEnum):
    """Whether the source has the tie coming about; the local names of the `kg:Status` individuals."""

    ACTUAL = "Actual"
    EXPECTED = "Expected"
    PROPOSED = "Proposed"
    THREATENED = "Threatened"
    REFUSED = "Refused"
    ALLEGED = "Alleged"
    DENIED = "Denied"


class Sign(IntEnum):
    """Whether a relation is cooperation, conflict or neither."""

    CONFLICT = -1
    NEUTRAL = 0
    COOPERATION = 1


class Influence(StrEnum):
    """Which way influence runs along a triple."""

    FORWARD = "Forward"
    BACKWARD = "Backward"
    BOTH = "Both"
    NONE = "NoInfluence"


class Aspect(StrEnum):
    """Whether a relation lasts or happens."""

    TIE = "Tie"
    ACT = "Act"
