"""The text cut as the engine cuts it, and every reading of what can be read in two ways."""

import pytest

from kg.sparql.tokens import decoded, readings, tokens


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("ASK { ?a kg:n 1 } # all", ["ASK", "{", "?a", "kg:n", "1", "}"]),
        ("'it''s' \"\"\"a\"b\"\"\"", ["'it'", "'s'", '"""a"b"""']),
        (r"'a\'b' @en--ltr", [r"'a\'b'", "@en--ltr"]),
        ("<http://e/a#b> # c", ["<http://e/a#b>"]),
        ("FILTER(?a<?b && ?c>?d)", ["FILTER", "(", "?a", "<", "?b", "&", "&", "?c", ">", "?d", ")"]),
        ("BASE <http://e/> ASK {<a> ?b _:c.d}",
         ["BASE", "<http://e/>", "ASK", "{", "<a>", "?b", "_:c.d", "}"]),
        (r"ex:a\,b%20c.d. :x", [r"ex:a\,b%20c.d", ".", ":x"]),
        ("<<( ?s ?p ?o )>> << ?s ?p ?o >>",
         ["<<(", "?s", "?p", "?o", ")>>", "<<", "?s", "?p", "?o", ">>"]),
        ("1.5e-3 .5 42", ["1.5e-3", ".5", "42"]),
        (r"\u0053ERVICE", [r"\u0053ERVICE"]),
        ("ASK { 'open }", ["ASK", "{"]),
    ],
)  # fmt: skip
def test_a_text_is_cut_into_tokens(text: str, cut: list[str]) -> None:
    assert [token.text for token in tokens(text)] == cut


def test_tokens_know_their_place_and_keyword() -> None:
    found = tokens(r"ask { ?service ex:LOAD 'SERVICE' \u006coad }")
    assert [(token.start, token.keyword) for token in found if token.keyword] == [
        (0, "ASK"), (33, "LOAD"),
    ]  # fmt: skip


def test_no_more_tokens_are_made_than_asked_for() -> None:
    assert len(tokens("a " * 1_000_000, limit=10)) == 10


def test_a_smaller_than_sign_opens_an_iri_in_one_reading_and_none_in_another() -> None:
    texts = {token.text for token in readings("?a<b>SERVICE")}
    assert {"<b>", "b", "SERVICE"} <= texts


@pytest.mark.parametrize(
    ("text", "plain"),
    [(r"\u0041\U00000042", "AB"), (r"\u004", r"\u004"), (r"\UFFFFFFFF", r"\UFFFFFFFF")],
)
def test_escapes_of_code_points_are_decoded(text: str, plain: str) -> None:
    assert decoded(text) == plain
