"""A pair's alignment over time as a step line: above nought cooperation, below it conflict."""

from typing import TYPE_CHECKING

from kg.charts.calendar import ticks
from kg.charts.canvas import FAINT, HATCHES, INK, NAMES, SIGNS, SOFT, canvas

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kg.charts.forms import Steps, Stretch

_ROWS = 10


def draw_steps(form: "Steps") -> "Figure":
    """The picture of a step line."""
    figure, axes = canvas(form.title, form.subtitle, _ROWS, form.notes)
    box = axes.get_position()
    axes.set_position((0.085, box.y0, 0.89, box.height))
    start, end = form.stretches[0].start, form.stretches[-1].end + 1
    axes.set_xlim(start, end)
    axes.set_ylim(-1.14, 1.14)
    axes.set_yticks([-1, -0.5, 0, 0.5, 1], ["-1", "-0.5", "0", "+0.5", "+1"])
    marks = ticks(start, end) if form.dated else []
    axes.set_xticks([day for day, _ in marks], [name for _, name in marks])
    axes.set_ylabel(form.axis)
    axes.grid(axis="y", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    axes.axhline(0, color=SOFT, linewidth=0.7)
    for each in form.stretches:
        _fill(axes, each)
    edges = [day for each in form.stretches for day in (each.start, each.end + 1)]
    for bound in ("low", "high"):
        heights = [getattr(each, bound) for each in form.stretches for _ in range(2)]
        axes.plot(edges, heights, color=INK, linewidth=0.8, linestyle=(0, (1, 2)), zorder=3)
    heights = [each.value for each in form.stretches for _ in range(2)]
    axes.plot(edges, heights, color=INK, linewidth=1.4, solid_joinstyle="miter", zorder=4)
    _mark(axes, form)
    for sign in (1, -1):
        place, side = (1.0, "top") if sign > 0 else (-1.0, "bottom")
        axes.text(end, place, NAMES[sign], ha="right", va=side, fontsize=7.5, color=SIGNS[sign])
    return figure


def _fill(axes: "Axes", each: "Stretch") -> None:
    """The space between nought and the value, coloured and hatched by its sign."""
    width = each.end - each.start + 1
    sign = (each.value > 0) - (each.value < 0)
    if sign:
        axes.bar(
            each.start, each.value, width=width, align="edge", alpha=0.55, linewidth=0,
            facecolor=SIGNS[sign], edgecolor="white", hatch=HATCHES[sign],
        )  # fmt: skip


def _mark(axes: "Axes", form: "Steps") -> None:
    """Ticks for statements, above where they begin and below where they cease; the named jumps."""
    for jump in form.jumps:
        for number, foot in ((jump.began, 1.14), (jump.ended, -1.14)):
            if number:
                length = 0.05 + 0.02 * min(number, 5)
                ends = [foot, foot - length if foot > 0 else foot + length]
                axes.plot([jump.day] * 2, ends, color=INK, linewidth=1.1, clip_on=False)
    named = [jump for jump in form.jumps if jump.text]
    for number, jump in enumerate(named):
        right = jump.day > form.stretches[0].start + 0.6 * (
            form.stretches[-1].end - form.stretches[0].start
        )
        axes.annotate(
            jump.text,
            (jump.day, -0.62 - 0.15 * number),
            xytext=(-4 if right else 4, 0),
            textcoords="offset points",
            ha="right" if right else "left",
            fontsize=7.5,
            color=INK,
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0, "alpha": 0.85},
        )
        axes.axvline(jump.day, color=SOFT, linewidth=0.5, linestyle=(0, (2, 2)))
