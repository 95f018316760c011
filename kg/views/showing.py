"""Paths and journeys as a notebook shows them: the few statements that carry them as a small page."""

import html
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.analysis.chains import Path
from kg.analysis.journeys import Journey
from kg.analysis.ties import stated
from kg.errors import KgError
from kg.graph.face import Graph
from kg.graph.filling import ACTOR
from kg.iris import curie
from kg.model import Status
from kg.restoring import from_networkx
from kg.views.drawing import page_of
from kg.views.framing import frame
from kg.views.story import Scene

if TYPE_CHECKING:
    import networkx


Chain: TypeAlias = Path | Journey

_APART = (230, 100)  # two actors of a chain, and two chains, in units of the drawing
_HEIGHT = 470  # of the frame, in pixels: the page then leaves filters and time for further down


def bundle(answer: Any, graph: "networkx.MultiDiGraph[str]") -> dict[str, str] | None:
    """What a notebook gets of a path, a journey, or several: the page, a still picture and the text.

    None if there is no path in the answer, or the graph has lost what carries it.
    """
    chains = list(_chains(answer))
    if not chains:
        return None
    try:
        carrying = part(graph, chains)
        page = page_of(
            carrying,
            from_networkx(carrying),
            places(chains),
            title=f"{chains[0].labels[0]} to {chains[0].labels[-1]}",
            status=tuple(Status),
            paths=chains,
            view=Scene(lines="each", size="alike"),
        )
    except (KgError, KeyError):
        return None
    words = "".join(map(_words, chains))
    return {
        "text/html": frame(page.html, page.svg, title=page.title, height=_HEIGHT, words=words),
        "image/svg+xml": page.svg,
        "text/plain": str(answer),
    }


def part(graph: "networkx.MultiDiGraph[str]", chains: list[Chain]) -> Graph:
    """The graph of what carries these chains: their actors and statements, and what these refer to."""
    actors = sorted({actor for chain in chains for actor in chain.actors})
    found = {
        iri: stated(graph, step.source, step.target, iri)
        for chain in chains
        for step in (chain.steps if isinstance(chain, Path) else chain.legs)
        for iri in step.statements
    }
    about: dict[str, Any] = dict(graph.graph)
    cited = {piece.source for *_, data in found.values() for piece in data["evidence"]}
    named = {
        iri
        for *_, data in found.values()
        for field in ("instruments", "about", "in_response_to", "location")
        for iri in data[field]
    }
    for kind, wanted in (("sources", cited), ("instruments", named), ("places", named)):
        records: Mapping[str, Any] = about.get(kind, {})
        about[kind] = {iri: records[iri] for iri in sorted(wanted) if iri in records}
    kept = Graph(**about)
    kept.add_nodes_from((actor, _described(graph, actor, about)) for actor in actors)
    for iri, (subject, obj, data) in sorted(found.items()):
        kept.add_edge(subject, obj, key=iri, **{**data, "mirror": False})
    kept.reader = getattr(graph, "reader", None)  # which knows whom else the statements name
    return kept


def places(chains: list[Chain]) -> dict[str, tuple[int, int]]:
    """Where the actors of chains between two actors stand: from left to right, as influence goes.

    The first chain is a straight row, unless another skips actors of it; those of others stand below and
    above.
    """
    far = max(len(chain.actors) for chain in chains) - 1
    straight = len(chains) == 1
    found: dict[str, tuple[int, int]] = {}
    for number, chain in enumerate(chains):
        turn = 0 if straight else (number // 2 + 1) * (1 if number % 2 else -1)
        for place, actor in enumerate(chain.actors):
            inside = 0 < place < len(chain.actors) - 1
            x = round(_APART[0] * far * place / (len(chain.actors) - 1))
            found.setdefault(actor, (x, turn * _APART[1] if inside else 0))
    return {actor: found[actor] for actor in sorted(found)}


def _described(
    graph: "networkx.MultiDiGraph[str]", actor: str, about: Mapping[str, Any]
) -> dict[str, Any]:
    """The attributes of an actor's node, without reading those of all others."""
    reader = getattr(graph, "reader", None)
    if reader is None:
        return dict(graph.nodes[actor])
    record = reader.described([actor]).actors[actor]
    kinds = about.get("classes", {})
    return {name: getattr(record, name) for name in ACTOR} | {
        "type_label": kinds.get(record.type, curie(record.type))
    }


def _chains(answer: Any) -> Iterator[Chain]:
    """The paths or journeys of an answer, each once."""
    if hasattr(answer, "actors"):
        yield answer
    elif hasattr(answer, "paths"):
        yield from answer.paths
    else:
        yield from dict.fromkeys(answer.named.values())


def _words(chain: Chain) -> str:
    """A path's sentence, and its numbered sources below it."""
    sources = "".join(f"<li>{html.escape(each)}</li>" for each in chain.citations)
    return f"<p>{html.escape(chain.sentence)}</p><ol>{sources}</ol>"
