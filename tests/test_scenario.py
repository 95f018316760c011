"""What-if: what falls and what comes, ranks, paths, reach and alternatives; worked out by hand."""

import itertools
import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import networkx
import pytest

import kg
from kg.analysis.ties import ties_of
from kg.dataset import Dataset
from kg.errors import AmbiguousName, DataError, OptionError, UnknownActor, UnknownName
from kg.iris import KG, PREFIXES
from kg.model import Evidence
from kg.scenario.spread import Spread, reach_changes
from kg.scenario.supposing import SUPPOSED, suppose
from kg.views import supposed
from tests.factory import act, dataset, stmt, tie

SRC = PREFIXES["src"]
DEAL = 'inst:deal a kg:Instrument ; skos:prefLabel "The deal"@en .'
LAW = 'inst:law a kg:Instrument ; skos:prefLabel "The law"@en .'
WAIVER = 'inst:waiver a kg:Instrument ; skos:prefLabel "The waiver"@en ; kg:suspends inst:law .'
ON_DEAL, ON_LAW, ON_WAIVER = (f"; kg:instrument inst:{name}" for name in ("deal", "law", "waiver"))
SECOND = '; kg:evidence [ a kg:Evidence ; dcterms:source src:t ; kg:locator "p. 2" ]'

CHAIN = dataset(
    tie("arms", "Bela", "suppliesArmsTo", "Cara"),
    tie("gas", "Ada", "suppliesGasTo", "Bela", rest=ON_DEAL),
    tie("offer", "Cara", "suppliesGasTo", "Ada", status="Proposed", confidence=0.5),
    tie("talk", "Cara", "suppliesArmsTo", "Dora", status="Alleged", rest="; kg:about inst:deal"),
    DEAL,
    actors="Ada Bela Cara Dora",
)
"""Ada - 0.7 - Bela - 0.75 - Cara, and an offer that would close the circle."""
LAWS = dataset(
    tie("aid", "Ada", "givesMilitaryAidTo", "Bela", rest=ON_WAIVER),
    tie("bar", "Ada", "sanctions", "Bela", rest=ON_LAW),
    tie("waives", "Ada", "waivesSanctionsOn", "Bela", rest=f"{ON_WAIVER} ; kg:about inst:law"),
    LAW,
    WAIVER,
    actors="Ada Bela",
)


def told(found: kg.WhatIf) -> list[tuple[str, str, str, bool]]:
    """Effect, statement, because and whether the graph differs, by local names."""
    return [
        (
            each.effect.value,
            each.statement.iri.removeprefix(PREFIXES["stmt"]),
            each.because.rpartition("/")[2],
            each.counted,
        )
        for each in found.consequences
    ]


def falls(found: kg.WhatIf) -> list[str]:
    return [name for effect, name, *_ in told(found) if effect == "falls"]


def edges(of: Dataset) -> set[tuple[str, str, str]]:
    return set(kg.project(of).edges(keys=True))


def test_an_instrument_takes_what_rests_on_it_and_not_what_is_about_it() -> None:
    found = kg.whatif(CHAIN, retract="inst:deal", measures="betweenness")
    assert told(found) == [("falls", "gas", "deal", True)]
    assert [
        (r.label, r.rank_before, r.value_before, r.rank_after, r.value_after, r.statements)
        for r in found.ranks
    ] == [
        ("Bela", 1, 0.5, 1, 0.0, (stmt("gas"),)),  # one of the two pairs of others ran through it
        ("Cara", 2, 0.0, 1, 0.0, (stmt("gas"),)),
        ("Ada", 2, 0.0, None, None, (stmt("gas"),)),
    ]
    assert [
        (p.source, p.target, p.change, p.before and p.before.strength, p.after, p.statements)
        for p in found.paths
    ] == [
        (act("Ada"), act("Bela"), "lost", 0.7, None, (stmt("gas"),)),
        (act("Ada"), act("Cara"), "lost", pytest.approx(0.525), None, (stmt("gas"),)),
    ]
    assert found.pairs_changed == 2
    assert [(r.label, r.before, r.after, r.lost, r.gained, r.statements) for r in found.reach] == [
        ("Ada", 2, 0, (act("Bela"), act("Cara")), (), (stmt("gas"),))
    ]
    assert [(x.label, x.relation, x.before, x.after, x.statements) for x in found.left] == [
        ("Bela", f"{KG}suppliesGasTo", (act("Ada"),), (), (stmt("gas"),))
    ]
    assert [(x.label, x.before, x.after, x.statements) for x in found.blocs.sides] == [
        ("Ada", tuple(map(act, ("Ada", "Bela", "Cara"))), (), (stmt("gas"),))
    ]
    assert found.counted == ("2 relations: actual", "1 relation: actual")


