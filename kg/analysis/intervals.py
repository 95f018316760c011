"""Sets of days as sorted lists of (first, last), both included, that neither touch nor overlap."""

from collections.abc import Iterable

Days = list[tuple[int, int]]


def union(spans: Iterable[tuple[int, int]]) -> Days:
    """The days in any of the spans.

    >>> union([(5, 7), (1, 2), (3, 3), (6, 9)])
    [(1, 3), (5, 9)]
    """
    found: Days = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found


def meet(one: Days, other: Days) -> Days:
    """The days in both.

    >>> meet([(1, 5), (8, 9)], [(2, 3), (5, 8)])
    [(2, 3), (5, 5), (8, 8)]
    """
    found: Days = []
    left = right = 0
    while left < len(one) and right < len(other):
        low = max(one[left][0], other[right][0])
        high = min(one[left][1], other[right][1])
        if low <= high:
            found.append((low, high))
        if one[left][1] < other[right][1]:
            left += 1
        else:
            right += 1
    return found
