"""What people call things; actors by it: labels before aliases; case, accents and a leading "the" aside."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import AmbiguousName, UnknownActor, bare
from kg.iris import curie, expand, local_name
from kg.model import Status

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from kg.rdf.decoding import Records
    from kg.vocabulary import Vocabulary

Table = dict[str, set[str]]


@dataclass(frozen=True)
class Names:
    """The IRIs by folded label, by folded alias or local name, and by either without its article.

    `known` are all labels and aliases as written.
    """

    labels: Table
    others: Table
    bare: Table
    iris: frozenset[str]
    known: tuple[str, ...]

    def find(self, name: str) -> str:
        """The IRI of the actor with this label, alias, local name, CURIE or IRI.

        A leading "the" may stand or fail, on either side, if the name as given is nobody's.

        Raises:
            UnknownActor: there is none; with near matches.
            AmbiguousName: several carry the name.
        """
        iri = expand(name)
        if iri in self.iris:
            return str(iri)
        folded = fold(name)
        tries = ((self.labels, folded), (self.others, folded), (self.bare, bare(folded)))
        for table, key in tries:
            found = table.get(key, set())
            if len(found) > 1:
                raise AmbiguousName(name, map(curie, found))
            if found:
                return next(iter(found))
        raise UnknownActor(name, map(curie, self.iris) if ":" in name else self.known)


def nested(sentence: str, status: Status | str) -> str:
    """A statement's sentence inside another's: what is not Actual says so, lest it be read as a fact.

    >>> nested("Bela aids Ada", Status.REFUSED), nested("Bela aids Ada", "Actual")
    ('Bela aids Ada (refused)', 'Bela aids Ada')
    """
    return sentence if status == Status.ACTUAL else f"{sentence} ({status.lower()})"


def names_of(actors: Iterable[tuple[str, str, Iterable[str]]]) -> Names:
    """The names of actors given as (IRI, label, aliases).

    >>> names_of([("http://e/tr", "Türkiye", ["Ankara"])]).find("ANKARA")
    'http://e/tr'
    >>> names_of([("http://e/eu", "European Union", ["EU"])]).find("the EU")
    'http://e/eu'
    """
    labels: Table = defaultdict(set)
    others: Table = defaultdict(set)
    plain: Table = defaultdict(set)
    iris, known = set(), []
    for iri, label, aliases in actors:
        iris.add(iri)
        known += [label, *aliases]
        labels[fold(label)].add(iri)
        for alias in (*aliases, local_name(iri)):
            others[fold(alias)].add(iri)
        for name in (label, *aliases, local_name(iri)):
            plain[bare(fold(name))].add(iri)
    return Names(labels, others, plain, frozenset(iris), tuple(known))


def label_of(iri: str, records: "Records", vocabulary: "Vocabulary") -> str:
    """What people call it: the label of whatever has this IRI, else its CURIE."""
    tables: tuple[Mapping[str, object], ...] = (
        records.actors,
        records.places,
        records.instruments,
        records.sources,
        vocabulary.relation_types,
        vocabulary.families,
        vocabulary.classes,
        vocabulary.statuses,
    )
    found = next((table[iri] for table in tables if iri in table), None)
    return curie(iri) if found is None else str(found)


def fold(name: str) -> str:
    """A name without case, accents and surplus spaces, for comparing.

    >>> fold("  Türkiye ") == fold("TURKIYE")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
