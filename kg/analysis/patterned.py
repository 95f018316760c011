"""A pattern of steps in the words of a graph's vocabulary, and the steps that follow it."""

from typing import TYPE_CHECKING

from kg.analysis.automaton import automaton_of
from kg.analysis.choosing import Question, family_of, kind_of
from kg.analysis.following import Moves, moves_of
from kg.analysis.pattern import One, ones, parse_pattern
from kg.errors import OptionError, UnknownRelationType, alternatives
from kg.iris import local_name
from kg.model import Sign

if TYPE_CHECKING:
    import networkx


def moves_by(
    graph: "networkx.MultiDiGraph[str]",
    question: Question,
    pattern: str | None,
    *,
    by_steps: bool = False,
) -> Moves:
    """The steps that a question allows, those that follow the pattern if there is one.

    Raises:
        UnknownRelationType: the pattern names no relation type and no family; with near matches.
        OptionError: it is no pattern, or names a type whose sign carries no step here.
    """
    if pattern is None:
        return moves_of(question, by_steps=by_steps)

    def resolve(name: str) -> frozenset[str]:
        family = family_of(graph, name)
        kinds = graph.graph["relation_types"].values()
        if family is not None:
            return frozenset(kind.iri for kind in kinds if kind.family == family)
        try:
            return frozenset({kind_of(graph, name).iri})
        except UnknownRelationType:
            words = [
                local_name(each) for each in (*graph.graph["families"], *(k.iri for k in kinds))
            ]
            raise UnknownRelationType(name, words) from None

    parsed = parse_pattern(pattern, resolve)
    for one in ones(parsed):
        _not_left_out(graph, one, question.signs, pattern)
    automaton = automaton_of(parsed, question.pairs.ties.kinds)
    return moves_of(question, automaton, by_steps=by_steps)


def _not_left_out(
    graph: "networkx.MultiDiGraph[str]", one: One, signs: frozenset[int] | None, pattern: str
) -> None:
    """Refuse a pattern that names a type of a sign which carries no step: it would find nothing there."""
    kinds = [graph.graph["relation_types"][iri] for iri in sorted(one.kinds)]
    if signs is None or one.but or not kinds or any(kind.sign in signs for kind in kinds):
        return
    sign = Sign(kinds[0].sign).name.lower()
    names = alternatives([local_name(kind.iri) for kind in kinds[:3]])
    raise OptionError(
        f"pattern '{pattern}' names {names}, of sign {sign}, which carries no step here;"
        " choose that sign too"
    )
