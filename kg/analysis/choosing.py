"""What a question about paths asks: from whom to whom, by which steps, past whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.analysis.pairs import Pairs, pairs_of
from kg.analysis.ties import Ties, labels_of
from kg.errors import OptionError, UnknownRelationType
from kg.iris import expand, local_name
from kg.model import RelationType, Sign
from kg.names import names_of
from kg.projection import signs_of

if TYPE_CHECKING:
    import networkx

Several = Iterable[str] | str
Signs = Iterable[int | str] | int | str | None


@dataclass(frozen=True, eq=False)
class Question:
    """A question about paths, its names found.

    `labels` are those of both ends, `ends` their places among the nodes, None where one has no
    relation in the graph. `pairs` are the steps that may be used; `signs` and `kinds` (IRIs of relation
    types, None for all) and `avoided` (places) what they were chosen by. `counted` says it in words,
    and `called` what a path of such steps is.
    """

    labels: tuple[str, str]
    ends: tuple[int, int] | None
    pairs: Pairs
    max_steps: int | None
    signs: frozenset[int] | None
    kinds: frozenset[str] | None
    avoided: frozenset[int]
    counted: str
    called: str


def asked(
    graph: "networkx.MultiDiGraph[str]",
    a: str,
    b: str,
    *,
    ties: Ties,
    max_steps: int | None = None,
    sign: Signs = (0, 1),
    avoid: Several = (),
    relations: Several | None = None,
    families: Several | None = None,
    pattern: str | None = None,
) -> Question:
    """The question about paths of `graph` (whose ties are given) from a to b.

    Raises:
        UnknownActor, AmbiguousName, UnknownRelationType: a name is nobody's, or several have it.
        OptionError: both are one actor, an end is avoided, or an option has no sense.
    """
    if max_steps is not None and max_steps < 1:
        raise OptionError(f"max_steps '{max_steps}' is not a number from 1 on")
    source, target = find_actor(graph, a), find_actor(graph, b)
    if source == target:
        raise OptionError(f"'{a}' and '{b}' are the same actor; a path needs two")
    names = [avoid] if isinstance(avoid, str) else list(avoid)
    shunned = {find_actor(graph, name): name for name in names}
    for end in (source, target):
        if end in shunned:
            raise OptionError(f"'{shunned[end]}' is an end of the path; it cannot be avoided")
    kinds = _kinds(graph, relations, families)
    signs = signs_of(sign)
    avoided = frozenset(at for each in shunned if (at := ties.find(each)) is not None)
    first, last = ties.find(source), ties.find(target)
    labels = [label_of_actor(graph, each) for each in sorted(shunned)]
    return Question(
        labels=(label_of_actor(graph, source), label_of_actor(graph, target)),
        ends=None if first is None or last is None else (first, last),
        pairs=past(pairs_of(ties, signs=signs, relations=kinds), avoided),
        max_steps=max_steps,
        signs=signs,
        kinds=kinds,
        avoided=avoided,
        counted=_counted(graph, signs, kinds, labels, max_steps, pattern),
        called="path" if pattern is not None else called_by(signs),
    )


def called_by(signs: frozenset[int] | None) -> str:
    """What a path of steps of these signs is called: conflict does not carry influence as cooperation does.

    >>> [called_by(signs) for signs in (frozenset({0, 1}), frozenset({-1}), None)]
    ['influence path', 'path of conflict', 'path']
    """
    if signs == frozenset({int(Sign.CONFLICT)}):
        return "path of conflict"
    return "path" if signs is None or Sign.CONFLICT in signs else "influence path"


def past(pairs: Pairs, avoided: frozenset[int]) -> Pairs:
    """The pairs of which no end is avoided."""
    import numpy

    if not avoided:
        return pairs
    shut = numpy.array(sorted(avoided), int)
    open_ = ~(numpy.isin(pairs.source, shut) | numpy.isin(pairs.target, shut))
    number = numpy.cumsum(open_) - 1
    kept = open_[pairs.of]
    return Pairs(
        pairs.ties,
        pairs.source[open_],
        pairs.target[open_],
        row=pairs.row[kept],
        of=number[pairs.of[kept]],
    )


def find_actor(graph: "networkx.MultiDiGraph[str]", name: str) -> str:
    """The IRI of the actor with this label, alias, local name, CURIE or IRI.

    It is looked for among the nodes and among all actors of the data that the graph was made of.

    Raises:
        UnknownActor, AmbiguousName: none has, or several.
    """
    iri = expand(name)
    if iri in graph:
        return str(iri)
    called = {
        each.iri: (each.label, each.aliases) for each in graph.graph.get("actors", {}).values()
    }
    if getattr(graph, "columns", None) is None:  # else nodes are as in the data
        called |= {iri: (data["label"], data["aliases"]) for iri, data in graph.nodes(data=True)}
    return names_of((iri, *names) for iri, names in called.items()).find(name)


def label_of_actor(graph: "networkx.MultiDiGraph[str]", actor: str) -> str:
    """What people call an actor of the graph, or of the data that it was made of."""
    if actor in graph:
        return labels_of(graph, [actor])[actor]
    return str(graph.graph["actors"][actor])


def kind_of(graph: "networkx.MultiDiGraph[str]", name: str) -> RelationType:
    """The relation type of a graph's vocabulary by local name, CURIE, IRI or label.

    Raises:
        UnknownRelationType: there is none; with near matches.
    """
    kinds: dict[str, RelationType] = graph.graph["relation_types"]
    iri = expand(name)
    if iri in kinds:
        return kinds[str(iri)]
    for kind in kinds.values():
        if name.casefold() in (local_name(kind.iri).casefold(), kind.label.casefold()):
            return kind
    raise UnknownRelationType(name, map(local_name, kinds))


def family_of(graph: "networkx.MultiDiGraph[str]", name: str) -> str | None:
    """The IRI of the family of a graph's vocabulary with this name, None where there is none."""
    iri = expand(name)
    for family, label in graph.graph["families"].items():
        if iri == family or name.casefold() in (
            local_name(family).casefold(),
            str(label).casefold(),
        ):
            return str(family)
    return None


