"""The drawing as a still picture, for where no script runs: a notebook printed, a viewer of notebooks."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import escape
from typing import NamedTuple

from kg.views.legibility import RADIUS
from kg.views.records import Record

Place = tuple[float, float]

_INK, _FAINT, _GROUND = "#1c2430", "#596475", "#fbfaf7"
# Colour, and a mark in the middle of the line: no sign is told by its colour alone.
_SIGNS: Mapping[int, tuple[str, str]] = {
    1: ("#1f6fb2", ""),
    0: ("#6b7380", "dot"),
    -1: ("#c2440c", "bar"),
}
_TYPES = (
    *("#2f4156", "#2e7d74", "#7a4fa3", "#4d6f9e", "#9a7418"),
    *("#3f8a4f", "#a14a78", "#5f6b2e", "#7d6a5c", "#55606e"),
)
# The outlines of `page/shapes.js`, as many corners as they have there, or a path of its own.
_OUTLINES = (
    "M-1,0A1,1 0 1 1 1,0A1,1 0 1 1 -1,0Z",
    "M-.9,-.9H.9V.9H-.9Z",
    "M0,-1.2L1.2,0L0,1.2L-1.2,0Z",
    "M1.1,0L.55,.953L-.55,.953L-1.1,0L-.55,-.953L.55,-.953Z",
    "M0,1.1L-1.1,-.8H1.1Z",
    "M0,-1.1L1.046,-.34L.647,.89L-.647,.89L-1.046,-.34Z",
    "M0,-1.1L1.1,.8H-1.1Z",
    "M-.95,-.95H.95V.2Q.95,.8 0,1.2Q-.95,.8 -.95,.2Z",
    "M-.4,-1H.4V-.4H1V.4H.4V1H-.4V.4H-1V-.4H-.4Z",
    "M1.016,.421L.421,1.016L-.421,1.016L-1.016,.421L-1.016,-.421L-.421,-1.016L.421,-1.016L1.016,-.421Z",
)
_KEY = (
    ("cooperation", _SIGNS[1], ""),
    ("neutral", _SIGNS[0], ""),
    ("conflict", _SIGNS[-1], ""),
    ("none is Actual", (_INK, ""), ' stroke-dasharray="6 4"'),
)
_HEAD, _FOOT, _SIDE = 70, 90, 90  # room around the drawing for the title, the key and names
_LARGEST, _SMALLEST = RADIUS, 9.0
_NAME, _LINE = 15, 18
_LOOP = 18  # the radius of a line from an actor to itself, as in `page/lines.js`


class _Line(NamedTuple):
    a: int
    b: int
    sign: int
    bend: float
    ring: int  # which of those of an actor with itself, from the innermost
    dashed: bool
    ahead: bool  # whether an arrow points to b
    back: bool


def still(content: Record, positions: Mapping[str, tuple[int, int]]) -> str:
    """A page's opening view as SVG: what `compose` gave, at the positions that `place` gave.

    No script, nothing fetched; the same content gives the same text.
    """
    shown = [each for each in content["statements"] if _opens_with(each, content)]
    there = sorted({end for each in shown for end in (each["subject"], each["object"])})
    core = set(content.get("core") or there)
    places = [positions[actor["iri"]] for actor in content["actors"]]
    drawn = [actor for actor in there if actor in core]
    xs, ys = [[places[actor][axis] for actor in drawn] or [0] for axis in (0, 1)]
    width, height = max(xs) - min(xs) + 2 * _SIDE, max(ys) - min(ys) + _HEAD + _FOOT + 40
    at = [(x - min(xs) + _SIDE, y - min(ys) + _HEAD + 20) for x, y in places]
    sizes = _sizes(content)
    counts = (
        f"{len(shown)} of {len(content['statements'])} statements, {len(drawn)} of {len(at)} actors"
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" font-family="system-ui, sans-serif">',
        f"<title>{escape(content['title'])}</title>",
        f'<rect width="{width}" height="{height}" fill="{_GROUND}"/>',
        _text(16, 30, content["title"], size=20, weight=650, anchor="start"),
        _text(16, 52, counts, size=13, colour=_FAINT, anchor="start"),
    ]
    kept = [each for each in shown if each["subject"] in core and each["object"] in core]
    for line in _lines(kept, content):
        parts.extend(_drawn(line, at, sizes))
    for actor in drawn:
        parts.extend(_actor(content, actor, at[actor], sizes[actor]))
    parts.extend(_key(content, drawn, height - 26))
    return "\n".join([*parts, "</svg>", ""])


def _opens_with(statement: Record, content: Record) -> bool:
    stands = statement["certainty"] != "impossible" and "supposed" not in statement
    return stands and statement["status"] in content["shown"]


def _sizes(content: Record) -> list[float]:
    """Half the width of each actor, by the first measure, as the page opens."""
    scores = [actor["scores"][0][1] if actor["scores"] else 0 for actor in content["actors"]]
    most = max(scores, default=0)
    if not most:
        return [(_LARGEST + _SMALLEST) / 2] * len(scores)
    return [_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(max(each, 0) / most) for each in scores]


def _lines(statements: list[Record], content: Record) -> Iterator[_Line]:
    """One line for each two actors and sign; those of a pair bend away from each other."""
    pairs: dict[tuple[int, int], dict[int, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for each in statements:
        a, b = sorted((each["subject"], each["object"]))
        pairs[a, b][content["relations"][each["relation"]]["sign"]].append(each)
    for (a, b), signs in sorted(pairs.items()):
        for place, sign in enumerate(sorted(signs, reverse=True)):
            some = signs[sign]
            one_way = [s for s in some if not content["relations"][s["relation"]]["symmetric"]]
            yield _Line(
                a,
                b,
                sign,
                (place - (len(signs) - 1) / 2) * 0.22,
                place,
                all(each["status"] != "Actual" for each in some),
                any(each["subject"] == a for each in one_way),
                any(each["subject"] == b for each in one_way),
            )


def _drawn(line: _Line, at: list[Place], sizes: list[float]) -> Iterator[str]:
    colour, mark = _SIGNS[line.sign]
    (x, y), (to_x, to_y) = at[line.a], at[line.b]
    dash = ' stroke-dasharray="7 5"' if line.dashed else ""
    stroke = f'fill="none" stroke="{colour}" stroke-width="1.6" stroke-opacity="0.8"{dash}'
    if line.a == line.b:
        radius = _LOOP * (1 + line.ring / 2)
        off = (radius + _LOOP * (math.sqrt(2) - 1)) / math.sqrt(2)
        yield (
            f'<circle cx="{_near(x + off)}" cy="{_near(y - off)}" r="{_near(radius)}" {stroke}/>'
        )
        far = off + radius / math.sqrt(2)
        yield from _mark(mark, (x + far, y - far), 3 * math.pi / 4, colour)
        return
    bow = (x + to_x) / 2 + (to_y - y) * line.bend, (y + to_y) / 2 - (to_x - x) * line.bend
    way = f"M{_at((x, y))}Q{_at(bow)} {_at((to_x, to_y))}"
    yield f'<path d="{way}" {stroke}/>'
    middle = (x + to_x) / 4 + bow[0] / 2, (y + to_y) / 4 + bow[1] / 2
    yield from _mark(mark, middle, math.atan2(to_y - y, to_x - x) + math.pi / 2, colour)
    if line.ahead:
        yield _arrow(bow, at[line.b], sizes[line.b], colour)
    if line.back:
        yield _arrow(bow, at[line.a], sizes[line.a], colour)


def _mark(mark: str, middle: Place, turn: float, colour: str) -> Iterator[str]:
    """The mark of a sign on its line."""
    if mark == "dot":
        yield f'<circle cx="{_near(middle[0])}" cy="{_near(middle[1])}" r="3.5" fill="{colour}"/>'
    if mark == "bar":
        yield _stroke(middle, turn, 6, colour)


def _stroke(middle: Place, turn: float, half: float, colour: str) -> str:
    dx, dy = math.cos(turn) * half, math.sin(turn) * half
    ends = f"M{_at((middle[0] - dx, middle[1] - dy))}L{_at((middle[0] + dx, middle[1] + dy))}"
    return f'<path d="{ends}" stroke="{colour}" stroke-width="2.2"/>'


def _arrow(bow: Place, to: Place, radius: float, colour: str) -> str:
    turn = math.atan2(to[1] - bow[1], to[0] - bow[0])
    x, y = to[0] - math.cos(turn) * radius, to[1] - math.sin(turn) * radius
    corners = "".join(
        f"L{_near(x - 10 * math.cos(turn + aside))},{_near(y - 10 * math.sin(turn + aside))}"
        for aside in (0.42, -0.42)
    )
    return f'<path d="M{_near(x)},{_near(y)}{corners}Z" fill="{colour}"/>'


def _actor(content: Record, actor: int, place: Place, size: float) -> Iterator[str]:
    record = content["actors"][actor]
    shape = min(content["types"][record["type"]]["shape"], len(_OUTLINES) - 1)
    yield _shape(shape, place, size)
    for number, line in enumerate(record["lines"]):
        yield _text(place[0], place[1] + size + 16 + number * _LINE, line, size=_NAME, halo=True)


def _shape(shape: int, place: Place, size: float) -> str:
    return (
        f'<path transform="translate({_at(place)}) scale({_near(size)})" d="{_OUTLINES[shape]}"'
        f' fill="{_TYPES[shape]}" stroke="{_GROUND}" stroke-width="{3 / size:.3f}"/>'
    )


def _key(content: Record, drawn: list[int], y: float) -> Iterator[str]:
    """The signs, the dash, and the types of actors that are there."""
    x = 16.0
    for name, (colour, mark), dash in _KEY:
        yield f'<path d="M{_near(x)},{_near(y)}h26" stroke="{colour}" stroke-width="2"{dash}/>'
        if mark == "dot":
            yield f'<circle cx="{_near(x + 13)}" cy="{_near(y)}" r="3" fill="{colour}"/>'
        if mark == "bar":
            yield _stroke((x + 13, y), math.pi / 2, 5, colour)
        yield _text(x + 32, y + 4, name, size=12, anchor="start")
        x += 46 + 6.6 * len(name)
    x, y = 22.0, y + 18
    for number in sorted({content["actors"][actor]["type"] for actor in drawn}):
        kind = content["types"][number]
        shape = min(kind["shape"], len(_OUTLINES) - 1)
        yield _shape(shape, (x, y), 5)
        yield _text(x + 11, y + 4, kind["label"], size=12, anchor="start")
        x += 30 + 6.6 * len(kind["label"])


def _text(
    x: float,
    y: float,
    text: str,
    *,
    size: float,
    weight: int = 500,
    colour: str = _INK,
    anchor: str = "middle",
    halo: bool = False,
) -> str:
    around = (
        f' stroke="{_GROUND}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
        if halo
        else ""
    )
    return (
        f'<text x="{_near(x)}" y="{_near(y)}" font-size="{size}" font-weight="{weight}"'
        f' text-anchor="{anchor}" fill="{colour}"{around}>{escape(text)}</text>'
    )


def _at(place: Place) -> str:
    return f"{_near(place[0])},{_near(place[1])}"


def _near(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
