"""The object through which networkx runs its functions on our graphs.

networkx looks for a function here when a graph with columns is among the arguments. What is not served,
or not for these arguments, is networkx's own code on the same object, which is a MultiDiGraph to it.
"""

import functools
import importlib
import inspect
import itertools
import logging
from collections.abc import Callable, Mapping
from typing import Any

from kg.backend.info import ONE_PASS, SERVED

LOG = logging.getLogger(__name__)
_WEIGHTS = ("weight", "distance")
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
        """Whether a call runs here, or why not: on our graphs all do, on others those that are served."""
        if (args and _ours(args[0])) or any(map(_ours, (*args[1:], *kwargs.values()))):
            return True
        if name not in _MODULES:
            return "no graph with columns among the arguments, and kg has no code of its own for it"
        refusal: str | None = getattr(self, name).refusal(args, kwargs)
        return refusal or True

    def should_run(self, name: str, args: Any, kwargs: Mapping[str, Any]) -> bool | str:
        """Whether it is worth it, or why not: networkx asks that about graphs of its own."""
        if name in ONE_PASS or (name == "closeness_centrality" and _node_named(args, kwargs)):
            return (
                "networkx needs one pass over the graph for it, and so does reading it into columns"
            )
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
    if isinstance(argument, list | tuple):
        return any(map(_ours, argument))
    return getattr(argument, "columns", None) is not None


def _node_named(args: Any, kwargs: Mapping[str, Any]) -> bool:
    return kwargs.get("u", args[1] if len(args) > 1 else None) is not None


def _either(own: Callable[..., Any], theirs: Callable[..., Any]) -> Callable[..., Any]:
    """Our code, or networkx's where ours does not serve the arguments."""
    from kg.backend.tables import Unserved

    known = inspect.signature(own).parameters
    asked = inspect.signature(theirs).parameters
    alike = itertools.takewhile(lambda two: two[0] == two[1], zip(known, asked, strict=False))
    plain = sum(1 for _ in itertools.takewhile(lambda two: two[0] not in _WEIGHTS, alike))

    def refusal(args: Any, kwargs: Mapping[str, Any]) -> str | None:
        """What among the arguments, the graph aside, is not served here; None where all may be."""
        named = dict(zip(asked, args, strict=False)) | dict(kwargs)
        if len(named) < len(args) + len(kwargs):
            return "arguments that it does not take"
        for name in named.keys() - known.keys():  # what a later networkx added
            if name not in asked or named[name] is not asked[name].default:
                return f"the argument '{name}'"
        functions = [name for name in _WEIGHTS if callable(named.get(name))]
        return f"a {functions[0]} that is a function" if functions else None

    @functools.wraps(theirs)
    def run(*args: Any, **kwargs: Any) -> Any:
        at_once = not kwargs and len(args) <= plain  # what is asked most, of small searches
        why = None if at_once else refusal(args, kwargs)
        try:
            if at_once:
                return own(*args)
            if why is None:
                named = dict(zip(asked, args, strict=False)) | kwargs
                return own(**{name: named[name] for name in named if name in known})
        except Unserved as reason:
            why = str(reason)
        LOG.debug("networkx's own %s runs: %s", own.__name__, why)
        return theirs(*args, **kwargs)

    # for whoever wants one of them
    run.own, run.theirs, run.refusal = own, theirs, refusal  # type: ignore[attr-defined]
    return run
