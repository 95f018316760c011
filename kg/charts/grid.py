"""Values of actors in windows of time, as shades of one colour that print in grey."""

from typing import TYPE_CHECKING

from kg.charts.canvas import FAINT, INK, SOFT, canvas, labelled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kg.charts.forms import Grid

_DARK = 0.55  # the share of the scale from which on words in a cell are white
_NAMED = 36  # windows that have their names, at most
_TURNED = 9  # windows from which on their names stand upright


def draw_grid(form: "Grid") -> "Figure":
    """The picture of a grid."""
    import numpy
    from matplotlib.colors import LinearSegmentedColormap

    upright = len(form.columns) > _TURNED
    figure, axes = canvas(
        form.title,
        form.subtitle,
        len(form.rows),
        form.notes,
        head=0.2 + (0.065 * max(map(len, form.columns)) if upright else 0),
        foot=0.15,
    )
    labelled(axes, form.rows, width=30)
    values = numpy.array(
        [[numpy.nan if each is None else float(each) for each in row] for row in form.values]
    ).reshape(len(form.rows), len(form.columns))
    scale = LinearSegmentedColormap.from_list("kg", ["#f3f6fa", "#9cc3e0", "#2f7fb8", "#08306b"])
    low, high = _span(values)
    mesh = axes.pcolormesh(
        numpy.arange(len(form.columns) + 1) - 0.5,
        numpy.arange(len(form.rows) + 1) - 0.5,
        values,
        cmap=scale,
        vmin=low,
        vmax=high,
        edgecolors="white",
        linewidth=1.5,
    )
    for row, column in zip(*numpy.isnan(values).nonzero(), strict=True):
        axes.plot([column], [row], marker="_", markersize=5, color=FAINT)
    share = (values - low) / (high - low)
    for row, words in enumerate(form.words):
        for column, word in enumerate(words):
            dark = share[row, column] > _DARK
            axes.text(
                column, row, word, ha="center", va="center", fontsize=7.5,
                color="white" if dark else INK,
            )  # fmt: skip
    every = -(-len(form.columns) // _NAMED) or 1
    axes.set_xticks(
        range(0, len(form.columns), every), form.columns[::every], rotation=90 if upright else 0
    )
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)
    axes.spines[:].set_visible(False)
    box = axes.get_position()
    height = 0.1 / figure.get_figheight()
    place = (box.x0, box.y0 - 3.2 * height, min(0.3, box.width), height)
    bar = figure.colorbar(mesh, cax=figure.add_axes(place), orientation="horizontal")
    bar.outline.set_visible(False)
    bar.ax.tick_params(labelsize=7.5, length=2)
    bar.ax.set_title(form.axis, fontsize=7.5, color=SOFT, loc="left", x=1.04, y=-1.3)
    return figure


def _span(values: "object") -> tuple[float, float]:
    """The least and the largest value, apart."""
    import numpy

    known = numpy.asarray(values)[~numpy.isnan(values)]  # type: ignore[call-overload]  # an array
    low, high = (float(known.min()), float(known.max())) if known.size else (0.0, 1.0)
    low = min(low, 0.0)
    return (low, high) if high > low else (low, low + 1.0)
