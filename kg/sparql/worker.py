"""The process that answers queries: it holds one store, and can be killed at any time.

`kg.sparql.spawning` starts it with stand-ins for the packages around this module, so that it is ready as
soon as the engine is; `kg.sparql.forking` goes on in it with a store that is there. It answers whatever it is
asked; whoever asks has checked the query.
"""

from kg.sparql.confining import (
    dump_no_core,
    end_with_parent,
    is_called,
    limit_memory,
    open_no_files,
    open_no_sockets,
)
from kg.sparql.wire import (
    ADD,
    END,
    FAILED,
    OPEN,
    QUERY,
    READY,
    REMOVE,
    ROWS,
    TRIPLES,
    YES_NO,
    Channel,
    Inlet,
    Outlet,
    pack,
    unpack,
    unpack_pairs,
)

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import pyoxigraph

    _Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple

# Graph by graph where they can be named: the engine looks through all data where a graph is a variable.
_SHARED = """ASK { GRAPH %s { ?s ?p ?o }
  FILTER(EXISTS { ?s ?p ?o } || EXISTS { GRAPH ?other { ?s ?p ?o } FILTER(?other != %s) }) }"""
_SHARED_BY_ANY = _SHARED % ("?g", "?g")
_RAISED = (SyntaxError, RuntimeError, ValueError, OSError, MemoryError)


class _TooLarge(Exception):
    """The answer is larger than its limit."""


class _Stopped(Exception):
    """Whoever asked wants no more of the answer."""


def main(memory: int) -> None:
    """Take a store, then answer until the asking process is gone; queries may take so much memory."""
    dump_no_core()
    end_with_parent()
    channel = Channel(0, 1)
    first = channel.receive()
    if first is None:
        return
    kind, body = first
    if kind == OPEN:
        _serve(channel, _opened(body), memory)
    else:
        _serve(channel, _received(channel, unpack(body)), memory, files=False)


def inherit(store: "pyoxigraph.Store", memory: int) -> None:
    """Answer as `main` does, in a fork of the process that filled the store."""
    dump_no_core()
    _serve(Channel(0, 1), store, memory, files=False)


def _serve(channel: Channel, store: "pyoxigraph.Store", memory: int, *, files: bool = True) -> None:
    """Answer until nobody asks any more; `files` says whether the engine needs some for it."""
    merged = united(store)
    limit_memory(memory)
    if not files:
        open_no_files()
    channel.send(READY)
    while message := channel.receive():
        kind, body = message
        if kind == QUERY:
            _answer(channel, store, merged, unpack(body))
        elif kind in (ADD, REMOVE):
            _change(store, kind, _parsed(body))
            merged = united(store)
            channel.send(READY)


def united(store: "pyoxigraph.Store") -> "pyoxigraph.Store | None":
    """A store whose default graph is the union of all graphs, where the engine's would count twice.

    Its union (0.5.13) gives a triple once for each graph that has it; None where no two have one.
    """
    import pyoxigraph

    graphs = list(store.named_graphs())
    named = all(isinstance(graph, pyoxigraph.NamedNode) for graph in graphs)
    asked = (_SHARED % (graph, graph) for graph in graphs) if named else [_SHARED_BY_ANY]
    if not any(map(store.query, asked)):
        return None
    merged = pyoxigraph.Store()
    merged.extend(store)
    for graph in graphs:
        quads = store.quads_for_pattern(None, None, None, graph)
        merged.extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
    return merged


def _opened(path: bytes) -> "pyoxigraph.Store":
    """The store in a directory. It opens files as it goes, so it is sockets that are refused."""
    import pyoxigraph

    open_no_sockets()  # before the store has threads of its own
    return pyoxigraph.Store.read_only(path.decode())


def _received(channel: Channel, graphs: "Iterable[bytes]") -> "pyoxigraph.Store":
    """The store whose quads and empty graphs come in."""
    import pyoxigraph

    store = pyoxigraph.Store()
    store.bulk_extend(_parsed(Inlet(channel)))
    for name in graphs:
        store.add_graph(pyoxigraph.NamedNode(name.decode()))
    return store


def _parsed(source: Inlet | bytes) -> "Iterator[pyoxigraph.Quad]":
    """The quads of N-Quads, with the blank nodes' own labels, which `Store.load` would rename."""
    import pyoxigraph

    return pyoxigraph.parse(source, format=pyoxigraph.RdfFormat.N_QUADS)  # type: ignore[arg-type]


def _change(store: "pyoxigraph.Store", kind: bytes, quads: "Iterable[pyoxigraph.Quad]") -> None:
    if kind == ADD:
        store.extend(quads)
        return
    for quad in quads:
        store.remove(quad)


def _answer(
    channel: Channel,
    store: "pyoxigraph.Store",
    merged: "pyoxigraph.Store | None",
    fields: list[bytes],
) -> None:
    """Send an answer and its end, or why there is none."""
    text, union, limit, without, prefixes, nodes = fields
    gone = [quad for quad in _parsed(without) if quad in store]
    _change(store, REMOVE, gone)
    if gone:
        merged = united(store)
    whole = merged if union else None
    try:
        found = (whole or store).query(
            text.decode(),
            prefixes=unpack_pairs(prefixes),
            use_default_graph_as_union=bool(union) and whole is None,
            custom_functions=_constants(unpack_pairs(nodes)),
        )
        _send(channel, found, int(limit))
        channel.send(END)
    except _Stopped:
        channel.send(END)
    except _TooLarge as error:
        channel.send(FAILED, pack(b"TooLarge", str(error).encode()))
    except _RAISED as error:
        name = next(kind.__name__ for kind in _RAISED if isinstance(error, kind))
        channel.send(FAILED, pack(name.encode(), str(error).encode()))
    if gone:
        _change(store, ADD, gone)


def _constants(
    nodes: dict[str, str],
) -> "dict[pyoxigraph.NamedNode, Callable[..., _Term | None]]":
    import pyoxigraph

    def constant(label: str) -> "Callable[..., pyoxigraph.BlankNode]":
        return lambda: pyoxigraph.BlankNode(label)

    return {pyoxigraph.NamedNode(name): constant(label) for name, label in nodes.items()}


def _send(
    channel: Channel,
    found: "pyoxigraph.QueryBoolean | pyoxigraph.QuerySolutions | pyoxigraph.QueryTriples",
    limit: int,
) -> None:
    import pyoxigraph

    outlet = _Limited(channel, limit)
    if isinstance(found, pyoxigraph.QueryBoolean):
        channel.send(YES_NO, b"yes" if found else b"")
    elif isinstance(found, pyoxigraph.QueryTriples):
        channel.send(TRIPLES)
        found.serialize(outlet, pyoxigraph.RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    else:
        names = (variable.value.encode() for variable in found.variables)
        channel.send(ROWS, pack(*names))
        found.serialize(outlet, pyoxigraph.QueryResultsFormat.TSV)  # type: ignore[arg-type]
    outlet.flush()


class _Limited(Outlet):
    """An outlet for so many bytes, that stops when it is called."""

    def __init__(self, channel: Channel, limit: int) -> None:
        super().__init__(channel)
        self._left = self._limit = limit

    def write(self, piece: bytes) -> int:
        self._left -= len(piece)
        if self._left < 0:
            raise _TooLarge(self._limit)
        if is_called():
            raise _Stopped
        return super().write(piece)
