"""Relation types, families and classes, read from data: the package's `vocabulary.ttl` and the user's own.

A dataset may declare relation types and classes of its own in the same words; they join the package's.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import AmbiguousName, DataError, UnknownRelationType, alternatives
from kg.iris import GRAPH, KG, OWL, PREFIXES, RDFS, SKOS, XSD, curie, expand, local_name
from kg.model import Aspect, Influence, RelationType, Sign, Status
from kg.packaged import package_text
from kg.rdf.formats import FORMATS
from kg.rdf.literals import literal_problem
from kg.rdf.reading import parse_quads
from kg.rdf.records import TYPE, Description, Descriptions, describe

if TYPE_CHECKING:
    import pyoxigraph

FLOOR = 0.05
DECLARED = frozenset((f"{KG}RelationType", f"{KG}RelationFamily", f"{OWL}Class", f"{RDFS}Class"))
"""The classes of words: whatever is one of them, or has rdfs:subClassOf, is declared."""
DESCRIBING = frozenset(
    (
        *(f"{RDFS}{name}" for name in ("label", "subClassOf", "subPropertyOf")),
        *(f"{SKOS}{name}" for name in ("prefLabel", "definition")),
        *(f"{KG}{name}" for name in ("sign", "influence", "aspect", "cameo")),
        *(f"{KG}{name}" for name in ("goldstein", "strength", "strengthReason")),
    )
)
"""The properties that, beside the class, tell what a word means."""
_OWN_WORDS = """SELECT DISTINCT ?s { { ?s a kg:RelationType } UNION { ?s a kg:RelationFamily }
  UNION { ?s a owl:Class } UNION { ?s a rdfs:Class } UNION { ?s rdfs:subClassOf ?c } }"""
_Value = TypeVar("_Value", Sign, Influence, Aspect)


@dataclass(frozen=True)
class Vocabulary:
    """What the words mean: relation types by IRI; labels of families, classes and statuses by IRI.

    `actors`, `places` and `instruments` are the IRIs of those classes with all their subclasses.
    """

    relation_types: dict[str, RelationType]
    families: dict[str, str]
    classes: dict[str, str]
    statuses: dict[str, str]
    actors: frozenset[str]
    places: frozenset[str]
    instruments: frozenset[str]

    def relation_type(self, name: str) -> RelationType:
        """The relation type with this IRI, CURIE, local name or label.

        Raises:
            UnknownRelationType: there is none; with near matches.
            AmbiguousName: two have that local name or label.
        """
        found = _named(name, {iri: kind.label for iri, kind in self.relation_types.items()})
        return self.relation_types[found]

    def family(self, name: str) -> str:
        """The IRI of the family with this IRI, CURIE, local name or label.

        Raises:
            UnknownRelationType: there is none; with near matches.
        """
        return _named(name, self.families, kind="relation family")


@functools.cache
def vocabulary_quads() -> "tuple[pyoxigraph.Quad, ...]":
    """The triples of the package's `vocabulary.ttl`."""
    file = "vocabulary.ttl"
    return tuple(parse_quads(package_text(file), FORMATS["turtle"], file=file))


@functools.cache
def vocabulary_lines() -> bytes:
    """The package's vocabulary as N-Quads, in its own graph."""
    import pyoxigraph

    graph = pyoxigraph.NamedNode(GRAPH)
    quads = (
        pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, graph)
        for quad in vocabulary_quads()
    )
    return pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""


@functools.cache
def shipped_vocabulary() -> Vocabulary:
    """The package's own vocabulary."""
    return read_vocabulary()


def declarations(quads: "Iterable[pyoxigraph.Quad]") -> "tuple[pyoxigraph.Quad, ...]":
    """The triples among the quads that declare words: relation types, families, classes."""
    quads = list(quads)
    declaring = {quad.subject for quad in quads if _declares(quad)}
    return tuple(quad for quad in quads if quad.subject in declaring)


def read_vocabulary(quads: "Iterable[pyoxigraph.Quad]" = ()) -> Vocabulary:
    """The package's vocabulary with what the given triples declare beside it.

    What triples say about a word that they do not declare is left out. Numbers are read as the engine keeps
    them, so that the words are the same whether they come from a file or from a store.

    Raises:
        DataError: a relation type lacks a property or has a wrong value; `subject` is its IRI.

    >>> read_vocabulary().relation_type("alliedWith").symmetric
    True
    """
    return _vocabulary(describe([*vocabulary_quads(), *_as_kept(declarations(quads))]))


def vocabulary_in(store: "pyoxigraph.Store") -> Vocabulary:
    """The package's vocabulary with what a store declares beside it, in whatever graph.

    Raises:
        DataError: as `read_vocabulary`.
    """
    quads = declared_in(store)
    return read_vocabulary(quads) if quads else shipped_vocabulary()


def declared_in(store: "pyoxigraph.Store") -> "list[pyoxigraph.Quad]":
    """The triples by which a store declares words beside the package's, found by indexes."""
    import pyoxigraph

    words = pyoxigraph.NamedNode(GRAPH)
    graphs = [graph for graph in store.named_graphs() if graph != words]
    own: Any = store.query(
        _OWN_WORDS, prefixes=PREFIXES, default_graph=[pyoxigraph.DefaultGraph(), *graphs]
    )
    return [
        quad
        for (subject,) in own
        for quad in store.quads_for_pattern(subject, None, None, None)
        if quad.graph_name != words
    ]


