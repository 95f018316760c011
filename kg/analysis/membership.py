"""Who was a member of an organisation on the days of an act, how certainly, and by which statements."""

from kg.analysis.roles import LEAVING, MEMBERSHIP
from kg.analysis.saying import Said, said
from kg.dataset import Dataset
from kg.dates import Certainty, Window, happened, holds
from kg.model import Statement, Status

_FAR = 10_000_000  # after every day of the calendar
Standing = tuple[Certainty, tuple[Said, ...], tuple[Said, ...]]
"""How certainly somebody is a member, by which statements, and those that make it doubtful."""


def memberships(
    dataset: Dataset, league: str, wanted: frozenset[Status]
) -> dict[str, list[Statement]]:
    """The statements of membership in an organisation that count, by member."""
    found: dict[str, list[Statement]] = {}
    kinds = MEMBERSHIP.among(dataset.vocabulary.relation_types)
    for each in dataset.statements.values():
        if each.predicate in kinds and each.object == league and each.status in wanted:
            found.setdefault(each.subject, []).append(each)
    return found


def days_of(dataset: Dataset, triggers: list[Statement]) -> Window:
    """The days on which the acts of force may have begun: a question about one day among them."""
    firsts = [dataset.circumstances.period(each).first for each in triggers]
    low, high = min(low or 1 for low, _ in firsts), max(high or _FAR for _, high in firsts)
    return Window(low, high, exact=True)


def standing_of(
    dataset: Dataset,
    who: str,
    league: str,
    joined: list[Statement],
    window: Window,
    unsure: frozenset[str] = frozenset(),
) -> Standing | None:
    """How certainly somebody was a member, by which statements, with what doubts; None if surely not.

    By `unsure` statements, IRIs of those that only may have been known, it is at most possible.
    """
    about = dataset.circumstances
    stood = [
        (each, _doubted(holds(about.period(each), window), doubt=each.iri in unsure))
        for each in joined
    ]
    if not (stand := [each for each in stood if each[1] is not Certainty.IMPOSSIBLE]):
        return None
    leaving = LEAVING.among(dataset.vocabulary.relation_types)
    doubts = [
        said(dataset, each)
        for each in dataset.statements.values()
        if each.predicate in leaving
        and (each.subject, each.object, each.status) == (who, league, Status.ACTUAL)
        and happened(about.period(each), window) is not Certainty.IMPOSSIBLE
    ]
    sure = not doubts and any(found is Certainty.CERTAIN for _, found in stand)
    return (
        Certainty.CERTAIN if sure else Certainty.POSSIBLE,
        tuple(said(dataset, each, found) for each, found in stand),
        tuple(doubts),
    )


def _doubted(found: Certainty, *, doubt: bool) -> Certainty:
    return Certainty.POSSIBLE if doubt and found is Certainty.CERTAIN else found
