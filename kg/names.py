"""Actors by what people call them: labels before aliases, case and accents aside."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import AmbiguousName, UnknownActor
from kg.iris import curie, expand, local_name

Table = dict[str, set[str]]


@dataclass(frozen=True)
class Names:
    """The IRIs by folded label, and by folded alias or local name; `known` are all of them as written."""

    labels: Table
    others: Table
    iris: frozenset[str]
    known: tuple[str, ...]

    def find(self, name: str) -> str:
        """The IRI of the actor with this label, alias, local name, CURIE or IRI.

        Raises:
            UnknownActor: there is none; with near matches.
            AmbiguousName: several carry the name.
        """
        iri = expand(name)
        if iri in self.iris:
            return str(iri)
        for table in (self.labels, self.others):
            found = table.get(fold(name), set())
            if len(found) > 1:
                raise AmbiguousName(name, map(curie, found))
            if found:
                return next(iter(found))
        raise UnknownActor(name, map(curie, self.iris) if ":" in name else self.known)


def names_of(actors: Iterable[tuple[str, str, Iterable[str]]]) -> Names:
    """The names of actors given as (IRI, label, aliases).

    >>> names_of([("http://e/tr", "Türkiye", ["Ankara"])]).find("ANKARA")
    'http://e/tr'
    """
    labels: Table = defaultdict(set)
    others: Table = defaultdict(set)
    iris, known = set(), []
    for iri, label, aliases in actors:
        iris.add(iri)
        known += [label, *aliases]
        labels[fold(label)].add(iri)
        for alias in (*aliases, local_name(iri)):
            others[fold(alias)].add(iri)
    return Names(labels, others, frozenset(iris), tuple(known))


def fold(name: str) -> str:
    """A name without case, accents and surplus spaces, for comparing.

    >>> fold("  Türkiye ") == fold("TURKIYE")
    True
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
