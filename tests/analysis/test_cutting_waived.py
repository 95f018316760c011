"""The evidence cut where waivers fall with sources: by hand, and against projecting what each loss leaves."""

import itertools
from random import Random
from typing import Any

import pytest

import kg
from kg.editing import retract
from tests.factory import dataset, stmt, tie

HOUSES = "pqrs"
SOURCES = "\n".join(
    f'src:{name} a kg:Source ; dcterms:title "Report {name}" ; dcterms:issued "2023-07"^^xsd:gYearMonth .'
    for name in HOUSES
)
LAW = 'inst:law a kg:Instrument ; skos:prefLabel "The law"@en .'
WAIVER = 'inst:waiver a kg:Instrument ; skos:prefLabel "The waiver"@en ; kg:suspends inst:law .'
ON_LAW, ON_WAIVER = (f"; kg:instrument inst:{each}" for each in ("law", "waiver"))
TOLD = (
    "Waivers were looked at again: 1 statement that they suspend would count, and carry a path, if what they"
    " stand by is lost."
)


def names(found: kg.EvidenceCut) -> list[str]:
    return [each.label.removeprefix("Report ") for each in found.origins]


def test_a_loss_that_brings_a_path_back_by_the_fall_of_a_waiver_is_no_cut() -> None:
    """P alone would do, but the waiver falls with it, and A arms C, on the word of Q."""
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", source="src:p"),
        tie("bc", "B", "suppliesGasTo", "C", source="src:p"),
        tie("arms", "A", "suppliesArmsTo", "C", source="src:q", rest=ON_LAW),
        tie("waives", "D", "waivesSanctionsOn", "A", source="src:p", rest=ON_WAIVER),
        LAW,
        WAIVER,
        actors="A B C D",
        source=SOURCES,
    )
    found = kg.evidence_cut(kg.project(data), "A", "C")
    assert (names(found), found.unique, found.possible) == (["p", "q"], True, True)
    assert (found.falls, found.back) == ((stmt("ab"), stmt("bc")), (stmt("arms"),))
    assert found.statements == (stmt("ab"), stmt("bc"), stmt("arms"))
    assert str(found) == (
        "Every influence path from A to C rests on 2 origins: Report p, Report q (the only set of that size)."
        f" {TOLD}"
    )
    graph = kg.project(data)
    retract(data, stmt("waives"))
    assert names(kg.evidence_cut(graph, "A", "C")) == ["p"]  # nobody looks at waivers again there


def test_another_loss_of_as_few_is_taken_where_no_waiver_falls_with_it() -> None:
    """A-B rests on P, by whose loss A arms C; B-C rests on Q, by whose loss nothing comes back."""
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", source="src:p"),
        tie("bc", "B", "suppliesGasTo", "C", source="src:q"),
        tie("arms", "A", "suppliesArmsTo", "C", source="src:r", rest=ON_LAW),
        tie("waives", "D", "waivesSanctionsOn", "A", source="src:p", rest=ON_WAIVER),
        LAW,
        WAIVER,
        actors="A B C D",
        source=SOURCES,
    )
    found = kg.evidence_cut(data, "A", "C")
    assert (names(found), found.unique, found.falls) == (["q"], True, (stmt("bc"),))
    assert found.back == (stmt("arms"),)  # why P is no answer


def test_no_set_suffices_where_what_comes_back_has_no_source() -> None:
    bare = (
        "stmt:bare a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:suppliesGasTo ;"
        f" rdf:object actor:B ; kg:status kg:Actual {ON_LAW} ."
    )
    blocks = (
        tie("arms", "A", "suppliesArmsTo", "B", source="src:p"),
        tie("waives", "D", "waivesSanctionsOn", "A", source="src:p", rest=ON_WAIVER),
    )
    data = dataset(bare, *blocks, LAW, WAIVER, actors="A B D", source=SOURCES)
    found = kg.evidence_cut(data, "A", "B")
    assert (found.possible, found.standing, found.back) == (False, (stmt("bare"),), (stmt("bare"),))
    assert str(found) == (
        "No set of sources suffices: a path from A to B is carried by statements without a source."
        f" {TOLD}"
    )
    elsewhere = blocks[1].replace("src:p", "src:q")  # the waiver has another source: P may be lost
    data = dataset(bare, blocks[0], elsewhere, LAW, WAIVER, actors="A B D", source=SOURCES)
    assert names(kg.evidence_cut(data, "A", "B")) == ["p"]


