"""Questions with their values: what is bound, what is refused, what is wrong and where."""

import datetime
from decimal import Decimal

import pyoxigraph
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

import kg
from tests.factory import act, dataset, stmt, tie

KG = "https://w3id.org/actor-kg/vocab#"
NOTE = r'say "hi", it\'s {so} \\ <b>'
DATA = dataset(
    tie("1", "A", "alliedWith", "B", confidence=0.9,
        rest=f'; kg:since "1992"^^xsd:gYear ; skos:note "{NOTE.replace(chr(34), chr(92) + chr(34))}"'),
    tie("2", "A", "suppliesGasTo", "C", status="Refused"),
    tie("3", "B", "suppliesGasTo", "C",
        rest='; kg:since "2000"^^xsd:gYear ; kg:until "2005-06-07"^^xsd:date'),
    actors="A B C",
)  # fmt: skip


def names(text: str, **options: object) -> list[tuple[str, ...]]:
    """The rows of an answer, IRIs by their last letters."""
    rows = kg.query(DATA, text, **options)  # type: ignore[arg-type]  # the options under test
    assert isinstance(rows, kg.Rows)
    return [tuple(str(cell).rsplit("/", 1)[-1] for cell in row) for row in rows]


def test_the_answer_is_typed_by_the_form_of_the_question() -> None:
    assert isinstance(kg.query(DATA, "SELECT ?x { ?x a kg:State }"), kg.Rows)
    assert kg.query(DATA, "ASK { actor:A kg:alliedWith actor:B }") == kg.YesNo(value=True)
    made = kg.query(DATA, "CONSTRUCT { ?y kg:p ?x } WHERE { ?x kg:alliedWith ?y }")
    assert isinstance(made, kg.Triples)
    assert [tuple(map(str, triple)) for triple in made] == [
        (act("A"), KG + "p", act("B")), (act("B"), KG + "p", act("A")),
    ]  # fmt: skip
    told = kg.query(DATA, "DESCRIBE actor:C")
    assert isinstance(told, kg.Triples)
    assert {str(triple[0]) for triple in told} == {act("C")}


def test_a_refused_tie_is_said_but_not_asserted() -> None:
    assert names("SELECT ?x ?y { ?x kg:suppliesGasTo ?y }") == [("B", "C")]
    assert names("SELECT ?x { ?s rdf:subject ?x ; kg:status kg:Refused }") == [("A",)]
    assert names("SELECT ?x ?y { ?x kg:alliedWith ?y }") == [("A", "B"), ("B", "A")]


@pytest.mark.parametrize(
    ("at", "certainty", "ties"),
    [
        (None, None, {"alliance", "gas"}),
        ("1991", None, set()),
        ("1992", None, {"alliance"}),
        ("1992", "certain", set()),
        ("2003", "certain", {"alliance", "gas"}),
        ("2005-06-07", "certain", {"alliance", "gas"}),
        ("2005-06", None, {"alliance", "gas"}),
        ("2005-06", "certain", {"alliance"}),
        ("2005-06-08", None, {"alliance"}),
    ],
)
def test_at_a_date_plain_triples_are_those_that_hold_then(
    at: str | None, certainty: str | None, ties: set[str]
) -> None:
    found = set()
    if kg.query(DATA, "ASK { actor:B kg:alliedWith actor:A }", at=at, certainty=certainty):
        found.add("alliance")
    if kg.query(DATA, "ASK { actor:B kg:suppliesGasTo actor:C }", at=at, certainty=certainty):
        found.add("gas")
    assert found == ties


def test_a_plain_triple_without_a_statement_is_possible_at_any_date() -> None:
    data = dataset("actor:A kg:praises actor:B .", actors="A B")
    text = "ASK { actor:A kg:praises actor:B }"
    assert kg.query(data, text, at="1900") == kg.YesNo(value=True)
    assert kg.query(data, text, at="1900", certainty="certain") == kg.YesNo(value=False)


