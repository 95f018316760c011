"""The command that asks what would change if: whatif."""

from dataclasses import replace
from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.marking import Marking
from kg.cli.options import ChosenPairs, Data, KnownBy, OnDate, Output, RankedBy, Weighted
from kg.cli.output import emit


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    options.register(
        app,
        whatif,
        "kg whatif --retract inst:azerbaijan-eu-gas-deal --pair Russia,EU",
        'kg whatif --retract "Armenia memberOf CSTO" --add stmt:armenia-withdraws-from-csto',
        "kg whatif --suspend inst:section-907-waiver --at 2023-07 --weighted",
        'kg whatif --actor NATO=IntergovernmentalOrganisation --add "Armenia memberOf NATO"',
        "kg whatif --scenario armenia-leaves-csto --scenario mine.toml",
        "kg whatif --scenario all",
    )


def whatif(
    *,
    retract: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Statement, instrument, source, actor or tie (in words) that falls; repeatable.",
        ),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Tie in words that is supposed, or statement that is made Actual; repeatable.",
        ),
    ] = None,
    suspend: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Instrument or waiver that is suspended; repeatable."),
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=CLASS", help="Actor that the data do not have, and its class; repeatable."
        ),
    ] = None,
    scenario: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="Scenario in a TOML file, or a shipped one by name, or 'all' of these; repeatable.",
            autocompletion=lambda: [*kg.shipped_scenarios(), "all"],
        ),
    ] = None,
    at: OnDate = None,
    known_by: KnownBy = None,
    measure: RankedBy = None,
    weighted: Weighted = False,
    pair: ChosenPairs = None,
    marking: Marking,
    data: Data,
    output: Output,
) -> None:
    """Tell what would change if something fell or came about.

    Statements that fall or count again, ranks, strongest paths, who reaches whom, who is left without
    an alternative, who changes side or community; each with the statements that made it: of a rank, a
    side or a community those of the actor's own that changed, of a path those that changed on it. Several
    scenarios stand side by side.
    --at, --known-by, --measure, --weighted and --pair hold for every scenario, before what its file says.
    """
    from kg.views import supposed

    asked = []
    for name in scenario or ():
        paths = kg.shipped_scenarios().values() if name == "all" else (name,)
        asked += [kg.read_scenario(path) for path in paths]
    if retract or add or suspend:
        asked.append(
            kg.Scenario(
                "What if",
                retract=tuple(retract or ()),
                add=tuple(add or ()),
                suspend=tuple(suspend or ()),
                actors=dict(map(_actor, actor or ())),
            )
        )
    elif actor:
        raise typer.BadParameter("needs --add, for what is supposed of it", param_hint="'--actor'")
    if not asked:
        raise typer.BadParameter(
            "give it, --add, --suspend or --scenario", param_hint="'--retract'"
        )
    changes: dict[str, object] = {
        "at": at,
        "known_by": known_by,
        "measures": tuple(measure or ()),
        "weighted": weighted,
        "pairs": tuple(map(one_pair, pair or ())),
    }
    given = {name: value for name, value in changes.items() if value}
    dataset = data.load()
    told = [replace(each, **given) for each in asked]  # type: ignore[arg-type]  # by name
    if len(told) > 1:
        marking.refuse("several scenarios")
        emit(supposed.listing([kg.run_scenario(dataset, each) for each in told]), output)
        return
    marking.answer(
        dataset,
        lambda some: kg.run_scenario(some, told[0]),
        lambda found: supposed.listing([found]),
        output,
    )


def _actor(text: str) -> tuple[str, str]:
    name, _, kind = text.partition("=")
    if not (name.strip() and kind.strip()):
        raise typer.BadParameter(f"'{text}' is no NAME=CLASS", param_hint="'--actor'")
    return name.strip(), kind.strip()


def one_pair(text: str) -> tuple[str, str]:
    """The pair of names that a text of the form A,B gives."""
    a, _, b = (part.strip() for part in text.partition(","))
    if not (a and b) or "," in b:
        raise typer.BadParameter(f"'{text}' is no pair A,B", param_hint="'--pair'")
    return a, b
