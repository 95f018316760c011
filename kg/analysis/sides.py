"""Who plays both sides: on good terms with two actors at a time when these are in conflict."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.analysis.intervals import Days, meet, union
from kg.analysis.presence import MEMORY, Presence, presence, show
from kg.dataset import Dataset
from kg.dates import Certainty
from kg.errors import OptionError
from kg.shown import Shown

if TYPE_CHECKING:
    from kg.analysis.presence import Spans

Pair = tuple[int, int]


@dataclass(frozen=True)
class Episode:
    """A time in which an actor has positive ties to both of two actors (`pair`, IRIs) in conflict.

    `first` and `last` are the days from and to which that is possible, without a gap: None is open
    (nobody says since when; not known to have ended). `certain` are the spans in it on which it holds
    whichever days partial dates mean. `with_first` and `with_second` are the statements of the
    actor's positive ties to the pair, `between` those of the pair's conflict, `otherwise` those in the
    same time that say the opposite of any of the three: all by IRI.
    """

    actor: str
    pair: tuple[str, str]
    first: str | None
    last: str | None
    certain: tuple[tuple[str | None, str | None], ...]
    with_first: tuple[str, ...]
    with_second: tuple[str, ...]
    between: tuple[str, ...]
    otherwise: tuple[str, ...]

    @property
    def certainty(self) -> Certainty:
        """Whether there is a day on which it certainly holds."""
        return Certainty.CERTAIN if self.certain else Certainty.POSSIBLE

    @property
    def statements(self) -> tuple[str, ...]:
        """The statements of all three sides."""
        return tuple(dict.fromkeys((*self.with_first, *self.with_second, *self.between)))


@dataclass(frozen=True)
class BothSides(Shown):
    """Episodes by pair, actor and first day; `pair` is the pair asked about (IRIs), None for every pair."""

    pair: tuple[str, str] | None
    counted: str
    episodes: tuple[Episode, ...]
    labels: Mapping[str, str]

    def __iter__(self) -> Iterator[Episode]:
        return iter(self.episodes)

    def __len__(self) -> int:
        return len(self.episodes)

    def __getitem__(self, index: int) -> Episode:
        return self.episodes[index]

    @property
    def actors(self) -> tuple[str, ...]:
        """Who plays both sides (IRIs), each once."""
        return tuple(sorted({each.actor for each in self.episodes}))

    def __str__(self) -> str:
        from kg.views.sides import sides_text

        return sides_text(self)

    def _repr_html_(self) -> str:
        from kg.views.sides import sides_html

        return sides_html(self)


@dataclass
class _Side:
    """What is said of a pair in one sign: the spans of each statement, by row."""

    possible: list[tuple[int, int, int]] = field(default_factory=list)
    sure: list[tuple[int, int]] = field(default_factory=list)

    def days(self) -> Days:
        return union((low, high) for low, high, _ in self.possible)

    def certain(self) -> Days:
        return union(self.sure)

    def rows(self, span: tuple[int, int]) -> list[int]:
        return [row for low, high, row in self.possible if low <= span[1] and high >= span[0]]


_NOTHING = _Side()


def both_sides(
    dataset: Dataset,
    x: str | None = None,
    y: str | None = None,
    *,
    memory: int | str | None = MEMORY,
    relations: Iterable[str] | str | None = None,
    families: Iterable[str] | str | None = None,
    status: Iterable[str] | str = ("Actual",),
    min_confidence: float = 0.0,
    known_by: str | None = None,
) -> BothSides:
    """Who has positive ties to `x` and to `y` on days on which `x` and `y` are in conflict, as episodes.

    A tie counts from its first day to its last, an act on its day and for `memory` after it, and nothing
    while a waiver suspends what it rests on. An episode is a longest run of days on which all three are
    possible under partial dates; it is certain on the days on which a statement of each of the three
    certainly stands. That several statements, none of them certain on a day, cover it between them is
    not seen. Ties of the pair in the other sign do not end an episode; it names them.

    Args:
        dataset: where the statements are.
        x: an actor by any of its names; without `y`, everybody who is in conflict with it.
        y: the other actor; without both, every pair of actors in conflict.
        memory: how long an act counts: days, or "90d", "6m", "2y"; None is for ever.
        relations: relation types to keep, as in `kg.project`; so are the rest.
        families: families to keep.
        status: statuses to keep.
        min_confidence: the least confidence.
        known_by: only what a source of this date or before had reported, as in `kg.project`.

    Raises:
        UnknownActor, AmbiguousName: a name is nobody's, or several have it.
        OptionError: `y` is given without `x`, both are one actor, or an option has no sense.

    >>> import kg
    >>> found = kg.both_sides(kg.load(kg.shipped()), "Armenia", "Azerbaijan")
    >>> [found.labels[actor] for actor in found.actors]
    ['European Union', 'Russia', 'United States', 'The West']
    """
    if x is None and y is not None:
        raise OptionError("y is given without x; give both, x alone or none")
    named = [dataset.actor(name).iri for name in (x, y) if name is not None]
    if len(set(named)) < len(named):
        raise OptionError(f"'{x}' and '{y}' are the same actor; the sides are two")
    there = presence(
        dataset,
        memory=memory,
        relations=relations,
        families=families,
        status=status,
        min_confidence=min_confidence,
        known_by=known_by,
    )
    place = there.columns.place
    asked = [place[iri] for iri in named if iri in place]
    found: list[Episode] = []
    if len(asked) == len(named):
        sides, near = _sides(there)
        for pair in _opposed(sides, asked):
            one, other = (pair[1], pair[0]) if asked and pair[0] != asked[0] else pair
            for actor in sorted(near[one] & near[other]):
                found += _episodes(there, sides, actor, (one, other))
    names = {iri for each in found for iri in (each.actor, *each.pair)} | set(named)
    return BothSides(
        (named[0], named[1]) if y is not None else None,
        there.counted,
        tuple(found),
        {iri: dataset.label(iri) for iri in sorted(names)},
    )


def _sides(there: Presence) -> tuple[dict[tuple[Pair, int], _Side], dict[int, set[int]]]:
    """What is said of each pair by sign, and with whom each actor has positive ties."""
    sides: dict[tuple[Pair, int], _Side] = defaultdict(_Side)
    near: dict[int, set[int]] = defaultdict(set)
    for low, high, row, a, b, sign in _rows(there.possible, there):
        key = ((a, b) if a < b else (b, a)), sign
        sides[key].possible.append((low, high, row))
        if sign > 0:
            near[a].add(b)
            near[b].add(a)
    for low, high, _, a, b, sign in _rows(there.sure, there):
        sides[((a, b) if a < b else (b, a)), sign].sure.append((low, high))
    return sides, near


def _rows(spans: "Spans", there: Presence) -> Iterator[tuple[int, int, int, int, int, int]]:
    """Each span of a statement with a sign: first and last day, row, both ends, sign; loops left out."""
    columns = there.columns
    rows = (columns.sign != 0) & (columns.source != columns.target)
    kept = spans.of(rows)
    return zip(
        kept.low.tolist(),
        kept.high.tolist(),
        kept.row.tolist(),
        columns.source[kept.row].tolist(),
        columns.target[kept.row].tolist(),
        columns.sign[kept.row].tolist(),
        strict=True,
    )


def _opposed(sides: Mapping[tuple[Pair, int], _Side], asked: list[int]) -> list[Pair]:
    """The pairs in conflict that all those asked for are in."""
    return sorted(pair for pair, sign in sides if sign < 0 and set(asked) <= set(pair))


def _episodes(
    there: Presence, sides: Mapping[tuple[Pair, int], _Side], actor: int, pair: Pair
) -> Iterator[Episode]:
    def side(a: int, b: int, sign: int) -> _Side:
        return sides.get(((a, b) if a < b else (b, a), sign), _NOTHING)

    def named(side: _Side, span: tuple[int, int]) -> tuple[str, ...]:
        import numpy

        rows = numpy.array(sorted(set(side.rows(span))), int)
        return tuple(there.columns.iris(rows))

    one, other = pair
    trio = side(actor, one, 1), side(actor, other, 1), side(one, other, -1)
    contrary = side(actor, one, -1), side(actor, other, -1), side(one, other, 1)
    possible = meet(meet(trio[0].days(), trio[1].days()), trio[2].days())
    if not possible:
        return
    certain = meet(meet(trio[0].certain(), trio[1].certain()), trio[2].certain())
    nodes = there.columns.nodes
    for span in possible:
        first, last = span
        yield Episode(
            nodes[actor],
            (nodes[one], nodes[other]),
            show(first),
            show(last),
            tuple((show(a), show(b)) for a, b in meet(certain, [span])),
            named(trio[0], span),
            named(trio[1], span),
            named(trio[2], span),
            tuple(sorted({iri for each in contrary for iri in named(each, span)})),
        )
