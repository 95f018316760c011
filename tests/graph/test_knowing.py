"""What a graph is by a date is the graph of data written without what came out later."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

import kg
from kg.analysis.presence import presence
from kg.analysis.resting import resting_of
from kg.dates import Period, parse_date
from kg.graph.basis import basis_of
from kg.recalling import out_by
from tests.analysis.test_trust_known import since, too, world
from tests.factory import stmt, tie
from tests.graph.reference import dictionaries
from tests.graph.strategies import choices, datasets

# old: 2021-06-10; mid: some day of 2022; new: 2023-05-01; none: nobody knows
LAW = 'inst:law a kg:Instrument ; skos:prefLabel "Law"@en .'
WAIVER = 'inst:waiver a kg:Instrument ; skos:prefLabel "Waiver"@en ; kg:suspends inst:law .'


def told(data: kg.Dataset, **options: Any) -> dict[str, Any]:
    graph = kg.project(data, **options)
    return {
        iri.rpartition("/")[2]: (str(each["certainty"]), each["first"], each["last"])
        for *_, iri, each in graph.edges(keys=True, data=True)
        if not each["mirror"]
    }


def day(text: str) -> int:
    return parse_date(text).latest


JUNE = Period((None, day("2021-06-10")), (None, day("2021-06-10")))


@pytest.mark.parametrize("columns", [False, True])
def test_an_undated_act_is_dated_by_what_was_out(columns: bool) -> None:
    """Of a year's source and a later one of a day in it, the later one alone would say "by July"."""
    data = world(
        tie("1", "A", "condemns", "B", source="src:none", rest=too("new")),
        tie("2", "A", "condemns", "B", source="src:old", rest=too("new", "none")),
        tie("3", "A", "condemns", "B", source="src:mid", rest=too("soon")),
        tie("4", "A", "alliedWith", "B", source="src:none", rest=too("new")),
        tie("5", "A", "condemns", "B", source="src:new"),
        'src:soon a kg:Source ; dcterms:title "Soon" ; dcterms:issued "2022-07-01"^^xsd:date .',
    )
    if columns:
        _ = data.columns
    nobody, june = (None, None), (None, day("2021-06-10"))
    year = (None, day("2022-12-31"))
    assert told(data, known_by="2022-06") == {
        "1": ("possible", nobody, nobody),
        "2": ("certain", june, june),
        "3": ("possible", year, year),
        "4": ("possible", nobody, nobody),
    }
    may, july = (None, day("2023-05-01")), (None, day("2022-07-01"))
    assert told(data, known_by="2024", status="all") == told(data) == {
        "1": ("certain", may, may),
        "2": ("certain", june, june),
        "3": ("certain", july, july),
        "4": ("certain", may, nobody),
        "5": ("certain", may, may),
    }  # fmt: skip
    assert basis_of(data).periods.last_high.tolist()[:2] == [may[1], june[1]]  # as it was


@pytest.mark.parametrize("columns", [False, True])
@pytest.mark.parametrize(("sources", "ban"), [(("none",), "possible"), (("none", "new"), "possible"),
                                              (("old", "new"), "certain"), (("new",), "certain")])  # fmt: skip
def test_a_waiver_by_an_undated_act_is_over_by_what_was_out(
    columns: bool,
    sources: tuple[str, ...],
    ban: str,
) -> None:
    """Once the later report is out, the act was over by its day; before, it may go on."""
    first, *more = sources
    data = world(
        tie("ban", "A", "sanctions", "B", source="src:old",
            rest=since("2000") + "; kg:instrument inst:law"),
        tie("act", "A", "condemns", "B", source=f"src:{first}",
            rest="; kg:instrument inst:waiver" + too(*more)),
        LAW, WAIVER,
    )  # fmt: skip
    if columns:
        _ = data.columns
    assert told(data, known_by="2021-07")["ban"][0] == ban
    assert told(data, known_by="2021-07", at="2021-07-01")["ban"][0] == ban
    graph = kg.project(data, known_by="2021-07", at="2021-07-01")
    periods = graph.graph["suspended"].periods.get(stmt("ban"), ())
    over = Period((None, None), (None, None)) if "none" in sources else JUNE
    assert [(each.period, each.sure) for each in periods] == (
        [] if sources == ("new",) else [(over, "old" in sources)]
    )


