"""Where the actors of a graph stand on the page: seeded, readable, the same every time.

Stress majorisation (Gansner, Koren and North, Graph Drawing by Stress Majorization, 2004) is run from
several starts, names are pushed apart, and the drawing that reads best is kept and improved actor by
actor. How well it reads is counted in `kg.views.legibility`, in whole numbers; after each start the
positions are whole numbers too, so that the choice does not hang on the last bit of a float.
"""

import random
from typing import TYPE_CHECKING

from kg.views.legibility import CROSSED, RADIUS, SCALE, STRUCK, Legibility, covered, name_box

if TYPE_CHECKING:
    import networkx
    import numpy
    from numpy.typing import NDArray

    from kg.views.legibility import Positions

    Floats = NDArray[numpy.float64]
    Draft = tuple[int, int, Positions]  # what it costs, the number of its start, where actors stand

_MOST = 1_000  # more actors, and comparing all pairs takes longer than a reader waits
CORE = 300
"""How many actors a page of many draws at first, placed with care; `state.js` knows it too."""
_FEW = 250  # up to here single actors are moved about
_FEWER = 60  # up to here more drawings are improved, and for longer
# How many of the best drawings so far are improved, by how many tries an actor and how many at most: what
# can become of a drawing is hardly to be seen at first. And what a line over an actor costs then.
_POLISHED = ((8, (8, 180), STRUCK), (2, (20, 500), STRUCK), (1, (20, 500), 8 * STRUCK))
_POLISHED_OF_MANY = ((2, (30, 1_000), STRUCK),)
_WIDE = 1.0  # width by height of the drawing
_ROOM, _MORE_ROOM = 2.4, 3.4  # its area by that of its names, of few actors and of more
_WINDOW = 610  # pixels: what the drawing has of a window of 1,440 by 900, without names at its rim
_TIGHT = 1.5  # how much larger it has to be than names and actors, for these to find room
_SMALLEST = 0.3  # pixels a unit: smaller, and actors are specks
_ROUNDS_OF_ROOM = 12
_ROUNDS = 90  # of stress majorisation; it has settled by then
_PUSHES = 400
_PAIRS = 8_000_000  # how many comparisons of two actors the rounds of one start may take


def place(graph: "networkx.MultiDiGraph[str]", *, seed: int = 0) -> dict[str, tuple[int, int]]:
    """The position of each actor, by IRI: x to the right, y downwards, around (0, 0).

    Names, drawn below their actors in the lines of `name_lines`, do not overlap. Beyond 1,000 actors
    the 300 best connected are placed so, and the others around them on a spiral, the busier the nearer.
    """
    actors = sorted(graph.nodes)
    if not actors:
        return {}
    pairs = _pairs(graph, actors)
    names = [str(graph.nodes[actor]["label"]) for actor in actors]
    at = _with_a_core(pairs, names, seed) if len(actors) > _MOST else _best(pairs, names, seed)
    middle = (at.max(axis=1) + at.min(axis=1)) // 2
    xs, ys = (at - middle[:, None]).tolist()
    return dict(zip(actors, zip(xs, ys, strict=True), strict=True))


def core(graph: "networkx.MultiDiGraph[str]") -> list[int]:
    """The numbers, in the order of the IRIs, of the actors drawn first of very many; none of fewer."""
    actors = sorted(graph.nodes)
    if len(actors) <= _MOST:
        return []
    return sorted(_busiest(_pairs(graph, actors), len(actors))[:CORE].tolist())


def _pairs(graph: "networkx.MultiDiGraph[str]", actors: list[str]) -> "Positions":
    import numpy

    number = {actor: index for index, actor in enumerate(actors)}
    ends = [sorted((number[a], number[b])) for a, b in graph.edges() if a != b]
    return numpy.array(sorted({(a, b) for a, b in ends}), dtype=numpy.int64).reshape(-1, 2).T


def _busiest(pairs: "Positions", count: int) -> "Positions":
    """All actors, those that most lines join first."""
    import numpy

    return numpy.argsort(-numpy.bincount(pairs.ravel(), minlength=count), kind="stable")


def _best(pairs: "Positions", names: list[str], seed: int) -> "Positions":
    """The most legible drawing of several starts, after the best of them have been improved."""
    boxes = _boxes(names, _scale(names))
    reader = Legibility(pairs, boxes)
    drafts: list[Draft] = []
    for start, found in enumerate(_stressed(pairs, boxes, seed)):
        at = _pushed_apart(found, boxes)
        drafts.append((reader.cost(at), start, at))
    drafts.sort(key=lambda draft: draft[:2])
    if len(names) > _FEW:
        return _pushed_apart(drafts[0][2], boxes)
    for many, steps, struck in _POLISHED if len(names) <= _FEWER else _POLISHED_OF_MANY:
        drafts = [
            _polished(pairs, names, draft, min(steps[0] * len(names), steps[1]), struck, seed)
            for draft in drafts[:many]
        ]
        drafts.sort(key=lambda draft: draft[:2])
    return drafts[0][2]


