"""A result as a picture: `kg.chart`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.charts.canvas import described, drawn
from kg.charts.forms import Dots, Form, Grid, Spans, Steps
from kg.errors import OptionError, alternatives, near
from kg.rdf.saving import write_atomically

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENDINGS = (".svg", ".png")


@dataclass(frozen=True)
class Chart:
    """A picture: what it shows, and its bytes as SVG; it shows itself in a notebook.

    `path` is the file that was written, None where none was.
    """

    title: str
    counted: str
    notes: tuple[str, ...]
    path: str | None
    svg: str = field(repr=False)

    def _repr_svg_(self) -> str:
        return self.svg

    def __str__(self) -> str:
        where = f"{self.path}: " if self.path else ""
        return "\n".join(
            [f"{where}{self.title}", f"  {self.counted}", *(f"  {n}" for n in self.notes)]
        )


def chart(
    result: object, path: str | Path | None = None, *, title: str | None = None, limit: int = 25
) -> Chart:
    """A picture of a result, written to a file if one is named: SVG or PNG, by its ending.

    A ranking becomes bars, one with intervals dots and ranges; a table of an actor's ranks in windows of
    time a grid of shades; an alignment a step line; a history bars for ties and marks for acts, hollow
    where partial dates leave the days open. The title says the measure, below it stands what was counted;
    rows that are left out are counted below the picture. The same result gives the same bytes with one
    release of matplotlib. Labels are drawn in a font without Chinese, Japanese, Korean and Indian letters.

    Args:
        result: what `kg.rank`, `kg.rank_intervals`, `kg.rank_over_time`, `kg.alignment`, `kg.history` gave.
        path: the file to write; its ending says the format.
        title: a title instead of the result's own.
        limit: how many rows at most, the first ones.

    Raises:
        OptionError: the result is none that can be drawn, the ending is none, or the limit is below 1.
        MissingExtra: matplotlib is not installed.
    """
    if limit < 1:
        raise OptionError(f"limit '{limit}' is not a number from 1 on")
    ending = None if path is None else _ending(Path(path))
    form = _form(result, limit, title)
    draw = _drawing(form)
    svg = described(drawn(draw, "svg").decode(), form.title, (form.subtitle, *form.notes))
    if path is not None:
        write_atomically(path, svg.encode() if ending == ".svg" else drawn(draw, "png"))
    where = None if path is None else str(path)
    return Chart(form.title, form.subtitle, form.notes, where, svg)


def _ending(path: Path) -> str:
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        hint = alternatives(near(ending, ENDINGS) or ENDINGS)
        raise OptionError(f"'{path}' is no picture that can be written; end it in {hint}")
    return ending


def _form(result: object, limit: int, title: str | None) -> Form:
    from dataclasses import replace

    from kg.charts.converting import FORMS

    name = type(result).__name__
    if name not in FORMS:
        known = alternatives(sorted(FORMS))
        raise OptionError(f"'{name}' is no result that can be drawn; give {known}")
    form = FORMS[name](result, limit)
    return form if title is None else replace(form, title=title)


def _drawing(form: Form) -> "Callable[[], Figure]":
    from kg.charts.dots import draw_dots
    from kg.charts.grid import draw_grid
    from kg.charts.spans import draw_spans
    from kg.charts.steps import draw_steps

    drawings: dict[type[Any], Callable[[Any], Figure]] = {
        Dots: draw_dots,
        Grid: draw_grid,
        Spans: draw_spans,
        Steps: draw_steps,
    }
    return lambda: drawings[type(form)](form)
