"""What a query's text says about itself, and where values are put into it."""

import pyoxigraph
import pytest

from kg.errors import OptionError
from kg.sparql.shape import Shape, read_shape, with_values


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("SELECT ?a { ?a ?b ?c }", Shape("SELECT", ("a", "b", "c"), False, False, False, 11)),
        ("select * where { ?s $o '?no' } # ?no", Shape("SELECT", ("s", "o"), False, False, True, 16)),
        ("ASK {}", Shape("ASK", (), False, False, False, 5)),
        ("SELECT ?a { ?a ?b 'ORDER BY' }", Shape("SELECT", ("a", "b"), False, False, False, 11)),
        ("SELECT ?a {} ORDER BY ?a", Shape("SELECT", ("a",), False, True, False, 11)),
        ("SELECT (COUNT(*) AS ?n) {}", Shape("SELECT", ("n",), False, False, False, 25)),
        ("CONSTRUCT { ?s ?p 1 } WHERE { ?s ?p 2 }",
         Shape("CONSTRUCT", ("s", "p"), False, False, False, 29)),
        ("CONSTRUCT WHERE { ?s ?p 2 }", Shape("CONSTRUCT", ("s", "p"), False, False, False, None)),
        ("DESCRIBE ?x", Shape("DESCRIBE", ("x",), False, False, False, None)),
        ("PREFIX e: <http://e/> SELECT ?a FROM e:g { ?a e:b 1 }",
         Shape("SELECT", ("a",), True, False, False, 42)),
        ("SELECT ?a { { SELECT ?a { ?a ?b ?c } } }", Shape("SELECT", ("a", "b", "c"), False, False, False, 11)),
        ("SELECT ?a { SELECT ?a { ?a ?b ?c } }", Shape("SELECT", ("a", "b", "c"), False, False, False, 23)),
        ("", Shape("", (), False, False, False, None)),
    ],
)  # fmt: skip
def test_the_shape_of_a_query(text: str, shape: Shape) -> None:
    assert read_shape(text) == shape


def test_values_stand_where_where_begins_on_the_same_line() -> None:
    text = "SELECT ?a\n{ ?a ?b ?c }\nORDER BY ?a"
    values: dict[str, pyoxigraph.NamedNode | pyoxigraph.Literal] = {
        "a": pyoxigraph.NamedNode("http://e/a"),
        "c": pyoxigraph.Literal('x" } "\n'),
    }
    given = with_values(text, read_shape(text), values)
    assert given == (
        'SELECT ?a\n{ VALUES (?a ?c) { (<http://e/a> "x\\" } \\"\\n") }  ?a ?b ?c }\nORDER BY ?a'
    )


def test_a_query_without_where_takes_values_at_its_end_but_no_blank_node() -> None:
    text = "DESCRIBE ?x"
    values = {"x": pyoxigraph.NamedNode("http://e/a")}
    assert with_values(text, read_shape(text), values) == (
        "DESCRIBE ?x\nVALUES (?x) { (<http://e/a>) }"
    )
    with pytest.raises(OptionError, match="a blank node can be given only to a query with WHERE"):
        with_values(text, read_shape(text), {"x": pyoxigraph.BlankNode("b")})
