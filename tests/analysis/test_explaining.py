"""Values taken apart: the parts add up to the value, and are those one works out by hand."""

import math
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from tests.analysis.test_centrality import florentine
from tests.factory import act, dataset, stmt, tie
from tests.graph.strategies import datasets

CHAIN = (tie("1", "A", "suppliesGasTo", "B"), tie("2", "B", "suppliesGasTo", "C", confidence=0.5))


def chain() -> kg.Graph:
    return kg.project(dataset(*CHAIN, actors="A B C"))


def parts(graph: Any, by: str, actor: str, **options: Any) -> list[tuple[str, float]]:
    found = kg.explain(graph, kg.rank(graph, by, **options), actor)
    return [(part.what, round(part.value, 6)) for part in found]


OPTIONS = [
    {},
    {"weighted": True},
    {"direction": "in"},
    {"weighted": True, "direction": "in"},
    {"start": "A"},
    {"sample": 2, "seed": 1},
]


@settings(max_examples=30, deadline=None)
@given(datasets(most=12), st.sampled_from(sorted(kg.MEASURES)), st.sampled_from(OPTIONS))
def test_the_parts_add_up_to_every_value(
    data: kg.Dataset, by: str, options: dict[str, Any]
) -> None:
    graph = kg.project(data, status="all")
    try:
        ranking = kg.rank(graph, by, **options)
    except kg.KgError:  # an option that the measure does not take; no convergence
        return
    for score in ranking:
        found = kg.explain(graph, ranking, score.actor, limit=2)
        assert found.score == score
        total = math.fsum([*(part.value for part in found), found.rest])
        assert total == pytest.approx(score.value, abs=1e-9)
        assert (len(found) < 2) <= (found.others == 0)
        whole = kg.explain(graph, ranking, score.actor, limit=None)
        assert (whole.parts[:2], whole.others) == (found.parts, 0)
        assert set(whole.statements) <= {iri for *_, iri in graph.edges(keys=True)}


