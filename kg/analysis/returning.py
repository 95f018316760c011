"""What counts again when origins are lost: statements whose waivers stand by nothing any more.

The more of the statements that a waiver stands by fall, the less it suspends: so what counts again for the
loss of some origins does so for that of more, unless it falls itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from kg.analysis.doubting import Doubted, Waiving

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Flags = NDArray[numpy.bool_]

Lost = frozenset[int]
"""Origins, by their places in `Losing.keys`."""


@dataclass(frozen=True, eq=False)
class Losing:
    """All that may fall of a graph, and on which origins each of it rests."""

    what: Doubted
    told: dict[Lost, Mapping[int, Lost]] = field(default_factory=dict)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of all origins that a tie, or a waiver, comes of."""
        return tuple(self.what.origins.all)

    @cached_property
    def behind(self) -> list[Lost]:
        """For each row the origins that must all be lost for it to fall; none where it never falls."""
        place = {key: number for number, key in enumerate(self.keys)}
        origins = self.what.origins
        return [
            frozenset(place[key] for key in origins.behind(iri for iri, _ in each))
            for each in self.what.places
        ]

    @cached_property
    def there(self) -> "Flags":
        """Which ties count as long as nothing is lost."""
        import numpy

        return self.what.standing(numpy.ones(len(self.what), bool))

    def falls(self, row: int, lost: Lost) -> bool:
        """Whether a row falls with these origins."""
        return bool(self.behind[row]) and self.behind[row] <= lost

    def back(self, lost: Lost) -> Mapping[int, Lost]:
        """The ties that count only since these origins are lost; for each, of which of them it takes all."""
        waiving = self.what.waiving
        if waiving is None:
            return {}
        if lost not in self.told:
            self.told[lost] = dict(self._back(waiving, lost))
        return self.told[lost]

    def _back(self, waiving: Waiving, lost: Lost) -> "list[tuple[int, Lost]]":
        fallen = sorted(iri for iri, row in waiving.by.items() if self.falls(row, lost))
        after = self._standing(waiving, fallen)
        found = []
        for row in waiving.rows.tolist():
            if after[row] and not self.there[row] and not self.falls(row, lost):
                needed = self._needed(waiving, row, fallen)
                found.append((row, frozenset().union(*(self.behind[one] for one in needed))))
        return found

    def _needed(self, waiving: Waiving, row: int, fallen: list[str]) -> list[int]:
        """Some of the fallen by whose fall alone a tie counts, none of which could be spared."""
        (iri,) = self.what.ties.iris(waiving.rows[waiving.rows == row])
        needed = [one for one in fallen if _concerns(waiving, one, iri)]
        for one in list(needed):
            rest = [each for each in needed if each != one]
            if self._standing(waiving, rest)[row]:
                needed = rest
        return [waiving.by[one] for one in needed]

    def _standing(self, waiving: Waiving, fallen: list[str]) -> "Flags":
        """Which ties count if of all that waivers stand by these statements fell."""
        import numpy

        kept = numpy.ones(len(self.what), bool)
        kept[[waiving.by[iri] for iri in fallen]] = False
        return self.what.standing(kept)


def _concerns(waiving: Waiving, iri: str, suspended: str) -> bool:
    """Whether a waiver stands by the one statement that may suspend the other."""
    about = waiving.about
    waivers = (
        about.circumstances.instruments.get(each) for each in about.statements[iri].instruments
    )
    targets = {one for waiver in waivers if waiver is not None for one in waiver.suspends}
    return not targets.isdisjoint(about.statements[suspended].instruments)
