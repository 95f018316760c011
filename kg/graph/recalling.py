"""A dataset as it was known by a date: without what no source of that date or before reports."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.dataset import Dataset
from kg.dates import Certainty, Window, parse_date
from kg.graph.knowing import reported
from kg.holding import Circumstances, standing
from kg.model import Instrument, Status


@dataclass(frozen=True)
class Recalled:
    """What was known, or may have been, to be looked at; `unsure` are statements that only may have been.

    A waiver that nobody knew of suspends nothing there. Not to be changed or projected.
    """

    dataset: Dataset
    unsure: frozenset[str]

    def at_most(self, certainty: Certainty, *statements: str) -> Certainty:
        """The certainty, at most possible if one of the statements only may have been known."""
        doubted = certainty is Certainty.CERTAIN and not self.unsure.isdisjoint(statements)
        return Certainty.POSSIBLE if doubted else certainty

    def standing(self, about: Circumstances, window: Window | None) -> dict[str, Certainty]:
        """How certainly each statement stands; what perhaps was known stands, and suspends, possibly."""
        statements = self.dataset.statements
        found = standing(statements, about, window=window)
        if not self.unsure:
            return found
        surely = {
            iri: replace(each, status=Status.DENIED) if iri in self.unsure else each
            for iri, each in statements.items()
        }
        other = standing(surely, about, window=window)
        return {
            iri: self.at_most(told if told is other[iri] else Certainty.POSSIBLE, iri)
            for iri, told in found.items()
        }


def recall(dataset: Dataset, known_by: str | None) -> Recalled:
    """What was known by a date, as `kg.project(known_by=...)` has it; without a date all there is.

    A statement was known by the earliest of its sources, and perhaps if one has no date.

    Raises:
        OptionError: the date is none.
    """
    if known_by is None:
        return Recalled(dataset, frozenset())
    date = parse_date(known_by)
    known = {iri: reported(dataset, each, date) for iri, each in dataset.statements.items()}
    statements = {
        iri: each
        for iri, each in dataset.statements.items()
        if known[iri] is not Certainty.IMPOSSIBLE
    }
    about = Dataset.over(dataset.store, files=dataset.files)
    held: dict[str, Any] = vars(about)
    told = replace(
        dataset.records, statements=statements, instruments=_instruments(dataset, statements)
    )
    held.update(vocabulary=dataset.vocabulary, records=told)
    unsure = frozenset(iri for iri in statements if known[iri] is Certainty.POSSIBLE)
    return Recalled(about, unsure)


def _instruments(dataset: Dataset, known: Mapping[str, Any]) -> dict[str, Instrument]:
    """The instruments, waivers without effect where every statement that rests on them was unknown."""
    every = {one for each in dataset.statements.values() for one in each.instruments}
    heard = {one for iri in known for one in dataset.statements[iri].instruments}
    return {
        iri: replace(each, suspends=()) if iri in every - heard else each
        for iri, each in dataset.instruments.items()
    }
