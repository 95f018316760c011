"""What a dataset's triples are as of a date: plain ones as they held, and all of them as they were known."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.dates import Certainty, parse_date, wanted_certainty, window_at
from kg.derivation import derived_triples
from kg.iris import DCTERMS, KG
from kg.model import Statement
from kg.recalling import out_by, recall

if TYPE_CHECKING:
    import pyoxigraph

    from kg.derivation import Triple

    Node = pyoxigraph.NamedNode | pyoxigraph.BlankNode

_SOURCE = f"{DCTERMS}source"


def quads_gone(
    dataset: Dataset,
    at: str | None = None,
    *,
    certainty: str | None = None,
    known_by: str | None = None,
) -> "tuple[pyoxigraph.Quad, ...]":
    """What a dataset's store does not hold as of a date, as its quads.

    At a date these are plain triples. Those from statements hold if an Actual one certainly or possibly
    does; with `certainty="certain"` only the former. Plain triples without a statement know no time: they
    are possible at any.

    Known by a date, these are also the statements that no source of that date or before may report, with
    what they alone say, the later evidence of others, the later sources themselves, and that a waiver
    suspends what it waives where every statement that rests on it is gone. With `certainty="certain"` what
    only may have been known is gone too.

    Raises:
        OptionError: a date or the certainty is none.
    """
    wanted = wanted_certainty(certainty)
    then = recall(dataset, known_by)
    statements, kinds = then.dataset.statements, dataset.vocabulary.relation_types
    if at is None:
        found = {iri: then.at_most(Certainty.CERTAIN, iri) for iri in statements}
    else:
        found = then.standing(then.dataset.circumstances, window_at(at))
    held = derived_triples((statements[iri] for iri, c in found.items() if c in wanted), kinds)
    gone = derived_triples(dataset.statements.values(), kinds) - held
    surely = Certainty.POSSIBLE not in wanted
    if surely:
        gone |= set(dataset.unevidenced)
    quads = dict.fromkeys(_plain(dataset, sorted(gone)))
    if known_by is not None:
        heard = then.surely(statements.values()) if surely else statements.values()
        date = parse_date(known_by)
        later = {iri for iri, each in dataset.sources.items() if out_by(each, date) not in wanted}
        quads |= dict.fromkeys(_unreported(dataset, heard, later))
    return tuple(quads)


def _plain(dataset: Dataset, triples: "Iterable[Triple]") -> "Iterator[pyoxigraph.Quad]":
    import pyoxigraph

    for triple in triples:
        parts = [pyoxigraph.NamedNode(part) for part in triple]
        yield from dataset.store.quads_for_pattern(parts[0], parts[1], parts[2], None)


def _unreported(
    dataset: Dataset, heard: Iterable[Statement], later: Collection[str]
) -> "Iterator[pyoxigraph.Quad]":
    """What the store says of statements nobody heard of and of later sources, and what cites these."""
    import pyoxigraph

    def about(node: "Node", prop: str | None = None) -> "Iterator[pyoxigraph.Quad]":
        named = None if prop is None else pyoxigraph.NamedNode(prop)
        return dataset.store.quads_for_pattern(node, named, None, None)

    known = {each.iri for each in heard}
    kept: set[Node] = set()
    dropped: dict[Node, None] = {}
    for iri in dataset.statements:
        for quad in about(pyoxigraph.NamedNode(iri), f"{KG}evidence"):
            evidence: Node = quad.object  # type: ignore[assignment]  # a literal was refused when it was read
            cited = {getattr(each.object, "value", "") for each in about(evidence, _SOURCE)}
            if iri in known and cited.isdisjoint(later):
                kept.add(evidence)
            else:
                dropped[evidence] = None
                yield quad
    resting = {one for iri in known for one in dataset.statements[iri].instruments}
    named = {one for each in dataset.statements.values() for one in each.instruments}
    for evidence in (each for each in dropped if each not in kept):
        yield from about(evidence)
    for iri in (*sorted(dataset.statements.keys() - known), *sorted(later)):
        yield from about(pyoxigraph.NamedNode(iri))
    for iri in sorted(named - resting):
        yield from about(pyoxigraph.NamedNode(iri), f"{KG}suspends")
