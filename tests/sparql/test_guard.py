"""What would reach out, write or crash is refused by name; text that only holds the words is not."""

import re
import tarfile
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import QueryError
from kg.iris import PREFIXES
from kg.sparql.guard import MAX_BYTES, MAX_DEPTH, MAX_TOKENS, check_query, check_update
from tests.shared import shared

REMOTE = "<http://127.0.0.1:9/>"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT * {{ SERVICE {REMOTE} {{ ?s ?p ?o }} }}",
        f"SELECT * {{ serVice siLENT {REMOTE} {{ }} }}",
        f"SELECT * {{ SERVICE{REMOTE}{{}} }}",
        f"SELECT * {{ SERVICE # here\n {REMOTE} {{}} }}",
        f"SELECT * {{ SERVICE#{{\n{REMOTE} {{}} }}",
        rf"SELECT * {{ \u0053ERVICE {REMOTE} {{}} }}",
        rf"SELECT * {{ S\U00000045RVICE {REMOTE} {{}} }}",
        f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE {REMOTE} {{ ?s ?p ?o }} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ SERVICE {REMOTE} {{}} }} }}",
        f"ASK {{ {{ SELECT * {{ SERVICE {REMOTE} {{}} }} }} }}",
        "PREFIX ex: <http://127.0.0.1:9/> SELECT * { SERVICE ex:sparql {} }",
        "PREFIX ex: <http://127.0.0.1:9/> SELECT * { SERVICEex:sparql {} }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE : {} }",
        "SELECT * { kg:a kg:b kg:c SERVICE kg:d {} }",
        "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } SERVICE ?x {} }",
        f"SELECT * {{ ?s ?p 'a' . SERVICE {REMOTE} {{}} ?s ?p 'b' }}",
        f"SELECT * {{ FILTER(?a<?b) SERVICE {REMOTE} {{}} FILTER(?c>?d) }}",
        f"SELECT * {{ ?s ?p 1SERVICE {REMOTE} {{}} }}",
        f"SELECT * {{ ?s ?p trueSERVICE {REMOTE} {{}} }}",
        f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE {REMOTE} {{ ?s ?p ?o }} }}",
        f"DESCRIBE ?s {{ SERVICE {REMOTE} {{ ?s ?p ?o }} }}",
    ],
)
def test_service_is_refused_in_every_spelling(text: str) -> None:
    with pytest.raises(QueryError, match="^SERVICE is refused: kg never asks another endpoint"):
        check_query(text)


@pytest.mark.parametrize(
    "text",
    [
        f"LOAD {REMOTE}",
        f"load silent {REMOTE} into graph kg:g",
        rf"\u004cOAD {REMOTE}",
        f"INSERT DATA {{}} ; LOAD {REMOTE}",
        f"# a comment\nLOAD # another\n{REMOTE}",
        "PREFIX ex: <http://127.0.0.1:9/> LOADex:data",
    ],
)
def test_load_is_refused_in_every_spelling(text: str) -> None:
    for check in (check_query, check_update):
        with pytest.raises(QueryError, match="^LOAD is refused: kg never fetches"):
            check(text)


def test_an_update_may_not_ask_another_endpoint() -> None:
    text = f"INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE {REMOTE} {{ ?s ?p ?o }} }}"
    with pytest.raises(QueryError, match="^SERVICE is refused"):
        check_update(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("INSERT DATA { kg:a kg:b kg:c }", "INSERT"),
        ("PREFIX e: <http://e/> delete where { ?s ?p ?o }", "DELETE"),
        ("BASE <http://e/> CLEAR ALL", "CLEAR"),
        ("DROP GRAPH kg:g", "DROP"),
        ("CREATE GRAPH kg:g", "CREATE"),
        ("ADD kg:a TO kg:b", "ADD"),
        ("MOVE kg:a TO kg:b", "MOVE"),
        ("COPY kg:a TO kg:b", "COPY"),
        ("WITH kg:g DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        (r"\u0049NSERT DATA { kg:a kg:b kg:c }", "INSERT"),
    ],
)
def test_an_update_is_no_query(text: str, word: str) -> None:
    with pytest.raises(QueryError, match=f"^{word} is refused: this is an update; use kg.update"):
        check_query(text)


