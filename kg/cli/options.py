"""Options that several commands share, as values: the data, the projection, the output."""

import inspect
from collections.abc import Callable, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

import kg
from kg.model import Sign, Status

if TYPE_CHECKING:
    import networkx as nx

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="FILE", help="Files to read instead of --data.", show_default=False),
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

    def load(self, files: Sequence[Path] | None = None) -> "kg.Dataset":
        """The dataset of these files if there are any, else of the options."""
        return kg.load(*self.paths(files))

    def paths(self, files: Sequence[Path] | None = None) -> list[Path]:
        """The paths of these files if there are any, else of the options."""
        return list(files or self.data or (kg.shipped(),))


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

    relation: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Relation type to keep; repeat it for several."),
    ] = None
    family: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Family of relation types to keep; repeatable."),
    ] = None
    sign: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SIGN",
            help="1, 0, -1 or cooperation, neutral, conflict; repeatable.",
            autocompletion=lambda: [each.name.lower() for each in Sign],
        ),
    ] = None
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="Status to keep, or all; repeatable. Without it: Actual.",
            autocompletion=lambda: [*(each.value for each in Status), "all"],
        ),
    ] = None
    min_confidence: Annotated[
        float,
        typer.Option(parser=decimal, metavar="X", help="Least confidence of a statement, 0 to 1."),
    ] = 0.0
    at: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Ties that hold on this date, acts on or before it."),
    ] = None
    between: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="START END", help="Ties and acts of the time between two dates."),
    ] = None
    memory: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="With --at: how far back acts count (90d, 12w, 6m, 2y)."),
    ] = None
    certainty: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="'certain' drops what is only possible on the date."),
    ] = None

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
        }
        return kg.project(dataset, **{**options, **changes})


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


def examples(*lines: str) -> str:
    """The closing part of a command's help, with its lines left as they are."""
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])
