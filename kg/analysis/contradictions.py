"""The ledger of contradictions: statements that cannot all be right, or that disagree on whose word it is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.analysis.overlaps import Overlap, meeting, overlap
from kg.analysis.parties import Parties, about, pair_of
from kg.analysis.saying import Account, Said, accounts, said
from kg.dataset import Dataset
from kg.dates import Certainty, PartialDate, Period, show_day
from kg.errors import OptionError, alternatives
from kg.holding import Circumstances
from kg.model import Aspect, Sign, Statement, Status
from kg.shown import Shown

_THERE = (Status.ACTUAL, Status.ALLEGED)
_NOT_THERE = (Status.DENIED, Status.REFUSED)
_KINDS: tuple[tuple[str, str], ...] = (
    ("status", "one has the tie as there or coming, the other as denied or refused"),
    ("sign", "cooperation and conflict between the same two at the same time"),
    ("interval", "one tie with two beginnings or two ends"),
    ("attribution", "Actual on one account, only Alleged on another"),
)


class Kind(StrEnum):
    """What two statements disagree on."""

    STATUS = "status"
    SIGN = "sign"
    INTERVAL = "interval"
    ATTRIBUTION = "attribution"

    @property
    def meaning(self) -> str:
        """What a contradiction of this kind is."""
        return dict(_KINDS)[self.value]


@dataclass(frozen=True)
class Side:
    """One of two statements that disagree, and whose word it is."""

    said: Said
    accounts: tuple[Account, ...]


@dataclass(frozen=True)
class Contradiction:
    """Two statements about one pair (IRIs) that disagree.

    `certainty` tells whether they are certainly about one time, or only possibly under partial dates;
    `first` and `last` are the days between which both may stand, "" where open.
    """

    kind: Kind
    pair: tuple[str, str]
    certainty: Certainty
    first: str
    last: str
    one: Side
    other: Side

    @property
    def statements(self) -> tuple[str, str]:
        """The IRIs of both."""
        return self.one.said.iri, self.other.said.iri


@dataclass(frozen=True)
class Contradictions(Shown):
    """Contradictions by kind, then by time, then by IRI.

    `about` says whose statements were looked at, `counted` how many; `capped` that there are more than
    the entries given, "" where there are not.
    """

    about: str
    counted: str
    entries: tuple[Contradiction, ...]
    capped: str = ""

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
) -> Contradictions:
    """The statements that contradict each other, between two actors, about one, or all.

    Four kinds, each only of statements that may stand on one day:

    - status: of one triple (either way round if its type is symmetric), one Actual, Alleged or Expected,
      the other Denied or Refused;
    - sign: of one pair, one cooperation and one conflict, both Actual or Alleged. Both may well be true:
      allies quarrel. It is where accounts of the pair have to be read side by side;
    - interval: two lasting ties of one triple, Actual or Alleged, whose beginnings or whose ends no one day
      can be; not where each names instruments of its own, for these are two ties;
    - attribution: of one triple, one Actual and one Alleged: what one account has on its own word is,
      on the other, only somebody's claim.

    An act stands on its day, a tie from its first day to its last; waivers are left aside.

    Args:
        dataset: where the statements are.
        a: an actor, by any of its names; all of them without it.
        b: another, for the statements between the two.
        kinds: "status", "sign", "interval", "attribution": all unless said otherwise.
        most: the cap on entries; what is cut is announced in `capped`.

    Raises:
        UnknownActor, AmbiguousName: a name is nobody's, or several have it.
        OptionError: a kind is none, both actors are one, or b comes without a.
    """
    wanted = _wanted(kinds)
    if most < 1:
        raise OptionError(f"most '{most}' is not a number from 1 on")
    if b is not None and a is None:
        raise OptionError("b needs a: give the pair, or one actor as a")
    statements = about(dataset, a, b)
    entries: list[Contradiction] = []
    capped = ""
    ledger = _Ledger(dataset)
    for kind, one, other, when in _found(dataset, statements.values(), wanted):
        if len(entries) == most:
            named = "entry" if most == 1 else "entries"
            capped = f"Capped at {most:,} {named}: there are more."
            break
        entries.append(ledger.entry(kind, one, other, when))
    order = list(Kind)
    entries.sort(key=lambda each: (order.index(each.kind), each.first, each.statements))
    count = len(statements)
    return Contradictions(
        pair_of(dataset, a, b),
        f"{count:,} statement{'' if count == 1 else 's'} of any status",
        tuple(entries),
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


class _Ledger:
    """Entries with whose word each side is."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset, self.parties = dataset, Parties(dataset)

    def entry(self, kind: Kind, one: Statement, other: Statement, when: Overlap) -> Contradiction:
        """The two statements as an entry."""
        low, high = sorted((one.subject, one.object))
        first, last = ("" if day is None else show_day(day) for day in (when.first, when.last))
        sides = [
            Side(said(self.dataset, s), accounts(self.dataset, [s], self.parties.of(s)))
            for s in (one, other)
        ]
        return Contradiction(kind, (low, high), when.certainty, first, last, *sides)


