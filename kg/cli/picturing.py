"""The option that draws an answer: --chart, the same on every command whose answer has a picture."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

import kg


@dataclass(frozen=True)
class Picture:
    """Where the picture of an answer goes, if anywhere."""

    chart: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the answer too, into this file: .svg or .png."),
    ] = None

    def refuse(self, option: str) -> None:
        """Refuse to draw where the answer has no picture, as with this option."""
        if self.chart is not None:
            raise typer.BadParameter(f"choose it or {option}", param_hint="'--chart'")

    def draw(self, result: object, *, limit: int = 25) -> None:
        """Write the picture if one is asked for, and say on stderr what it shows."""
        if self.chart is not None:
            drawn = kg.chart(result, self.chart, limit=limit)
            typer.echo(str(drawn).partition("\n")[0], err=True)
