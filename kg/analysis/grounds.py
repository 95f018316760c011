"""What one statement stands on: who says the same, in whose words, from how many origins, and who against."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.analysis.claims import Claim, claim_of, in_one_context
from kg.analysis.knowing import Alone, able, bounds_given, gives
from kg.analysis.origins import Origins, Roots, most_apart, origins_of
from kg.analysis.overlaps import overlap
from kg.analysis.parties import Parties
from kg.analysis.saying import Account, Said, accounts, said
from kg.model import Evidence, Statement, Status
from kg.recalling import Recalled

if TYPE_CHECKING:
    from kg.dates import Period

_THERE = (Status.ACTUAL, Status.ALLEGED)
_SEVERAL = 2


class Mark(StrEnum):
    """What is to be known of the ground that a statement stands on."""

    CONTRADICTED = "contradicted"
    PARTY = "known only from a party"
    SINGLE = "single-sourced"
    NONE = "no source"
    UNSURE = "only possibly known"


@dataclass(frozen=True)
class Support:
    """A statement, and who says the same.

    `origins` are where its sources come from, by name; `voices` whose word it is and, of a word that is
    reported, by whom, a party's own marked; `heard` is how many voices these are, `independent` how many of
    them come independently: each in its own words, from an origin of its own. `accounts` has the voices with
    their statements. `others` are the other statements that say the same, `against` those that
    contradict it.

    As of a date by which it was known, `independent` counts what surely was out by then, and `perhaps` what
    may have been beside it; without a date both are one. `unsure` are those of the statements (IRIs) that
    only may have been known.

    `alone` are, of what is corroborated, the bounds that one origin alone gives; `early` the origins of the
    statement's own sources that were out before it can have begun, and so do not count.
    """

    said: Said
    accounts: tuple[Account, ...]
    origins: tuple[str, ...]
    voices: tuple[str, ...]
    heard: int
    independent: int
    others: tuple[str, ...]
    against: tuple[str, ...]
    marks: tuple[Mark, ...]
    perhaps: int
    unsure: tuple[str, ...] = ()
    alone: tuple[Alone, ...] = ()
    early: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of the statement, of those that say the same, and of those against it."""
        return (self.said.iri, *self.others, *self.against)

    @property
    def verdict(self) -> str:
        """The marks in words, or how well it is corroborated, and what of it by one origin alone.

        If one origin has several voices, that too, and which sources are too early to count.
        """
        told = list(map(str, self.marks))
        if Mark.NONE in self.marks and self.early:
            told[self.marks.index(Mark.NONE)] += " that can have known it"
        agreed = not {*self.marks} - {Mark.UNSURE} and self.independent > 1
        if agreed:
            told.append(f"corroborated by {self.independent} origins")
            told += map(str, self.alone)
        elif self.perhaps == 1 < self.heard:
            told[-1] += f" ({self.heard} voices, one origin)"
        if self.independent < self.perhaps > 1:
            told.append(f"perhaps {self.perhaps}{'' if agreed else ' origins'}")
        if self.early:
            told.append(f"{' and '.join(self.early)} out before it can have begun")
        return ", ".join(told)