@pytest.mark.parametrize(
    ("clause", "graph"),
    [
        (f"FROM {REMOTE}", "http://127.0.0.1:9/"),
        (f"from named {REMOTE}", "http://127.0.0.1:9/"),
        ("FROM kg:g", PREFIXES["kg"] + "g"),
        (f"FROM <http://e/known> FROM {REMOTE}", "http://127.0.0.1:9/"),
        (r"FROM <http://127.0.0.1:9/\u0061>", "http://127.0.0.1:9/a"),
    ],
)
def test_from_names_only_graphs_that_are_there(clause: str, graph: str) -> None:
    with pytest.raises(QueryError) as error:
        check_query(f"SELECT * {clause} {{ ?s ?p ?o }}", graphs=frozenset({"http://e/known"}))
    assert str(error.value) == (
        f"FROM '{graph}' is refused: the dataset has no such graph and kg never fetches"
    )


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * FROM <http://e/known> FROM NAMED <http://e/known> { ?s ?p ?o }",
        "SELECT ?service ?load { ?service kg:service ?load }",
        "SELECT * { ?s kg:note 'SERVICE <http://e/> { }' } # SERVICE <http://e/> {}",
        'SELECT * { ?s kg:note """LOAD <http://e/> ; \'SERVICE\'""" }',
        "SELECT * { <http://e/SERVICE> kg:LOAD <http://e/LOAD> }",
        "PREFIX service: <http://e/> PREFIX load: <http://e/> SELECT * { service:a load:b ?c }",
        "SELECT * { ?s kg:insert 'INSERT DATA', 'FROM <http://e/x>' }",
        "SELECT * { _:service kg:a ?b ; kg:selfService ?c ; kg:service.load ?d }",
        "SELECT * { FILTER(?a < ?b && ?c > 3) }",
        "SELECT * { ?s ?p 'x'@en-service }",
    ],
)
def test_text_that_only_holds_the_words_is_taken(text: str) -> None:
    check_query(text, graphs=frozenset({"http://e/known"}))
    pyoxigraph.Store().query(text, prefixes=PREFIXES)


def test_an_update_within_bounds_is_taken() -> None:
    check_update("INSERT DATA { kg:a kg:note 'LOAD <http://e/>' } ; CLEAR GRAPH kg:g")


def test_a_text_too_long_has_too_many_tokens_or_is_too_deep_is_refused() -> None:
    fits = "ASK {} #" + "é" * ((MAX_BYTES - 8) // 2)
    check_query(fits)
    with pytest.raises(
        QueryError, match=r"^query-too-long: query of 65,538 bytes; the limit is 65,536"
    ):
        check_query(fits + "é")
    check_query("ASK {" + " ;" * (MAX_TOKENS - 3) + "}")
    with pytest.raises(QueryError, match=r"^query-too-long: query of over 5,000 tokens"):
        check_query("ASK {" + " ;" * (MAX_TOKENS - 2) + "}")
    check_query("ASK " + "{" * MAX_DEPTH + "}" * MAX_DEPTH)
    for opened, closed in ("{}", "()", "[]"):
        with pytest.raises(QueryError, match="^query-too-deep: brackets of the query are nested"):
            check_query(f"ASK {{ {opened * MAX_DEPTH} {closed * MAX_DEPTH} }}")
    with pytest.raises(QueryError, match="^query-too-deep: brackets of the update are nested"):
        check_update("INSERT DATA " + "{" * 200)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(QueryError, match="half of a surrogate pair"):
        check_query("ASK { ?s ?p '\ud800' }")


@pytest.mark.slow
def test_the_w3c_queries_and_updates_are_judged_rightly(tmp_path: Path) -> None:
    """Refused for reaching out are those with the word outside comments: in this suite that is enough."""
    with tarfile.open(shared("w3c-rdf-sparql") / "rdf-tests.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    wrong, judged = [], 0
    for path in sorted(tmp_path.rglob("*.r[qu]")):
        text = path.read_bytes().decode("utf-8", "replace")
        check = check_update if path.suffix == ".ru" else check_query
        try:
            check(text)
            outcome = ""
        except QueryError as error:
            outcome = str(error).split(" ")[0]
        reaches = re.search(r"\b(SERVICE|LOAD)\b", re.sub("#[^\n]*", "", text), re.IGNORECASE)
        expected = {reaches[1].upper()} if reaches else {"", "FROM"}  # no dataset, so no graph
        judged += 1
        if outcome not in expected:
            wrong.append((str(path.relative_to(tmp_path)), outcome))
    assert wrong == []
    assert judged == 977
