"""What an answer would be if other statuses counted too: with what is alleged, proposed, expected."""

from collections.abc import Iterable
from dataclasses import dataclass

from kg.analysis.catalogue import MEASURES as KNOWN
from kg.analysis.centrality import rank
from kg.analysis.saying import Said, said
from kg.analysis.ties import ties_of
from kg.analysis.unfolding import Explanations, unfolded
from kg.dataset import Dataset
from kg.errors import OptionError, UnknownMeasure
from kg.model import Status
from kg.projection import project, statuses_of
from kg.scenario.differences import path_changes, rank_changes
from kg.scenario.records import MEASURES, PathChange, RankChange, ReachChange, Scenario
from kg.scenario.spread import Spread, reach_changes, widest
from kg.shown import Shown

_MOST_PAIRS = 5


@dataclass(frozen=True)
class StatusDifference(Shown):
    """What counts besides, and what that changes; false where it changes nothing.

    `base` are the statuses that count before, `added` those that come to them. `statements` are the ones
    that the second graph has and the first has not, by IRI. `ranks` are those that move, by measure, then
    in the new order; `paths` those of the `pairs` that were named (IRIs), else of the five that change most
    out of `pairs_changed`; `reach` who reaches others than before. `counted` says what both graphs were made
    of, `searched` where changed pairs were looked for.
    """

    base: tuple[Status, ...]
    added: tuple[Status, ...]
    measures: tuple[str, ...]
    weighted: bool
    statements: tuple[Said, ...]
    ranks: tuple[RankChange, ...]
    paths: tuple[PathChange, ...]
    reach: tuple[ReachChange, ...]
    pairs_changed: int
    searched: str
    counted: tuple[str, str]
    labels: dict[str, str]
    pairs: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.statements)

    @property
    def title(self) -> str:
        """The question in a line."""
        words = [" or ".join(each.value for each in group) for group in (self.base, self.added)]
        return f"{words[0]} only, and with {words[1]}"

    def __str__(self) -> str:
        from kg.views.statuses import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.statuses import html

        return html(self)


def status_difference(
    dataset: Dataset,
    status: Iterable[str] | str,
    *,
    base: Iterable[str] | str = ("Actual",),
    by: Iterable[str] | str = MEASURES,
    weighted: bool = False,
    pairs: Iterable[tuple[str, str]] = (),
    at: str | None = None,
    min_confidence: float = 0.0,
    known_by: str | None = None,
) -> StatusDifference:
    """The difference between counting some statuses and counting others besides.

    Two graphs are compared: that of `base`, and that of `base` and `status` together.

    Args:
        dataset: where the statements are.
        status: the statuses that count besides: "Alleged", ("Alleged", "Proposed"), or "all".
        base: the statuses that count in any case; Actual alone unless said otherwise.
        by: what ranks are told of: names in `kg.MEASURES`.
        weighted: whether ranks count strong ties more than weak ones: see `kg.rank`.
        pairs: pairs of actors whose strongest path is told; those that change most if there are none.
        at: a date: ties that hold then, acts on or before it. All of them without it.
        min_confidence: the least confidence of statements in either graph.
        known_by: a date: statements that a source of that date or before reports.

    Raises:
        UnknownActor, AmbiguousName: a name is nobody's, or several have it.
        UnknownMeasure: a measure is none.
        OptionError: a status is none, none comes to the base, or another option has no sense.
    """
    measures = _measures(by)
    first, added = _groups(status, base)
    named = tuple(_pair(dataset, *names) for names in pairs)
    before, after = (
        project(dataset, status=wanted, at=at, min_confidence=min_confidence, known_by=known_by)
        for wanted in (first, first | added)
    )
    ties = ties_of(before), ties_of(after)
    old, now = (frozenset(each.iris(each.only(None))) for each in ties)
    new = now - old
    spread = Spread.of(*ties, frozenset(), new)
    asked = Scenario("", measures=measures, weighted=weighted)
    told = named or tuple(widest(spread, _MOST_PAIRS))
    order = list(Status)
    return StatusDifference(
        base=tuple(sorted(first, key=order.index)),
        added=tuple(sorted(added, key=order.index)),
        measures=measures,
        weighted=weighted,
        statements=tuple(said(dataset, dataset.statements[iri]) for iri in sorted(new)),
        ranks=tuple(rank_changes(before, after, asked, frozenset(), new)),
        paths=tuple(path_changes(before, after, told, frozenset(), new)),
        reach=tuple(reach_changes(spread, dataset.label)),
        pairs_changed=spread.pairs_changed,
        searched=spread.searched,
        counted=(str(before.graph["counted"]), str(after.graph["counted"])),
        labels={
            iri: dataset.label(iri)
            for iri in sorted({*spread.nodes, *(end for pair in named for end in pair)})
        },
        pairs=named,
    )


def explain_statuses(
    dataset: Dataset,
    status: Iterable[str] | str,
    actor: str,
    *,
    base: Iterable[str] | str = ("Actual",),
    by: Iterable[str] | str = MEASURES,
    weighted: bool = False,
    at: str | None = None,
    min_confidence: float = 0.0,
    known_by: str | None = None,
    limit: int | None = 5,
) -> Explanations:
    """Why an actor has the values that it has before and after, of each measure: see `kg.explain`.

    Args:
        dataset: where the statements are.
        status: as for `status_difference`, and so what is not told here.
        actor: any of its names.
        base: the statuses that count in any case.
        by: names in `kg.MEASURES`.
        weighted: whether ranks count strong ties more than weak ones.
        at: a date.
        min_confidence: the least confidence.
        known_by: a date.
        limit: how many parts to list of each value, the others added up; None is all.

    Raises:
        UnknownActor, AmbiguousName: of the name.
        UnknownMeasure: a measure is none.
        OptionError: the actor has no value before or after, or an option has no sense.
    """
    first, added = _groups(status, base)
    graphs = [
        project(dataset, status=wanted, at=at, min_confidence=min_confidence, known_by=known_by)
        for wanted in (first, first | added)
    ]
    names = [
        " or ".join(each.value for each in Status if each in group) for group in (first, added)
    ]
    words = f"{names[0]} only", f"with {names[1]}"
    cases = [
        (f"{measure}, {word}", graph, rank(graph, measure, weighted=weighted))
        for measure in _measures(by)
        for word, graph in zip(words, graphs, strict=True)
    ]
    before, after = (str(graph.graph["counted"]) for graph in graphs)
    return unfolded(cases, actor, f"{before}; then {after}", limit)


def _measures(by: Iterable[str] | str) -> tuple[str, ...]:
    measures = (by,) if isinstance(by, str) else tuple(by)
    for name in measures:
        if name not in KNOWN:
            raise UnknownMeasure(name, KNOWN)
    return measures


def _groups(
    status: Iterable[str] | str, base: Iterable[str] | str
) -> tuple[frozenset[Status], frozenset[Status]]:
    """The statuses that count before, and those that come to them."""
    first = statuses_of(base)
    added = statuses_of(status) - first
    if not added:
        names = [each.value for each in Status if each in first]
        count = "counts" if len(names) == 1 else "count"
        raise OptionError(f"{' and '.join(names)} {count} already; name another status")
    return first, added


def _pair(dataset: Dataset, a: str, b: str) -> tuple[str, str]:
    ends = dataset.actor(a).iri, dataset.actor(b).iri
    if ends[0] == ends[1]:
        raise OptionError(f"'{a}' and '{b}' are the same actor; a path needs two")
    return ends
