"""What an answer says, part by part, so that two answers to one question can be laid side by side."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kg.analysis.balance import Balance
from kg.analysis.centrality import Ranking
from kg.analysis.changes import Changes
from kg.analysis.commitments import Commitments
from kg.analysis.communities import Communities
from kg.analysis.mediation import Mediations
from kg.analysis.paths import Paths
from kg.analysis.ranges import ordinal
from kg.analysis.reaching import Reach
from kg.analysis.restrictions import Restrictions
from kg.analysis.sides import BothSides
from kg.analysis.supplies import Supplies
from kg.analysis.temporal import Journeys
from kg.dates import Certainty
from kg.errors import OptionError
from kg.scenario.records import WhatIf

_BINDS = {
    Certainty.CERTAIN: "binds",
    Certainty.POSSIBLE: "possibly binds",
    Certainty.IMPOSSIBLE: "does not bind",
}
_WITHOUT = {
    Certainty.CERTAIN: "no alternative without it",
    Certainty.POSSIBLE: "only possible alternatives without it",
    Certainty.IMPOSSIBLE: "an alternative without it",
}
Key = tuple[str, ...]
Part = tuple[Key, str]


def parts_of(answer: Any) -> Mapping[Key, str]:
    """The parts of an answer in its order: what tells each from others, and in words.

    Raises:
        OptionError: nothing is known of the parts of such an answer.
    """
    for kind, told in _TOLD.items():
        if isinstance(answer, kind):
            return dict(told(answer))
    known = ", ".join(sorted(kind.__name__ for kind in _TOLD))
    raise OptionError(
        f"no parts are known of a '{type(answer).__name__}'; ask for one of {known}, or give by"
    )


def _ranking(found: Ranking) -> Iterator[Part]:
    for each in found:
        yield (each.actor, str(each.rank)), f"{each.label} {ordinal(each.rank)}"


def _paths(found: Paths) -> Iterator[Part]:
    for each in found:
        yield each.actors, " > ".join(each.labels)


def _reach(found: Reach) -> Iterator[Part]:
    for each in found:
        yield (each.actor, each.certainty), f"{each.label}, {each.certainty}"


def _journeys(found: Journeys) -> Iterator[Part]:
    yield (found.certainty,), f"{found.source} to {found.target}: {found.certainty}"


def _balance(found: Balance) -> Iterator[Part]:
    for each in found.blocs:
        yield each.actors, f"bloc of {', '.join(found.labels[iri] for iri in each.actors)}"


def _communities(found: Communities) -> Iterator[Part]:
    for each in found:
        names = ", ".join(one.label for one in sorted(each.members, key=lambda one: one.actor))
        yield tuple(sorted(each.actors)), f"community of {names}"


def _sides(found: BothSides) -> Iterator[Part]:
    for each in found:
        actor, one, other = (found.labels[iri] for iri in (each.actor, *each.pair))
        yield (each.actor, *each.pair), f"{actor} with {one} and {other}"


def _mediations(found: Mediations) -> Iterator[Part]:
    for each in (*found.between, *found.one_sided):
        yield (each.mediator, each.outcome, *each.sides), f"{each.label}: {each.outcome}"


def _commitments(found: Commitments) -> Iterator[Part]:
    for each in found.commitments:
        words = f"{each.owing_label} to {each.label}: {each.outcome}, {each.certainty}"
        yield (each.owing, each.member, each.outcome, each.certainty), words


def _restrictions(found: Restrictions) -> Iterator[Part]:
    for each in found.measures:
        words = f"{each.said.sentence}: {_BINDS[each.certainty]}"
        yield (each.by, each.said.iri, each.certainty), words


def _supplies(found: Supplies) -> Iterator[Part]:
    for each in found:
        words = f"{each.supplier_label} {each.relation_label} {each.label}"
        yield (
            (each.supplier, each.relation, each.actor, each.alone),
            f"{words}: {_WITHOUT[each.alone]}",
        )


def _changes(found: Changes) -> Iterator[Part]:
    for each in found.changes:
        words = f"{each.said.sentence}: {each.turn}, {each.certainty}"
        yield (each.turn, each.other, each.said.iri, each.certainty), words


def _whatif(found: WhatIf) -> Iterator[Part]:
    label = found.labels.get
    for one in found.consequences:
        words = " ".join(str(label(iri, iri)) for iri in one.statement.triple)
        yield (one.effect, one.statement.iri), f"{words} {one.effect}"
    for move in found.ranks:
        after = "none" if move.rank_after is None else ordinal(move.rank_after)
        key = ("rank", move.measure, move.actor, after)
        yield key, f"{move.label} by {move.measure}: {after}"
    for path in found.paths:
        ends = f"{label(path.source)} to {label(path.target)}"
        yield ("path", path.source, path.target, path.change), f"{ends}: {path.change}"
    for reach in found.reach:
        for word, actors in (("no longer", reach.lost), ("at last", reach.gained)):
            for iri in actors:
                yield (
                    ("reach", reach.actor, word, iri),
                    f"{reach.label} {word} reaches {label(iri)}",
                )
    for left in found.left:
        yield ("left", left.actor, left.relation), f"{left.label} left without an alternative"
    for word, moved in (("bloc", found.blocs.sides), ("community", found.communities.moves)):
        for each in moved:
            yield (word, each.actor), f"{each.label} changes {word}"


_TOLD: Mapping[type, Callable[[Any], Iterator[Part]]] = {
    Balance: _balance,
    BothSides: _sides,
    Changes: _changes,
    Commitments: _commitments,
    Communities: _communities,
    Journeys: _journeys,
    Mediations: _mediations,
    Paths: _paths,
    Ranking: _ranking,
    Reach: _reach,
    Restrictions: _restrictions,
    Supplies: _supplies,
    WhatIf: _whatif,
}
