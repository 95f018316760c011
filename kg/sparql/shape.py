"""What a query's text says about itself: its form, variables, graphs, order, and where WHERE begins."""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import OptionError
from kg.sparql.guard import dataset_clause, form_place
from kg.sparql.tokens import Token, readings, tokens

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from kg.sparql.cells import Cell

FUNCTION = "urn:kg:given:"
_DEPTH = {"open": 1, "close": -1}


@dataclass(frozen=True)
class Shape:
    """The shape of a query.

    `variables` are in the order of the text; `place` is the offset after the brace that opens the
    innermost WHERE the query consists of, None where values can only stand at its end.
    """

    form: str
    variables: tuple[str, ...]
    names_graphs: bool
    ordered: bool
    everything: bool
    place: int | None


@functools.lru_cache
def read_shape(text: str) -> Shape:
    """The shape of a query, right for any text that the engine takes.

    >>> shape = read_shape("SELECT ?a { ?a ?b 'ORDER BY' } ORDER BY ?b")
    >>> shape.form, shape.variables, shape.ordered, shape.place
    ('SELECT', ('a', 'b'), True, 11)
    """
    found = tokens(text)
    body = found[form_place(found) :]
    outside = list(_outside(body))
    words = [token.keyword for token in outside]
    return Shape(
        form=words[0] if words else "",
        variables=_variables(text),
        names_graphs=bool(dataset_clause(found)),
        ordered="ORDER" in words,
        everything=any(token.text == "*" for token in outside[:3]),
        place=_place(body),
    )


def with_values(text: str, shape: Shape, values: "Mapping[str, Cell]") -> str:
    """The query with its variables given values, without a new line, so that lines stay as they are.

    A blank node has no spelling that means that very node, so it comes from a function: `node_functions`.

    Raises:
        OptionError: a blank node is given where there is no WHERE.
    """
    import pyoxigraph

    spelt = {n: v for n, v in values.items() if not isinstance(v, pyoxigraph.BlankNode)}
    block = _values(spelt) if spelt else ""
    calls = [f"BIND(<{FUNCTION}{name}>() AS ?{name})" for name in values if name not in spelt]
    if shape.place is None:
        if calls:
            raise OptionError("a blank node can be given only to a query with WHERE { ... }")
        return f"{text}\n{block}"
    return f"{text[: shape.place]} {' '.join([block, *calls])} {text[shape.place :]}"


def node_functions(values: "Mapping[str, Cell]") -> dict[str, str]:
    """The functions that `with_values` calls: the label of the blank node that each gives, by IRI."""
    import pyoxigraph

    return {
        FUNCTION + name: value.value
        for name, value in values.items()
        if isinstance(value, pyoxigraph.BlankNode)
    }


def _values(values: "Mapping[str, Cell]") -> str:
    """The VALUES block, terms as the engine spells them: N-Triples, which escapes what could end one."""
    import pyoxigraph

    names = " ".join(f"?{name}" for name in values)
    terms = " ".join(
        f"<<( {' '.join(map(str, term))} )>>" if isinstance(term, pyoxigraph.Triple) else str(term)
        for term in values.values()
    )
    return f"VALUES ({names}) {{ ({terms}) }}"


def _variables(text: str) -> tuple[str, ...]:
    """The variables in every reading of the text, by place."""
    found = sorted((t.start, t.text[1:]) for t in readings(text) if t.kind == "variable")
    return tuple(dict.fromkeys(name for _, name in found))


def _outside(body: Iterable[Token]) -> Iterable[Token]:
    """The tokens outside all brackets."""
    depth = 0
    for token in body:
        if depth == 0 and token.kind != "open":
            yield token
        depth += _DEPTH.get(token.kind, 0)


def _place(body: list[Token]) -> int | None:
    """The offset after the brace that opens WHERE; of a subquery's WHERE if that is all there is."""
    braces = _braces(body)
    if body and body[0].keyword == "CONSTRUCT":
        if len(braces) < 2:  # noqa: PLR2004  # template and WHERE; the short form has only WHERE
            return None
        braces = braces[1:]
    if not braces:
        return None
    first = braces[0]
    inner = body[first + 1 :]
    if inner and inner[0].keyword == "SELECT":
        return _place(inner)
    return body[first].end


def _braces(body: list[Token]) -> list[int]:
    """The places of the outermost opening braces."""
    depth, found = 0, []
    for place, token in enumerate(body):
        if depth == 0 and token.text == "{":
            found.append(place)
        depth += _DEPTH.get(token.kind, 0)
    return found
