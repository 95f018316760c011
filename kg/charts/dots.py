"""Values of actors in rows: dots with the ranges they may be in, or bars where there is no range."""

from typing import TYPE_CHECKING

from kg.charts.canvas import FAINT, INK, SIGNS, SOFT, WIDTH, canvas, labelled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from kg.charts.forms import Dots

_COLOUR = SIGNS[1]
_ROOM = 0.04  # of the values shown, on either side
_MARKS = 9
_LETTER = 0.068  # inches, of a word at a row's end


def draw_dots(form: "Dots") -> "Figure":
    """The picture of dots and ranges, or of bars."""
    from matplotlib.ticker import MaxNLocator

    figure, axes = canvas(form.title, form.subtitle, len(form.rows), form.notes)
    labelled(axes, [row.label for row in form.rows])
    ranged = any(row.low is not None for row in form.rows)
    ends = [
        end for row in form.rows for end in (row.value, row.low, row.high) if end is not None
    ] or [0.0, 1.0]
    low, high = min(ends), max(ends)
    if form.falling:
        low, high = 1.0, max(high, 2.0)
    elif not ranged or low >= 0:
        low = min(0.0, low)
    room = (high - low or 1.0) * _ROOM
    words = _LETTER * max((len(row.word) for row in form.rows), default=0) / WIDTH
    share = words / axes.get_position().width  # of the axes, for the words at the rows' ends
    beyond = (high - low or 1.0) * share / max(0.2, 1 - share)
    axes.set_xlim(low - (room if ranged else 0), high + room + beyond)
    axes.set_xlabel(form.axis)
    if form.falling:
        axes.set_xticks(_places(high))
    else:
        whole = all(float(end).is_integer() for end in ends)
        axes.xaxis.set_major_locator(MaxNLocator(8, integer=whole, min_n_ticks=2))
    axes.grid(axis="x", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    for place, row in enumerate(form.rows):
        if ranged:
            left = row.value if row.low is None else row.low
            right = row.value if row.high is None else row.high
            axes.plot(
                [left, right], [place] * 2, color=_COLOUR, linewidth=4, alpha=0.35,
                solid_capstyle="round",
            )  # fmt: skip
            axes.plot(
                [row.value], [place], marker="o", markersize=6, color=_COLOUR,
                markerfacecolor="white" if row.hollow else _COLOUR, markeredgewidth=1.4,
            )  # fmt: skip
        else:
            right = row.value
            axes.barh(place, row.value, height=0.55, color=_COLOUR)
        if row.word:
            axes.annotate(
                row.word,
                (max(right, row.value), place),
                xytext=(7, 0),
                textcoords="offset points",
                va="center",
                fontsize=7.5,
                color=SOFT if ranged else INK,
                annotation_clip=False,
            )
    return figure


def _places(most: float) -> list[int]:
    """Ranks that get a mark: the first, and every so many after it.

    >>> _places(23)
    [1, 5, 10, 15, 20]
    """
    step = next(step for step in (1, 5, 10, 20, 50, 100, 10**3, 10**9) if most / step <= _MARKS)
    return [1, *range(max(step, 2), int(most) + 1, step)]
