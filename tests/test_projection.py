"""The wrong answers of hand-glued toolkits, and that ours are right; time, status, waivers, round trip."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from kg.model import Actor, Evidence, Instrument, Source, Statement, Status
from tests.factory import act, actor, dataset, stmt, tie

if TYPE_CHECKING:
    import networkx as nx


def keys(data: kg.Dataset, **options: object) -> set[str]:
    """The local names of the statements that a projection keeps."""
    graph = kg.project(data, **options)  # type: ignore[arg-type]  # the options under test
    return {key.rsplit("/", 1)[1] for *_, key in graph.edges(keys=True)}


def test_actors_only_are_nodes_and_each_statement_is_an_edge() -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B", rest='; kg:since "1992"^^xsd:gYear'),
        tie("2", "A", "suppliesGasTo", "B"),
        actors="A B C",
    )
    graph = kg.project(data)
    assert list(graph.nodes) == [act("A"), act("B")]
    assert sorted((u[-1], v[-1], k[-1], d["mirror"]) for u, v, k, d in graph.edges(keys=True, data=True)) == [
        ("A", "B", "1", False), ("A", "B", "2", False), ("B", "A", "1", True),
    ]  # fmt: skip
    assert graph.graph["counted"] == "2 relations: actual"


def test_ties_that_share_only_a_date_or_a_source_have_no_path_between_them() -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B", rest='; kg:since "2022-05"^^xsd:gYearMonth'),
        tie("2", "C", "alliedWith", "D", rest='; kg:since "2022-05"^^xsd:gYearMonth'),
        actors="A B C D",
    )
    found = kg.paths(kg.project(data), "A", "C")
    assert len(found) == 0
    assert str(found) == (
        "No influence path from A to C among 2 relations: actual;"
        " influence runs along those of sign cooperation and neutral."
    )


def test_an_alliance_is_walkable_from_either_side() -> None:
    graph = kg.project(dataset(tie("1", "A", "alliedWith", "B"), actors="A B"))
    assert [p.actors for p in kg.paths(graph, "A", "B")] == [(act("A"), act("B"))]
    assert [p.actors for p in kg.paths(graph, "B", "A")] == [(act("B"), act("A"))]


def test_a_proposal_is_in_no_path_and_no_ranking_unless_asked_for() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"),
                   tie("2", "B", "alliedWith", "C", status="Proposed"), actors="A B C")  # fmt: skip
    plain = kg.project(data)
    assert list(kg.paths(plain, "A", "C")) == []
    assert [score.label for score in kg.rank(plain, "degree")] == ["A", "B"]
    asked = kg.project(data, status=["Actual", "Proposed"])
    path = kg.paths(asked, "A", "C")[0]
    assert path.statements == (stmt("1"), stmt("2"))
    assert "(proposed)" in path.sentence


def test_an_alliance_that_ended_carries_nothing_afterwards() -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B",
            rest='; kg:since "1990"^^xsd:gYear ; kg:until "1995"^^xsd:gYear'),
        tie("2", "A", "attacks", "B", rest='; kg:date "2000-03"^^xsd:gYearMonth'),
        actors="A B",
    )  # fmt: skip
    assert keys(data, at="1989") == set()
    assert keys(data, at="1990") == {"1"}
    assert keys(data, at="1990", certainty="certain") == set()
    assert keys(data, at="1993", certainty="certain") == {"1"}
    assert keys(data, at="1996") == set()
    assert keys(data, at="2001") == {"2"}
    assert keys(data, at="2001-01", memory="90d") == set()
    assert keys(data, between=("1994", "2000")) == {"1", "2"}
    assert keys(data, between=("1996", "1999")) == set()


@pytest.mark.parametrize("word", ["certain", "possible"])
def test_certainty_is_asked_of_a_time(word: str) -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    with pytest.raises(kg.OptionError) as caught:
        kg.project(data, certainty=word)
    assert str(caught.value) == (
        f"certainty '{word}' says nothing without a date; give at, between or known_by as well"
    )
    assert keys(data, known_by="2023-08", certainty=word) == {"1"}
    assert keys(data, between=("2023", "2023"), certainty=word) == {"1"}
    found = kg.rank_over_time(
        data, by="degree", since="2024", until="2024", width="1y", certainty=word
    )
    assert len(found.windows) == 1


def test_a_tie_reported_without_a_start_is_certain_on_its_sources_date_and_possible_before() -> (
    None
):
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    graph = kg.project(data, at="2022")
    assert [d["certainty"] for *_, d in graph.edges(data=True)] == ["possible", "possible"]
    graph = kg.project(data, at="2023-07")
    assert [d["certainty"] for *_, d in graph.edges(data=True)] == ["certain", "certain"]


WAIVED = (
    'inst:ban a kg:Instrument ; skos:prefLabel "Ban"@en .',
    'inst:waiver a kg:Instrument ; skos:prefLabel "Waiver"@en ; kg:suspends inst:ban .',
    tie("ban", "A", "sanctions", "B", rest='; kg:since "1992"^^xsd:gYear ; kg:instrument inst:ban'),
)


def test_a_restriction_does_not_count_while_a_waiver_suspends_it() -> None:
    waiver = tie("waiver", "A", "alliedWith", "B", rest=(
        '; kg:since "2002"^^xsd:gYear ; kg:until "2004"^^xsd:gYear ; kg:instrument inst:waiver'
    ))  # fmt: skip
    data = dataset(*WAIVED, waiver, actors="A B")
    assert keys(data, at="2000", relations="sanctions") == {"ban"}
    assert keys(data, at="2003", relations="sanctions") == set()
    assert keys(data, at="2004", relations="sanctions", certainty="certain") == set()
    assert keys(data, at="2004", relations="sanctions") == {"ban"}
    assert keys(data, at="2005", relations="sanctions", certainty="certain") == {"ban"}
    assert keys(data, relations="sanctions") == {"ban"}  # the waiver has ended


def test_a_waiver_not_known_to_have_ended_still_suspends_and_a_proposed_one_does_not() -> None:
    options = '; kg:since "2002"^^xsd:gYear ; kg:instrument inst:waiver'
    standing = dataset(*WAIVED, tie("w", "A", "alliedWith", "B", rest=options), actors="A B")
    assert keys(standing, relations="sanctions") == set()
    proposed = tie("w", "A", "alliedWith", "B", rest=options, status="Proposed")
    assert keys(dataset(*WAIVED, proposed, actors="A B"), relations="sanctions") == {"ban"}


def test_what_a_waiver_suspends_is_counted() -> None:
    lasting = tie("w", "A", "alliedWith", "B", rest=(
        '; kg:since "2002"^^xsd:gYear ; kg:until "2004"^^xsd:gYear ; kg:instrument inst:waiver'
    ))  # fmt: skip
    other = tie("old", "A", "sanctions", "B", rest=(
        '; kg:since "1992"^^xsd:gYear ; kg:until "1999"^^xsd:gYear ; kg:instrument inst:ban'
    ))  # fmt: skip
    place = 'actor:P a kg:Place ; skos:prefLabel "P"@en .'
    there = tie("there", "A", "sanctions", "P", rest="; kg:instrument inst:ban")
    said = tie("said", "A", "sanctions", "B", status="Alleged", rest="; kg:instrument inst:ban")
    data = dataset(*WAIVED, lasting, other, place, there, said, actors="A B")

    def counted(**options: str) -> str:
        return str(kg.project(data, **options).graph["counted"])  # type: ignore[arg-type]

    assert [
        counted(),
        counted(at="2000"),
        counted(at="2003"),
        counted(at="2003", relations="alliedWith"),
        counted(at="2003", status="all"),
        counted(at="2004"),
        counted(at="2004", certainty="certain"),
    ] == [
        "3 relations: actual; 1 left out, as one end is no declared actor",
        "1 relation: actual, at 2000; 1 left out, as one end is no declared actor",
        "1 relation: actual, at 2003; 1 suspended by a waiver",
        "1 relation: actual, of type alliedWith, at 2003",
        "1 relation: any status, at 2003; 2 suspended by a waiver",
        "2 relations: actual, at 2004; all 2 only possible, by their dates;"
        " 1 left out, as one end is no declared actor",
        "0 relations: actual, at 2004, certain only; 1 suspended by a waiver",
    ]


def test_what_is_only_possible_at_the_time_asked_about_is_counted() -> None:
    one = tie("a", "A", "backs", "B", rest='; kg:since "2020-01-01"^^xsd:date')
    two = tie("b", "A", "backs", "C", rest='; kg:since "2022"^^xsd:gYear')
    data = dataset(one, two, actors="A B C")
    told = [
        str(kg.project(data, **options).graph["counted"])
        for options in ({}, {"at": "2021"}, {"at": "2022"}, {"between": ("2022-01", "2022-05")})
    ]
    assert told == [
        "2 relations: actual",
        "1 relation: actual, at 2021",
        "2 relations: actual, at 2022; 1 of them only possible, by its dates",
        "2 relations: actual, between 2022-01 and 2022-05; 1 of them only possible, by its dates",
    ]
    some = dataset(two, actors="A C")
    assert str(kg.project(some, at="2022").graph["counted"]) == (
        "1 relation: actual, at 2022; only possible, by its dates"
    )


def test_what_is_filtered_is_what_was_asked() -> None:
    data = dataset(
        tie("good", "A", "alliedWith", "B", confidence=0.9),
        tie("bad", "A", "attacks", "B", confidence=0.5),
        tie("part", "B", "memberOf", "C", confidence=0.7),
        actors="A B C",
    )
    assert keys(data, sign=1) == {"good"}
    assert keys(data, sign="conflict") == {"bad"}
    assert keys(data, families="structurallyTiedTo") == {"part"}
    assert keys(data, relations=["attacks", "memberOf"]) == {"bad", "part"}
    assert keys(data, min_confidence=0.7) == {"good", "part"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"relations": "aliedWith"},
            "unknown relation type 'aliedWith'; did you mean 'alliedWith'?",
        ),
        ({"status": "Actuall"}, "unknown status 'Actuall'; use 'Actual' or 'all'"),
        (
            {"status": "Maybe"},
            "unknown status 'Maybe'; use 'Actual', 'Expected', 'Proposed', 'Threatened', 'Refused',"
            " 'Alleged', 'Denied' or 'all'",
        ),
        (
            {"families": "cooperateWith"},
            "unknown relation family 'cooperateWith'; did you mean 'cooperatesWith'?",
        ),
        ({"families": "zzz"}, "unknown relation family 'zzz'; 'kg vocabulary' lists them"),
        ({"sign": 2}, "unknown sign '2'; use -1, 0, 1, conflict, neutral, cooperation"),
        ({"at": "2022-13"}, "'2022-13' is not a month of the calendar"),
        (
            {"at": "2022", "between": ("2020", "2021")},
            "at and between exclude each other; give one",
        ),
        ({"memory": "2y"}, "memory needs at: it says how far back from that date acts count"),
        ({"certainty": "sure"}, "unknown certainty 'sure'; use 'certain' or 'possible'"),
        ({"min_confidence": 2}, "min_confidence '2' is not in [0, 1]"),
    ],
)
def test_an_option_without_sense_is_refused(options: dict[str, object], message: str) -> None:
    with pytest.raises(kg.KgError) as error:
        keys(dataset(tie("1", "A", "alliedWith", "B"), actors="A B"), **options)
    assert str(error.value).startswith(message)


def test_an_unknown_relation_type_is_named_with_its_statement() -> None:
    data = dataset(tie("1", "A", "aliedWith", "B"), actors="A B")
    with pytest.raises(kg.DataError) as error:
        kg.project(data)
    assert str(error.value) == (
        f"unknown relation type 'kg:aliedWith'; did you mean 'alliedWith'? (in <{stmt('1')}>)"
    )


NAMES = st.sampled_from("ABCD")
KINDS = st.sampled_from(["alliedWith", "suppliesGasTo", "attacks", "memberOf", "dependsOn"])
DATES = st.none() | st.sampled_from(["1992", "2022-02", "2022-02-22"]).map(kg.parse_date)


@st.composite
def statements(draw: st.DrawFn) -> list[Statement]:
    return [
        Statement(
            iri=stmt(f"s{number}"),
            subject=act(draw(NAMES)),
            predicate=f"https://w3id.org/actor-kg/vocab#{draw(KINDS)}",
            object=act(draw(NAMES)),
            status=draw(st.sampled_from(Status)),
            since=draw(DATES),
            until=draw(DATES),
            confidence=draw(st.integers(1, 100)) / 100,
            evidence=tuple(
                Evidence("https://w3id.org/actor-kg/source/s", f"page {page}")
                for page in sorted(draw(st.sets(st.integers(1, 9))))
            ),
            instruments=draw(st.sampled_from([(), ("https://w3id.org/actor-kg/instrument/i",)])),
            note=draw(st.none() | st.text("abc \n\"'", min_size=1)),
        )
        for number in range(draw(st.integers(1, 8)))
    ]


@settings(max_examples=50, deadline=None)
@given(statements())
def test_statements_come_back_from_the_graph_as_they_went_in(given: list[Statement]) -> None:
    data = dataset()
    kind = "https://w3id.org/actor-kg/vocab#State"
    kg.add(
        data,
        *(Actor(act(name), name, kind, aliases=(f"the {name}",)) for name in "ABCD"),
        Instrument(
            "https://w3id.org/actor-kg/instrument/i",
            "Deal",
            "https://w3id.org/actor-kg/vocab#Instrument",
        ),
        *given,
    )
    back = kg.from_networkx(kg.project(data, status="all"))
    assert back.statements == data.statements
    assert back.sources == data.sources
    assert back.instruments == data.instruments
    ends = {end for s in given for end in (s.subject, s.object)}
    assert back.actors == {iri: data.actors[iri] for iri in sorted(ends)}


def test_a_changed_edge_is_a_changed_statement() -> None:
    graph = kg.project(dataset(tie("1", "A", "suppliesGasTo", "B"), actors="A B"))
    graph[act("A")][act("B")][stmt("1")]["confidence"] = 0.25
    assert kg.from_networkx(graph).statements[stmt("1")].confidence == 0.25
    del graph[act("A")][act("B")][stmt("1")]["status"]
    with pytest.raises(kg.DataError, match="edge has no attribute 'status'"):
        kg.from_networkx(graph)


def test_words_of_the_users_own_come_back_with_the_statements() -> None:
    own = (
        'kg:Clan a owl:Class ; rdfs:subClassOf kg:Actor ; rdfs:label "clan"@en .\n'
        "kg:marriesInto a owl:ObjectProperty, owl:SymmetricProperty, kg:RelationType ;"
        ' rdfs:label "marries into"@en ; rdfs:subPropertyOf kg:cooperatesWith ; kg:sign 1 ;'
        " kg:influence kg:Both ; kg:aspect kg:Tie ; kg:strength 0.5 ."
    )
    data = dataset(
        own, actor("A", kind="Clan"), actor("B", kind="Clan"), tie("1", "A", "marriesInto", "B")
    )
    graph = kg.project(data)
    assert graph.number_of_edges() == 2
    back = kg.from_networkx(graph)
    assert (back.actors, back.statements) == (data.actors, data.statements)
    assert back.vocabulary == data.vocabulary
    assert kg.project(back).edges == graph.edges


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda g: g[act("A")][act("B")][stmt("1")].update(confidence="high"), "cannot be written as RDF"),
        (lambda g: g[act("A")][act("B")][stmt("1")].update(confidence=2.0), "kg:confidence '2.0' is not in"),
        (lambda g: g[act("A")][act("B")][stmt("1")].update(status="Sure"), "unknown status 'kg:Sure'"),
        (lambda g: g.nodes[act("A")].pop("label"), "node has no attribute 'label'"),
        (lambda g: g.remove_edge(act("A"), act("B"), stmt("1")), "mirror edge has no statement's edge"),
        (lambda g: g.add_edge(act("A"), act("C"), stmt("1"), **g[act("A")][act("B")][stmt("1")]),
         "two edges have the key of one statement"),
    ],
)  # fmt: skip
def test_a_graph_that_holds_no_statements_is_refused(
    change: Callable[["nx.MultiDiGraph[str]"], object], message: str
) -> None:
    graph = kg.project(
        dataset(tie("1", "A", "alliedWith", "B"), tie("2", "B", "attacks", "C"), actors="A B C")
    )
    change(graph)
    with pytest.raises(kg.DataError) as error:
        kg.from_networkx(graph)
    assert str(error.value).startswith(message)


def test_what_is_no_declared_actor_is_left_out_and_counted() -> None:
    data = dataset(
        'actor:P a kg:Place ; skos:prefLabel "P"@en .',
        tie("1", "A", "attacks", "P"), tie("2", "A", "attacks", "B"), tie("3", "A", "attacks", "Nobody"),
        actors="A B",
    )  # fmt: skip
    graph = kg.project(data)
    assert keys(data) == {"2"}
    assert graph.graph["counted"] == (
        "1 relation: actual; 2 left out, as one end is no declared actor"
    )


def test_an_edge_has_every_attribute_of_its_statement_and_of_its_kind() -> None:
    data = dataset(
        tie("1", "A", "alliedWith", "B", confidence=0.5, rest='; kg:since "1992"^^xsd:gYear'),
        actors="A B",
    )
    graph = kg.project(data, at="1992")
    kind, first = data.relation_type("alliedWith"), kg.parse_date("1992")
    expected = {
        "predicate": kind.iri, "status": Status.ACTUAL, "since": first, "until": None, "date": None,
        "confidence": 0.5, "evidence": (Evidence("https://w3id.org/actor-kg/source/s", "paragraph 1"),),
        "instruments": (), "about": (), "in_response_to": (), "location": (), "attributed_to": (),
        "amount": None, "unit": None, "note": None, "extra": (),
        "relation": kind.label, "family": kind.family, "sign": 1, "influence": "Both", "aspect": "Tie",
        "strength": 0.45, "cost": 800, "certainty": "possible",
        "first": (first.earliest, first.latest), "last": (None, None),
    }  # fmt: skip
    assert graph[act("A")][act("B")][stmt("1")] == {**expected, "mirror": False}
    assert graph[act("B")][act("A")][stmt("1")] == {**expected, "mirror": True}


def test_a_tie_of_an_actor_with_itself_is_one_edge() -> None:
    graph = kg.project(dataset(tie("1", "A", "alliedWith", "A"), actors="A"))
    assert list(graph.edges(keys=True)) == [(act("A"), act("A"), stmt("1"))]
    assert list(kg.collapse(graph).edges) == []


def test_a_confidence_near_nothing_still_has_a_cost() -> None:
    graph = kg.project(
        dataset(tie("1", "A", "praises", "B", confidence="0.000000000001"), actors="A B")
    )
    assert graph[act("A")][act("B")][stmt("1")]["strength"] == 1e-9
    assert kg.paths(graph, "A", "B")[0].strength == 1e-9


def test_a_source_is_a_record() -> None:
    found = dataset().sources["https://w3id.org/actor-kg/source/s"]
    assert found == Source(found.iri, "A report", date=kg.parse_date("2023-07"))


CLOCKS = dataset(
    tie("early", "A", "suppliesGasTo", "B", source="src:early"),
    tie("late", "B", "suppliesGasTo", "C", source="src:late"),
    tie("both", "A", "praises", "C", source="src:late",
        rest="; kg:evidence [ a kg:Evidence ; dcterms:source src:early ]"),
    tie("some", "C", "praises", "A", source="src:some"),
    actors="A B C",
    source='src:early a kg:Source ; dcterms:title "E" ; dcterms:issued "2020-03"^^xsd:gYearMonth .'
    ' src:late a kg:Source ; dcterms:title "L" ; dcterms:issued "2023"^^xsd:gYear .'
    ' src:some a kg:Source ; dcterms:title "S" .',
)  # fmt: skip


@pytest.mark.parametrize(
    ("date", "known", "doubt"),
    [
        ("2019", {"some": "possible"}, "only possibly known"),
        (
            "2020-03",
            {"early": "possible", "both": "possible", "some": "possible"},
            "all 3 only possibly known",
        ),
        (
            "2020-04",
            {"early": "certain", "both": "certain", "some": "possible"},
            "1 of them only possibly known",
        ),
        (
            "2023-06",
            {"early": "certain", "both": "certain", "some": "possible", "late": "possible"},
            "2 of them only possibly known",
        ),
        (
            "2024",
            {"early": "certain", "both": "certain", "some": "possible", "late": "certain"},
            "1 of them only possibly known",
        ),
    ],
)
def test_what_was_known_by_a_date_is_what_a_source_had_reported(
    date: str, known: dict[str, str], doubt: str
) -> None:
    graph = kg.project(CLOCKS, known_by=date)
    found = {k: d["certainty"] for *_, k, d in graph.edges(keys=True, data=True)}
    assert found == {stmt(name): certainty for name, certainty in known.items()}
    count = f"{len(known)} relation{'' if len(known) == 1 else 's'}"
    assert graph.graph["counted"] == f"{count}: actual, known by {date}; {doubt}"
    sure = kg.project(CLOCKS, known_by=date, certainty="certain")
    assert len(sure.edges) == sum(each == "certain" for each in known.values())
    assert "only possibly known" not in sure.graph["counted"]


def test_what_is_doubted_by_dates_and_by_sources_is_told_apart() -> None:
    data = dataset(
        tie("then", "A", "alliedWith", "B", source="src:none", rest='; kg:since "2003"^^xsd:gYear'),
        tie("old", "B", "alliedWith", "C", source="src:old", rest='; kg:since "2001"^^xsd:gYear'),
        actors="A B C",
        source='src:none a kg:Source ; dcterms:title "N" .'
        ' src:old a kg:Source ; dcterms:title "O" ; dcterms:issued "2004"^^xsd:gYear .',
    )
    assert kg.project(data, at="2003", known_by="2005").graph["counted"] == (
        "2 relations: actual, at 2003, known by 2005;"
        " 1 of them only possible, by its dates; 1 of them only possibly known"
    )


def test_the_two_clocks_are_two_questions() -> None:
    data = dataset(
        tie("war", "A", "attacks", "B", source="src:late", rest='; kg:date "1990"^^xsd:gYear'),
        actors="A B",
        source='src:late a kg:Source ; dcterms:title "L" ; dcterms:issued "2005"^^xsd:gYear .',
    )
    counts = [
        len(kg.project(data, at=at, known_by=known).edges)
        for at, known in (("1991", "2006"), ("1991", "2004"), ("1989", "2006"), ("1991", None))
    ]
    assert counts == [1, 0, 0, 1]


def test_a_waiver_that_was_not_yet_known_suspends_nothing() -> None:
    data = dataset(
        tie("bound", "A", "sanctions", "B", source="src:early",
            rest='; kg:since "1992"^^xsd:gYear ; kg:instrument inst:law'),
        tie("waived", "A", "waivesSanctionsOn", "B", source="src:late",
            rest='; kg:since "2001"^^xsd:gYear ; kg:instrument inst:waiver'),
        'inst:law a kg:Instrument ; skos:prefLabel "Law"@en .',
        'inst:waiver a kg:Instrument ; skos:prefLabel "Waiver"@en ; kg:suspends inst:law .',
        actors="A B",
        source='src:early a kg:Source ; dcterms:title "E" ; dcterms:issued "1993"^^xsd:gYear .'
        ' src:late a kg:Source ; dcterms:title "L" ; dcterms:issued "2005"^^xsd:gYear .',
    )  # fmt: skip

    def standing(known: str | None) -> dict[str, str]:
        graph = kg.project(data, at="2003", known_by=known)
        return {
            k.rpartition("/")[2]: str(d["certainty"])
            for *_, k, d in graph.edges(keys=True, data=True)
        }

    assert standing(None) == {"waived": "certain"}
    assert standing("2004") == {"bound": "certain"}
    assert standing("2005-06") == {"bound": "possible", "waived": "possible"}
    assert standing("2006") == {"waived": "certain"}
    graph = kg.project(data, at="2003", known_by="2006")
    assert graph.graph["counted"] == (
        "1 relation: actual, at 2003, known by 2006; 1 suspended by a waiver"
    )


def test_a_date_of_knowledge_that_is_none_is_refused() -> None:
    with pytest.raises(kg.OptionError, match="'soon' is not a date"):
        kg.project(CLOCKS, known_by="soon")
