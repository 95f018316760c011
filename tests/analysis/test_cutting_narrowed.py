"""The evidence cut of narrowed paths: by pattern, types, families, avoiding; against every set of sources."""

import itertools
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from tests.factory import dataset, stmt, tie

HOUSES = "pqrs"
SOURCES = "\n".join(f'src:{name} a kg:Source ; dcterms:title "Report {name}" .' for name in HOUSES)
KINDS = {"g": "suppliesGasTo", "a": "alliedWith", "d": "dependsOn"}
Tie = tuple[str, str, str, frozenset[str]]
TIES = st.lists(
    st.tuples(
        st.sampled_from("ABCDE"),
        st.sampled_from("ggad"),
        st.sampled_from("ABCDE"),
        st.frozensets(st.sampled_from(HOUSES), min_size=0, max_size=2),
    ),
    max_size=9,
)
BY_PATTERN = {  # capital letters are steps against the statement
    "suppliesGasTo+": "g+",
    "suppliesGasTo / alliedWith*": "ga*",
    "(suppliesGasTo / dependsOn)+": "(gd)+",
    "suppliesGasTo / ^suppliesGasTo / suppliesGasTo?": "gGg?",
    "cooperatesWith / ^dependsOn / cooperatesWith": "[ga]D[ga]",
    "(alliedWith | ^dependsOn)+ / suppliesGasTo": "[aD]+g",
}
BY_OPTIONS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"relations": "suppliesGasTo"}, "g+"),
    ({"relations": ["alliedWith", "dependsOn"]}, "[aD]+"),
    ({"families": "cooperatesWith"}, "[ga]+"),
    ({"families": "structurallyTiedTo", "relations": ["alliedWith"]}, "[aD]+"),
    ({}, "[gaD]+"),  # who depends is influenced
)


def steps_of(ties: list[Tie]) -> Iterator[tuple[str, str, str]]:
    """From whom, by which letter, to whom."""
    for a, kind, b, _ in ties:
        yield a, kind, b
        yield b, "a" if kind == "a" else kind.upper(), a


def some_path(ties: list[Tie], word: str, avoid: str, most: int | None) -> bool:
    """Whether a simple path from A to E spells the word; tried one after the other."""
    steps = sorted({step for step in steps_of(ties) if not {step[0], step[2]} & set(avoid)})

    def on(path: str, spelt: str) -> bool:
        if path[-1] == "E":
            return re.fullmatch(word, spelt) is not None
        if most is not None and len(spelt) == most:
            return False
        return any(
            on(path + b, spelt + letter)
            for a, letter, b in steps
            if a == path[-1] and b not in path
        )

    return on("A", "")


def check(ties: list[Tie], options: dict[str, Any], word: str) -> None:
    """The cut is one of the smallest sets, of all sets of sources, that leave no path of the word."""
    blocks = []
    for number, (a, kind, b, houses) in enumerate(ties):
        evidence = "".join(
            f"; kg:evidence [ a kg:Evidence ; dcterms:source src:{h} ]" for h in sorted(houses)
        )
        blocks.append(
            f"stmt:s{number} a kg:Statement ; rdf:subject actor:{a} ; rdf:predicate kg:{KINDS[kind]} ;"
            f" rdf:object actor:{b} ; kg:status kg:Actual {evidence} ."
        )
    graph = kg.project(dataset(*blocks, actors="A B C D E", source=SOURCES))
    found = kg.evidence_cut(graph, "A", "E", **options)

    def cuts(lost: frozenset[str]) -> bool:
        left = [each for each in ties if not each[3] or each[3] - lost]
        return not some_path(left, word, options.get("avoid", ""), options.get("max_steps"))

    sets = [frozenset(c) for n in range(5) for c in itertools.combinations(HOUSES, n)]
    right = [each for each in sets if cuts(each)]
    best = [each for each in right if len(each) == len(right[0])] if right else []
    assert found.possible == bool(best)
    paths = kg.paths(graph, "A", "E", limit=1, **options)
    assert bool(paths) == (best != [frozenset()])
    if best:
        lost = frozenset(each.label.removeprefix("Report ") for each in found.origins)
        assert lost in best
        assert found.unique == (len(best) == 1)
        assert bool(found.falls) == bool(lost)
        fallen = {stmt(f"s{n}") for n, each in enumerate(ties) if each[3] and each[3] <= lost}
        assert set(found.falls) <= fallen
    else:
        bare = {stmt(f"s{n}") for n, each in enumerate(ties) if not each[3]}
        assert found.standing
        assert set(found.standing) <= bare


@settings(max_examples=40, deadline=None)
@given(
    TIES, st.sampled_from(sorted(BY_PATTERN)), st.sampled_from(["", "C"]), st.none() | st.just(3)
)
def test_the_cut_by_pattern_equals_trying_every_set_of_sources(
    ties: list[Tie], pattern: str, avoid: str, max_steps: int | None
) -> None:
    options = {"pattern": pattern, "avoid": avoid or (), "max_steps": max_steps}
    check(ties, options, BY_PATTERN[pattern])


@settings(max_examples=40, deadline=None)
@given(TIES, st.sampled_from(BY_OPTIONS), st.sampled_from(["", "D"]), st.none() | st.just(2))
def test_the_cut_of_narrowed_influence_equals_trying_every_set_of_sources(
    ties: list[Tie],
    narrowed: tuple[dict[str, Any], str],
    avoid: str,
    max_steps: int | None,
) -> None:
    options, word = narrowed
    check(ties, options | {"avoid": avoid or (), "max_steps": max_steps}, word)


