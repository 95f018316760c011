"""Balance: census and blocs by hand, frustration against every division, the powers before 1914."""

import csv
import itertools
import json
import math
import random
import time

import numpy
import pytest

import kg
from kg.analysis import frustration
from kg.analysis.frustration import divide
from kg.analysis.parting import balanced_sides, improved
from kg.analysis.triads import TYPES, triangles
from kg.analysis.walks import walk_balance
from kg.errors import OptionError
from kg.views.balance import balance_listing, balance_record
from tests.factory import act, dataset, stmt, tie
from tests.shared import shared

FRIEND, FOE = "alliedWith", "wagesWarOn"
SQUARE = dataset(
    tie("1", "Ada", FRIEND, "Bela"),
    tie("2", "Cara", FRIEND, "Dora"),
    tie("3", "Ada", FOE, "Cara"),
    tie("4", "Bela", FOE, "Dora", confidence=0.5),
    tie("5", "Bela", FRIEND, "Cara", confidence=0.5),
    tie("6", "Bela", "condemns", "Cara"),
    tie("7", "Eve", FOE, "Finn"),
    tie("8", "Eve", "partOf", "Ada"),
    actors="Ada Bela Cara Dora Eve Finn",
)
"""Ada and Bela against Cara and Dora; but Bela is allied with Cara, whom it condemns less. Eve and Finn apart."""


def names(actors: tuple[str, ...]) -> str:
    return " ".join(iri.rpartition("/")[2] for iri in actors)


def test_balance_of_two_camps_and_a_tie_between_them() -> None:
    graph = kg.project(SQUARE, sign=(1, -1))
    found = kg.balance(graph)
    assert (found.actors, found.pairs) == (6, {"cooperation": 3, "conflict": 3})
    assert found.census == {"+++": 0, "++-": 2, "+--": 0, "---": 0}
    assert (found.triangles, found.balanced) == (2, 0.0)
    # Ada Bela Cara: weakest side Bela-Cara, alliedWith 0.9 x 0.5 less condemns 0.2
    base = {kind.label: kind.base for kind in SQUARE.vocabulary.relation_types.values()}
    weakest = round(0.5 * base["is allied with"] - base["condemns"], 9)
    assert [(names(odd.actors), odd.type, odd.strength) for odd in found.unbalanced] == [
        ("Ada Bela Cara", "++-", weakest),
        ("Bela Cara Dora", "++-", weakest),
    ]
    assert found.unbalanced[0].statements == tuple(map(stmt, "1356"))
    assert (found.frustration, found.exact, found.optima, found.unique) == ((1, 1), True, 1, True)
    assert [(bloc.name, names(bloc.actors), bloc.statements) for bloc in found.blocs] == [
        ("1a", "Ada Bela", (stmt("1"),)),
        ("1b", "Cara Dora", (stmt("2"),)),
        ("2a", "Eve", ()),
        ("2b", "Finn", ()),
    ]
    (pair,) = found.frustrated
    assert found.mixed == (pair,)
    assert (names(pair.actors), pair.sign, pair.mixed) == ("Bela Cara", 1, True)
    assert (pair.statements, pair.against) == ((stmt("5"),), (stmt("6"),))
    assert found.bloc(act("Dora")) == "1b"
    assert found.bloc(act("Zoe")) is None


def test_without_the_mixed_pair_all_is_balanced() -> None:
    found = kg.balance(SQUARE, mixed="drop")
    assert (found.triangles, found.balanced, found.frustration) == (0, None, (0, 0))
    assert found.walks == 1.0
    assert [names(pair.actors) for pair in found.mixed] == ["Bela Cara"]


