"""Commands about signed ties and groups: balance, both-sides, brokers, communities, alignment."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.marking import Marking
from kg.cli.options import Choice, Data, Output, decimal, whole
from kg.cli.output import emit
from kg.cli.picturing import Picture
from kg.cli.standing import Standing
from kg.model import Sign

Seed = Annotated[
    int,
    typer.Option(
        parser=whole, metavar="N", help="Where the draws start: the same N, the same answer."
    ),
]
Limit = Annotated[int | None, typer.Option(parser=whole, metavar="N", help="How many to show.")]
_TRIANGLES, _OWN = 1_000, 10  # that are listed unless it is said how many: of all, of an actor


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        balance,
        "kg balance",
        "kg balance --at 2023-07 --memory 1y",
        "kg balance --mixed drop --limit 5 --json",
        "kg balance --explain Armenia",
    )
    options.register(
        app,
        both_sides,
        "kg both-sides Armenia Azerbaijan",
        "kg both-sides Russia --memory 90d",
        "kg both-sides Armenia Azerbaijan --leave-out place",
        "kg both-sides",
        name="both-sides",
    )
    options.register(
        app,
        brokers,
        "kg brokers",
        "kg brokers --groups bloc --at 2023-07 --limit 5",
        "kg brokers --groups groups.csv --explain Azerbaijan",
    )
    options.register(
        app,
        communities,
        "kg communities",
        "kg communities --runs 100 --resolution 1.5",
        "kg communities --explain Russia",
    )
    options.register(
        app,
        alignment,
        "kg alignment Russia Azerbaijan",
        "kg alignment --from 2020 --to 2023",
        "kg alignment Azerbaijan --from 2020 --to 2023 --limit 5",
    )


def balance(
    *,
    mixed: Annotated[
        str,
        typer.Option(
            metavar="WAY",
            help="Pairs of both signs: 'stronger' gives them that of their stronger side, 'drop' none.",
        ),
    ] = "stronger",
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="ACTOR",
            help="Tell which pairs of an actor fit its bloc and which do not, and its triangles.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            parser=whole,
            metavar="N",
            help="How many unbalanced triangles to list: 1,000 unless said; with --explain 10.",
        ),
    ] = None,
    seed: Seed = 0,
    timeout: Annotated[
        float,
        typer.Option(
            parser=decimal,
            metavar="SECONDS",
            help="How long the search for the best blocs may take; bounds are told after it.",
        ),
    ] = 60,
    marking: Marking,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Tell which signs of ties hang together: triangles, frustration, blocs, and what fits none.

    A description of what the sources say, no forecast. Exact up to 60 actors in a part of the graph
    without a cut point, unless it is stopped before; beyond that it says between which bounds the
    frustration index lies.
    """
    from kg.views.balance import balance_listing
    from kg.views.siding import siding_listing

    if explain is not None:
        marking.refuse("--explain")
        graph = choice.project(data.load())
        whole = kg.balance(graph, mixed=mixed, limit=0, seed=seed, timeout=timeout)
        most = _OWN if limit is None else limit
        emit(siding_listing(kg.explain_balance(graph, whole, explain, limit=most)), output)
        return
    most = _TRIANGLES if limit is None else limit
    marking.answer(
        data.load(),
        lambda dataset: kg.balance(
            choice.project(dataset), mixed=mixed, limit=most, seed=seed, timeout=timeout
        ),
        balance_listing,
        output,
    )


def both_sides(
    x: Annotated[
        str | None, typer.Argument(metavar="X", help="One side.", show_default=False)
    ] = None,
    y: Annotated[
        str | None, typer.Argument(metavar="Y", help="The other.", show_default=False)
    ] = None,
    *,
    limit: Limit = None,
    marking: Marking,
    standing: Standing,
    data: Data,
    output: Output,
) -> None:
    """List who had positive ties to X and to Y at the same time while these were in conflict.

    Without Y: everybody in conflict with X; without both: every pair in conflict. Each episode has its
    days, those on which it is certain under partial dates, and the statements of all three sides.
    """
    from kg.views.sides import sides_listing

    if limit is not None and limit < 1:
        raise kg.OptionError(f"limit '{limit}' is not a number from 1 on")
    marking.answer(
        data.load(),
        lambda dataset: kg.both_sides(dataset, x, y, **standing.how),
        lambda found: sides_listing(found, limit),
        output,
    )


