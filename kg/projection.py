"""The graph of the chosen statements."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from kg.choice import Projection, counted
from kg.dataset import Dataset
from kg.dates import Certainty, parse_date, parse_memory, wanted_certainty
from kg.errors import DataError, OptionError, UnknownRelationType, alternatives, near
from kg.graph.basis import Basis
from kg.graph.edges import CERTAINTIES
from kg.graph.knowing import basis_known_by, issued_of
from kg.graph.parts import asked_of, fitting
from kg.graph.reading import Reader
from kg.graph.suspending import Decided, suspended_by
from kg.graph.waiving import under_waivers, waived
from kg.graph.watching import About, Unread
from kg.graph.when import certainties
from kg.iris import KG, curie, local_name
from kg.model import Sign, Status
from kg.vocabulary import shipped_vocabulary

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    from kg.graph.face import Graph

    Flags = NDArray[numpy.bool_]
    Codes = NDArray[numpy.int8]


_POSSIBLE = CERTAINTIES.index(Certainty.POSSIBLE)


def project(
    dataset: Dataset,
    *,
    relations: Iterable[str] | str | None = None,
    families: Iterable[str] | str | None = None,
    sign: Iterable[int | str] | int | str | None = None,
    status: Iterable[str] | str = ("Actual",),
    min_confidence: float = 0.0,
    at: str | None = None,
    between: tuple[str, str] | None = None,
    memory: int | str | None = None,
    certainty: str | None = None,
    known_by: str | None = None,
) -> "Graph":
    """The graph of the chosen statements: actors as nodes, one edge a statement, keyed by its IRI.

    Nodes are actors only, by IRI, with the fields of `Actor`. Edges keep the stated direction and
    carry the fields of `Statement`, with `relation` (label), `family`, `sign`, `influence`, `aspect`,
    `strength` and `cost` (see `kg.strength`), `certainty` ("certain" or "possible"), `first` and
    `last` (bounds in ordinals of days). A symmetric statement has a second edge back under the same
    key with `mirror=True`: count edges with `mirror=False`. Statements between things that are no
    actors are left out, and so is what a waiver suspends while it holds; `graph.graph["counted"]` says
    how many of each, and how many are only possible on the dates asked about. All in the order of the IRIs.

    Args:
        dataset: where the statements are.
        relations: relation types to keep, by local name, CURIE, IRI or label.
        families: families to keep, in the same way.
        sign: -1, 0, 1 or "conflict", "neutral", "cooperation".
        status: statuses to keep; Actual alone unless said otherwise. "all" is every one.
        min_confidence: the least confidence, in [0, 1].
        at: a date: ties that hold then, acts on or before it.
        between: two dates: ties that hold and acts that happen at some time from one to the other.
        memory: with `at`, how long an act counts: days, or "90d", "6m", "2y".
        certainty: "certain" keeps only what is certain under partial dates; of a time, so with one of `at`,
            `between` and `known_by` alone.
        known_by: a date: statements of which some source is dated on or before it, whatever they say
            about which time. Possible where partial dates, or a source without a date, leave it open.
            Later sources are not cited, nor do they date what bears no date.

    Raises:
        UnknownRelationType: a relation type or family is not in the vocabulary, or a chosen
            statement's is not.
        OptionError: an option has no sense.
    """
    when = at, between, memory, certainty, known_by
    choice = choice_of(dataset, relations, families, sign, status, min_confidence, *when)
    if certainty is not None and choice.window is None and known_by is None:
        advice = "give at, between or known_by as well"
        raise OptionError(f"certainty '{certainty}' says nothing without a date; {advice}")
    return graph_of(dataset, choice)


def everything(dataset: Dataset) -> "Graph":
    """The graph of all statements between declared actors, of any status.

    Those that a waiver without a known end suspends are in it too, and impossible.

    Raises:
        UnknownRelationType: a statement's relation type is not in the vocabulary.
    """
    return graph_of(dataset, Projection(status=frozenset(Status)), suspended_too=True)


def graph_of(
    dataset: Dataset,
    choice: Projection,
    *,
    basis: Basis | None = None,
    suspended_too: bool = False,
) -> "Graph":
    """The graph of a choice; `basis` is the dataset's as it was known, or a part with all that is wanted."""
    from kg.graph.face import Graph

    basis = basis or basis_known_by(dataset, choice.known_by)
    reader = Reader(dataset, None if choice.known_by is None else parse_date(choice.known_by))
    told = _decided(dataset, basis, choice)
    joining = told.chosen & basis.between
    rows = (basis.between if suspended_too else joining).nonzero()[0]
    count = int(joining.sum())
    words = dataset.vocabulary
    about = About(
        projection=choice,
        counted=counted(
            choice,
            count,
            [int((joining & each).sum()) for each in told.doubts],
            int(told.chosen.sum()) - count,
            int((told.kept_out & basis.between).sum()),
        ),
        title="Actors and their relations",
        actors=Unread(lambda: dict(reader.about.actors)),
        sources=Unread(lambda: dict(reader.about.sources)),
        instruments=Unread(lambda: dict(reader.about.instruments)),
        places=Unread(lambda: dict(reader.about.places)),
        relation_types=dict(words.relation_types),
        families=dict(words.families),
        classes=dict(words.classes),
        statuses=[str(status) for status in Status],
        declarations=() if words is shipped_vocabulary() else dataset.declarations(),
    )
    about["suspended"] = Unread(suspended_by(told, basis, reader, about, len(rows)))
    return Graph.of(basis.chosen(rows, told.found), reader, about)


