"""Patterns of steps: what is parsed, what is refused and where, and what the automaton takes."""

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis.automaton import Automaton, automaton_of
from kg.analysis.pattern import Choice, One, Pattern, Repeat, Sequence, parse_pattern
from tests.factory import act, dataset, stmt, tie


def parse(text: str) -> Pattern:
    return parse_pattern(text, lambda name: frozenset({name}))


def one(name: str, *, back: bool = False, but: bool = False) -> One:
    return One(frozenset({name}), back, but)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("gas", one("gas")),
        (" <http://e/x> ", one("http://e/x")),
        ("'supplies gas to'", one("supplies gas to")),
        ("kg:gas|ally", Choice((one("kg:gas"), one("ally")))),
        ("a/b|c", Choice((Sequence((one("a"), one("b"))), one("c")))),
        ("a/(b|c)", Sequence((one("a"), Choice((one("b"), one("c")))))),
        ("a*", Repeat(one("a"), never=True, often=True)),
        ("a+", Repeat(one("a"), never=False, often=True)),
        ("^a?", Repeat(one("a", back=True), never=True, often=False)),
        ("^(a/^b)", Sequence((one("b"), one("a", back=True)))),
        ("!a", one("a", but=True)),
        ("!(a|b)", One(frozenset("ab"), but=True)),
        ("!(a|^b)", Choice((one("a", but=True), one("b", back=True, but=True)))),
        ("^!a", one("a", back=True, but=True)),
    ],
)
def test_the_signs_are_those_of_property_paths(text: str, pattern: Pattern) -> None:
    assert parse(text) == pattern


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a name, '^', '!' or '(' at character 1, not its end"),
        ("a/", "expected a name, '^', '!' or '(' at character 3, not its end"),
        ("a b", "expected '/', '|', '*', '+', '?' or the end at character 3, not 'b'"),
        ("(a", "expected ')' at character 3, not its end"),
        ("a)", "expected '/', '|', '*', '+', '?' or the end at character 2, not ')'"),
        ("a**", "expected '/', '|', '*', '+', '?' or the end at character 3, not '*'"),
        ("!*", "expected a name or '^' at character 2, not '*'"),
        ('a/"b', "nothing closes '\"' at character 3"),
        ("(" * 60 + "a", "more than 50 brackets in each other at character 52"),
    ],
)
def test_what_is_no_pattern_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(kg.OptionError) as error:
        parse(text)
    assert str(error.value) == f"pattern '{text}': {message}"


def test_a_pattern_that_is_too_long_or_needs_too_many_states_is_refused() -> None:
    with pytest.raises(kg.OptionError, match="at most 2,000 characters, not 2,001"):
        parse("a" * 2_001)
    with pytest.raises(kg.OptionError, match="needs more than 1,000 states"):
        automaton_of(parse("(a|b)*/a" + "/(a|b)" * 12), "ab")


WORDS = st.recursive(
    st.sampled_from("ab").map(one),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda p: Sequence(tuple(p))),
        st.lists(inner, min_size=2, max_size=3).map(lambda p: Choice(tuple(p))),
        st.builds(Repeat, inner, st.booleans(), st.booleans()),
    ),
    max_leaves=6,
)


def as_regex(pattern: Pattern) -> str:
    match pattern:
        case One():
            return "".join(sorted(pattern.kinds))
        case Sequence():
            return "".join(f"(?:{as_regex(each)})" for each in pattern.parts)
        case Choice():
            return "|".join(f"(?:{as_regex(each)})" for each in pattern.parts)
        case Repeat():
            sign = {(True, True): "*", (False, True): "+", (True, False): "?", (False, False): ""}
            return f"(?:{as_regex(pattern.part)}){sign[pattern.never, pattern.often]}"


def takes(found: Automaton, word: str) -> bool:
    state = 0
    for letter in word:
        if (letter, False) not in found.moves[state]:
            return False
        state = found.moves[state][letter, False]
    return state in found.accepting


@settings(max_examples=80, deadline=None)
@given(WORDS)
def test_the_automaton_takes_what_a_regular_expression_takes(pattern: Pattern) -> None:
    found, regex = automaton_of(pattern, "ab"), re.compile(as_regex(pattern))
    for length in range(6):
        for word in map("".join, itertools.product("ab", repeat=length)):
            assert takes(found, word) == bool(regex.fullmatch(word))


