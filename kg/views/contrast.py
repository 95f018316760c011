"""The graphs before and after a scenario as one, for a page that shows what goes and what appears."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.dates import Certainty
from kg.projection import everything, project
from kg.scenario.records import Scenario
from kg.scenario.supposing import suppose

if TYPE_CHECKING:
    import networkx


@dataclass(frozen=True, eq=False)
class Contrast:
    """`graph` holds all of the data, and what a scenario adds as impossible; IRIs of what differs.

    What `goes` counted before and does not after; what `appears` counts after and did not before, and
    is among the `supposed` where the data do not have it.
    """

    title: str
    graph: "networkx.MultiDiGraph[str]"
    goes: frozenset[str]
    appears: frozenset[str]
    supposed: frozenset[str]


def contrast(dataset: Dataset, scenario: Scenario) -> Contrast:
    """What a scenario makes of a dataset, drawn over it.

    Raises:
        KgError: as `kg.run_scenario`.
    """
    after = suppose(
        dataset,
        retract=scenario.retract,
        add=scenario.add,
        suspend=scenario.suspend,
        actors=scenario.actors,
        at=scenario.at,
    ).dataset
    counted = [_counted(project(each, at=scenario.at)) for each in (dataset, after)]
    whole, more = everything(dataset), everything(after)
    supposed = frozenset(counted[1] - _counted(whole))
    return Contrast(
        scenario.title,
        _with(whole, more, supposed),
        frozenset(counted[0] - counted[1]),
        frozenset(counted[1] - counted[0]),
        supposed,
    )


def _counted(graph: "networkx.MultiDiGraph[str]") -> set[str]:
    return {str(iri) for *_, iri in graph.edges(keys=True)}


def _with(
    whole: "networkx.MultiDiGraph[str]",
    more: "networkx.MultiDiGraph[str]",
    supposed: Collection[str],
) -> "networkx.MultiDiGraph[str]":
    """The whole graph and, of the other, those statements with their actors and whatever they name."""
    import networkx

    about = dict(whole.graph)
    for name in ("actors", "sources", "instruments", "places", "relation_types"):
        about[name] = {**more.graph[name], **whole.graph[name]}
    both: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(**about)
    both.add_nodes_from(whole.nodes(data=True))
    for subject, obj, iri, data in whole.edges(keys=True, data=True):
        both.add_edge(subject, obj, key=iri, **data)
    for subject, obj, iri, data in more.edges(keys=True, data=True):
        if iri in supposed:
            for end in (subject, obj):
                both.add_node(end, **more.nodes[end])
            both.add_edge(subject, obj, key=iri, **(data | {"certainty": Certainty.IMPOSSIBLE}))
    return both
