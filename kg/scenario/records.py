"""What a scenario supposes, and what it changes, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from kg.analysis.paths import Path
from kg.model import Actor, Statement, Status
from kg.shown import Shown

Addition = str | Statement | Actor
MEASURES = ("betweenness", "pagerank")
"""What ranks are told of unless said otherwise."""
NOISE = 1e-9
"""Less is no other value: iterated measures are given to 1e-8 in the sum."""


@dataclass(frozen=True)
class Scenario:
    """What is supposed, and what is asked about it: the arguments of `kg.whatif` under a title.

    `actors` are actors that the data do not have, the name of each with that of its class.
    """

    title: str
    retract: tuple[str, ...] = ()
    add: tuple[Addition, ...] = ()
    suspend: tuple[str, ...] = ()
    actors: Mapping[str, str] = field(default_factory=dict)
    at: str | None = None
    measures: tuple[str, ...] = MEASURES
    weighted: bool = False
    pairs: tuple[tuple[str, str], ...] = ()
    note: str | None = None
    known_by: str | None = None


class Effect(StrEnum):
    """What becomes of a statement in a scenario."""

    FALLS = "falls"
    SUSPENDED = "suspended"
    LOSES_EVIDENCE = "loses evidence"
    COUNTS_AGAIN = "counts again"
    ADDED = "added"
    MADE_ACTUAL = "made Actual"


@dataclass(frozen=True)
class Consequence:
    """What becomes of a statement, and why.

    `reason` is the kind of what was named: "statement", "tie", "instrument", "source" or "actor";
    `because` is its IRI (for a tie, its words). `counted` tells whether the graph differs by the
    statement: one that falls was in it, one that is added is in it now. `was` is the status that the
    data give to one that is made Actual.
    """

    effect: Effect
    statement: Statement
    reason: str
    because: str
    was: Status | None = None
    counted: bool = False


@dataclass(frozen=True)
class RankChange:
    """An actor's rank and value before and after; None where it has no relation in that graph.

    `statements` are those of its own that changed; all that changed, and `own` is false, where none of them
    did or where its value is the same, so that only others passed it or fell behind: a rank rests on the
    whole graph.
    """

    measure: str
    actor: str
    label: str
    rank_before: int | None
    value_before: float | None
    rank_after: int | None
    value_after: float | None
    statements: tuple[str, ...]
    own: bool = True

    @property
    def same_value(self) -> bool:
        """Whether its value is the same before and after: only others can have moved its rank then."""
        before, after = self.value_before, self.value_after
        return before is not None and after is not None and abs(before - after) <= NOISE


@dataclass(frozen=True)
class PathChange:
    """The strongest influence path of a pair (IRIs) before and after; None where there is none.

    `change` is "lost", "new", "weaker", "stronger", "rerouted", "surer", "less sure", "carried
    differently", "same" or "no path"; `statements` are those that changed on either path.
    """

    source: str
    target: str
    change: str
    before: Path | None
    after: Path | None
    statements: tuple[str, ...]


@dataclass(frozen=True)
class ReachChange:
    """How many others an actor's influence reaches, before and after, and whom it loses and gains.

    `statements` are those that make it: retracting the other changed ones alone would lose it none of these,
    retracting these alone would lose it all; of those gained, the same backwards.
    """

    actor: str
    label: str
    before: int
    after: int
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Left:
    """An actor that lost a supplier and has one or none left of that kind of supply.

    `before` and `after` are the suppliers (IRIs) of that kind that the data name. `statements` are those
    that are gone. `depends_on` are others (IRIs) on whom it is said to depend, whatever for, and
    `dependence` the statements that say so: it may get the same from them.
    """

    actor: str
    label: str
    relation: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    statements: tuple[str, ...]
    depends_on: tuple[str, ...] = ()
    dependence: tuple[str, ...] = ()


@dataclass(frozen=True)
class SideChange:
    """An actor that stands with others than before, once the blocs of both graphs are laid side by side.

    `before` and `after` are the actors (IRIs) of its bloc in the two graphs, itself among them; empty where
    no tie of cooperation or conflict joins it to anybody. `statements` are those of its own that
    changed, or, where none of them did, all that did and have a sign: `own` is false then.
    """

    actor: str
    label: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    statements: tuple[str, ...]
    own: bool = True


@dataclass(frozen=True)
class BlocChange:
    """What a scenario does to the blocs of `kg.balance`: see `kg.scenario.blocs`.

    `frustration` are the bounds of the index before and after. `sides` are the actors that change side,
    by IRI: none is told where `exact` is false, as either index is only bounded then.
    """

    frustration: tuple[tuple[int, int], tuple[int, int]]
    exact: bool
    sides: tuple[SideChange, ...]


@dataclass(frozen=True)
class CommunityChange:
    """What a scenario does to the communities of `kg.communities`.

    `agreement` is that of the runs before and after; `moves` are the actors that change community, by
    IRI: none is told unless every run gives the same, in both graphs.
    """

    agreement: tuple[float, float]
    moves: tuple[SideChange, ...]

    @property
    def stable(self) -> bool:
        """Whether the communities depend on no draw."""
        return min(self.agreement) == 1


@dataclass(frozen=True)
class WhatIf(Shown):
    """What a scenario changes; false where it changes nothing.

    `consequences` are statements in the order of effects, then IRIs. `ranks` are those that move, by
    measure, then by the new order. `paths` are those of the pairs that were named, else of the five that
    change most out of `pairs_changed`. `blocs` and `communities` tell who stands with others than
    before. `counted` says what the graphs before and after were made of, `searched` where the pairs that
    change were looked for. `labels` are the names of what is spoken of.
    """

    scenario: Scenario
    consequences: tuple[Consequence, ...]
    ranks: tuple[RankChange, ...]
    paths: tuple[PathChange, ...]
    reach: tuple[ReachChange, ...]
    left: tuple[Left, ...]
    blocs: BlocChange
    communities: CommunityChange
    pairs_changed: int
    counted: tuple[str, str]
    searched: str
    labels: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.consequences)

    @property
    def moves(self) -> bool:
        """Whether the graph is another one: a statement is gone from it or has come to it."""
        return any(each.counted for each in self.consequences)

    def of(self, *effects: Effect) -> tuple[Consequence, ...]:
        """The consequences of these kinds."""
        return tuple(each for each in self.consequences if each.effect in effects)

    def __str__(self) -> str:
        from kg.views.supposed import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.supposed import html

        return html(self)
