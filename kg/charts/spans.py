"""Ties and acts in time: bars and marks, hollow where partial dates leave the days open."""

from typing import TYPE_CHECKING, Any

from kg.charts.calendar import ticks
from kg.charts.canvas import FAINT, HATCHES, INK, NAMES, SIGNS, SOFT, canvas, labelled
from kg.model import Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from kg.charts.forms import Span, Spans

# A dash for each status; two that are seldom in one picture look alike, and the row's label has the word.
DASHES: dict[str, Any] = {
    Status.ACTUAL: "-",
    Status.ALLEGED: (0, (4, 2)),
    Status.EXPECTED: (0, (6, 1.5, 1, 1.5)),
    Status.PROPOSED: (0, (1.2, 1.2)),
    Status.THREATENED: (0, (3, 1, 1, 1, 1, 1)),
    Status.REFUSED: (0, (8, 3)),
    Status.DENIED: (0, (1, 3)),
}
_HEIGHT = 0.5
_ROOM = 0.03  # of the time shown, on either side


def draw_spans(form: "Spans") -> "Figure":
    """The picture of spans of time."""
    figure, axes = canvas(form.title, form.subtitle, len(form.rows), form.notes, foot=0.3)
    labelled(axes, [_label(row) for row in form.rows], width=52, size=8.2)
    start, end = _bounds(form)
    room = max(1, round((end - start) * _ROOM))
    axes.set_xlim(start - room, end + room)
    marks = ticks(start - room, end + room)
    axes.set_xticks([day for day, _ in marks], [name for _, name in marks])
    axes.grid(axis="x", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    for place, row in enumerate(form.rows):
        (_act if row.act else _tie)(axes, place, row, start - room, end + room)
    _legend(figure, axes, form)
    return figure


def _label(row: "Span") -> str:
    return row.label + ("" if row.status == Status.ACTUAL else f" ({row.status})")


def _bounds(form: "Spans") -> tuple[int, int]:
    """The first and the last day that anything in the picture names."""
    days = [
        day for row in form.rows for day in (*row.first, *row.last, row.known) if day is not None
    ]
    return (min(days), max(days)) if days else (1, 2)


def _tie(axes: "Axes", place: int, row: "Span", start: int, end: int) -> None:
    """A hollow bar for the days on which the tie may stand, a filled one for those on which it does."""
    low = start if row.first[0] is None else row.first[0]
    high = row.last[1] if row.ended and row.last[1] is not None else end
    _bar(axes, place, row, low, high, filled=False)
    begun = row.first[1]
    over = row.last[0] if row.ended else end
    if begun is not None and over is not None and begun <= over:
        _bar(axes, place, row, begun, over, filled=True)
    if not row.ended:  # goes on, as far as anybody says
        axes.plot(
            [end], [place], marker=">", markersize=4, color=SIGNS[row.sign], clip_on=False, zorder=4
        )


def _bar(axes: "Axes", place: int, row: "Span", low: int, high: int, *, filled: bool) -> None:
    actual = row.status == Status.ACTUAL
    colour = SIGNS[row.sign]
    axes.barh(
        place,
        high - low + 1,
        left=low,
        height=_HEIGHT,
        facecolor=colour if filled and actual else "white",
        edgecolor="white" if filled and actual and HATCHES[row.sign] else colour,
        hatch=HATCHES[row.sign] if filled else "",
        linestyle=DASHES[row.status] if not actual else "-",
        linewidth=1.0,
        alpha=1.0 if filled else 0.55,
        zorder=3 if filled else 2,
    )


def _act(axes: "Axes", place: int, row: "Span", start: int, end: int) -> None:
    """A mark in the middle of the days the act may have been, on a line over all of them.

    It is hollow where more than a month is open, or a bound is.
    """
    low, high = row.first
    left, right = start if low is None else low, end if high is None else high
    exact = low is not None and high is not None and high - low <= 31  # noqa: PLR2004  # a month
    dash = "-" if row.status == Status.ACTUAL else DASHES[row.status]
    axes.plot([left, right], [place, place], color=SIGNS[row.sign], linewidth=1.1, linestyle=dash)
    filled = exact and row.status == Status.ACTUAL
    axes.plot(
        [(left + right) / 2 if low is not None else right],
        [place],
        marker={1: "o", 0: "s", -1: "D"}[row.sign],
        markersize=5.5,
        color=SIGNS[row.sign],
        markerfacecolor=SIGNS[row.sign] if filled else "white",
        markeredgewidth=1.1,
        zorder=4,
    )


def _legend(figure: "Figure", axes: "Axes", form: "Spans") -> None:
    """What colours, fillings and dashes mean, as far as the picture has them."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Patch | Line2D] = [
        Patch(facecolor=SIGNS[sign], edgecolor="white", hatch=HATCHES[sign], label=NAMES[sign])
        for sign in sorted({row.sign for row in form.rows}, reverse=True)
    ]
    handles.append(Patch(facecolor="white", edgecolor=SOFT, label="possible"))
    handles += [
        Line2D([], [], color=INK, linewidth=1.1, linestyle=DASHES[status], label=status)
        for status in Status
        if status is not Status.ACTUAL and any(row.status == status for row in form.rows)
    ]
    if any(row.act for row in form.rows):
        handles.append(Line2D([], [], marker="o", linestyle="", color=SOFT, label="act"))
    box = axes.get_position()
    figure.legend(
        handles=handles,
        loc="upper left",
        bbox_to_anchor=(0.002, box.y0 - 0.26 / figure.get_figheight()),
        borderaxespad=0,
        ncols=7,
        frameon=False,
        fontsize=7.5,
        handlelength=1.8,
        columnspacing=1.4,
    )