def test_steps_follow_statements_as_they_stand_and_turned_round() -> None:
    data = dataset(
        tie("1", "A", "suppliesGasTo", "B"),
        tie("2", "C", "memberOf", "B"),
        tie("3", "B", "suppliesGasTo", "D"),
        actors="A B C D",
    )
    found = kg.paths(kg.project(data), "A", "C", pattern="suppliesGasTo/^memberOf")
    assert [path.statements for path in found] == [(stmt("1"), stmt("2"))]
    assert found.counted == (
        "3 relations: actual; steps follow 'suppliesGasTo/^memberOf', of sign cooperation and neutral"
    )
    assert len(kg.paths(kg.project(data), "A", "C", pattern="suppliesGasTo/memberOf")) == 0


def test_a_family_stands_for_its_types_and_a_symmetric_one_runs_either_way() -> None:
    data = dataset(
        tie("1", "B", "alliedWith", "A"),
        tie("2", "B", "suppliesArmsTo", "C"),
        actors="A B C",
    )
    for pattern in ("cooperatesWith+", "alliedWith/suppliesArmsTo", "^alliedWith / !memberOf"):
        found = kg.paths(kg.project(data), "A", "C", pattern=pattern)
        assert [path.statements for path in found] == [(stmt("1"), stmt("2"))]


def test_a_step_is_carried_by_what_the_pattern_takes_there() -> None:
    data = dataset(
        tie("gas", "A", "suppliesGasTo", "B"),
        tie("arms", "A", "suppliesArmsTo", "B"),
        tie("aid", "A", "givesMilitaryAidTo", "B"),
        actors="A B",
    )
    found = kg.paths(kg.project(data), "A", "B", pattern="suppliesGasTo|suppliesArmsTo")
    assert [set(path.statements) for path in found] == [{stmt("gas"), stmt("arms")}]


def test_unknown_names_and_signs_that_are_left_out_are_refused() -> None:
    graph = kg.project(dataset(tie("1", "A", "suppliesGasTo", "B"), actors="A B"))
    with pytest.raises(kg.UnknownRelationType, match="'suppliesGas'; did you mean 'suppliesGasTo'"):
        kg.paths(graph, "A", "B", pattern="suppliesGas")
    with pytest.raises(kg.OptionError) as error:
        kg.paths(graph, "A", "B", pattern="suppliesGasTo/attacks")
    assert str(error.value) == (
        "pattern 'suppliesGasTo/attacks' names 'attacks', of sign conflict, which carries no step here;"
        " choose that sign too"
    )
    assert len(kg.paths(graph, "A", "B", pattern="suppliesGasTo/attacks?", sign=None)) == 1


KINDS = {"g": "suppliesGasTo", "m": "memberOf", "a": "alliedWith"}
TIES = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("gma"), st.sampled_from("ABCD")), max_size=9
)
PATTERNS = {  # with a regular expression over letters, small along the statement, large against it
    "suppliesGasTo*/^memberOf?": "g*M?",
    "(suppliesGasTo/memberOf)+": "(gm)+",
    "alliedWith|suppliesGasTo/alliedWith": "a|ga",
    "!suppliesGasTo+": "[ma]+",
    "(suppliesGasTo|^suppliesGasTo|alliedWith)*": "[gGa]*",
}


@settings(max_examples=60, deadline=None)
@given(TIES, st.sampled_from(sorted(PATTERNS)), st.none() | st.integers(1, 3))
def test_paths_of_a_pattern_equal_trying_every_chain(
    ties: list[tuple[str, str, str]], pattern: str, max_steps: int | None
) -> None:
    data = dataset(
        *(tie(f"{n}", s, KINDS[kind], o) for n, (s, kind, o) in enumerate(ties)), actors="A B C D"
    )
    regex = re.compile(PATTERNS[pattern])
    words: dict[tuple[str, str], set[str]] = {}
    for s, kind, o in ties:
        along, against = ("aA", "aA") if kind == "a" else (kind, kind.upper())
        words.setdefault((s, o), set()).update(along)
        words.setdefault((o, s), set()).update(against)
    right = set()
    for count in range(3):
        for middle in itertools.permutations("BC", count):
            chain = ("A", *middle, "D")
            letters = [words.get(pair, set()) for pair in itertools.pairwise(chain)]
            if len(letters) <= (max_steps or 9) and any(
                regex.fullmatch("".join(word)) for word in itertools.product(*letters)
            ):
                right.add(tuple(map(act, chain)))
    found = kg.paths(kg.project(data), "A", "D", limit=50, max_steps=max_steps, pattern=pattern)
    assert {path.actors for path in found} == right
    assert [path.cost for path in found] == sorted(path.cost for path in found)
