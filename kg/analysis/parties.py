"""Who speaks for whom, and which statements and pairs a question is about."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.errors import OptionError
from kg.graph.excerpts import Finder, excerpt
from kg.iris import KG
from kg.model import Source, Statement, Status
from kg.names import fold

if TYPE_CHECKING:
    from kg.graph.excerpts import Flags

_SPEAKS = (f"{KG}leads", f"{KG}partOf")


class Parties:
    """Whose word is that of a party to a statement: an end of it, who leads it, or what is part of it.

    Who leads whom and what is part of what is taken from the Actual statements of the data, at any time
    and through any number of steps.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._above: dict[str, set[str]] = {}
        for each in dataset.statements.values():
            if each.predicate in _SPEAKS and each.status is Status.ACTUAL:
                self._above.setdefault(each.subject, set()).add(each.object)
        self._names: dict[str, set[str]] = {}
        for actor in dataset.actors.values():
            for name in (actor.label, *actor.aliases):
                self._names.setdefault(fold(name), set()).add(actor.iri)

    def speaks_for(self, actor: str, ends: Iterable[str]) -> bool:
        """Whether an actor's word is that of one of these ends."""
        wanted, seen, waiting = set(ends), {actor}, [actor]
        while waiting:
            here = waiting.pop()
            if here in wanted:
                return True
            ahead = self._above.get(here, set()) - seen
            seen |= ahead
            waiting += sorted(ahead)
        return False

    def named(self, name: str) -> frozenset[str]:
        """The IRIs of the actors that have this name."""
        return frozenset(self._names.get(fold(name), ()))

    def publishes(self, source: Source | None, ends: Iterable[str]) -> bool:
        """Whether a source's author or publisher is called as somebody who speaks for one of these ends."""
        names = filter(None, (source.author, source.publisher)) if source else ()
        wanted = tuple(ends)
        return any(
            self.speaks_for(actor, wanted) for name in names for actor in sorted(self.named(name))
        )

    def of(self, statement: Statement) -> frozenset[str]:
        """Those of the actors that the statement is attributed to who speak for one of its ends."""
        ends = (statement.subject, statement.object)
        return frozenset(iri for iri in statement.attributed_to if self.speaks_for(iri, ends))


def about(dataset: Dataset, a: str | None, b: str | None) -> Mapping[str, Statement]:
    """The statements between two actors, of one actor, or all, in the order of their IRIs.

    Raises:
        UnknownActor, AmbiguousName: a name is nobody's, or several have it.
        OptionError: both are one actor.
    """
    ends = [dataset.actor(name).iri for name in (a, b) if name is not None]
    if len(ends) > 1 and ends[0] == ends[1]:
        raise OptionError(f"'{a}' and '{b}' are the same actor; a pair needs two")
    return {
        iri: each
        for iri, each in dataset.statements.items()
        if all(end in (each.subject, each.object) for end in ends)
    }


def read_about(dataset: Dataset, a: str | None, b: str | None) -> Dataset:
    """The dataset with what questions about these actors look at: see `kg.graph.excerpts`.

    That is the statements that `about` gives, those that tell who speaks for whom, and what waivers concern.
    """
    names = [name for name in (a, b) if name is not None]
    return excerpt(dataset, lambda found: _needed(found, names)) if names else dataset


def _needed(found: Finder, names: list[str]) -> "Flags":
    return found.of(*map(found.actor, names)) | found.among(_SPEAKS) | found.waiving()


def pair_of(dataset: Dataset, a: str | None, b: str | None) -> str:
    """What a question about these actors is about, in words."""
    names = [dataset.actor(name).label for name in (a, b) if name is not None]
    return " and ".join(names) or "all actors"