def test_a_statement_that_waivers_suspend_carries_nothing_that_has_to_fall() -> None:
    data = dataset(
        tie("gas", "A", "suppliesGasTo", "B", source="src:p"),
        tie("arms", "A", "suppliesArmsTo", "B", source="src:p", rest=ON_LAW),
        tie("waives", "D", "waivesSanctionsOn", "A", source="src:q", rest=ON_WAIVER),
        LAW,
        WAIVER,
        actors="A B D",
        source=SOURCES,
    )
    found = kg.evidence_cut(data, "A", "B")
    assert (names(found), found.falls, found.back) == (["p"], (stmt("gas"),), ())


def drawn(random: Random) -> tuple[list[tuple[str, str, str, str]], list[tuple[str, str, str]]]:
    """Ties: from, to, the houses behind it, its law. Words a waiver stands by: houses, waiver, its time."""
    few = ["p", "p", "q", "q", "r", "s", "pq", ""]
    ties = [
        (*ends, random.choice(few), random.choice(["", "l", "m"]))
        for ends in random.choices(("AB", "AB", "AD", "BA", "BD", "BD"), k=random.randint(3, 8))
    ]
    times = ["", "", "", '; kg:since "2020"^^xsd:gYear', '; kg:until "2021"^^xsd:gYear']
    words = [
        (random.choice(few), random.choice("vvw"), random.choice(times))
        for _ in range(random.randint(1, 3))
    ]
    return ties, words


HOW: list[dict[str, Any]] = [{}, {"at": "2022"}, {"at": "2023-08", "certainty": "certain"}]


@pytest.mark.parametrize("seed", range(40))
def test_the_cut_equals_projecting_what_every_loss_of_sources_leaves(seed: int) -> None:
    """V suspends both laws, W one; a waiver whose statements all fell is none, one that had none holds."""

    random = Random(seed)
    ties, waivers = drawn(random)
    how, pattern = HOW[seed % len(HOW)], random.choice([None, "suppliesGasTo+"])

    def block(name: str, ends: str, houses: str, rest: str) -> str:
        a, predicate, b = ends.split()
        evidence = "".join(
            f"; kg:evidence [ a kg:Evidence ; dcterms:source src:{each} ]" for each in houses
        )
        return (
            f"stmt:{name} a kg:Statement ; rdf:subject actor:{a} ; rdf:predicate kg:{predicate} ;"
            f" rdf:object actor:{b} ; kg:status kg:Actual {rest} {evidence} ."
        )

    def made(lost: set[str]) -> "kg.Dataset":
        stands = [each for each in ties if not each[2] or set(each[2]) - lost]
        blocks = [
            block(
                f"s{n}", f"{a} suppliesGasTo {b}", houses, f"; kg:instrument inst:{law}" * bool(law)
            )
            for n, (a, b, houses, law) in enumerate(stands)
        ]
        words = [each for each in waivers if not each[0] or set(each[0]) - lost]
        blocks += [
            block(f"w{n}", "E waivesSanctionsOn F", houses, f"; kg:instrument inst:{waiver} {when}")
            for n, (houses, waiver, when) in enumerate(words)
        ]
        for waiver, laws in (("v", "inst:l, inst:m"), ("w", "inst:l")):
            had, has = (any(each[1] == waiver for each in some) for some in (waivers, words))
            suspends = f"; kg:suspends {laws}" if has or not had else ""
            blocks.append(
                f'inst:{waiver} a kg:Instrument ; skos:prefLabel "{waiver}"@en {suspends} .'
            )
        blocks += [f'inst:{law} a kg:Instrument ; skos:prefLabel "{law}"@en .' for law in "lm"]
        return dataset(*blocks, actors="A B C D E F", source=SOURCES)

    options: dict[str, Any] = {"pattern": pattern, "sign": (0, 1)}
    found = kg.evidence_cut(kg.project(made(set()), **how), "A", "D", **options)
    sets = [set(c) for n in range(5) for c in itertools.combinations(HOUSES, n)]
    right = [
        each
        for each in sets
        if not kg.paths(kg.project(made(each), **how), "A", "D", limit=1, **options)
    ]
    best = [each for each in right if len(each) == len(right[0])] if right else []
    assert found.possible == bool(best)
    if best:
        assert set(names(found)) in best
        assert found.unique == (len(best) == 1)
    else:
        assert found.standing