TEXT = """\
What if
  retract inst:deal

What falls
  - Ada supplies gas to Bela (Actual), stmt:gas: by instrument The deal

Rank by betweenness
  Ada 2 -> no rank (0 -> none) by stmt:gas
  1 actor of the same value moves only as others pass or fall behind
  1 actor of another value in the same rank

Strongest paths: 2 pairs changed (of every pair of 3 actors)
  Ada to Bela: lost, 0.700 -> none by stmt:gas
    before: Ada > Bela
  Ada to Cara: lost, 0.525 -> none by stmt:gas
    before: Ada > Bela > Cara

Who reaches whom
  Ada 2 -> 0: no longer Bela and Cara; by stmt:gas

Left without an alternative
  Ada supplies gas to Bela no longer; no other supplier is named; by stmt:gas

Blocs: pairs that fit no two, 0 -> 0
  Ada is in no bloc any more; by stmt:gas

Communities, the same in every run before and after
  Ada is in no community any more; by stmt:gas"""


def test_text_record_and_markup_tell_all_of_it() -> None:
    found = kg.whatif(CHAIN, retract="inst:deal", measures="betweenness")
    assert str(found) == TEXT
    assert max(map(len, str(kg.whatif(kg.load(kg.shipped()), retract="Russia")).split("\n"))) <= 80
    html = found._repr_html_()
    assert html.startswith("<div><p>What if: retract inst:deal</p><table>")
    assert html.count("<tr>") == 1 + 1 + 3 + 2 + 1 + 1 + 1 + 1
    record = supposed.record(found)
    assert record["supposed"] == {
        "retract": ["inst:deal"],
        "add": [],
        "suspend": [],
        "actors": {},
    }
    assert record["consequences"][0]["sentence"] == "Ada supplies gas to Bela"
    assert record["paths"][0]["before"]["statements"] == [stmt("gas")]
    assert record["left"][0]["relation_label"] == "supplies gas to"


def test_a_proposed_statement_is_made_actual_and_cites_the_supposition() -> None:
    found = kg.whatif(CHAIN, add="stmt:offer", measures="betweenness", pairs=[("Cara", "Bela")])
    assert told(found) == [("made Actual", "offer", "offer", True)]
    assert found.consequences[0].was == "Proposed"
    # a circle: each lies between the other two one way
    assert [(r.label, r.value_before, r.value_after) for r in found.ranks] == [
        ("Ada", 0.0, 0.5),
        ("Cara", 0.0, 0.5),
    ]
    (path,) = found.paths
    assert (path.change, path.before, path.statements) == ("new", None, (stmt("offer"),))
    assert path.after is not None
    assert path.after.strength == pytest.approx(0.7 * 0.5 * 0.7)
    assert path.after.citations == (
        "(2023-07), A report, paragraph 1",
        "Supposed: said by no source, Proposed in the data",
    )
    assert [(r.label, r.before, r.after, r.gained) for r in found.reach] == [
        ("Bela", 1, 2, (act("Ada"),)),
        ("Cara", 0, 2, (act("Ada"), act("Bela"))),
    ]
    assert found.left == ()


