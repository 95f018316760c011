"""An empty answer tells of words that nobody uses and of names that were bound as text."""

import pyoxigraph
import pytest

import kg
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from tests.factory import actor, dataset, tie

DATA = dataset(
    tie("1", "Russia", "alliedWith", "Armenia"),
    actor("EuropeanUnion", rest='; skos:altLabel "EU"@en'),
    actors="Russia Armenia",
)
ALLIES = "SELECT ?y { ?x kg:alliedWith ?y }"
NEITHER = "is neither in the data nor in the vocabulary"


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        (
            "SELECT ?x { ?x kg:aliedWith ?y }",
            [f"kg:aliedWith {NEITHER}; did you mean kg:alliedWith?"],
        ),
        (
            "SELECT ?x { actor:Rusia kg:alliedWith ?x . ?x <urn:no:such> actor:Rusia }",
            [f"actor:Rusia {NEITHER}; did you mean actor:Russia?", f"<urn:no:such> {NEITHER}"],
        ),
        (
            "PREFIX a: <https://w3id.org/actor-kg/actor/> ASK { a:EU kg:alliedWith ?x }",
            [f"a:EU {NEITHER}; did you mean actor:EuropeanUnion?"],
        ),
        (
            "CONSTRUCT { ?x kg:made ?y } WHERE { ?x kg:memberof ?y }",
            [f"kg:memberof {NEITHER}; did you mean kg:memberOf?"],
        ),
        ("SELECT * { GRAPH <urn:none> { ?s ?p ?o } }", [f"<urn:none> {NEITHER}"]),
        ('SELECT * { ?x kg:since "1"^^xsd:gYearMonth }', []),  # a datatype
        ("SELECT * { ?x kg:confidence ?c FILTER(xsd:integer(?c) > 1) }", []),  # a function
        ("SELECT * { ?x kg:attacks ?y }", []),  # in the vocabulary
        ("SELECT * { ?x a <<( actor:Rusia kg:alliedWith ?y )>> }", []),  # triple terms
    ],
)
def test_words_that_neither_data_nor_vocabulary_has(text: str, notes: list[str]) -> None:
    answer = kg.query(DATA, text)
    assert not answer
    assert list(answer.notes) == notes


def test_there_is_none_where_something_is_found() -> None:
    text = "SELECT ?x { { ?x kg:aliedWith ?y } UNION { ?x kg:alliedWith ?y } }"
    assert kg.query(DATA, text).notes == ()
    assert kg.query(DATA, "ASK { {} UNION { ?x kg:aliedWith ?y } }").notes == ()


@pytest.mark.parametrize(
    ("value", "notes"),
    [
        ("russia", ("?x is bound to the text 'russia'; for the actor, use actor:Russia",)),
        ("EU", ("?x is bound to the text 'EU'; for the actor, use actor:EuropeanUnion",)),
        ("Nobody", ()),
        ("actor:EuropeanUnion", ()),
        ("actor:Rusia", (f"actor:Rusia {NEITHER}; did you mean actor:Russia?",)),
        (pyoxigraph.Literal("Russia", language="en"), ()),
    ],
)
def test_a_name_bound_as_text(value: object, notes: tuple[str, ...]) -> None:
    answer = kg.query(DATA, ALLIES, x=value)
    assert not answer
    assert answer.notes == notes


def test_a_word_in_a_graph_of_the_users_is_known() -> None:
    trig = "<urn:g> { <urn:a> <urn:p> <urn:b> }"
    data = kg.Dataset(parse_quads(trig.encode(), FORMATS["trig"], file="test.trig"))
    assert kg.query(data, "SELECT * { <urn:b> <urn:p> <urn:a> GRAPH <urn:g> {} }").notes == ()


def test_notes_are_shown_in_a_notebook_and_count_for_nothing_else() -> None:
    wrong = kg.query(DATA, "SELECT ?x { ?x <urn:a&b> ?y }")
    right = kg.query(DATA, "SELECT ?x { ?x kg:attacks ?y }")
    assert isinstance(wrong, kg.Rows)
    assert wrong == right
    assert hash(wrong) == hash(right)
    assert wrong._repr_html_().endswith(f"</table><p>&lt;urn:a&amp;b&gt; {NEITHER}</p>")
    assert wrong.to_csv() == "x\r\n"
