"""The spells between two actors: in order, with the days that partial dates leave open."""

from datetime import date

import pytest

import kg
from kg.analysis.history import Spell
from kg.model import Sign
from tests.factory import dataset, stmt, tie


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_spells_are_in_order_with_their_days() -> None:
    data = dataset(
        tie("never", "A", "backs", "B"),
        tie("hit", "B", "attacks", "A", rest='; kg:date "2020-05"^^xsd:gYearMonth'),
        tie(
            "ally", "A", "alliedWith", "B", status="Alleged",
            rest='; kg:since "2020"^^xsd:gYear ; kg:until "2021-02-03"^^xsd:date',
        ),
        tie("other", "A", "backs", "C"),
        actors="A B C",
    )  # fmt: skip
    found = kg.history(data, "A", "B")
    assert found.statements == (stmt("ally"), stmt("hit"), stmt("never"))
    assert (found.counted, len(kg.history(data, "A"))) == (
        "3 statements between A and B: any status",
        4,
    )
    known = day("2023-07-31")
    ally, hit, never = found
    assert ally == Spell(
        ally.said,
        Sign.COOPERATION,
        act=False,
        first=(day("2020-01-01"), day("2020-12-31")),
        last=(day("2021-02-03"), day("2021-02-03")),
        ended=True,
        known=known,
    )
    assert (hit.act, hit.sign, hit.first) == (
        True,
        Sign.CONFLICT,
        (day("2020-05-01"), day("2020-05-31")),
    )
    assert (never.first, never.last, never.ended) == (
        (None, day("2023-07-01")),
        (None, None),
        False,
    )


def test_statuses_can_be_chosen_and_one_actor_is_no_pair() -> None:
    data = dataset(tie("p", "A", "backs", "B", status="Proposed"), actors="A B")
    assert len(kg.history(data, "A", "B", status="Actual")) == 0
    with pytest.raises(kg.OptionError, match="are the same actor"):
        kg.history(data, "A", "A")
