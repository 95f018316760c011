"""Answers in every format, against the engine's own writers and the W3C specifications' examples."""

import json

import pandas
import pyoxigraph
import pytest
import rdflib

import kg
from kg.sparql.answers import FORMAT_NAMES, Answer, serialize
from tests.factory import act, dataset, stmt, tie

XSD = "http://www.w3.org/2001/XMLSchema#"
LITERALS = """
SELECT * {
  VALUES (?text ?tagged ?whole ?exact ?double ?flag ?year ?iri ?nothing) {
    ("plain, \\"quoted\\"\\nand broken\\t" "hallo"@de 7 0.5 1.5e0 true "1992"^^xsd:gYear actor:A UNDEF)
    ("=1+1" "" -1 -0.5 -1.5e0 false "2022-09"^^xsd:gYearMonth <http://e/\u00e9> "x")
  }
}
"""
NAMES = ("text", "tagged", "whole", "exact", "double", "flag", "year", "iri", "nothing")


def rows(text: str = LITERALS, data: kg.Dataset | None = None) -> kg.Rows:
    found = kg.query(data or dataset(), text)
    assert isinstance(found, kg.Rows)
    return found


def by_engine(answer: kg.Rows, form: pyoxigraph.QueryResultsFormat) -> str:
    """The same rows as the engine writes them, from its own query."""
    columns = " ".join(f"?{name}" for name in answer.columns)
    own = pyoxigraph.Store().query(
        LITERALS.replace("SELECT *", f"SELECT {columns}") + "ORDER BY DESC(?text)",
        prefixes={"xsd": XSD, "actor": act("")},
    )
    assert isinstance(own, pyoxigraph.QuerySolutions)
    return (own.serialize(format=form) or b"").decode()


ORDERED = LITERALS + "ORDER BY DESC(?text)"


def test_rows_are_named_tuples_of_rdflib_terms_and_none_where_unbound() -> None:
    first = rows(ORDERED)[0]
    assert first._fields == NAMES
    assert first == (
        rdflib.Literal('plain, "quoted"\nand broken\t'),
        rdflib.Literal("hallo", lang="de"),
        rdflib.Literal("7", datatype=rdflib.XSD.integer),
        rdflib.Literal("0.5", datatype=rdflib.XSD.decimal),
        rdflib.Literal("1.5", datatype=rdflib.XSD.double),
        rdflib.Literal("true", datatype=rdflib.XSD.boolean),
        rdflib.Literal("1992", datatype=rdflib.XSD.gYear),
        rdflib.URIRef(act("A")),
        None,
    )


def test_a_column_that_is_no_name_for_a_field_is_found_by_its_place() -> None:
    answer = rows("SELECT ?class ?x { VALUES (?class ?x) { (1 2) } }")
    assert answer.columns == ("class", "x")
    assert answer[0]._fields == ("_0", "x")
    assert list(map(str, answer[0])) == ["1", "2"]


def test_rows_are_a_sequence() -> None:
    answer = rows("SELECT ?x { VALUES ?x { 3 1 2 } }")
    assert (len(answer), [str(row.x) for row in answer], str(answer[-1].x)) == (
        3,
        ["1", "2", "3"],
        "3",
    )
    assert [str(row.x) for row in answer[1:]] == ["2", "3"]
    assert repr(answer) == "<kg.Rows: 3 of x>"


@pytest.mark.parametrize("form", ["JSON", "TSV", "XML", "CSV"])
def test_w3c_formats_say_what_the_engine_says(form: str) -> None:
    answer = rows(ORDERED)
    written = {
        "JSON": answer.to_json(), "TSV": answer.to_tsv(), "XML": answer.to_xml(),
        "CSV": answer.to_csv(exact=True),
    }[form]  # fmt: skip
    expected = by_engine(answer, getattr(pyoxigraph.QueryResultsFormat, form))
    if form == "JSON":
        assert json.loads(written) == json.loads(expected)
    else:
        assert written == expected


