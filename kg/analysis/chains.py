"""Paths as frozen values: steps with their statements, chains of them, and the answer that holds them."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.dates import Certainty
from kg.shown import Found

_OUT_OF_ORDER = (
    "In time its steps cannot follow one another: a later one is over before an earlier one can be taken"
    " (see kg journeys)."
)
_SUSPENDED = "In time it cannot be taken on the days that waivers leave it (see kg journeys)."
_ON_NO_DAY = (
    "No one day of {} has all its steps: they stand on different days of it (see kg journeys)."
)


def as_to_time(certainty: Certainty) -> str:
    """The certainty in words that cannot be taken for belief in the sources: dates are all it is about.

    >>> as_to_time(Certainty.POSSIBLE)
    'possible as to time'
    """
    return f"{certainty} as to time"


@dataclass(frozen=True)
class Step:
    """One hop: influence from `source` to `target`, both IRIs.

    `strength` is in (0, 1], `cost` its integer (see `kg.strength`); `statements` are the IRIs of all
    that carry the step, strongest first; `sentence` says the first three and counts the rest.
    """

    source: str
    target: str
    strength: float
    cost: int
    certainty: Certainty
    statements: tuple[str, ...]
    sentence: str

    @property
    def carrier(self) -> str:
        """The IRI of the strongest statement that carries the step."""
        return self.statements[0]


@dataclass(frozen=True)
class Path(Found):
    """A chain of actors (IRIs) along which influence runs, with its steps and citations.

    `opposed` tells that conflict alone carries a step of it: such a chain links its ends, and its
    sentence does not say that one reaches the other. `at` or `between` is the time that was asked about,
    if one was. `in_order` is False if a later step is over before an earlier one can be taken, days apart on
    which a waiver surely suspends one (see `kg.analysis.sequence`): such a chain joins its ends, but nothing
    can have run along it; `suspended` tells that waivers alone make it so. Of a date (`at`) `in_order` is
    False if no day of it can have all steps.
    """

    actors: tuple[str, ...]
    labels: tuple[str, ...]
    steps: tuple[Step, ...]
    citations: tuple[str, ...]
    opposed: bool = False
    at: str | None = None
    between: tuple[str, str] | None = None
    in_order: bool = True
    suspended: bool = False

    @property
    def strength(self) -> float:
        """The product of the steps' strengths, in (0, 1]."""
        product = 1.0
        for step in self.steps:
            product *= step.strength
        return product

    @property
    def cost(self) -> int:
        """The sum of the steps' costs."""
        return sum(step.cost for step in self.steps)

    @property
    def weakest(self) -> Step:
        """The weakest step; of equals the first."""
        return min(self.steps, key=lambda step: step.strength)

    @property
    def certainty(self) -> Certainty | None:
        """Certain if every step stands then whatever day its partial dates mean, else possible.

        Of a time, or if no day of a date has all of them, it is said of each step alone. None if no time was
        asked about.
        """
        if self.at is None and self.between is None:
            return None
        sure = all(step.certainty is Certainty.CERTAIN for step in self.steps)
        return Certainty.CERTAIN if sure else Certainty.POSSIBLE

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of all statements that carry a step, in order."""
        return tuple(iri for step in self.steps for iri in step.statements)

    @property
    def sentence(self) -> str:
        """The path in plain English; the numbers in brackets are those of `citations`."""
        count = len(self.steps)
        names = dict(zip(self.actors, self.labels, strict=True))
        weak = f"{names[self.weakest.source]} to {names[self.weakest.target]}"
        way = "is linked to" if self.opposed else "reaches"
        return (
            f"{self.labels[0]} {way} {self.labels[-1]} in {count} step{'' if count == 1 else 's'}: "
            + "; ".join(step.sentence for step in self.steps)
            + f". Strength {self.strength:.3f}{self._standing}"
            + (f"; weakest link {weak} ({self.weakest.strength:.3f})." if count > 1 else ".")
            + ("" if self.in_order else f" {self._apart}")
        )

    @property
    def _apart(self) -> str:
        """Why nothing can have run along it."""
        if self.at is not None:
            return _ON_NO_DAY.format(self.at)
        return _SUSPENDED if self.suspended else _OUT_OF_ORDER

    @property
    def _standing(self) -> str:
        """How certainly it stands at the time asked about, in words that follow its strength."""
        if self.certainty is None:
            return ""
        if self.between is None:
            return f", {'' if self.in_order else 'each step '}{as_to_time(self.certainty)}"
        first, last = self.between
        steps = "each step " if len(self.steps) > 1 else ""
        sure = "certainly" if self.certainty is Certainty.CERTAIN else "possibly"
        return f", {steps}{sure} within {first}{'' if first == last else f' to {last}'}"

    def __str__(self) -> str:
        sources = [f"  [{number}] {text}" for number, text in enumerate(self.citations, start=1)]
        return "\n".join([self.sentence, *sources])


@dataclass(frozen=True)
class Paths(Found):
    """Paths in the order asked for, then by their actors' IRIs.

    `counted` says what they were looked for in, and what carried influence; `capped`, where all were
    asked for, at what number the answer stops and why ("" where it is whole). `called` is what a path is
    by the signs of its steps: "influence path", "path of conflict", or "path" of both or by a pattern.
    """

    source: str
    target: str
    paths: tuple[Path, ...]
    counted: str
    capped: str = ""
    called: str = "influence path"

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)

    def __len__(self) -> int:
        return len(self.paths)

    def __getitem__(self, index: int) -> Path:
        return self.paths[index]

    @property
    def empty(self) -> str:
        """The sentence that says there is no path."""
        text = f"No {self.called} from {self.source} to {self.target} among {self.counted}."
        return f"{text} {self.capped}" if self.capped else text

    def __str__(self) -> str:
        if not self.paths:
            return self.empty
        return "\n".join([*map(str, self.paths), *filter(None, [self.capped])])

    def _repr_html_(self) -> str:
        from kg.views.listings import paths
        from kg.views.telling import html

        return html(paths(self))
