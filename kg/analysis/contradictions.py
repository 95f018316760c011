"""The ledger of contradictions: statements that differ, or pull in opposite directions at one time."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from kg.analysis.differing import Difference, Kind, Suspended, differences, suspended
from kg.analysis.origins import origins_of
from kg.analysis.parties import Parties, about, pair_of, read_about
from kg.analysis.saying import Account, Said, accounts, said
from kg.choice import only_so
from kg.dataset import Dataset
from kg.dates import Certainty
from kg.errors import OptionError, alternatives
from kg.model import Statement
from kg.recalling import Recalled, recall
from kg.shown import Shown

__all__ = ["Contradiction", "Contradictions", "Kind", "Side", "contradictions"]


@dataclass(frozen=True)
class Side:
    """One of two statements that differ, and whose word it is.

    `origins` are where its sources come from, by name, and `independent` how many of them are witnesses of
    their own: two authors of one agency are one (see `kg.analysis.origins`).
    """

    said: Said
    accounts: tuple[Account, ...]
    origins: tuple[str, ...] = ()
    independent: int = 0


@dataclass(frozen=True)
class Contradiction:
    """Two statements about one pair (IRIs) that differ, or pull in opposite directions.

    `certainty` tells whether they are certainly about one time, or only possibly under partial dates;
    `first` and `last` are the days between which both may stand, `certain` those between which both do
    whichever days the dates mean, "" where open; None where no one day is certain. `unsure` are those of
    the two (IRIs) that only may have been known by the date asked about: then all of it is only possible.
    """

    kind: Kind
    pair: tuple[str, str]
    certainty: Certainty
    first: str
    last: str
    certain: tuple[str, str] | None
    one: Side
    other: Side
    unsure: tuple[str, ...] = ()

    @property
    def statements(self) -> tuple[str, str]:
        """The IRIs of both."""
        return self.one.said.iri, self.other.said.iri


@dataclass(frozen=True)
class Contradictions(Shown):
    """Contradictions by kind, then by time, then by IRI.

    `about` says whose statements were looked at, `counted` how many, `kinds` for what; `capped` that there
    are more than the entries given, "" where there are not.
    """

    about: str
    counted: str
    entries: tuple[Contradiction, ...]
    kinds: tuple[Kind, ...] = tuple(Kind)
    capped: str = ""

    @property
    def counts(self) -> Mapping[str, int]:
        """How many entries there are of each kind that was looked for."""
        found = Counter(each.kind for each in self.entries)
        return {kind.value: found[kind] for kind in self.kinds}

    def __iter__(self) -> Iterator[Contradiction]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, index: int) -> Contradiction:
        return self.entries[index]

    def __str__(self) -> str:
        from kg.views.trust import ledger_text

        return ledger_text(self)

    def _repr_html_(self) -> str:
        from kg.views.trust import ledger_html

        return ledger_html(self)


def contradictions(
    dataset: Dataset,
    a: str | None = None,
    b: str | None = None,
    *,
    kinds: Iterable[str] | str | None = None,
    most: int = 10_000,
    known_by: str | None = None,
) -> Contradictions:
    """The statements that differ or pull in opposite directions, between two actors, about one, or all.

    Three kinds, each only of statements that may stand on one day. Of the first two both cannot be right:

    - status: of one claim, one Actual, Alleged or Expected, the other Denied or Refused;
    - interval: of one claim, two lasting ties, Actual or Alleged, whose beginnings or whose ends no one day
      can be;
    - sign: of one pair, one cooperation and one conflict, both Actual or Alleged. Both may well be true:
      allies quarrel. It is where accounts of the pair have to be read side by side.

    A claim is a triple (either way round if its type is symmetric), and where both name an instrument, what
    it is about, what it answers or an amount, the same of these. What one account has on its own word and
    another only as somebody's is no difference but the same claim: see `kg.corroboration`.

    An act stands on its day, a tie from its first day to its last. The sign of what rests on an instrument
    does not count on days on which a waiver suspends that; on days on which one may, both stand only
    possibly. A waiver whose beginning nobody gives is taken to hold from the first.

    Args:
        dataset: where the statements are.
        a: an actor, by any of its names; all of them without it.
        b: another, for the statements between the two.
        kinds: "status", "interval", "sign": all unless said otherwise.
        most: the cap on entries; what is cut is announced in `capped`.
        known_by: a date: what a source of that date or before reports, and these sources alone. Where one of
            the two only may have been known the entry is possible; a waiver suspends as far as it was known.

    Raises:
        UnknownActor, AmbiguousName: a name is nobody's, or several have it.
        OptionError: a kind or date is none, both actors are one, or b comes without a.
    """
    wanted = _wanted(kinds)
    if most < 1:
        raise OptionError(f"most '{most}' is not a number from 1 on")
    if b is not None and a is None:
        raise OptionError("b needs a: give the pair, or one actor as a")
    then = recall(read_about(dataset, a, b), known_by)
    statements = about(then.dataset, a, b)
    waived = suspended(then, statements.values()) if Kind.SIGN in wanted else {}
    circumstances = then.dataset.circumstances
    found = differences(circumstances, statements.values(), wanted, waived)
    ledger = _Ledger(then)
    entries = [ledger.entry(each) for each in islice(found, most)]
    capped = ""
    if next(found, None) is not None:
        named = "entry" if most == 1 else "entries"
        capped = f"Capped at {most:,} {named}: there are more."
    order = list(Kind)
    entries.sort(key=lambda each: (order.index(each.kind), each.first, each.statements))
    return Contradictions(
        pair_of(then.dataset, a, b),
        _counted(statements, then, known_by) + _suspended(waived.values()),
        tuple(entries),
        tuple(kind for kind in order if kind in wanted),
        capped,
    )


def _wanted(kinds: Iterable[str] | str | None) -> frozenset[Kind]:
    if kinds is None:
        return frozenset(Kind)
    names = [kinds] if isinstance(kinds, str) else list(kinds)
    known = {each.value: each for each in Kind}
    for name in names:
        if name not in known:
            raise OptionError(f"unknown kind '{name}'; use {alternatives(list(known))}")
    return frozenset(known[name] for name in names)


def _counted(statements: Iterable[str], then: Recalled, known_by: str | None) -> str:
    """What was looked at."""
    looked_at = list(statements)
    count = len(looked_at)
    text = f"{count:,} statement{'' if count == 1 else 's'} of any status"
    text += "" if known_by is None else f", known by {known_by}"
    unsure = len(then.unsure.intersection(looked_at))
    return text + (f"; {only_so(unsure, count, 'possibly known')}" if unsure else "")


def _suspended(waived: Collection[Suspended]) -> str:
    """How many a waiver suspends, and how many of them for a time, or only possibly."""
    if not waived:
        return ""
    many, perhaps = len(waived), sum(not each.surely for each in waived)
    some = sum(each.surely and bool(each.parts) for each in waived)
    text = f"; {many:,} suspended by a waiver"
    if some:
        text += ", for a time" if some == many else f", {some:,} of them for a time"
    return text + (f", {only_so(perhaps, many, 'possibly')}" if perhaps else "")


class _Ledger:
    """Entries with whose word each side is."""

    def __init__(self, then: Recalled) -> None:
        self.then, self.parties = then, Parties(then.dataset)

    def entry(self, found: Difference) -> Contradiction:
        """The two statements as an entry."""
        kind, one, other, when = found
        low, high = sorted((one.subject, one.object))
        unsure = tuple(each.iri for each in (one, other) if each.iri in self.then.unsure)
        when = when.doubted() if unsure else when
        return Contradiction(
            kind,
            (low, high),
            when.certainty,
            *when.days,
            when.certain,
            self._side(one),
            self._side(other),
            unsure,
        )

    def _side(self, statement: Statement) -> Side:
        dataset = self.then.dataset
        word = accounts(dataset, [statement], self.parties.of(statement))
        cited = {each.source for each in statement.evidence}
        found = origins_of(dataset.sources, cited)
        origins = tuple(map(str, found.all.values()))
        return Side(said(dataset, statement), word, origins, found.independent(cited))
