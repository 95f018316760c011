"""Names of relations in data sets of quads, and the relation types that they stand for."""

import hashlib
import re
from dataclasses import dataclass

from kg.model import Aspect, RelationType
from kg.readers.cameo import code_named, relation_type
from kg.readers.naming import slug
from kg.readers.properties import HEADS, REVERSED, SAME, TAILS, neutral, property_type
from kg.vocabulary import shipped_vocabulary

RELATION = "https://w3id.org/actor-kg/relation/"
"""The namespace of relation types of which nothing but a name is known."""
_PROPERTY = re.compile(r"P[1-9]\d*")


@dataclass(frozen=True)
class Relation:
    """What the name of a relation stands for: `iri`, whether it runs from tail to head, and if it is an act.

    `declared` is the relation type where it is no word of the vocabulary. `head` and `tail` are the classes
    of those whom it joins, None where they can be of several.
    """

    iri: str
    act: bool
    reverse: bool = False
    declared: RelationType | None = None
    head: str | None = None
    tail: str | None = None


def relation_named(name: str, *, act: bool) -> Relation:
    """The relation of that name: a property of Wikidata, a CAMEO event, or a neutral one of its own.

    `act` is whether a neutral one happens or lasts.

    >>> relation_named("P6", act=False).iri, relation_named("Arrest", act=True).iri
    ('https://w3id.org/actor-kg/vocab#leads', 'https://w3id.org/actor-kg/cameo/173')
    >>> relation_named("plays chess with", act=True).iri
    'https://w3id.org/actor-kg/relation/plays-chess-with'
    """
    head, tail = HEADS.get(name), TAILS.get(name)
    word = SAME.get(name) or REVERSED.get(name)
    if word is not None:
        found = shipped_vocabulary().relation_type(word)
        act, reverse = found.aspect is Aspect.ACT, name in REVERSED
        return Relation(found.iri, act, reverse=reverse, head=head, tail=tail)
    if _PROPERTY.fullmatch(name):
        kind = property_type(name)
    elif (code := code_named(name)) is not None:
        kind = relation_type(code)
    else:
        aspect = Aspect.ACT if act else Aspect.TIE
        kind = neutral(_own(name), name, f"What the data set calls '{name}'.", aspect)
    return Relation(kind.iri, kind.aspect is Aspect.ACT, declared=kind, head=head, tail=tail)


def _own(name: str) -> str:
    """An IRI of the name, with a digest where letters are lost."""
    plain = slug(name)
    if plain.replace("-", " ") == name:
        return RELATION + plain
    digest = hashlib.blake2b(name.encode(), digest_size=4).hexdigest()
    return RELATION + "-".join(filter(None, (plain, digest)))
