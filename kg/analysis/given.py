"""What an analysis may be given: a graph that was projected, or a dataset."""

from typing import TYPE_CHECKING, Any, TypeGuard

from kg.dataset import Dataset
from kg.errors import OptionError
from kg.projection import project

if TYPE_CHECKING:
    import networkx

_ABOUT = ("counted", "sources", "relation_types")  # of what a projected graph says about itself


def graph_of(data: "Dataset | networkx.MultiDiGraph[str]") -> "networkx.MultiDiGraph[str]":
    """The graph itself, or that of a dataset's Actual statements.

    Raises:
        OptionError: it is neither: a graph that was not projected does not say what its edges are.

    >>> import networkx
    >>> graph_of(networkx.Graph())
    Traceback (most recent call last):
    kg.errors.OptionError: a 'Graph' is no graph of statements; give what kg.project gives, or a dataset
    """
    if isinstance(data, Dataset):
        return project(data)
    if not is_projected(data):
        name = "None" if data is None else f"a '{type(data).__name__}'"
        raise OptionError(
            f"{name} is no graph of statements; give what kg.project gives, or a dataset"
        )
    return data


def is_projected(data: Any) -> "TypeGuard[networkx.MultiDiGraph[str]]":
    """Whether this is a graph that `kg.project` gave, or one that was made of it."""
    import networkx

    return isinstance(data, networkx.MultiDiGraph) and all(key in data.graph for key in _ABOUT)
