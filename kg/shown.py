"""What answers have in common in a notebook."""

from typing import Any, TypeVar

_Answer = TypeVar("_Answer", bound="Found")


class Shown:
    """An answer that shows itself as text as `print` shows it, where a notebook has no room for more."""

    def __init_subclass__(cls) -> None:
        """Put the hook into the class itself: IPython asks a class's own `__repr__` before its bases."""
        super().__init_subclass__()
        cls._repr_pretty_ = Shown._repr_pretty_  # type: ignore[method-assign]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001  # IPython's signature
        printer.text("..." if cycle else str(self))


class Found(Shown):
    """An answer that shows itself as a drawing of the graph it was found in, for as long as it has that.

    The graph is no part of the value: it is neither compared nor printed, and a copy or a pickled answer
    goes without it, and shows itself as text.
    """

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str] | None:
        """In a notebook a small page, a still picture and the text; without a graph, what else there is."""
        graph = vars(self).get("_graph")
        if graph is None:
            return None
        from kg.views.showing import bundle

        return bundle(self, graph)

    def __getstate__(self) -> dict[str, Any]:
        """What is copied and pickled: the value alone."""
        return {name: value for name, value in vars(self).items() if name != "_graph"}


def found_in(graph: object, answer: _Answer) -> _Answer:
    """The answer, remembering the graph that it was found in; to change the graph changes what it shows."""
    vars(answer)["_graph"] = graph
    return answer
