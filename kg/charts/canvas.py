"""A figure in the one style of all pictures, and its bytes.

Nothing global is left changed, and pyplot is not touched. The bytes are the same each time for one release of
matplotlib: no date, no version, fixed identifiers, letters drawn as outlines of its own font.
"""

import html as markup
import io
import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtra
from kg.views.tables import safe

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Of Okabe and Ito's palette (2008), told apart by all common kinds of colour vision; in grey the hatch tells.
INK, SOFT, FAINT = "#222222", "#6b6b6b", "#d9d9d9"
SIGNS = {1: "#0072B2", 0: "#8c8c8c", -1: "#D55E00"}
HATCHES = {1: "", 0: "", -1: "//////"}
NAMES = {1: "cooperation", 0: "neutral", -1: "conflict"}
ROW = 0.28
"""Inches that a row takes."""
WIDTH = 8.0
_STYLE: dict[Any, Any] = {  # matplotlib's stubs have a type for each name
    "font.family": ["DejaVu Sans"],
    "font.size": 9.0,
    "text.color": INK,
    "text.parse_math": False,
    "axes.edgecolor": SOFT,
    "axes.labelcolor": SOFT,
    "axes.labelsize": 8.5,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "xtick.color": SOFT,
    "xtick.labelsize": 8.5,
    "ytick.labelcolor": INK,
    "ytick.major.size": 0.0,
    "hatch.linewidth": 0.7,
    "svg.hashsalt": "kg",
    "svg.fonttype": "path",
    "figure.dpi": 100.0,
    "savefig.dpi": 160.0,
    "path.simplify": True,
}
_METADATA = {
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "png": {"Software": None},
}


def drawn(draw: "Callable[[], Figure]", format: str) -> bytes:
    """The picture in a format, "svg" or "png", drawn in the style.

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise MissingExtra("matplotlib", "charts") from error
    out = io.BytesIO()
    with warnings.catch_warnings(), mpl.rc_context({**mpl.rcParamsDefault, **_STYLE}):
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        draw().savefig(out, format=format, metadata=_METADATA[format])
    return out.getvalue()


def described(svg: str, title: str, lines: Iterable[str]) -> str:
    """The picture with its title and its lines as text, for who cannot see it: letters are outlines.

    It names no document type, which some readers would fetch.
    """
    head, _, rest = svg.partition("<!DOCTYPE")
    opening, _, body = rest.partition(">")[2].lstrip().partition(">")
    text = markup.escape("\n".join(map(safe, lines)), quote=False)
    name = markup.escape(safe(title), quote=False)
    return f'{head}{opening} role="img">\n <title>{name}</title>\n <desc>{text}</desc>{body}'


def canvas(
    title: str,
    subtitle: str,
    rows: float,
    notes: Iterable[str],
    *,
    head: float = 0.0,
    foot: float = 0.0,
) -> "tuple[Figure, Axes]":
    """A figure with its title, subtitle and notes, and axes so many rows high.

    `head` and `foot` are inches to leave above the axes and below them. Title and notes stand at the
    figure's own left edge, so that no row's label moves them.
    """
    from matplotlib.figure import Figure

    below = [line for note in notes for line in folded(note, 160)]
    heading = folded(title, 80)
    under = folded(subtitle, 140)
    above = head + 0.14 + 0.22 * len(heading) + 0.16 * len(under) + 0.1
    foot += 0.55 + 0.16 * len(below)
    height = above + max(rows, 2.0) * ROW + foot
    figure = Figure(figsize=(WIDTH, height), facecolor="white")
    left = 0.08
    for number, line in enumerate(heading):
        place = 1 - (0.12 + 0.22 * number) / height
        figure.text(left / WIDTH, place, line, fontsize=11.5, fontweight="bold", va="top")
    for number, line in enumerate(under):
        place = 1 - (0.16 + 0.22 * len(heading) + 0.16 * number) / height
        figure.text(left / WIDTH, place, line, fontsize=8.5, color=SOFT, va="top")
    for number, line in enumerate(below):
        place = (0.16 * (len(below) - number) + 0.02) / height
        figure.text(left / WIDTH, place, line, fontsize=7.5, color=SOFT, va="top")
    axes = figure.add_axes((0.0, foot / height, 1.0, 1 - (above + foot) / height))
    return figure, axes


def labelled(axes: "Axes", labels: Iterable[str], *, width: int = 38, size: float = 9.0) -> None:
    """The rows of the axes, the first on top, each label in at most two lines on the left.

    The axes shrink to leave the labels the inches that they need.
    """
    texts = ["\n".join(_two(safe(label), width)) for label in labels]
    longest = max((len(line) for text in texts for line in text.split("\n")), default=0)
    box = axes.get_position()
    left = (0.2 + 0.0079 * size * longest) / WIDTH
    axes.set_position((left, box.y0, 0.985 - left, box.height))
    axes.set_yticks(range(len(texts)), texts)
    axes.set_ylim(len(texts) - 0.4, -0.6)
    axes.tick_params(axis="y", pad=6, labelsize=size)
    for text in axes.get_yticklabels():
        text.set_linespacing(0.95)


def folded(text: str, width: int) -> list[str]:
    """The text in lines of at most so many characters."""
    import textwrap

    return textwrap.wrap(safe(text), width) or []


def _two(text: str, width: int) -> list[str]:
    """The text in at most two lines; what does not fit ends in an ellipsis."""
    import textwrap

    lines = textwrap.wrap(text, width, break_long_words=True) or [""]
    if len(lines) > 2:  # noqa: PLR2004  # two lines
        lines = [lines[0], lines[1][: width - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"]
    return lines
