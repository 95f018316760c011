"""Actors in groups: by their class, by bloc, by community, or as somebody says."""

import csv
import io
import itertools
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.analysis.balance import balance
from kg.analysis.choosing import find_actor
from kg.analysis.communities import communities
from kg.analysis.ties import ties_of
from kg.errors import DataError, OptionError, alternatives, near
from kg.iris import curie
from kg.rdf.reading import read_bytes

if TYPE_CHECKING:
    import networkx

GROUPINGS = ("type", "bloc", "community")
"""The ways to group that have a name."""
_NONE = "none"
_FEW = 3


def groups_of(
    graph: "networkx.MultiDiGraph[str]", groups: str | Mapping[str, str], *, seed: int = 0
) -> tuple[dict[str, str], str]:
    """The name of the group of each actor of a graph (IRI), and what the groups are, in words.

    "type" is the class of actor, "bloc" the bloc of `kg.balance`, "community" that of
    `kg.communities`; actors that these leave out make a group "none". A mapping goes from actors, by any
    of their names, to names of groups, and has to have every actor of the graph.

    Raises:
        UnknownActor, AmbiguousName: a name in the mapping is nobody's in the graph, or several have it.
        OptionError: the grouping is unknown, an actor has no group, or two.
    """
    nodes = ties_of(graph).nodes
    if not isinstance(groups, str):
        return _given(graph, nodes, groups), "as given"
    if groups == "type":
        classes = {node: str(graph.nodes[node]["type_label"]) for node in nodes}
        return classes, "by class of actor"
    if groups == "bloc":
        found = balance(graph, limit=0, seed=seed)
        of = {actor: bloc.name for bloc in found.blocs for actor in bloc.actors}
        told = ", ".join(filter(None, ("by bloc", found.caveat)))
        return {node: of.get(node, _NONE) for node in nodes}, told
    if groups == "community":
        parts = communities(graph, seed=seed)
        told = f"by community (agreement over seeds {parts.agreement:.3g})"
        return {node: str(parts.of.get(node, _NONE)) for node in nodes}, told
    hint = near(groups, GROUPINGS) or GROUPINGS
    raise OptionError(f"unknown grouping '{groups}'; use {alternatives(hint)}, or a mapping")


def read_groups(path: str | Path) -> dict[str, str]:
    """The groups of actors in a CSV file: under a header, the actor by any name, then its group.

    Raises:
        DataError: the file cannot be read, or a row has less or more than the two, or says two groups of
            one name; with its line.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("is not UTF-8; save it as such", file=str(path)) from error
    of: dict[str, str] = {}
    rows = csv.reader(io.StringIO(text, newline=""))
    for row in itertools.islice(rows, 1, None):
        cells = [cell.strip() for cell in row]
        if not any(cells):
            continue
        if len(cells) != 2 or not all(cells):  # noqa: PLR2004  # actor, group
            raise DataError(
                "is no row of an actor and its group", file=str(path), line=rows.line_num
            )
        if of.setdefault(cells[0], cells[1]) != cells[1]:
            problem = f"'{cells[0]}' is in '{of[cells[0]]}' already; give it one group"
            raise DataError(problem, file=str(path), line=rows.line_num)
    return of


def _given(
    graph: "networkx.MultiDiGraph[str]", nodes: tuple[str, ...], groups: Mapping[str, str]
) -> dict[str, str]:
    of: dict[str, str] = {}
    for name, group in groups.items():
        actor = find_actor(graph, name)
        if of.setdefault(actor, str(group)) != str(group):
            raise OptionError(f"'{name}' is in '{of[actor]}' and in '{group}'; give it one group")
    missing = [curie(node) for node in nodes if node not in of]
    if missing:
        more = f" and {len(missing) - _FEW:,} more" if len(missing) > _FEW else ""
        named = ", ".join(f"'{each}'" for each in missing[:_FEW])
        raise OptionError(f"no group for {named}{more}; give every actor of the graph one")
    return {node: of[node] for node in nodes}
