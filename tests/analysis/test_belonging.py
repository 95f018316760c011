"""What holds an actor in its community: by hand, against networkx's modularity, on the shipped data."""

import networkx
import pytest

import kg
from kg.analysis.belonging import Belonging, Bond, Hold
from tests.factory import act, dataset, stmt, tie

# A-B-C-D, each tie as strong as the others: two communities, A with B and C with D
CHAIN = dataset(
    tie("ab", "A", "alliedWith", "B"),
    tie("bc", "B", "alliedWith", "C"),
    tie("cd", "C", "alliedWith", "D"),
    tie("war", "E", "wagesWarOn", "A"),
    actors="A B C D E",
)
ALLIED = 0.9  # the strength of an alliance that is certain to be right: see the vocabulary


def test_what_holds_and_what_pulls_by_hand() -> None:
    """Modularity 2 (1/3 - (3/6)²); B: (1 - 2 * 3/6) / 6; over there (2/6) ((1 - 2 * 3/6) - (1 - 2 * 1/6))."""
    found = kg.communities(CHAIN)
    b = kg.explain_community(CHAIN, found, "B")
    own, other = (found.of[act(each)] for each in "BC")
    s = ALLIED
    assert b == Belonging(
        act("B"),
        "B",
        "4 relations: actual; cooperation alone, each pair by its strength",
        share=1.0,
        modularity=0.166666667,
        part=0.0,
        total=6 * s,
        own=Hold(own, s, s, 0.0, (Bond(act("A"), "A", s, 1.0, (stmt("ab"),)),)),
        others=(Hold(other, s, s, -0.222222222, (Bond(act("C"), "C", s, 0.0, (stmt("bc"),)),)),),
    )
    assert b.statements == (stmt("ab"), stmt("bc"))
    a = kg.explain_community(CHAIN, found, "A")
    assert (a.part, a.others) == (0.083333333, ())
    assert str(a).endswith("Nothing pulls it elsewhere")
    told = " ".join(str(b).split())
    assert told.startswith("B is in community")
    assert (
        f"Of modularity 0.166667 it has 0.000000: ties within {s:.6f} less {s:.6f} by chance, over {6 * s:.6f},"
        " the ties of all" in told
    )
    assert (
        f"What pulls it to {other}: {s:.6f}, by chance {s:.6f}; moved there, it changes modularity by -0.222222"
        in told
    )
    assert b._repr_html_().count("<tr>") == 3


@pytest.mark.parametrize("resolution", [0.7, 1.0, 1.5])
def test_parts_and_changes_are_those_of_networkx_s_modularity(resolution: float) -> None:
    data = kg.load(kg.shipped())
    found = kg.communities(data, resolution=resolution)
    simple: networkx.Graph[str] = networkx.Graph()
    pairs, nodes = found.signed, found.signed.ties.nodes
    for a, b, strength in zip(pairs.low, pairs.high, pairs.positive, strict=True):
        simple.add_edge(nodes[a], nodes[b], weight=float(strength))
    every = {actor: kg.explain_community(data, found, actor) for actor in found.of}
    assert sum(each.part for each in every.values()) == pytest.approx(found.modularity, abs=1e-7)
    for actor, told in every.items():
        assert {bond.actor for hold in (told.own, *told.others) for bond in hold.bonds} == set(
            simple[actor]
        )
        for hold in told.others:
            parts = [
                {
                    other
                    for other, number in (found.of | {actor: hold.community}).items()
                    if number == n
                }
                for n in range(1, len(found) + 1)
            ]
            parts = [part for part in parts if part]
            then = networkx.community.modularity(simple, parts, resolution=resolution)
            assert hold.change == pytest.approx(then - found.modularity, abs=1e-7)


def test_another_graph_or_an_actor_without_a_tie_is_refused() -> None:
    found = kg.communities(CHAIN)
    with pytest.raises(
        kg.OptionError, match="'E' is in no community: it has no tie of cooperation"
    ):
        kg.explain_community(CHAIN, found, "E")
    with pytest.raises(kg.OptionError, match="of another graph"):
        kg.explain_community(kg.project(CHAIN, min_confidence=0.5, sign=1), found, "A")
    with pytest.raises(kg.UnknownActor):
        kg.explain_community(CHAIN, found, "F")