def _kinds(
    graph: "networkx.MultiDiGraph[str]", relations: Several | None, families: Several | None
) -> frozenset[str] | None:
    """The IRIs of the relation types named, those of a family named besides; None where none is."""
    if relations is None and families is None:
        return None
    named = {kind_of(graph, name).iri for name in _several(relations or ())}
    for name in _several(families or ()):
        family = family_of(graph, name)
        if family is None:
            raise UnknownRelationType(name, map(local_name, graph.graph["families"]))
        named |= {
            kind.iri for kind in graph.graph["relation_types"].values() if kind.family == family
        }
    return frozenset(named)


def _several(names: Several) -> list[str]:
    parts = names.split(",") if isinstance(names, str) else names
    return [part.strip() for part in parts]


def _counted(
    graph: "networkx.MultiDiGraph[str]",
    signs: frozenset[int] | None,
    kinds: frozenset[str] | None,
    avoided: list[str],
    max_steps: int | None,
    pattern: str | None,
) -> str:
    """What paths were looked for in, and what carried a step."""
    text = str(graph.graph["counted"])
    whole = signs is None or signs == frozenset(Sign)
    if pattern is not None:
        text += f"; steps follow '{pattern}'"
        text += "" if whole else f", of {_named_signs(signs)}"
    else:
        what = "influence runs" if called_by(signs) == "influence path" else "steps run"
        text += f"; {what} along those of {_named_signs(signs)}"
    if kinds is not None:
        text += f", of type {', '.join(sorted(map(local_name, kinds)))}"
    if avoided:
        text += f"; past {', '.join(avoided)}"
    if max_steps is None:
        return text
    return f"{text}; at most {max_steps:,} step{'' if max_steps == 1 else 's'}"


def _named_signs(signs: frozenset[int] | None) -> str:
    if signs is None or signs == frozenset(Sign):
        return "any sign"
    words = [Sign(each).name.lower() for each in sorted(signs, reverse=True)]
    return f"sign {' and '.join(words)}" if words else "no sign"