@pytest.mark.parametrize(
    ("pattern", "value"),
    [
        ("?x kg:alliedWith actor:B", DATA.actor("A")),
        ("?x kg:alliedWith actor:B", "actor:A"),
        ("?x kg:alliedWith actor:B", act("A")),
        ("?x kg:alliedWith actor:B", rdflib.URIRef(act("A"))),
        ("?x kg:alliedWith actor:B", pyoxigraph.NamedNode(act("A"))),
        ("actor:A ?x actor:B", DATA.relation_type("alliedWith")),
        ("?x rdf:object actor:C ; kg:status kg:Actual", DATA.statements[stmt("3")]),
        ("stmt:1 skos:note ?x", NOTE.replace(r"\'", "'").replace("\\\\", "\\")),
        ("stmt:1 kg:since ?x", kg.parse_date("1992")),
        ("stmt:3 kg:until ?x", datetime.date(2005, 6, 7)),
        ("stmt:1 kg:confidence ?x", Decimal("0.9")),
        ("stmt:1 kg:confidence ?c FILTER(?c = ?x)", 0.9),
        ("BIND(1 + 1 AS ?two) FILTER(?two = ?x)", 2),
        ("FILTER(?x)", True),
        ('BIND("2020-01-02T03:04:05"^^xsd:dateTime AS ?d) FILTER(?d = ?x)',
         datetime.datetime(2020, 1, 2, 3, 4, 5)),  # noqa: DTZ001
        ("actor:A skos:prefLabel ?x", rdflib.Literal("A", lang="en")),
    ],
)  # fmt: skip
def test_a_value_stands_for_a_term(pattern: str, value: object) -> None:
    assert kg.query(DATA, f"ASK {{ {pattern} }}", x=value) == kg.YesNo(value=True)


def test_a_blank_node_from_one_answer_can_be_asked_about_in_the_next() -> None:
    evidence = kg.query(DATA, "SELECT ?e { stmt:1 kg:evidence ?e }")[0].e  # type: ignore[index]
    assert names("SELECT ?s ?l { ?s kg:evidence ?e . ?e kg:locator ?l }", e=evidence) == [
        ("1", "paragraph 1")
    ]


@given(st.text())
@settings(max_examples=60, deadline=None)
def test_no_text_given_as_a_value_can_be_more_than_a_text(text: str) -> None:
    surrogate = any("\ud800" <= char <= "\udfff" for char in text)
    if surrogate:
        return
    rows = kg.query(DATA, "SELECT ?x { }", x=rdflib.Literal(text))
    assert isinstance(rows, kg.Rows)
    assert [tuple(map(str, row)) for row in rows] == [(text,)]


@pytest.mark.parametrize(
    "value",
    [
        '" } SELECT * { ?s ?p ?o } #',
        "' ) } ; INSERT DATA { actor:A kg:p actor:B } #",
        '""" . SERVICE <http://127.0.0.1:9/> { } """',
        "> . ?s ?p ?o . <",
        "\\",
        '\\" }',
        "}}}}",
        "# comment",
        "\n}\r\n{",
        r"\u0022 }",
    ],
)
def test_a_value_that_tries_to_end_the_query_is_only_a_text(value: str) -> None:
    assert kg.query(DATA, "ASK { stmt:1 skos:note ?x }", x=value) == kg.YesNo(value=False)
    assert kg.query(DATA, "SELECT ?x {}", x=value)[0].x == rdflib.Literal(value)  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "values", "message"),
    [
        ("SELECT ?who {}", {"hwo": 1}, "the query has no variable 'hwo'; did you mean 'who'?"),
        ("SELECT ?who { ?who ?p 'x ?y' }", {"y": 1}, "the query has no variable 'y'"),
        ("ASK { ?x ?p ?o }", {"x": [1]},
         "'?x' cannot be [1]; give a text, a number, a date or a record"),
        ("ASK { ?x ?p ?o }", {"x": None},
         "'?x' cannot be None; give a text, a number, a date or a record"),
        ("ASK { ?x ?p ?o }", {"x": rdflib.Variable("y")}, "'?x' cannot be"),
        ("ASK { ?x ?p ?o }", {"x": rdflib.URIRef("a b")}, "'?x' cannot be"),
        ("ASK {}", {"at": "soon"}, "'soon' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
        ("ASK {}", {"at": "2020", "certainty": "sure"}, "unknown certainty 'sure'"),
        ("ASK {}", {"certainty": "certain"}, "certainty 'certain' says nothing without a date"),
    ],
)  # fmt: skip
def test_an_option_or_value_without_sense_is_refused(
    text: str, values: dict[str, object], message: str
) -> None:
    with pytest.raises(kg.OptionError) as error:
        kg.query(DATA, text, **values)  # type: ignore[arg-type]
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "query must begin with 'SELECT', 'ASK', 'CONSTRUCT' or 'DESCRIBE'"),
        ("SELCT * {}",
         "query must begin with 'SELECT', 'ASK', 'CONSTRUCT' or 'DESCRIBE', not 'SELCT'; "
         "did you mean 'SELECT'?"),
        ("SELECT * { ?x ?y }", "query is wrong at line 1, column 18: '}' cannot stand here"),
        ("SELECT ?x\n{\n  ?x kg:a ?y ,, ?z\n}",
         "query is wrong at line 3, column 15: ',' cannot stand here"),
        ("SELECT ?x WHRE { ?x ?p ?o }",
         "query is wrong at line 1, column 11: 'WHRE' cannot stand here"),
        ("ASK { ?a ?b 'é' } garbage",
         "query is wrong at line 1, column 19: 'garbage' cannot stand here"),
        ("SELECT ?x {\n  ?x a kg:State", "query is wrong at line 2, column 16: it ends too early"),
        ("SELECT ?x { ?x a kg:State } LIMIT",
         "query is wrong at line 1, column 34: it ends too early"),
        ("ASK {\n  ?s ?p 'open }", "string without an end at line 2, column 9"),
        ("ASK { ?x fo:bar ?y }",
         "unknown prefix 'fo:' at line 1, column 10; declare it: PREFIX fo: <...>"),
        ('ASK { ?x ?p "1"^^xds:int }',
         "unknown prefix 'xds:' at line 1, column 18; did you mean 'xsd'?"),
        ("ASK { ?x <a> ?y }",
         "'<a>' at line 1, column 10 is no absolute IRI; write it in full or with a prefix"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}",
         "query is wrong: duplicated variable name in SELECT"),
    ],
)  # fmt: skip
def test_a_wrong_query_is_placed_in_the_users_own_text(text: str, message: str) -> None:
    with pytest.raises(kg.QueryError) as error:
        kg.query(DATA, text)
    assert str(error.value) == message