def test_a_tie_in_words_is_supposed_with_an_actor_that_the_data_do_not_have() -> None:
    found = kg.whatif(CHAIN, add="Cara supplies gas to Zoe", actors={"Zoe": "State"}, at="2023-08")
    (new,) = found.consequences
    assert (new.effect, new.counted, new.statement.iri) == (
        "added",
        True,
        stmt("supposed-cara-suppliesgasto-zoe"),
    )
    assert str(new.statement.since) == "2023-08-01"
    assert new.statement.evidence == (Evidence(SUPPOSED, "Cara supplies gas to Zoe"),)
    assert found.labels[act("Zoe")] == "Zoe"
    assert [(r.label, r.before, r.after) for r in found.reach] == [
        ("Ada", 2, 3),
        ("Bela", 1, 2),
        ("Cara", 0, 1),
    ]


def test_a_statement_record_is_taken_as_actual() -> None:
    new = kg.Statement(stmt("x"), act("Cara"), f"{KG}suppliesGasTo", act("Dora"), kg.Status.ALLEGED)
    (consequence,) = kg.whatif(CHAIN, add=new).consequences
    assert (consequence.statement.status, consequence.counted) == ("Actual", True)


def test_a_source_takes_what_rests_on_it_alone_and_its_evidence_from_others() -> None:
    data = dataset(
        tie("alone", "Ada", "alliedWith", "Bela"),
        tie("both", "Ada", "suppliesGasTo", "Bela", rest=SECOND),
        'src:t a kg:Source ; dcterms:title "B report" .',
        actors="Ada Bela",
    )
    change = suppose(data, retract=["A report"])
    assert [(c.effect, c.statement.iri, c.because) for c in change.consequences] == [
        ("falls", stmt("alone"), f"{SRC}s"),
        ("loses evidence", stmt("both"), f"{SRC}s"),
    ]
    left = change.dataset.statements
    assert {iri: each.evidence for iri, each in left.items()} == {
        stmt("both"): (Evidence(f"{SRC}t", "p. 2"),)
    }
    both = suppose(data, retract=["src:s", "src:t"])
    assert dict(both.dataset.statements) == {}


def test_an_actor_takes_all_its_relations_and_a_membership_one_tie() -> None:
    data = dataset(
        tie("in", "Ada", "memberOf", "Club"),
        tie("in-too", "Ada", "memberOf", "Club", status="Alleged"),
        tie("other", "Bela", "memberOf", "Club"),
        tie("words", "Ada", "praises", "Bela"),
        actors="Ada Bela Club",
    )
    gone = kg.whatif(data, retract="Ada")
    assert falls(gone) == ["in", "in-too", "words"]
    assert gone.left == ()  # a membership is no supply
    found = kg.whatif(data, retract="Ada is a member of Club")
    assert told(found) == [
        ("falls", "in", "Ada is a member of Club", True),
        ("falls", "in-too", "Ada is a member of Club", False),
    ]
    assert found.left == ()


def test_whoever_has_two_suppliers_left_has_an_alternative() -> None:
    ties = [tie(f"gas-{name}", name, "suppliesGasTo", "Zoe") for name in ("Ada", "Bela", "Cara")]
    three = dataset(*ties, actors="Ada Bela Cara Zoe")
    assert kg.whatif(three, retract="Ada").left == ()
    found = kg.whatif(three, retract=("Ada", "Bela"))
    assert [(x.label, x.before, x.after) for x in found.left] == [
        ("Zoe", (act("Ada"), act("Bela"), act("Cara")), (act("Cara"),))
    ]
    told = """
Left with one supplier
  Ada supplies gas to Zoe no longer, nor does Bela; only Cara is named besides;
    by stmt:gas-Ada, stmt:gas-Bela"""
    assert str(found).endswith(told)


