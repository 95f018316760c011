"""Who has no alternative to a supplier, by kind of supply."""

import random
from typing import Any

import networkx
import pytest

import kg
from kg.dates import Certainty
from kg.views.supplies import listing
from tests.factory import act, dataset, stmt, tie

CERTAIN, POSSIBLE, IMPOSSIBLE = Certainty.CERTAIN, Certainty.POSSIBLE, Certainty.IMPOSSIBLE
GAS = [
    tie("ab", "A", "suppliesGasTo", "B"),
    tie("ac", "A", "suppliesGasTo", "C"),
    tie("dc", "D", "suppliesGasTo", "C"),
    tie("be", "B", "suppliesGasTo", "E"),
    tie("ef", "E", "suppliesGasTo", "F"),
    tie("cf", "C", "suppliesGasTo", "G"),
]


def test_who_gets_it_from_nobody_else_is_left_without() -> None:
    found = kg.alternatives(dataset(*GAS, actors="A B C D E F G"), "A")
    assert [
        (each.label, each.alone, each.other_labels, each.statements, each.alternatives)
        for each in found
    ] == [
        ("B", CERTAIN, (), (stmt("ab"),), ()),
        ("C", IMPOSSIBLE, ("D",), (stmt("ac"),), (stmt("dc"),)),
    ]
    assert found.left == (found[0],)
    # B passes gas on to E, and E to F; G has it from C, which has an alternative.
    assert found[0].hit == (act("E"), act("F"))


def test_another_kind_is_no_alternative() -> None:
    data = dataset(
        tie("gas", "A", "suppliesGasTo", "B"),
        tie("arms", "D", "suppliesArmsTo", "B"),
        actors="A B D",
    )
    assert [(each.relation_label, each.alone) for each in kg.alternatives(data)] == [
        ("supplies arms to", CERTAIN),
        ("supplies gas to", CERTAIN),
    ]
    assert len(kg.alternatives(data, relations=["suppliesGasTo"])) == 1


def test_an_alternative_that_is_only_possible_makes_it_possible() -> None:
    data = dataset(
        tie("a", "A", "suppliesGasTo", "B", rest='; kg:since "2020"^^xsd:gYear'),
        tie("d", "D", "suppliesGasTo", "B", rest='; kg:since "2022"^^xsd:gYear'),
        actors="A B D",
    )
    for at, alone in (("2021", CERTAIN), ("2022", POSSIBLE), ("2023", IMPOSSIBLE)):
        assert kg.alternatives(kg.project(data, at=at), "A")[0].alone is alone


SPAN = '; kg:since "2015"^^xsd:gYear ; kg:until "{}"^^xsd:gYear'


def test_a_supply_that_is_over_is_no_alternative_where_no_date_is_asked_about() -> None:
    """The source is of July 2023: what ends in 2023 may be over by then."""
    data = dataset(
        tie("d", "D", "suppliesGasTo", "B", rest='; kg:since "2017"^^xsd:gYear'),
        tie("c", "C", "suppliesGasTo", "B", rest=SPAN.format("2018")),
        tie("d2", "D", "suppliesGasTo", "E", rest='; kg:since "2017"^^xsd:gYear'),
        tie("c2", "C", "suppliesGasTo", "E", rest=SPAN.format("2023")),
        tie("x", "B", "dependsOn", "C", rest=SPAN.format("2018")),
        actors="B C D E",
    )
    plain = kg.project(data)
    every: list[Any] = [data, plain, networkx.MultiDiGraph(plain)]  # the last without columns
    for given in every:
        found = kg.alternatives(given, "D")
        assert [(each.label, each.alone, each.others) for each in found] == [
            ("B", CERTAIN, ()),
            ("E", POSSIBLE, (act("C"),)),
        ]
        assert [(each.supplier_label, each.label, each.when) for each in found.ended] == [
            ("C", "B", "2015 to 2018")
        ]
        assert found.dependents == ()
        assert found.counted.startswith(
            "5 relations: actual; 2 left out as over by 2023-07, the latest date of a source; kinds"
        )
        assert str(found).endswith(
            "Over, and so no supply any more\n  C supplies gas to B (2015 to 2018), by stmt:c"
        )
        assert listing(found).rows[-1] == ("B", "supplies gas to", "C", "over", "", "stmt:c")
    (gone,) = kg.alternatives(data, "C").ended
    assert (gone.label, len(kg.alternatives(data, "C"))) == ("B", 1)
    assert kg.alternatives(kg.project(data, at="2016"), "D").ended == ()
    then = kg.alternatives(kg.project(data, between=("2017", "2018")), "D")
    assert [each.other_labels for each in then] == [("C",), ("C",)]


def test_two_that_are_left_without_do_not_save_a_third() -> None:
    """A supplies B and C, which both supply D: D has nobody else."""
    data = dataset(
        *(tie(f"a{x}", "A", "suppliesGasTo", x) for x in "BC"),
        *(tie(f"{x}d", x, "suppliesGasTo", "D") for x in "BC"),
        actors="A B C D",
    )
    assert [(each.label, each.hit) for each in kg.alternatives(data, "A")] == [
        ("B", (act("D"),)),
        ("C", (act("D"),)),
    ]


def test_who_is_said_to_depend_is_named() -> None:
    data = dataset(tie("d", "B", "dependsOn", "A"), actors="A B")
    found = kg.alternatives(data, "A")
    assert (len(found), [each.label for each in found.dependents]) == (0, ["B"])
    assert found.statements == (stmt("d"),)
    assert len(kg.alternatives(data, "B").dependents) == 0


