"""What answers have in common in a notebook."""

from typing import Any


class Shown:
    """An answer that shows itself as text as `print` shows it, where a notebook has no room for more."""

    def __init_subclass__(cls) -> None:
        """Put the hook into the class itself: IPython asks a class's own `__repr__` before its bases."""
        super().__init_subclass__()
        cls._repr_pretty_ = Shown._repr_pretty_  # type: ignore[method-assign]

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001  # IPython's signature
        printer.text("..." if cycle else str(self))