def test_a_supply_that_is_over_is_no_alternative() -> None:
    """Without a date; the source of the factory speaks of a later day. At a date of its own it is one."""
    ended = '; kg:since "2001"^^xsd:gYear ; kg:until "2003"^^xsd:gYear'
    two = dataset(
        tie("now", "Ada", "suppliesGasTo", "Zoe"),
        tie("then", "Bela", "suppliesGasTo", "Zoe", rest=ended),
        actors="Ada Bela Zoe",
    )
    for at, after in ((None, ()), ("2002", (act("Bela"),))):
        [left] = kg.whatif(two, retract="Ada", at=at).left
        assert (left.before, left.after) == ((act("Ada"), *after), after)
    assert kg.whatif(two, retract="Bela").left == ()


def test_a_waiver_that_is_suspended_or_retracted_suspends_nothing() -> None:
    for how, effect in (("suspend", "suspended"), ("retract", "falls")):
        found = kg.whatif(LAWS, **{how: "inst:waiver"})  # type: ignore[arg-type]
        assert told(found) == sorted(
            [
                (effect, "aid", "waiver", True),
                (effect, "waives", "waiver", True),
                ("counts again", "bar", "waiver", True),
            ],
            key=lambda each: each[0] == "counts again",
        )
    # by the fall of all that rests on it, too
    found = kg.whatif(LAWS, retract=("stmt:aid", "stmt:waives"))
    assert ("counts again", "bar", "aid", True) in told(found)
    assert ("counts again", "bar", "aid", True) not in told(kg.whatif(LAWS, retract="stmt:aid"))


@pytest.mark.parametrize("at", [None, "2023-05", "2024"])
def test_what_is_suspended_does_not_count_on_any_day(at: str | None) -> None:
    data = dataset(
        tie("gas", "Ada", "suppliesGasTo", "Bela", rest=ON_DEAL), DEAL, actors="Ada Bela"
    )
    found = kg.whatif(data, suspend="The deal", at=at)
    assert told(found) == [("suspended", "gas", "deal", True)]
    assert found.counted[1].startswith("0 relations")


def test_a_waiver_that_comes_into_force_suspends() -> None:
    data = dataset(
        tie("bar", "Ada", "sanctions", "Bela", rest=ON_LAW),
        tie("waives", "Ada", "waivesSanctionsOn", "Bela", rest=ON_WAIVER, status="Proposed"),
        LAW,
        WAIVER,
        actors="Ada Bela",
    )
    assert told(kg.whatif(data, add="stmt:waives")) == [
        ("suspended", "bar", "waiver", True),
        ("made Actual", "waives", "waives", True),
    ]


def test_data_on_disk_and_actors_of_ones_own_serve_as_well(tmp_path: Path) -> None:
    kg.save(CHAIN, tmp_path / "chain.ttl")
    stored = kg.build(tmp_path / "store", tmp_path / "chain.ttl")
    zoe = kg.Actor(act("Zoe"), "Zoe", f"{KG}State")
    found = kg.whatif(stored, retract="stmt:gas", add=[zoe, "Cara alliedWith Zoe"])
    assert [(effect, name) for effect, name, *_ in told(found)] == [
        ("falls", "gas"),
        ("added", "supposed-cara-alliedwith-zoe"),
    ]


def test_what_the_graph_never_held_falls_without_a_change_in_it() -> None:
    found = kg.whatif(CHAIN, retract="stmt:talk")
    assert (told(found), bool(found), found.moves) == (
        [("falls", "talk", "talk", False)],
        True,
        False,
    )
    assert (found.ranks, found.paths, found.reach, found.left) == ((), (), (), ())
    assert "nothing changes in the graph: 2 relations: actual" in str(found)


