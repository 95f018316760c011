"""All paths up to a length, the shortest first, and paths past some actors or by some relation types."""

import itertools

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis import paths as module
from tests.factory import act, dataset, stmt, tie

DIAMOND = dataset(
    tie("ab", "A", "suppliesGasTo", "B", confidence=0.9),
    tie("bd", "B", "suppliesGasTo", "D", confidence=0.9),
    tie("ac", "A", "suppliesArmsTo", "C", confidence=0.5),
    tie("cd", "C", "suppliesArmsTo", "D", confidence=0.5),
    tie("ad", "A", "praises", "D", confidence=0.1),
    actors="A B C D",
)


def chains(found: kg.Paths) -> list[str]:
    return ["".join(path.labels) for path in found]


def test_the_shortest_come_first_and_of_these_the_strongest() -> None:
    graph = kg.project(DIAMOND)
    assert chains(kg.paths(graph, "A", "D")) == ["ABD", "ACD", "AD"]
    assert chains(kg.paths(graph, "A", "D", order="steps")) == ["AD", "ABD", "ACD"]
    assert chains(kg.paths(graph, "A", "D", order="steps", limit=None, max_steps=2)) == [
        "AD",
        "ABD",
        "ACD",
    ]


def test_actors_are_avoided_and_steps_restricted() -> None:
    graph = kg.project(DIAMOND)
    found = kg.paths(graph, "A", "D", avoid=["B"])
    assert chains(found) == ["ACD", "AD"]
    assert found.counted.endswith("of sign cooperation and neutral; past B")
    assert chains(kg.paths(graph, "A", "D", relations="suppliesGasTo")) == ["ABD"]
    assert chains(kg.paths(graph, "A", "D", relations=["praises", "suppliesArmsTo"])) == [
        "ACD",
        "AD",
    ]
    assert len(kg.paths(graph, "A", "D", families="cooperatesWith")) == 3
    assert len(kg.paths(graph, "A", "D", families="structurallyTiedTo")) == 0
    assert kg.paths(graph, "A", "D", relations="praises")[0].statements == (stmt("ad"),)


def test_all_paths_up_to_a_length_and_the_cap_is_told() -> None:
    graph = kg.project(DIAMOND)
    whole = kg.paths(graph, "A", "D", limit=None, max_steps=2)
    assert (chains(whole), whole.capped) == (["ABD", "ACD", "AD"], "")
    first = kg.paths(graph, "A", "D", limit=None, max_steps=2, most=2)
    assert (chains(first), first.capped) == (["ABD", "ACD"], "Capped at 2 paths: there are more.")
    assert str(first).endswith("\nCapped at 2 paths: there are more.")
    assert kg.paths(graph, "A", "D", limit=None, max_steps=2, most=3).capped == ""


def test_a_search_that_was_given_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_BEGINNINGS", 3)
    found = kg.paths(kg.project(DIAMOND), "A", "D", limit=None, max_steps=2)
    paths = "path" if len(found) == 1 else "paths"
    assert found.capped == (
        f"Capped at {len(found)} {paths}, as 3 beginnings of paths were tried: there may be more."
    )
    assert len(found) < 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"order": "length"}, "unknown order 'length'; use 'strength' or 'steps'"),
        ({"limit": None}, "all paths need max_steps: without it they may be without number"),
        ({"most": 0}, "most '0' is not a number from 1 on"),
        ({"avoid": "D"}, "'D' is an end of the path; it cannot be avoided"),
        ({"avoid": "Dd"}, "unknown actor 'Dd'"),
        ({"families": "cooperate"}, "unknown relation type 'cooperate'; did you mean"),
    ],
)
def test_options_without_sense_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(kg.KgError) as error:
        kg.paths(kg.project(DIAMOND), "A", "D", **options)  # type: ignore[arg-type]
    assert str(error.value).startswith(message)


TIES = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE"), st.integers(1, 9)), max_size=12
)


@settings(max_examples=40, deadline=None)
@given(TIES, st.integers(1, 4), st.sampled_from(["strength", "steps"]))
def test_all_paths_are_those_networkx_lists(
    ties: list[tuple[str, str, int]], max_steps: int, order: str
) -> None:
    data = dataset(
        *(
            tie(f"{n}", s, "suppliesGasTo", o, confidence=c / 10)
            for n, (s, o, c) in enumerate(ties)
        ),
        tie("known", "A", "condemns", "E"),
        actors="A B C D E",
    )
    graph = kg.project(data)
    simple = kg.collapse(graph, sign=(0, 1))
    simple.add_nodes_from(map(act, "AE"))
    right = [tuple(p) for p in networkx.all_simple_paths(simple, act("A"), act("E"), max_steps)]

    def key(way: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
        cost = sum(simple[a][b]["cost"] for a, b in itertools.pairwise(way))
        return (len(way) if order == "steps" else 0, cost, way)

    found = kg.paths(graph, "A", "E", limit=None, max_steps=max_steps, order=order)
    assert [path.actors for path in found] == sorted(right, key=key)
    some = kg.paths(graph, "A", "E", limit=3, max_steps=max_steps, order=order)
    assert some.paths == found.paths[:3]


def test_paths_show_themselves_as_an_element() -> None:
    shown = kg.paths(kg.project(DIAMOND), "A", "D", limit=1)._repr_html_()
    assert "<td>A → B → D</td>" in shown
    assert "No influence path from D to A" in kg.paths(kg.project(DIAMOND), "D", "A")._repr_html_()
