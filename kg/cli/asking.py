"""Commands that answer questions: mediations, changes, commitments, restrictions, alternatives."""

from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.marking import Marking
from kg.cli.options import Choice, Data, KnownBy, Output
from kg.model import Status
from kg.views import changes as changes_view
from kg.views import commitments as commitments_view
from kg.views import mediations as mediations_view
from kg.views import restrictions as restrictions_view
from kg.views import supplies as supplies_view

Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="Status that counts, or all; repeatable. Without it: Actual.",
        autocompletion=lambda: [*(each.value for each in Status), "all"],
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        mediations,
        "kg mediations Armenia Azerbaijan",
        "kg mediations Baku Nagorno-Karabakh --json",
    )
    options.register(
        app,
        changes,
        "kg changes Armenia 2022 2023-07",
        "kg changes Russia 2022-02 2022-12 --acts --status all",
    )
    options.register(
        app,
        commitments,
        "kg commitments CSTO inst:offensive-2022",
        'kg commitments CSTO "Azerbaijani offensive against Armenia of 2022"',
    )
    options.register(
        app,
        restrictions,
        "kg restrictions Russia --at 2023-07",
        "kg restrictions Azerbaijan",
        "kg restrictions Azerbaijan --known-by 2023-06",
    )
    options.register(
        app,
        alternatives,
        "kg alternatives Russia --blocs",
        "kg alternatives --relation suppliesGasTo --at 2023",
    )


def mediations(
    a: Annotated[str, typer.Argument(metavar="A", help="One side.", show_default=False)],
    b: Annotated[str, typer.Argument(metavar="B", help="The other side.", show_default=False)],
    *,
    status: Statuses = None,
    known_by: KnownBy = None,
    marking: Marking,
    data: Data,
    output: Output,
) -> None:
    """Tell who mediated between A and B, in what order, with what result, by whose account.

    Statements of mediation by one mediator in one matter are one mediation. Where only one of the two is a
    side of it, that is told apart: the opponent may stand behind another name.
    """
    marking.answer(
        data.load(),
        lambda dataset: kg.mediations(
            dataset, a, b, status=status or ("Actual",), known_by=known_by
        ),
        mediations_view.listing,
        output,
    )


def changes(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="Whose ties.", show_default=False)],
    start: Annotated[
        str, typer.Argument(metavar="START", help="First date that counts.", show_default=False)
    ],
    end: Annotated[
        str, typer.Argument(metavar="END", help="Last date that counts.", show_default=False)
    ],
    *,
    acts: Annotated[bool, typer.Option("--acts", help="Tell acts that happened too.")] = False,
    status: Statuses = None,
    known_by: KnownBy = None,
    marking: Marking,
    data: Data,
    output: Output,
) -> None:
    """Tell which ties of an actor began, ended or changed status from START to END.

    Certain, or possible under partial dates. A tie without an end in the sources is not known to have
    ended; ties without a start are named apart. What is not Actual (--status) is told from or until its
    dates, and does not begin or end.
    """
    marking.answer(
        data.load(),
        lambda dataset: kg.changes(
            dataset, actor, start, end, status=status or ("Actual",), acts=acts, known_by=known_by
        ),
        changes_view.listing,
        output,
    )


def commitments(
    alliance: Annotated[
        str, typer.Argument(metavar="ALLIANCE", help="The organisation.", show_default=False)
    ],
    event: Annotated[
        str,
        typer.Argument(
            metavar="EVENT", help="Event, instrument or statement, by name.", show_default=False
        ),
    ],
    *,
    trigger: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Relation type that triggers; repeatable. Without it: force."
        ),
    ] = None,
    status: Statuses = None,
    known_by: KnownBy = None,
    marking: Marking,
    data: Data,
    output: Output,
) -> None:
    """Tell which commitments of an alliance an event triggered, and what became of each.

    Honoured, refused, declined by the member, or unanswered in the sources, which is no refusal. Members
    are those on the date of the event.
    """
    marking.answer(
        data.load(),
        lambda dataset: kg.commitments(
            dataset,
            alliance,
            event,
            status=status or ("Actual",),
            triggers=trigger or None,
            known_by=known_by,
        ),
        commitments_view.listing,
        output,
    )


def restrictions(
    actor: Annotated[
        str, typer.Argument(metavar="ACTOR", help="Whom they bind.", show_default=False)
    ],
    *,
    at: Annotated[str | None, typer.Option(metavar="DATE", help="What holds on this date.")] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Relation type that is a measure; repeatable."),
    ] = None,
    flow: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Relation type that is a flow; repeatable."),
    ] = None,
    known_by: KnownBy = None,
    marking: Marking,
    data: Data,
    output: Output,
) -> None:
    """Tell which measures bind an actor, which waivers exempt whom, through whom flows still run.

    What is only proposed, threatened or alleged is named apart. Flows are told partner by partner, with
    those on the partner's far side. Without --at, what is over by the latest date of a source is told as
    over.
    """
    marking.answer(
        data.load(),
        lambda dataset: kg.restrictions(
            dataset, actor, at=at, measures=measure or None, flows=flow or None, known_by=known_by
        ),
        restrictions_view.listing,
        output,
    )


def alternatives(
    supplier: Annotated[
        str | None,
        typer.Argument(metavar="SUPPLIER", help="Who falls; without it, each in turn."),
    ] = None,
    *,
    blocs: Annotated[
        bool, typer.Option("--blocs", help="Tell in which bloc each stands: see `kg balance`.")
    ] = False,
    marking: Marking,
    choice: Choice,
    data: Data,
    output: Output,
) -> None:
    """Tell who would be left without an alternative if a supplier fell, by kind of supply.

    Kinds are relation types: gas, arms, aid, troops and the like, or those of --relation. Without --at
    or --between, what is over by the latest date of a source is told apart, and is no alternative.
    """
    marking.answer(
        data.load(),
        lambda dataset: kg.alternatives(
            choice.project(dataset, relations=None),
            supplier,
            relations=choice.relation or None,
            blocs=blocs,
        ),
        supplies_view.listing,
        output,
    )
