"""Values taken apart one after the other: in windows of time, and as other statuses count; by hand."""

import pytest

import kg
from tests.factory import act, dataset, stmt, tie

DATA = dataset(
    tie("ally", "A", "alliedWith", "B", rest='; kg:since "2020-01-01"^^xsd:date'),
    tie(
        "talk", "A", "praises", "C", rest='; kg:date "2021-03-01"^^xsd:date', locator="paragraph 2"
    ),
    tie("late", "C", "praises", "B", rest='; kg:date "2022-03-01"^^xsd:date'),
    tie("plot", "A", "threatens", "C", status="Alleged", rest='; kg:date "2021-03-01"^^xsd:date'),
    actors="A B C D",
)


def parts(found: kg.Explanations) -> list[tuple[object, ...] | None]:
    return [
        None
        if each is None
        else (each.score.rank, each.score.value, [part.statements for part in each], each.rest)
        for each in found
    ]


def test_a_trend_names_the_statements_of_each_window() -> None:
    trend = kg.rank_over_time(DATA, "degree", since="2020", until="2022")
    found = kg.explain_trend(trend, "C")
    assert (found.actor, found.label, len(found)) == (act("C"), "C", 3)
    assert found.names == (
        "2020-01-01 to 2020-12-31",
        "2021-01-01 to 2021-12-31",
        "2022-01-01 to 2022-12-31",
    )
    assert parts(found) == [
        None,
        (2, 1, [(stmt("talk"),)], 0),
        (2, 1, [(stmt("late"),)], 0),
    ]
    assert found.statements == (stmt("talk"), stmt("late"))
    # the reports are numbered once, for all windows
    assert [each.rpartition(", ")[2] for each in found.citations] == ["paragraph 2", "paragraph 1"]
    told = str(found).splitlines()
    assert told[0] == "C by degree"
    assert "2020-01-01 to 2020-12-31: no value, as no relation of its counts" in told
    assert "  1  C praises B (2022-03-01) [2]" in told
    assert found._repr_html_().count("<tr>") == 3


def test_the_parts_of_each_window_add_up_to_its_score() -> None:
    data = kg.load(kg.shipped())
    for by in ("betweenness", "pagerank"):
        trend = kg.rank_over_time(
            data, by, since="2021", until="2023", start="Iran" if by == "pagerank" else ()
        )
        found = kg.explain_trend(trend, "Russia", limit=3)
        for window, each in enumerate(found):
            assert each is not None
            assert each.score == trend.score(each.score.actor, window)
            assert len(each) <= 3
            assert sum(part.value for part in each) + each.rest == pytest.approx(each.score.value)


def test_statuses_are_told_before_and_after() -> None:
    found = kg.explain_statuses(DATA, "Alleged", "C", by="degree", at="2022-06")
    assert found.names == ("degree, Actual only", "degree, with Alleged")
    assert parts(found) == [
        (1, 2, [(stmt("late"),), (stmt("talk"),)], 0),  # as have A and B
        (1, 3, [(stmt("late"),), (stmt("plot"),), (stmt("talk"),)], 0),
    ]
    cut = kg.explain_statuses(DATA, "Alleged", "C", by="degree", at="2022-06", limit=1)
    assert [each.rest for each in cut if each] == [1, 2]
    both = kg.explain_statuses(DATA, "Alleged", "A", by=("degree", "pagerank"))
    assert [name.partition(",")[0] for name in both.names] == ["degree"] * 2 + ["pagerank"] * 2


def test_an_actor_without_a_value_and_other_misuse_is_refused() -> None:
    trend = kg.rank_over_time(DATA, "degree", since="2020", until="2022")
    with pytest.raises(kg.OptionError, match="'D' has no value here: no relation of its counts"):
        kg.explain_trend(trend, "D")
    with pytest.raises(kg.UnknownActor):
        kg.explain_trend(trend, "E")
    with pytest.raises(kg.OptionError, match="limit '0' is not a number from 1 on"):
        kg.explain_trend(trend, "A", limit=0)
    with pytest.raises(kg.OptionError, match="Actual counts already"):
        kg.explain_statuses(DATA, "Actual", "A")
    with pytest.raises(kg.UnknownMeasure):
        kg.explain_statuses(DATA, "Alleged", "A", by="degre")
