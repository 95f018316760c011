"""The named queries: each describes itself, runs on the shipped case, and answers as counted by hand."""

import pytest

import kg
from kg.sparql.named import KINDS, named_query, read_query
from kg.sparql.running import query
from tests.factory import dataset, tie

DEAL = 'inst:deal a kg:Instrument ; skos:prefLabel "Gas deal"@en ; kg:since "2022"^^xsd:gYear .'
BAN = 'inst:ban a kg:Instrument ; skos:prefLabel "Ban"@en .'
WAIVER = 'inst:waiver a kg:Instrument ; skos:prefLabel "Waiver"@en ; kg:suspends inst:ban .'
SIEGE = 'inst:siege a kg:Event ; skos:prefLabel "Siege"@en ; kg:date "2021-05-06"^^xsd:date .'
CASE = dataset(
    DEAL, BAN, WAIVER, SIEGE,
    tie("ally", "A", "alliedWith", "B", confidence=0.9,
        rest='; kg:since "1992"^^xsd:gYear ; kg:until "2010"^^xsd:gYear'),
    tie("denied", "B", "alliedWith", "A", status="Denied", confidence=0.5,
        rest="; kg:attributedTo actor:B"),
    tie("gas-c", "C", "suppliesGasTo", "A", confidence=0.8,
        rest='; kg:since "2022"^^xsd:gYear ; kg:instrument inst:deal'),
    tie("gas-b", "A", "suppliesGasTo", "B", rest='; kg:since "2005"^^xsd:gYear'),
    tie("gas-plan", "B", "suppliesGasTo", "D", status="Proposed"),
    tie("attack", "A", "attacks", "D", rest='; kg:date "2021-05-06"^^xsd:date', locator="page 2"),
    tie("condemn", "B", "condemns", "A", rest="; kg:about inst:siege ; kg:inResponseTo stmt:attack"),
    tie("ban", "B", "sanctions", "A", rest="; kg:instrument inst:ban"),
    tie("deps", "D", "dependsOn", "C"),
    tie("deps2", "C", "dependsOn", "B"),
    tie("word", "C", "attacks", "D", status="Alleged", rest="; kg:attributedTo actor:D"),
    tie("talks", "C", "mediatesFor", "A", rest='; kg:about inst:siege ; kg:date "2021"^^xsd:gYear'),
    tie("member", "A", "memberOf", "U", rest='; kg:since "1994"^^xsd:gYear'),
    tie("quit", "A", "withdrawsFrom", "U", status="Threatened"),
    tie("no", "B", "refusesAidTo", "D", rest="; kg:inResponseTo stmt:offer"),
    tie("offer", "B", "protects", "D", status="Refused", rest='; kg:date "2020"^^xsd:gYear'),
    actors="A B C D U",
)  # fmt: skip


def answer(asked: str, /, *columns: str, **options: object) -> list[tuple[str, ...]]:
    """Some columns of a named query's answer on the case, IRIs by their last part."""
    rows = kg.run_named(CASE, asked, **options)  # type: ignore[arg-type]  # the options under test
    assert isinstance(rows, kg.Rows)
    return [tuple(shown(getattr(row, column)) for column in columns) for row in rows]


def shown(cell: object) -> str:
    return "" if cell is None else str(cell).rsplit("/", 1)[-1]


