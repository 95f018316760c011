"""How well a drawing of actors and lines reads, counted in whole numbers; and the room names take."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

    Positions = NDArray[numpy.int64]
    Truth = NDArray[numpy.bool_]

RADIUS = 24
"""The largest actor's half width, in units of the drawing; the page draws none larger."""
CROSSED = 1_500
"""The cost of two lines that cross; a line costs an eighth of its length."""
STRUCK = 1_500
"""The cost of a line over an actor that it does not join."""
_NAME_STRUCK, _COVERED = 250, 100_000
# The pixels that the page gives a letter, a line of a name and the room around it, at whatever scale.
_LETTER, _LINE, _GAP = 7.8, 15, 6
SCALE = 0.77
"""At how many pixels a unit names have room, unless the drawing has to be shown smaller."""
_WIDEST, _LINES = 16, 3  # letters in a line of a name, lines in a name
_SMALL, _OVER = (
    3,
    4,
)  # a word this small is no line of its own; a long one may go over by so many letters


class Legibility:
    """The reader of a drawing: `pairs` are the actors that lines join, `boxes` their room.

    Both have two rows (first and second actor; width and height), as positions have (x and y). `struck`
    is what a line over an actor costs.
    """

    def __init__(self, pairs: "Positions", boxes: "Positions", struck: int = STRUCK) -> None:
        self.pairs = pairs
        self.boxes = boxes
        self.struck = struck
        own = [(pairs == actor).any(axis=0) for actor in range(boxes.shape[1])]
        self._lines = [(pairs[:, mine], pairs[:, ~mine]) for mine in own]

    def cost(self, at: "Positions") -> int:
        """How badly the whole drawing reads: crossings, lines over actors and names, long lines."""
        starts, ends = at[:, self.pairs[0]], at[:, self.pairs[1]]
        crossed = int(_crossings(starts, ends, starts, ends).sum()) // 2
        hidden = (int(covered(at, self.boxes, at, self.boxes).sum()) - at.shape[1]) // 2
        return int(
            CROSSED * crossed
            + _COVERED * hidden
            + _struck(at, range(at.shape[1]), self.pairs, starts, ends, self.struck)
            + _length(starts, ends)
        )

    def share(self, at: "Positions", actor: int) -> int:
        """The part of the cost that changes when this actor moves."""
        mine, others = self._lines[actor]
        starts, ends = at[:, mine[0]], at[:, mine[1]]
        from_, to = at[:, others[0]], at[:, others[1]]
        here, box = at[:, actor : actor + 1], self.boxes[:, actor : actor + 1]
        return (
            CROSSED * int(_crossings(starts, ends, from_, to).sum())
            + _COVERED * (int(covered(here, box, at, self.boxes).sum()) - 1)
            + _struck(at, range(at.shape[1]), mine, starts, ends, self.struck)
            + _struck(at, [actor], others, from_, to, self.struck)
            + _length(starts, ends)
        )

    def neighbours(self, actor: int) -> list[int]:
        """The actors that lines join with this one."""
        return [end for end in self._lines[actor][0].ravel().tolist() if end != actor]


def covered(
    at: "Positions", boxes: "Positions", others: "Positions", their: "Positions"
) -> "Truth":
    """Which boxes (rows) overlap which others (columns)."""
    import numpy

    x, y = (
        2 * numpy.abs(at[axis][:, None] - others[axis]) < boxes[axis][:, None] + their[axis]
        for axis in (0, 1)
    )
    return numpy.asarray(x & y)


def name_lines(label: str) -> tuple[str, ...]:
    """The label in lines short enough for the drawing; what does not fit ends in an ellipsis.

    >>> name_lines("Organisation for Maritime Safety")
    ('Organisation for', 'Maritime Safety')
    """
    lines: list[str] = []
    for word in label.split() or ["?"]:
        after_small = bool(lines) and _width(lines[-1]) <= _SMALL
        if lines and _width(f"{lines[-1]} {word}") <= _WIDEST + (_OVER if after_small else 0):
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if len(lines) > _LINES:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
    return tuple(_cut(line) for line in lines)


def name_box(label: str, scale: float = SCALE) -> tuple[int, int]:
    """Width and height of the room kept free for an actor with its name below, in units.

    Names keep their size in pixels whatever the scale, so the smaller a drawing is shown, the more of
    its units they take.
    """
    lines = name_lines(label)
    wide = _LETTER * max(_width(line) for line in lines)
    across, down = max(wide, 2 * RADIUS * scale) + _GAP, _LINE * len(lines) + _GAP
    return round(across / scale), round(2 * RADIUS + down / scale)


def _cut(line: str) -> str:
    while _width(line) > _WIDEST + _OVER:
        line = line.removesuffix("…")[:-1] + "…"
    return line


def _width(text: str) -> int:
    """Letters, those of East Asian full width as two, marks on others as none."""
    return sum(
        1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
        if not unicodedata.combining(letter)
    )


def _struck(
    at: "Positions",
    who: "range | list[int]",
    pairs: "Positions",
    starts: "Positions",
    ends: "Positions",
    cost: int,
) -> int:
    """The cost of the actors, and of the names below them, that lines of others run over."""
    import numpy

    x, y = at[:, who]
    (dx, dy), (from_x, from_y) = (ends - starts)[:, :, None], starts[:, :, None]
    x, y = x - from_x, y - from_y
    foreign = (pairs[0][:, None] != who) & (pairs[1][:, None] != who)
    lines = dx * dx + dy * dy
    actors = _near(dx, dy, lines, x, y, RADIUS + 6) & foreign
    names = _near(dx, dy, lines, x, y + RADIUS + _LINE // 2 + 2, _LINE // 2) & foreign
    both = numpy.count_nonzero(names & actors)
    return int(
        cost * numpy.count_nonzero(actors) + _NAME_STRUCK * (numpy.count_nonzero(names) - both)
    )


def _near(
    dx: "Positions", dy: "Positions", length: "Positions", x: "Positions", y: "Positions", room: int
) -> "Truth":
    """Which lines (rows) come within that room of which points (columns), between their ends.

    Lines run from (0, 0) to (dx, dy), `length` is squared.
    """
    import numpy

    ahead = dx * x + dy * y
    aside = dx * y - dy * x
    return numpy.asarray((ahead > 0) & (ahead < length) & (aside * aside < room * room * length))


def _crossings(a: "Positions", b: "Positions", c: "Positions", d: "Positions") -> "Truth":
    """Which of the lines from a to b (rows) cross which from c to d; to share an end is not to."""
    import numpy

    a, b = a[:, :, None], b[:, :, None]
    apart = _side(a, b, c) * _side(a, b, d) < 0
    return numpy.asarray(apart & (_side(c, d, a) * _side(c, d, b) < 0))


def _side(a: "Positions", b: "Positions", c: "Positions") -> "Positions":
    """On which side of the line from a to b the point c lies: -1, 0 or 1."""
    import numpy

    turn = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return numpy.asarray(numpy.sign(turn))


def _length(starts: "Positions", ends: "Positions") -> int:
    import numpy

    # In floats: squares of very wide drawings do not fit into whole numbers.
    x, y = (ends - starts).astype(numpy.float64)
    return int(numpy.sqrt(x * x + y * y).astype(numpy.int64).sum()) // 8