def test_the_place_is_that_of_the_text_before_values_were_put_in() -> None:
    with pytest.raises(kg.QueryError) as error:
        kg.query(DATA, "SELECT ?x { ?x ?y }", x="actor:A", y="kg:alliedWith")
    assert str(error.value) == "query is wrong at line 1, column 19: '}' cannot stand here"


def test_a_variable_that_the_query_sets_itself_takes_no_value() -> None:
    with pytest.raises(kg.QueryError) as error:
        kg.query(DATA, "SELECT ?n { ?s ?p ?o BIND(1 AS ?n) }", n=2)
    assert str(error.value) == (
        "no value can be given to ?n: the query itself sets it (AS, BIND or GROUP BY)"
    )


def test_rows_without_order_by_are_sorted_and_with_it_left_alone() -> None:
    text = "SELECT ?x { VALUES ?x { 'b' 'c' 'a' } }"
    assert names(text) == [("a",), ("b",), ("c",)]
    assert names(text + " ORDER BY DESC(?x)") == [("c",), ("b",), ("a",)]


def test_the_columns_of_select_all_are_in_the_order_of_the_text() -> None:
    rows = kg.query(DATA, "SELECT * { ?z kg:alliedWith ?a }")
    assert isinstance(rows, kg.Rows)
    assert rows.columns == ("z", "a")
    assert [(str(row.z)[-1], str(row.a)[-1]) for row in rows] == [("A", "B"), ("B", "A")]


def test_the_default_graph_holds_each_triple_once_and_from_chooses() -> None:
    text = "SELECT (COUNT(*) AS ?n) { actor:A a ?type }"
    assert names(text) == [("1",)]
    vocabulary = "FROM <https://w3id.org/actor-kg/vocab>"
    assert names(f"SELECT ?x {vocabulary} {{ ?x a kg:State }}") == []
    kinds = names(f"SELECT ?x {vocabulary} {{ ?x a kg:RelationType ; kg:aspect kg:Tie }}")
    assert (f"{KG}alliedWith".rsplit("/", 1)[-1],) in kinds


def test_what_would_reach_out_or_write_is_refused_before_it_runs() -> None:
    for text, word in [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD"),
        ("INSERT DATA { actor:A kg:p actor:B }", "INSERT"),
        ("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", "FROM"),
    ]:
        with pytest.raises(kg.QueryError, match=f"^{word} .*is refused"):
            kg.query(DATA, text)