def _polished(
    pairs: "Positions", names: list[str], draft: "Draft", steps: int, struck: int, seed: int
) -> "Draft":
    """The drawing after so many tries to make it more legible, when names have the room they need."""
    _, start, at = draft
    at, boxes = _with_room(at, names)
    reader = Legibility(pairs, boxes, struck)
    at = _improved(reader, at, random.Random(f"{seed} {start} {steps}"), steps)  # noqa: S311  # no secret
    at, _ = _with_room(at, names)
    return reader.cost(at), start, at


def _with_room(at: "Positions", names: list[str]) -> "tuple[Positions, Positions]":
    """The drawing with names apart when all of it is seen, and their room then: the larger, the more."""
    for _ in range(_ROUNDS_OF_ROOM):
        extent = max(1, *(at.max(axis=1) - at.min(axis=1)).tolist())
        boxes = _boxes(names, min(SCALE, _WINDOW / extent))
        if int(covered(at, boxes, at, boxes).sum()) == len(names):
            break
        at = _pushed_apart(at, boxes)
    return at, boxes


def _scale(names: list[str]) -> float:
    """At how many pixels a unit all of these names are likely to find room in the window."""
    scale = SCALE
    while scale > _SMALLEST and len(names) <= _FEW:
        boxes = _boxes(names, scale) * scale
        across, down = boxes.mean(axis=1).tolist()
        if _TIGHT * float((boxes[0] * boxes[1]).sum()) <= (_WINDOW + across) * (_WINDOW + down):
            break
        scale *= 0.95
    return scale


def _boxes(names: list[str], scale: float) -> "Positions":
    import numpy

    return numpy.array([name_box(name, scale) for name in names], dtype=numpy.int64).T