def test_json_is_that_of_the_specification() -> None:
    """SPARQL 1.1 Query Results JSON Format, section 3.2.2: how each kind of term is written."""
    answer = rows(
        'SELECT ?i ?p ?l ?d { VALUES (?i ?p ?l ?d) { (<http://e/i> "p" "l"@en "1"^^<http://e/d>) } }'
    )
    assert json.loads(answer.to_json()) == {
        "head": {"vars": ["i", "p", "l", "d"]},
        "results": {
            "bindings": [
                {
                    "i": {"type": "uri", "value": "http://e/i"},
                    "p": {"type": "literal", "value": "p"},
                    "l": {"type": "literal", "value": "l", "xml:lang": "en"},
                    "d": {"type": "literal", "value": "1", "datatype": "http://e/d"},
                }
            ]
        },
    }


def test_csv_and_tsv_are_those_of_the_specification() -> None:
    """SPARQL 1.1 Query Results CSV and TSV Formats, sections 3 and 4."""
    answer = rows(
        'SELECT ?x ?literal { VALUES (?x ?literal) { (<http://example/x> "String") '
        '(<http://example/y> "String-with-dquote\\"") (UNDEF "missing \'x\'") (UNDEF UNDEF) '
        '(<http://example/z> "String with lang"@en) (<http://example/w> 123) } } ORDER BY ?x'
    )
    assert sorted(answer.to_csv().split("\r\n")) == sorted([
        "x,literal", ",missing 'x'", ",", "http://example/w,123", "http://example/x,String",
        'http://example/y,"String-with-dquote"""', "http://example/z,String with lang", "",
    ])  # fmt: skip
    assert sorted(answer.to_tsv().split("\n")) == sorted([
        "?x\t?literal", '\t"missing \'x\'"', "\t", "<http://example/w>\t123",
        '<http://example/x>\t"String"', '<http://example/y>\t"String-with-dquote\\""',
        '<http://example/z>\t"String with lang"@en', "",
    ])  # fmt: skip


def test_a_cell_that_a_spreadsheet_would_run_is_quoted_unless_exactness_is_asked() -> None:
    answer = rows("SELECT ?x { VALUES ?x { '=1+1' '@a' -5 '+x' } }")
    assert answer.to_csv().split("\r\n") == ["x", "'+x", "-5", "'=1+1", "'@a", ""]
    assert answer.to_csv(exact=True).split("\r\n") == ["x", "+x", "-5", "=1+1", "@a", ""]


def test_displays_for_people_shorten_iris() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    answer = rows("SELECT ?x ?l { ?x kg:alliedWith actor:B ; skos:prefLabel ?l }", data)
    assert str(answer) == "x        l\n──────────\nactor:A  A\n"
    assert answer.to_markdown() == "| x | l |\n| --- | --- |\n| actor:A | A |\n"
    assert "actor:A" in answer._repr_html_()
    hostile = rows("SELECT ?x { VALUES ?x { '<script>|</script>' } }")
    assert "<script>" not in hostile._repr_html_()
    assert hostile.to_markdown().count("\n") == 3


def test_a_data_frame_has_numbers_and_booleans_as_such_and_dates_as_written() -> None:
    frame = rows(ORDERED).to_pandas()
    assert list(frame.columns) == list(NAMES)
    first = frame.iloc[0].to_dict()
    assert pandas.isna(first.pop("nothing"))
    assert first == {
        "text": 'plain, "quoted"\nand broken\t', "tagged": "hallo", "whole": 7, "exact": 0.5,
        "double": 1.5, "flag": True, "year": "1992", "iri": act("A"),
    }  # fmt: skip
    assert list(rows("SELECT ?x {} LIMIT 0").to_pandas().columns) == ["x"]


