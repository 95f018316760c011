"""How wide a rank is: by hand, against graphs made without the statements, and over the draws."""

import json

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis.doubting import doubted
from kg.analysis.perturbing import lots_of
from kg.analysis.subsets import keeping
from kg.analysis.ties import ties_of
from kg.views import robust
from tests.factory import act, dataset, tie


def source(name: str, publisher: str) -> str:
    return f'src:{name} a kg:Source ; dcterms:title "Report" ; dcterms:publisher "{publisher}" .'


HOUSES = "\n".join([source("p", "The Post"), source("p2", "the post"), source("q", "Quarterly")])
# out-degrees: A 3 (two of them on the word of the Post alone), B 2, C 1
WORLD = dataset(
    tie("1", "A", "suppliesGasTo", "B", source="src:p"),
    tie("2", "A", "suppliesGasTo", "C", source="src:p2"),
    tie("3", "A", "praises", "C", source="src:q"),
    tie("4", "B", "suppliesGasTo", "C", source="src:q"),
    tie("5", "B", "praises", "C", source="src:q"),
    tie("6", "C", "praises", "A", source="src:q"),
    actors="A B C",
    source=HOUSES,
)


def test_a_rank_without_a_source_is_told_with_all_that_shares_its_origin() -> None:
    found = kg.rank_intervals(kg.project(WORLD), "out_degree", draws=10, slack=0)
    assert [(each.label, each.rank, each.range, each.reasons) for each in found] == [
        ("A", 1, (1, 1), ("2nd without The Post",)),
        ("B", 2, (2, 2), ("1st without The Post",)),
        ("C", 3, (3, 3), ("2nd without The Post", "2nd without Quarterly")),
    ]
    assert found[0].sentence == "1st; 2nd without The Post"
    assert (found.alone, found.left_out, found.origins) == (None, 2, 2)


def test_slack_decides_what_is_stable() -> None:
    graph = kg.project(WORLD)
    strict, loose = (kg.rank_intervals(graph, "out_degree", draws=5, slack=n) for n in (0, 1))
    assert [each.verdict for each in strict] == ["contested"] * 3
    assert [each.verdict for each in loose] == ["stable"] * 3


def test_partial_dates_widen_a_rank() -> None:
    data = dataset(
        tie("1", "A", "suppliesGasTo", "B", rest='; kg:since "2022"^^xsd:gYear'),
        tie("2", "A", "praises", "C", rest='; kg:date "2022"^^xsd:gYear'),
        tie("3", "C", "suppliesGasTo", "B", rest='; kg:since "2020"^^xsd:gYear'),
        actors="A B C",
    )
    found = kg.rank_intervals(kg.project(data, at="2022-06"), "out_degree", draws=5, slack=0)
    assert [(each.label, each.rank, each.certain, each.sentence) for each in found] == [
        ("A", 1, None, "1st; no certain relation"),
        ("C", 2, 1, "1st to 2nd"),
        ("B", 3, 2, "2nd to 3rd"),
    ]
    assert found[1].reasons == ("1st on certain statements alone",)
    assert found.alone is not None
    assert found.alone.label == "A report"


def test_doubt_widens_a_rank_and_a_seed_gives_the_same_again() -> None:
    data = dataset(
        tie("1", "A", "suppliesGasTo", "B", confidence=0.5),
        tie("2", "A", "suppliesArmsTo", "B", confidence=0.5),
        tie("3", "B", "suppliesGasTo", "C"),
        actors="A B C",
    )
    graph = kg.project(data)
    found = kg.rank_intervals(graph, "out_degree", draws=400, seed=1)
    a, b, _ = found
    assert (a.label, a.rank, a.drawn) == ("A", 1, (1, 3))
    assert (b.label, b.rank, b.drawn, b.present) == ("B", 2, (1, 2), 1.0)
    assert a.present == pytest.approx(0.75, abs=0.08)
    assert a.reasons == ("1st to 3rd in 90% of 400 draws",)
    assert kg.rank_intervals(graph, "out_degree", draws=400, seed=1) == found
    assert kg.rank_intervals(graph, "out_degree", draws=400, seed=2) != found


def test_each_statement_is_kept_as_often_as_its_confidence_says_and_copies_together() -> None:
    twice = "; kg:evidence [ a kg:Evidence ; dcterms:source src:q ]"
    data = dataset(
        tie("both", "A", "suppliesGasTo", "B", source="src:p", confidence=0.6, rest=twice),
        tie("copy1", "B", "suppliesGasTo", "C", source="src:p", confidence=0.4),
        tie("copy2", "B", "suppliesGasTo", "C", source="src:p2", confidence=0.7),
        tie("other", "C", "suppliesGasTo", "A", source="src:p", confidence=0.4),
        actors="A B C",
        source=HOUSES,
    )
    graph = kg.project(data)
    lots = lots_of(doubted(graph))
    kept = [draw.tolist() for draw in lots.drawn(4_000, seed=3)]
    share = [sum(column) / len(kept) for column in zip(*kept, strict=True)]
    assert share == pytest.approx([0.6, 0.4, 0.7, 0.4], abs=0.03)
    assert all(second or not first for _, first, second, _ in kept)  # the surer copy falls last
    together = sum(first and other for _, first, _, other in kept) / len(kept)
    assert together == pytest.approx(0.4 * 0.4, abs=0.03)


