"""The stretches of days that suspensions leave of a period."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.analysis.overlaps import bounds
from kg.columns import OPEN

if TYPE_CHECKING:
    from kg.graph.suspending import Suspension

Stretch = tuple[int, int]
"""A first and a last day."""
_EVER = 2**30  # the day after all in kg.analysis.overlaps


def stretches(
    days: Stretch, earliest: int, suspensions: "Iterable[Suspension]", *, sure: bool
) -> list[Stretch]:
    """The stretches of days that suspensions leave, those they may leave or with `sure` surely do.

    Where partial dates leave no day on which a statement surely stands, its contact is sure of one day
    from `earliest` to its first: it stays whole if no waiver may be in force then, else nothing is sure.

    >>> from kg.dates import Period
    >>> from kg.graph.suspending import Suspension
    >>> waiver = Suspension("w", Period((10, 12), (20, 24)), None, None, None, sure=True)
    >>> stretches((1, 30), 1, [waiver], sure=False), stretches((1, 30), 1, [waiver], sure=True)
    ([(1, 11), (21, 30)], [(1, 9), (25, 30)])
    """
    out = [surely_or_perhaps(each, sure=sure) for each in suspensions]
    first, last = days
    if first > last:
        whole = all(high < earliest or low > first for low, high in out)
        return [days] if whole else []
    parts = [days]
    for low, high in out:
        if low > high:
            continue
        cut = [
            stretch
            for start, end in parts
            for stretch in ((start, min(end, low - 1)), (max(start, high + 1), end))
        ]
        parts = [(start, end) for start, end in cut if start <= end]
    return sorted(parts)


def surely_or_perhaps(suspension: "Suspension", *, sure: bool) -> Stretch:
    """The days on which a waiver surely is in force, or with `sure` those on which it may be."""
    low, begun, ends, latest = bounds(suspension.period)
    if low > latest:
        return 1, 0
    if sure:
        return (OPEN if low == -_EVER else low), latest
    return (begun, ends) if suspension.sure and begun < _EVER else (1, 0)