def _as_kept(quads: "tuple[pyoxigraph.Quad, ...]") -> "pyoxigraph.Store":
    """The triples as a store spells them."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.extend(quads)
    return store


def _declares(quad: "pyoxigraph.Quad") -> bool:
    return quad.predicate.value == f"{RDFS}subClassOf" or (
        quad.predicate.value == TYPE and getattr(quad.object, "value", "") in DECLARED
    )


def _vocabulary(descriptions: Descriptions) -> Vocabulary:
    supers = {
        iri: [term.value for term in found.get(f"{RDFS}subClassOf", ())]
        for iri, found in descriptions.items()
    }

    def below(root: str) -> frozenset[str]:
        found = {root}
        while more := {c for c, up in supers.items() if c not in found and found & set(up)}:
            found |= more
        return frozenset(found)

    actors, places = below(f"{KG}Actor"), below(f"{KG}Place")
    instruments = below(f"{KG}Instrument") | below(f"{KG}Event")
    families = {
        iri: _label(iri, descriptions) for iri in _instances(descriptions, f"{KG}RelationFamily")
    }
    return Vocabulary(
        relation_types={
            iri: _relation_type(iri, descriptions[iri], families)
            for iri in _instances(descriptions, f"{KG}RelationType")
        },
        families=families,
        classes={iri: _label(iri, descriptions) for iri in sorted(actors | places | instruments)},
        statuses={f"{KG}{status}": _label(f"{KG}{status}", descriptions) for status in Status},
        actors=actors,
        places=places,
        instruments=instruments,
    )


def _instances(descriptions: Descriptions, kind: str) -> list[str]:
    return sorted(
        iri
        for iri, found in descriptions.items()
        if any(term.value == kind for term in found.get(TYPE, ()))
    )


def _relation_type(iri: str, found: Description, families: dict[str, str]) -> RelationType:
    goldstein = _number(iri, found, "goldstein")
    strength = _number(iri, found, "strength")
    base = base_strength(goldstein, strength)
    if base is None:
        raise DataError(
            "relation type has neither kg:goldstein nor kg:strength; give it a kg:strength"
            " above 0, at most 1",
            subject=iri,
        )
    if not 0 < base <= 1:
        raise DataError(f"relation type has the strength '{base}', not in (0, 1]", subject=iri)
    parents = sorted({t.value for t in found.get(f"{RDFS}subPropertyOf", ())} & set(families))
    if not parents:
        known = alternatives(curie(family) for family in families)
        raise DataError(
            f"relation type has no family; make it rdfs:subPropertyOf {known}", subject=iri
        )
    return RelationType(
        iri=iri,
        label=_text(found, f"{RDFS}label") or local_name(iri),
        definition=_text(found, f"{SKOS}definition") or "",
        family=parents[0],
        sign=_choice(iri, found, "sign", {str(int(sign)): sign for sign in Sign}),
        influence=_choice(iri, found, "influence", {f"{KG}{one}": one for one in Influence}),
        aspect=_choice(iri, found, "aspect", {f"{KG}{one}": one for one in Aspect}),
        symmetric=any(t.value == f"{OWL}SymmetricProperty" for t in found.get(TYPE, ())),
        base=base,
        cameo=_text(found, f"{KG}cameo"),
        goldstein=goldstein,
        reason=_text(found, f"{KG}strengthReason"),
    )


def base_strength(goldstein: float | None, strength: float | None) -> float | None:
    """The strength of a relation type before confidence: its own, else |Goldstein| / 10, 0.05 at least.

    Goldstein (1992), "A Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict
    Resolution 36(2), scales events from -10 to 10; the sign is kept apart as `sign`. A statement's
    strength is this times its confidence.

    >>> base_strength(-9.5, None), base_strength(0.0, None), base_strength(None, 0.7)
    (0.95, 0.05, 0.7)
    """
    if strength is not None:
        return strength
    return None if goldstein is None else max(FLOOR, round(abs(goldstein) / 10, 6))


def _number(iri: str, found: Description, name: str) -> float | None:
    text = _text(found, f"{KG}{name}")
    if text is None:
        return None
    problem = literal_problem(text, f"{XSD}decimal")
    if problem:
        raise DataError(f"relation type has kg:{name} {problem}", subject=iri)
    return float(text)


def _choice(iri: str, found: Description, name: str, choices: dict[str, _Value]) -> _Value:
    text = _text(found, f"{KG}{name}")
    if text not in choices:
        was = f"the unknown kg:{name} '{curie(text)}'" if text else f"no kg:{name}"
        known = ", ".join(curie(choice) for choice in choices)
        raise DataError(f"relation type has {was}; use one of {known}", subject=iri)
    return choices[text]


def _text(found: Description, prop: str) -> str | None:
    terms = sorted(found.get(prop, ()), key=lambda term: (_foreign(term), term.value))
    return terms[0].value if terms else None


def _foreign(term: object) -> bool:
    language = getattr(term, "language", None)
    return bool(language) and not str(language).startswith("en")


def _label(iri: str, descriptions: Descriptions) -> str:
    found = descriptions.get(iri, {})
    return _text(found, f"{RDFS}label") or _text(found, f"{SKOS}prefLabel") or local_name(iri)


def _named(name: str, labels: dict[str, str], *, kind: str = "relation type") -> str:
    if (iri := expand(name)) in labels and iri is not None:
        return iri
    folded = name.casefold()
    found = [
        iri
        for iri, label in labels.items()
        if folded in (local_name(iri).casefold(), label.casefold())
    ]
    if len(found) > 1:
        raise AmbiguousName(name, (curie(iri) for iri in found))
    if not found:
        raise UnknownRelationType(name, (local_name(iri) for iri in labels), kind=kind)
    return found[0]
