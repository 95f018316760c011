"""How a path is told: its steps in sentences, their statements as they stand, numbered sources."""

from typing import TYPE_CHECKING

from kg.analysis.chains import Path, Step
from kg.analysis.pairs import Pairs
from kg.analysis.ties import labels_of, stated
from kg.dates import Certainty, PartialDate
from kg.iris import curie
from kg.model import Evidence, Source, Status
from kg.shown import found_in

if TYPE_CHECKING:
    import networkx

_TOLD = 3  # statements of a step that its sentence says in full
Carried = tuple[int, int, Pairs]
"""A hop between two places in the nodes, and the pairs in which what carries it is looked up."""


def told(graph: "networkx.MultiDiGraph[str]", hops: list[Carried]) -> Path:
    """The path of these hops, one after the other, with its sentences and citations."""
    citations: list[str] = []
    steps = []
    nodes = hops[0][2].ties.nodes
    actors = tuple(nodes[place] for place in (hops[0][0], *(target for _, target, _ in hops)))
    labels = labels_of(graph, actors)
    for source, target, pairs in hops:
        pair = pairs.place(source, target)
        carriers = pairs.statements(pair)
        ends = pairs.ties.nodes[source], pairs.ties.nodes[target]
        parts = [_say(graph, *ends, iri, labels, citations) for iri in carriers[:_TOLD]]
        if len(carriers) > _TOLD:
            parts.append(f"{len(carriers) - _TOLD} more")
        steps.append(
            Step(
                *ends,
                float(pairs.strength[pair]),
                int(pairs.cost[pair]),
                Certainty.CERTAIN if pairs.sure[pair] else Certainty.POSSIBLE,
                carriers,
                " and ".join(parts),
            )
        )
    named = tuple(labels[actor] for actor in actors)
    return found_in(graph, Path(actors, named, tuple(steps), tuple(citations)))


def _say(
    graph: "networkx.MultiDiGraph[str]",
    source: str,
    target: str,
    iri: str,
    labels: dict[str, str],
    citations: list[str],
) -> str:
    """One statement in its stated direction, with when, status if not Actual, and its citations."""
    subject, obj, data = stated(graph, source, target, iri)
    text = f"{labels[subject]} {data['relation']} {labels[obj]}"
    notes = [when] if (when := tell_time(data["since"], data["until"], data["date"])) else []
    if data["status"] is not Status.ACTUAL:
        notes.append(data["status"].lower())
    if notes:
        text += f" ({', '.join(notes)})"
    marks = []
    for evidence in data["evidence"]:
        citation = cite(evidence, graph.graph["sources"])
        if citation not in citations:
            citations.append(citation)
        marks.append(citations.index(citation) + 1)
    return text + "".join(f" [{mark}]" for mark in sorted(set(marks)))


def tell_time(
    since: PartialDate | None, until: PartialDate | None, date: PartialDate | None
) -> str:
    """When, in words, with dates as written; "" if nothing is known.

    >>> from kg.dates import parse_date
    >>> tell_time(parse_date("1992"), None, None)
    'since 1992'
    """
    if date is not None:
        return str(date)
    if since is not None and until is not None:
        return f"{since} to {until}"
    if since is not None:
        return f"since {since}"
    return f"until {until}" if until is not None else ""


def cite(evidence: Evidence, sources: "dict[str, Source]") -> str:
    """A piece of evidence as a citation: author, date, title, locator, as far as known."""
    source = sources.get(evidence.source)
    if source is None:
        parts = [curie(evidence.source)]
    else:
        year = f"({source.date})" if source.date else ""
        parts = [" ".join(part for part in (source.author, year) if part), source.title]
    return ", ".join(part for part in (*parts, evidence.locator) if part)
