"""The pairs of a signed graph: the same whichever way they are sorted, and by hand."""

import numpy
import pytest

import kg
from kg.analysis.signed import _pairs, combined
from kg.analysis.ties import ties_of
from tests.factory import dataset, tie


@pytest.mark.parametrize("signs", [(1,), (-1,), (1, -1)])
def test_pairs_are_the_same_where_key_and_place_do_not_fit_a_number(
    signs: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    ties = ties_of(kg.project(kg.load(kg.shipped())))
    fast = _pairs(ties, signs)
    monkeypatch.setattr("kg.analysis.signed._BITS", 0)
    slow = _pairs(ties, signs)
    for one, other in zip(fast[:4], slow[:4], strict=True):
        assert one.tolist() == other.tolist()
    # within a pair and a type rows may come in any order
    told = [sorted(zip(each[5].tolist(), each[4].tolist(), strict=True)) for each in (fast, slow)]
    assert told[0] == told[1]
    for number, sign in ((2, 1), (3, -1)):  # against the other way to combine
        rows = fast[4]
        mine = ties.sign[rows] == sign
        wanted = combined(
            fast[5][mine], ties.kind[rows[mine]], ties.strength[rows[mine]], len(fast[0])
        )
        assert fast[number].tolist() == wanted.tolist()


def test_the_strongest_of_each_type_and_sign_counts() -> None:
    data = dataset(
        tie("1", "B", "suppliesGasTo", "A", confidence=0.5),
        tie("2", "A", "suppliesGasTo", "B", confidence=0.9),
        tie("3", "A", "praises", "B"),
        tie("4", "B", "condemns", "A", confidence=0.5),
        tie("5", "C", "condemns", "A"),
        actors="A B C",
    )
    ties = ties_of(kg.project(data))
    low, high, good, bad, _, of = _pairs(ties, (1, -1))
    gas, praise, blame = (
        data.relation_type(name).base for name in ("suppliesGasTo", "praises", "condemns")
    )
    assert (low.tolist(), high.tolist()) == ([0, 0], [1, 2])
    assert numpy.bincount(of).tolist() == [4, 1]
    both = 1 - (1 - round(0.9 * gas, 9)) * (1 - praise)
    assert good.tolist() == pytest.approx([both, 0], abs=1e-9)
    assert bad.tolist() == pytest.approx([0.5 * blame, blame], abs=1e-9)
