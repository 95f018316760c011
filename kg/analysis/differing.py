"""Which statements differ, or pull in opposite directions, on days on which both may stand."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.analysis.claims import Claim, claim_of, in_one_context
from kg.analysis.overlaps import Overlap, Part, left, meeting, outside, overlap
from kg.dates import PartialDate
from kg.holding import Circumstances, suspensions
from kg.model import Aspect, Sign, Statement, Status
from kg.recalling import Recalled

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


Difference = tuple[Kind, Statement, Statement, Overlap]


@dataclass(frozen=True)
class Suspended:
    """What waivers leave of a statement's period, and whether they surely suspend a day of it."""

    parts: list[Part]
    surely: bool


def suspended(then: Recalled, statements: Iterable[Statement]) -> dict[str, Suspended]:
    """Of each statement that a waiver suspends at some time, or may, what is left of its period.

    A waiver that only may have been known suspends no day for certain.
    """
    known = then.dataset.circumstances
    by = suspensions(then.dataset.statements.values(), known)
    surely = suspensions(then.denying().values(), known) if then.unsure else by
    found = {}
    for each in statements:
        waivers, perhaps = (
            [period for one in each.instruments for period in some.get(one, ())]
            for some in (surely, by)
        )
        period = known.period(each)
        parts = outside(period, waivers, perhaps)
        if parts != [(period, period)]:
            found[each.iri] = Suspended(parts, left(period, waivers) != [period])
    return found


def differences(
    known: Circumstances,
    statements: Iterable[Statement],
    wanted: frozenset[Kind],
    waived: Mapping[str, Suspended],
) -> Iterator[Difference]:
    """The pairs of statements that differ, by claim and then by pair, with when both may stand.

    `waived` is what is left of the periods of statements whose sign does not count at all times.
    """
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
) -> Iterator[Difference]:
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
    waived: Mapping[str, Suspended] | None = None,
) -> Iterator[Difference]:
    items = []
    for side, each in sided:
        period = known.period(each)
        own = (waived or {}).get(each.iri)
        parts = [(period, period)] if own is None else own.parts
        items += [(part, side, (each, part, surely)) for part, surely in parts]
    for (one, its, sure), (other, theirs, too) in meeting(items):
        when = overlap(its, theirs)
        if when is not None and (only is None or only(one, other)):
            surely = None if sure is None or too is None else overlap(sure, too)
            yield kind, one, other, when.as_surely_as(surely)


def _differ(one: Statement, other: Statement) -> bool:
    """Whether two ties begin or end on days that cannot be one, and may be one tie."""
    apart = _apart(one.since, other.since) or _apart(one.until, other.until)
    return apart and in_one_context(one, other)


def _apart(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return False
    return one.latest < other.earliest or other.latest < one.earliest
