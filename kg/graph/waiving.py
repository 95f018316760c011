"""What waivers do to the chosen: the records of the few statements they concern, and nobody else's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.dates import Window
from kg.graph.basis import Basis
from kg.graph.edges import CERTAINTIES
from kg.graph.reading import Reader, rows
from kg.graph.when import CERTAIN, POSSIBLE
from kg.holding import Circumstances, standing
from kg.model import Instrument, Statement, Status

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Codes = NDArray[numpy.int8]
    Rows = NDArray[numpy.intp]


@dataclass(frozen=True, eq=False)
class Waived:
    """The statements that rest on what a waiver suspends, or on a waiver.

    `rows` are those of the `suspended`, `resting` those of all, in their order.
    """

    statements: Mapping[str, Statement]
    circumstances: Circumstances
    suspended: tuple[str, ...]
    rows: "Rows"
    resting: "Rows"


def waived(dataset: Dataset, basis: Basis) -> Waived | None:
    """What waivers concern; None where no instrument suspends another."""
    if "waived" not in basis.found:
        basis.found["waived"] = _waived(dataset, basis)
    found: Waived | None = basis.found["waived"]
    return found


def under_waivers(
    alone: "Codes",
    about: Waived | None,
    window: Window | None,
    memory: int | None,
    known: "Codes | None" = None,
) -> "Codes":
    """The certainties with waivers honoured: where one may suspend, what `kg.holding.standing` says.

    With `known`, how certainly each statement was known, a waiver that nobody knew of suspends nothing,
    and one that perhaps was known suspends possibly.
    """
    if about is None:
        return alone
    if known is None:
        return _told(alone, about, about.statements, window, memory)
    may, sure = (
        _told(alone, about, as_known(about, known, least), window, memory)
        for least in (POSSIBLE, CERTAIN)
    )
    may[may != sure] = POSSIBLE
    return may


def _told(
    alone: "Codes",
    about: Waived,
    statements: Mapping[str, Statement],
    window: Window | None,
    memory: int | None,
) -> "Codes":
    found = standing(statements, about.circumstances, window=window, memory=memory)
    told = alone.copy()
    told[about.rows] = [CERTAINTIES.index(found[iri]) for iri in about.suspended]
    return told


def as_known(about: Waived, known: "Codes", least: int) -> dict[str, Statement]:
    """The statements, those that were less well known such that no waiver stands by them.

    `known` is how certainly each statement of the basis was known, or there at all.
    """
    return {
        iri: each if known[row] >= least else replace(each, status=Status.DENIED)
        for (iri, each), row in zip(about.statements.items(), about.resting.tolist(), strict=True)
    }


def _waived(dataset: Dataset, basis: Basis) -> Waived | None:
    import numpy

    reader = Reader(dataset)
    waivers = _waivers(dataset, reader)
    if not waivers:
        return None
    affected = {iri for waiver in waivers.values() for iri in waiver.suspends}
    resting = _resting(dataset, reader, affected | set(waivers))
    suspended = tuple(
        sorted(iri for iri, each in resting.items() if not affected.isdisjoint(each.instruments))
    )
    circumstances = Circumstances(
        dataset.vocabulary.relation_types, reader.sources(resting.values()), waivers
    )
    return Waived(
        resting,
        circumstances,
        suspended,
        numpy.array(_rows(basis, suspended), int),
        numpy.array(_rows(basis, tuple(resting)), int),
    )


def _waivers(dataset: Dataset, reader: Reader) -> dict[str, Instrument]:
    """The instruments that suspend others."""
    if reader.records is not None:
        known = reader.records.instruments
    else:
        found = rows(dataset, "SELECT DISTINCT ?waiver { ?waiver kg:suspends ?other }")
        known = reader.described(found["waiver"].to_list()).instruments if found.height else {}
    return {iri: each for iri, each in known.items() if each.suspends}


def _resting(dataset: Dataset, reader: Reader, instruments: set[str]) -> dict[str, Statement]:
    """The statements that rest on one of the instruments, in the order of their IRIs."""
    if reader.records is not None:
        return {
            iri: each
            for iri, each in reader.records.statements.items()
            if not instruments.isdisjoint(each.instruments)
        }
    values = " ".join(f"<{iri}>" for iri in sorted(instruments))
    found = rows(
        dataset, f"SELECT DISTINCT ?s {{ VALUES ?on {{ {values} }} ?s kg:instrument ?on }}"
    )
    known = reader.described(found["s"].sort().to_list()).statements if found.height else {}
    return {
        iri: each for iri, each in known.items() if not instruments.isdisjoint(each.instruments)
    }


def _rows(basis: Basis, iris: tuple[str, ...]) -> list[int]:
    if isinstance(basis.named, tuple):
        place = {iri: row for row, iri in enumerate(basis.named)}
        return [place[iri] for iri in iris]
    return [int(basis.named.search_sorted(iri)) for iri in iris]


def unwaived(about: Waived) -> Circumstances:
    """The circumstances as they would be if no instrument suspended another."""
    return replace(about.circumstances, instruments={})
