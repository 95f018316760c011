"""How a path is told: its steps in sentences, their statements as they stand, numbered sources."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.analysis.chains import Path, Step
from kg.analysis.pairs import Pairs
from kg.analysis.sequence import apart_from_waivers, in_time
from kg.analysis.ties import Stated, all_stated, labels_of
from kg.dates import Certainty, PartialDate
from kg.iris import curie
from kg.model import Evidence, Source, Status
from kg.shown import found_in

if TYPE_CHECKING:
    import networkx

_TOLD = 3  # statements of a step that its sentence says in full
Carried = tuple[int, int, Pairs]
"""A hop between two places in the nodes, and the pairs in which what carries it is looked up."""


def told(graph: "networkx.MultiDiGraph[str]", ways: "Iterable[list[Carried]]") -> list[Path]:
    """The paths of these hops, one after the other, with their sentences and citations."""
    found = list(ways)
    drawn = [[_carried(*hop) for hop in hops] for hops in found]
    steps = [step for each in drawn for step in each]
    known = all_stated(
        graph,
        ((step.source, step.target, iri) for step in steps for iri in step.statements[:_TOLD]),
    )
    actors = dict.fromkeys(end for step in steps for end in (step.source, step.target))
    labels = labels_of(graph, list(actors))
    return [
        _told(graph, each, known, labels, opposed=any(_opposed(*hop) for hop in hops))
        for each, hops in zip(drawn, found, strict=True)
    ]


def _carried(source: int, target: int, pairs: Pairs) -> Step:
    """A step whose sentence is not told yet."""
    pair = pairs.place(source, target)
    return Step(
        pairs.ties.nodes[source],
        pairs.ties.nodes[target],
        float(pairs.strength[pair]),
        int(pairs.cost[pair]),
        Certainty.CERTAIN if pairs.sure[pair] else Certainty.POSSIBLE,
        pairs.statements(pair),
        "",
    )


def _opposed(source: int, target: int, pairs: Pairs) -> bool:
    return pairs.opposed(pairs.place(source, target))


def _told(
    graph: "networkx.MultiDiGraph[str]",
    drawn: list[Step],
    known: dict[str, Stated],
    labels: dict[str, str],
    *,
    opposed: bool,
) -> Path:
    citations: list[str] = []
    steps = []
    for step in drawn:
        carriers = step.statements
        parts = [_say(graph, known[iri], labels, citations) for iri in carriers[:_TOLD]]
        if len(carriers) > _TOLD:
            parts.append(f"{len(carriers) - _TOLD} more")
        steps.append(replace(step, sentence=" and ".join(parts)))
    actors = (steps[0].source, *(step.target for step in steps))
    named = tuple(labels[actor] for actor in actors)
    choice = graph.graph.get("projection")
    at, between = getattr(choice, "at", None), getattr(choice, "between", None)
    follows = in_time(graph, steps)
    waived = not follows and at is None and apart_from_waivers(graph, steps)
    path = Path(
        actors, named, tuple(steps), tuple(citations), opposed, at, between, follows, waived
    )
    return found_in(graph, path)


def _say(
    graph: "networkx.MultiDiGraph[str]",
    statement: Stated,
    labels: dict[str, str],
    citations: list[str],
) -> str:
    """One statement in its stated direction, with when, status if not Actual, and its citations."""
    subject, obj, data = statement
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