def test_a_walk_that_comes_to_an_actor_twice_is_no_path() -> None:
    """A-B-C-B-E follows the pattern and is no path; A-B-C-D-E is one, and longer than nothing."""
    ties: list[Tie] = [
        ("A", "g", "B", frozenset("p")),
        ("B", "a", "C", frozenset("p")),
        ("B", "d", "E", frozenset("p")),
        ("C", "a", "D", frozenset("q")),
        ("D", "d", "E", frozenset("r")),
    ]
    word = "suppliesGasTo / alliedWith / alliedWith / dependsOn"
    check(ties, {"pattern": word}, "gaad")
    check([*ties[:3]], {"pattern": word}, "gaad")


def test_only_what_a_pattern_takes_has_to_fall() -> None:
    data = dataset(
        tie("gas", "A", "suppliesGasTo", "B", source="src:p"),
        tie("arms", "A", "suppliesArmsTo", "B", source="src:q"),
        tie("on", "B", "suppliesGasTo", "C", source="src:r"),
        tie("off", "C", "suppliesGasTo", "D", source="src:p"),  # leads on from the end: on no path
        actors="A B C D",
        source=SOURCES,
    )
    graph = kg.project(data)
    assert (len(kg.evidence_cut(graph, "A", "C")), kg.evidence_cut(graph, "A", "C").unique) == (
        1,
        True,
    )
    found = kg.evidence_cut(graph, "A", "C", pattern="suppliesGasTo+", max_steps=2, avoid="D")
    assert (len(found), found.unique, found.pattern) == (1, False, "suppliesGasTo+")
    assert str(found).startswith("Every path by 'suppliesGasTo+' from A to C rests on 1 origin:")
    first = kg.evidence_cut(graph, "A", "B", pattern="suppliesGasTo+")
    assert first.falls == (stmt("gas"),)
    none = kg.evidence_cut(graph, "A", "C", pattern="suppliesArmsTo")
    assert str(none) == (
        "No path from A to C among 4 relations: actual; steps follow 'suppliesArmsTo',"
        " of sign cooperation and neutral."
    )


@pytest.mark.parametrize(
    ("most", "falls", "counted"),
    [
        (1, ("ab",), "; at most 1 step"),
        (2, ("ab", "ac", "cb"), "; at most 2 steps"),
        (3, ("ab", "ac", "cb", "cd", "db"), "; at most 3 steps"),
        (None, ("ab", "ac", "cb", "cd", "db"), " neutral"),
    ],
)
def test_what_falls_lies_on_a_way_of_so_few_steps(
    most: int | None, falls: tuple[str, ...], counted: str
) -> None:
    data = dataset(
        *(
            tie(e, e[0].upper(), "suppliesGasTo", e[1].upper())
            for e in ("ab", "ac", "cb", "cd", "db")
        ),
        tie("be", "B", "suppliesGasTo", "E"),  # falls as well, and is on no way from A to B
        actors="A B C D E",
    )
    found = kg.evidence_cut(data, "A", "B", max_steps=most)
    assert found.falls == tuple(map(stmt, falls))
    assert found.counted.endswith(counted)


def test_a_statement_without_a_source_stands_by_pattern_too() -> None:
    bare = (
        "stmt:bare a kg:Statement ; rdf:subject actor:A ; rdf:predicate kg:suppliesGasTo ;"
        " rdf:object actor:B ; kg:status kg:Actual ."
    )
    data = dataset(bare, tie("ab", "A", "suppliesArmsTo", "B", source="src:p"), actors="A B")
    found = kg.evidence_cut(data, "A", "B", pattern="suppliesGasTo")
    assert (found.possible, found.standing) == (False, (stmt("bare"),))
    assert str(found) == (
        "No set of sources suffices: a path by 'suppliesGasTo' from A to B is carried by statements"
        " without a source."
    )
    assert kg.evidence_cut(data, "A", "B", pattern="suppliesArmsTo").falls == (stmt("ab"),)


def test_a_pattern_that_is_none_or_names_nobody_is_refused() -> None:
    data = dataset(tie("ab", "A", "suppliesGasTo", "B"), actors="A B")
    with pytest.raises(kg.OptionError, match="pattern 'suppliesGasTo /'"):
        kg.evidence_cut(data, "A", "B", pattern="suppliesGasTo /")
    with pytest.raises(kg.UnknownRelationType, match="suppliesGasTo"):
        kg.evidence_cut(data, "A", "B", pattern="suppliesGas")
    with pytest.raises(kg.OptionError, match="carries no step here"):
        kg.evidence_cut(data, "A", "B", pattern="sanctions")


def test_a_search_that_is_given_up_is_an_error_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The shortest walk comes to B twice, so that beginnings of paths are tried."""
    data = dataset(
        tie("ab", "A", "suppliesGasTo", "B", source="src:p"),
        tie("bc", "B", "alliedWith", "C", source="src:p"),
        tie("cd", "C", "alliedWith", "D", source="src:p"),
        tie("be", "B", "dependsOn", "E", source="src:p"),
        tie("de", "D", "dependsOn", "E", source="src:p"),
        actors="A B C D E",
        source=SOURCES,
    )
    ask = "suppliesGasTo / alliedWith / alliedWith / dependsOn"
    assert len(kg.evidence_cut(data, "A", "E", pattern=ask)) == 1
    monkeypatch.setattr("kg.analysis.surviving.MOST_BEGINNINGS", 1)
    with pytest.raises(
        kg.OptionError, match="1 beginnings of paths by the pattern.*; set max_steps"
    ):
        kg.evidence_cut(data, "A", "E", pattern=ask)
