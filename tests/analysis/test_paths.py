"""Influence paths: strength, weakest link, certainty, the sentence and its sources."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.strength import cost_of
from tests.factory import act, actor, dataset, stmt, tie


def test_the_path_tells_how_who_when_and_by_which_source() -> None:
    data = dataset(
        tie("1", "A", "suppliesGasTo", "B", confidence=0.5, rest='; kg:since "2022"^^xsd:gYear'),
        tie("2", "B", "suppliesGasTo", "C", locator="paragraph 2"),
        actors="A B C",
    )
    path = kg.paths(kg.project(data), "A", "C")[0]
    base = data.relation_type("suppliesGasTo").base
    label = data.relation_type("suppliesGasTo").label
    assert path.statements == (stmt("1"), stmt("2"))
    assert path.strength == pytest.approx(base * 0.5 * base)
    assert path.cost == cost_of(base * 0.5) + cost_of(base)
    assert path.weakest.carrier == stmt("1")
    assert path.certainty == "certain"
    assert str(path) == (
        f"A reaches C in 2 steps: A {label} B (since 2022) [1]; B {label} C [2]."
        f" Strength {path.strength:.3f}, certain as to time; weakest link A to B ({base * 0.5:.3f}).\n"
        "  [1] (2023-07), A report, paragraph 1\n"
        "  [2] (2023-07), A report, paragraph 2"
    )


def test_a_step_against_the_stated_direction_says_the_statement_as_it_stands() -> None:
    data = dataset(tie("1", "A", "dependsOn", "B"), actors="A B")
    path = kg.paths(kg.project(data), "B", "A")[0]
    assert path.sentence.startswith(
        f"B reaches A in 1 step: A {data.relation_type('dependsOn').label} B [1]."
    )


def test_conflict_carries_influence_only_when_asked() -> None:
    data = dataset(tie("1", "A", "attacks", "B"), actors="A B")
    graph = kg.project(data)
    assert len(kg.paths(graph, "A", "B")) == 0
    assert len(kg.paths(graph, "A", "B", sign=-1)) == 1


def test_a_step_of_conflict_alone_links_and_does_not_reach() -> None:
    data = dataset(
        tie("1", "A", "disputesWith", "B"),
        tie("2", "B", "suppliesGasTo", "C"),
        tie("3", "B", "sanctions", "C"),
        actors="A B C",
    )
    graph = kg.project(data)

    def begins(a: str, b: str, sign: str | None) -> list[tuple[bool, str]]:
        return [(each.opposed, each.sentence[:16]) for each in kg.paths(graph, a, b, sign=sign)]

    assert begins("A", "C", "conflict") == [(True, "A is linked to C")]
    assert begins("A", "C", None) == [(True, "A is linked to C")]
    assert begins("B", "C", None) == [(False, "B reaches C in 1")]


@pytest.mark.parametrize(
    ("sign", "said"),
    [
        ((0, 1), "sign cooperation and neutral"),
        ("conflict", "sign conflict"),
        (["-1", "0"], "sign neutral and conflict"),
        (None, "any sign"),
        ((-1, 0, 1), "any sign"),
        ((), "no sign"),
    ],
)
def test_what_was_counted_says_which_signs_carried_influence(
    sign: tuple[int, ...] | str | None, said: str
) -> None:
    graph = kg.project(dataset(tie("1", "A", "praises", "B"), actors="A B"))
    found = kg.paths(graph, "A", "B", sign=sign)
    what = "steps run" if "conflict" in said or said == "any sign" else "influence runs"
    assert found.counted == f"1 relation: actual; {what} along those of {said}"


@pytest.mark.parametrize(
    ("sign", "called"),
    [
        ((0, 1), "influence path"),
        ("conflict", "path of conflict"),
        (("0", "-1"), "path"),
        (None, "path"),
    ],
)
def test_where_there_is_none_it_says_what_kind_of_path(
    sign: tuple[int, ...] | str | None, called: str
) -> None:
    graph = kg.project(dataset(tie("1", "A", "praises", "B"), actors="A B"))
    for found in (
        kg.paths(graph, "B", "A", sign=sign),
        kg.paths(graph, "B", "A", sign=sign, limit=None, max_steps=2),
        kg.evidence_cut(graph, "B", "A", sign=sign),
        kg.path_robustness(graph, "B", "A", sign=sign, draws=2),
    ):
        told = " ".join(str(found).split())
        assert told.startswith(f"No {called} from B to A among 1 relation: actual;")


@pytest.mark.parametrize(
    ("a", "b", "ends"),
    [("A", "C", "A to C"), ("Sea", "A", "C to A"), ("actor:C", "the D", "C to D")],
)
def test_an_actor_without_a_counted_relation_has_no_path(a: str, b: str, ends: str) -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B"),
        tie("2", "B", "alliedWith", "C", status="Proposed"),
        actor("C", rest='; skos:altLabel "Sea"@en'),
        actors="A B D",
    )
    found = kg.paths(kg.project(data), a, b)
    assert (tuple(found), str(found)) == (
        (),
        f"No influence path from {ends} among 1 relation: actual;"
        " influence runs along those of sign cooperation and neutral.",
    )


def test_an_actor_that_was_added_to_the_graph_is_found_there() -> None:
    graph = kg.project(dataset(tie("1", "A", "praises", "B"), actors="A B"))
    graph.add_node(act("Z"), label="Zed", aliases=())
    assert kg.paths(graph, "Zed", "B").empty.startswith("No influence path from Zed to B among")
    del graph.graph["actors"]
    assert [path.labels for path in kg.paths(graph, "A", "B")] == [("A", "B")]


def test_parallel_statements_make_one_path_that_names_them_all() -> None:
    data = dataset(
        tie("weak", "A", "alliedWith", "B", confidence=0.5),
        tie("again", "A", "alliedWith", "B", confidence=0.25),
        tie("gas", "A", "suppliesGasTo", "B"),
        actors="A B",
    )
    found = kg.paths(kg.project(data), "A", "B")
    allied, gas = (data.relation_type(n).base for n in ("alliedWith", "suppliesGasTo"))
    assert len(found) == 1
    assert set(found[0].statements) == {stmt("weak"), stmt("again"), stmt("gas")}
    assert found[0].strength == pytest.approx(1 - (1 - allied * 0.5) * (1 - gas))


@pytest.mark.parametrize(
    ("ends", "options", "message"),
    [
        (("A", "Z"), {}, "unknown actor 'Z'"),
        (("A", "A"), {}, "'A' and 'A' are the same actor; a path needs two"),
        (("A", "B"), {"limit": 0}, "limit '0' is not a number from 1 on"),
        (("A", "B"), {"max_steps": 0}, "max_steps '0' is not a number from 1 on"),
    ],
)
def test_a_question_without_sense_is_an_error(
    ends: tuple[str, str], options: dict[str, int], message: str
) -> None:
    graph = kg.project(dataset(tie("1", "A", "alliedWith", "B"), actors="A B"))
    with pytest.raises(kg.KgError) as error:
        kg.paths(graph, *ends, **options)  # type: ignore[arg-type]
    assert str(error.value).startswith(message)


TIES = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE"), st.integers(1, 20)), max_size=12
)


@settings(max_examples=60, deadline=None)
@given(TIES, st.none() | st.integers(1, 4))
def test_the_strongest_paths_equal_trying_every_order_of_actors(
    ties: list[tuple[str, str, int]], max_steps: int | None
) -> None:
    blocks = [
        tie(f"{n}", a, "suppliesGasTo", b, confidence=c / 20) for n, (a, b, c) in enumerate(ties)
    ]
    blocks += [tie(f"x{end}", end, "attacks", "F") for end in "AE"]
    data = dataset(*blocks, actors="A B C D E F")
    base = data.relation_type("suppliesGasTo").base
    best: dict[tuple[str, str], float] = {}
    for a, b, c in ties:
        if a != b:
            best[a, b] = max(best.get((a, b), 0.0), round(base * c / 20, 9))
    every = []
    for count in range(4):
        for middle in itertools.permutations("BCD", count):
            actors = ("A", *middle, "E")
            pairs = list(itertools.pairwise(actors))
            if all(pair in best for pair in pairs) and len(pairs) <= (max_steps or 9):
                every.append((sum(cost_of(best[pair]) for pair in pairs), tuple(map(act, actors))))
    found = kg.paths(kg.project(data), "A", "E", limit=3, max_steps=max_steps)
    assert [(path.cost, path.actors) for path in found] == sorted(every)[:3]
