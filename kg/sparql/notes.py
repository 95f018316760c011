"""Why an answer may be empty: words that nobody uses, names bound as text. Looked up only then."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from kg.errors import near, one_line
from kg.iris import GRAPH, PREFIXES, RDF, SKOS, XSD, curie, expand, local_name
from kg.names import fold
from kg.sparql.guard import form_place, prefixes
from kg.sparql.tokens import Token, decoded, tokens

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyoxigraph

    from kg.sparql.cells import Cell

_MOST = 5_000  # quads that are looked through for a name
_ESCAPED = re.compile(r"\\(.)")


def notes_on(store: "pyoxigraph.Store", text: str, values: "Mapping[str, Cell]") -> tuple[str, ...]:
    """What may be wrong with a query whose answer is empty, given the values of its variables.

    A note says which IRI neither the data nor the vocabulary has, or whose name was bound as a text.
    """
    import pyoxigraph

    notes = []
    for name, value in values.items():
        if isinstance(value, pyoxigraph.Literal) and value.datatype.value == f"{XSD}string":
            meant = _called(store, value.value)
            if meant:
                shown = one_line(value.value)
                notes.append(
                    f"?{name} is bound to the text '{shown}'; for the actor, use {_either(meant)}"
                )
    nodes = (each.value for each in values.values() if isinstance(each, pyoxigraph.NamedNode))
    for written, iri in {**dict(_words(text)), **{curie(node): node for node in nodes}}.items():
        if not _is_known(store, pyoxigraph.NamedNode(iri)):
            like = _like(store, iri)
            hint = f"; did you mean {_either(like)}?" if like else ""
            shown = one_line(written)
            notes.append(f"{shown} is neither in the data nor in the vocabulary{hint}")
    return tuple(notes)


def _words(text: str) -> Iterator[tuple[str, str]]:
    """The IRIs that a query asks for, as written and in full; none of one that asks for triple terms."""
    found = tokens(text)
    known = prefixes(found)
    body = _but_template(found[form_place(found) :])
    if any(token.text.startswith("<<") for token in body):  # what is inside them is in no index
        return
    for place, word in enumerate(body):
        datatype = place > 1 and body[place - 2].text == body[place - 1].text == "^"
        function = place + 1 < len(body) and body[place + 1].text == "("
        iri = _in_full(word, known)
        if iri is not None and not datatype and not function:
            yield word.text, iri


def _but_template(body: list[Token]) -> list[Token]:
    """The tokens without the template of a CONSTRUCT, which says what to make."""
    if len(body) < 2 or body[0].keyword != "CONSTRUCT" or body[1].text != "{":  # noqa: PLR2004
        return body
    depth = 0
    for place, token in enumerate(body):
        depth += (token.kind == "open") - (token.kind == "close")
        if place and not depth:
            return body[place + 1 :]
    return body


def _in_full(word: Token, known: "Mapping[str, str]") -> str | None:
    if word.kind == "iri":
        return expand(decoded(word.text[1:-1]))
    prefix, colon, local = word.text.partition(":")
    if word.kind != "name" or not colon or prefix not in known:
        return None
    return expand(known[prefix] + _ESCAPED.sub(r"\1", local))


def _is_known(store: "pyoxigraph.Store", node: "pyoxigraph.NamedNode") -> bool:
    found = chain(
        store.quads_for_pattern(node, None, None, None),
        store.quads_for_pattern(None, node, None, None),
        store.quads_for_pattern(None, None, node, None),
    )
    return store.contains_named_graph(node) or next(found, None) is not None


def _like(store: "pyoxigraph.Store", iri: str) -> list[str]:
    """The CURIEs of what has this name, else of what is spelt nearly so, in the same namespace."""
    import pyoxigraph

    local = local_name(iri)
    space = iri[: len(iri) - len(local)]
    if space == PREFIXES["actor"] and (meant := _called(store, local)):
        return meant
    words = store.quads_for_pattern(None, None, None, pyoxigraph.NamedNode(GRAPH))
    typed = store.quads_for_pattern(None, pyoxigraph.NamedNode(f"{RDF}type"), None, None)
    told = chain(
        (iri for iri, _ in _labels(store)),
        (_iri(q.subject) for q in (*words, *islice(typed, _MOST))),
    )
    names = {local_name(each): each for each in told if each.startswith(space)}
    return [curie(names[name]) for name in near(local, names)]


def _called(store: "pyoxigraph.Store", name: str) -> list[str]:
    """The CURIEs of the actors with this label, alias or local name."""
    folded = fold(name)
    return sorted(
        {
            curie(iri)
            for iri, label in _labels(store)
            if iri.startswith(PREFIXES["actor"]) and folded in (fold(label), fold(local_name(iri)))
        }
    )


def _labels(store: "pyoxigraph.Store") -> Iterator[tuple[str, str]]:
    """IRIs with their labels and aliases."""
    import pyoxigraph

    for name in ("prefLabel", "altLabel"):
        found = store.quads_for_pattern(None, pyoxigraph.NamedNode(SKOS + name), None, None)
        for quad in islice(found, _MOST):
            if isinstance(quad.object, pyoxigraph.Literal):
                yield _iri(quad.subject), quad.object.value


def _iri(term: "Cell") -> str:
    """The IRI of a node, nothing for what has none."""
    import pyoxigraph

    return term.value if isinstance(term, pyoxigraph.NamedNode) else ""


def _either(names: Iterable[str]) -> str:
    return " or ".join(names)
