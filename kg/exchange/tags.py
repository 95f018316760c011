"""What the texts of a record are beside their characters: their languages and datatypes.

A record keeps the characters of a text; its encoding writes a label as English, a note without language.
Where the data say otherwise, a tag says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.iris import KG, XSD
from kg.rdf.records import key_of
from kg.rdf.terms import literal

if TYPE_CHECKING:
    import pyoxigraph

Tag = tuple[str, str | None, str]
"""A property, a text of it (None: the only one), and what the text is: "@en", "^^IRI", "" or "<>"."""
Texts = dict[tuple[str, str], set[str]]
_NUMBER = f"{KG}confidence"


def tags_of(
    triples: "Iterable[pyoxigraph.Triple]", written: "Mapping[str, list[pyoxigraph.Quad]]"
) -> "tuple[dict[str, tuple[Tag, ...]], list[pyoxigraph.Triple]]":
    """The tags of the records' texts, and the triples that no record says, whatever the tag.

    `written` is how the records are encoded, by IRI. A confidence has no tag: its value is what counts.
    """
    usual = {iri: _texts(quad.triple for quad in quads) for iri, quads in written.items()}
    here: dict[str, Texts] = {iri: defaultdict(set) for iri in written}
    left = []
    for triple in triples:
        iri, prop, text = key_of(triple.subject), triple.predicate.value, key_of(triple.object)
        if iri in usual and (prop, text) in usual[iri]:
            here[iri][prop, text].add(_mark(triple.object))
        elif iri not in usual or prop != _NUMBER:
            left.append(triple)
    tags = {iri: _tags(here[iri], usual[iri]) for iri in sorted(here)}
    return {iri: found for iri, found in tags.items() if found}, left


def tagged(quads: "list[pyoxigraph.Quad]", tags: Iterable[Tag]) -> "list[pyoxigraph.Quad]":
    """The quads of a record, their texts as the tags say."""
    import pyoxigraph

    marks: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for prop, text, mark in tags:
        marks[prop, text].append(mark)
    found: list[pyoxigraph.Quad] = []
    for quad in quads:
        prop, text = quad.predicate.value, key_of(quad.object)
        wanted = marks.get((prop, text)) or marks.get((prop, None))
        if wanted is None or text.startswith("_:"):
            found.append(quad)
        else:
            found += [
                pyoxigraph.Quad(quad.subject, quad.predicate, _term(text, mark)) for mark in wanted
            ]
    return found


def _texts(triples: "Iterable[pyoxigraph.Triple]") -> Texts:
    found: Texts = defaultdict(set)
    for triple in triples:
        found[triple.predicate.value, key_of(triple.object)].add(_mark(triple.object))
    return found


def _tags(here: Texts, usual: Texts) -> tuple[Tag, ...]:
    many = Counter(prop for prop, _ in usual)
    found = [
        (prop, text if many[prop] > 1 else None, mark)
        for (prop, text), marks in here.items()
        if marks != usual[prop, text] and prop != _NUMBER
        for mark in marks
    ]
    return tuple(sorted(found, key=lambda tag: (tag[0], tag[1] or "", tag[2])))


def _mark(term: Any) -> str:
    import pyoxigraph

    if not isinstance(term, pyoxigraph.Literal):
        return "<>"
    if term.language:
        return f"@{term.language}"
    datatype: str = term.datatype.value
    return "" if datatype == f"{XSD}string" else f"^^{datatype}"


def _term(text: str, mark: str) -> "pyoxigraph.NamedNode | pyoxigraph.Literal":
    import pyoxigraph

    if mark == "<>":
        return pyoxigraph.NamedNode(text)
    if mark.startswith("@"):
        return pyoxigraph.Literal(text, language=mark[1:])
    return literal(text, mark.removeprefix("^^") or None)
