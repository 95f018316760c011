"""One-line builders for the tests: Turtle with the prefixes, and datasets of a few statements."""

from kg.dataset import Dataset
from kg.iris import PREFIXES
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads

HEAD = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items())
SOURCE = 'src:s a kg:Source ; dcterms:title "A report" ; dcterms:issued "2023-07"^^xsd:gYearMonth .'


def actor(name: str, *, kind: str = "State", rest: str = "") -> str:
    """The block of an actor whose label is its local name."""
    return f'actor:{name} a kg:{kind} ; skos:prefLabel "{name}"@en {rest} .'


def tie(
    name: str,
    subject: str,
    predicate: str,
    obj: str,
    *,
    status: str = "Actual",
    confidence: float | str = 1.0,
    source: str = "src:s",
    locator: str = "paragraph 1",
    rest: str = "",
) -> str:
    """The block of a statement; `rest` is more Turtle, such as '; kg:since "1992"^^xsd:gYear'."""
    return (
        f"stmt:{name} a kg:Statement ; rdf:subject actor:{subject} ; rdf:predicate kg:{predicate} ;"
        f" rdf:object actor:{obj} ; kg:status kg:{status} ; kg:confidence {confidence} {rest} ;"
        f' kg:evidence [ a kg:Evidence ; dcterms:source {source} ; kg:locator "{locator}" ] .'
    )


def turtle(*blocks: str, actors: str = "", source: str = SOURCE) -> str:
    """A Turtle text: prefixes, the source, an actor a word of `actors`, the blocks."""
    return "\n".join([HEAD, source, *map(actor, actors.split()), *blocks]) + "\n"


def dataset(*blocks: str, actors: str = "", source: str = SOURCE) -> Dataset:
    """The dataset of that text."""
    text = turtle(*blocks, actors=actors, source=source)
    return Dataset(parse_quads(text.encode(), FORMATS["turtle"], file="test.ttl"))


def stmt(name: str) -> str:
    """The IRI of a statement."""
    return PREFIXES["stmt"] + name


def act(name: str) -> str:
    """The IRI of an actor."""
    return PREFIXES["actor"] + name
