"""Options that several commands share, as values: the data, the projection, the output."""

import inspect
import os
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer
from typer.core import TyperCommand

import kg
from kg.cli.progress import reading
from kg.errors import UnknownName
from kg.kinds import Sign, Status

if TYPE_CHECKING:
    import networkx as nx

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Files to read instead of --data.", show_default=False),
]

Base = Annotated[
    str | None,
    typer.Option(metavar="IRI", help="What relative IRIs in the files are resolved against."),
]


def whole(text: str) -> int:
    """The whole number a text names."""
    try:
        return int(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a whole number") from None


def decimal(text: str) -> float:
    """The number a text names."""
    try:
        return float(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a number") from None


def one_status(text: str) -> Status:
    """The status a text names, in any case.

    Raises:
        UnknownName: there is none.
    """
    found = next((each for each in Status if each.lower() == text.lower()), None)
    if found is None:
        raise UnknownName(text, Status, kind="status")
    return found


RelationTypes = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Relation type to keep; repeat it for several."),
]

Families = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Family of relation types to keep; repeatable."),
]

Signs = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SIGN",
        help="1, 0, -1 or cooperation, neutral, conflict; repeatable.",
        autocompletion=lambda: [each.name.lower() for each in Sign],
    ),
]

Statuses = Annotated[
    list[str] | None,
    typer.Option(
        metavar="STATUS",
        help="Status to keep, or all; repeatable. Without it: Actual.",
        autocompletion=lambda: [*(each.value for each in Status), "all"],
    ),
]

LeastConfidence = Annotated[
    float,
    typer.Option(parser=decimal, metavar="X", help="Least confidence of a statement, 0 to 1."),
]

OnDate = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Ties that hold on this date, acts on or before it."),
]

KnownBy = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Statements that a source of this date or before reports."),
]

RankedBy = Annotated[
    list[str] | None,
    typer.Option(
        metavar="MEASURE",
        help="What ranks are told of; repeatable. Without it: betweenness and pagerank.",
        autocompletion=lambda: list(kg.MEASURES),
    ),
]

Weighted = Annotated[
    bool, typer.Option("--weighted", help="Let strong ties count more than weak ones.")
]

ChosenPairs = Annotated[
    list[str] | None,
    typer.Option(
        metavar="A,B",
        help="Pair whose strongest path is told; repeatable. Without it: those that change most.",
    ),
]


@dataclass(frozen=True)
class Data:
    """Which files are read: those named, else those of KG_DATA, else the shipped one."""

    data: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH",
            envvar="KG_DATA",
            show_envvar=True,
            help="Data file to read; repeat it for several. Without it: the shipped data.",
        ),
    ] = None
    base: Base = None
    store: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Directory that `kg build` made, instead of files."),
    ] = None

    def load(self, files: Sequence[Path] | None = None) -> "kg.Dataset":
        """The dataset of these files if there are any, else of the options."""
        if self.store is None:
            paths = self.paths(files)
            with reading(paths) as progress:
                return kg.load(*paths, base=self.base, progress=progress)
        self._alone(files)
        return kg.open(self.store)

    def paths(self, files: Sequence[Path] | None = None) -> list[Path]:
        """The paths of these files if there are any, else of the options, else the shipped one."""
        if self.store is not None:
            raise typer.BadParameter("this command needs files", param_hint="'--store'")
        return list(files or self.data or (_shipped(),))

    def _alone(self, files: Sequence[Path] | None) -> None:
        """Refuse files beside a store; those of KG_DATA stand back for it."""
        if files or (self.data and "KG_DATA" not in os.environ):
            raise typer.BadParameter("give files or a store, not both", param_hint="'--store'")
        if self.base:
            raise typer.BadParameter("a store has whole IRIs already", param_hint="'--base'")


def _shipped() -> Path:
    """The shipped file, named as from the folder one is in if it lies below that."""
    path, here = kg.shipped(), Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


@dataclass(frozen=True)
class Output:
    """How a listing is written: for people, as JSON, as CSV."""

    json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False
    csv: Annotated[bool, typer.Option("--csv", help="Write CSV.")] = False

    def __post_init__(self) -> None:
        if self.json and self.csv:
            raise typer.BadParameter("choose one of them", param_hint="'--json' / '--csv'")


@dataclass(frozen=True)
class Choice:
    """Which statements become the graph; the words are those of `kg.project`."""

    relation: RelationTypes = None
    family: Families = None
    sign: Signs = None
    status: Statuses = None
    min_confidence: LeastConfidence = 0.0
    at: OnDate = None
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="START END", help="Ties and acts of the time between two dates."),
    ] = None
    memory: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="With --at: how far back acts count (90d, 12w, 6m, 2y; a month is 31 days).",
        ),
    ] = None
    certainty: Annotated[
        str | None,
        typer.Option(
            metavar="WORD",
            help="With --at, --between, --known-by: 'certain' drops what is only possible then.",
        ),
    ] = None
    known_by: KnownBy = None

    def project(self, dataset: "kg.Dataset", **changes: Any) -> "nx.MultiDiGraph[str]":
        """The graph of the statements chosen; a command may have its own way with some options."""
        options: dict[str, Any] = {
            "relations": self.relation or None,
            "families": self.family or None,
            "sign": self.sign or None,
            "status": self.status or ("Actual",),
            "min_confidence": self.min_confidence,
            "at": self.at,
            "between": self.between,
            "memory": self.memory,
            "certainty": self.certainty,
            "known_by": self.known_by,
        }
        return kg.project(dataset, **{**options, **changes})


def register(
    app: typer.Typer, command: Callable[..., None], *examples: str, name: str | None = None
) -> None:
    """Add a command to the application, with examples to end its help; its name is the function's."""
    epilog = "\n".join(["\b", "Examples:", *(f"  {line}" for line in examples)])
    app.command(name, cls=_Command, epilog=epilog)(spread(command))


def spread(command: Callable[..., None]) -> Callable[..., None]:
    """The command with every parameter that is one of the values above spread into its options."""
    hints = get_type_hints(command, include_extras=True)
    groups: dict[str, Any] = {name: kind for name, kind in hints.items() if is_dataclass(kind)}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        if parameter.name in groups:
            parameters += _as_parameters(groups[parameter.name])
        else:
            parameters.append(
                parameter.replace(
                    kind=inspect.Parameter.KEYWORD_ONLY, annotation=hints[parameter.name]
                )
            )

    @wraps(command)
    def gathered(**given: Any) -> None:
        for name, kind in groups.items():
            given[name] = kind(**{field.name: given.pop(field.name) for field in fields(kind)})
        command(**given)

    gathered.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # read by typer
    return gathered


def _as_parameters(kind: Any) -> list[inspect.Parameter]:
    hints = get_type_hints(kind, include_extras=True)
    return [
        inspect.Parameter(
            field.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=_default(field),
            annotation=hints[field.name],
        )
        for field in fields(kind)
    ]


def _default(field: "Field[Any]") -> Any:
    return inspect.Parameter.empty if field.default is MISSING else field.default


class _Command(TyperCommand):
    """A command whose help names an argument by its word alone, without Python's type."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        pieces = super().collect_usage_pieces(ctx)
        return [piece.replace("{", "").replace("}", "") for piece in pieces]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            parameters = [each for each in self.get_params(ctx) if each.param_type_name == kind]
            rows = [row for each in parameters if (row := each.get_help_record(ctx))]
            if kind == "argument":
                rows = [(name.partition(" <")[0], text) for name, text in rows]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
