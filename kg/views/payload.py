"""What the page knows: a projected graph as JSON-native values, in the order of the IRIs.

Records point at each other by their number in the lists of the payload, so that an IRI stands there
once; what a record does not have is left out. Text is made fit to be shown, once, here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from kg.analysis.catalogue import MEASURES
from kg.analysis.paths import tell_time
from kg.analysis.ties import ties_of
from kg.dates import Period
from kg.errors import OptionError
from kg.iris import curie, local_name
from kg.model import Aspect, Status
from kg.names import nested
from kg.views.fitting import fit, without_gaps
from kg.views.legibility import name_lines
from kg.views.measuring import communities_of, counted, restrict, scores_of
from kg.views.outline import Edge, stated_in
from kg.views.records import Record

if TYPE_CHECKING:
    import networkx

    from kg.analysis.journeys import Journey
    from kg.analysis.paths import Path
    from kg.views.contrast import Contrast

    Graph = networkx.MultiDiGraph[str]

Label = Callable[[str], str]

# The shapes of the page in the order in which classes get them; the first are spoken for.
_CLASSES = (
    "State",
    "IntergovernmentalOrganisation",
    "Court",
    "GovernmentBody",
    "ContestedTerritory",
    "NonGovernmentalOrganisation",
    "Person",
    "ArmedForce",
    "Group",
)


def compose(
    graph: "Graph",
    *,
    title: str,
    status: Iterable[str],
    paths: "Sequence[Path | Journey]" = (),
    ends: tuple[str, str] | None = None,
    suspended: Mapping[str, Sequence[Period]] | None = None,
    whatif: "Contrast | None" = None,
    label: Label = curie,
) -> Record:
    """The payload: actors, statements, what they refer to, the paths to show, and counts.

    `status` are the statuses shown when the page opens; measures count those alone. `suspended` tells
    in which periods an instrument is: see `kg.holding.suspensions`. `whatif` is what the graph was
    put together from, if a scenario is shown. `label` names what statements refer to and the graph
    does not hold.

    Raises:
        OptionError: a path names an actor or a statement that the graph does not hold.
    """
    stated = stated_in(graph)
    names = _names(graph, stated, label)
    actors = {iri: index for index, iri in enumerate(sorted(graph.nodes))}
    classes = _classes(graph)
    kinds = {iri: index for index, iri in enumerate(sorted({d["predicate"] for *_, d in stated}))}
    about = graph.graph
    sources = {
        iri: index
        for index, iri in enumerate(
            sorted({piece.source for *_, data in stated for piece in data["evidence"]})
        )
    }
    numbers = {iri: index for index, (_, _, iri, _) in enumerate(stated)}
    families = sorted({data["family"] for *_, data in stated})
    found = {data["status"] for *_, data in stated}
    statuses = [each.value for each in Status if each in found]
    shown = [each for each in statuses if each in set(status)]
    basis = restrict(graph, shown)
    measures = scores_of(basis)
    groups, group_of = communities_of(basis)
    supposed = whatif.supposed if whatif else frozenset()
    return {
        "title": fit(title),
        "counted": fit(str(about.get("counted", ""))),
        "types": [
            {"label": names(iri), "name": fit(local_name(iri)), "shape": shape}
            for iri, shape in sorted(classes.items())
        ],
        "families": [names(iri) for iri in families],
        "relations": [_relation(iri, about["relation_types"], families, stated) for iri in kinds],
        "statuses": statuses,
        "shown": shown,
        "measured": counted(len(ties_of(basis)), shown),
        "measures": [{"name": name, "meaning": MEASURES[name].meaning} for name in measures],
        "communities": [fit(each) for each in groups],
        "actors": [
            _actor(iri, graph.nodes[iri], sorted(classes), measures) | {"community": group_of[iri]}
            for iri in actors
        ],
        "sources": [_source(iri, about["sources"]) for iri in sources],
        "statements": [
            _statement(edge, actors, kinds, sources, names)
            | _times(edge[3], suspended or {})
            | ({"supposed": True} if edge[2] in supposed else {})
            for edge in stated
        ],
        "paths": [_path(path, actors, numbers) for path in paths],
        "ends": ends and [actors[end] for end in ends if end in actors],
        "whatif": whatif and _supposed(whatif, numbers),
    }


def _names(graph: "Graph", stated: list[Edge], label: Label) -> Label:
    """The label of whatever a statement may refer to; a statement is told with its status."""
    about = graph.graph
    known: dict[str, str] = {**about.get("classes", {}), **about.get("families", {})}
    for kind in ("relation_types", "places", "instruments"):
        for iri, record in about.get(kind, {}).items():
            known[iri] = record.label
            when = _when(record)
            if when:
                known[iri] += f" ({when})"
    known |= {iri: source.title for iri, source in about["sources"].items()}
    known |= {iri: str(data["label"]) for iri, data in graph.nodes(data=True)}
    for subject, obj, iri, data in stated:
        sentence = f"{known[subject]} {data['relation']} {known[obj]}"
        known[iri] = nested(sentence, str(data["status"]))
    return lambda iri: fit(known.get(iri) or label(iri))


def _when(record: object) -> str:
    since, until, date = (getattr(record, name, None) for name in ("since", "until", "date"))
    return tell_time(since, until, date)


def _classes(graph: "Graph") -> dict[str, int]:
    """The number of the shape of each class that an actor has, by its IRI."""
    found = sorted({str(data["type"]) for _, data in graph.nodes(data=True)})
    free = len(_CLASSES)
    shapes = {}
    for iri in found:
        if local_name(iri) in _CLASSES:
            shapes[iri] = _CLASSES.index(local_name(iri))
        else:
            shapes[iri], free = free, free + 1
    return shapes


def _relation(
    iri: str,
    kinds: Mapping[str, Any],
    families: list[str],
    stated: list[Edge],
) -> Record:
    kind = kinds.get(iri)
    data = next(data for *_, data in stated if data["predicate"] == iri)
    return without_gaps(
        name=fit(local_name(iri)),
        label=fit(str(data["relation"])) or curie(iri),
        family=families.index(data["family"]),
        sign=int(data["sign"]),
        symmetric=bool(kind and kind.symmetric),
        act=str(data["aspect"]) == Aspect.ACT,
        influence=str(data["influence"]),
        definition=kind and kind.definition,
    )


def _actor(
    iri: str,
    data: Mapping[str, Any],
    classes: list[str],
    measures: Mapping[str, Mapping[str, tuple[int, float]]],
) -> Record:
    label = fit(str(data["label"])).strip() or curie(iri)
    return without_gaps(
        iri=iri,
        curie=curie(iri),
        label=label,
        lines=name_lines(label),
        type=classes.index(str(data["type"])),
        aliases=data.get("aliases"),
        codes=[code for code in (data.get("iso2"), data.get("iso3")) if code],
        same_as=data.get("same_as"),
        note=data.get("note"),
        extra=_extra(data),
        scores=[[scores[iri][0], round(float(scores[iri][1]), 6)] for scores in measures.values()],
    )


def _source(iri: str, sources: Mapping[str, Any]) -> Record:
    source = sources.get(iri)
    if source is None:
        return without_gaps(title=curie(iri))
    named = ("title", "author", "publisher", "date", "url", "reliability", "note")
    values = {name: getattr(source, name) for name in named}
    return without_gaps(**values | {"title": source.title or curie(iri)})


def _statement(
    edge: Edge,
    actors: Mapping[str, int],
    kinds: Mapping[str, int],
    sources: Mapping[str, int],
    names: Label,
) -> Record:
    subject, obj, iri, data = edge
    references = {
        name: [names(each) for each in data[name]]
        for name in ("instruments", "about", "in_response_to", "location", "attributed_to")
    }
    return without_gaps(
        iri=iri,
        curie=curie(iri),
        subject=actors[subject],
        object=actors[obj],
        relation=kinds[data["predicate"]],
        status=str(data["status"]),
        when=tell_time(data["since"], data["until"], data["date"]),
        since=data["since"],
        until=data["until"],
        date=data["date"],
        certainty=str(data["certainty"]),
        confidence=float(data["confidence"]),
        strength=float(data["strength"]),
        **references,
        amount=_amount(data["amount"], data["unit"]),
        note=data["note"],
        extra=_extra(data),
        evidence=[
            without_gaps(source=sources[piece.source], locator=piece.locator, quote=piece.quote)
            for piece in data["evidence"]
        ],
    )


def _times(data: Mapping[str, Any], suspended: Mapping[str, Sequence[Period]]) -> Record:
    """When a statement stands: the bounds of its first and last day, and of what suspends it."""
    waivers = [
        [*period.first, *period.last]
        for instrument in data["instruments"]
        for period in suspended.get(instrument, ())
    ]
    days = [*data["first"], *data["last"]]
    return {"days": days, "waivers": waivers} if waivers else {"days": days}


def _extra(data: Mapping[str, Any]) -> list[list[str]]:
    return [[curie(name), value] for name, value in data.get("extra") or ()]


def _amount(amount: str | None, unit: str | None) -> str | None:
    """The amount with its thousands apart, and its unit."""
    if amount is None:
        return None
    try:
        told = f"{Decimal(amount):,}"
    except InvalidOperation:
        told = str(amount)
    return f"{told} {unit}" if unit else told


def _supposed(whatif: "Contrast", numbers: Mapping[str, int]) -> Record:
    return {
        "title": fit(whatif.title),
        "goes": sorted(numbers[iri] for iri in whatif.goes if iri in numbers),
        "appears": sorted(numbers[iri] for iri in whatif.appears if iri in numbers),
    }


def _path(
    path: "Path | Journey", actors: Mapping[str, int], statements: Mapping[str, int]
) -> Record:
    for iri in (*path.actors, *path.statements):
        if iri not in actors and iri not in statements:
            raise OptionError(
                f"highlight names '{curie(iri)}', which the graph does not hold;"
                " draw the graph that the path was found in"
            )
    return without_gaps(
        actors=[actors[iri] for iri in path.actors],
        statements=[statements[iri] for iri in path.statements],
        sentence=path.sentence,
        citations=path.citations,
        strength=round(float(path.strength), 4) if hasattr(path, "strength") else None,
    )