def _stressed(pairs: "Positions", boxes: "Positions", seed: int) -> "list[Positions]":
    """Drawings whose distances are near to those along the lines, from several random starts.

    In every second one, lines are the longer the fewer neighbours their ends have in common, which
    opens up the surroundings of hubs.
    """
    import numpy

    count = boxes.shape[1]
    room = _ROOM if count <= _FEW else _MORE_ROOM
    height = float(numpy.sqrt(room * (boxes[0] * boxes[1]).sum() / _WIDE))
    frame = numpy.array([[height * _WIDE], [height]])
    ideals = [_distances(pairs, count, lengths) for lengths in _lengths(pairs, count)]
    weights = [1 / (ideal + numpy.eye(count)) ** 2 for ideal in ideals]
    chance = random.Random(f"{seed}")  # noqa: S311  # no secret
    found = []
    for start in range(max(1, min(24, 60_000 // count**2))):
        ideal, weight = ideals[start % 2], weights[start % 2]
        first = [[chance.random() for _ in range(count)] for _ in range(2)]
        found.append(_framed(_settled(numpy.array(first) * ideal.max(), ideal, weight), frame))
    return found


def _settled(at: "Floats", ideal: "Floats", weight: "Floats") -> "Floats":
    """The positions after so many rounds of majorisation, each of which lowers the stress."""
    import numpy

    count = at.shape[1]
    rest = numpy.eye(count, dtype=bool)
    weight = numpy.where(rest, 0, weight)
    # The inverse on centred positions: adding a constant makes the Laplacian regular.
    inverse = numpy.linalg.inv(numpy.diag(weight.sum(axis=1)) - weight + 1 / count)
    wanted = weight * ideal
    for _ in range(min(_ROUNDS, _PAIRS // count**2)):
        x, y = at[:, :, None] - at[:, None, :]
        pull = wanted / (numpy.sqrt(x * x + y * y) + 1e-9)
        pull[rest] = 0
        at = (at * pull.sum(axis=1) - at @ pull) @ inverse
    return at


def _lengths(pairs: "Positions", count: int) -> "list[Floats]":
    import numpy

    joined = numpy.zeros((count, count))
    joined[pairs[0], pairs[1]] = joined[pairs[1], pairs[0]] = 1
    degree = joined.sum(axis=1)
    common = (joined[pairs[0]] * joined[pairs[1]]).sum(axis=1)
    apart = numpy.maximum(degree[pairs[0]] + degree[pairs[1]] - 2 * common - 2, 0)
    return [numpy.ones(pairs.shape[1]), 1 + 0.35 * numpy.log1p(apart)]


def _distances(pairs: "Positions", count: int, lengths: "Floats") -> "Floats":
    """The lengths of the shortest ways between all actors; unconnected ones keep some distance."""
    import numpy
    import scipy.sparse

    lines = scipy.sparse.csr_matrix((lengths, (pairs[0], pairs[1])), shape=(count, count))
    ways = scipy.sparse.csgraph.shortest_path(lines, directed=False)
    reached = numpy.isfinite(ways)
    return numpy.where(reached, ways, max(1.0, float(ways[reached].max())) * 0.8 + 0.6)


def _framed(at: "Floats", frame: "Floats") -> "Positions":
    """The drawing turned so that it is widest from left to right, in the frame, in whole numbers."""
    import numpy

    x, y = at - at.mean(axis=1)[:, None]
    turn = numpy.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum()) / 2
    cos, sin = numpy.cos(turn), numpy.sin(turn)
    at = numpy.array([x * cos + y * sin, y * cos - x * sin])
    low, high = at.min(axis=1)[:, None], at.max(axis=1)[:, None]
    return _whole((at - low) / numpy.maximum(high - low, 1e-9) * frame)


def _pushed_apart(at: "Positions", boxes: "Positions") -> "Positions":
    """The drawing with boxes moved until none covers another, each along its shorter way out."""
    import numpy

    need = (boxes[:, :, None] + boxes[:, None, :] + 1) // 2
    rest = numpy.eye(at.shape[1], dtype=bool)
    order = numpy.sign(numpy.subtract.outer(numpy.arange(at.shape[1]), numpy.arange(at.shape[1])))
    moved = at.astype(numpy.float64)
    for _ in range(min(_PUSHES, 2 * _PAIRS // at.shape[1] ** 2)):
        apart = moved[:, :, None] - moved[:, None, :]
        missing = need - numpy.abs(apart)
        close = (missing[0] > 0) & (missing[1] > 0) & ~rest
        if not close.any():
            break
        sideways = missing[0] <= missing[1]
        for axis, chosen in ((0, close & sideways), (1, close & ~sideways)):
            away = numpy.where(apart[axis] == 0, order, numpy.sign(apart[axis]))
            moved[axis] += (chosen * away * (missing[axis] + 2)).sum(axis=1) * 0.3
    return _whole(moved)


def _improved(
    reader: Legibility, at: "Positions", chance: random.Random, steps: int
) -> "Positions":
    """The drawing after moving single actors wherever that makes it more legible."""
    at = at.copy()
    count = at.shape[1]
    low, high = at.min(axis=1).tolist(), at.max(axis=1).tolist()
    for step in range(steps):
        actor = chance.randrange(count)
        was, before = at[:, actor].copy(), reader.share(at, actor)
        if before < CROSSED and step % 4:
            continue  # only shorter lines to gain here
        around = reader.neighbours(actor) if step % 3 == 1 else []
        reach = 1.0 if step % 3 == 0 else 0.25
        for axis in (0, 1):
            middle = sum(at[axis, around].tolist()) / len(around) if len(around) else was[axis]
            jump = (chance.random() * 2 - 1) * reach * (high[axis] - low[axis])
            at[axis, actor] = min(max(round(float(middle) + jump), low[axis]), high[axis])
        if reader.share(at, actor) >= before:
            at[:, actor] = was
    return at


def _with_a_core(pairs: "Positions", names: list[str], seed: int) -> "Positions":
    """Too many actors to compare all pairs: the busiest placed as ever, the others around them.

    Those stand as the seeds of a sunflower do (H. Vogel, A better way to construct the sunflower head,
    Mathematical Biosciences 44, 1979), so that each has room.
    """
    import numpy

    count = len(names)
    busy = _busiest(pairs, count)
    inner = numpy.sort(busy[:CORE])
    place_of = numpy.full(count, -1)
    place_of[inner] = numpy.arange(CORE)
    within = place_of[pairs]
    middle = _best(within[:, (within >= 0).all(axis=0)], [names[each] for each in inner], seed)
    middle = middle - (middle.max(axis=1) + middle.min(axis=1))[:, None] // 2
    reach = float(numpy.sqrt((middle * middle).sum(axis=0).max()))
    step = 5 * RADIUS
    first = (reach / step + 1) ** 2
    others = busy[CORE:]
    turn = first + numpy.arange(len(others))
    away = step * numpy.sqrt(turn)
    golden = 2.399963229728653  # the golden angle, in radians
    found = numpy.empty((2, count))
    found[:, inner] = middle
    found[:, others] = [away * numpy.cos(turn * golden), away * numpy.sin(turn * golden)]
    return _whole(found)


def _whole(at: "Floats") -> "Positions":
    import numpy

    rounded: Positions = numpy.rint(at).astype(numpy.int64)
    return rounded