Found = tuple[Kind, Statement, Statement, Overlap]


def _found(
    dataset: Dataset, statements: Iterable[Statement], wanted: frozenset[Kind]
) -> Iterator[Found]:
    known = dataset.circumstances
    triples: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    pairs: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for each in statements:
        kind = known.relation_types.get(each.predicate)
        ends = (each.subject, each.object)
        both = tuple(sorted(ends))
        triples[each.predicate, *(both if kind and kind.symmetric else ends)].append(each)
        if kind and kind.sign and ends[0] != ends[1] and each.status in _THERE:
            pairs[both].append(each)
    for _, group in sorted(triples.items()):
        if len(group) > 1:
            yield from _of_triple(known, group, wanted)
    if Kind.SIGN in wanted:
        kinds = known.relation_types
        for _, group in sorted(pairs.items()):
            conflict = [kinds[s.predicate].sign is Sign.CONFLICT for s in group]
            yield from _opposed(known, Kind.SIGN, zip(map(int, conflict), group, strict=True))


def _of_triple(
    known: Circumstances, group: list[Statement], wanted: frozenset[Kind]
) -> Iterator[Found]:
    if Kind.STATUS in wanted:
        coming = (*_THERE, Status.EXPECTED)
        sided = [
            (int(s.status in _NOT_THERE), s) for s in group if s.status in (*coming, *_NOT_THERE)
        ]
        yield from _opposed(known, Kind.STATUS, sided)
    there = [s for s in group if s.status in _THERE]
    if Kind.ATTRIBUTION in wanted:
        sided = [(int(s.status is Status.ALLEGED), s) for s in there]
        yield from _opposed(known, Kind.ATTRIBUTION, sided)
    if Kind.INTERVAL in wanted and known.aspect(group[0]) is Aspect.TIE:
        each_its_side = list(enumerate(there))
        yield from _opposed(known, Kind.INTERVAL, each_its_side, only=_differ)


def _opposed(
    known: Circumstances,
    kind: Kind,
    sided: Iterable[tuple[int, Statement]],
    *,
    only: Callable[[Statement, Statement], bool] | None = None,
) -> Iterator[Found]:
    periods: dict[str, Period] = {}
    items = []
    for side, each in sided:
        periods[each.iri] = known.period(each)
        items.append((periods[each.iri], side, each))
    for one, other in meeting(items):
        when = overlap(periods[one.iri], periods[other.iri])
        if when is not None and (only is None or only(one, other)):
            yield kind, one, other, when


def _differ(one: Statement, other: Statement) -> bool:
    """Whether two ties begin or end on days that cannot be one, and may be one tie."""
    if one.instruments and other.instruments and not {*one.instruments} & {*other.instruments}:
        return False
    return _apart(one.since, other.since) or _apart(one.until, other.until)


def _apart(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return False
    return one.latest < other.earliest or other.latest < one.earliest