@pytest.mark.parametrize(
    ("name", "options", "columns", "rows"),
    [
        ("actors", {}, "type actor statements", [
            ("state", "A", "10"), ("state", "B", "9"), ("state", "C", "5"), ("state", "D", "6"),
            ("state", "U", "2")]),
        ("alleged", {}, "on_the_word_of who relation whom statement",
         [("D", "C", "attacks", "D", "word")]),
        ("allies", {"actor": "A"}, "ally since until statement", [("B", "1992", "2010", "ally")]),
        ("allies", {"actor": "B"}, "ally statement", [("A", "ally")]),
        ("allies", {"actor": "A", "at": "2011"}, "ally", []),
        ("allies", {"actor": "A", "at": "2009", "certainty": "certain"}, "ally", [("B",)]),
        ("between", {"one": "A", "other": "D"}, "who relation whom since until", [
            ("A", "attacks", "D", "2021-05-06", "2021-05-06")]),
        ("mixed-pairs", {}, "one other cooperating conflicting", [
            ("A", "B", "ally", "condemn"), ("A", "B", "ally", "ban"),
            ("A", "B", "gas-b", "condemn"), ("A", "B", "gas-b", "ban")]),
        ("confident", {"least": "0.95"}, "confidence statement", [
            ("1", s) for s in ("attack", "member", "gas-b", "condemn", "no", "ban", "deps2", "talks", "deps")]),
        ("status-differs", {}, "who whom status other_status statement other_statement",
         [("A", "B", "actual", "denied", "ally", "denied")]),
        ("dependence", {"actor": "D"}, "depends_on directly", [("C", "yes"), ("B", "no")]),
        ("instrument", {"name": "GAS"}, "instrument role statement",
         [("Gas deal", "rests on it", "gas-c")]),
        ("instrument", {"name": "siege"}, "role statement",
         [("is about it", "condemn"), ("is about it", "talks")]),
        ("instruments", {}, "type instrument since until rest_on_it about_it", [
            ("event", "Siege", "2021-05-06", "2021-05-06", "0", "2"),
            ("instrument", "Ban", "", "", "1", "0"), ("instrument", "Gas deal", "2022", "", "1", "0"),
            ("instrument", "Waiver", "", "", "0", "0")]),
        ("locator", {"locator": "page 2"}, "source statement", [("A report", "attack")]),
        ("mediation", {}, "mediator party about when", [("C", "A", "Siege", "2021")]),
        ("members", {"organisation": "U"}, "who relation status since statement", [
            ("A", "is a member of", "actual", "1994", "member"),
            ("A", "withdraws from", "threatened", "", "quit")]),
        ("reactions", {"actor": "A"}, "who about suspended_by statement",
         [("B", "Siege", "", "condemn"), ("B", "", "Waiver", "ban")]),
        ("refusals", {}, "who whom status statement",
         [("B", "D", "refused", "offer"), ("B", "D", "actual", "no")]),
        ("relation", {"relation": "attacks"}, "who whom since statement",
         [("A", "D", "2021-05-06", "attack")]),
        ("relation", {"relation": "attacks", "status": "alleged"}, "who statement", [("C", "word")]),
        ("responses", {}, "act act_status when answer answer_status", [
            ("B protects D", "refused", "2020", "B refuses aid to D", "actual"),
            ("A attacks D", "actual", "2021-05-06", "B condemns A", "actual")]),
        ("single-source", {"below": "0.85"}, "confidence source places statement",
         [("0.8", "A report", "1", "gas-c")]),
        ("sources", {}, "source date statements", [("A report", "2023-07", "16")]),
        ("status", {}, "who relation whom statement", [("B", "supplies gas to", "D", "gas-plan")]),
        ("status", {"status": "kg:Denied"}, "statement", [("denied",)]),
        ("supply-chains", {"actor": "B"}, "good supplier directly",
         [("gas", "A", "yes"), ("gas", "C", "no")]),
        ("supply-chains", {"actor": "B", "at": "2010"}, "good supplier directly",
         [("gas", "A", "yes")]),
        ("ties", {"actor": "U"}, "who relation status source locator statement", [
            ("A", "is a member of", "actual", "A report", "paragraph 1", "member"),
            ("A", "withdraws from", "threatened", "A report", "paragraph 1", "quit")]),
        ("timeline", {"actor": "A", "after": "2005"}, "when statement", [
            ("2005", "gas-b"), ("2021", "talks"), ("2021-05-06", "attack"), ("2022", "gas-c")]),
        ("timeline", {"actor": "A", "after": "2021-05-06"}, "when statement", [
            ("2021", "talks"), ("2021-05-06", "attack"), ("2022", "gas-c")]),
        ("timeline", {"actor": "A", "after": "2021-06"}, "when statement", [
            ("2021", "talks"), ("2022", "gas-c")]),
        ("undated", {}, "statement", [
            ("condemn",), ("no",), ("ban",), ("deps2",), ("deps",)]),
        ("waivers", {}, "waiver suspends who whom statement", [("Waiver", "Ban", "B", "A", "ban")]),
    ],
)  # fmt: skip
def test_the_answer_is_the_one_counted_by_hand(
    name: str, options: dict[str, object], columns: str, rows: list[tuple[str, ...]]
) -> None:
    assert answer(name, *columns.split(), **options) == rows


def test_every_named_query_has_an_answer_worked_by_hand_above() -> None:
    marks = test_the_answer_is_the_one_counted_by_hand.pytestmark  # type: ignore[attr-defined]
    assert {case[0] for case in marks[0].args[1]} == set(kg.named_queries())


