"""The files that the package ships beside its modules, and its vocabulary in a store."""

import os

from kg.iris import GRAPH

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    import pyoxigraph


def package_text(name: str) -> bytes:
    """The bytes of a file that the package ships beside its modules."""
    path = os.path.join(os.path.dirname(__file__), name)  # noqa: PTH118, PTH120  # pathlib is slow to import
    with open(path, "rb") as file:  # noqa: PTH123
        return file.read()


def load_vocabulary(store: "pyoxigraph.Store") -> None:
    """Put the package's vocabulary into a store, in its own graph."""
    import pyoxigraph

    turtle, graph = pyoxigraph.RdfFormat.TURTLE, pyoxigraph.NamedNode(GRAPH)
    store.load(package_text("vocabulary.ttl"), format=turtle, to_graph=graph)
