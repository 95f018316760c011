"""Commands about influence in time: reach, journeys."""

from dataclasses import dataclass
from typing import Annotated, TypedDict

import typer

import kg
from kg.cli import options
from kg.cli.marking import Marking
from kg.cli.options import (
    Data,
    Families,
    KnownBy,
    LeastConfidence,
    Output,
    RelationTypes,
    Statuses,
    whole,
)
from kg.cli.output import emit
from kg.model import Sign
from kg.views.arriving import arrival_listing
from kg.views.journeys import journeys_listing, reach_listing


class How(TypedDict):
    """What both questions take."""

    since: str | None
    until: str | None
    memory: str | None
    same_day: bool
    sign: list[str] | tuple[int, ...]


@dataclass(frozen=True)
class InTime:
    """What carries influence, and when; the words are those of `kg.project` and `kg.reach`."""

    since: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Influence starts on the first day of this date."),
    ] = None
    until: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Influence arrives by the last day of this date."),
    ] = None
    memory: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="How long an act goes on carrying after its day (90d, 12w, 6m, 2y), what reaches"
            " its actor later too. Without it: on its day alone.",
        ),
    ] = None
    same_day: Annotated[
        bool, typer.Option("--same-day", help="Let acts of one day follow one another.")
    ] = False
    relation: RelationTypes = None
    family: Families = None
    sign: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SIGN",
            help="What carries influence: 1, 0, -1 or cooperation, neutral, conflict;"
            " repeatable. Without it: 1 and 0.",
            autocompletion=lambda: [each.name.lower() for each in Sign],
        ),
    ] = None
    status: Statuses = None
    min_confidence: LeastConfidence = 0.0

    known_by: KnownBy = None

    def graph(self, dataset: "kg.Dataset") -> "kg.Graph":
        """The graph of the statements chosen."""
        return kg.project(
            dataset,
            relations=self.relation or None,
            families=self.family or None,
            status=self.status or ("Actual",),
            min_confidence=self.min_confidence,
            known_by=self.known_by,
        )

    @property
    def how(self) -> How:
        """The options of the question itself."""
        return {
            "since": self.since,
            "until": self.until,
            "memory": self.memory,
            "same_day": self.same_day,
            "sign": self.sign or (int(Sign.NEUTRAL), int(Sign.COOPERATION)),
        }


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        reach,
        "kg reach Iran",
        "kg reach Iran --since 2022 --steps 2",
        "kg reach Armenia --backward --until 2023-06",
        "kg reach Iran --leave-out place",
        "kg reach Iran --explain Armenia",
    )
    options.register(
        app,
        journeys,
        "kg journeys Iran Armenia",
        "kg journeys Moscow EU --since 2022-03 --memory 90d",
    )


def reach(
    actor: Annotated[
        str, typer.Argument(metavar="ACTOR", help="Where influence starts.", show_default=False)
    ],
    *,
    backward: Annotated[
        bool, typer.Option("--backward", help="Ask who reaches the actor instead.")
    ] = False,
    steps: Annotated[
        int | None, typer.Option(parser=whole, metavar="N", help="Most steps of a journey.")
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="ACTOR",
            help="Tell the journeys behind both days of an actor, step by step, with their sources.",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(parser=whole, metavar="N", help="How many to show.")
    ] = None,
    in_time: InTime,
    marking: Marking,
    data: Data,
    output: Output,
) -> None:
    """List whom influence from an actor reaches in time, when, and by which journey.

    No step comes before the one it follows: a tie carries influence from its first day to its last, an
    act on its day, and with --memory for a while after; what a waiver suspends carries nothing then.
    Each answer is certain, or possible under partial dates.
    """
    if limit is not None and limit < 1:
        raise kg.OptionError(f"limit '{limit}' is not a number from 1 on")

    def ask(dataset: "kg.Dataset") -> "kg.Reach":
        graph = in_time.graph(dataset)
        return kg.reach(graph, actor, backward=backward, steps=steps, **in_time.how)

    if explain is not None:
        marking.refuse("--explain")
        emit(arrival_listing(kg.explain_reach(ask(data.load()), explain)), output)
        return
    marking.answer(
        data.load(),
        ask,
        lambda found: reach_listing(found, limit),
        output,
    )


def journeys(
    a: Annotated[
        str, typer.Argument(metavar="A", help="Where influence starts.", show_default=False)
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="Where it ends.", show_default=False)],
    *,
    in_time: InTime,
    marking: Marking,
    data: Data,
    output: Output,
) -> None:
    """Trace how influence from A reaches B in time: earliest, latest, fastest, surest.

    Each with its days, a sentence and its sources; where there is none, what was over too soon, came too
    late or was suspended by a waiver.
    """
    marking.answer(
        data.load(),
        lambda dataset: kg.journeys(in_time.graph(dataset), a, b, **in_time.how),
        journeys_listing,
        output,
    )
