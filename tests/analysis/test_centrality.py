"""Measures against published values, networkx's own answers, and sums done by hand."""

import csv

import networkx as nx
import pytest

import kg
from tests.factory import act, dataset, tie
from tests.shared import shared


def florentine() -> "nx.MultiDiGraph[str]":
    """The Padgett marriages as symmetric statements between families."""
    marriages = sorted(nx.florentine_families_graph().edges())
    blocks = [tie(f"m{n}", a, "alliedWith", b) for n, (a, b) in enumerate(marriages)]
    names = sorted({name for pair in marriages for name in pair})
    return kg.project(dataset(*blocks, actors=" ".join(names)))


def scores(graph: "nx.MultiDiGraph[str]", by: str, **options: object) -> dict[str, float]:
    found = kg.rank(graph, by, **options)  # type: ignore[arg-type]  # the options under test
    return {score.label: score.value for score in found}


def test_medici_guadagni_and_strozzi_score_as_jackson_prints() -> None:
    found = scores(florentine(), "betweenness")
    top = [(label, round(found[label], 3)) for label in ("Medici", "Guadagni", "Strozzi")]
    assert top == [("Medici", 0.522), ("Guadagni", 0.255), ("Strozzi", 0.103)]


def test_padgett_marriages_equal_the_published_values() -> None:
    graph = florentine()
    with (shared("classic-networks") / "padgett.marriage.expected.csv").open(
        encoding="utf-8"
    ) as file:
        published = {row["family"]: row for row in csv.DictReader(file)}
    for by in ("betweenness", "closeness", "degree", "laplacian"):
        found = scores(graph, by)
        assert set(found) == set(published)
        for family, row in published.items():
            assert found[family] == pytest.approx(float(row[by]), abs=6e-4), (by, family)


@pytest.mark.parametrize(
    "by", ["betweenness", "closeness", "degree", "harmonic", "eigenvector", "katz", "pagerank"]
)
def test_all_measures_equal_networkx_on_the_undirected_network(by: str) -> None:
    undirected = nx.florentine_families_graph()
    largest = max(nx.adjacency_spectrum(undirected).real)
    answers = {
        "betweenness": nx.betweenness_centrality(undirected),
        "closeness": nx.closeness_centrality(undirected),
        "degree": dict(undirected.degree()),
        "harmonic": nx.harmonic_centrality(undirected),
        "eigenvector": nx.eigenvector_centrality_numpy(undirected),
        "katz": nx.katz_centrality_numpy(undirected, alpha=0.9 / largest),
        "pagerank": nx.pagerank(undirected, tol=1e-14, max_iter=10_000),
    }
    expected = answers[by]
    found = scores(florentine(), by)
    assert found == pytest.approx({name: float(v) for name, v in expected.items()}, abs=1e-8)


CHAIN = (tie("1", "A", "suppliesGasTo", "B"), tie("2", "B", "suppliesGasTo", "C", confidence=0.5))


def test_a_chain_counted_by_hand() -> None:
    data = dataset(*CHAIN, actors="A B C")
    graph = kg.project(data)
    base = data.relation_type("suppliesGasTo").base
    assert scores(graph, "betweenness") == {"B": 0.5, "A": 0.0, "C": 0.0}
    assert scores(graph, "out_degree") == {"A": 1, "B": 1, "C": 0}
    assert scores(graph, "in_degree") == {"B": 1, "C": 1, "A": 0}
    assert scores(graph, "degree") == {"B": 2, "A": 1, "C": 1}
    assert scores(graph, "strength") == pytest.approx({"B": base * 1.5, "A": base, "C": base * 0.5})
    assert scores(graph, "harmonic") == {"A": 1.5, "B": 1.0, "C": 0.0}
    assert scores(graph, "harmonic", direction="in") == {"C": 1.5, "B": 1.0, "A": 0.0}
    assert scores(graph, "eigenvector") == {"A": 0.0, "B": 0.0, "C": 0.0}
    # closeness: 1 over the mean distance, times the share of the others that are reached
    assert scores(graph, "closeness") == pytest.approx({"A": 2 / 3, "B": 0.5, "C": 0.0})


