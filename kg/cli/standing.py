"""Options of questions about what stands on which days: which statements, and how long acts count."""

from dataclasses import dataclass
from typing import Annotated, TypedDict

import typer

from kg.cli.options import Families, KnownBy, LeastConfidence, RelationTypes, Statuses


class How(TypedDict):
    """The same as arguments."""

    memory: str | None
    relations: list[str] | None
    families: list[str] | None
    status: list[str] | tuple[str, ...]
    min_confidence: float
    known_by: str | None


@dataclass(frozen=True)
class Standing:
    """What is looked at day by day; the words are those of `kg.project`."""

    memory: Annotated[
        str,
        typer.Option(
            metavar="TIME",
            help="How long an act counts after its day (90d, 12w, 6m, 2y), or 'ever'.",
        ),
    ] = "1y"
    relation: RelationTypes = None
    family: Families = None
    status: Statuses = None
    min_confidence: LeastConfidence = 0.0
    known_by: KnownBy = None

    @property
    def how(self) -> How:
        """The options as arguments of the functions that ask."""
        return {
            "memory": None if self.memory == "ever" else self.memory,
            "relations": self.relation or None,
            "families": self.family or None,
            "status": self.status or ("Actual",),
            "min_confidence": self.min_confidence,
            "known_by": self.known_by,
        }
