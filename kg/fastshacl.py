"""The fast SHACL engine, asked about the data part by part: see `kg.parting`."""

import functools
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.dumping import Dump
from kg.errors import KgError
from kg.iris import SH
from kg.parting import BLANK, parts
from kg.rdf.terms import parse_term
from kg.shaping import aimed, shapes_for

if TYPE_CHECKING:
    import pyoxigraph

_NAMED = f"""
_:blank <{SH}nodeKind> <{SH}IRI> .
_:blank <{SH}pattern> "^{BLANK}" .
"""
_ASKS_TEXT = tuple(f"{SH}{name}" for name in ("pattern", "minLength", "maxLength"))


class Result(NamedTuple):
    """What an engine reports: a node (an IRI, or a blank node's label), a shape, a value unless blank."""

    node: str
    blank: bool
    shape: str
    severity: str
    message: str
    value: str | None


def results(
    data: Dump,
    *,
    count: int | None = None,
    progress: Callable[[str, int, float | None], object] = lambda *_: None,
) -> list[Result]:
    """What the engine reports on data in a file, in so many parts, or in as many as its memory asks for.

    `progress` gets the stage, how many triples are sorted or checked, and the share of all.

    Raises:
        KgError: the engine failed.
    """
    found: list[Result] = []
    checked = 0
    with tempfile.TemporaryDirectory(prefix="kg-", dir=data.path.parent) as folder:

        def sorting(done: int, share: float) -> None:
            progress("sorting", done, share)

        for part in parts(data, Path(folder), count=count, progress=sorting):
            found += _by_rust(part.path, part.relation_types)
            checked += part.triples
            progress("checking", checked, part.share)
    return found


def _by_rust(path: Path, kinds: Iterable[str]) -> Iterator[Result]:
    """What the engine says; it gives blank nodes labels of its own: the file has IRIs for them."""
    import pyoxigraph
    import shacl

    form = pyoxigraph.RdfFormat.N_TRIPLES
    shapes = _with_named(aimed(shapes_for(kinds)))
    text = pyoxigraph.serialize((quad.triple for quad in shapes), format=form) or b""
    try:
        ready = shacl.Shapes.from_text(text.decode() + _NAMED, format="ntriples")
        found = ready.validate_file(str(path)).results
    except (ValueError, OSError) as error:
        raise KgError(f"the shapes could not be run: {error}") from error
    for each in found:
        node, shape = _plain(each.focus_node), _plain(each.source_shape or "<>")
        unnamed = each.value is None or each.value.startswith(f"<{BLANK}")
        yield Result(
            node.removeprefix(BLANK),
            node.startswith(BLANK),
            shape,
            each.severity_iri,
            each.message or "",
            None if unnamed else each.value_plain,
        )


def _with_named(shapes: "Iterable[pyoxigraph.Quad]") -> "Iterator[pyoxigraph.Quad]":
    """The shapes; what no blank node satisfies, none of the IRIs in their places does either."""
    import pyoxigraph

    lacks, blank = pyoxigraph.NamedNode(f"{SH}not"), pyoxigraph.BlankNode("blank")
    for quad in shapes:
        yield quad
        kind = getattr(quad.object, "value", "")
        if quad.predicate.value in _ASKS_TEXT or (
            quad.predicate.value == f"{SH}nodeKind" and kind.startswith(f"{SH}IRI")
        ):
            yield pyoxigraph.Quad(quad.subject, lacks, blank)


def _plain(term: str) -> str:
    return term[1:-1] if term.startswith("<") else parse_term(term).value


@functools.cache
def installed() -> bool:
    """Whether the fast engine is there: not every platform has it."""
    try:
        import shacl  # noqa: F401
    except ImportError:
        return False
    return True
