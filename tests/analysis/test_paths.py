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
    assert (path.certainty, path.in_order) == (None, True)
    assert str(path) == (
        f"A reaches C in 2 steps: A {label} B (since 2022) [1]; B {label} C [2]."
        f" Strength {path.strength:.3f}; weakest link A to B ({base * 0.5:.3f}).\n"
        "  [1] (2023-07), A report, paragraph 1\n"
        "  [2] (2023-07), A report, paragraph 2"
    )


def _period(since: str | None, until: str | None) -> str:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return "".join(
        f'; kg:{name} "{day}"^^xsd:{kinds[len(day)]}'
        for name, day in (("since", since), ("until", until))
        if day
    )


OVER = (
    " In time its steps cannot follow one another: a later one is over before an earlier one can be taken"
    " (see kg journeys)."
)


@pytest.mark.parametrize(
    ("time", "said", "certainty", "in_order"),
    [
        ({}, "", None, False),
        ({"between": ("2022", "2022")}, ", each step certainly within 2022", "certain", False),
        (
            {"between": ("2022-01-20", "2022-11")},
            ", each step possibly within 2022-01-20 to 2022-11",
            "possible",
            False,
        ),
    ],
)
def test_certainty_is_of_the_time_asked_about_and_a_path_says_that_it_cannot_be_taken(
    time: dict[str, tuple[str, str]], said: str, certainty: str | None, *, in_order: bool
) -> None:
    data = dataset(
        tie("1", "A", "suppliesGasTo", "B", rest=_period("2022-11-01", None)),
        tie("2", "B", "suppliesGasTo", "C", rest=_period("2020", "2022-01")),
        actors="A B C",
    )
    graph = kg.project(data, **time)  # type: ignore[arg-type]
    path = kg.paths(graph, "A", "C")[0]
    assert (path.certainty, path.in_order) == (certainty, in_order)
    weak = path.weakest.strength
    assert path.sentence.endswith(
        f" Strength {path.strength:.3f}{said}; weakest link A to B ({weak:.3f}).{OVER}"
    )
    assert kg.journeys(graph, "A", "C").earliest is None
    robust = kg.path_robustness(graph, "A", "C", draws=1)
    assert robust.path == path
    assert OVER in " ".join(str(robust).split())


def test_a_path_at_a_date_is_certain_as_to_time_and_asks_for_no_order() -> None:
    data = dataset(
        tie("1", "A", "suppliesGasTo", "B", rest=_period("2021-12", None)),
        tie("2", "B", "suppliesGasTo", "C", rest=_period("2020", "2022-01")),
        actors="A B C",
    )
    for day, word in (("2022-01-01", "certain"), ("2022-01-10", "possible")):
        path = kg.paths(kg.project(data, at=day), "A", "C")[0]
        assert (path.certainty, path.in_order) == (word, True)
        assert f"Strength {path.strength:.3f}, {word} as to time; weakest" in path.sentence


@pytest.mark.parametrize(
    ("first", "second", "in_order"),
    [
        (("2020", "2021"), ("2021", "2021"), True),  # some day of 2021
        (("2021-06-01", None), ("2020", "2021-06-01"), True),  # that very day
        (("2021-06-02", None), ("2020", "2021-06-01"), False),
        ((None, "2019"), ("2020", None), True),  # influence waits at B
        ((None, None), ("2019", "2019"), True),  # nobody dates the first
    ],
)
def test_steps_follow_one_another_as_journeys_say(
    first: tuple[str | None, str | None], second: tuple[str | None, str | None], *, in_order: bool
) -> None:
    data = dataset(
        tie("1", "A", "suppliesGasTo", "B", rest=_period(*first)),
        tie("2", "B", "suppliesGasTo", "C", rest=_period(*second)),
        actors="A B C",
    )
    graph = kg.project(data)
    assert kg.paths(graph, "A", "C")[0].in_order is in_order
    assert (kg.journeys(graph, "A", "C").earliest is not None) is in_order


def _waived(stop: str, until: str | None = "2022-12-31") -> kg.Dataset:
    """From A in April to August 2022; on from B in 2021 and 2022, but for a waiver."""
    return dataset(
        tie("1", "A", "suppliesGasTo", "B", rest=_period("2022-04-01", "2022-08-31")),
        tie(
            "2",
            "B",
            "suppliesGasTo",
            "C",
            rest=_period("2021-01-01", "2022-12-31") + "; kg:instrument inst:deal",
        ),
        'inst:deal a kg:Instrument ; skos:prefLabel "The deal"@en .\n'
        'inst:stop a kg:Instrument ; skos:prefLabel "The stop"@en ;'
        f" kg:suspends inst:deal {_period(stop, until)} .",
        actors="A B C",
    )


