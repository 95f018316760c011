"""Scores over time: each window is the ranking of its own projection, to the byte."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from tests.factory import act, dataset, stmt, tie
from tests.graph.strategies import datasets

YEAR = "^^xsd:gYear"
BLOCKS = (
    tie("ally", "A", "alliedWith", "B", rest=f'; kg:since "2020"{YEAR} ; kg:until "2021"{YEAR}'),
    tie("gas", "B", "suppliesGasTo", "C", rest=f'; kg:since "2021"{YEAR}'),
    tie("words", "C", "condemns", "A", rest=f'; kg:date "2021"{YEAR}'),
)


def small() -> kg.Dataset:
    return dataset(*BLOCKS, actors="A B C D")


def test_a_small_table_by_hand() -> None:
    """2020: the alliance. 2021: all three. 2022: the gas; the alliance is over, the words were said."""
    found = kg.rank_over_time(small(), "degree", since="2020", until="2022")
    assert [str(each) for each in found] == ["A: 1 2 –", "B: 1 2 1", "C: – 2 1"]
    assert [str(each) for each in found.windows] == ["2020", "2021", "2022"]
    assert found.possible == (0, 0, 0)
    assert found.score(act("A"), 1) == kg.Score(1, act("A"), "A", 2, (stmt("ally"), stmt("words")))
    assert found.score(act("A"), 2) is None
    assert found.score(act("D"), 0) is None
    assert len(found) == 3
    assert found[0] == kg.Course(
        act("A"), "A", (found.score(act("A"), 0), found.score(act("A"), 1), None)
    )


def test_as_data_frames() -> None:
    found = kg.rank_over_time(small(), "degree", since="2020", until="2022", width="2y", step="1y")
    assert found.to_polars().to_dict(as_series=False) == {
        "actor": [act("A"), act("B"), act("C")],
        "label": ["A", "B", "C"],
        "2020-01/2021-12": [2, 2, 2],
        "2021-01/2022-12": [2, 2, 2],
    }
    reals = kg.rank_over_time(small(), "harmonic", since="2020", until="2022")
    assert [str(kind) for kind in reals.to_polars().dtypes] == [
        "String",
        "String",
        *["Float64"] * 3,
    ]
    assert reals.to_pandas()["2022"].tolist() == pytest.approx(
        [1.0, float("nan"), 0.0], nan_ok=True
    )


@settings(max_examples=25, deadline=None)
@given(
    datasets(),
    st.sampled_from(["degree", "betweenness", "constraint", "pagerank", "core"]),
    st.sampled_from([("2y", None), ("1y", "6m"), ("400d", "30w")]),
    st.sampled_from(["Actual", "all"]),
    st.sampled_from([None, "certain"]),
    st.sampled_from([None, 1]),
    st.sampled_from([None, "2000-02", "2001"]),
)
def test_each_window_is_the_ranking_of_its_own_projection(
    data: kg.Dataset,
    by: str,
    size: tuple[str, str | None],
    status: str,
    certainty: str | None,
    sign: int | None,
    known_by: str | None,
) -> None:
    options: dict[str, Any] = {
        "status": status,
        "certainty": certainty,
        "sign": sign,
        "known_by": known_by,
    }
    width, step = size
    found = kg.rank_over_time(
        data, by, since="1999", until="2002", width=width, step=step, **options
    )
    for span, ranking, graph in zip(found.windows, found.rankings, found.graphs, strict=True):
        alone = kg.project(data, between=(span.first, span.last), **options)
        assert ranking == kg.rank(alone, by)
        assert dict(graph.nodes(data=True)) == dict(alone.nodes(data=True))
        assert list(graph.edges(keys=True, data=True)) == list(alone.edges(keys=True, data=True))


def test_from_columns_as_from_records(tmp_path: Any) -> None:
    data = kg.build(tmp_path / "store", kg.shipped())
    for by in ("degree", "betweenness"):
        found = kg.rank_over_time(data, by, since="2020", until="2023", step="6m")
        plain = kg.rank_over_time(kg.load(kg.shipped()), by, since="2020", until="2023", step="6m")
        assert found.rankings == plain.rankings
        assert found.actors == plain.actors


def test_without_dates_the_windows_are_those_of_the_data() -> None:
    found = kg.rank_over_time(small(), "degree", relations="condemns")
    assert [(str(each), each.cut) for each in found.windows] == [("2021", False)]
    with pytest.raises(kg.OptionError) as error:
        kg.rank_over_time(dataset(actors="A"), "degree")
    assert str(error.value) == "no chosen statement is dated; give since and until"


def test_windows_before_anything_changes_are_left_out_unless_asked_for() -> None:
    """The alliance of 2000 alone until 2018; gas from 2020 on; 2019 shows what was before."""
    data = dataset(
        tie("ally", "A", "alliedWith", "B", rest=f'; kg:since "2000"{YEAR}'),
        tie(
            "gas",
            "B",
            "suppliesGasTo",
            "C",
            rest=f'; kg:since "2020"{YEAR} ; kg:until "2021"{YEAR}',
        ),
        actors="A B C",
    )
    found = kg.rank_over_time(data, "degree")
    assert [str(each) for each in found.windows] == ["2019", "2020", "2021"]
    assert [str(each) for each in found] == ["B: 1 2 2", "A: 1 1 1", "C: – 1 1"]
    assert found.before is not None
    assert (found.before.first, found.before.last) == ("2000-01-01", "2018-12-31")
    assert "2000-01-01 to 2018-12-31 is left out, as windows there count the same" in str(found)
    asked = kg.rank_over_time(data, "degree", since="2000")
    assert (len(asked.windows), asked.before) == (22, None)
    each = kg.rank_over_time_by(data, "relation", "degree")
    assert {(str(t.windows[0]), t.before) for t in each.values()} == {("2019", found.before)}
    # nothing ever changes: one window is enough
    still = kg.rank_over_time(data, "degree", relations="alliedWith", until="2004")
    assert ([str(w) for w in still.windows], str(still.before)) == (["2004"], "2000-01/2003-12")


def test_a_table_for_each_relation_type_and_family() -> None:
    by_type = kg.rank_over_time_by(small(), "relation", "degree", since="2020", until="2021")
    assert {
        iri.rpartition("#")[2]: [str(row) for row in table] for iri, table in by_type.items()
    } == {
        "alliedWith": ["A: 1 1", "B: 1 1"],
        "condemns": ["A: – 1", "C: – 1"],
        "suppliesGasTo": ["B: – 1", "C: – 1"],
    }
    by_family = kg.rank_over_time_by(small(), "family", since="2020", until="2021")
    assert {iri.rpartition("#")[2]: len(table) for iri, table in by_family.items()} == {
        "conflictsWith": 2, "cooperatesWith": 3,
    }  # fmt: skip
    with pytest.raises(kg.OptionError, match="'type' is neither 'relation' nor 'family'"):
        kg.rank_over_time_by(small(), "type")


def test_a_walk_starts_from_those_that_a_window_counts() -> None:
    """A and B are there from 2020 to 2021; in 2022 B alone has a relation, so the walk starts there alone."""
    found = kg.rank_over_time(small(), "pagerank", start=["A", "B"], since="2020", until="2022")
    alone = kg.rank_over_time(small(), "pagerank", start="A", since="2020", until="2022")
    for trend, starts in ((found, [["A", "B"], ["A", "B"], ["B"]]), (alone, [["A"], ["A"], []])):
        for year, names, ranking in zip((2020, 2021, 2022), starts, trend.rankings, strict=True):
            graph = kg.project(small(), between=(f"{year}-01-01", f"{year}-12-31"))
            if names:
                wanted = kg.rank(graph, "pagerank", start=names)
                assert (ranking.scores, ranking.counted) == (wanted.scores, wanted.counted)
    assert [each.scores[2] for each in alone] == [None] * 3
    assert alone.rankings[2].counted.endswith("none of those it starts from has a relation here")
    assert "from A, where they are counted" in str(alone).replace("\n  ", " ")
    assert alone.to_polars()["2022"].to_list() == [None] * 3


def test_a_sample_has_its_bounds_in_each_window() -> None:
    found = kg.rank_over_time(small(), sample=2, seed=3, since="2021", until="2022")
    for year, ranking in zip((2021, 2022), found.rankings, strict=True):
        graph = kg.project(small(), between=(f"{year}-01-01", f"{year}-12-31"))
        assert ranking.scores == kg.rank(graph, sample=2, seed=3).scores
    errors = [score.error for ranking in found.rankings for score in ranking]
    assert found.error == max(error for error in errors if error is not None) > 0
    told = str(found).replace("\n  ", " ")
    assert f"No value is further off than ±{found.error:.4f}; its score has" in told
    assert "from 2 starts a window by seed 3, all within their ± with probability 0.95 in" in told
    assert kg.rank_over_time(small(), since="2021", until="2022").error is None
    kinds = kg.rank_over_time_by(small(), "relation", "betweenness", sample=2, seed=3, since="2021")
    assert {trend.asked.sample for trend in kinds.values()} == {2}


def test_an_unknown_relation_type_is_refused_only_where_it_stands() -> None:
    data = dataset(
        *BLOCKS, tie("x", "A", "befriends", "B", rest=f'; kg:date "2010"{YEAR}'), actors="A B C"
    )
    assert len(kg.rank_over_time(data, "degree", since="2020", until="2022")) == 3
    with pytest.raises(kg.DataError, match="unknown relation type 'kg:befriends'"):
        kg.rank_over_time(data, "degree", since="2009", until="2011")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"by": "betwenness"}, "unknown measure 'betwenness'; did you mean 'betweenness'?"),
        ({"by": "degree", "weighted": True}, "'degree' counts relations, weighted or not; rank by 'strength'"),
        ({"since": "soon"}, "'soon' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"relations": "alied"}, "unknown relation type 'alied'; did you mean"),
    ],
)  # fmt: skip
def test_a_question_without_sense_is_an_error(options: dict[str, Any], message: str) -> None:
    with pytest.raises(kg.KgError) as error:
        kg.rank_over_time(small(), **options)
    assert str(error.value).startswith(message)


def test_text_fits_and_says_what_is_left_out() -> None:
    found = kg.rank_over_time(kg.load(kg.shipped()), since="2000", until="2023")
    lines = str(found).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "betweenness: the share of shortest influence paths that run through it"
    assert found._repr_html_().count("<tr>") == len(found) + 1
    assert "–" in str(kg.rank_over_time(small(), "degree"))


def test_what_a_waiver_suspends_in_the_windows_is_told() -> None:
    """The ban is suspended in 2021: that is told of windows of that year, and of no others or other relations."""
    date = "^^xsd:date"
    data = dataset(
        tie(
            "ban",
            "A",
            "sanctions",
            "B",
            rest=f'; kg:since "2020-01-01"{date} ; kg:instrument inst:law',
        ),
        tie("ally", "B", "alliedWith", "C", rest=f'; kg:since "2020"{YEAR}'),
        'inst:law a kg:Instrument ; skos:prefLabel "The law"@en .',
        'inst:waiver a kg:Instrument ; skos:prefLabel "The waiver"@en ; kg:suspends inst:law ;'
        f' kg:since "2021-01-01"{date} ; kg:until "2021-12-31"{date} .',
        actors="A B C",
    )
    told = "; what a waiver suspends does not count then: stmt:ban suspended 2021-01-01 to 2021-12-31 by The waiver"

    def counted(since: str, until: str, relation: str) -> str:
        found = kg.rank_over_time(data, "degree", since=since, until=until, relations=relation)
        return found.counted

    for since, until, relation, tail in (
        ("2020", "2022", "sanctions", told),
        ("2021", "2021", "sanctions", told),
        ("2022", "2023", "sanctions", ""),
        ("2020", "2022", "alliedWith", ""),
    ):
        assert counted(since, until, relation) == (
            f"relations: actual, of type {relation}; in each window ties that hold and acts that happen in"
            f" it{tail}"
        )
