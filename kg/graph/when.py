"""When statements hold, for whole columns: what `kg.dates.holds` and `happened` say, row by row."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.columns import OPEN
from kg.dates import Window

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Days = NDArray[numpy.signedinteger]
    Flags = NDArray[numpy.bool_]
    Codes = NDArray[numpy.int8]

IMPOSSIBLE, POSSIBLE, CERTAIN = range(3)
_NEVER = 2**31 - 1  # where a missing latest day has to come after every other


@dataclass(frozen=True, eq=False)
class Periods:
    """Bounds of periods as ordinals of days, OPEN where open, and which of them are acts'."""

    first_low: "Days"
    first_high: "Days"
    last_low: "Days"
    last_high: "Days"
    act: "Flags"


def certainties(periods: Periods, window: Window | None, *, memory: int | None = None) -> "Codes":
    """How certainly each statement stands in the window, waivers apart: 0, 1 or 2 for certain.

    >>> import numpy
    >>> day = [numpy.array([each]) for each in (10, 12, OPEN, OPEN)]          # since day 10 to 12
    >>> tie = Periods(*day, numpy.array([False]))
    >>> [int(certainties(tie, Window(n, n, exact=True))[0]) for n in (9, 11, 12)]
    [0, 1, 2]
    """
    import numpy

    size = len(periods.act)
    if window is None:
        return numpy.full(size, CERTAIN, numpy.int8)
    low, last_high = periods.first_low, _late(periods.last_high)
    # bounds narrowed to "first day, then last day", as kg.dates does it; OPEN comes before every day
    begun = numpy.minimum(_late(periods.first_high), last_high)
    ended = numpy.maximum(low, periods.last_low)
    lasting = (periods.last_low == OPEN) & (periods.last_high == OPEN)
    out = (low > last_high) | (low > window.end)
    over = last_high < window.start
    begun_by, ended_from = (
        (window.start, window.end) if window.exact else (window.end, window.start)
    )
    sure = (begun <= begun_by) & (lasting | (ended >= ended_from))
    if window.exact:
        acted = begun <= window.start
        forgotten = numpy.zeros(size, bool)
        if memory is not None:
            forgotten = last_high < window.start - memory
            acted &= ~lasting & (ended >= window.end - memory)
        over = numpy.where(periods.act, forgotten, over)
        sure = numpy.where(periods.act, acted, sure)
    return numpy.where(out | over, IMPOSSIBLE, numpy.where(sure, CERTAIN, POSSIBLE)).astype(
        numpy.int8
    )


def _late(days: "Days") -> "Days":
    import numpy

    return numpy.where(days == OPEN, _NEVER, days)
