"""What answers have in common in a notebook."""

from typing import Any


class Shown:
    """An answer that shows itself as text as `print` shows it, where a notebook has no room for more."""

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: FBT001  # IPython's signature
        printer.text("..." if cycle else str(self))
