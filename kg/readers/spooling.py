"""What waits on disk while a file is read twice, and which statements have been written already."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import numpy
    import polars
    from numpy.typing import NDArray


class Spool:
    """Frames that wait in a file without a name, which is gone with the process however that ends."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115  # see __exit__
        self._ends = [0]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def put(self, frame: "polars.DataFrame") -> None:
        """Lay a frame down behind the others."""
        page = io.BytesIO()
        frame.write_ipc(page)
        self._file.seek(self._ends[-1])
        self._file.write(page.getbuffer())
        self._ends.append(self._file.tell())

    def __iter__(self) -> "Iterator[polars.DataFrame]":
        """The frames in the order they were put."""
        import polars as pl

        for start, end in zip(self._ends[:-1], self._ends[1:], strict=True):
            self._file.seek(start)
            yield pl.read_ipc(io.BytesIO(self._file.read(end - start)))


class Seen:
    """Numbers that have been seen, with a mark each: 16 bytes a number, in few sorted runs.

    Two runs of like length are merged into one, so that looking up and adding cost a logarithm's worth.
    """

    def __init__(self) -> None:
        self._runs: list[tuple[NDArray[Any], NDArray[Any]]] = []

    def add(
        self, numbers: "NDArray[numpy.uint64]", marks: "NDArray[numpy.uint64]"
    ) -> "tuple[NDArray[numpy.bool_], NDArray[numpy.bool_]]":
        """Which of the numbers are new, and which come with another mark than at their first time."""
        import numpy as np

        distinct, first, group = np.unique(numbers, return_index=True, return_inverse=True)
        known = np.zeros(len(distinct), dtype=bool)
        marked = marks[first]
        for run, old in self._runs:
            place = np.minimum(np.searchsorted(run, distinct), len(run) - 1)
            there = run[place] == distinct
            known |= there
            marked = np.where(there, old[place], marked)
        new = np.zeros(len(numbers), dtype=bool)
        new[first[~known]] = True
        self._keep(distinct[~known], marked[~known])
        return new, marks != marked[group]

    def _keep(self, numbers: "NDArray[Any]", marks: "NDArray[Any]") -> None:
        import numpy as np

        while self._runs and len(self._runs[-1][0]) <= 2 * len(numbers):
            other, their_marks = self._runs.pop()
            numbers = np.concatenate([other, numbers])
            order = np.argsort(numbers, kind="stable")
            numbers, marks = numbers[order], np.concatenate([their_marks, marks])[order]
        if len(numbers):
            self._runs.append((numbers, marks))
