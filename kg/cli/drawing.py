"""The command that draws: draw."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import kg
from kg.cli import options
from kg.cli.options import Choice, Data, whole
from kg.kinds import Status
from kg.views.lines import count

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True)
class Opening:
    """The view that a page opens with; the words are those of `kg.Scene`. Nothing is left out by it."""

    size: Annotated[
        str | None,
        typer.Option(metavar="MEASURE", help="What the size of actors tells at first, or alike."),
    ] = None
    colour: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="What colour tells: type, community or balance."),
    ] = None
    lines: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="One line a sign of a pair, a pair, or each statement."),
    ] = None
    select: Annotated[
        str | None,
        typer.Option(metavar="A[,B]", help="Actor, or two for what is between them, to open with."),
    ] = None
    period: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="START END", help="Period that the time bar opens with."),
    ] = None
    compare: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="Show what differs: dates (of --period) or whatif."),
    ] = None
    table: Annotated[bool, typer.Option("--table", help="Open with the table.")] = False
    view: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="Open with a view of a page: what stands behind the # of its address.",
        ),
    ] = None
    theme: Annotated[
        str | None,
        typer.Option(
            metavar="WORD", help="light or dark; otherwise as the reader's system has it."
        ),
    ] = None

    def scene(self) -> "kg.Scene | str | None":
        """The view, if one is asked for."""
        chosen: dict[str, Any] = {
            "size": self.size,
            "colour": self.colour,
            "lines": self.lines,
            "select": self.select and tuple(each.strip() for each in self.select.split(",")),
            "between": self.period,
            "compare": self.compare,
            "table": self.table,
        }
        given = {name: value for name, value in chosen.items() if value}
        if self.view is not None and given:
            named = "period" if "between" in given else next(iter(given))
            raise typer.BadParameter(
                f"an address says the whole view; leave out --{named} or put it in there",
                param_hint="'--view'",
            )
        return self.view if self.view is not None or not given else kg.Scene(**given)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    options.register(
        app,
        draw,
        "kg draw graph.html",
        'kg draw graph.html --highlight "Russia,EU" --title "Who reaches whom"',
        "kg draw may.html --at 2023-05 --status Actual --status Proposed",
        "kg draw 2022.html --period 2022-07 2022-12 --compare dates --theme dark",
        "kg draw left.html --whatif armenia-leaves-csto --open",
    )


def draw(
    page: Annotated[
        Path, typer.Argument(metavar="PAGE", help="HTML file to write.", show_default=False)
    ],
    *,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="Heading of the page.")] = None,
    highlight: Annotated[
        str | None,
        typer.Option(metavar="A,B", help="Two actors; the strongest paths between them are shown."),
    ] = None,
    seed: Annotated[
        int, typer.Option(parser=whole, metavar="N", help="Number the layout starts from.")
    ] = 0,
    whatif: Annotated[
        str | None,
        typer.Option(
            metavar="SCENARIO",
            help="Scenario (TOML file, or a shipped one) that the page can show.",
        ),
    ] = None,
    story: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Views in an order, a sentence each, in a TOML file."),
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    opening: Opening,
    choice: Choice,
    data: Data,
) -> None:
    """Draw the graph as one HTML page.

    It opens offline, in any browser. It holds the statements of every status with their evidence,
    and opens with those of --status; what --size to --view say is how it opens, and can be changed in it.
    """
    ends = None if highlight is None else _two(highlight)
    drawn = kg.draw(
        _drawn(choice, data),
        page,
        title=title,
        highlight=ends,
        status=choice.status or Status.ACTUAL,
        whatif=None if whatif is None else kg.read_scenario(whatif),
        story=() if story is None else kg.read_story(story),
        view=opening.scene(),
        theme=opening.theme,
        seed=seed,
    )
    typer.echo(f"wrote {drawn.path}: {_told(drawn, ends)}")
    if show:
        typer.launch(str(page.absolute()))


def _drawn(choice: Choice, data: Data) -> "kg.Dataset | nx.MultiDiGraph[str]":
    """All of the data, unless the choice leaves some out; statuses are filtered in the page."""
    loaded = data.load()
    narrowed = any(value for name, value in vars(choice).items() if name != "status")
    return choice.project(loaded, status="all") if narrowed else loaded


def _told(drawn: "kg.Page", ends: tuple[str, str] | None) -> str:
    """What the page holds; that there is no path to highlight is said, for one was asked for."""
    told = f"{count(drawn.actors, 'actor')}, {count(drawn.relations, 'relation')}"
    if ends is None or drawn.paths:
        return told
    return f"{told}; no influence path from {ends[0]} to {ends[1]} to highlight"


def _two(names: str) -> tuple[str, str]:
    match names.split(","):
        case [a, b] if a.strip() and b.strip():
            return a.strip(), b.strip()
    raise typer.BadParameter(f"'{names}' is not two actors; write A,B", param_hint="'--highlight'")
