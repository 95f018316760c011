"""How many independent sources say what a statement says, in whose words, and whether only a party does."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.analysis.claims import Claim, claim_of, in_one_context
from kg.analysis.contradictions import Kind, contradictions
from kg.analysis.origins import Origins, Roots, most_apart, origins_of
from kg.analysis.overlaps import overlap
from kg.analysis.parties import Parties, about, pair_of, read_about
from kg.analysis.saying import Account, Said, accounts, said
from kg.dataset import Dataset
from kg.errors import OptionError, alternatives
from kg.model import Statement, Status
from kg.shown import Shown

if TYPE_CHECKING:
    from kg.dates import Period

_THERE = (Status.ACTUAL, Status.ALLEGED)
_AGAINST = tuple(kind for kind in Kind if kind.contradicts)


class Mark(StrEnum):
    """What is to be known of the ground that a statement stands on."""

    CONTRADICTED = "contradicted"
    PARTY = "known only from a party"
    SINGLE = "single-sourced"
    NONE = "no source"


@dataclass(frozen=True)
class Support:
    """A statement, and who says the same.

    `origins` are where its sources come from, by name; `voices` whose word it is and, of a word that is
    reported, by whom, a party's own marked; `heard` is how many voices these are, `independent` how many of
    them come independently: each in its own words, from an origin of its own. `accounts` has the voices with
    their statements. `others` are the other statements that say the same, `against` those that
    contradict it.
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

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of the statement, of those that say the same, and of those against it."""
        return (self.said.iri, *self.others, *self.against)

    @property
    def verdict(self) -> str:
        """The marks in words, or how well it is corroborated; and if one origin has several voices."""
        if not self.marks:
            return f"corroborated by {self.independent} origins"
        voices = f" ({self.heard} voices, one origin)" if self.independent == 1 < self.heard else ""
        return ", ".join(self.marks) + voices


@dataclass(frozen=True)
class Corroboration(Shown):
    """Supports in the order of the statements' IRIs; `about` and `counted` say what was looked at."""

    about: str
    counted: str
    supports: tuple[Support, ...]

    def __iter__(self) -> Iterator[Support]:
        return iter(self.supports)

    def __len__(self) -> int:
        return len(self.supports)

    def __getitem__(self, index: int) -> Support:
        return self.supports[index]

    def marked(self, mark: str) -> tuple[Support, ...]:
        """The supports with this mark.

        Raises:
            OptionError: there is no such mark.
        """
        if mark not in list(Mark):
            raise OptionError(f"unknown mark '{mark}'; use {alternatives(list(Mark))}")
        return tuple(each for each in self if mark in each.marks)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many statements have each mark, and how many have none."""
        found = Counter(mark for each in self for mark in each.marks)
        plain = sum(not each.marks for each in self)
        return {**{mark.value: found[mark] for mark in Mark}, "corroborated": plain}

    def __str__(self) -> str:
        from kg.views.trust import corroboration_text

        return corroboration_text(self)

    def _repr_html_(self) -> str:
        from kg.views.trust import corroboration_html

        return corroboration_html(self)


def corroboration(
    dataset: Dataset,
    a: str | None = None,
    b: str | None = None,
    *,
    status: Iterable[str] | str = "all",
) -> Corroboration:
    """The ground that each statement stands on, between two actors, about one, or of all.

    Statements say the same if they make one claim, may stand on one day, and are of one status. A claim is
    a triple (either way round if its type is symmetric) and, where both name an instrument, what it is
    about, what it answers or an amount, the same of these. Actual and Alleged count as one status, for both
    say that the tie is there.

    A statement is corroborated if at least two independent origins of documents (see `kg.analysis.origins`,
    which tells what shares one) say so in words that are not the same, one of them at least no party's.
    The word is that of whom a document attributes it to (`kg:attributedTo`), else its own (an actor's, if
    its publisher or author is called as one): two voices that
    are both known from one article are one article, and one man's word in two papers is one man's word.
    Marks:

    - contradicted: by the status or the interval of another, as `kg.contradictions` has them (cooperation
      and conflict at one time are told there too, but both may be true);
    - known only from a party: all of it is the word of an end of the tie, of who leads it or is part of it
      (by the Actual statements of the data), or a document of theirs;
    - single-sourced: one independent origin, however many voices it reports;
    - no source: nothing is cited and nobody is named.

    What copies what is known as far as the data say so: see the limits there.

    Args:
        dataset: where the statements are.
        a: an actor, by any of its names; all of them without it.
        b: another, for the statements between the two.
        status: statuses to tell of; every one unless said otherwise.

    Raises:
        UnknownActor, AmbiguousName: a name is nobody's, or several have it.
        OptionError: a status is none, both actors are one, or b comes without a.
    """
    from kg.projection import statuses_of

    if b is not None and a is None:
        raise OptionError("b needs a: give the pair, or one actor as a")
    wanted = statuses_of(status)
    dataset = read_about(dataset, a, b)
    statements = about(dataset, a, b)
    told = [each for each in statements.values() if each.status in wanted]
    judge = _Judge(dataset, statements, a, b)
    count = len(told)
    return Corroboration(
        pair_of(dataset, a, b),
        f"{count:,} statement{'' if count == 1 else 's'}",
        tuple(judge.support(each) for each in told),
    )


class _Judge:
    """Looks for each statement at those that say the same and those that say otherwise."""

    def __init__(
        self, dataset: Dataset, statements: Mapping[str, Statement], a: str | None, b: str | None
    ) -> None:
        self.dataset, self.parties = dataset, Parties(dataset)
        cited = {e.source for each in statements.values() for e in each.evidence}
        self.origins: Origins = origins_of(dataset.sources, cited)
        circumstances = dataset.circumstances
        self.period: dict[str, Period] = {
            iri: circumstances.period(each) for iri, each in statements.items()
        }
        self.alike: dict[tuple[Claim, Status], list[Statement]] = defaultdict(list)
        for each in statements.values():
            self.alike[self._claim(each)].append(each)
        self.testimonies = {iri: self._testimonies(each) for iri, each in statements.items()}
        self.counted: dict[frozenset[Roots], int] = {}
        self.against: dict[str, set[str]] = defaultdict(set)
        # every pair of opposed statements: a cap would leave marks out
        for entry in contradictions(dataset, a, b, kinds=_AGAINST, most=2**62):
            one, other = entry.statements
            self.against[one].add(other)
            self.against[other].add(one)

    def support(self, statement: Statement) -> Support:
        """The ground that a statement stands on."""
        own = self.period[statement.iri]
        group = [
            each
            for each in self.alike[self._claim(statement)]
            if each.iri == statement.iri
            or (in_one_context(statement, each) and overlap(own, self.period[each.iri]) is not None)
        ]
        words = sorted({iri for each in group for iri in each.attributed_to})
        cited = {e.source for each in group if not each.attributed_to for e in each.evidence}
        every = {e.source for each in group for e in each.evidence}
        independent = self._independent(group)
        against = tuple(sorted(self.against[statement.iri]))
        parties = {iri for each in group for iri in self.parties.of(each)}
        marks = [Mark.CONTRADICTED] if against else []
        if independent and self._only_parties(statement, words, cited):
            marks.append(Mark.PARTY)
        if independent <= 1:
            marks.append(Mark.SINGLE if independent else Mark.NONE)
        reports: dict[str, set[str]] = {iri: set() for iri in words}
        for each in group:
            for iri in each.attributed_to:
                reports[iri].update(e.source for e in each.evidence)
        return Support(
            said(self.dataset, statement),
            accounts(self.dataset, group, parties),
            self._named(every),
            (
                *self._named(cited),
                *(self._word(iri, reports[iri], party=iri in parties) for iri in words),
            ),
            len({*words} - self._speakers(cited)) + self.origins.independent(cited),
            independent,
            tuple(each.iri for each in group if each.iri != statement.iri),
            against,
            tuple(marks),
        )

    def _independent(self, group: list[Statement]) -> int:
        """In how many origins of documents the group has words of their own: no two share either.

        Words for which nothing is cited count as one together, and beside cited ones not at all.
        """
        every = frozenset[Roots]().union(*(self.testimonies[each.iri] for each in group))
        if every not in self.counted:  # statements that say the same mostly have the same
            self.counted[every] = most_apart(every)
        return self.counted[every] or int(any(each.attributed_to for each in group))

    def _testimonies(self, statement: Statement) -> frozenset[Roots]:
        """For each piece of evidence and each word that it gives, the origin and whose word it is."""
        words = [frozenset([_word_of(iri)]) for iri in statement.attributed_to]
        sources = {each.source for each in statement.evidence}
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

    def _word(self, actor: str, reports: set[str], *, party: bool) -> str:
        by = f", reported by {' and '.join(self._named(reports))}" if reports else ""
        return f"the word of {self.dataset.label(actor)}{' (a party)' if party else ''}{by}"

    def _only_parties(self, statement: Statement, words: list[str], cited: set[str]) -> bool:
        ends = (statement.subject, statement.object)
        return all(self.parties.speaks_for(iri, ends) for iri in words) and all(
            self.parties.publishes(self.dataset.sources.get(iri), ends) for iri in cited
        )

    def _claim(self, statement: Statement) -> tuple[Claim, Status]:
        status = Status.ACTUAL if statement.status in _THERE else statement.status
        return claim_of(statement, self.dataset.vocabulary.relation_types), status


def _word_of(actor: str) -> str:
    """What stands for an actor's word among the keys of origins."""
    return f"the word of {actor}"
