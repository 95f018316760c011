"""Where an actor stands in a balance: by hand, and against the balance of all on the shipped data."""

import pytest

import kg
from tests.factory import act, dataset, stmt, tie

# A and B are allied, B and C too, A is at war with C; D is at war with A and allied with C
DATA = dataset(
    tie("ab", "A", "alliedWith", "B", confidence=0.5),
    tie("bc", "B", "alliedWith", "C"),
    tie("ac", "A", "wagesWarOn", "C"),
    tie("ad", "A", "wagesWarOn", "D"),
    tie("cd", "C", "alliedWith", "D"),
    tie("bd", "B", "alliedWith", "D", confidence=0.9),
    tie("bd-foe", "B", "condemns", "D", confidence=0.9),
    actors="A B C D E",
)


def test_pairs_and_triangles_of_an_actor_by_hand() -> None:
    """Against A stand B, C and D; only A-B, the weakest of ABC and ABD, does not fit."""
    whole = kg.balance(DATA)
    assert [pair.actors for pair in whole.frustrated] == [(act("A"), act("B"))]
    found = kg.explain_balance(DATA, whole, "B")
    assert found.bloc == whole.bloc(act("C")) == whole.bloc(act("D")) != whole.bloc(act("A"))
    assert [pair.statements for pair in found.fitting] == [(stmt("bc"),), (stmt("bd"),)]
    assert [pair.against for pair in found.fitting] == [(), (stmt("bd-foe"),)]
    assert [pair.statements for pair in found.frustrated] == [(stmt("ab"),)]
    assert (found.left_out, found.caveat) == ((), "")
    assert found.census == {"+++": 1, "++-": 2, "+--": 0, "---": 0}
    assert [(each.type, "".join(iri[-1] for iri in each.actors)) for each in found.triangles] == [
        ("++-", "ABC"),
        ("++-", "ABD"),
        ("+++", "BCD"),
    ]
    assert set(found.statements) == {
        stmt(each) for each in ("ab", "bc", "bd", "bd-foe", "ac", "ad", "cd")
    }
    assert [each.type for each in kg.explain_balance(DATA, whole, "B", limit=1).triangles] == [
        "++-"
    ]
    told = " ".join(str(found).split())
    assert f"C ({found.bloc}): cooperation 0.900 by stmt:bc" in told
    assert "Pairs that do not fit them: 1 A (" in told
    assert "Triangles that it is in: 1 of 3 balanced: +++ 1, ++- 2, +-- 0, --- 0" in told
    assert (
        "++- unbalanced (0.450) with A (cooperation) and C (cooperation); between them conflict by stmt:ac"
        in told
    )
    assert "1 more; --limit tells more" in " ".join(
        str(kg.explain_balance(DATA, whole, "B", limit=2)).split()
    )
    assert found._repr_html_().count("<tr>") == 1 + 3 + 3


def test_a_pair_of_both_signs_that_is_dropped_is_told_apart() -> None:
    whole = kg.balance(DATA, mixed="drop")
    found = kg.explain_balance(DATA, whole, "D", limit=None)
    assert [pair.statements for pair in found.left_out] == [(stmt("bd"),)]
    assert found.census == {"+++": 0, "++-": 0, "+--": 1, "---": 0}


@pytest.mark.parametrize("mixed", ["stronger", "drop"])
def test_all_actors_together_are_the_balance(mixed: str) -> None:
    data = kg.load(kg.shipped())
    whole = kg.balance(data, mixed=mixed, limit=None)
    every = [
        kg.explain_balance(data, whole, actor, limit=None)
        for bloc in whole.blocs
        for actor in bloc.actors
    ]
    assert {kind: sum(each.census[kind] for each in every) for kind in whole.census} == {
        kind: 3 * count for kind, count in whole.census.items()
    }
    odd = {each for one in every for each in one.triangles if not each.balanced}
    assert odd == set(whole.unbalanced)
    frustrated = [pair for each in every for pair in each.frustrated]
    assert len(frustrated) == 2 * len(whole.frustrated)
    assert set(frustrated) == set(whole.frustrated)
    pairs = sum(len(each.fitting) + len(each.frustrated) for each in every)
    assert pairs == 2 * sum(whole.pairs.values())


def test_another_graph_an_actor_without_a_sign_and_a_limit_of_none_are_refused() -> None:
    whole = kg.balance(DATA)
    with pytest.raises(kg.OptionError, match="'E' is in no bloc: it has no pair with a sign"):
        kg.explain_balance(DATA, whole, "E")
    with pytest.raises(kg.OptionError, match="of another graph"):
        kg.explain_balance(kg.project(DATA, sign=1), whole, "A")
    with pytest.raises(kg.OptionError, match="limit '0' is not a number from 1 on"):
        kg.explain_balance(DATA, whole, "A", limit=0)
