"""What may fall of a graph, and what falls with it: waivers by hand, and against data made without it."""

import itertools

import numpy
import pytest

import kg
from kg.analysis.doubting import Doubted, doubted
from kg.analysis.perturbing import lots_of
from kg.editing import retract
from tests.factory import act, dataset, stmt, tie

SOURCES = "\n".join(
    f'src:{name} a kg:Source ; dcterms:title "{name}" ; dcterms:publisher "House {house}" ;'
    ' dcterms:issued "2023-07"^^xsd:gYearMonth .'
    for name, house in (("p", "P"), ("p2", "P"), ("q", "Q"))
)
LAW = 'inst:law a kg:Instrument ; skos:prefLabel "The law"@en .'
WAIVER = (
    'inst:waiver a kg:Instrument ; skos:prefLabel "The waiver"@en ; kg:suspends inst:law ;'
    ' kg:since "2020"^^xsd:gYear .'
)
ON_LAW, ON_WAIVER = (f"; kg:instrument inst:{each}" for each in ("law", "waiver"))
BLOCKS = (
    tie("measure", "A", "sanctions", "B", source="src:q", rest=ON_LAW),
    tie("waived", "A", "waivesSanctionsOn", "B", source="src:p", confidence=0.6, rest=ON_WAIVER),
    tie("aid", "A", "givesMilitaryAidTo", "B", source="src:p2", confidence=0.5, rest=ON_WAIVER),
    tie("gas", "B", "suppliesGasTo", "C", source="src:q"),
    tie("talk", "C", "praises", "A", source="src:p2", confidence=0.8),
)
WORLD = dataset(*BLOCKS, LAW, WAIVER, actors="A B C", source=SOURCES)


def names(graph: object) -> set[str]:
    return {key.rpartition("/")[2] for *_, key in graph.edges(keys=True)}  # type: ignore[attr-defined]


def kept(what: Doubted, *gone: str) -> numpy.ndarray:
    """All rows but those of these statements."""
    rows = dict(zip(what.ties.iris(numpy.arange(len(what.ties))), itertools.count()))
    rows |= {} if what.waiving is None else what.waiving.by
    flags = numpy.ones(len(what), bool)
    flags[[rows[stmt(name)] for name in gone]] = False
    return flags


def test_a_waiver_falls_with_the_last_statement_it_stands_by() -> None:
    what = doubted(kg.project(WORLD))
    assert names(what.left(kept(what))) == {"waived", "aid", "gas", "talk"}
    assert names(what.left(kept(what, "aid"))) == {"waived", "gas", "talk"}
    assert names(what.left(kept(what, "aid", "waived"))) == {"measure", "gas", "talk"}
    assert names(what.left(kept(what, "aid", "waived", "measure"))) == {"gas", "talk"}


def test_what_a_waiver_stands_by_need_not_be_in_the_graph() -> None:
    """Of conflict alone nothing is left, as the waiver suspends it; without the waiver's word it counts."""
    what = doubted(kg.project(WORLD, sign=-1))
    assert (len(what.ties), len(what)) == (1, 3)
    assert names(what.left(kept(what))) == set()
    assert names(what.left(kept(what, "aid", "waived"))) == {"measure"}


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"at": "2023-07"},
        {"at": "2020-06"},
        {"at": "2019", "certainty": "certain"},
        {"at": "2023-08", "certainty": "certain"},
        {"between": ("2019", "2020")},
        {"at": "2023-08", "known_by": "2023-07-15"},
        {"at": "2023-08", "known_by": "2023-08", "sign": -1},
    ],
)
@pytest.mark.parametrize(
    "gone", [("waived",), ("aid", "waived"), ("aid", "talk"), ("measure", "gas")]
)
def test_the_graph_that_is_left_is_that_of_the_data_without_it(
    how: dict[str, object], gone: tuple[str, ...]
) -> None:
    """A waiver all of whose statements fell is none: the data without it say the same."""
    what = doubted(kg.project(WORLD, **how))  # type: ignore[arg-type]
    known = {*what.ties.iris(numpy.arange(len(what.ties)))}
    known |= set(what.waiving.by) if what.waiving else set()
    sure = {"certainty": "certain"} if how else {}  # of no date every statement is certain
    whole = kg.project(WORLD, **{**how, **sure})  # type: ignore[arg-type]
    assert names(what.certain()) == names(whole)
    found = what.left(kept(what, *(each for each in gone if stmt(each) in known)))
    left = [
        block for block in BLOCKS if not block.startswith(tuple(f"stmt:{each} " for each in gone))
    ]
    without = "" if {"aid", "waived"} <= set(gone) else WAIVER
    data = dataset(*left, LAW, without, actors="A B C", source=SOURCES)
    wanted = kg.project(data, **how)  # type: ignore[arg-type]
    assert {key: told["certainty"] for *_, key, told in found.edges(keys=True, data=True)} == {
        key: told["certainty"] for *_, key, told in wanted.edges(keys=True, data=True)
    }


