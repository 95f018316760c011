"""A smallest set that meets one need of each list: a minimum hitting set, by an integer program."""

from collections.abc import Sequence

from kg.errors import KgError

_IMPOSSIBLE = 2  # scipy's word for a program that nothing satisfies
_WHOLE = 0.5  # a variable of the program is 0 or 1 but for the solver's tolerance


def smallest_hitting(
    lists: Sequence[Sequence[frozenset[int] | None]],
    count: int,
    *,
    spared: Sequence[frozenset[int]] = (),
    but: frozenset[int] | None = None,
) -> frozenset[int] | None:
    """The fewest of the numbers below `count` that hold, of each list, all of one set; exact, by HiGHS.

    None in a list is a need that nothing meets. With `spared`, a list is met as well by leaving out one
    of the numbers at its place there. With `but`, the fewest that do not hold all of it. None where no
    numbers do. A variable for each number (in or not) and for each set (all in or not): a set counts
    only if each of its numbers is in, and each list needs one that counts, or a number that is out.

    Raises:
        KgError: the solver failed.

    >>> sorted(smallest_hitting([[frozenset({0, 1}), frozenset({2})], [frozenset({2}), None]], 3))
    [2]
    >>> smallest_hitting([[None]], 3) is None
    True
    >>> needs, spared = [[frozenset({0})], [frozenset({1})]], [frozenset(), frozenset({0})]
    >>> sorted(smallest_hitting(needs, 2, spared=spared))  # 0 is in, so 1 has to be
    [0, 1]
    """
    import numpy
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    out = [*spared, *([frozenset()] * (len(lists) - len(spared)))]
    for some, free in zip(lists, out, strict=True):
        if not free and not any(need is not None for need in some):
            return None
    if not lists and but is None:
        return frozenset()
    least_needs = [_least({need for need in each if need is not None}) for each in lists]
    needs = frozenset().union(*least_needs)
    place = {need: count + n for n, need in enumerate(sorted(needs, key=sorted))}
    lines: list[tuple[dict[int, float], float]] = []
    for need, at in place.items():
        lines += [({number: 1.0, at: -1.0}, 0.0) for number in sorted(need)]
    for each, free in zip(least_needs, out, strict=True):
        line = dict.fromkeys(sorted(free), -1.0)
        line |= dict.fromkeys(sorted(place[need] for need in each), 1.0)
        lines.append((line, 1.0 - len(free)))
    if but is not None:
        lines.append((dict.fromkeys(sorted(but), -1.0), 1.0 - len(but)))
    cells = [(row, at, value) for row, (line, _) in enumerate(lines) for at, value in line.items()]
    rows, columns, values = zip(*cells, strict=True)
    matrix = csr_array((values, (rows, columns)), shape=(len(lines), count + len(place)))
    cost = numpy.zeros(count + len(place))
    cost[:count] = (
        1  # sets need not be whole numbers: one that counts in part has all its numbers in
    )
    solved = milp(
        cost,
        constraints=LinearConstraint(matrix, lb=numpy.array([least for _, least in lines])),
        integrality=cost,
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0},
    )
    if solved.status == _IMPOSSIBLE:
        return None
    if solved.status != 0:  # no limit is set, so only a numerical failure is left
        raise KgError(f"the integer program of the evidence cut was not solved: {solved.message}")
    return frozenset(numpy.flatnonzero(solved.x[:count] > _WHOLE).tolist())


def _least(needs: "set[frozenset[int]]") -> frozenset[frozenset[int]]:
    """The needs that contain no other: whoever meets the greater meets the lesser."""
    found: list[frozenset[int]] = []
    for need in sorted(needs, key=lambda each: (len(each), sorted(each))):
        if not any(less <= need for less in found):
            found.append(need)
    return frozenset(found)