def test_a_pair_with_as_much_of_both_has_no_sign() -> None:
    kinds = SQUARE.vocabulary.relation_types.values()
    aid = next(kind.base for kind in kinds if kind.label == "gives military aid to")
    data = dataset(
        tie("1", "Ada", "givesMilitaryAidTo", "Bela"),
        tie("2", "Bela", "givesMilitaryAidTo", "Ada", confidence=0.5),  # the same type counts once
        tie("3", "Ada", "wagesWarOn", "Bela", confidence=aid),  # the type's strength is 1
        actors="Ada Bela",
    )
    found = kg.balance(data)
    assert (found.pairs, len(found.undecided)) == ({"cooperation": 0, "conflict": 0}, 1)
    assert found.undecided[0].statements == (stmt("1"), stmt("3"), stmt("2"))
    assert (found.mixed, found.blocs) == ((), ())


def test_two_divisions_that_do_as_well_are_told() -> None:
    """A triangle of foes: whoever is with whom, one of the three is frustrated."""
    data = dataset(
        tie("1", "Ada", FOE, "Bela"),
        tie("2", "Ada", FOE, "Cara", confidence=0.9),
        tie("3", "Bela", FOE, "Cara", confidence=0.8),
        actors="Ada Bela Cara",
    )
    found = kg.balance(data)
    assert (found.census["---"], found.frustration, found.optima, found.unique) == (
        1,
        (1, 1),
        3,
        False,
    )
    # the weakest of the three is preferred to be frustrated; in the next best it is Ada-Cara
    assert [names(bloc.actors) for bloc in found.blocs] == ["Bela Cara", "Ada"]
    assert names(found.free) == "Cara"  # who joins Ada there
    assert found.walks == pytest.approx(
        (2 * math.e + math.e**-2) / (math.e**2 + 2 / math.e), abs=1e-9
    )


def test_who_hangs_on_one_that_changes_sides_goes_with_it() -> None:
    """Bela and Cara fight, Ada is allied with both, Dora with Ada alone, Eve with Cara alone.

    Whichever of the three first pairs is left, Ada never moves without Dora: that would leave theirs too.
    """
    blocks = [
        tie("1", "Ada", FRIEND, "Bela", confidence=0.5),
        tie("2", "Ada", FRIEND, "Cara"),
        tie("3", "Bela", FOE, "Cara"),
        tie("4", "Ada", FRIEND, "Dora"),
        tie("5", "Cara", FRIEND, "Eve"),
    ]
    found = kg.balance(dataset(*blocks, actors="Ada Bela Cara Dora Eve"))
    assert [names(bloc.actors) for bloc in found.blocs] == ["Ada Cara Dora Eve", "Bela"]
    assert (found.optima, names(found.free)) == (3, "Ada Dora")  # to Bela, against Cara and Eve
    assert (
        "Frustration: 1 pair fits no two blocs; 2 other divisions do as well; in one of\n"
        "  them Ada and Dora change sides together\n"
    ) in str(found)


def test_one_bloc_stands_against_nobody() -> None:
    friends = [tie("1", "Ada", FRIEND, "Bela"), tie("2", "Bela", FRIEND, "Cara")]
    foes = [tie("3", "Dora", FOE, "Eve")]
    more = [tie("4", "Finn", FRIEND, "Gus"), tie("5", "Hal", FRIEND, "Ida")]
    who = "Ada Bela Cara Dora Eve Finn Gus Hal Ida"
    for blocks, told in (
        (friends, "1a stands against nobody"),
        (foes, "1a stands against 1b"),
        ([*friends, *foes], "2a stands against 2b, 1a against nobody; pieces with other numbers"),
        (more, "1a and 2a stand against nobody; pieces with other numbers do not meet"),
        ([*friends, *foes, *more], "2a stands against 2b, 3 blocs against nobody; pieces with"),
    ):
        assert f"\nBlocs: {told}" in str(kg.balance(dataset(*blocks, actors=who)))