def test_a_rank_without_the_origin_of_a_waiver_counts_what_it_suspended() -> None:
    """Without House P the waiver and its aid fall, and A sanctions B: one statement more for both."""
    found = kg.rank_intervals(kg.project(WORLD), "degree", draws=300, slack=0)
    assert [(each.label, each.rank, each.value) for each in found] == [
        ("A", 1, 3),
        ("B", 1, 3),
        ("C", 3, 2),
    ]
    without = {each.label: {str(one.origin): one.rank for one in each.without} for each in found}
    # P gone: measure A-B, gas B-C: B 2, A 1, C 1; Q gone: waived, aid A-B, talk C-A: A 3, B 2, C 1
    assert without == {
        "A": {"House P": 2},
        "B": {"House Q": 2},
        "C": {"House P": 2},
    }
    assert (found.left_out, found.origins, found.alone) == (2, 2, None)


def test_a_changed_dataset_or_graph_leaves_waivers_as_they_were() -> None:
    data = dataset(*BLOCKS, LAW, WAIVER, actors="A B C", source=SOURCES)
    graph = kg.project(data)
    assert doubted(graph).waiving is not None
    part = graph.subgraph([act("A"), act("B")]).copy()
    assert doubted(part).waiving is None
    retract(data, stmt("gas"))
    assert doubted(graph).waiving is None
    assert names(doubted(graph).left(numpy.ones(4, bool))) == {"waived", "aid", "gas", "talk"}


def shares(together: str) -> tuple[dict[str, float], list[dict[str, bool]]]:
    what = doubted(kg.project(WORLD))
    rows = what.ties.iris(numpy.arange(len(what.ties)))
    draws = [
        dict(zip((iri.rpartition("/")[2] for iri in rows), draw.tolist(), strict=True))
        for draw in lots_of(what, together).drawn(4_000, seed=5)
    ]
    return {name: sum(each[name] for each in draws) / len(draws) for name in draws[0]}, draws


@pytest.mark.parametrize("together", ["statement", "report", "source", "origin"])
def test_whatever_falls_together_each_statement_is_kept_as_its_confidence_says(
    together: str,
) -> None:
    share, _ = shares(together)
    wanted = {"measure": 1.0, "waived": 0.6, "aid": 0.5, "gas": 1.0, "talk": 0.8}
    assert share == pytest.approx(wanted, abs=0.03)


@pytest.mark.parametrize(
    ("together", "aid_and_talk", "aid_and_waived"),
    [
        ("statement", 0.5 * 0.8, 0.5 * 0.6),
        ("report", 0.5 * 0.8, 0.5 * 0.6),  # of other types and pairs
        ("source", 0.5, 0.5 * 0.6),  # aid and talk are of one document: aid is the less sure
        ("origin", 0.5, 0.5),  # and the waiver is of the same house
    ],
)
def test_what_shares_a_lot_falls_together_the_least_sure_first(
    together: str, aid_and_talk: float, aid_and_waived: float
) -> None:
    _, draws = shares(together)
    both = [
        sum(each["aid"] and each[name] for each in draws) / len(draws)
        for name in ("talk", "waived")
    ]
    assert both == pytest.approx([aid_and_talk, aid_and_waived], abs=0.03)


def test_what_falls_together_is_told() -> None:
    graph = kg.project(WORLD)
    told = str(kg.rank_intervals(graph, "degree", draws=9, together="origin"))
    assert "(seed 0), each origin with all it says" in told.replace("\n  ", " ")
    path = kg.path_robustness(graph, "B", "C", draws=9, together="statement")
    assert "(seed 0), each statement by itself," in str(path).replace("\n  ", " ")
    assert kg.path_robustness(graph, "B", "C", draws=9).together == "report"
