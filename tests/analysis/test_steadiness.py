"""Whether the strongest path withstands what might be otherwise: by hand on a diamond."""

import json

import pytest

import kg
from kg.views import steady
from tests.factory import dataset, tie

SOURCES = "\n".join(
    f'src:{name} a kg:Source ; dcterms:title "{name}" ; dcterms:publisher "House {name}" .'
    for name in "pq"
)
UPPER = (
    tie("ab", "A", "suppliesGasTo", "B", source="src:p"),
    tie("bd", "B", "suppliesGasTo", "D", source="src:q"),
)
LOWER = (
    tie("ac", "A", "suppliesGasTo", "C", source="src:q", confidence=0.9),
    tie("cd", "C", "suppliesGasTo", "D", source="src:q", confidence=0.9),
)
DIAMOND = dataset(*UPPER, *LOWER, actors="A B C D", source=SOURCES)


def test_another_path_or_none_without_a_source_makes_it_contested() -> None:
    found = kg.path_robustness(kg.project(DIAMOND), "A", "D", draws=20)
    assert found.path is not None
    assert found.path.labels == ("A", "B", "D")
    assert found.reasons == ("no path without House q", "A > C > D without House p")
    assert (found.strongest, found.connected) == (1.0, 1.0)  # its own statements are beyond doubt
    assert (found.verdict, found.left_out, found.origins) == ("contested", 2, 2)
    assert found.statements == found.path.statements


def test_a_path_of_many_sources_and_no_doubt_is_stable() -> None:
    twice = "; kg:evidence [ a kg:Evidence ; dcterms:source src:q ]"
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", source="src:p", rest=twice),
        actors="A B",
        source=SOURCES,
    )
    found = kg.path_robustness(kg.project(data), "A", "B", draws=5)
    assert (found.verdict, found.reasons, found.without) == ("stable", (), ())


def test_doubt_and_partial_dates_are_reasons() -> None:
    since = '; kg:since "2022"^^xsd:gYear'
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", source="src:p", confidence=0.3, rest=since),
        tie("cd", "C", "suppliesGasTo", "D", source="src:q"),
        actors="A B C D",
        source=SOURCES,
    )
    found = kg.path_robustness(kg.project(data, at="2022-05"), "A", "B", draws=400, seed=4)
    assert found.connected == pytest.approx(0.3, abs=0.07)
    assert found.strongest == found.connected
    assert found.reasons == (
        "no path among certain statements alone",
        f"the strongest in {found.strongest:.0%} of 400 draws only",
        "no path without House p",
    )
    again = kg.path_robustness(kg.project(data, at="2022-05"), "A", "B", draws=400, seed=4)
    assert again == found


def test_without_a_path_there_is_nothing_to_contest() -> None:
    found = kg.path_robustness(kg.project(DIAMOND), "D", "A", draws=3)
    assert (found.path, found.reasons, found.statements) == (None, (), ())
    assert str(found).startswith("No influence path from D to A among 4 relations: actual;")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"draws": 0}, "draws '0' is not a number from 1 on"),
        ({"level": 2}, "level '2' is not in (0, 1]"),
        ({"leave_out": "page"}, "unknown leave_out 'page'; use 'origin' or 'place'"),
        ({"max_steps": 0}, "max_steps '0' is not a number from 1 on"),
    ],
)
def test_options_without_sense_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(kg.OptionError) as error:
        kg.path_robustness(kg.project(DIAMOND), "A", "D", **options)  # type: ignore[arg-type]
    assert str(error.value) == message


def test_the_answer_as_text_record_and_element() -> None:
    found = kg.path_robustness(kg.project(DIAMOND), "A", "D", draws=20)
    assert str(found).splitlines()[2:8] == [
        "Contested: A > B > D",
        "  - no path without House q",
        "  - A > C > D without House p",
        "The strongest in 100% of 20 draws by confidence (seed 0), any path in 100%;",
        "  stable from 50% on",
        "Left out one by one: 2 of 2 origins",
    ]
    record = steady.record(found)
    assert json.loads(json.dumps(record)) == record
    assert [each["path"] is None for each in record["without"]] == [True, False]
    assert "<td>without House q</td><td>no path</td>" in found._repr_html_()


def test_progress_is_told_graph_by_graph() -> None:
    told: list[int] = []
    kg.path_robustness(
        kg.project(DIAMOND), "A", "D", draws=3, progress=lambda _, number, __: told.append(number)
    )
    assert told == [1, 2, 3, 4, 5, 6, 7]
