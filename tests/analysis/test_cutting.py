"""The evidence cut: by hand, and against trying every set of origins."""

import itertools

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from tests.factory import act, dataset, stmt, tie


def source(name: str, publisher: str = "", rest: str = "") -> str:
    told = f'; dcterms:publisher "{publisher}"' if publisher else ""
    return f'src:{name} a kg:Source ; dcterms:title "Report {name}" {told} {rest} .'


TWO = "\n".join([source("p", "The Post"), source("q", "The Quarterly"), source("r", "the post")])


def test_the_cut_is_the_fewest_origins_and_tells_what_falls() -> None:
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", source="src:p"),
        tie("bd", "B", "suppliesGasTo", "D", source="src:q"),
        tie("ac", "A", "suppliesGasTo", "C", source="src:r"),  # the same house as p
        tie("cd", "C", "suppliesGasTo", "D", source="src:x"),
        actors="A B C D",
        source=TWO + source("x"),
    )
    found = kg.evidence_cut(kg.project(data), "A", "D")
    assert [(each.label, each.sources) for each in found.origins] == [
        ("The Post", ("https://w3id.org/actor-kg/source/p", "https://w3id.org/actor-kg/source/r"))
    ]
    assert found.falls == (stmt("ab"), stmt("ac"))
    assert (found.possible, found.unique, found.standing) == (True, True, ())
    assert str(found) == (
        "Every influence path from A to D rests on 1 origin: The Post (the only set of that size)."
    )


def test_a_statement_of_two_origins_falls_only_with_both() -> None:
    twice = "; kg:evidence [ a kg:Evidence ; dcterms:source src:q ]"
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", source="src:p", rest=twice),
        actors="A B",
        source=TWO,
    )
    found = kg.evidence_cut(kg.project(data), "A", "B")
    assert [each.label for each in found.origins] == ["The Post", "The Quarterly"]


def test_two_ways_of_one_origin_each_are_told_to_be_one_set_of_several() -> None:
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", source="src:p"),
        tie("bc", "B", "suppliesGasTo", "C", source="src:q"),
        actors="A B C",
        source=TWO,
    )
    found = kg.evidence_cut(kg.project(data), "A", "C")
    assert (len(found), found.unique) == (1, False)
    assert str(found).endswith("(one of several sets of that size).")


def test_a_statement_without_a_source_stands_whatever_falls() -> None:
    bare = (
        "stmt:bare a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:suppliesGasTo ;"
        " rdf:object actor:B ; kg:status kg:Actual ."
    )
    data = dataset(bare, tie("ab", "A", "suppliesArmsTo", "B"), actors="A B")
    found = kg.evidence_cut(kg.project(data), "A", "B")
    assert (found.possible, found.origins, found.statements) == (False, (), (stmt("bare"),))
    assert str(found) == (
        "No set of sources suffices: a path from A to B is carried by statements without a source."
    )


def test_without_a_path_nothing_has_to_be_lost() -> None:
    data = dataset(tie("ab", "A", "suppliesGasTo", "B"), actors="A B C")
    found = kg.evidence_cut(kg.project(data), "B", "A")
    assert (found.possible, len(found), found.statements) == (True, 0, ())
    assert str(found).startswith("No influence path from B to A among 1 relation: actual;")
    assert kg.evidence_cut(kg.project(data), "A", "C").origins == ()


def test_options_narrow_the_paths_that_must_go() -> None:
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", source="src:p"),
        tie("ac", "A", "suppliesArmsTo", "C", source="src:q"),
        tie("cb", "C", "suppliesGasTo", "B", source="src:q"),
        actors="A B C",
        source=TWO,
    )
    graph = kg.project(data)
    assert len(kg.evidence_cut(graph, "A", "B")) == 2
    for options in ({"max_steps": 1}, {"avoid": "C"}, {"relations": "suppliesGasTo"}):
        found = kg.evidence_cut(graph, "A", "B", **options)
        assert [each.label for each in found.origins] == ["The Post"]


HOUSES = "pqrs"
TIES = st.lists(
    st.tuples(
        st.sampled_from("ABCDE"),
        st.sampled_from("ABCDE"),
        st.sets(st.sampled_from(HOUSES), min_size=0, max_size=2),
    ),
    max_size=10,
)


@settings(max_examples=50, deadline=None)
@given(TIES, st.none() | st.integers(1, 3))
def test_the_cut_equals_trying_every_set_of_origins(
    ties: list[tuple[str, str, set[str]]], max_steps: int | None
) -> None:
    blocks = []
    for number, (a, b, houses) in enumerate(ties):
        evidence = "".join(
            f"; kg:evidence [ a kg:Evidence ; dcterms:source src:{h} ]" for h in sorted(houses)
        )
        blocks.append(
            f"stmt:s{number} a kg:Statement ; rdf:subject actor:{a} ; rdf:predicate kg:suppliesGasTo ;"
            f" rdf:object actor:{b} ; kg:status kg:Actual {evidence} ."
        )
    data = dataset(*blocks, actors="A B C D E", source="\n".join(map(source, HOUSES)))
    found = kg.evidence_cut(kg.project(data), "A", "E", max_steps=max_steps)

    def cuts(lost: set[str]) -> bool:
        left: networkx.DiGraph[str] = networkx.DiGraph()
        left.add_nodes_from("AE")
        left.add_edges_from((a, b) for a, b, h in ties if not h or h - lost)
        reached = networkx.single_source_shortest_path_length(left, "A", cutoff=max_steps)
        return "E" not in dict(reached)

    sets = (set(c) for n in range(len(HOUSES) + 1) for c in itertools.combinations(HOUSES, n))
    right = [each for each in sets if cuts(each)]
    best = [each for each in right if len(each) == len(right[0])] if right else []
    if not best:
        assert not found.possible
        return
    lost = {each.label.removeprefix("Report ") for each in found.origins}
    assert lost in best
    assert found.unique == (len(best) == 1)
    assert bool(found.falls) == bool(lost)


def test_a_larger_graph_is_cut_by_no_fewer_than_its_bottleneck() -> None:
    """Seven layers of three actors; layer n to n + 1 rests on n houses alone, the least of them 2."""
    blocks = []
    for layer, houses in enumerate((4, 3, 2, 3, 4, 5)):
        for number, (a, b) in enumerate(itertools.product("abc", repeat=2)):
            blocks.append(
                tie(
                    f"s{layer}-{number}",
                    f"{a}{layer}",
                    "suppliesGasTo",
                    f"{b}{layer + 1}",
                    source=f"src:h{layer}-{number % houses}",
                )
            )
    ends = [tie(f"x{a}", "X", "suppliesGasTo", f"{a}0", source=f"src:x{a}") for a in "abc"]
    ends += [tie(f"y{a}", f"{a}6", "suppliesGasTo", "Y", source=f"src:y{a}") for a in "abc"]
    names = [f"{a}{n}" for a in "abc" for n in range(7)]
    data = dataset(*blocks, *ends, actors=" ".join([*names, "X", "Y"]), source="")
    found = kg.evidence_cut(kg.project(data), "X", "Y")
    assert [each.key.rpartition("/")[2] for each in found.origins] == ["h2-0", "h2-1"]


def test_an_end_cannot_be_avoided() -> None:
    data = dataset(tie("ab", "A", "suppliesGasTo", "B"), actors="A B")
    with pytest.raises(kg.OptionError, match="'B' is an end of the path; it cannot be avoided"):
        kg.evidence_cut(kg.project(data), "A", act("B"), avoid=["B"])
