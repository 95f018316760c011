"""What a dataset's plain triples are as of a date: they know no time themselves."""

from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.dates import Certainty, wanted_certainty, window_at
from kg.derivation import derived_triples
from kg.holding import standing

if TYPE_CHECKING:
    import pyoxigraph


def quads_gone(
    dataset: Dataset, at: str, *, certainty: str | None = None
) -> "tuple[pyoxigraph.Quad, ...]":
    """The plain triples of a dataset's store that do not hold at a date, as its quads.

    Those from statements hold if an Actual one certainly or possibly does; with `certainty="certain"`
    only the former. Plain triples without a statement know no time: they are possible at any.

    Raises:
        OptionError: the date or the certainty is none.
    """
    import pyoxigraph

    wanted = wanted_certainty(certainty)
    statements = dataset.statements
    found = standing(statements, dataset.circumstances, window=window_at(at))
    kinds = dataset.vocabulary.relation_types
    then = derived_triples((statements[iri] for iri, c in found.items() if c in wanted), kinds)
    gone = derived_triples(statements.values(), kinds) - then
    if Certainty.POSSIBLE not in wanted:
        gone |= set(dataset.unevidenced)
    return tuple(
        quad
        for triple in sorted(gone)
        for parts in [[pyoxigraph.NamedNode(part) for part in triple]]
        for quad in dataset.store.quads_for_pattern(parts[0], parts[1], parts[2], None)
    )
