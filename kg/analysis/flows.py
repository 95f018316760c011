"""What runs between an actor and its partners, and who stands on the far side of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.analysis.roles import EVASION
from kg.analysis.saying import Said, said
from kg.dataset import Dataset
from kg.dates import Certainty
from kg.model import Statement


@dataclass(frozen=True)
class Relay:
    """Who stands on the far side of a partner, and the ties between the two."""

    actor: str
    label: str
    imposes: bool
    ties: tuple[Said, ...]


@dataclass(frozen=True)
class Flow:
    """What runs between the actor and a partner, one way: "in" to the actor or "out" of it.

    `imposes` tells that the partner is one who imposes a measure that binds, `evades` that a tie helps
    the actor evade sanctions. `beyond` are those from whom the partner gets, or to whom it gives.
    """

    way: str
    partner: str
    label: str
    imposes: bool
    evades: bool
    ties: tuple[Said, ...]
    beyond: tuple[Relay, ...]


def flows_of(
    dataset: Dataset,
    actor: str,
    ties: Mapping[str, Statement],
    found: Mapping[str, Certainty],
    imposing: set[str],
) -> list[Flow]:
    """The flows of an actor among these ties, by way, those of evasion first, then by partner.

    `found` tells how certainly each statement stands, `imposing` who imposes a measure that binds.
    """
    kinds = dataset.vocabulary.relation_types
    evasion = EVASION.among(kinds)
    runs: dict[tuple[str, str], list[Statement]] = {}
    for each in ties.values():
        runs.setdefault((each.subject, each.object), []).append(each)
        if kinds[each.predicate].symmetric and each.subject != each.object:
            runs.setdefault((each.object, each.subject), []).append(each)
    told = []
    for way, near, far in (("in", 1, 0), ("out", 0, 1)):
        for pair in sorted(each for each in runs if each[near] == actor and each[far] != actor):
            partner = pair[far]
            beyond = [
                Relay(
                    end[far],
                    dataset.label(end[far]),
                    end[far] in imposing,
                    tuple(said(dataset, each, found[each.iri]) for each in runs[end]),
                )
                for end in sorted(runs)
                if end[near] == partner and end[far] not in (actor, partner)
            ]
            evades = way == "in" and any(each.predicate in evasion for each in runs[pair])
            told.append(
                Flow(
                    way,
                    partner,
                    dataset.label(partner),
                    partner in imposing,
                    evades,
                    tuple(said(dataset, each, found[each.iri]) for each in runs[pair]),
                    tuple(beyond),
                )
            )
    return sorted(told, key=lambda flow: (flow.way, not flow.evades, flow.partner))
