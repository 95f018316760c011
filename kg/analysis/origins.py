"""Where sources come from: which of them share an origin, and so are no independent witnesses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.iris import PROV, curie
from kg.model import Source
from kg.names import fold

_DERIVED = tuple(
    f"{PROV}{name}"
    for name in ("hadPrimarySource", "wasDerivedFrom", "wasQuotedFrom", "wasRevisionOf")
)
Roots = frozenset[str]


@dataclass(frozen=True)
class Origin:
    """One independent witness: a publisher, else an author, else a document.

    `key` is the first IRI of the documents it is known by, `label` what people call it, `sources` the
    IRIs of all cited documents that come of it, in their order.
    """

    key: str
    label: str
    sources: tuple[str, ...]

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Origins:
    """The origins of some cited sources: `all` by key, `of` the keys of those that a source comes of."""

    all: Mapping[str, Origin]
    of: Mapping[str, Roots]

    def behind(self, sources: Iterable[str]) -> Roots:
        """The keys of all origins that any of these sources comes of."""
        return frozenset().union(*(self.of[iri] for iri in sources))

    def independent(self, sources: Iterable[str]) -> int:
        """The most of these sources of which no two share an origin: how many witnesses they are.

        A digest of two reports beside both makes two, alone it makes one.
        """
        return most_apart(self.of[iri] for iri in sources)


def most_apart(sets: Iterable[Roots]) -> int:
    """The most of these sets of which no two share a member.

    >>> most_apart([frozenset("ab"), frozenset("bc"), frozenset("cd")])
    2
    """
    groups = set(sets)
    # a set of one is in some largest choice: whichever it would shut out it can stand for
    alone = frozenset().union(*(each for each in groups if len(each) == 1))
    rest = sorted((g for g in groups if g and not g & alone), key=lambda g: (len(g), sorted(g)))
    if all(len(each) == 2 for each in rest):  # noqa: PLR2004  # pairs are edges: a matching, in polynomial time
        return len(alone) + _matched(rest)
    return len(alone) + _by_trying(rest)


def origins_of(sources: Mapping[str, Source], cited: Iterable[str]) -> Origins:
    """The origins of cited sources (IRIs), by what is known of `sources`.

    A source that says it was derived, quoted or revised from another, or had it as its primary source
    (`prov:wasDerivedFrom`, `wasQuotedFrom`, `wasRevisionOf`, `hadPrimarySource`), comes of that other's
    origin, through any chain. Documents at the head of such chains are one origin if they have one
    publisher, or, where none is named, one author; case and accents do not matter. What nobody
    recorded is not known: two copies of one agency's report that do not say so count as two. When a
    document came out does not matter: what two have in common they had before anybody published it.

    >>> one = Source("http://e/1", "A", publisher="The Daily")
    >>> two = Source("http://e/2", "B", extra=((f"{PROV}wasDerivedFrom", "<http://e/1>"),))
    >>> found = origins_of({each.iri: each for each in (one, two)}, ["http://e/1", "http://e/2"])
    >>> [str(each) for each in found.all.values()], found.independent(["http://e/1", "http://e/2"])
    (['The Daily'], 1)
    """
    wanted = sorted(set(cited))
    heads = {iri: _heads(iri, sources) for iri in wanted}
    groups: dict[str, list[str]] = {}
    for head in sorted(frozenset().union(*heads.values())):
        groups.setdefault(_witness(head, sources), []).append(head)
    key_of = {head: members[0] for members in groups.values() for head in members}
    of = {iri: frozenset(key_of[head] for head in heads[iri]) for iri in wanted}
    those: dict[str, list[str]] = {key: [] for key in sorted(set(key_of.values()))}
    for iri in wanted:
        for key in of[iri]:
            those[key].append(iri)
    return Origins(
        {key: Origin(key, _called(key, sources), tuple(iris)) for key, iris in those.items()}, of
    )


def _heads(iri: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The documents at the head of every chain of derivation; of a circle, the first by IRI."""
    seen, waiting, heads = {iri}, [iri], set()
    while waiting:
        here = waiting.pop()
        parents = _parents(here, sources)
        if not parents:
            heads.add(here)
        waiting += parents - seen
        seen |= parents
    return frozenset(heads or {min(seen)})


def _parents(iri: str, sources: Mapping[str, Source]) -> set[str]:
    source = sources.get(iri)
    pairs = source.extra if source else ()
    return {value[1:-1] for prop, value in pairs if prop in _DERIVED and value.startswith("<")} - {
        iri
    }


def _witness(iri: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(iri)
    for kind, name in (
        ("publisher", source.publisher if source else None),
        ("author", source.author if source else None),
    ):
        if name and fold(name):
            return f"{kind} {fold(name)}"
    return iri


def _called(iri: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(iri)
    return (source.publisher or source.author or source.title) if source else curie(iri)


def _matched(pairs: list[Roots]) -> int:
    if len(pairs) <= 1:
        return len(pairs)
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for one, other in map(sorted, pairs):
        graph.add_edge(one, other)
    return len(nx.max_weight_matching(graph, maxcardinality=True))


def _by_trying(groups: list[Roots]) -> int:
    """How many of the groups can be chosen so that no two meet; exact, by trying each."""
    if not groups:
        return 0
    first, *rest = groups
    with_it = 1 + _by_trying([each for each in rest if not each & first])
    if with_it == len(groups) or all(not each & first for each in rest):
        return with_it
    return max(with_it, _by_trying(rest))
