"""The command about scores over time: trend."""

import shutil
from dataclasses import dataclass
from typing import Annotated, Any

import typer

import kg
from kg.cli import options
from kg.cli.measuring import Direction, SampleSeed, Starts
from kg.cli.options import (
    Data,
    Families,
    KnownBy,
    LeastConfidence,
    Output,
    RelationTypes,
    Signs,
    Statuses,
    Weighted,
    whole,
)
from kg.cli.output import emit
from kg.cli.picturing import Picture
from kg.views import trends
from kg.views.unfolded import unfolded_listing

_ACTORS, _PARTS = 10, 5  # that are shown unless it is said how many


@dataclass(frozen=True)
class Counted:
    """What the windows count; the words are those of `kg.rank_over_time`."""

    relation: RelationTypes = None
    family: Families = None
    sign: Signs = None
    status: Statuses = None
    min_confidence: LeastConfidence = 0.0
    certainty: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="'certain' drops what is only possible in a window."),
    ] = None
    known_by: KnownBy = None

    @property
    def how(self) -> dict[str, Any]:
        """The options of `kg.rank_over_time`."""
        return {
            "relations": self.relation or None,
            "families": self.family or None,
            "sign": self.sign or None,
            "status": self.status or ("Actual",),
            "min_confidence": self.min_confidence,
            "certainty": self.certainty,
            "known_by": self.known_by,
        }


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    options.register(
        app,
        trend,
        "kg trend --since 2020 --until 2023",
        "kg trend --by degree --since 2020 --until 2023 --width 6m --chart trend.svg",
        "kg trend --by pagerank --since 2020 --until 2023 --width 1y --step 6m --limit 5",
        "kg trend --by pagerank --start Armenia --since 2020 --until 2023 --limit 3",
        "kg trend --by degree --each family --since 2021 --until 2023 --limit 3",
        "kg trend --by degree --since 2021 --until 2023 --explain Iran",
    )


def trend(
    *,
    by: Annotated[
        str,
        typer.Option(
            metavar="MEASURE",
            help="What to rank by: see `kg rank --help`.",
            autocompletion=lambda: list(kg.MEASURES),
        ),
    ] = "betweenness",
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Where the first window begins, else before the first change."
        ),
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Where the last window ends, else the last date."),
    ] = None,
    width: Annotated[
        str, typer.Option(metavar="TIME", help="How long a window is: 1y, 6m, 12w, 90d.")
    ] = "1y",
    step: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="How much later each begins; without it: where one ends."
        ),
    ] = None,
    each: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="A table for each 'relation' type or each 'family'."),
    ] = None,
    weighted: Weighted = False,
    direction: Direction = "out",
    start: Starts = None,
    sample: Annotated[
        int | None,
        typer.Option(
            parser=whole,
            metavar="N",
            help="With betweenness: estimate it from N starts in each window, with a bound.",
        ),
    ] = None,
    seed: SampleSeed = 0,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="ACTOR",
            help="Tell what an actor's value in each window is the sum of: --limit parts, else 5.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(parser=whole, metavar="N", help="How many actors to show: 10 unless said."),
    ] = None,
    picture: Picture,
    counted: Counted,
    data: Data,
    output: Output,
) -> None:
    """Tell how actors rank in one window of time after another.

    A window counts the ties that hold and the acts that happen at some time in it. --json names the
    statements behind every score.
    """
    if limit is not None and limit < 1:
        raise kg.OptionError(f"limit '{limit}' is not a number from 1 on")
    how = {"since": since, "until": until, "width": width, "step": step, "weighted": weighted}
    drawn = {"start": start or (), "sample": sample, "seed": seed}
    asked = {**how, "direction": direction, **drawn, **counted.how}
    if explain is not None:
        picture.refuse("--explain")
        if each is not None:
            raise typer.BadParameter("choose it or --each", param_hint="'--explain'")
        whole_trend = kg.rank_over_time(data.load(), by, **asked)
        parts = _PARTS if limit is None else limit
        emit(unfolded_listing(kg.explain_trend(whole_trend, explain, limit=parts)), output)
        return
    limit = _ACTORS if limit is None else limit
    room: Any = {"width": shutil.get_terminal_size((100, 24)).columns, "limit": limit}
    if each is None:
        found = kg.rank_over_time(data.load(), by, **asked)
        picture.draw(found, limit=limit)
        emit(trends.listing(found, **room), output)
    else:
        picture.refuse("--each")
        emit(
            trends.listings(kg.rank_over_time_by(data.load(), each, by, **asked), each, **room),
            output,
        )
