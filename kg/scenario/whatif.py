"""What a scenario changes: statements, ranks, paths, reach, and who is left without an alternative."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.analysis.catalogue import MEASURES as KNOWN
from kg.analysis.ties import Ties, ties_of
from kg.dataset import Dataset
from kg.errors import OptionError, UnknownMeasure
from kg.graph.basis import actors_of
from kg.model import Statement
from kg.names import label_of
from kg.projection import project
from kg.scenario.alternatives import left_without
from kg.scenario.blocs import bloc_changes
from kg.scenario.differences import path_changes, rank_changes
from kg.scenario.groups import community_changes
from kg.scenario.records import MEASURES, Addition, Consequence, Effect, Scenario, WhatIf
from kg.scenario.spread import Spread, reach_changes, widest
from kg.scenario.supposing import Supposition, suppose

_MOST_PAIRS = 5
_GONE = (Effect.FALLS, Effect.SUSPENDED)
_ORDER = list(Effect)


def whatif(
    dataset: Dataset,
    *,
    retract: Iterable[str] | str = (),
    add: Iterable[Addition] | Addition = (),
    suspend: Iterable[str] | str = (),
    actors: Mapping[str, str] | None = None,
    at: str | None = None,
    known_by: str | None = None,
    measures: Iterable[str] | str = MEASURES,
    weighted: bool = False,
    pairs: Iterable[tuple[str, str]] = (),
    title: str = "What if",
) -> WhatIf:
    """What would change if; the dataset is not changed.

    Compared are the graphs of Actual statements before and after. Names are IRIs, CURIEs, local names or
    labels; a tie is told in words: "Armenia memberOf CSTO".

    Args:
        dataset: the data that the scenario starts from.
        retract: a statement; a tie, which takes all statements about it; an instrument, which takes what
            rests on it, but not what is about it; a source, which takes statements that rest on it
            alone, and its evidence from others; an actor, which takes all its relations.
        add: a statement of the data that is made Actual; a tie in words; a `kg.Statement`, taken as
            Actual; a `kg.Actor` for these. What is added cites the source "supposed".
        suspend: instruments that a waiver suspends; a waiver that is suspended suspends nothing.
        actors: actors that the data do not have: the name of each, and that of its class.
        at: a date: ties that hold then, acts on or before it. All of them without it.
        known_by: a date: both graphs have what a source of that date or before had reported; what is
            supposed counts as known then.
        measures: what ranks are told of: names in `kg.MEASURES`.
        weighted: whether ranks count strong ties more than weak ones: see `kg.rank`.
        pairs: pairs of actors whose strongest path is told; those that change most if there are none.
        title: what the scenario is called.

    Raises:
        UnknownName, AmbiguousName: a name is nobody's, or several have it.
        UnknownMeasure: a measure is none.
        OptionError: a supposition makes no sense, or a pair is one actor.
        DataError: a statement to add is wrong, or its IRI is taken.
    """
    scenario = Scenario(
        title,
        retract=(retract,) if isinstance(retract, str) else tuple(retract),
        add=tuple(add) if isinstance(add, Iterable) and not isinstance(add, str) else (add,),
        suspend=(suspend,) if isinstance(suspend, str) else tuple(suspend),
        actors=dict(actors or {}),
        at=at,
        known_by=known_by,
        measures=(measures,) if isinstance(measures, str) else tuple(measures),
        weighted=weighted,
        pairs=tuple((a, b) for a, b in pairs),
    )
    return run_scenario(dataset, scenario)


def run_scenario(dataset: Dataset, scenario: Scenario) -> WhatIf:
    """What the scenario changes: see `kg.whatif`, whose arguments it holds.

    Raises:
        KgError: as `whatif`.
    """
    for name in scenario.measures:
        if name not in KNOWN:
            raise UnknownMeasure(name, KNOWN)
    supposed = suppose(
        dataset,
        retract=scenario.retract,
        add=scenario.add,
        suspend=scenario.suspend,
        actors=scenario.actors,
        at=scenario.at,
        known_by=scenario.known_by,
    )
    pairs = tuple(_pair(supposed.dataset, *names) for names in scenario.pairs)
    before, after = (
        project(each, at=scenario.at, known_by=scenario.known_by)
        for each in (dataset, supposed.dataset)
    )
    ties = ties_of(before), ties_of(after)
    consequences = _counted(dataset, supposed, *ties)
    out = frozenset(each.statement.iri for each in consequences if each.effect in _GONE)
    new = frozenset(
        each.statement.iri
        for each in consequences
        if each.effect not in (*_GONE, Effect.LOSES_EVIDENCE)
    )
    moved = out & _there(ties[0]), new & _there(ties[1])
    rid = frozenset(each.because for each in consequences if each.reason == "actor")
    label = _Labels(dataset, supposed.dataset)
    spread = Spread.of(*ties, *moved)
    named = pairs or tuple(widest(spread, _MOST_PAIRS))
    return WhatIf(
        scenario=scenario,
        consequences=consequences,
        ranks=tuple(rank_changes(before, after, scenario, *moved)),
        paths=tuple(path_changes(before, after, named, *moved)),
        reach=tuple(reach_changes(spread, label)),
        left=tuple(left_without(before, after, supposed.dataset, moved[0], rid)),
        blocs=bloc_changes(*ties, moved[0] | moved[1], rid, label),
        communities=community_changes(before, after, moved[0] | moved[1], rid, label),
        pairs_changed=spread.pairs_changed,
        counted=(str(before.graph["counted"]), str(after.graph["counted"])),
        searched=spread.searched,
        labels=label.of(_spoken_of(dataset, supposed.dataset, consequences, spread)),
    )


def _pair(dataset: Dataset, a: str, b: str) -> tuple[str, str]:
    ends = dataset.actor(a).iri, dataset.actor(b).iri
    if ends[0] == ends[1]:
        raise OptionError(f"'{a}' and '{b}' are the same actor; a path needs two")
    return ends


def _there(ties: Ties) -> frozenset[str]:
    import numpy

    return frozenset(ties.iris(numpy.arange(len(ties))))


def _counted(
    dataset: Dataset, supposed: Supposition, before: Ties, after: Ties
) -> tuple[Consequence, ...]:
    """The consequences with whether the graph differs by them; those that only the graphs show besides.

    A statement that is made Actual may bring a waiver of the data into force.
    """
    old, new = _there(before), _there(after)
    gone, come = old - new, new - old
    told = [
        replace(each, counted=each.statement.iri in (gone if each.effect in _GONE else come))
        for each in supposed.consequences
    ]
    told = [each for each in told if each.counted or each.effect is not Effect.COUNTS_AGAIN]
    known = {each.statement.iri for each in told}
    for effect, iris, when in (
        (Effect.SUSPENDED, gone - known, supposed.dataset),
        (Effect.COUNTS_AGAIN, come - known, dataset),
    ):
        for iri in iris:
            statement = when.statements[iri]
            because = _waiver(when, statement)
            told.append(Consequence(effect, statement, "instrument", because, counted=True))
    told.sort(key=lambda each: (_ORDER.index(each.effect), each.statement.iri))
    return tuple(told)


def _waiver(dataset: Dataset, statement: Statement) -> str:
    """The waiver that suspends what a statement rests on."""
    found = (
        waiver.iri
        for waiver in dataset.instruments.values()
        if not set(waiver.suspends).isdisjoint(statement.instruments)
    )
    return next(found, statement.iri)


class _Labels:
    """What people call things, in the scenario's data or else in those it starts from."""

    def __init__(self, dataset: Dataset, supposed: Dataset) -> None:
        self.datasets = (supposed, dataset)

    def __call__(self, iri: str) -> str:
        for dataset in self.datasets[:-1]:
            if iri in dataset.actors or iri in dataset.instruments or iri in dataset.sources:
                return dataset.label(iri)
        return label_of(iri, self.datasets[-1].records, self.datasets[-1].vocabulary)

    def of(self, iris: Iterable[str]) -> dict[str, str]:
        """The labels by IRI, in the order of the IRIs."""
        return {iri: self(iri) for iri in sorted(set(iris))}


def _spoken_of(
    dataset: Dataset, supposed: Dataset, told: tuple[Consequence, ...], spread: Spread
) -> Iterable[str]:
    yield from actors_of(supposed)
    yield from spread.nodes
    for each in told:
        yield from each.statement.triple
        if each.because in dataset.instruments or each.because in dataset.sources:
            yield each.because
