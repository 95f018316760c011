"""Which statements make one claim: of one triple, and in one context where both give any."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from kg.model import RelationType, Statement

Claim = tuple[str, str, str]


def claim_of(statement: Statement, relation_types: Mapping[str, RelationType]) -> Claim:
    """Predicate, subject and object; the ends in the order of their IRIs if the type is symmetric."""
    kind = relation_types.get(statement.predicate)
    one, other = statement.subject, statement.object
    if kind and kind.symmetric and other < one:
        one, other = other, one
    return statement.predicate, one, other


def in_one_context(one: Statement, other: Statement) -> bool:
    """Whether two statements of one triple may be one claim, by the context that they give.

    They are two claims if both name instruments and none in common, and so with what they are about
    and what they answer (`kg:inResponseTo`), or if both have an amount and it is not the same, in the
    same unit: who refuses to host drills and who refuses to send a deputy refuse two things. A statement
    that gives none of these fits any.

    >>> from dataclasses import replace
    >>> from kg.model import Status
    >>> bare = Statement("http://s", "http://a", "http://p", "http://b", Status.ACTUAL)
    >>> drills, deputy = (replace(bare, about=(what,)) for what in ("http://d", "http://e"))
    >>> in_one_context(drills, deputy), in_one_context(drills, bare)
    (False, True)
    """
    named = (
        (one.instruments, other.instruments),
        (one.about, other.about),
        (one.in_response_to, other.in_response_to),
        (_amount(one), _amount(other)),
    )
    return not any(a and b and not {*a} & {*b} for a, b in named)


def _amount(statement: Statement) -> tuple[tuple[Decimal | str, str | None], ...]:
    if statement.amount is None:
        return ()
    try:
        number: Decimal | str = Decimal(statement.amount)
    except InvalidOperation:  # data that were never validated
        number = statement.amount
    return ((number, statement.unit),)
