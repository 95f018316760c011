"""Commands that ask what statements are worth: contradictions, corroboration, statuses."""

from typing import Annotated, Any

import typer

import kg
from kg.cli import options
from kg.cli.options import (
    ChosenPairs,
    Data,
    KnownBy,
    LeastConfidence,
    OnDate,
    Output,
    RankedBy,
    Weighted,
    whole,
)
from kg.cli.output import emit
from kg.cli.supposing import one_pair
from kg.model import Status

A = Annotated[str | None, typer.Argument(metavar="A", help="An actor.", show_default=False)]
B = Annotated[
    str | None, typer.Argument(metavar="B", help="The other of a pair.", show_default=False)
]
_MARKS = [
    *("contradicted", "known only from a party", "single-sourced", "no source"),
    "only possibly known",
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        contradictions,
        "kg contradictions",
        "kg contradictions Russia Armenia",
        "kg contradictions Armenia --kind status --kind interval --json",
        "kg contradictions Armenia --known-by 2023-06",
    )
    options.register(
        app,
        corroboration,
        "kg corroboration Russia Azerbaijan",
        "kg corroboration Armenia --status Alleged",
        'kg corroboration --mark "known only from a party"',
        "kg corroboration Armenia --known-by 2023-06",
    )
    options.register(
        app,
        statuses,
        "kg statuses Alleged",
        "kg statuses Alleged Proposed --by degree --pair Russia,Armenia",
        "kg statuses all --at 2023-06",
        "kg statuses Alleged --by degree --explain Russia",
    )


def contradictions(
    a: A = None,
    b: B = None,
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="status, interval or sign; repeatable. Without it: all.",
            autocompletion=lambda: ["status", "interval", "sign"],
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="How many to show at most.")
    ] = 10_000,
    known_by: KnownBy = None,
    data: Data,
    output: Output,
) -> None:
    """List statements that differ, or pull in opposite directions at one time: all, of A, or of A and B.

    In status and interval they contradict each other; in sign (cooperation beside conflict) both may be
    true. Each with the days on which both may stand, both statements, and whose word each is.
    """
    from kg.views.trust import ledger

    found = kg.contradictions(data.load(), a, b, kinds=kind, most=limit, known_by=known_by)
    emit(ledger(found), output)


def corroboration(
    a: A = None,
    b: B = None,
    *,
    mark: Annotated[
        str | None,
        typer.Option(
            metavar="MARK",
            help="Show only what is: 'contradicted', 'known only from a party', 'single-sourced',"
            " 'no source' or, with --known-by, 'only possibly known'.",
            autocompletion=lambda: _MARKS,
        ),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="Status to tell of; repeatable. Without it: every one.",
            autocompletion=lambda: [each.value for each in Status],
        ),
    ] = None,
    known_by: KnownBy = None,
    data: Data,
    output: Output,
) -> None:
    """Tell what statements rest on: of all actors, of A, or between A and B.

    Corroborated is what two independent origins of documents say in words of their own, and not only
    parties; what is contradicted, single-sourced or known only from a party is marked.
    """
    from kg.views.trust import ground

    found = kg.corroboration(data.load(), a, b, status=status or "all", known_by=known_by)
    emit(ground(found, mark), output)


def statuses(
    status: Annotated[
        list[str],
        typer.Argument(
            metavar="STATUS...", help="Status that counts besides, or all.", show_default=False
        ),
    ],
    *,
    basis: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS", help="Status that counts before; repeatable. Without it: Actual."
        ),
    ] = None,
    by: RankedBy = None,
    weighted: Weighted = False,
    pair: ChosenPairs = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="ACTOR",
            help="Tell what an actor's values before and after are sums of: 5 parts of each.",
        ),
    ] = None,
    at: OnDate = None,
    min_confidence: LeastConfidence = 0.0,
    known_by: KnownBy = None,
    data: Data,
    output: Output,
) -> None:
    """Tell what changes if other statuses count besides Actual.

    The statements that come in, the ranks that move, the strongest paths that change, who reaches whom.
    """
    from kg.views.statuses import listing
    from kg.views.unfolded import unfolded_listing

    asked: Any = {
        "base": basis or ("Actual",),
        "by": by or ("betweenness", "pagerank"),
        "weighted": weighted,
        "at": at,
        "min_confidence": min_confidence,
        "known_by": known_by,
    }
    if explain is None:
        pairs = list(map(one_pair, pair or ()))
        emit(listing(kg.status_difference(data.load(), status, pairs=pairs, **asked)), output)
        return
    if pair:
        raise typer.BadParameter("choose it or --explain", param_hint="'--pair'")
    emit(unfolded_listing(kg.explain_statuses(data.load(), status, explain, **asked)), output)