def test_nothing_retracted_is_nothing_changed() -> None:
    found = kg.whatif(CHAIN, pairs=[("Ada", "Cara")])
    assert not found
    assert (found.ranks, found.reach, found.left, found.paths[0].change) == ((), (), (), "same")
    assert str(kg.whatif(CHAIN)) == "What if\n  nothing is supposed\n\nnothing changes"


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        (
            {"retract": "inst:dael"},
            UnknownName,
            "actor or tie 'inst:dael'; did you mean 'inst:deal'",
        ),
        ({"retract": "Adda"}, UnknownName, "actor or tie 'Adda'; did you mean 'Ada'"),
        ({"retract": "Ada memberOf Bela"}, OptionError, "no statement says 'Ada memberOf Bela'"),
        ({"add": "Ada memberOf Nato"}, UnknownActor, "unknown actor 'Nato'"),
        ({"add": "Ada membrOf Bela"}, UnknownName, "unknown relation type 'membrOf'; did you mean"),
        (
            {"add": "stmt:ofer"},
            UnknownName,
            "unknown statement 'stmt:ofer'; did you mean 'stmt:offer'",
        ),
        ({"add": "nonsense"}, UnknownName, "unknown statement or tie 'nonsense'"),
        ({"add": "stmt:gas"}, OptionError, "'stmt:gas' is Actual already"),
        (
            {"add": "stmt:offer", "retract": "stmt:offer"},
            OptionError,
            "retracted and added at once",
        ),
        ({"suspend": "Ada"}, OptionError, "is no instrument, which alone can be suspended"),
        ({"actors": {"Ada": "State"}}, OptionError, "'Ada' is an actor of the data already"),
        ({"actors": {"Zoe": "Stat"}}, OptionError, "unknown class of actors 'Stat'; use 'State'"),
        ({"measures": "betweeness"}, UnknownName, "did you mean 'betweenness'"),
        ({"pairs": [("Ada", "actor:Ada")]}, OptionError, "are the same actor"),
        ({"pairs": [("Ada", "Belo")]}, UnknownActor, "did you mean 'Bela'"),
        ({"at": "May"}, OptionError, "May"),
    ],
)
def test_what_makes_no_sense_is_refused(
    options: dict[str, object], error: type[kg.KgError], message: str
) -> None:
    with pytest.raises(error) as caught:
        kg.whatif(CHAIN, **options)  # type: ignore[arg-type]
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"iri": stmt("gas")}, "'stmt:gas' is there already; choose another IRI"),
        ({"iri": act("Ada")}, "'actor:Ada' is there already; choose another IRI"),
        ({"object": act("Belo")}, "unknown actor 'actor:Belo'; did you mean 'actor:Bela'"),
        ({"predicate": f"{KG}supplyGas"}, "unknown relation type 'kg:supplyGas'"),
        ({"confidence": 2.0}, "confidence"),
    ],
)
def test_a_statement_that_is_wrong_is_refused(changes: dict[str, str], message: str) -> None:
    new = kg.Statement(stmt("x"), act("Ada"), f"{KG}suppliesGasTo", act("Dora"), kg.Status.ACTUAL)
    with pytest.raises(kg.KgError) as caught:
        kg.whatif(CHAIN, add=replace(new, **changes))  # type: ignore[arg-type]
    assert message in str(caught.value)


def test_a_misspelt_alias_has_near_matches() -> None:
    with pytest.raises(UnknownName, match="did you mean 'Kremlin'"):
        kg.whatif(SHIPPED, retract="Kremln")


def test_a_name_that_several_things_carry_is_ambiguous() -> None:
    data = dataset(tie("deal", "Ada", "alliedWith", "Bela"), DEAL, actors="Ada Bela")
    with pytest.raises(AmbiguousName, match="'inst:deal' or 'stmt:deal'"):
        kg.whatif(data, retract="deal")


def some_data(seed: int) -> Dataset:
    """Twelve ties of five actors, of every sign, some of them proposed."""
    pick = random.Random(seed)
    actors = "Ada Bela Cara Dora Ezra"
    kinds = ("suppliesGasTo", "alliedWith", "dependsOn", "condemns", "memberOf")
    ties = [
        tie(
            f"t{number}",
            *_woven(pick, actors.split(), kinds),
            status=pick.choice(("Actual", "Actual", "Proposed")),
            confidence=pick.choice((0.5, 0.75, 1.0)),
        )
        for number in range(12)
    ]
    return dataset(*ties, actors=actors)


