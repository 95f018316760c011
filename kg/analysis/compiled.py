"""The pass over contacts as machine code, by numba where the extra `kg[fast]` is installed.

It gives what numpy gives in `kg.analysis.arrivals`; loops over the arcs of graphs are in `kg.analysis.loops`.

The pass over contacts takes them in the order of their opening, one by one, and actors in the order of their
labels; a heap holds those that an act reaches later.
"""

import functools
import heapq
import importlib.util
from collections.abc import Callable
from typing import Any

MANY = 100_000
"""Contacts from which it is used: fewer take numpy less than importing numba does."""


@functools.cache
def compiled() -> Callable[..., None] | None:
    """The pass, which writes into the labels it is given; None where numba is not installed."""
    if importlib.util.find_spec("numba") is None:
        return None
    import numba

    settle = numba.njit(cache=True)(_settle)

    @numba.njit(cache=True)  # type: ignore[untyped-decorator,unused-ignore]
    def run(  # pragma: no cover  # machine code
        labels: Any,
        opening: tuple[Any, Any, Any, Any],
        starts: Any,
        following: tuple[Any, Any, Any, Any],
        end: int,
        hub: int,
    ) -> None:
        source, target, opens, ready = opening
        later = [(labels[hub], hub)]
        now = [hub][:0]  # those reached at the label that is being looked at
        stands = len(following[0]) > 0
        last = labels[hub]
        for number in range(len(source)):
            when = opens[number]
            if stands and when > last:
                settle(now, later, labels, starts, following, when, end)
                last = when
            to = target[number]
            if labels[source[number]] <= ready[number] and when < labels[to]:
                labels[to] = when
                if stands:
                    now.append(to)
        if stands:
            settle(now, later, labels, starts, following, end + 1, end)

    found: Callable[..., None] = run
    return found


def _settle(  # pragma: no cover  # machine code
    now: list[Any],
    later: list[Any],
    labels: Any,
    starts: Any,
    following: tuple[Any, Any, Any, Any],
    before: int,
    end: int,
) -> None:
    """Take what stands open from each actor that is reached before a label, first those reached first."""
    targets, opens, closes, acts = following
    while len(now) > 0 or (len(later) > 0 and later[0][0] < before):
        if len(now) > 0:
            actor = now.pop()
        else:
            label, actor = heapq.heappop(later)
            if label != labels[actor]:
                continue
        label = labels[actor]
        for number in range(starts[actor], starts[actor + 1]):
            if opens[number] <= label <= closes[number]:
                after = ((label + 1) >> 1 << 1) + 1 if acts[number] else label
                to = targets[number]
                if after < labels[to] and after <= end:
                    labels[to] = after
                    if after == label:  # in no time
                        now.append(to)
                    else:
                        heapq.heappush(later, (labels[to], to))