def brokers(
    *,
    groups: Annotated[
        str,
        typer.Option(
            metavar="HOW",
            help="'type' (class of actor), 'bloc', 'community', or a CSV file: actor, group.",
        ),
    ] = "type",
    explain: Annotated[
        str | None,
        typer.Option(metavar="ACTOR", help="Show what the counts of an actor are made of."),
    ] = None,
    limit: Limit = None,
    seed: Seed = 0,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Count who passes on influence between two that do not influence each other, by their groups.

    Gould and Fernandez's five roles, with what chance would give. Relations of sign 1 and 0 carry
    influence unless --sign says otherwise.
    """
    from kg.analysis.brokerage import broker_of
    from kg.analysis.grouping import read_groups
    from kg.views.brokers import brokers_listing, two_paths_listing

    if limit is not None and limit < 1:
        raise kg.OptionError(f"limit '{limit}' is not a number from 1 on")
    graph = choice.project(data.load(), sign=None)
    carriers = choice.sign or (int(Sign.NEUTRAL), int(Sign.COOPERATION))
    how = read_groups(groups) if Path(groups).suffix else groups
    found = kg.brokerage(graph, groups=how, sign=carriers, seed=seed)
    if explain is not None:
        emit(two_paths_listing(found, broker_of(found, graph, explain)), output)
    else:
        emit(brokers_listing(found, limit), output)


def communities(
    *,
    runs: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="How many seeds are tried.")
    ] = 20,
    resolution: Annotated[
        float,
        typer.Option(
            parser=decimal, metavar="X", help="Above 1: more and smaller communities; below: fewer."
        ),
    ] = 1.0,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="ACTOR", help="Tell which ties hold an actor where it is and which pull it out."
        ),
    ] = None,
    seed: Seed = 0,
    marking: Marking,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Find who hangs together by ties of cooperation, and how far that depends on the draw.

    An actor that is elsewhere in some runs stands with the share of those in which it is there.
    """
    from kg.views.belonging import belonging_listing
    from kg.views.communities import communities_listing

    def ask(dataset: "kg.Dataset") -> "kg.Communities":
        graph = choice.project(dataset)
        return kg.communities(graph, runs=runs, resolution=resolution, seed=seed)

    if explain is not None:
        marking.refuse("--explain")
        dataset = data.load()
        graph = choice.project(dataset)
        emit(belonging_listing(kg.explain_community(graph, ask(dataset), explain)), output)
        return
    marking.answer(
        data.load(),
        ask,
        communities_listing,
        output,
    )


def alignment(
    a: Annotated[
        str | None, typer.Argument(metavar="A", help="An actor.", show_default=False)
    ] = None,
    b: Annotated[
        str | None, typer.Argument(metavar="B", help="Another.", show_default=False)
    ] = None,
    *,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Compare its first day ...")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="... with that of this date.")
    ] = None,
    penalty: Annotated[
        float,
        typer.Option(
            parser=decimal, metavar="X", help="What a phase has to save, in squares times days."
        ),
    ] = 90.0,
    limit: Limit = None,
    beyond: Annotated[
        bool, typer.Option("--beyond", help="Go on after the date of the last source.")
    ] = False,
    picture: Picture,
    standing: Standing,
    data: Data,
    output: Output,
) -> None:
    """Trace how far A and B stand together or against each other over time, and what changed it.

    With --from and --to: who moved most between two dates, of all pairs, or of those of A.
    """
    from kg.views.alignment import alignment_listing, realignment_listing

    if start is not None and end is not None and b is None and not beyond:
        picture.refuse("--from")
        moved = kg.realignment(data.load(), start, end, a, limit=limit, **standing.how)
        emit(realignment_listing(moved), output)
    elif a is not None and b is not None and start is None and end is None and limit is None:
        found = kg.alignment(data.load(), a, b, penalty=penalty, beyond=beyond, **standing.how)
        picture.draw(found)
        emit(alignment_listing(found), output)
    else:
        raise typer.BadParameter("give A and B, or --from and --to (and A)", param_hint="'A'")
