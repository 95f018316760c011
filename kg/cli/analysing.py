"""The command that ranks actors: rank."""

from typing import Annotated, TypedDict

import typer

import kg
from kg.analysis.centrality import announced
from kg.cli import options
from kg.cli.marking import Marking
from kg.cli.measuring import Direction, SampleSeed, Starts
from kg.cli.options import Choice, Data, Output, Weighted, whole
from kg.cli.output import emit, emit_lines
from kg.cli.picturing import Picture
from kg.views import explained, listings

_PARTS = 10
Limit = typer.Option(parser=whole, metavar="N", help="How many to show.")


class How(TypedDict):
    """What both kinds of ranking take."""

    weighted: bool
    direction: str
    start: list[str]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        rank,
        "kg rank",
        "kg rank --by pagerank --weighted --limit 5",
        "kg rank --limit 12 --chart ranking.svg",
        "kg rank --by out_degree --per-relation --at 2023-05",
        "kg rank --by pagerank --start Armenia --direction in",
        "kg rank --by betweenness --sample 20 --seed 1",
        "kg rank --by pagerank --explain Russia --limit 5",
        "kg rank --family conflictsWith --status Actual --status Alleged",
    )


def rank(
    *,
    by: Annotated[
        str,
        typer.Option(
            metavar="MEASURE",
            help="What to rank by: authorities, betweenness, closeness, constraint, core, degree,"
            " effective_size, eigenvector, harmonic, hubs, in_degree, in_strength, katz, laplacian,"
            " out_degree, out_strength, pagerank or strength.",
            autocompletion=lambda: list(kg.MEASURES),
        ),
    ] = "betweenness",
    per_relation: Annotated[
        bool, typer.Option("--per-relation", help="One ranking for each relation type.")
    ] = False,
    weighted: Weighted = False,
    direction: Direction = "out",
    start: Starts = None,
    sample: Annotated[
        int | None,
        typer.Option(
            parser=whole,
            metavar="N",
            help="With betweenness: estimate it from N starts, each value with a bound.",
        ),
    ] = None,
    seed: SampleSeed = 0,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="ACTOR",
            help="Tell what an actor's value is the sum of: --limit parts of it, else 10.",
        ),
    ] = None,
    limit: Annotated[int | None, Limit] = None,
    picture: Picture,
    marking: Marking,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Rank the actors by a measure.

    What is counted stands above the ranking; --json names the statements behind every score.
    How wide each rank is under doubt and partial dates: see `kg robust`.
    """
    dataset = data.load()
    graph = choice.project(dataset)
    how: How = {"weighted": weighted, "direction": direction, "start": start or []}
    if per_relation:
        for name, given in (("--sample", sample), ("--explain", explain)):
            if given is not None:
                raise typer.BadParameter("choose it or --per-relation", param_hint=f"'{name}'")
        picture.refuse("--per-relation")
        marking.refuse("--per-relation")
        found = kg.rank_by_relation(graph, by, **how, limit=limit)
        emit(listings.rankings(found, kg.MEASURES[by].meaning, dataset.label), output)
        return
    if told := announced(graph, by, weighted=weighted, sample=sample):
        emit_lines([told], err=True)
    if explain is not None:
        picture.refuse("--explain")
        marking.refuse("--explain")
        ranking = kg.rank(graph, by, **how, sample=sample, seed=seed)
        parts = _PARTS if limit is None else limit
        emit(explained.listing(kg.explain(graph, ranking, explain, limit=parts)), output)
        return

    def ask(some: "kg.Dataset") -> "kg.Ranking":
        graph_then = graph if some is dataset else choice.project(some)
        return kg.rank(graph_then, by, **how, sample=sample, seed=seed, limit=limit)

    def view(ranking: "kg.Ranking") -> listings.Listing:
        picture.draw(ranking)
        return listings.ranking(ranking, kg.MEASURES[by].meaning)

    marking.answer(dataset, ask, view, output)