def test_the_cap_on_triangles_is_announced_and_everything_is_in_the_record() -> None:
    found = kg.balance(SQUARE, limit=1)
    assert len(found.unbalanced) == 1
    assert found.census["++-"] == 2
    assert "Unbalanced triangles, the 1 firmest of 2, firmest first" in str(found)
    record = json.loads(json.dumps(balance_record(found)))
    assert record["frustration"] == [1, 1]
    assert record["unbalanced"][0]["statements"] == [stmt(n) for n in "1356"]
    assert [row[0] for row in balance_listing(found).rows] == [
        *["bloc"] * 4,
        "frustrated",
        "mixed",
        "unbalanced",
    ]
    assert found._repr_html_().count("<tr>") == 8
    assert max(map(len, str(kg.balance(kg.load(kg.shipped()))).split("\n"))) <= 80


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"mixed": "weaker"}, "unknown way with mixed pairs 'weaker'; use 'stronger' or 'drop'"),
        ({"limit": -1}, "limit '-1' is not a number from 0 on"),
        ({"timeout": 0}, "a timeout of 0 s leaves no time; give seconds above 0"),
    ],
)
def test_options_that_make_no_sense(options: dict[str, str], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        kg.balance(SQUARE, **options)  # type: ignore[arg-type]  # as somebody may


def test_no_signed_tie_at_all() -> None:
    found = kg.balance(kg.project(SQUARE, relations="partOf"))
    assert (found.actors, found.triangles, found.blocs, found.frustration) == (0, 0, (), (0, 0))
    assert (found.unique, found.optima, found.walks) == (True, 1, 1.0)


# The powers: T. Antal, P. Krapivsky and S. Redner, Physica D 224, 2006; the figures are those of the data's README.


def powers() -> kg.Dataset:
    folder = shared("classic-networks")
    blocks = []
    with (folder / "irps_wwi.edges.csv").open(encoding="utf-8", newline="") as file:
        for n, row in enumerate(csv.DictReader(file)):
            kind = FRIEND if row["sign"] == "1" else FOE
            last = int(row["end"]) - 1
            when = f'; kg:since "{row["begin"]}"^^xsd:gYear ; kg:until "{last}"^^xsd:gYear'
            blocks.append(tie(f"{n}", f"p{row['from']}", kind, f"p{row['to']}", rest=when))
    return dataset(*blocks, actors=" ".join(f"p{n}" for n in range(1, 7)))


def test_the_powers_of_europe_are_balanced_from_1907_on() -> None:
    data = powers()
    told = {}
    for year in range(1872, 1918):
        found = kg.balance(kg.project(data, at=str(year), certainty="possible"))
        good = found.census["+++"] + found.census["+--"]
        told[year] = (good, found.triangles - good, found.frustration[0])
    assert [told[year][:2] for year in (1872, 1882, 1890, 1891, 1907)] == [
        (5, 2),
        (6, 2),
        (3, 2),
        (6, 2),
        (20, 0),
    ]
    assert {told[year] for year in range(1907, 1918)} == {(20, 0, 0)}
    blocs = kg.balance(kg.project(data, at="1914")).blocs
    assert [names(bloc.actors) for bloc in blocs] == [
        "p1 p2 p3",
        "p4 p5 p6",
    ]  # GBR FRA RUS, the rest
    assert all(told[year][2] > 0 for year in range(1872, 1904))


# Frustration


Drawn = tuple[
    int,
    "numpy.typing.NDArray[numpy.int64]",
    "numpy.typing.NDArray[numpy.int64]",
    "numpy.typing.NDArray[numpy.int8]",
    "numpy.typing.NDArray[numpy.float64]",
]


def drawn(count: int, density: float, seed: int) -> Drawn:
    draw = random.Random(seed)
    pairs = [pair for pair in itertools.combinations(range(count), 2) if draw.random() < density]
    signs = [draw.choice((1, 1, -1)) for _ in pairs]
    return (
        count,
        numpy.array([a for a, _ in pairs], numpy.int64),
        numpy.array([b for _, b in pairs], numpy.int64),
        numpy.array(signs, numpy.int8),
        numpy.array([round(draw.random(), 3) for _ in pairs]),
    )


def by_hand(count: int, pairs: Drawn) -> tuple[int, int, float]:
    """The index, how many divisions reach it up to mirror images of pieces, their least weight."""
    _, low, high, sign, strength = pairs
    found = set()
    for side in itertools.product((1, -1), repeat=count):
        spin = numpy.array(side)
        wrong = spin[low] * spin[high] != sign
        found.add((int(wrong.sum()), round(float(strength[wrong].sum()), 9), wrong.tobytes()))
    least = min(found)[0]
    best = [each for each in found if each[0] == least]
    return least, len(best), min(each[1] for each in best)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("enumerated", [frustration.ENUMERATED, 2])
def test_the_index_is_the_least_of_all_divisions(
    seed: int, enumerated: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frustration, "ENUMERATED", enumerated)
    count = 4 + seed % 5
    pairs = drawn(count, (0.4, 0.7, 1.0)[seed % 3], seed)
    least, optima, weight = by_hand(count, pairs)
    found = divide(*pairs)
    assert (found.lower, found.upper) == (least, least)
    assert int(found.frustrated.sum()) == least
    assert round(float(pairs[4][found.frustrated].sum()), 9) == weight
    assert found.alone == (optima == 1)
    if enumerated > 2:
        assert found.optima == optima
    _, low, high, sign, _ = pairs
    assert (((found.side[low] != found.side[high]) == (sign > 0)) == found.frustrated).all()


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("enumerated", [frustration.ENUMERATED, 2])
def test_those_that_change_sides_together_make_another_division_as_good(
    seed: int, enumerated: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sparse graphs of parts that hang on one another, pieces among them, against every division."""
    monkeypatch.setattr(frustration, "ENUMERATED", enumerated)
    pairs = drawn(8, (0.2, 0.3, 0.4, 0.6)[seed % 4], seed)
    least, optima, _ = by_hand(8, pairs)
    found = divide(*pairs)
    _, low, high, sign, _ = pairs
    assert bool(found.free.size) == (not found.alone) == (optima > 1)
    if optima > 1:
        other = found.side.copy()
        other[found.free] ^= 1
        wrong = (other[low] != other[high]) == (sign > 0)
        assert int(wrong.sum()) == least
        assert (wrong != found.frustrated).any()  # no mirror image


@pytest.mark.parametrize("seed", range(6))
def test_beyond_the_exact_the_bounds_hold_the_index(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = drawn(12, 0.6, seed)
    exact = divide(*pairs)
    assert exact.exact
    for solved in (0, 1_500):
        for name, value in (("ENUMERATED", 2), ("EXACT", 2), ("SOLVED", solved), ("NODES", 1)):
            monkeypatch.setattr(frustration, name, value)
        found = divide(*pairs, seed=seed)
        assert found.lower <= exact.upper <= found.upper
        assert int(found.frustrated.sum()) == found.upper
        monkeypatch.undo()


def test_bounds_are_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENUMERATED", "EXACT", "SOLVED"):
        monkeypatch.setattr(frustration, name, 0)
    count = 6
    blocks = [
        tie(f"{a}{b}", f"n{a}", FOE, f"n{b}") for a, b in itertools.combinations(range(count), 2)
    ]
    found = kg.balance(dataset(*blocks, actors=" ".join(f"n{n}" for n in range(count))))
    # 15 pairs of foes, three against three satisfies 9; triangles that share no pair: at most 4
    assert found.frustration[1] == 6
    assert 2 <= found.frustration[0] <= 4
    assert (found.exact, found.optima, found.unique) == (False, None, None)
    assert f"from {found.frustration[0]} to 6 pairs fit no two blocs" in str(found)


def test_sixty_actors_in_two_camps_with_noise_are_solved_exactly() -> None:
    draw = random.Random(1)
    camp = [draw.choice((1, -1)) for _ in range(60)]
    pairs = [pair for pair in itertools.combinations(range(60), 2) if draw.random() < 0.5]
    signs = [camp[a] * camp[b] * (-1 if draw.random() < 0.08 else 1) for a, b in pairs]
    low, high = (numpy.array(side, numpy.int64) for side in zip(*pairs, strict=True))
    sign = numpy.array(signs, numpy.int8)
    found = divide(60, low, high, sign, numpy.ones(len(pairs)))
    planted = sum(camp[a] * camp[b] != one for (a, b), one in zip(pairs, signs, strict=True))
    assert (found.lower, found.upper, found.alone) == (planted, planted, True)
    side = improved(60, low, high, sign, numpy.ones(len(pairs)), seed=0)
    assert int(((side[low] != side[high]) == (sign > 0)).sum()) == planted


@pytest.mark.parametrize("seed", range(12))
def test_triangles_and_walks_are_those_of_brute_force(seed: int) -> None:
    count, low, high, sign, _ = drawn(9, (0.3, 0.6, 1.0)[seed % 3], seed)
    pair = {ends: n for n, ends in enumerate(zip(low.tolist(), high.tolist(), strict=True))}
    expected = [
        [pair[a, b], pair[a, c], pair[b, c]]
        for a, b, c in itertools.combinations(range(count), 3)
        if {(a, b), (a, c), (b, c)} <= set(pair)
    ]
    found = [row for block in triangles(count, low, high) for row in block.tolist()]
    assert sorted(found) == sorted(expected)
    matrix = numpy.zeros((count, count))
    matrix[low, high] = matrix[high, low] = sign
    term = [numpy.eye(count), numpy.eye(count)]
    total = [numpy.eye(count), numpy.eye(count)]
    for k in range(1, 60):
        term = [each @ m / k for each, m in zip(term, (matrix, abs(matrix)), strict=True)]
        total = [one + other for one, other in zip(total, term, strict=True)]
    share = total[0].trace() / total[1].trace()
    assert walk_balance(count, low, high, sign) == pytest.approx(share, abs=1e-8)
    sides = balanced_sides(count, low, high, sign)
    assert (sides is not None) == (divide(count, low, high, sign, abs(sign)).upper == 0)


def test_the_types_are_named_by_their_conflicts() -> None:
    assert [name.count("-") for name in TYPES] == [0, 1, 2, 3]


@pytest.mark.parametrize("seed", range(4))
def test_who_would_rather_not_wait_is_told_bounds(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frustration, "ENUMERATED", 2)
    pairs = drawn(14, 0.8, seed)
    exact, hasty = divide(*pairs), divide(*pairs, nodes=0)
    assert exact.exact
    assert hasty.lower <= exact.upper <= hasty.upper
    assert hasty.exact or (hasty.alone, hasty.optima) == (None, None)


def random_signs(count: int) -> kg.Dataset:
    """Signs by lot between each two actors: the solver takes half a minute for 30 of them."""
    draw = random.Random(1)
    blocks = [
        tie(f"{a}-{b}", f"n{a}", draw.choice((FRIEND, FOE)), f"n{b}")
        for a, b in itertools.combinations(range(count), 2)
    ]
    return dataset(*blocks, actors=" ".join(f"n{n}" for n in range(count)))


def test_a_search_that_takes_too_long_is_stopped_and_bounds_are_told() -> None:
    data = random_signs(40)
    start = time.process_time()
    found = kg.balance(data, timeout=0.5)
    assert time.process_time() - start < 20  # alone it would be hours
    least, most = found.frustration
    assert (found.exact, found.stopped, found.optima, found.unique) == (False, 0.5, None, None)
    assert len(found.frustrated) == most
    told = f"from {least} to {most} pairs fit no two blocs (bounds, not exact: stopped after 0.5 s)"
    assert told in " ".join(str(found).split())
    assert balance_record(found)["stopped"] == 0.5


def test_a_search_that_finishes_says_the_same_within_any_time() -> None:
    data = random_signs(18)  # more than are enumerated
    first, again = kg.balance(data, timeout=600), kg.balance(data, timeout=None)
    assert first == again
    assert (first.exact, first.stopped) == (True, None)
    assert "bounds" not in str(first)


def test_bounds_of_a_stopped_search_hold_the_index() -> None:
    pairs = drawn(18, 0.8, 1)
    exact = divide(*pairs)
    for seconds in (1e-9, 0.02, 0.1):
        hasty = divide(*pairs, timeout=seconds)
        assert hasty.lower <= exact.upper <= hasty.upper
        assert hasty.stopped or hasty.alone == exact.alone
    assert divide(*pairs, timeout=1e-9).stopped
