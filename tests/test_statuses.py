"""What other statuses would change: by hand, and as the difference of two projections."""

import json

import pytest

import kg
from kg.views import statuses
from tests.factory import act, actor, dataset, stmt, tie

DATA = dataset(
    tie("ab", "A", "suppliesGasTo", "B"),
    tie("bc", "B", "suppliesGasTo", "C", status="Alleged", rest="; kg:attributedTo actor:P"),
    tie("cd", "C", "suppliesGasTo", "D", status="Proposed"),
    actor("P", kind="Person"),
    actors="A B C D",
)


def test_what_is_alleged_moves_ranks_paths_and_reach() -> None:
    found = kg.status_difference(DATA, "Alleged", by="degree", pairs=[("A", "C")])
    assert [each.iri for each in found.statements] == [stmt("bc")]
    assert found.counted == ("1 relation: actual", "2 relations: actual or alleged")
    assert [(r.label, r.rank_before, r.rank_after, r.statements) for r in found.ranks] == [
        ("B", 1, 1, (stmt("bc"),)),
        ("A", 1, 2, (stmt("bc"),)),
        ("C", None, 2, (stmt("bc"),)),
    ]
    assert [(p.change, p.statements) for p in found.paths] == [("new", (stmt("bc"),))]
    assert [(r.label, r.before, r.after) for r in found.reach] == [("A", 1, 2), ("B", 0, 1)]
    assert found.pairs_changed == 2


def test_all_is_every_other_status_and_a_base_may_be_another() -> None:
    every = kg.status_difference(DATA, "all", by="degree")
    assert len(every.added) == 6
    assert [each.iri for each in every.statements] == [stmt("bc"), stmt("cd")]
    two = kg.status_difference(DATA, "Proposed", base=["Actual", "Alleged"], by="degree")
    assert [each.iri for each in two.statements] == [stmt("cd")]
    assert two.title == "Actual or Alleged only, and with Proposed"


def test_a_status_that_nothing_has_changes_nothing() -> None:
    found = kg.status_difference(DATA, "Denied", by="degree")
    assert not found
    assert (found.ranks, found.pairs_changed, found.reach) == ((), 0, ())
    assert str(found).endswith("\nnothing changes")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"status": "Actual"}, "Actual counts already; name another status"),
        ({"status": "Alledged"}, "unknown status 'Alledged'; use 'Alleged'"),
        ({"status": "Alleged", "by": "degre"}, "unknown measure 'degre'; did you mean 'degree'"),
        ({"status": "Alleged", "pairs": [("A", "A")]}, "'A' and 'A' are the same actor"),
    ],
)
def test_questions_without_sense_are_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(kg.KgError) as error:
        kg.status_difference(DATA, **options)  # type: ignore[arg-type]
    assert str(error.value).startswith(message)


def test_a_cut_list_of_pairs_says_so() -> None:
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B"),
        tie("bc", "B", "suppliesGasTo", "C", status="Alleged"),
        *(tie(f"c{each}", "C", "suppliesGasTo", each) for each in "DE"),
        actors="A B C D E",
    )
    found = kg.status_difference(data, "Alleged", by="degree")  # A and B each reach C, D and E
    assert (found.pairs_changed, len(found.paths)) == (6, 5)
    lines = str(found).splitlines()
    assert "Strongest paths: 6 pairs changed, the 5 most (of every pair of 5 actors)" in lines
    one = kg.status_difference(data, "Alleged", by="degree", pairs=[("A", "E")])
    assert (one.pairs, len(one.paths)) == (((act("A"), act("E")),), 1)
    assert "Strongest paths" in str(one).splitlines()


def test_the_difference_as_text_record_and_element() -> None:
    found = kg.status_difference(DATA, "Alleged", by="degree", pairs=[("A", "C")])
    kind = DATA.relation_type("suppliesGasTo")
    label, base = kind.label, kind.base
    assert str(found).splitlines() == [
        "Actual only, and with Alleged",
        "Before: 1 relation: actual",
        "After: 2 relations: actual or alleged",
        "",
        "What counts besides: 1 statement",
        f"  - B {label} C (Alleged, according to P) [1] stmt:bc",
        "",
        "Rank by degree",
        "  C no rank -> 2 (none -> 1) by stmt:bc",
        "  1 actor of the same value moves only as others pass or fall behind",
        "  1 actor of another value in the same rank",
        "",
        "Strongest paths",
        f"  A to C: new, none -> {base**2:.3f} by stmt:bc",
        "    after: A > B > C",
        "",
        "Who reaches whom",
        "  A 1 -> 2: now C; by stmt:bc",
        "  B 0 -> 1: now C; by stmt:bc",
        "",
        "Sources",
        "  [1] (2023-07), A report, paragraph 1",
    ]
    record = statuses.record(found)
    assert json.loads(json.dumps(record)) == record
    assert record["paths"][0]["after"]["actors"] == [act("A"), act("B"), act("C")]
    assert "<td>path new</td>" in found._repr_html_()
