"""What a graph of columns answers when networkx asks whose code is to run on it."""

import functools
from typing import Any

NAME = "kg"
"""The name of the backend in networkx."""


@functools.cache
def backend_name() -> str:
    """The name under which networkx knows our backend; its own where that is not installed.

    networkx refuses a call on a graph of ours and one of its own unless one of the two has priority. Those
    functions that take several graphs (compose, is_isomorphic ...) are all its own, so it is given priority
    for them when a graph of ours is first met; it runs them on the very graphs, which are its kind too.
    """
    import networkx

    backends: Any = networkx.utils.backends
    if NAME not in backends.backends:
        return "networkx"
    priority: Any = networkx.config.backend_priority
    for name, function in backends._registered_algorithms.items():  # noqa: SLF001  # no public way
        if (len(function.graphs) > 1 or function.list_graphs) and name not in priority:
            ready = priority.generators if function._returns_graph else priority.algos  # noqa: SLF001
            priority[name] = [*ready, "networkx"]
    return NAME