SHIPPED = kg.load(kg.shipped())


@pytest.mark.parametrize("name", kg.named_queries())
def test_every_named_query_describes_itself_and_answers_on_the_shipped_case(name: str) -> None:
    asked = named_query(name)
    assert asked.title
    assert asked.question.endswith("?")
    assert all(p.kind in KINDS and p.default and p.help for p in asked.parameters)
    found = kg.run_named(SHIPPED, name)
    assert isinstance(found, kg.Rows)
    assert len(found) > 0
    assert found == kg.run_named(SHIPPED, name)


@pytest.mark.parametrize("name", kg.named_queries())
def test_the_order_of_every_named_query_is_settled_by_its_text(name: str) -> None:
    """Its rows come out the same when they are sorted anew by its ORDER BY's own columns."""
    found = kg.run_named(SHIPPED, name)
    again = kg.run_named(kg.load(kg.shipped()), name)
    assert isinstance(found, kg.Rows)
    assert isinstance(again, kg.Rows)
    assert found.to_json() == again.to_json()


def test_a_query_about_statements_takes_no_date() -> None:
    with pytest.raises(kg.OptionError) as error:
        kg.run_named(CASE, "ties", at="2020")
    assert str(error.value) == (
        "query 'ties' lists statements of any date and takes no at; "
        "'allies', 'dependence' or 'supply-chains' do"
    )


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("alies", {}, "unknown query 'alies'; did you mean 'allies'"),
        ("both-sides", {}, "unknown query 'both-sides'; did you mean 'mixed-pairs'?"),
        ("contradictions", {}, "unknown query 'contradictions'; did you mean 'status-differs'?"),
        ("allies", {"actr": "A"}, "query 'allies' has no parameter 'actr'; did you mean 'actor'?"),
        ("actors", {"x": "A"}, "query 'actors' has no parameter 'x'; it takes none"),
        ("allies", {"actor": "Z"}, "unknown actor 'Z'"),
        ("relation", {"relation": "alliedwit"}, "unknown relation type 'alliedwit'"),
        ("status", {"status": "Propsed"}, "unknown status 'Propsed'; use 'Proposed'"),
        (
            "timeline",
            {"actor": "A", "after": "May"},
            "'May' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD",
        ),
        ("confident", {"least": "high"}, "parameter 'least' must be a number, not 'high'"),
        ("confident", {"least": "nan"}, "parameter 'least' must be a number, not 'nan'"),
        ("confident", {"least": None}, "query 'confident' needs the parameter"),
        (
            "ties",
            {},
            "query 'ties' needs the parameter 'actor' here: its default 'actor:Armenia' is not",
        ),
    ],
)
def test_a_misspelt_question_is_an_error(
    name: str, options: dict[str, object], message: str
) -> None:
    with pytest.raises(kg.KgError) as error:
        kg.run_named(CASE, name, **options)  # type: ignore[arg-type]
    assert str(error.value).startswith(message)


def test_a_text_given_for_a_parameter_stays_a_text() -> None:
    hostile = '") } SELECT * { ?s ?p ?o } #'
    assert answer("instrument", "statement", name=hostile) == []
    assert answer("locator", "statement", locator="actor:A") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# titel: A\nASK {}", "q.rq:1: '# titel: A' is no line of a header; write '# title: '"),
        ("# title: A\nASK {}", "q.rq:1: header has no question; write '# question: ...'"),
        ("# title: A\n# title: B\nASK {}", "q.rq:2: title is given twice"),
        ("# title:\nASK {}", "q.rq:1: title is empty"),
        ("# parameter: x\nASK {}", "q.rq:1: 'x' is no parameter; write NAME (KIND) = DEFAULT -- HELP"),
        ("# parameter: x (colour) -- c\nASK { ?x ?p ?o }", "q.rq:1: parameter 'x' has the unknown kind"),
        ("# parameter: y (text) -- c\nASK { ?x ?p ?o }", "q.rq:1: parameter 'y' is no variable"),
    ],
)  # fmt: skip
def test_a_wrong_header_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(kg.DataError) as error:
        read_query(text, file="q.rq")
    assert str(error.value).startswith(message)


def test_the_text_of_a_named_query_can_be_run_as_it_is() -> None:
    text = named_query("sources").text
    assert query(CASE, text) == kg.run_named(CASE, "sources")