@pytest.mark.parametrize("columns", [False, True])
def test_paths_and_origins_cite_what_was_out(
    columns: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = world(
        tie("1", "A", "alliedWith", "B", source="src:copy", rest=since("2020") + too("new", "none"))
    )
    if columns:
        _ = data.columns
        monkeypatch.setattr("kg.analysis.resting.FEW", 0)
    graph = kg.project(data, known_by="2022")
    (path,) = kg.paths(graph, "A", "B")
    assert path.citations == ("(2021-07-01), copy, paragraph 1", "none, paragraph 1")
    assert [[each.rpartition("/")[2] for each in some] for some in resting_of(graph).sources] == [
        ["copy", "none"]
    ]
    (later,) = kg.paths(kg.project(data), "A", "B")
    assert len(later.citations) == 3
    # whence a copy comes is no matter of when anybody knew it
    assert len(graph.graph["sources"]) == 6


def written(data: kg.Dataset, known_by: str) -> kg.Dataset:
    """The same data, written without later sources, and without what they alone report."""
    date = parse_date(known_by)
    out = {
        iri: each for iri, each in data.sources.items() if str(out_by(each, date)) != "impossible"
    }
    later = data.sources.keys() - out.keys()
    kept = [
        replace(each, evidence=tuple(e for e in each.evidence if e.source not in later))
        for each in data.statements.values()
        if not each.evidence or {e.source for e in each.evidence} - later
    ]
    left = {one for each in kept for one in each.instruments}
    named = {one for each in data.statements.values() for one in each.instruments}
    silent = named - left
    found = kg.Dataset([])
    instruments = [
        replace(each, suspends=()) if each.iri in silent else each
        for each in data.instruments.values()
    ]
    places = data.places.values()
    kg.add(found, *data.actors.values(), *places, *out.values(), *instruments, *kept)
    return found


@settings(max_examples=40, deadline=None)
@given(datasets(undated=True) | datasets(), choices())
def test_the_graph_of_a_date_is_that_of_data_written_by_then(
    data: kg.Dataset, options: dict[str, Any]
) -> None:
    known_by = options["known_by"] = options["known_by"] or "2000-03-01"
    try:
        graph = kg.project(data, **options)
    except kg.OptionError:
        return
    then = written(data, known_by)
    _ = data.columns
    for found in (graph, kg.project(data, **options)):
        for other in (kg.project(then, **options), _of_columns(then, options)):
            assert dictionaries(found) == dictionaries(other)
            assert found.graph["counted"] == other.graph["counted"]
            assert found.graph["suspended"].periods == other.graph["suspended"].periods


def _of_columns(data: kg.Dataset, options: dict[str, Any]) -> kg.Graph:
    _ = data.columns
    return kg.project(data, **options)


@settings(max_examples=30, deadline=None)
@given(datasets(undated=True) | datasets(), choices())
def test_days_and_windows_of_a_date_are_those_of_data_written_by_then(
    data: kg.Dataset, options: dict[str, Any]
) -> None:
    """Alignment goes day by day, a trend window by window."""
    known_by = options["known_by"] or "2000-03-01"
    both = [
        presence(each, memory=30, known_by=known_by) for each in (data, written(data, known_by))
    ]
    days = range(parse_date("1999-12").earliest, parse_date("2001-02").latest, 17)
    for name in ("possible", "sure", "alone"):
        one, other = (
            [
                sorted(found.columns.iris(spans.row[(spans.low <= each) & (each <= spans.high)]))
                for each in days
                for spans in [getattr(found, name)]
            ]
            for found in both
        )
        assert one == other, name
    every = {"step": "1y", "since": "1999", "until": "2001", "known_by": known_by}
    trends = [
        kg.rank_over_time(each, "degree", **every)  # type: ignore[arg-type]  # the options under test
        for each in (data, written(data, known_by))
    ]
    assert [dictionaries(each) for each in trends[0].graphs] == [
        dictionaries(each) for each in trends[1].graphs
    ]