def test_yes_and_no_are_booleans_that_say_so() -> None:
    yes, no = kg.YesNo(value=True), kg.YesNo(value=False)
    assert (bool(yes), bool(no), yes == kg.YesNo(value=True), yes != no) == (
        True,
        False,
        True,
        True,
    )
    assert (str(yes), str(no), repr(no)) == ("yes", "no", "<kg.YesNo: no>")
    assert json.loads(no.to_json()) == {"head": {}, "boolean": False}
    assert "<boolean>true</boolean>" in yes.to_xml()


def test_triples_are_distinct_sorted_and_a_graph() -> None:
    data = dataset(tie("1", "A", "alliedWith", "B"), actors="A B")
    answer = kg.query(data, "CONSTRUCT { ?x kg:p 'v' . ?x kg:q ?y } WHERE { ?x kg:alliedWith ?y }")
    assert isinstance(answer, kg.Triples)
    v = "https://w3id.org/actor-kg/vocab#"
    assert answer.to_ntriples() == (
        f'<{act("A")}> <{v}p> "v" .\n<{act("A")}> <{v}q> <{act("B")}> .\n'
        f'<{act("B")}> <{v}p> "v" .\n<{act("B")}> <{v}q> <{act("A")}> .\n'
    )
    assert len(answer) == len(answer.graph) == 4
    assert set(answer.graph) == set(answer)
    again = rdflib.Graph().parse(data=answer.to_turtle(), format="turtle")
    assert set(again) == set(answer)
    assert answer.to_markdown().splitlines()[2] == "| actor:A | kg:p | v |"


def test_triple_terms_are_whole_where_the_format_knows_them() -> None:
    answer = rows("SELECT ?t { BIND(<<( actor:A kg:p 1 )>> AS ?t) }")
    said = json.loads(answer.to_json())["results"]["bindings"][0]["t"]
    assert said["type"] == "triple"
    assert said["value"]["subject"] == {"type": "uri", "value": act("A")}
    assert str(answer).splitlines()[2] == "<<( actor:A kg:p 1 )>>"
    made = kg.query(dataset(), "CONSTRUCT { actor:A kg:p <<( actor:A kg:p 1 )>> } WHERE {}")
    assert isinstance(made, kg.Triples)
    with pytest.raises(kg.QueryError, match="rdflib has no triple terms"):
        _ = made.graph


def test_a_format_that_cannot_hold_the_answer_is_refused_by_name() -> None:
    applies: dict[str, tuple[Answer, set[str]]] = {
        "rows": (rows("SELECT ?x { VALUES ?x { 1 } }"), {"table", "csv", "tsv", "json", "xml", "markdown"}),
        "a yes or no": (kg.YesNo(value=True), {"table", "json", "xml", "markdown"}),
        "triples": (kg.query(dataset(actors="A"), "DESCRIBE actor:A"), {"table", "turtle", "ntriples", "markdown"}),
    }  # fmt: skip
    for what, (answer, known) in applies.items():
        for name in FORMAT_NAMES:
            if name in known:
                assert serialize(answer, name).endswith(("\n", ">"))
            else:
                with pytest.raises(kg.OptionError, match=f"^'{name}' cannot hold {what}; use "):
                    serialize(answer, name)
    with pytest.raises(kg.OptionError, match="^unknown format 'jsno' for a yes or no; use 'table'"):
        serialize(kg.YesNo(value=True), "jsno")


def test_the_same_answer_is_the_same_bytes_whatever_blank_nodes_are_called() -> None:
    ties = [tie(str(n), "A", "alliedWith", "B", locator=f"page {n}") for n in range(4)]
    text = "SELECT ?s ?e ?l { ?s kg:evidence ?e . ?e kg:locator ?l }"
    first, second = (rows(text, dataset(*blocks, actors="A B")) for blocks in (ties, ties[::-1]))
    assert [(row.s, row.l) for row in first] == [(row.s, row.l) for row in second]
    assert str(first[0].s) == stmt("0")
