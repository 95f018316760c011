"""A live, read-only rdflib graph over the engine's store. Imported only when someone asks for one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NoReturn

import pyoxigraph
import rdflib
from oxrdflib import OxigraphStore
from rdflib.query import Result

from kg.errors import KgError, QueryError
from kg.iris import PREFIXES
from kg.rdf.terms import from_rdflib, to_rdflib
from kg.sparql.guard import check_query
from kg.sparql.syntax import what_is_wrong


def read_only_graph(store: pyoxigraph.Store) -> rdflib.Graph:
    """An `rdflib.Graph` that always shows what the store holds, over all its graphs, each triple once.

    Changing it raises KgError. Its `query` is answered by the engine, behind the same guard as
    `kg.query`, and takes text only: a prepared query would run in rdflib's own evaluator, which
    fetches what a query names.

    >>> graph = read_only_graph(pyoxigraph.Store())
    >>> len(graph)
    0
    """
    graph = rdflib.Graph(store=View(store=store), bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.namespace_manager.bind(prefix, namespace)
    return graph


class View(OxigraphStore):
    """oxrdflib's store, without its ways to write, and with plain strings equal to rdflib's own."""

    graph_aware = False
    context_aware = False

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
        try:
            found = self._inner.query(
                query,
                use_default_graph_as_union=True,
                prefixes={**PREFIXES, **{p: str(n) for p, n in initNs.items()}},
                substitutions={
                    pyoxigraph.Variable(str(name)): from_rdflib(term)
                    for name, term in initBindings.items()
                },
            )
        except SyntaxError as error:
            raise QueryError(what_is_wrong(query, error)) from error
        return _result(found)

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise KgError("dataset.graph is read-only; use kg.add, kg.retract or kg.update")

    add = addN = remove = update = add_graph = remove_graph = destroy = _refuse  # noqa: N815


def _result(found: Any) -> Result:
    if isinstance(found, pyoxigraph.QueryBoolean):
        answer = Result("ASK")
        answer.askAnswer = bool(found)
    elif isinstance(found, pyoxigraph.QuerySolutions):
        answer = Result("SELECT")
        names = [rdflib.Variable(variable.value) for variable in found.variables]
        answer.vars = names
        answer.bindings = [
            {n: to_rdflib(term) for n, term in zip(names, row, strict=True) if term is not None}
            for row in found
        ]
    else:
        answer = Result("CONSTRUCT")
        answer.graph = rdflib.Graph()
        _fill(answer.graph, found)
    return answer


def _fill(graph: rdflib.Graph, triples: Iterable[Any]) -> None:
    for triple in triples:
        graph.add(tuple(map(to_rdflib, triple)))  # type: ignore[arg-type]  # three terms