def choice_of(
    dataset: Dataset,
    relations: Iterable[str] | str | None,
    families: Iterable[str] | str | None,
    sign: Iterable[int | str] | int | str | None,
    status: Iterable[str] | str,
    min_confidence: float,
    at: str | None,
    between: tuple[str, str] | None,
    memory: int | str | None,
    certainty: str | None,
    known_by: str | None,
) -> Projection:
    """The choice that the options of `project` make, names resolved; raises as that does."""
    if at is not None and between is not None:
        raise OptionError("at and between exclude each other; give one")
    if memory is not None and at is None:
        raise OptionError("memory needs at: it says how far back from that date acts count")
    if not 0 <= min_confidence <= 1:
        raise OptionError(f"min_confidence '{min_confidence:g}' is not in [0, 1]")
    choice = Projection(
        relations=None
        if relations is None
        else frozenset(dataset.relation_type(name).iri for name in _several(relations)),
        families=None if families is None else frozenset(map(dataset.family, _several(families))),
        sign=signs_of(sign),
        status=statuses_of(status),
        min_confidence=float(min_confidence),
        at=at,
        between=(between[0], between[1]) if between is not None else None,
        memory=None if memory is None else parse_memory(memory),
        certainty=wanted_certainty(certainty),
        known_by=None if known_by is None else str(parse_date(known_by)),
    )
    _ = choice.window  # a date that is none is an error now, not later
    return choice


def signs_of(sign: Iterable[int | str] | int | str | None) -> frozenset[int] | None:
    """The signs an option names, as integers; None is all.

    Raises:
        OptionError: one is unknown.

    >>> sorted(signs_of(["conflict", 0]))
    [-1, 0]
    """
    if sign is None:
        return None
    names = {name: int(one) for one in Sign for name in (str(int(one)), one.name.lower())}
    found = set()
    for value in [sign] if isinstance(sign, int | str) else sign:
        if str(value).lower() not in names:
            raise OptionError(
                f"unknown sign '{value}'; use -1, 0, 1, conflict, neutral, cooperation"
            )
        found.add(names[str(value).lower()])
    return frozenset(found)


