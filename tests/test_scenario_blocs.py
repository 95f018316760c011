"""What-if: who changes side, by hand and against every way to divide both graphs."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.analysis import frustration
from tests.factory import act, dataset, stmt, tie

FRIEND, FOE = "alliedWith", "wagesWarOn"
SIDES = dataset(
    tie("1", "Ada", FRIEND, "Bela"),
    tie("2", "Cara", FRIEND, "Dora"),
    tie("3", "Ada", FOE, "Cara"),
    tie("4", "Bela", FOE, "Cara"),
    tie("5", "Eve", FRIEND, "Ada"),
    tie("6", "Eve", FRIEND, "Bela"),
    tie("7", "Eve", FOE, "Cara"),
    tie("8", "Eve", FRIEND, "Dora"),
    tie("9", "Eve", FRIEND, "Cara", status="Proposed"),
    actors="Ada Bela Cara Dora Eve",
)
"""Ada and Bela against Cara and Dora; Eve is with the former by three ties, with the latter by one."""


def test_who_changes_side_is_told_with_both_blocs_and_the_statements() -> None:
    found = kg.whatif(SIDES, retract=("stmt:5", "stmt:7"), add="stmt:9")
    assert (found.blocs.frustration, found.blocs.exact) == (((1, 1), (1, 1)), True)
    (change,) = found.blocs.sides
    assert (change.label, change.before, change.after) == (
        "Eve",
        tuple(map(act, ("Ada", "Bela", "Eve"))),
        tuple(map(act, ("Cara", "Dora", "Eve"))),
    )
    assert change.statements == (stmt("5"), stmt("7"), stmt("9"))
    assert (
        "  Eve changes side: with Cara and Dora instead of Ada and Bela; by stmt:5,\n"
        "    stmt:7, stmt:9" in str(found)
    )
    rows = [row for row in found._repr_html_().split("<tr>") if "<td>side</td>" in row]
    assert len(rows) == 1


def test_a_tie_that_changes_nobody_s_side_is_told_in_the_count_alone() -> None:
    found = kg.whatif(SIDES, retract="stmt:8")
    assert (found.blocs.frustration, found.blocs.sides) == (((1, 1), (0, 0)), ())
    assert "Blocs: pairs that fit no two, 1 -> 0" in str(found)


def test_who_has_no_tie_left_is_in_no_bloc() -> None:
    data = dataset(
        tie("1", "Ada", FOE, "Bela"), tie("2", "Ada", FOE, "Cara"), actors="Ada Bela Cara"
    )
    (change,) = kg.whatif(data, retract="stmt:2").blocs.sides
    assert (change.label, change.before, change.after) == ("Cara", (act("Bela"), act("Cara")), ())
    # whoever is supposed away is not told
    assert [each.label for each in kg.whatif(data, retract="Cara").blocs.sides] == []


def test_blocs_that_are_only_bounded_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("ENUMERATED", "EXACT", "SOLVED"):
        monkeypatch.setattr(frustration, name, 0)
    monkeypatch.setattr(frustration, "circles_apart", lambda *_: (0, False))
    found = kg.whatif(SIDES, retract="stmt:2")
    assert (found.blocs.exact, found.blocs.sides) == (False, ())
    assert "Blocs: not told" in str(found)


CLIQUES = dataset(
    *(
        tie(f"{a}{b}", a, FRIEND, b)
        for group in ("abc", "defg")
        for a, b in itertools.combinations(group, 2)
    ),
    tie("cd", "c", FRIEND, "d"),
    *(tie(f"c{b}", "c", FRIEND, b, status="Proposed") for b in "efg"),
    actors="a b c d e f g",
)
"""Two cliques and a bridge; c is offered what would make it one of the other."""


def test_who_changes_community_is_told_where_every_run_gives_the_same() -> None:
    found = kg.whatif(
        CLIQUES, retract=("stmt:ac", "stmt:bc"), add=("stmt:ce", "stmt:cf", "stmt:cg")
    )
    assert (found.communities.stable, found.communities.agreement) == (True, (1.0, 1.0))
    (move,) = found.communities.moves
    assert (move.label, move.before, move.after) == (
        "c",
        tuple(map(act, "abc")),
        tuple(map(act, "cdefg")),
    )
    assert move.statements == tuple(map(stmt, ("ac", "bc", "ce", "cf", "cg")))
    assert "  c moves: with d, e, f and g instead of a and b; by stmt:ac" in str(found)
    assert found.blocs.sides == ()  # nobody stands against anybody


def test_communities_that_depend_on_the_draw_are_not_told() -> None:
    """Which three of a circle of nine hang together, nothing tells."""
    names = "abcdefghi"
    data = dataset(
        *(tie(f"{a}{b}", a, FRIEND, b) for a, b in zip(names, names[1:] + names[0], strict=True)),
        tie("out", "a", FRIEND, "j"),
        actors=" ".join(names + "j"),
    )
    found = kg.whatif(data, retract="stmt:out")
    assert found.communities.stable is False
    assert found.communities.moves == ()
    assert "Communities: not told, as they depend on the draw (agreement" in str(found)


NAMES = "abcde"
ENDS = list(itertools.combinations(NAMES, 2))


@settings(max_examples=12, deadline=None)
@given(
    signs=st.lists(st.sampled_from([FRIEND, FOE, None]), min_size=len(ENDS), max_size=len(ENDS)),
    gone=st.integers(0, len(ENDS) - 1),
)
def test_no_choice_among_the_best_divisions_moves_fewer(signs: list[str | None], gone: int) -> None:
    there = {n: (*ENDS[n], kind) for n, kind in enumerate(signs) if kind}
    if gone not in there:
        return
    data = dataset(
        *(tie(f"{n}", a, kind, b) for n, (a, b, kind) in there.items()), actors=" ".join(NAMES)
    )
    found = kg.whatif(data, retract=f"stmt:{gone}")
    after = {n: pair for n, pair in there.items() if n != gone}
    moved = [len(_moved(old, now, there, after)) for old in _best(there) for now in _best(after)]
    assert len(found.blocs.sides) == min(moved)


Pairs = dict[int, tuple[str, str, str]]


def _best(pairs: Pairs) -> list[dict[str, int]]:
    """Every division with the fewest pairs that do not fit."""
    found = []
    for sides in itertools.product((0, 1), repeat=len(NAMES)):
        side = dict(zip(NAMES, sides, strict=True))
        wrong = sum((side[a] == side[b]) != (kind == FRIEND) for a, b, kind in pairs.values())
        found.append((wrong, side))
    least = min(wrong for wrong, _ in found)
    return [side for wrong, side in found if wrong == least]


def _pieces(pairs: Pairs) -> dict[str, str]:
    piece = {name: name for name in NAMES}
    for _ in NAMES:
        for a, b, _kind in pairs.values():
            low = min(piece[a], piece[b])
            piece = {name: low if of in (piece[a], piece[b]) else of for name, of in piece.items()}
    used = {end for a, b, _ in pairs.values() for end in (a, b)}
    return {name: of if name in used else "" for name, of in piece.items()}


def _moved(old: dict[str, int], now: dict[str, int], before: Pairs, after: Pairs) -> set[str]:
    """Who is on another side, each piece that hangs together in both turned so that fewer are."""
    pieces = _pieces(before), _pieces(after)
    found = {name for name in NAMES if (not pieces[0][name]) != (not pieces[1][name])}
    cells: dict[tuple[str, str], list[str]] = {}
    for name in NAMES:
        if pieces[0][name] and pieces[1][name]:
            cells.setdefault((pieces[0][name], pieces[1][name]), []).append(name)
    for members in cells.values():
        other = [name for name in members if old[name] != now[name]]
        rest = [name for name in members if name not in other]
        found |= set(other if len(other) <= len(rest) else rest)
    return found