def _woven(pick: random.Random, actors: list[str], kinds: tuple[str, ...]) -> tuple[str, str, str]:
    subject, obj = pick.sample(actors, 2)
    return subject, pick.choice(kinds), obj


@pytest.mark.parametrize("seed", range(12))
def test_a_scenario_is_what_the_changed_data_say(seed: int) -> None:
    """Ranks and paths are those of data that are retracted from; reach is networkx's descendants."""
    base, changed = some_data(seed), some_data(seed)
    before = dict(base.statements)
    gone = [stmt(f"t{n}") for n in random.Random(seed).sample(range(12), 3)]
    found = kg.whatif(base, retract=gone, measures=["pagerank", "degree"])
    kg.retract(changed, *gone)
    assert dict(base.statements) == before
    graphs = kg.project(base), kg.project(changed)
    for measure in ("pagerank", "degree"):
        old, now = ({s.actor: s for s in kg.rank(graph, measure)} for graph in graphs)
        moved = {r.actor: r for r in found.ranks if r.measure == measure}
        for actor in {*old, *now}:
            sides = old.get(actor), now.get(actor)
            if actor in moved:
                told_of = moved[actor]
                assert (told_of.rank_before, told_of.rank_after) == tuple(
                    side and side.rank for side in sides
                )
            else:
                assert sides[0] is not None
                assert sides[1] is not None
                assert sides[0].rank == sides[1].rank
                assert sides[0].value == pytest.approx(sides[1].value, abs=1e-9)
    simple = [kg.collapse(graph, sign=(0, 1)) for graph in graphs]
    reached = {r.actor: r for r in found.reach}
    costs = [dict(networkx.all_pairs_dijkstra_path_length(each, weight="cost")) for each in simple]
    differ = 0
    for actor in graphs[0]:
        old_set, new_set = (
            networkx.descendants(each, actor) if actor in each else set() for each in simple
        )
        if old_set == new_set:
            assert actor not in reached
        else:
            change = reached[actor]
            assert (set(change.lost), change.before) == (old_set - new_set, len(old_set))
            assert (set(change.gained), change.after) == (new_set - old_set, len(new_set))
        for other in {*graphs[0]} - {actor}:
            differ += costs[0].get(actor, {}).get(other) != costs[1].get(actor, {}).get(other)
    assert found.pairs_changed == differ


def reached_in(of: kg.Dataset, without: Iterable[str] = ()) -> dict[str, set[str]]:
    """Whom each actor reaches by networkx, without some statements."""
    graph = kg.project(of)
    left: networkx.DiGraph[str] = networkx.DiGraph()
    left.add_nodes_from(graph)
    for a, b, edge in kg.collapse(graph, sign=(0, 1)).edges(data=True):
        if set(edge["statements"]) - set(without):
            left.add_edge(a, b)
    return {actor: networkx.descendants(left, actor) for actor in left}


