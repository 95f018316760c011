"""Communities: two cliques by hand, modularity and agreement against networkx and brute force, stability."""

import itertools
import json
import math
import random

import networkx
import numpy
import pytest

import kg
from kg.analysis.agreement import adjusted_rand, best_matches, variation
from kg.errors import OptionError
from kg.views.communities import communities_listing
from tests.factory import act, dataset, stmt, tie

CLIQUES = dataset(
    *(
        tie(f"{a}{b}", a, "alliedWith", b)
        for group in ("abc", "defg")
        for a, b in itertools.combinations(group, 2)
    ),
    tie("bridge", "c", "praises", "d"),
    tie("war", "a", "wagesWarOn", "b", confidence=0.5),
    tie("foe", "a", "wagesWarOn", "z"),
    actors="a b c d e f g z",
)


def test_two_cliques_are_two_communities_whatever_the_seed() -> None:
    found = kg.communities(CLIQUES)
    assert [[member.label for member in each.members] for each in found] == [
        ["d", "e", "f", "g"],
        ["a", "b", "c"],
    ]
    assert {member.share for each in found for member in each.members} == {1.0}
    assert found[1].within == (stmt("ab"), stmt("ac"), stmt("bc"))
    assert found[0].across == found[1].across == (stmt("bridge"),)
    assert (found.seed, found.agreement, len(found.runs)) == (0, 1.0, 20)
    assert found.together(act("a"), act("b")) == 1.0
    assert found.together(act("a"), act("d")) == 0.0
    assert found.of[act("a")] == 2
    assert act("z") not in found.of  # it has no tie of cooperation
    assert [each.number for each in found[:1]] == [1]
    assert "2 communities" in str(found)
    assert found._repr_html_().count("<tr>") == 3


def test_modularity_is_networkx_s() -> None:
    found = kg.communities(CLIQUES, runs=1)
    simple: networkx.Graph[str] = networkx.Graph()
    for a, b, data in kg.collapse(kg.project(CLIQUES, sign=1)).edges(data=True):
        simple.add_edge(a, b, weight=data["strength"])
    parts = [set(each.actors) for each in found]
    expected = networkx.community.modularity(simple, parts)
    assert found.modularity == pytest.approx(expected, abs=1e-9)
    finer = kg.communities(CLIQUES, runs=1, resolution=5)
    assert len(finer) > len(found)


def noisy(seed: int) -> kg.Dataset:
    draw = random.Random(seed)
    names = [f"n{n:02}" for n in range(40)]
    pairs = [pair for pair in itertools.combinations(names, 2) if draw.random() < 0.12]
    return dataset(*(tie(f"{a}{b}", a, "praises", b) for a, b in pairs), actors=" ".join(names))


def test_shares_and_agreement_are_those_of_the_runs() -> None:
    data = noisy(3)
    found = kg.communities(data, runs=12, seed=5)
    single = [kg.communities(data, runs=1, seed=seed) for seed in range(5, 17)]
    assert [run.modularity for run in found.runs] == [each.modularity for each in single]
    best = max(single, key=lambda each: each.modularity)
    assert (found.modularity, found.seed) == (best.modularity, best.seed)
    assert [each.actors for each in found] != []
    assert {frozenset(each.actors) for each in found} == {frozenset(x.actors) for x in best}
    assert len({run.modularity for run in found.runs}) > 1  # the seeds matter here
    for community in found:
        for member in community.members:
            there = 0
            for run in single:
                common = [len(set(community.actors) & set(other.actors)) for other in run]
                there += run.of[member.actor] == common.index(max(common)) + 1
            assert member.share == pytest.approx(there / 12, abs=1e-9)
    one, other = found[0].actors[:2]
    share = sum(run.of[one] == run.of[other] for run in single) / 12
    assert found.together(one, other) == pytest.approx(share, abs=1e-9)
    others = [run.rand for run in found.runs if run.seed != found.seed]
    assert found.agreement == pytest.approx(sum(others) / 11, abs=1e-9)


def test_the_same_seed_gives_the_same_bytes() -> None:
    texts = {json.dumps(communities_listing(kg.communities(noisy(1))).records) for _ in range(3)}
    assert len(texts) == 1


@pytest.mark.parametrize("seed", range(20))
def test_agreement_is_that_of_every_pair_of_things(seed: int) -> None:
    draw = random.Random(seed)
    count = 9
    one, other = (
        numpy.unique([draw.randrange(1 + seed % 5) for _ in range(count)], return_inverse=True)[1]
        for _ in range(2)
    )
    pairs = list(itertools.combinations(range(count), 2))
    both = sum(one[a] == one[b] and other[a] == other[b] for a, b in pairs)
    first, second = (sum(each[a] == each[b] for a, b in pairs) for each in (one, other))
    chance, most = first * second / len(pairs), (first + second) / 2
    expected = 1.0 if most == chance else (both - chance) / (most - chance)
    assert adjusted_rand(one, other) == pytest.approx(expected, abs=1e-9)
    total = 0.0
    for a, b in itertools.product(set(one.tolist()), set(other.tolist())):
        p, q = (one == a).mean(), (other == b).mean()
        r = ((one == a) & (other == b)).mean()
        total -= r * (math.log(r / p) + math.log(r / q)) if r else 0
    assert variation(one, other) == pytest.approx(total / math.log(count), abs=1e-9)
    for group, match in enumerate(best_matches(one, other).tolist()):
        common = numpy.bincount(other[one == group])
        assert match == int(common.argmax())


def test_no_cooperation_no_communities() -> None:
    found = kg.communities(kg.project(CLIQUES, sign=-1))
    assert (len(found), found.modularity, found.agreement, found.of) == (0, 0.0, 1.0, {})
    assert "no ties of cooperation" in str(found)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"runs": 0}, "runs '0' is not a number from 1 on"),
        ({"resolution": 0.0}, "resolution '0' is not above 0"),
        ({"seed": -1}, "seed '-1' is not a number from 0 to"),
    ],
)
def test_options_that_make_no_sense(options: dict[str, int], message: str) -> None:
    with pytest.raises(OptionError, match=message):
        kg.communities(CLIQUES, **options)