def test_whom_it_depends_on_besides_is_a_caveat_to_having_no_other_supplier() -> None:
    """B depends on A, its supplier, and on E, who may supply the same; C on nobody."""
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B"),
        tie("ac", "A", "suppliesGasTo", "C"),
        tie("ba", "B", "dependsOn", "A"),
        tie("be", "B", "dependsOn", "E"),
        actors="A B C E",
    )
    found = kg.alternatives(data, "A")
    assert [(each.label, each.depends_on, each.dependence) for each in found] == [
        ("B", (act("E"),), (stmt("be"),)),
        ("C", (), ()),
    ]
    assert str(found).split("\n\n")[1:] == [
        """Left without an alternative
  A supplies gas to B; no other supplier is named
    by stmt:ab
    but said to depend on E, whatever for, by stmt:be
  A supplies gas to C; no other supplier is named
    by stmt:ac""",
        """Said to depend, on what kind of supply the relation does not say
  B on A, by stmt:ba""",
    ]
    told = kg.whatif(data, retract="stmt:ab")
    assert [(x.label, x.after, x.depends_on) for x in told.left] == [("B", (), (act("E"),))]


def test_blocs_are_told_when_asked_for() -> None:
    """B stands with A against D."""
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B"),
        tie("da", "D", "attacks", "A"),
        tie("db", "D", "attacks", "B"),
        tie("dd", "A", "suppliesArmsTo", "D"),
        actors="A B D",
    )
    found = kg.alternatives(data, "A", relations=["suppliesGasTo"], blocs=True)
    assert found.blocs[act("A")] == found.blocs[act("B")]
    assert "no other supplier is named; both in bloc 1" in str(found)
    assert kg.alternatives(data, "A").blocs == {}


def test_a_supplier_of_nobody_and_unknown_names() -> None:
    data = dataset(*GAS, actors="A B C D E F G")
    assert str(kg.alternatives(data, "F")).startswith("F supplies nobody among 6 relations: actual")
    with pytest.raises(kg.UnknownRelationType, match="did you mean 'suppliesGasTo'"):
        kg.alternatives(data, relations=["supplyGasTo"])


def test_the_article_leaves_three_without_russia() -> None:
    """Gas for Azerbaijan (paragraph 8), which supplies the EU; troops in Nagorno-Karabakh and protection of its
    Armenians (paragraph 3). Armenia (12) and the EU (8) are said to depend on Russia."""
    found = kg.alternatives(kg.load(kg.shipped()), "Moscow")
    assert [
        (each.relation.rpartition("#")[2], each.actor, each.alone, each.hit) for each in found
    ] == [
        ("deploysPeacekeepersTo", act("NagornoKarabakh"), CERTAIN, ()),
        ("protects", act("KarabakhArmenians"), CERTAIN, ()),
        ("suppliesGasTo", act("Azerbaijan"), CERTAIN, (act("EuropeanUnion"),)),
    ]
    assert [each.actor for each in found.dependents] == [act("Armenia"), act("EuropeanUnion")]


@pytest.mark.parametrize("seed", range(8))
def test_those_hit_are_those_that_taking_away_again_and_again_leaves_without(seed: int) -> None:
    """Independently: take the supplier away, then everybody whose suppliers are all gone, until nobody is."""
    draw = random.Random(seed)
    names = "ABCDEFG"
    pairs = {(draw.choice(names), draw.choice(names)) for _ in range(9)}
    pairs = {(a, b) for a, b in pairs if a != b}
    data = dataset(
        *(tie(f"{a}{b}", a, "suppliesGasTo", b) for a, b in sorted(pairs)), actors=" ".join(names)
    )
    for supplier in names:
        gone = {supplier}
        givers = {b: {a for a, other in pairs if other == b} for _, b in pairs}
        while more := {b for b, given in givers.items() if b not in gone and given <= gone}:
            gone |= more
        found = kg.alternatives(data, supplier)
        told = {each.label for each in found.left}
        told |= {iri.rpartition("/")[2] for each in found.left for iri in each.hit}
        assert told == gone - {supplier}


def test_blocs_that_are_not_known_to_fit_best_are_told_as_that(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Five of whom each two are at war: four wars fit no two blocs, of which the search is told nothing."""
    names = "ABCDE"
    wars = [tie(f"{a}{b}", a, "wagesWarOn", b) for n, a in enumerate(names) for b in names[n + 1 :]]
    data = dataset(*wars, tie("gas", "A", "suppliesGasTo", "B"), actors=" ".join(names))
    exact = kg.alternatives(data, "A", blocs=True)
    assert exact.caveat == "one of several that fit alike"
    assert "\nBlocs: one of several that fit alike\n" in str(exact)
    for name in ("ENUMERATED", "EXACT", "SOLVED"):
        monkeypatch.setattr(f"kg.analysis.frustration.{name}", 2)
    least, most = kg.balance(data).frustration
    bounded = kg.alternatives(data, "A", blocs=True)
    told = f"not known to fit best: from {least} to {most} pairs fit no two blocs"
    assert (bounded.caveat, least < most) == (told, True)
    assert kg.brokerage(data, groups="bloc").grouped == f"by bloc, {told}"
    monkeypatch.setattr("kg.analysis.frustration.EXACT", 60)
    assert kg.balance(data, timeout=1e-9).caveat == f"{told} (stopped after 1e-09 s)"