@pytest.mark.parametrize("time", [{}, {"between": ("2022-01", "2022-12")}])
@pytest.mark.parametrize(
    ("stop", "until", "in_order"),
    [
        ("2022-03-01", "2022-12-31", False),
        ("2022-04-01", "2022-12-31", False),
        ("2022-04-02", "2022-12-31", True),  # on April 1
        ("2022-04", "2022-12-31", True),  # the waiver may begin on April 30
        ("2022-03-01", "2022-12-30", True),  # influence waits at B until the last day
        ("2022-03-01", "2022-12", True),
    ],
)
def test_a_step_cannot_be_taken_while_a_waiver_surely_suspends_it(
    time: dict[str, tuple[str, str]], stop: str, until: str, *, in_order: bool
) -> None:
    graph = kg.project(_waived(stop, until), **time)  # type: ignore[arg-type]
    for asked in (graph, graph.copy()):
        path = kg.paths(asked, "A", "C")[0]
        assert (path.in_order, path.suspended) == (in_order, not in_order)
        assert path.sentence.endswith(
            f"weakest link A to B ({path.weakest.strength:.3f})." + ("" if in_order else SUSPENDED)
        )
    assert (kg.journeys(graph, "A", "C").earliest is not None) is in_order


SUSPENDED = " In time it cannot be taken on the days that waivers leave it (see kg journeys)."


def test_one_step_that_a_waiver_suspends_on_all_its_days_cannot_be_taken() -> None:
    graph = kg.project(_waived("2021-01-01"))
    path = kg.paths(graph, "B", "C")[0]
    assert (path.in_order, path.suspended) == (False, True)
    assert path.sentence.endswith(f" Strength {path.strength:.3f}.{SUSPENDED}")
    assert kg.journeys(graph, "B", "C").earliest is None


@pytest.mark.parametrize(
    ("at", "first", "second", "together"),
    [
        ("2022", ("2022-11-01", None), ("2020", "2022-01-31"), False),
        ("2022", ("2022-11-01", None), ("2020", "2022-11-01"), True),
        ("2022", ("2022-11-02", None), ("2020", "2022-11"), True),  # some day of November
        ("2022", ("2022-02", "2022-03"), ("2022-04-01", None), False),
        ("2022-05", ("2022-05-20", None), (None, "2022-05-19"), False),
        ("2022-05", ("2022-05-20", None), (None, "2022-05-20"), True),
    ],
)
def test_at_a_year_or_month_a_path_says_that_no_day_has_all_its_steps(
    at: str,
    first: tuple[str | None, str | None],
    second: tuple[str | None, str | None],
    *,
    together: bool,
) -> None:
    data = dataset(
        tie("1", "A", "suppliesGasTo", "B", rest=_period(*first)),
        tie("2", "B", "suppliesGasTo", "C", rest=_period(*second)),
        actors="A B C",
    )
    graph = kg.project(data, at=at)
    each = "" if together else "each step "
    for asked in (graph, graph.copy()):
        path = kg.paths(asked, "A", "C")[0]
        assert (path.certainty, path.in_order, path.suspended) == ("possible", together, False)
        assert path.sentence.endswith(
            f" Strength {path.strength:.3f}, {each}possible as to time;"
            f" weakest link A to B ({path.weakest.strength:.3f})."
            + ("" if together else _no_day(at))
        )


def _no_day(at: str) -> str:
    return f" No one day of {at} has all its steps: they stand on different days of it (see kg journeys)."


@pytest.mark.parametrize(
    ("at", "stop", "in_order"),
    [
        ("2022", "2022-03-01", False),
        ("2022", "2022-04-02", True),
        ("2022-04", "2022-04-02", True),
        ("2022-08", "2022-08-02", True),
    ],
)
def test_a_day_on_which_a_waiver_suspends_a_step_does_not_have_it(
    at: str, stop: str, *, in_order: bool
) -> None:
    path = kg.paths(kg.project(_waived(stop), at=at), "A", "C")[0]
    assert path.in_order is in_order
    assert path.sentence.endswith(_no_day(at)) is not in_order


@pytest.mark.parametrize(("memory", "together"), [(None, True), (30, True), (29, False)])
def test_an_act_carries_on_from_its_day_at_a_date(memory: int | None, *, together: bool) -> None:
    """Praise of March 1 counts until March 31, 30 days later, when the gas begins."""
    data = dataset(
        tie("1", "A", "praises", "B", rest='; kg:date "2022-03-01"^^xsd:date'),
        tie("2", "B", "suppliesGasTo", "C", rest=_period("2022-03-31", None)),
        actors="A B C",
    )
    graph = kg.project(data, at="2022", memory=memory)
    assert kg.paths(graph, "A", "C")[0].in_order is together
    assert kg.paths(graph.copy(), "A", "C")[0].in_order is together


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