STATEMENTS = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("ABCD"), st.booleans()),
    min_size=1,
    max_size=8,
)


@settings(max_examples=15, deadline=None)
@given(STATEMENTS, st.sampled_from(["betweenness", "pagerank", "strength", "closeness"]))
def test_a_graph_of_some_statements_ranks_as_if_the_others_had_never_been(
    statements: list[tuple[str, str, bool]], by: str
) -> None:
    blocks = [tie(f"{n}", a, "suppliesGasTo", b) for n, (a, b, _) in enumerate(statements)]
    some = [block for block, (_, _, kept) in zip(blocks, statements, strict=True) if kept]
    graph = kg.project(dataset(*blocks, actors="A B C D"))
    fewer = kg.project(dataset(*some, actors="A B C D"))
    ties = ties_of(graph)
    flags = numpy.array([kept for _, _, kept in statements])
    left = keeping(graph, ties, flags)
    assert kg.rank(left, by).scores == kg.rank(fewer, by).scores
    changed = graph.copy()
    changed.forget()
    assert kg.rank(keeping(changed, ties, flags), by).scores == kg.rank(fewer, by).scores


def test_each_place_in_a_source_may_be_left_out_instead() -> None:
    twice = '; kg:evidence [ a kg:Evidence ; dcterms:source src:s ; kg:locator "paragraph 2" ]'
    data = dataset(
        tie("1", "A", "suppliesGasTo", "B", locator="paragraph 10"),
        tie("2", "A", "praises", "B", locator="paragraph 10"),
        tie("3", "B", "praises", "A", locator="paragraph 2"),
        tie("4", "A", "suppliesArmsTo", "C", locator="paragraph 10", rest=twice),
        actors="A B C",
    )
    graph = kg.project(data)
    whole = kg.rank_intervals(graph, "out_degree", draws=2)
    assert (whole.alone is not None, whole.left_out) == (True, 0)
    found = kg.rank_intervals(graph, "out_degree", draws=2, slack=0, leave_out="place")
    assert (found.alone, found.left_out, found.origins) == (None, 2, 2)
    assert [(each.label, each.reasons) for each in found] == [
        ("A", ()),  # 1 of 3 statements left without paragraph 10, as many as B has
        ("B", ("1st without paragraph 10",)),
        ("C", ("2nd without paragraph 2",)),
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"draws": 0}, "draws '0' is not a number from 1 on"),
        ({"level": 0}, r"level '0' is not in \(0, 1\]"),
        ({"leave_out": "page"}, "unknown leave_out 'page'; use 'origin' or 'place'"),
        ({"together": "house"}, "unknown together 'house'; use 'statement', 'report', 'source' or"),
        ({"slack": -1}, "slack '-1' is not a number from 0 on"),
        ({"by": "betwenness"}, "unknown measure 'betwenness'; did you mean 'betweenness'"),
    ],
)
def test_options_without_sense_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(kg.KgError, match=message):
        kg.rank_intervals(kg.project(WORLD), **options)  # type: ignore[arg-type]


def test_the_answer_as_text_record_and_element() -> None:
    found = kg.rank_intervals(kg.project(WORLD), "out_degree", draws=10, slack=0, limit=1)
    assert str(found) == (
        "out_degree, counted 6 relations: actual\n"
        "Range: by certain statements alone, and in the middle 90% of 10 draws by\n"
        "  confidence (seed 0)\n"
        "Left out one by one: 2 origins\n"
        "Contested: one of these moves the rank by more than 0 places\n"
        "rank  label  range  verdict    reasons\n"
        "───────────────────────────────────────────────────\n"
        "   1  A      1st    contested  2nd without The Post"
    )
    record = robust.record(found)
    assert json.loads(json.dumps(record)) == record
    assert record["intervals"][0]["sentence"] == "1st; 2nd without The Post"
    assert record["intervals"][0]["statements"] == list(found[0].statements)
    assert "<td>2nd without The Post</td>" in found._repr_html_()
    assert found[0].actor == act("A")


def test_a_graph_without_relations_has_no_ranks() -> None:
    found = kg.rank_intervals(kg.project(dataset(actors="A")), "degree", draws=3)
    assert len(found) == 0
    assert robust.listing(found).lines == ()


def test_progress_is_told_graph_by_graph() -> None:
    told: list[tuple[str, int, float | None]] = []
    kg.rank_intervals(
        kg.project(WORLD),
        "degree",
        draws=3,
        progress=lambda *each: told.append(each),
    )
    assert [number for _, number, _ in told] == [1, 2, 3, 4, 5, 6]
    assert told[2] == ("ranking", 3, 0.5)
