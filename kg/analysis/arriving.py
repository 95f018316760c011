"""Why influence is at an actor on a day: the journeys that both days of a reach rest on."""

from dataclasses import dataclass

from kg.analysis.journeys import Journey
from kg.analysis.reaching import Reach, Reached
from kg.errors import OptionError
from kg.shown import Shown


@dataclass(frozen=True)
class Arrival(Shown):
    """How influence is at an actor, or, looking backward, comes from it.

    `possible` is the journey that `reached.possibly` rests on, `certain` that of `reached.certainly`, None
    where it is not certain; they may be one. `actor` is the label of the one that was asked about.
    """

    actor: str
    backward: bool
    counted: str
    reached: Reached
    possible: Journey
    certain: Journey | None

    @property
    def statements(self) -> tuple[str, ...]:
        """The IRIs of the statements that carry either journey, in order."""
        journeys = (self.possible, *([self.certain] if self.certain else []))
        return tuple(dict.fromkeys(iri for each in journeys for iri in each.statements))

    def __str__(self) -> str:
        from kg.views.arriving import text

        return text(self)

    def _repr_html_(self) -> str:
        from kg.views.arriving import html

        return html(self)


def explain_reach(found: Reach, actor: str) -> Arrival:
    """The journeys behind the days on which influence is at an actor, told with their sources.

    Args:
        found: what `kg.reach` gave.
        actor: any of the actor's names.

    Raises:
        UnknownActor, AmbiguousName: of the name.
        OptionError: influence does not reach the actor, or with `backward` does not come from it.
    """
    iri = found.find(actor)
    if iri not in found.actors:
        told = "comes from" if found.backward else "reaches"
        raise OptionError(f"no influence that is asked about {told} '{actor}' in time")
    number = found.actors.index(iri)
    possible, certain = found.journeys(number)
    return Arrival(found.actor, found.backward, found.counted, found[number], possible, certain)