def test_weighted_distances_are_costs() -> None:
    graph = kg.project(dataset(*CHAIN, actors="A B C"))
    simple = kg.collapse(graph)
    cost = simple[act("A")][act("B")]["cost"]
    assert scores(graph, "harmonic", weighted=True)["B"] == pytest.approx(
        1 / simple[act("B")][act("C")]["cost"]
    )
    assert cost == kg.paths(graph, "A", "B")[0].cost


def test_ranks_are_shared_by_equals_and_carry_their_statements() -> None:
    found = kg.rank(kg.project(dataset(*CHAIN, actors="A B C")), "degree")
    assert [(s.rank, s.label, s.value) for s in found] == [(1, "B", 2), (2, "A", 1), (2, "C", 1)]
    assert [iri[-1] for iri in found[0].statements] == ["1", "2"]
    assert str(found).splitlines()[:2] == ["degree (2 relations: actual)", "1. B 2"]


def test_per_relation_type_a_symmetric_tie_counts_once_in_the_total() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), tie("2", "A", "attacks", "C"), actors="A B C")
    found = kg.rank_by_relation(kg.project(data), "degree")
    assert {kind.rsplit("#", 1)[1]: [(s.label, s.value) for s in ranking] for kind, ranking in found.items()} == {
        "alliedWith": [("A", 1), ("B", 1), ("C", 0)],
        "attacks": [("A", 1), ("C", 1), ("B", 0)],
    }  # fmt: skip
    assert scores(kg.project(data), "out_degree") == {"A": 2, "B": 1, "C": 0}


def test_what_was_counted_names_a_relation_type_once() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), tie("2", "A", "attacks", "B"), actors="A B")
    counted = [
        [
            ranking.counted
            for ranking in kg.rank_by_relation(graph, "strength", weighted=True).values()
        ]
        for graph in (
            kg.project(data),
            kg.project(data, relations="attacks"),
            kg.project(data, relations=["attacks", "alliedWith"]),
        )
    ]
    assert counted == [
        [
            "1 of 2 relations: actual; alliedWith only; weighted by strength",
            "1 of 2 relations: actual; attacks only; weighted by strength",
        ],
        ["1 relation: actual, of type attacks; weighted by strength"],
        [
            "1 of 2 relations: actual, of type alliedWith, attacks; alliedWith only; weighted by strength",
            "1 of 2 relations: actual, of type alliedWith, attacks; attacks only; weighted by strength",
        ],
    ]


def test_who_depends_is_influenced_and_not_the_other_way() -> None:
    graph = kg.project(dataset(tie("1", "A", "dependsOn", "B"), actors="A B"))
    assert list(kg.collapse(graph).edges) == [(act("B"), act("A"))]
    assert scores(graph, "harmonic") == {"B": 1.0, "A": 0.0}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "betwenness"}, "unknown measure 'betwenness'; did you mean 'betweenness'?"),
        ({"by": "degree", "direction": "up"}, "unknown direction 'up'; use 'out' or 'in'"),
        ({"by": "degree", "limit": 0}, "limit '0' is not a number from 1 on"),
        ({"by": "degree", "relation": "alied"}, "unknown relation type 'alied'"),
    ],
)
def test_a_misspelt_question_is_an_error(options: dict[str, str], message: str) -> None:
    with pytest.raises(kg.KgError) as error:
        kg.rank(kg.project(dataset(*CHAIN, actors="A B C")), **options)  # type: ignore[arg-type]
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("by", sorted(kg.MEASURES))
def test_an_empty_graph_has_an_empty_ranking(by: str) -> None:
    assert len(kg.rank(kg.project(dataset(actors="A")), by)) == 0
