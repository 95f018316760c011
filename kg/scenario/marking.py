"""Whether an answer withstands the loss of each origin: any answer, by asking again without it."""

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.analysis.origins import Origin, origins_of
from kg.analysis.perturbing import LEFT_OUT, MOST_LEFT_OUT, losses_of
from kg.analysis.ranges import Verdict
from kg.analysis.resting import places_of
from kg.dataset import Dataset
from kg.errors import KgError, OptionError, alternatives
from kg.scenario.parts import parts_of
from kg.scenario.supposing import suppose
from kg.shown import Shown

Parts = Mapping[tuple[str, ...], str]
"""What an answer says, part by part: what tells parts apart, and the part in words."""


@dataclass(frozen=True)
class Marked:
    """One part of an answer: what tells it apart, in words, and without which origins it is not said."""

    key: tuple[str, ...]
    label: str
    without: tuple[Origin, ...]

    @property
    def verdict(self) -> Verdict:
        """Stable, unless there is an origin without which it is not said."""
        return Verdict.CONTESTED if self.without else Verdict.STABLE

    def __str__(self) -> str:
        why = f": not without {', '.join(map(str, self.without))}" if self.without else ""
        return f"{self.label} ({self.verdict}{why})"


@dataclass(frozen=True)
class Marks(Shown):
    """The parts of an answer in its order, and those that it has only without an origin (`instead`).

    `left_out` of the `origins` (or places in sources) were left out one by one; `alone` is one that every
    statement rests on, if there is one: without it there is no answer.
    """

    parts: tuple[Marked, ...]
    instead: tuple[tuple[str, Origin], ...]
    leave_out: str
    left_out: int
    origins: int
    alone: Origin | None

    def __iter__(self) -> Iterator[Marked]:
        return iter(self.parts)

    def __len__(self) -> int:
        return len(self.parts)

    def __getitem__(self, index: int) -> Marked:
        return self.parts[index]

    @property
    def verdict(self) -> Verdict:
        """Stable, if every part is, and no origin keeps another part out."""
        whole = not self.instead and all(each.verdict is Verdict.STABLE for each in self)
        return Verdict.STABLE if whole else Verdict.CONTESTED

    def __str__(self) -> str:
        from kg.views.marks import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.marks import html

        return html(self)


def marks(
    dataset: Dataset,
    ask: Callable[[Dataset], Any],
    *,
    leave_out: str = "origin",
    by: Callable[[Any], Parts] | None = None,
    progress: Callable[[str, int, float | None], object] | None = None,
) -> Marks:
    """Which parts of an answer are stable, and which contested: not said without some origin.

    The question is asked again of the data without each origin, as `kg.whatif` leaves out what rests on it
    alone: waivers that stand by nothing else fall too. Exact, and as slow as so many questions: of very many
    origins the 100 that most statements rest on. What partial dates and confidence do is not in it: answers
    say themselves what is only possible, and `kg.rank_intervals` and `kg.path_robustness` draw by confidence.

    What is one part: of paths the actors of each; of blocs and communities who is in one; of who plays both
    sides the actor and the pair; of mediations, commitments, restrictions, supplies, changes who and whom,
    and what became of it, or how certain it is; of reach each actor with its certainty; of journeys whether
    there is one; of a ranking each actor with its place; of a scenario each thing that it changes.

    Args:
        dataset: where the statements are.
        ask: the question, of a dataset: `lambda data: kg.balance(kg.project(data, at="2023"))`.
        leave_out: "origin", or "place": each place in a source (a paragraph, a page) instead.
        by: what the parts of the answer are, where it is none of those: their keys, and each in words.
        progress: is called with "asking", how often the question is asked again, and that share of all.

    Raises:
        OptionError: an option has no sense, or nothing is known of the answer's parts.
        KgError: as the question; without an origin that is an answer without parts.

    >>> import kg
    >>> data = kg.load(kg.shipped())
    >>> found = marks(data, lambda some: kg.paths(some, "Russia", "EU", limit=1), leave_out="place")
    >>> print(found[0])
    Russia > Azerbaijan > European Union (contested: not without paragraph 8)
    """
    if leave_out not in LEFT_OUT:
        raise OptionError(f"unknown leave_out '{leave_out}'; use {alternatives(LEFT_OUT)}")
    told = by or parts_of
    whole = told(ask(dataset))
    statements = dataset.statements
    places = tuple(places_of(each.evidence) for each in statements.values())
    origins = origins_of(dataset.sources, {iri for each in places for iri, _ in each})
    losses = losses_of(places, origins, dataset.sources, by_place=leave_out == "place")
    iris = tuple(statements)
    missing: dict[tuple[str, ...], list[Origin]] = {key: [] for key in whole}
    instead: dict[tuple[str, ...], tuple[str, Origin]] = {}
    alone: Origin | None = None
    keys = list(losses.most(MOST_LEFT_OUT))
    for number, key in enumerate(keys, 1):
        origin, rows = losses.named[key], losses.rows[key]
        found: Parts = {}
        if len(rows) == len(iris):
            alone = origin  # without it there is nothing to ask
        else:
            left = suppose(dataset, retract=[iris[row] for row in rows]).dataset
            with contextlib.suppress(
                KgError
            ):  # as where a walk starts from who has no relation left
                found = told(ask(left))
        for each in whole.keys() - found.keys():
            missing[each].append(origin)
        for each in found.keys() - whole.keys():
            instead.setdefault(each, (found[each], origin))
        if progress is not None:
            progress("asking", number, number / len(keys))
    return Marks(
        tuple(Marked(key, label, tuple(missing[key])) for key, label in whole.items()),
        tuple(instead[key] for key in sorted(instead)),
        leave_out,
        len(keys),
        len(losses.named),
        alone,
    )