class Grounds:
    """Looks for each statement at those that say the same and those that say otherwise.

    `statements` are those of what was known that are looked at, `against` what contradicts each (IRIs).
    """

    def __init__(
        self,
        then: Recalled,
        statements: Mapping[str, Statement],
        against: Mapping[str, Iterable[str]],
    ) -> None:
        self.then, self.dataset, self.against = then, then.dataset, against
        self.parties = Parties(self.dataset)
        cited = {e.source for each in statements.values() for e in each.evidence}
        self.origins: Origins = origins_of(self.dataset.sources, cited)
        circumstances = self.dataset.circumstances
        self.period: dict[str, Period] = {
            iri: circumstances.period(each) for iri, each in statements.items()
        }
        self.alike: dict[tuple[Claim, Status], list[Statement]] = defaultdict(list)
        for each in statements.values():
            self.alike[self._claim(each)].append(each)
        self.surely = {each.iri: each for each in then.surely(statements.values())}
        self.testimonies: dict[tuple[str, tuple[Evidence, ...]], frozenset[Roots]] = {}
        self.counted: dict[frozenset[Roots], int] = {}

    def support(self, statement: Statement) -> Support:
        """The ground that a statement stands on."""
        group = self._group(statement)
        out = [self.surely[each.iri] for each in group if each.iri in self.surely]
        surely = [kept for each in out if (kept := self._able(each, statement))]
        others = tuple(each.iri for each in group if each.iri != statement.iri)
        against = tuple(sorted(self.against.get(statement.iri, ())))
        own = self._able(statement)
        told = group or [statement]  # whose word it is, even if none of them can have known it
        parties = {iri for each in told for iri in self.parties.of(each)}
        words, cited = _words(told), _cited(told)
        reports: dict[str, set[str]] = {iri: set() for iri in words}
        for each in told:
            for iri in each.attributed_to:
                reports[iri].update(e.source for e in each.evidence)
        independent, perhaps = self._independent(surely), self._independent(group)
        marks = [Mark.CONTRADICTED] if against else []
        if perhaps and self._only_parties(statement, surely or group):
            marks.append(Mark.PARTY)
        if not perhaps:
            marks.append(Mark.NONE)
        elif 1 in (independent, perhaps):
            marks.append(Mark.SINGLE)
        if statement.iri in self.then.unsure:
            marks.append(Mark.UNSURE)
        return Support(
            said(self.dataset, statement),
            accounts(self.dataset, told, parties),
            self._named(_sources(told)),
            (
                *self._heard(cited),
                *(self._word(iri, reports[iri], party=iri in parties) for iri in words),
            ),
            len({*words} - self._speakers(cited)) + self.origins.independent(cited),
            independent,
            others,
            against,
            tuple(marks),
            perhaps,
            tuple(i for i in (statement.iri, *others, *against) if i in self.then.unsure),
            tuple(self._alone(statement, surely, group))
            if independent >= _SEVERAL and not {*marks} - {Mark.UNSURE}
            else (),
            self._named(_sources([statement]) - _sources([own] if own else [])),
        )

    def _group(self, statement: Statement) -> list[Statement]:
        """Those that say the same, itself among them, each with what sources can have known of it.

        What two say is one act or tie, so some source of each must have been able to know the other's.
        """
        period, own = self.period[statement.iri], self._able(statement)
        group = [] if own is None else [own]
        group += [
            heard
            for each in self.alike[self._claim(statement)]
            if each.iri != statement.iri
            and in_one_context(statement, each)
            and overlap(period, self.period[each.iri]) is not None
            and (own is None or self._able(own, each) is not None)
            and (heard := self._able(each, statement)) is not None
        ]
        return sorted(group, key=lambda each: each.iri)

    def _able(self, statement: Statement, *others: Statement) -> Statement | None:
        """The statement with the evidence that can have known it, and the others."""
        firsts = (self.period[each.iri].first[0] for each in (statement, *others))
        first = max((day for day in firsts if day is not None), default=None)
        return able(statement, first, self.dataset.sources)

    def _alone(
        self, statement: Statement, surely: list[Statement], perhaps: list[Statement]
    ) -> Iterator[Alone]:
        """The bounds of the statement that one origin alone gives, of what was known, or may have been."""
        for bound in bounds_given(statement):
            givers = next(
                found
                for group in (surely, perhaps, [statement])
                if (found := [each for each in group if gives(each, statement, bound)])
            )
            if self._independent(givers) < _SEVERAL:
                words, origins = _words(givers), self._heard(_sources(givers))
                if len(origins) != 1 and words:  # one man's word in two papers
                    origins = tuple(f"the word of {self.dataset.label(iri)}" for iri in words)
                yield Alone(bound, origins)

    def _independent(self, group: list[Statement]) -> int:
        """In how many origins of documents the group has words of their own: no two share either.

        Words for which nothing is cited count as one together, and beside cited ones not at all.
        """
        every = frozenset[Roots]().union(*map(self._testimonies, group))
        if every not in self.counted:  # statements that say the same mostly have the same
            self.counted[every] = most_apart(every)
        return self.counted[every] or int(any(each.attributed_to for each in group))

    def _testimonies(self, statement: Statement) -> frozenset[Roots]:
        """For each piece of evidence and each word that it gives, the origin and whose word it is."""
        key = (statement.iri, statement.evidence)
        if key not in self.testimonies:
            self.testimonies[key] = self._testified(statement)
        return self.testimonies[key]

    def _testified(self, statement: Statement) -> frozenset[Roots]:
        words = [frozenset([_word_of(iri)]) for iri in statement.attributed_to]
        sources = _sources([statement])
        if words:
            return frozenset(self.origins.of[iri] | word for iri in sources for word in words)
        own = {iri: map(_word_of, self._speakers([iri])) for iri in sources}
        return frozenset(self.origins.of[iri].union(its) for iri, its in own.items())

    def _speakers(self, sources: Iterable[str]) -> set[str]:
        """The actors who are themselves the origin of these documents, by its name."""
        found: set[str] = set()
        for key in self.origins.behind(sources):
            source = self.dataset.sources.get(key)
            name = (source.publisher or source.author) if source else None
            found |= self.parties.named(name) if name else set()
        return found

    def _named(self, sources: set[str]) -> tuple[str, ...]:
        return tuple(self.origins.all[key].label for key in sorted(self.origins.behind(sources)))

    def _heard(self, sources: set[str]) -> tuple[str, ...]:
        """The origins of these sources by name, those marked of which perhaps none was out."""
        surely = self.origins.behind(sources - self.then.doubtful)
        return tuple(
            self.origins.all[key].label + ("" if key in surely else " (perhaps not out yet)")
            for key in sorted(self.origins.behind(sources))
        )

    def _word(self, actor: str, reports: set[str], *, party: bool) -> str:
        by = f", reported by {' and '.join(self._heard(reports))}" if reports else ""
        return f"the word of {self.dataset.label(actor)}{' (a party)' if party else ''}{by}"

    def _only_parties(self, statement: Statement, group: list[Statement]) -> bool:
        ends = (statement.subject, statement.object)
        return all(self.parties.speaks_for(iri, ends) for iri in _words(group)) and all(
            self.parties.publishes(self.dataset.sources.get(iri), ends) for iri in _cited(group)
        )

    def _claim(self, statement: Statement) -> tuple[Claim, Status]:
        status = Status.ACTUAL if statement.status in _THERE else statement.status
        return claim_of(statement, self.dataset.vocabulary.relation_types), status


def _words(group: Iterable[Statement]) -> list[str]:
    """Those to whom statements are attributed."""
    return sorted({iri for each in group for iri in each.attributed_to})


def _sources(group: Iterable[Statement]) -> set[str]:
    """All sources of statements, whoever's word they report."""
    return {e.source for each in group for e in each.evidence}


def _cited(group: Iterable[Statement]) -> set[str]:
    """The sources of statements that are nobody's word but theirs."""
    return {e.source for each in group if not each.attributed_to for e in each.evidence}


def _word_of(actor: str) -> str:
    """What stands for an actor's word among the keys of origins."""
    return f"the word of {actor}"