def statuses_of(status: Iterable[str] | str) -> frozenset[Status]:
    """The statuses an option names; "all" is every one.

    Raises:
        OptionError: one is unknown, or none is named.

    >>> sorted(statuses_of("Actual,Alleged"))
    [<Status.ACTUAL: 'Actual'>, <Status.ALLEGED: 'Alleged'>]
    """
    known = {name.lower(): one for one in Status for name in (one.value, f"kg:{one}", f"{KG}{one}")}
    found: set[Status] = set()
    for name in _several(status):
        if name.lower() == "all":
            found.update(Status)
        elif name.lower() in known:
            found.add(known[name.lower()])
        else:
            hint = near(name, [one.value for one in Status]) or [one.value for one in Status]
            raise OptionError(f"unknown status '{name}'; use {alternatives([*hint, 'all'])}")
    if not found:
        raise OptionError("no status given; name at least one, or 'all'")
    return frozenset(found)


def _several(names: Iterable[str] | str) -> list[str]:
    parts = names.split(",") if isinstance(names, str) else names
    return [part.strip() for part in parts]


def _decided(dataset: Dataset, basis: Basis, choice: Projection) -> Decided:
    """Which statements are chosen, how certainly each stands, and what a waiver keeps out."""
    import numpy

    alone = certainties(basis.periods, choice.window, memory=choice.memory)
    about = waived(dataset, basis)
    known = None
    if choice.known_by is not None:
        known = issued_of(dataset, basis).known_by(parse_date(choice.known_by))
    found = under_waivers(alone, about, choice.window, choice.memory, known)
    dated = found == _POSSIBLE
    doubts = dated, numpy.zeros(len(basis), bool)
    if known is not None:
        # without a date asked about only a waiver that perhaps was known leaves a doubt
        doubts = dated, (known == _POSSIBLE) | (dated if choice.window is None else False)
        alone, found = numpy.minimum(alone, known), numpy.minimum(found, known)
    wanted = numpy.array([each in choice.certainty for each in CERTAINTIES])
    asked = asked_of(basis, choice)
    kept_out = numpy.zeros(len(basis), bool)
    if about is not None:
        kept_out[about.rows] = ~wanted[found[about.rows]] & wanted[alone[about.rows]]
    standing_now = wanted[found]
    unknown = basis.unknown
    if unknown.any():
        _refuse_unknown(dataset, basis, asked & (standing_now | kept_out) & unknown[basis.relation])
    asked &= fitting(basis, choice)[basis.relation]
    kept_out &= asked
    doubted = asked & wanted[alone] & (alone != found)  # by a waiver alone
    return Decided(asked & standing_now, found, alone, doubts, kept_out, doubted, about, known)


def _refuse_unknown(dataset: Dataset, basis: Basis, rows: "Flags") -> None:
    if not rows.any():
        return
    row = int(rows.argmax())
    iri, predicate = basis.iri(row), basis.predicates[int(basis.relation[row])]
    where = dataset.locate(iri)
    kinds = dataset.vocabulary.relation_types
    hint = near(local_name(predicate), map(local_name, kinds))
    advice = f"did you mean {alternatives(hint)}?" if hint else "declare it in the data"
    raise DataError(
        f"unknown relation type '{curie(predicate)}'; {advice}",
        file=where[0] if where else None,
        line=where[1] if where else None,
        subject=iri,
    ) from UnknownRelationType(predicate)


def edges(
    graph: "networkx.MultiDiGraph[str]", *, relations: Collection[str] | None = None
) -> "list[tuple[str, str, str, dict[str, object]]]":
    """The statements of a graph, each once: subject, object, statement IRI, attributes; by IRI."""
    return sorted(
        (
            (subject, obj, iri, data)
            for subject, obj, iri, data in graph.edges(keys=True, data=True)
            if not data["mirror"] and (relations is None or data["predicate"] in relations)
        ),
        key=lambda edge: edge[2],
    )
