"""Brokerage: R's published cells, chance worked out over every graph, and explanations that add up."""

import csv
import itertools
import math

import numpy
import pytest

import kg
from kg.analysis.twopaths import ROLES, codes, moments
from kg.errors import OptionError, UnknownActor
from tests.factory import act, dataset, stmt, tie
from tests.shared import shared

CELLS = ("w_I", "w_O", "b_IO", "b_OI", "b_O", "t")
"""R's names of coordinator, itinerant, representative, gatekeeper, liaison and total, in our order."""
EMON = {
    "Cheyenne": (3, 15, 32, 31, 115, 196),
    "HurrFrederic": (33, 75, 84, 99, 130, 421),
    "LakePomona": (11, 81, 66, 58, 237, 453),
    "MtSi": (6, 7, 5, 4, 11, 33),
}
FOUR = dataset(
    tie("1", "Ada", "suppliesGasTo", "Bela"),
    tie("2", "Bela", "suppliesGasTo", "Cara"),
    tie("3", "Bela", "suppliesGasTo", "Dora"),
    tie("4", "Ada", "suppliesGasTo", "Dora"),
    tie("5", "Bela", "suppliesArmsTo", "Cara"),
    tie("6", "Ada", "sanctions", "Cara"),
    actors="Ada Bela Cara Dora",
)
"""Ada - Bela - Cara is open, as a sanction carries no influence; Ada - Bela - Dora is closed."""


@pytest.mark.parametrize("name", EMON)
def test_every_cell_is_that_of_r_s_sna(name: str) -> None:
    folder = shared("emon-brokerage")

    def rows(kind: str) -> list[dict[str, str]]:
        with (folder / f"{name}.{kind}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    nodes = {row["id"]: row["Sponsorship"] for row in rows("nodes")}
    data = dataset(
        *(
            tie(f"{n}", f"a{row['from']}", "suppliesGasTo", f"a{row['to']}")
            for n, row in enumerate(rows("edges"))
        ),
        actors=" ".join(f"a{node}" for node in nodes),
    )
    found = kg.brokerage(data, groups={f"a{node}": group for node, group in nodes.items()})
    told = {
        act(f"a{node}"): [0] * len(CELLS) for node in nodes
    }  # whoever has no tie is not in the graph
    told |= {each.actor: [role.count for role in each.roles.values()] for each in found}
    expected = rows("brokerage-sna")
    assert told == {
        act(f"a{row['id']}"): [int(float(row[cell])) for cell in CELLS] for row in expected
    }
    assert tuple(map(sum, zip(*told.values(), strict=True))) == EMON[name]


def test_moments_are_those_of_all_graphs_weighed_by_their_chance() -> None:
    of, count, arcs = numpy.array([0, 0, 1, 2]), 4, 5
    pairs = list(itertools.permutations(range(count), 2))
    density = arcs / len(pairs)
    total = numpy.zeros((count, len(ROLES) + 1))
    squares = numpy.zeros_like(total)
    for there in itertools.product((False, True), repeat=len(pairs)):
        chosen = set(itertools.compress(pairs, there))
        chance = density ** len(chosen) * (1 - density) ** (len(pairs) - len(chosen))
        told = numpy.zeros_like(total)
        for a, v, b in itertools.permutations(range(count), 3):
            if (a, v) in chosen and (v, b) in chosen and (a, b) not in chosen:
                role = int(codes(of[[a]], of[[v]], of[[b]])[0])
                told[v, [role, len(ROLES)]] += 1
        total += chance * told
        squares += chance * told**2
    found = moments(count, arcs, numpy.bincount(of))[of]
    assert numpy.allclose(found[:, :, 0], total)
    assert numpy.allclose(found[:, :, 1], squares - total**2)


def test_a_count_is_explained_by_its_two_paths_and_their_statements() -> None:
    found = kg.brokerage(FOUR, groups={"Ada": "x", "Bela": "x", "Cara": "y", "Dora": "y"})
    best = found[0]
    assert (best.label, best.group, best.total) == ("Bela", "x", 1)
    assert {name: role.count for name, role in best.roles.items()} == {
        "coordinator": 0,
        "itinerant": 0,
        "representative": 1,
        "gatekeeper": 0,
        "liaison": 0,
        "total": 1,
    }
    assert best.statements == (stmt("1"), stmt("2"), stmt("5"))
    (path,) = found.two_paths(act("Bela"))
    assert (path.source, path.target, path.role) == (act("Ada"), act("Cara"), "representative")
    assert (path.into, path.out) == ((stmt("1"),), (stmt("5"), stmt("2")))
    assert found.two_paths(act("Bela"), "liaison") == ()
    # 4 arcs of 12: d = 1/3, p = 2/27; a of Bela's one fellow, b of two others
    role = best.roles["representative"]
    assert role.expected == pytest.approx(4 / 27)
    variance = 4 / 27 * (25 / 27) + 2 * (1 / 3) ** 3 * (2 / 3) ** 3
    assert role.z == pytest.approx((1 - 4 / 27) / math.sqrt(variance))
    assert best.roles["coordinator"].z is None


def test_conflict_closes_a_two_path_when_it_carries_influence_too() -> None:
    groups = {"Ada": "x", "Bela": "x", "Cara": "y", "Dora": "y"}
    assert kg.brokerage(FOUR, groups=groups, sign=None)[0].total == 0


def test_groups_are_classes_blocs_or_communities() -> None:
    data = kg.load(kg.shipped())
    graph = kg.project(data)
    totals = {
        groups: sorted((each.actor, each.total) for each in kg.brokerage(graph, groups=groups))
        for groups in ("type", "bloc", "community")
    }
    assert totals["type"] == totals["bloc"] == totals["community"]
    assert kg.brokerage(graph).groups[data.actor("Russia").iri] == "state"


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ("blok", "unknown grouping 'blok'; use 'bloc', or a mapping"),
        ({"Ada": "x"}, "no group for 'actor:Bela', 'actor:Cara', 'actor:Dora'; give every"),
        ({"Ada": "x", "actor:Ada": "y"}, "'actor:Ada' is in 'x' and in 'y'; give it one group"),
    ],
)
def test_groups_that_make_no_sense_are_refused(groups: str | dict[str, str], message: str) -> None:
    with pytest.raises(OptionError, match=message.replace("(", r"\(")):
        kg.brokerage(FOUR, groups=groups)


def test_a_name_that_is_nobody_s_is_told() -> None:
    with pytest.raises(UnknownActor, match="did you mean 'Bela'"):
        kg.brokerage(FOUR, groups={"Bella": "x"})
    with pytest.raises(OptionError, match="unknown role 'gatekeper'; use gatekeeper"):
        kg.brokerage(FOUR).two_paths(act("Bela"), "gatekeper")
