"""What triples say of each subject, and how its properties are read: strictly, one by one."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.dates import PartialDate, parse_date
from kg.errors import DataError, OptionError, alternatives
from kg.iris import RDF, SKOS, XSD, curie
from kg.model import Extra

if TYPE_CHECKING:
    import pyoxigraph

    from kg.rdf.terms import Term

Description = dict[str, list["Term"]]
Descriptions = Mapping[str, Description]

TYPE = f"{RDF}type"
LABEL = f"{SKOS}prefLabel"
ALIAS = f"{SKOS}altLabel"
NOTE = f"{SKOS}note"
_DATES = frozenset(f"{XSD}{name}" for name in ("gYear", "gYearMonth", "date"))


def describe(
    quads: "Iterable[pyoxigraph.Quad]", *, triple_terms: bool = False
) -> dict[str, Description]:
    """The objects of each subject by property; blank nodes under "_:" and their label.

    Triple terms (RDF 1.2), which no record has, are left out unless asked for.
    """
    from pyoxigraph import BlankNode, NamedNode, Triple

    found: dict[str, Description] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subject = quad.subject
        kind = type(subject)  # final classes: quicker told apart so
        if kind is NamedNode or kind is BlankNode:
            key = subject.value if kind is NamedNode else str(subject)  # type: ignore[union-attr]
            objects = found[key][quad.predicate.value]
            term: Any = quad.object
            if (triple_terms or type(term) is not Triple) and term not in objects:
                objects.append(term)
    return found


@functools.lru_cache(maxsize=100_000)
def natural(text: str) -> tuple[tuple[int, str], ...]:
    """A sort key that reads digits as numbers, so that paragraph 2 comes before paragraph 10.

    >>> sorted(["paragraph 10", "paragraph 2"], key=natural)
    ['paragraph 2', 'paragraph 10']
    """
    parts = re.split(r"(\d+)", text)
    return tuple((int(p[:18]), "") if p.isdecimal() else (-1, p) for p in parts)


def key_of(term: "Term | pyoxigraph.Triple") -> str:
    """The key a node has in descriptions: its IRI, or "_:" and its label."""
    import pyoxigraph

    return str(term) if isinstance(term, pyoxigraph.BlankNode) else getattr(term, "value", "")


class Fields:
    """The properties of one subject, taken one by one; what is left goes to `extra`."""

    def __init__(self, iri: str, descriptions: Descriptions, *, owner: str | None = None) -> None:
        self.iri = iri
        self.owner = owner or iri
        self.descriptions = descriptions
        self.rest = dict(descriptions.get(iri, {}))

    def error(self, problem: str) -> DataError:
        """An error about this subject, or about the statement it belongs to."""
        return DataError(problem, subject=self.owner)

    def take(self, prop: str) -> "list[Term]":
        """The objects of a property, which is done with."""
        return self.rest.pop(prop, [])

    def take_type(self, kind: str) -> str:
        """Take the class away from the types; others stay for `extra`."""
        others = [term for term in self.take(TYPE) if term.value != kind]
        if others:
            self.rest[TYPE] = others
        return kind

    def named_iri(self) -> str:
        """The IRI of a statement, which must have one."""
        if self.iri.startswith("_:"):
            raise self.error(
                f"statement '{self._triple()}' is a blank node; give it an IRI so it can be pointed at"
            )
        return self.iri

    def _triple(self) -> str:
        """What there is of the statement's triple, blank nodes (whose labels nobody wrote) as []."""
        parts = [self.rest.get(f"{RDF}{part}", []) for part in ("subject", "predicate", "object")]
        keys = [min(map(key_of, terms)) for terms in parts if terms]
        return " ".join("[]" if key.startswith("_:") else curie(key) for key in keys)

    def texts(self, prop: str) -> tuple[str, ...]:
        """The texts of a property, sorted."""
        if prop not in self.rest:
            return ()
        return tuple(sorted({term.value for term in self.take(prop)}))

    def text(self, prop: str) -> str | None:
        """The one text of a property, None without."""
        values = self.texts(prop)
        if len(values) > 1:
            raise self.error(f"has {len(values)} values of {curie(prop)}; keep one")
        return values[0] if values else None

    def label(self) -> str:
        """The label: English or untagged before other languages; the others become aliases."""
        terms = sorted(self.take(LABEL), key=_language_order)
        self.rest[ALIAS] = [*self.rest.get(ALIAS, []), *terms[1:]]
        return terms[0].value if terms else curie(self.iri)

    def iris(self, prop: str) -> tuple[str, ...]:
        """The IRIs of a property, sorted."""
        if prop not in self.rest:
            return ()
        terms = self.take(prop)
        for term in terms:
            if not _is_iri(term):
                raise self.error(f"{curie(prop)} is {term}, not an IRI")
        return tuple(sorted(term.value for term in terms))

    def one_iri(self, prop: str) -> str | None:
        """The one IRI of a property, None without."""
        values = self.iris(prop)
        if len(values) > 1:
            names = alternatives(curie(value) for value in values)
            raise self.error(f"has {len(values)} values of {curie(prop)}, {names}; keep one")
        return values[0] if values else None

    def part(self, name: str) -> str:
        """The statement's subject, predicate or object."""
        iri = self.one_iri(f"{RDF}{name}")
        if iri is None:
            raise self.error(f"statement has no rdf:{name}; every statement needs one")
        return iri

    def date(self, prop: str) -> PartialDate | None:
        """The one partial date of a property, None without."""
        terms = self.take(prop)
        if len(terms) > 1:
            raise self.error(f"has {len(terms)} values of {curie(prop)}; keep one")
        if not terms:
            return None
        datatype = getattr(getattr(terms[0], "datatype", None), "value", "")
        if datatype not in _DATES:
            advice = "type it xsd:gYear, xsd:gYearMonth or xsd:date"
            raise self.error(f"{curie(prop)} '{terms[0].value}' is not a typed date; {advice}")
        try:
            return _dated(terms[0].value, datatype)
        except OptionError as error:
            raise self.error(f"{curie(prop)}: {error}") from error

    def extra(self) -> Extra:
        """What is left, IRIs and literals; blank nodes of foreign properties stay in the store."""
        if not self.rest:
            return ()
        return tuple(
            sorted(
                (prop, str(term))
                for prop, terms in self.rest.items()
                for term in terms
                if not key_of(term).startswith("_:")
            )
        )


@functools.lru_cache(maxsize=100_000)
def _dated(text: str, datatype: str) -> PartialDate:
    """The date of a literal: of a million there are few that differ."""
    return parse_date(text, datatype=datatype)


def _language_order(term: "Term") -> tuple[int, str]:
    language = getattr(term, "language", None)
    return (0 if language is None or language.startswith("en") else 1, term.value)


def _is_iri(term: "Term") -> bool:
    import pyoxigraph

    return isinstance(term, pyoxigraph.NamedNode)
