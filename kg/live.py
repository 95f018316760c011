"""A live, read-only rdflib graph over the engine's store. Imported only when someone asks for one."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NoReturn

import pyoxigraph
import rdflib
from oxrdflib import OxigraphStore
from rdflib.query import Result

from kg.errors import KgError, QueryError, one_line
from kg.iris import PREFIXES
from kg.rdf.terms import from_rdflib, to_rdflib
from kg.sparql.client import Request
from kg.sparql.guard import check_query
from kg.sparql.incoming import Answer
from kg.sparql.shape import node_functions, read_shape, with_values
from kg.sparql.spelling import (
    Spellings,
    read_objects,
    read_spelt,
    split_triples,
    splitter,
    whole_lines,
)


def read_only_graph(store: pyoxigraph.Store, ask: Callable[[Request], Answer]) -> rdflib.Graph:
    """An `rdflib.Graph` that always shows what the store holds, over all its graphs, each triple once.

    Changing it raises KgError. Its `query` goes to `ask`, the worker that answers `kg.query`, behind the
    same guard and with the same deadline; it takes text only: a prepared query would run in rdflib's own
    evaluator, which fetches what a query names.

    >>> from kg.sparql.client import Client
    >>> store = pyoxigraph.Store()
    >>> len(read_only_graph(store, Client(store).ask))
    0
    """
    view = View(store=store)
    view.ask = ask
    graph = rdflib.Graph(store=view, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.namespace_manager.bind(prefix, namespace)
    return graph


class View(OxigraphStore):
    """oxrdflib's store, without its ways to write, and with plain strings equal to rdflib's own."""

    graph_aware = False
    context_aware = False
    ask: Callable[[Request], Answer]

    def triples(
        self,
        triple_pattern: tuple[Any, Any, Any],
        context: Any = None,  # noqa: ARG002  # rdflib's interface
    ) -> Iterator[tuple[tuple[Any, ...], Iterator[None]]]:
        """The matching triples of all graphs, each once."""
        subject, predicate, obj = (None if p is None else from_rdflib(p) for p in triple_pattern)
        if isinstance(subject, pyoxigraph.Literal) or not isinstance(
            predicate, pyoxigraph.NamedNode | None
        ):
            return
        seen = set()
        for quad in self._inner.quads_for_pattern(subject, predicate, obj, None):
            if quad.triple not in seen:
                seen.add(quad.triple)
                yield tuple(map(to_rdflib, quad.triple)), iter(())

    def __len__(self, context: Any = None) -> int:
        return len({quad.triple for quad in self._inner})

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803  # rdflib's names
        initBindings: Mapping[str, Any],  # noqa: N803
        queryGraph: str,  # noqa: ARG002, N803
        **_: object,
    ) -> Result:
        """Rdflib's result of a query's text over the union of all graphs."""
        if not isinstance(query, str):
            raise QueryError("prepared queries are not run; give the text of the query")
        graphs = {node.value for node in self._inner.named_graphs()}
        check_query(query, graphs=frozenset(graphs))
        shape = read_shape(query)
        values = {str(name): from_rdflib(term) for name, term in initBindings.items()}
        request = Request(
            with_values(query, shape, values) if values else query,
            union=True,
            prefixes={**PREFIXES, **{p: str(n) for p, n in initNs.items()}},
            nodes=node_functions(values),
        )
        try:
            return _result(self.ask(request))
        except SyntaxError as error:
            raise QueryError(f"query is wrong: {error.msg}") from error
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"query cannot be answered: {one_line(str(error))}") from error

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise KgError("dataset.graph is read-only; use kg.add, kg.retract or kg.update")

    add = addN = remove = update = add_graph = remove_graph = destroy = _refuse  # noqa: N815


def _result(found: Answer) -> Result:
    if found.form == "yes-no":
        answer = Result("ASK")
        answer.askAnswer = found.yes
    elif found.form == "rows":
        answer = Result("SELECT")
        names = [rdflib.Variable(name) for name in found.variables]
        answer.vars = names
        answer.bindings = [
            {name: term for name, term in zip(names, row, strict=True) if term is not None}
            for row in _rows(found)
        ]
    else:
        answer = Result("CONSTRUCT")
        answer.graph = rdflib.Graph()
        lines = list(dict.fromkeys(whole_lines(b"".join(found.pieces()))))
        for triple in Spellings(read_objects).in_rdflib(split_triples(lines)):
            answer.graph.add(triple)
    return answer


def _rows(found: Answer) -> Iterator[tuple[Any, ...]]:
    known = Spellings(read_spelt)
    split = splitter(found.variables, found.variables)
    for block in found.lines():
        if found.variables:
            yield from known.in_rdflib(split(whole_lines(block)))
        else:
            yield from ((),) * block.count(b"\n")
