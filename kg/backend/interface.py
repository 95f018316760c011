"""The object through which networkx runs its functions on our graphs.

networkx looks for a function here when a graph with columns is among the arguments. What is not served,
or not for these arguments, is networkx's own code on the same object, which is a MultiDiGraph to it.
"""

import functools
import importlib
import inspect
import logging
from collections.abc import Callable, Mapping
from typing import Any

from kg.backend.info import SERVED

LOG = logging.getLogger(__name__)
_MODULES = {name: module for module, names in SERVED.items() for name in names}


class Interface:
    """What networkx expects of a backend: an attribute for each function, and how graphs get in and out."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        import networkx

        known: Any = networkx.utils.backends
        if name not in known._registered_algorithms:  # noqa: SLF001  # no public way
            raise AttributeError(name)
        theirs: Callable[..., Any] = known._registered_algorithms[name].orig_func  # noqa: SLF001
        if name in _MODULES:
            own = getattr(importlib.import_module(f"kg.backend.{_MODULES[name]}"), name)
            theirs = _either(own, theirs)
        setattr(self, name, theirs)
        return theirs

    def can_run(self, name: str, args: Any, kwargs: Mapping[str, Any]) -> bool | str:
        """Whether a call runs here, or why not: all on our graphs, on others those that are served."""
        if name in _MODULES or any(map(_ours, (*args, *kwargs.values()))):
            return True
        return "no graph with columns among the arguments, and kg has no code of its own for it"

    def should_run(self, name: str, args: Any, kwargs: Mapping[str, Any]) -> bool | str:  # noqa: ARG002
        """As `can_run`, which said so: networkx asks for both."""
        return True

    def convert_from_nx(self, graph: Any, **_: Any) -> Any:
        """The graph itself: its dictionaries are read when a function needs them, or networkx's own runs."""
        return graph

    def convert_to_nx(self, result: Any, **_: Any) -> Any:
        """The result itself, which is what networkx gives."""
        return result


interface = Interface()
"""What the entry point `networkx.backends` names."""


def _ours(argument: Any) -> bool:
    each = argument if isinstance(argument, list | tuple) else (argument,)
    return any(getattr(graph, "columns", None) is not None for graph in each)


def _either(own: Callable[..., Any], theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Our code, or networkx's where ours does not serve the arguments."""
    from kg.backend.tables import Unserved

    known = inspect.signature(own).parameters
    defaults = {name: each.default for name, each in inspect.signature(theirs).parameters.items()}

    @functools.wraps(theirs)
    def run(*args: Any, **kwargs: Any) -> Any:
        # What a later networkx added does nothing as long as it is left as it is.
        more = [name for name in kwargs if name not in known]
        if any(kwargs[name] is not defaults.get(name) for name in more):
            return theirs(*args, **kwargs)
        try:
            return own(*args, **{name: kwargs[name] for name in kwargs if name not in more})
        except Unserved as reason:
            LOG.debug("networkx's own %s runs: %s", own.__name__, reason)
        return theirs(*args, **kwargs)

    run.own, run.theirs = own, theirs  # type: ignore[attr-defined]  # for whoever wants one of them
    return run