@pytest.mark.parametrize("seed", range(30))
@pytest.mark.parametrize("most", [2_000, 2])
def test_reach_is_told_by_the_statements_that_make_it_and_no_others(
    seed: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of statements that fall or come together: those named do it all, the others alone nothing."""
    monkeypatch.setattr("kg.scenario.spread.ALL", most)
    data = some_data(seed)
    ties = ties_of(kg.project(data))
    changed = {stmt(f"t{n}") for n in random.Random(seed).sample(range(12), 5)}
    fewer = dataset_without(seed, changed)
    old, now = reached_in(data), reached_in(data, changed)
    spread = Spread.of(ties, ties_of(kg.project(fewer)), frozenset(changed), frozenset())
    back = Spread.of(ties_of(kg.project(fewer)), ties, frozenset(), frozenset(changed))
    found = tuple(reach_changes(spread, str))
    assert [(x.actor, x.gained, x.statements) for x in reach_changes(back, str)] == [
        (x.actor, x.lost, x.statements) for x in found
    ]
    assert {x.actor: set(x.lost) for x in found} == {
        actor: old[actor] - now[actor]
        for place, actor in enumerate(spread.nodes)
        if old[actor] != now[actor] and place in spread.starts
    }
    for change in found:
        lost, named = set(change.lost), set(change.statements)
        assert named
        assert named <= changed
        assert old[change.actor] - reached_in(data, named)[change.actor] == lost
        assert reached_in(data, changed - named)[change.actor] == old[change.actor]


def dataset_without(seed: int, statements: Iterable[str]) -> kg.Dataset:
    found = some_data(seed)
    kg.retract(found, *statements)
    return found


def test_reach_names_one_of_many_that_fall_where_it_alone_leads_there() -> None:
    """All of Bela's ties go: Ada reached it by one, and Dora by that and another, which are one way twice cut."""
    data = dataset(
        tie("into", "Ada", "backs", "Bela"),
        tie("on", "Bela", "backs", "Cara"),
        tie("round", "Ada", "backs", "Cara"),
        tie("last", "Bela", "backs", "Dora"),
        actors="Ada Bela Cara Dora",
    )
    found = kg.whatif(data, retract="Bela", measures="degree")
    assert [(x.label, x.lost, x.statements) for x in found.reach] == [
        ("Ada", (act("Bela"), act("Dora")), (stmt("into"), stmt("last"))),
        ("Bela", (act("Cara"), act("Dora")), (stmt("last"), stmt("on"))),
    ]


def test_a_rank_that_only_others_move_names_nobody_else_s_statements() -> None:
    """Five in a chain, of which the last two ties fall: Bela is between Ada and Cara alone, and so first."""
    names = ["Ada", "Bela", "Cara", "Dora", "Ezra"]
    ties = [tie(a + b, a, "backs", b) for a, b in itertools.pairwise(names)]
    data = dataset(*ties, actors=" ".join(names))
    found = kg.whatif(data, retract=[stmt("CaraDora"), stmt("DoraEzra")], measures="betweenness")
    assert [(x.label, x.value_before, x.value_after, x.own, x.statements) for x in found.ranks][
        :2
    ] == [
        ("Bela", 0.25, 0.5, False, (stmt("CaraDora"), stmt("DoraEzra"))),  # 3 of 12 pairs; 1 of 2
        ("Ada", 0.0, 0.0, False, (stmt("CaraDora"), stmt("DoraEzra"))),
    ]
    assert "\n  Bela 2 -> 1 (0.25 -> 0.5), as others move\n" in str(found)
    assert "\n  Cara 1 -> 2 (0.3333 -> 0) by stmt:CaraDora\n" in str(found)


@pytest.mark.parametrize("seed", range(12))
def test_to_add_and_then_retract_the_same_changes_nothing(seed: int) -> None:
    base = some_data(seed)
    before, quads = dict(base.statements), set(map(str, kg.project(base).edges(keys=True)))
    new = kg.Statement(stmt("new"), act("Ada"), f"{KG}suppliesGasTo", act("Dora"), kg.Status.ACTUAL)
    scenario = suppose(base, add=[new]).dataset
    assert dict(scenario.statements) != before
    found = suppose(scenario, retract=["stmt:new"]).dataset
    assert dict(found.statements) == before == dict(base.statements)
    assert edges(found) == edges(base)
    assert set(map(str, kg.project(base).edges(keys=True))) == quads
    assert not kg.whatif(base)


SHIPPED = kg.load(kg.shipped())
NAMES = {
    "armenia-leaves-csto": [
        ("falls", "armenia-csto-membership", "Armenia memberOf CSTO", True),
        ("made Actual", "armenia-withdraws-from-csto", "armenia-withdraws-from-csto", True),
    ],
    "armenia-major-ally": [
        ("made Actual", "us-designates-armenia-ally", "us-designates-armenia-ally", True)
    ],
    "azerbaijan-sanctioned": [
        ("made Actual", "west-sanctions-azerbaijan", "west-sanctions-azerbaijan", True)
    ],
    "eu-gas-deal-falls": [
        ("falls", "azerbaijan-eu-gas-deal-2022-07", "azerbaijan-eu-gas-deal", True)
    ],
    "section-907-enforced": [
        ("suspended", "us-azerbaijan-military-aid", "section-907-waiver", True),
        ("suspended", "us-waives-section-907", "section-907-waiver", True),
        ("counts again", "us-sanctions-azerbaijan-section-907", "section-907-waiver", True),
    ],
}


def test_the_five_questions_of_the_article_change_what_it_implies() -> None:
    assert list(kg.shipped_scenarios()) == list(NAMES)
    before = dict(SHIPPED.statements)
    found = {
        name: kg.run_scenario(SHIPPED, kg.read_scenario(name)) for name in kg.shipped_scenarios()
    }
    assert {name: told(each) for name, each in found.items()} == NAMES
    assert dict(SHIPPED.statements) == before
    assert found["armenia-leaves-csto"].left == ()  # a membership is no supply
    (gas,) = found["eu-gas-deal-falls"].left
    assert (gas.label, gas.relation, gas.before, gas.after) == (
        "European Union",
        f"{KG}suppliesGasTo",
        (act("Azerbaijan"),),
        (),
    )
    assert (gas.depends_on, gas.dependence) == (
        (act("Russia"),),
        (stmt("eu-depends-on-russia-gas"),),
    )
    # what the CSTO reached through its member, and by what
    reach = {r.actor: r for r in found["armenia-leaves-csto"].reach}
    assert (reach[act("CSTO")].after, reach[act("CSTO")].statements) == (
        0,
        (stmt("armenia-csto-membership"),),
    )


def test_a_scenario_file_is_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        'title = "Mine"\nretract = ["A", "B"]\nadd = "C memberOf D"\nat = 2023-05-01\n'
        'measures = "degree"\nweighted = false\npairs = [["A", "B"]]\n[actors]\nD = "State"\n',
        encoding="utf-8",
    )
    assert kg.read_scenario(path) == kg.Scenario(
        "Mine",
        retract=("A", "B"),
        add=("C memberOf D",),
        actors={"D": "State"},
        at="2023-05-01",
        measures=("degree",),
        pairs=(("A", "B"),),
    )


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ('title = "x"\nretrct = "A"', 2, "unknown key 'retrct'; did you mean 'retract'?"),
        ('retract = ["A"]\nat = true', 2, "at 'True' is no text"),
        ("retract = 1", 1, "retract '1' is neither a text nor a list of texts"),
        ('retract = "A"\n\npairs = [["A"]]', 3, "pairs '[['A']]' is no list of pairs of actors"),
        ('retract = "A"\nweighted = 1', 2, "weighted '1' is neither true nor false"),
        ('add = "A"\n[actors]\nD = 1', 3, "the class '1' of 'D' is no text"),
        ('title = "x"', None, "supposes nothing; give retract, add or suspend"),
        ("retract = ", 1, "is no TOML: invalid value"),
    ],
)
def test_a_wrong_scenario_file_is_told_with_its_line(
    tmp_path: Path, text: str, line: int | None, problem: str
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        kg.read_scenario(path)
    assert (caught.value.line, caught.value.problem) == (line, problem)


def test_an_unknown_scenario_is_told_with_near_matches() -> None:
    with pytest.raises(OptionError, match="did you mean 'section-907-enforced'"):
        kg.read_scenario("section-907-enforce")
    with pytest.raises(DataError, match="no such file"):
        kg.read_scenario("nowhere.toml")


def test_ways_from_the_ends_of_what_changed_are_announced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.scenario.spread.ALL", 2)
    found = kg.whatif(CHAIN, retract="stmt:arms")
    assert found.searched == (
        "the pairs from 2 of 3 actors, the ends of what changed: name the pairs to see others"
    )
    assert [(p.source, p.target) for p in found.paths] == [(act("Bela"), act("Cara"))]
