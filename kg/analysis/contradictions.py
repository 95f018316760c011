"""The ledger of contradictions: statements that differ, or pull in opposite directions at one time."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.analysis.claims import Claim, claim_of, in_one_context
from kg.analysis.overlaps import Overlap, meeting, outside, overlap
from kg.analysis.parties import Parties, about, pair_of, read_about
from kg.analysis.saying import Account, Said, accounts, said
from kg.dataset import Dataset
from kg.dates import Certainty, PartialDate, Period
from kg.errors import OptionError, alternatives
from kg.holding import Circumstances, suspensions
from kg.model import Aspect, Sign, Statement, Status
from kg.shown import Shown

_THERE = (Status.ACTUAL, Status.ALLEGED)
_NOT_THERE = (Status.DENIED, Status.REFUSED)
_KINDS: tuple[tuple[str, str], ...] = (
    ("status", "one has the tie as there or coming, the other as denied or refused"),
    ("interval", "one tie with two beginnings or two ends"),
    ("sign", "cooperation and conflict between the same two at one time; both may be true"),
)


class Kind(StrEnum):
    """What two statements differ in."""

    STATUS = "status"
    INTERVAL = "interval"
    SIGN = "sign"

    @property
    def meaning(self) -> str:
        """What a difference of this kind is."""
        return dict(_KINDS)[self.value]

    @property
    def contradicts(self) -> bool:
        """Whether both cannot be right: of one claim. Cooperation beside conflict is two claims."""
        return self is not Kind.SIGN


@dataclass(frozen=True)
class Side:
    """One of two statements that differ, and whose word it is."""

    said: Said
    accounts: tuple[Account, ...]


@dataclass(frozen=True)
class Contradiction:
    """Two statements about one pair (IRIs) that differ, or pull in opposite directions.

    `certainty` tells whether they are certainly about one time, or only possibly under partial dates;
    `first` and `last` are the days between which both may stand, `certain` those between which both do
    whichever days the dates mean, "" where open; None where no one day is certain.
    """

    kind: Kind
    pair: tuple[str, str]
    certainty: Certainty
    first: str
    last: str
    certain: tuple[str, str] | None
    one: Side
    other: Side

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
    does not count on days on which a waiver suspends that; where one may, the entry is possible. A waiver
    whose beginning nobody gives is taken to hold from the first.

    Args:
        dataset: where the statements are.
        a: an actor, by any of its names; all of them without it.
        b: another, for the statements between the two.
        kinds: "status", "interval", "sign": all unless said otherwise.
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
    dataset = read_about(dataset, a, b)
    statements = about(dataset, a, b)
    entries: list[Contradiction] = []
    capped = ""
    ledger = _Ledger(dataset)
    waived = _waived(dataset, statements.values()) if Kind.SIGN in wanted else {}
    for kind, one, other, when in _found(dataset, statements.values(), wanted, waived):
        if len(entries) == most:
            named = "entry" if most == 1 else "entries"
            capped = f"Capped at {most:,} {named}: there are more."
            break
        entries.append(ledger.entry(kind, one, other, when))
    order = list(Kind)
    suspended = f"; {len(waived):,} suspended by a waiver" if waived else ""
    entries.sort(key=lambda each: (order.index(each.kind), each.first, each.statements))
    count = len(statements)
    return Contradictions(
        pair_of(dataset, a, b),
        f"{count:,} statement{'' if count == 1 else 's'} of any status{suspended}",
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


class _Ledger:
    """Entries with whose word each side is."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset, self.parties = dataset, Parties(dataset)

    def entry(self, kind: Kind, one: Statement, other: Statement, when: Overlap) -> Contradiction:
        """The two statements as an entry."""
        low, high = sorted((one.subject, one.object))
        sides = [
            Side(said(self.dataset, s), accounts(self.dataset, [s], self.parties.of(s)))
            for s in (one, other)
        ]
        return Contradiction(kind, (low, high), when.certainty, *when.days, when.certain, *sides)


Found = tuple[Kind, Statement, Statement, Overlap]
Parts = list[tuple[Period, bool]]


def _waived(dataset: Dataset, statements: Iterable[Statement]) -> dict[str, Parts]:
    """Of each statement that a waiver suspends at some time, what is left of its period."""
    known = dataset.circumstances
    by = suspensions(dataset.statements.values(), known)
    found = {}
    for each in statements:
        waivers = [period for one in each.instruments for period in by.get(one, ())]
        parts = outside(known.period(each), waivers)
        if parts != [(known.period(each), True)]:
            found[each.iri] = parts
    return found


def _found(
    dataset: Dataset,
    statements: Iterable[Statement],
    wanted: frozenset[Kind],
    waived: Mapping[str, Parts],
) -> Iterator[Found]:
    known = dataset.circumstances
    kinds = known.relation_types
    claims: dict[Claim, list[Statement]] = defaultdict(list)
    pairs: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for each in statements:
        kind = kinds.get(each.predicate)
        ends = (each.subject, each.object)
        claims[claim_of(each, kinds)].append(each)
        if kind and kind.sign and ends[0] != ends[1] and each.status in _THERE:
            pairs[tuple(sorted(ends))].append(each)
    for _, group in sorted(claims.items()):
        if len(group) > 1:
            yield from _of_claim(known, group, wanted)
    if Kind.SIGN in wanted:
        for _, group in sorted(pairs.items()):
            conflict = [int(kinds[s.predicate].sign is Sign.CONFLICT) for s in group]
            yield from _opposed(known, Kind.SIGN, zip(conflict, group, strict=True), waived=waived)


def _of_claim(
    known: Circumstances, group: list[Statement], wanted: frozenset[Kind]
) -> Iterator[Found]:
    if Kind.STATUS in wanted:
        coming = (*_THERE, Status.EXPECTED)
        sided = [
            (int(s.status in _NOT_THERE), s) for s in group if s.status in (*coming, *_NOT_THERE)
        ]
        yield from _opposed(known, Kind.STATUS, sided, only=in_one_context)
    if Kind.INTERVAL in wanted and known.aspect(group[0]) is Aspect.TIE:
        each_its_side = list(enumerate(s for s in group if s.status in _THERE))
        yield from _opposed(known, Kind.INTERVAL, each_its_side, only=_differ)


def _opposed(
    known: Circumstances,
    kind: Kind,
    sided: Iterable[tuple[int, Statement]],
    *,
    only: Callable[[Statement, Statement], bool] | None = None,
    waived: Mapping[str, Parts] | None = None,
) -> Iterator[Found]:
    items = []
    for side, each in sided:
        parts = (waived or {}).get(each.iri, [(known.period(each), True)])
        items += [(period, side, (each, period, sure)) for period, sure in parts]
    for (one, its, sure), (other, theirs, too) in meeting(items):
        when = overlap(its, theirs)
        if when is not None and (only is None or only(one, other)):
            yield kind, one, other, when if sure and too else when.doubted()


def _differ(one: Statement, other: Statement) -> bool:
    """Whether two ties begin or end on days that cannot be one, and may be one tie."""
    apart = _apart(one.since, other.since) or _apart(one.until, other.until)
    return apart and in_one_context(one, other)


def _apart(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return False
    return one.latest < other.earliest or other.latest < one.earliest
