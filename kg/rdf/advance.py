"""How far several readings of the same files have come, told as one number that only grows."""

from collections.abc import Callable, Iterable
from pathlib import Path

Told = Callable[[int], object]
"""What is called with a number of bytes."""
ByFile = Callable[[int], Told | None]
"""What gives, for the number of a file, what is to be called with the bytes read of it."""


def silent(_: int) -> None:
    """No one wants to know how far a file is read."""


class Advance:
    """Bytes of all the files together, from 0 to the sum of their sizes, however often each is read.

    >>> told = []
    >>> advance = Advance([], told.append)
    >>> advance.sizes = [100, 300]
    >>> first, second = advance.reading(0.0, 0.25), advance.reading(0.25, 1.0)
    >>> for each in (first(0), first(1), second(0)):
    ...     each(100)
    >>> told
    [25, 50, 175]
    """

    def __init__(self, paths: Iterable[str | Path], told: Told | None) -> None:
        self.told = told
        self.sizes = [p.stat().st_size if p.is_file() else 0 for p in map(Path, paths)]
        self._last = -1

    def reading(self, start: float, end: float) -> ByFile:
        """One reading of all files, which takes the share from `start` to `end` of the whole."""
        if self.told is None:
            return silent

        def of_file(number: int) -> Told:
            before, whole = sum(self.sizes[:number]), sum(self.sizes)
            return lambda position: self._tell(
                start * whole + (end - start) * (before + min(position, self.sizes[number]))
            )

        return of_file

    def _tell(self, done: float) -> None:
        if self.told is not None and int(done) > self._last:
            self._last = int(done)
            self.told(self._last)
