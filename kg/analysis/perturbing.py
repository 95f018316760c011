"""Which statements of a graph remain: in random draws by confidence, and without an origin."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analysis.doubting import Doubted
from kg.analysis.origins import Origin, Origins
from kg.analysis.resting import Place
from kg.errors import OptionError, alternatives
from kg.iris import curie
from kg.model import Source
from kg.rdf.records import natural

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Array = NDArray[Any]
    Flags = NDArray[numpy.bool_]
    Real = NDArray[numpy.float64]


LEFT_OUT = ("origin", "place")
"""What may be left out, one after the other."""
TOGETHER = ("statement", "report", "source", "origin")
"""What may fall together in a draw: see `lots_of`."""
MOST_LEFT_OUT = 100
"""So many origins or places are left out one by one: those that most statements rest on alone."""


@dataclass(frozen=True, eq=False)
class Lots:
    """What a draw decides, as arrays: `row` of the ties and the lot (`of`) it may be kept by.

    A lot is drawn once, for all rows it may keep; `chance` is that of each lot's keeping the row.
    """

    count: int
    lots: int
    row: "Array"
    of: "Array"
    chance: "Real"

    def drawn(self, draws: int, seed: int) -> "Iterator[Flags]":
        """The rows that are kept, draw after draw."""
        import numpy

        random = numpy.random.default_rng(seed)
        for _ in range(draws):
            held = random.random(self.lots)[self.of] < self.chance
            yield numpy.bincount(self.row[held], minlength=self.count) > 0


def check_trial(*, draws: int, level: float, leave_out: str, together: str) -> None:
    """Refuse options of a trial that have no sense.

    Raises:
        OptionError: one has none.
    """
    if draws < 1:
        raise OptionError(f"draws '{draws}' is not a number from 1 on")
    if not 0 < level <= 1:
        raise OptionError(f"level '{level:g}' is not in (0, 1]")
    for name, value, known in (
        ("leave_out", leave_out, LEFT_OUT),
        ("together", together, TOGETHER),
    ):
        if value not in known:
            raise OptionError(f"unknown {name} '{value}'; use {alternatives(known)}")


def lots_of(what: Doubted, together: str = "report") -> Lots:
    """The lots of all that may fall.

    Each statement is kept with a probability that equals its confidence c, whatever falls together. One that
    k of these speak for has a lot with each, which keeps it with 1 - (1 - c) ** (1 / k), so that all k fail
    it with 1 - c. `together` says what a lot is, from the least that falls together to the most:

    - "statement": each statement by itself;
    - "report": one origin's word that a pair of actors has a tie of one type: copies of one report fall
      together, what an origin says of other pairs or types is drawn apart;
    - "source": a document, with all that it says;
    - "origin": a publisher or author, with all that comes of it (`kg.analysis.origins`).

    What shares a lot falls in the order of its confidence, the least sure first. A statement without a
    source has a lot of its own.
    """
    import numpy

    number: dict[Hashable, int] = {}
    row, of, shares = [], [], []
    for at, places in enumerate(what.places):
        keys = _lots_for(what, at, tuple(dict.fromkeys(iri for iri, _ in places)), together)
        for key in keys or [(at,)]:
            row.append(at)
            of.append(number.setdefault(key, len(number)))
            shares.append(max(1, len(keys)))
    at_row = numpy.array(row, int)
    chance = 1 - (1 - what.confidence[at_row]) ** (1 / numpy.array(shares, float))
    return Lots(len(what), len(number), at_row, numpy.array(of, int), chance)


def _lots_for(what: Doubted, at: int, sources: tuple[str, ...], together: str) -> list[Hashable]:
    if together == "statement":
        return []
    if together == "source":
        return list(sources)
    origins = sorted(what.origins.behind(sources))
    return list(origins) if together == "origin" else [(what.pairs[at], key) for key in origins]


@dataclass(frozen=True, eq=False)
class Losses:
    """What may be left out, by key, and the rows of the ties that fall with each: they rest on nothing else.

    What fells no row is not in `rows`.
    """

    count: int
    named: Mapping[str, Origin]
    rows: Mapping[str, list[int]]

    def most(self, limit: int) -> list[str]:
        """The keys of those that fell most, most first, then by key."""
        return sorted(self.rows, key=lambda key: (-len(self.rows[key]), key))[:limit]

    def kept(self, key: str) -> "Flags":
        """The rows that are left without one."""
        import numpy

        flags = numpy.ones(self.count, bool)
        flags[self.rows[key]] = False
        return flags


def losses_of(
    cited: Sequence[tuple[Place, ...]],
    origins: Origins,
    sources: Mapping[str, Source],
    *,
    by_place: bool = False,
) -> Losses:
    """What falls with each origin, or with each place in a source: a paragraph, a page."""
    if by_place:
        behind = [frozenset(map(_key, places)) for places in cited]
        every = sorted({place for places in cited for place in places}, key=_reading)
        several = len({source for source, _ in every}) > 1
        named = {_key(each): _named(each, sources, several=several) for each in every}
    else:
        behind = [origins.behind({iri for iri, _ in places}) for places in cited]
        named = dict(origins.all)
    found: dict[str, list[int]] = {}
    for row, keys in enumerate(behind):
        if len(keys) == 1:
            found.setdefault(next(iter(keys)), []).append(row)
    return Losses(len(behind), named, found)


def _key(place: Place) -> str:
    return " ".join(filter(None, place))


def _reading(place: Place) -> tuple[object, ...]:
    return place[0], natural(place[1])


def _named(place: Place, sources: Mapping[str, Source], *, several: bool) -> Origin:
    """A place as what is left out: its locator, with its source's title where there are several."""
    source, locator = place
    known = sources.get(source)
    title = known.title if known else curie(source)
    label = f"{locator} of {title}" if several else locator
    return Origin(_key(place), label if locator else title, (source,))
