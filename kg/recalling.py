"""A dataset as it was known by a date: without what no source of that date or before reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.dataset import Dataset
from kg.dates import Certainty, PartialDate, Window, parse_date
from kg.holding import Circumstances, standing
from kg.model import Instrument, Source, Statement, Status


@dataclass(frozen=True)
class Recalled:
    """What was known, or may have been, to be looked at; `unsure` are statements that only may have been.

    Their evidence is what was out by then, or may have been: `doubtful` are the sources (IRIs) that only may
    have been. A waiver that nobody knew of suspends nothing there. Not to be changed or projected.
    """

    dataset: Dataset
    unsure: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()

    def at_most(self, certainty: Certainty, *statements: str) -> Certainty:
        """The certainty, at most possible if one of the statements only may have been known."""
        doubted = certainty is Certainty.CERTAIN and not self.unsure.isdisjoint(statements)
        return Certainty.POSSIBLE if doubted else certainty

    def standing(self, about: Circumstances, window: Window | None) -> dict[str, Certainty]:
        """How certainly each statement stands; what perhaps was known stands, and suspends, possibly."""
        found = standing(self.dataset.statements, about, window=window)
        if not self.unsure:
            return found
        other = standing(self.denying(), about, window=window)
        return {
            iri: self.at_most(told if told is other[iri] else Certainty.POSSIBLE, iri)
            for iri, told in found.items()
        }

    def denying(self) -> dict[str, Statement]:
        """The statements by IRI, those that only may have been known as Denied: then they suspend nothing."""
        return {
            iri: replace(each, status=Status.DENIED) if iri in self.unsure else each
            for iri, each in self.dataset.statements.items()
        }

    def surely(self, statements: Iterable[Statement]) -> list[Statement]:
        """Those of the statements that surely were known, each with the evidence that surely was out."""
        known = [each for each in statements if each.iri not in self.unsure]
        return [citing(each, self.doubtful) for each in known] if self.doubtful else known


def recall(dataset: Dataset, known_by: str | None) -> Recalled:
    """What was known by a date, as `kg.project(known_by=...)` has it; without a date all there is.

    A statement was known by the earliest of its sources, and perhaps if one has no date. Its evidence is
    then the sources that were out, and those that may have been: a document without a date, or with a
    partial one that the date lies in. What cites nothing stays as it is, perhaps known. Where the sources
    alone tell when an undated one held, these tell it.

    Only the documents that a statement cites date it, not those that they come of: what is cited from a
    copy was known when the copy was out, as nobody says what else the original has. The sources
    themselves all stay, for what one comes of is no matter of when anybody knew it: see
    `kg.analysis.origins`.

    Raises:
        OptionError: the date is none.
    """
    if known_by is None:
        return Recalled(dataset)
    date = parse_date(known_by)
    cited = {one.source for each in dataset.statements.values() for one in each.evidence}
    out = {iri: out_by(dataset.sources.get(iri), date) for iri in cited}
    later = frozenset(iri for iri in cited if out[iri] is Certainty.IMPOSSIBLE)
    then = {iri: citing(each, later) for iri, each in dataset.statements.items()}
    statements = {
        iri: each
        for iri, each in then.items()
        if each.evidence or not dataset.statements[iri].evidence
    }
    about = Dataset.over(dataset.store, files=dataset.files)
    held: dict[str, Any] = vars(about)
    told = replace(
        dataset.records, statements=statements, instruments=_instruments(dataset, statements)
    )
    held.update(vocabulary=dataset.vocabulary, records=told)
    doubtful = frozenset(iri for iri in cited if out[iri] is Certainty.POSSIBLE)
    unsure = frozenset(
        iri for iri, each in statements.items() if doubtful.issuperset(_sources(each))
    )
    return Recalled(about, unsure, doubtful)


def out_by(source: Source | None, date: PartialDate) -> Certainty:
    """How certainly a document was out by a date; one of unknown date, or not declared, may have been.

    >>> document = Source("http://e/1", "Report", date=parse_date("2022"))
    >>> [str(out_by(document, parse_date(day))) for day in ("2021", "2022-06", "2023")]
    ['impossible', 'possible', 'certain']
    """
    if source is None or source.date is None:
        return Certainty.POSSIBLE
    if source.date.latest <= date.earliest:
        return Certainty.CERTAIN
    return Certainty.POSSIBLE if source.date.earliest <= date.latest else Certainty.IMPOSSIBLE


def citing(statement: Statement, without: frozenset[str]) -> Statement:
    """The statement without its evidence from these sources; itself where it has none."""
    if without.isdisjoint(_sources(statement)):
        return statement
    return replace(
        statement, evidence=tuple(e for e in statement.evidence if e.source not in without)
    )


def _sources(statement: Statement) -> set[str]:
    return {each.source for each in statement.evidence}


def _instruments(dataset: Dataset, known: Mapping[str, Any]) -> dict[str, Instrument]:
    """The instruments, waivers without effect where every statement that rests on them was unknown."""
    every = {one for each in dataset.statements.values() for one in each.instruments}
    heard = {one for iri in known for one in dataset.statements[iri].instruments}
    return {
        iri: replace(each, suspends=()) if iri in every - heard else each
        for iri, each in dataset.instruments.items()
    }
