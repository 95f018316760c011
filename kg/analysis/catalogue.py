"""The measures by name: what each says, what it takes, and how one was asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from kg.errors import OptionError, UnknownMeasure

_DIRECTIONS = ("out", "in")


@dataclass(frozen=True)
class Measure:
    """A named measure: what it says of an actor, and which weight `weighted=True` gives it.

    By "strength" a strong tie counts more, by "cost" it is a short one; None: there is no weighing it.
    `mirrored` is the measure that answers for the other direction, the same one where both are alike, or
    None where `direction` decides. `starts` and `samples` tell whether it takes these options.
    """

    name: str
    meaning: str
    weight: Literal["strength", "cost"] | None = None
    mirrored: str | None = None
    starts: bool = False
    samples: bool = False


MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure(
            "authorities", "influenced by those who influence many authorities", "strength", "hubs"
        ),
        Measure(
            "betweenness",
            "the share of shortest influence paths that run through it",
            "cost",
            samples=True,
        ),
        Measure("closeness", "how near it is to those it can influence", "cost"),
        Measure(
            "constraint",
            "how far its ties lead back to the same few others, a broker's is low; Burt's measure of"
            " directed influence as networkx computes it, a pair tied both ways weighing double",
            "strength",
            "constraint",
        ),
        Measure(
            "core", "the largest k such that it is tied to k others of that core", None, "core"
        ),
        Measure("degree", "its relations, each statement once", None, "in_degree"),
        Measure(
            "effective_size",
            "its neighbours, less what they are tied to each other; Burt's measure of directed"
            " influence, a pair tied both ways weighing double",
            "strength",
            "effective_size",
        ),
        Measure("eigenvector", "influence over actors that are influential themselves", "strength"),
        Measure("harmonic", "the sum of 1 / distance to those it can influence", "cost"),
        Measure("hubs", "influences those whom many hubs influence", "strength", "authorities"),
        Measure("in_degree", "relations in which it is acted on"),
        Measure("in_strength", "the strength of relations in which it is acted on", "strength"),
        Measure("katz", "influence along walks, longer ones counting less", "strength"),
        Measure(
            "laplacian",
            "how much of the ties' energy would be lost without it",
            "strength",
            "laplacian",
        ),
        Measure("out_degree", "relations in which it acts", None, "in_degree"),
        Measure(
            "out_strength",
            "the strength of relations in which it acts",
            "strength",
            "in_strength",
        ),
        Measure(
            "pagerank",
            "where a random walk against influence comes to rest",
            "strength",
            starts=True,
        ),
        Measure(
            "strength",
            "the strength of its relations, each statement once",
            "strength",
            "in_strength",
        ),
    )
}


@dataclass(frozen=True)
class Asked:
    """How a measure was asked for: the options of `kg.rank`, names resolved to IRIs."""

    relation: str | None = None
    weighted: bool = False
    direction: str = "out"
    start: tuple[str, ...] = ()
    sample: int | None = None
    seed: int = 0


def measure_of(by: str) -> Measure:
    """The measure of this name.

    Raises:
        UnknownMeasure: there is none; with near matches.

    >>> measure_of("betweenness").weight
    'cost'
    """
    if by not in MEASURES:
        raise UnknownMeasure(by, MEASURES)
    return MEASURES[by]


def check(by: str, asked: Asked) -> None:
    """Refuse an option that makes no sense, or that the measure would not heed.

    Raises:
        UnknownMeasure: `by` is none.
        OptionError: an option has no sense.
    """
    measure = measure_of(by)
    if asked.direction not in _DIRECTIONS:
        raise OptionError(f"unknown direction '{asked.direction}'; use 'out' or 'in'")
    if asked.weighted and measure.weight is None:
        other = by.replace("degree", "strength") if "degree" in by else "effective_size"
        what = "relations" if "degree" in by else "neighbours"
        raise OptionError(f"'{by}' counts {what}, weighted or not; rank by '{other}'")
    if asked.direction == "in" and measure.mirrored == by:
        raise OptionError(f"'{by}' is the same in both directions; leave 'in' out")
    if asked.direction == "in" and measure.mirrored is not None:
        raise OptionError(f"'{by}' has no direction 'in'; rank by '{measure.mirrored}'")
    if asked.start and not measure.starts:
        raise OptionError(f"'{by}' has no start; {_those('starts')} has")
    if asked.sample is not None and not measure.samples:
        raise OptionError(f"'{by}' is not sampled; {_those('samples')} is")
    if asked.sample is not None and asked.sample < 1:
        raise OptionError(f"sample '{asked.sample}' is not a number from 1 on")
    if asked.seed < 0:
        raise OptionError(f"seed '{asked.seed}' is not a number from 0 on")
    if asked.seed and asked.sample is None:
        raise OptionError("a seed needs a sample: without one nothing is left to chance")


def _those(what: str) -> str:
    return ", ".join(f"'{name}'" for name, each in MEASURES.items() if getattr(each, what))
