"""A dataset's store as of a date: plain triples know no time, so they are chosen anew."""

from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.dates import Certainty, wanted_certainty, window_at
from kg.derivation import derived_triples, plain_triples
from kg.holding import standing

if TYPE_CHECKING:
    import pyoxigraph


def store_at(dataset: Dataset, at: str, *, certainty: str | None = None) -> "pyoxigraph.Store":
    """A store like the dataset's whose plain triples are those that hold at a date.

    Those from statements are the Actual ones that certainly or possibly hold then; with
    `certainty="certain"` only the former. Plain triples without a statement know no time: they are
    possible at any.

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
    store = pyoxigraph.Store()
    store.extend(quad for quad in dataset.store if gone.isdisjoint(plain_triples([quad])))
    return store
