"""An answer while it comes in from a worker."""

import contextlib
from _thread import get_ident
from collections.abc import Callable, Iterable, Iterator

from kg.errors import QueryError, Refused
from kg.sparql.cells import read_terms
from kg.sparql.process import Process, out_of_memory
from kg.sparql.wire import DATA, END, ROWS, STOP, TRIPLES, unpack

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    import pyoxigraph

    from kg.sparql.cells import Cell

_GRACE = 0.2  # seconds for a worker to notice that it is to stop
_LONGEST = 4 << 20  # the engine's time to read a line of TSV grows by the square of its length
_ERRORS: dict[str, type[Exception]] = {
    kind.__name__: kind for kind in (SyntaxError, RuntimeError, ValueError, OSError)
}


class Answer:
    """The answer to one question: "rows", "triples" or "yes-no", as `form` says.

    Rows and triples come in while they are read, once: by `rows`, `lines`, `triples` or `pieces`. Until they
    are read to the end or closed, whoever else asks has to wait.
    """

    def __init__(
        self,
        process: Process,
        kind: bytes,
        body: bytes,
        *,
        over: Callable[..., None] | None = None,
    ) -> None:
        self._process = process
        self._over = over
        self.thread = get_ident()
        self.form = {ROWS: "rows", TRIPLES: "triples"}.get(kind, "yes-no")
        self.yes = self.form == "yes-no" and bool(body)
        self.variables = tuple(name.decode() for name in unpack(body)) if kind == ROWS else ()

    def rows(self) -> "Iterator[tuple[Cell | None, ...]]":
        """The rows of a SELECT, a cell for each of the variables."""
        for lines in self.lines():
            yield from read_terms(self.variables, lines)

    def lines(self) -> Iterator[bytes]:
        """The rows of a SELECT as blocks of whole lines of SPARQL TSV, without its head."""
        head = True
        with self._closing():
            for block in _whole_lines(self.pieces()):
                lines = block[block.index(b"\n") + 1 :] if head else block
                head = False
                if lines:
                    yield lines

    def triples(self) -> "Iterator[pyoxigraph.Triple]":
        """The triples of a CONSTRUCT or DESCRIBE, as often as the engine gives them."""
        import pyoxigraph

        with self._closing():
            for block in _whole_lines(self.pieces()):
                for quad in pyoxigraph.parse(block, format=pyoxigraph.RdfFormat.N_TRIPLES):
                    yield quad.triple

    def pieces(self) -> Iterator[bytes]:
        """The bytes as the engine writes them: rows in SPARQL TSV, triples in N-Triples.

        Raises:
            Refused: the rest is refused, for the reason it names.
            QueryError: the answer is closed.
        """
        if self.form == "yes-no":
            return
        while True:
            if self._over is None:
                raise QueryError("the answer is closed; read it before the next question")
            try:
                kind, body = self._process.hear()
            except BaseException:
                self._finish(stop=True)
                raise
            if kind != DATA:
                break
            yield body
        self._finish()
        if kind != END:
            raise failure(body, self._process)

    def close(self) -> None:
        """Have no more of it, and let others ask."""
        if self._over is None:
            return
        stop = True
        try:
            self._process.allow(_GRACE)
            self._process.send(STOP)
            while self._process.hear()[0] == DATA:
                pass
            stop = False
        except Refused:
            pass
        finally:
            self._finish(stop=stop)

    __del__ = close

    @contextlib.contextmanager
    def _closing(self) -> Iterator[None]:
        """Close the answer when the reading of it ends, however that comes."""
        try:
            yield
        finally:
            self.close()

    def _finish(self, *, stop: bool = False) -> None:
        over, self._over = self._over, None
        if over is not None:
            over(stop=stop)


def failure(body: bytes, process: Process) -> Exception:
    """The error that a worker tells of: a refusal, or what the engine raised."""
    kind, message = (field.decode() for field in unpack(body))
    if kind == "MemoryError":
        return out_of_memory(process.memory)
    if kind == "TooLarge":
        return Refused(
            "result-too-large", f"answer has over {int(message):,} bytes; ask for less (LIMIT)"
        )
    return _ERRORS[kind](message)


def _whole_lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The bytes in blocks that end with a line; line ends inside values are escaped.

    A piece is only as large as a block may be where one value is.
    """
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > _LONGEST:
            raise Refused(
                "result-too-large", f"a row of the answer has over {_LONGEST:,} bytes; ask for less"
            )
        cut = piece.rfind(b"\n") + 1
        if cut:
            yield b"".join([*held, piece[:cut]])
            held.clear()
            size = len(piece) - cut
        held.append(piece[cut:])
    if rest := b"".join(held):
        yield rest