@pytest.mark.parametrize(
    ("by", "weighted"),
    [
        (by, weighted)
        for by, measure in kg.MEASURES.items()
        for weighted in {False, measure.weight is not None}
    ],
)
def test_the_parts_of_the_shipped_case_add_up(by: str, weighted: bool) -> None:
    graph = kg.project(kg.load(kg.shipped()))
    ranking = kg.rank(graph, by, weighted=weighted)
    for score in ranking[0], ranking[len(ranking) // 2], ranking[-1]:
        found = kg.explain(graph, ranking, score.actor)
        total = math.fsum([*(part.value for part in found), found.rest])
        assert total == pytest.approx(score.value, abs=1e-9)
        assert all(part.statements for part in found if "starts again" not in part.what and "own square" not in part.what
                   and "nowhere" not in part.what and "every actor" not in part.what)  # fmt: skip
        assert str(found).splitlines()[0].startswith(score.label)
        assert max(map(len, str(found).splitlines())) <= 80
        assert found._repr_html_().startswith("<div><p>")


RING = [tie(a + b, a, "alliedWith", b) for a, b in ("AB", "BC", "AC")]
STAR = [tie(each, "A", "suppliesGasTo", each) for each in "BCD"]


@pytest.mark.parametrize(
    ("ties", "by", "limit", "more", "others"),
    [
        (STAR, "degree", 1, "2 more relations", 2),
        (STAR, "degree", 2, "1 more relation", 1),
        (STAR, "degree", 3, "", 0),
        (RING, "laplacian", 1, "1 more neighbour and its own square", 2),  # 20, 20 and 16
        (RING, "laplacian", 2, "its own square", 1),
        (
            RING,
            "katz",
            1,
            "1 more neighbour and what every actor has",
            2,
        ),  # 4.5, 4.5 and 1 times that
        (RING, "katz", 2, "what every actor has", 1),
        (RING, "pagerank", 2, "what starts again", 1),  # nothing had nowhere to go
        (STAR, "pagerank", 3, "what starts again and what had nowhere to go", 2),
        (STAR, "pagerank", 2, "1 more neighbour, what starts again and what had nowhere to go", 3),
        (STAR, "pagerank", None, "", 0),
    ],
)
def test_what_is_not_listed_is_named_for_what_it_is(
    ties: list[str], by: str, limit: int | None, more: str, others: int
) -> None:
    graph = kg.project(dataset(*ties, actors="A B C D"))
    found = kg.explain(graph, kg.rank(graph, by), "A", limit=limit)
    assert (found.more, found.others) == (more, others)
    assert (f"  {more}\n" in str(found)) == bool(others)


def test_a_chain_by_hand() -> None:
    graph = chain()
    base = kg.rank(graph, "out_strength")[0].value
    assert parts(graph, "betweenness", "B") == [("A to C: 1 of 1 shortest path", 0.5)]
    assert parts(graph, "degree", "B") == [("", 1.0), ("", 1.0)]
    assert parts(graph, "strength", "B") == [("", round(base, 6)), ("", round(base / 2, 6))]
    assert parts(graph, "harmonic", "A") == [
        ("1 at distance 1: B", 1.0),
        ("1 at distance 2: C", 0.5),
    ]
    # r = 2 of 2, d = 3: 4 / (2 * 3), half of it each
    assert parts(graph, "closeness", "A") == [
        ("1 at distance 1: B", 0.333333), ("1 at distance 2: C", 0.333333),
    ]  # fmt: skip
    assert parts(graph, "core", "A") == [("B, of core 1", 1.0)]
    assert parts(graph, "constraint", "B") == [
        ("A: (direct 0.5000 + through others 0.0000)²", 0.25),
        ("C: (direct 0.5000 + through others 0.0000)²", 0.25),
    ]
    assert parts(graph, "effective_size", "A") == [("B: 1 − 0.0000 of it shared with others", 1.0)]
    assert parts(graph, "hubs", "A") == [("B: 1 × 0.5000 / 1.0000", 0.5)]
    assert parts(graph, "pagerank", "B", start="A", direction="in") == [
        ("A, who influences it: 0.85 × 0.3887 × 1 of 1", round(0.85 / 2.5725, 6))
    ]
    # what has nowhere to go is C's: 0.85 * 0.7225 / 2.5725 starts again at A
    assert parts(graph, "pagerank", "A", start="A", direction="in") == [
        ("had nowhere to go: 0.85 × 0.2809 × 1.0000", round(0.85 * 0.7225 / 2.5725, 6)),
        ("starts again: 0.15 × 1.0000", 0.15),
    ]


def test_statements_and_their_sources_stand_by_each_part() -> None:
    graph = chain()
    found = kg.explain(graph, kg.rank(graph, "betweenness"), "the B")
    assert found.parts == (
        kg.Part(
            "A to C: 1 of 1 shortest path",
            0.5,
            (stmt("1"), stmt("2")),
            "A supplies gas to B [1]; B supplies gas to C [1]",
        ),
    )
    assert found.citations == ("(2023-07), A report, paragraph 1",)
    assert (found.score.actor, found.of, found.others, found.rest) == (act("B"), 3, 0, 0.0)
    assert str(found).splitlines() == [
        "B is number 1 of 3 by betweenness: 0.500000",
        "betweenness: the share of shortest influence paths that run through it",
        "Counted 2 relations: actual",
        "It is for each pair of others the share of shortest paths that run through it,",
        "  over the (3 − 1)(3 − 2) pairs, of which one has such a path",
        "",
        "  0.500000  A to C: 1 of 1 shortest path",
        "            A supplies gas to B [1]; B supplies gas to C [1]",
        "= 0.500000",
        "",
        "  [1] (2023-07), A report, paragraph 1",
    ]


@pytest.mark.parametrize(
    ("ties", "by", "actor", "formula"),
    [
        (STAR, "core", "B", "1, as its one neighbour is of core 1 or more; none is"),
        (
            STAR,
            "core",
            "A",
            "1, as 3 of its 3 neighbours are of core 1 or more (1 counts); none is",
        ),
        (RING, "core", "A", "2, as 2 of its 2 neighbours are of core 2 or more; none is"),
        ([*RING, STAR[2]], "core", "D", "1, as its one neighbour is of core 1 or more; one is"),
        (STAR, "betweenness", "B", "pairs, of which none has such a path"),
        (RING + STAR, "betweenness", "A", "pairs, of which 2 have such a path"),
    ],
)
def test_formulas_are_sentences(ties: list[str], by: str, actor: str, formula: str) -> None:
    graph = kg.project(dataset(*ties, actors="A B C D"))
    found = kg.explain(graph, kg.rank(graph, by), actor)
    assert formula in found.formula
    assert f"It is {found.formula}" in " ".join(str(found).split())


def test_medici_stand_between_the_pairs_that_networkx_counts() -> None:
    graph, undirected = florentine(), nx.florentine_families_graph()
    found = kg.explain(graph, kg.rank(graph), "Medici", limit=None)
    expected = {}
    for a in undirected:
        for b in undirected:
            if "Medici" in (a, b) or a == b:
                continue
            every = list(nx.all_shortest_paths(undirected, a, b))
            through = sum("Medici" in path for path in every)
            if through:
                expected[f"{a} to {b}"] = through / len(every) / (14 * 13)
    assert {part.what.partition(":")[0]: part.value for part in found} == pytest.approx(expected)


def test_a_sample_is_explained_by_its_pivots() -> None:
    graph = florentine()
    ranking = kg.rank(graph, sample=4, seed=1)
    found = kg.explain(graph, ranking, "Medici", limit=None)
    assert len(found) <= 4
    assert all(part.what.startswith("from ") for part in found)
    assert math.fsum(part.value for part in found) == pytest.approx(found.score.value)


def test_a_plain_copy_is_explained_alike() -> None:
    graph = chain()
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph(graph)
    for by in ("betweenness", "degree", "constraint"):
        ranking = kg.rank(graph, by)
        assert kg.explain(plain, ranking, "B") == kg.explain(graph, ranking, "B")


@pytest.mark.parametrize(
    ("actor", "limit", "message"),
    [
        ("Q", 1, "unknown actor 'Q'"),
        ("D", 1, "'D' has no value here: no relation of its counts"),
        ("A", 0, "limit '0' is not a number from 1 on"),
    ],
)
def test_what_cannot_be_explained_is_an_error(actor: str, limit: int, message: str) -> None:
    graph = kg.project(dataset(*CHAIN, actors="A B C D"))
    with pytest.raises(kg.KgError) as error:
        kg.explain(graph, kg.rank(graph), actor, limit=limit)
    assert str(error.value).startswith(message)


def test_a_ranking_of_another_graph_is_refused() -> None:
    other = kg.project(dataset(*CHAIN[:1], actors="A B C"))
    with pytest.raises(kg.OptionError, match="the ranking is of another graph"):
        kg.explain(other, kg.rank(chain()), "A")
