"""Queries in a process of their own: the engine's very answers, and an end to what would not end.

The texts go to the worker without the guard, which would refuse some of them.
"""

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.errors import OptionError, QueryError, Refused
from kg.sparql import process
from kg.sparql.client import Client, Request
from tests.shared import shared

XSD = "http://www.w3.org/2001/XMLSchema#"
LEFT, RIGHT = pyoxigraph.BaseDirection.LTR, pyoxigraph.BaseDirection.RTL
P, G = NamedNode("http://e/p"), NamedNode("http://e/g")
TYPED = [
    ("01", "integer"), ("+1", "integer"), ("-0", "integer"), ("abc", "integer"), ("", "integer"),
    ("0.90", "decimal"), (".5", "decimal"), ("1.", "decimal"), ("1e5", "double"), ("INF", "double"),
    ("true", "boolean"), ("1", "boolean"), ("TRUE", "boolean"), ("1992", "gYear"),
]  # fmt: skip
TEXTS = ["", " ", "a\tb", "a\nb\r", 'say "hi" \\n', "\0\x01\x7f\x85", "\u2028\ufffe", "𝄞é"]
TERMS: list[NamedNode | BlankNode | Literal | Triple] = [
    *(NamedNode(iri) for iri in ("http://e/a%20b", "http://e/é", "urn:x", "http://e/it's(1)")),
    *(BlankNode(label) for label in ("abc", "0a", "f" * 32, "a.b-c", "Ünï")),
    *(Literal(text) for text in TEXTS),
    *(Literal(text, datatype=NamedNode(XSD + kind)) for text, kind in TYPED),
    Literal("x", datatype=NamedNode("http://e/kind")),
    Literal("hello", language="en-gb"),
    Literal("שלום", language="he", direction=RIGHT),
    Triple(BlankNode("abc"), P, Literal("a\n", language="en", direction=LEFT)),
    Triple(NamedNode("http://e/s"), P, Triple(BlankNode("0a"), P, Literal("1"))),
]
STORE = pyoxigraph.Store()
STORE.extend(
    [
        *(Quad(NamedNode(f"http://e/s{number}"), P, term) for number, term in enumerate(TERMS)),
        Quad(BlankNode("abc"), P, NamedNode("http://e/twice")),
        Quad(BlankNode("abc"), P, NamedNode("http://e/twice"), G),
        Quad(NamedNode("http://e/inside"), P, Literal("g"), G),
    ]
)
STORE.add_graph(NamedNode("http://e/empty"))

WAYS = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]
ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?a{n} ?b{n} ?c{n} .' for n in range(8))} }}"
DEEP = f"SELECT * {'{' * 2191}{'}' * 2191}"
DOUBLED = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(30))
GREEDY = f"SELECT (STRLEN(?v30) AS ?n) {{ BIND('aaaaaaaaaa' AS ?v0) {DOUBLED} }}"
HUNDRED = " ".join(map(str, range(100)))
MILLION, BILLIONS = (
    f"SELECT * {{ {' '.join(f'VALUES ?{name} {{ {HUNDRED} }}' for name in names)} }}"
    for names in ("abc", "abcdef")
)
MIB = 1 << 20


# Tests that wait for a deadline or a large answer: the quick suite runs them in the first way alone.
LONG = pytest.mark.parametrize(
    "way",
    [WAYS[0], *(pytest.param(each, marks=pytest.mark.slow) for each in WAYS[1:])],
    indirect=True,
)

# Where other tests have left threads of polars behind, which do not matter to a fork that leaves it alone.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning")


@pytest.fixture(scope="module", autouse=True, params=WAYS)
def way(request: pytest.FixtureRequest) -> Iterator[str]:
    """How workers come about in a test: each holds for both ways."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.sparql.client.is_alone", lambda: request.param == "fork")
        yield request.param


@pytest.fixture(scope="module")
def shared_client(way: str) -> Iterator[Client]:  # before it
    with Client(STORE) as client:
        yield client


@pytest.fixture
def client(shared_client: Client) -> Client:
    return shared_client


def refusal(client: Client, text: str, **options: float) -> str:
    """The name of the refusal of a query."""
    with pytest.raises(Refused) as refused:
        list(client.ask(Request(text), **options).pieces())  # type: ignore[arg-type]
    assert str(refused.value).startswith(refused.value.name + ": ")
    return refused.value.name


def count(client: Client) -> int:
    """The number of triples in the default graph, as the worker counts them."""
    return len(list(client.ask(Request(ALL)).rows()))


@pytest.mark.parametrize(
    "text",
    [
        ALL,
        "SELECT * { ?s ?p ?o }",
        "SELECT ?o ?nothing { ?s ?p ?o } ORDER BY ?s",
        "SELECT ?g ?s ?o { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?g { GRAPH ?g {} }",
        "SELECT ?x { VALUES ?x { UNDEF '' UNDEF 1 } }",
        "SELECT ?x ?y { VALUES (?x ?y) { (UNDEF UNDEF) (UNDEF '') (1 UNDEF) } }",
        "SELECT * {}",
        "SELECT ?x { FILTER(false) }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
    ],
)
def test_rows_are_those_of_the_engine(client: Client, text: str) -> None:
    own = STORE.query(text)
    assert isinstance(own, pyoxigraph.QuerySolutions)
    answer = client.ask(Request(text))
    assert answer.form == "rows"
    assert answer.variables == tuple(variable.value for variable in own.variables)
    rows, wanted = list(answer.rows()), [tuple(solution) for solution in own]
    if "ORDER BY" not in text:
        rows.sort(key=str)
        wanted.sort(key=str)
    assert rows == wanted


@pytest.mark.parametrize(
    "text",
    [
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "CONSTRUCT { ?o ?p ?s } { ?s ?p ?o }",
        "DESCRIBE <http://e/s3>",
    ],
)
def test_triples_are_those_of_the_engine(client: Client, text: str) -> None:
    own = STORE.query(text)
    assert isinstance(own, pyoxigraph.QueryTriples)
    answer = client.ask(Request(text))
    assert answer.form == "triples"
    assert set(answer.triples()) == set(own)


@pytest.mark.parametrize(("text", "yes"), [("ASK { ?s ?p 'g' }", False), ("ASK {}", True)])
def test_yes_and_no_are_those_of_the_engine(client: Client, text: str, yes: bool) -> None:
    answer = client.ask(Request(text))
    assert (answer.form, answer.yes, list(answer.pieces())) == ("yes-no", yes, [])


def test_the_union_of_all_graphs_has_each_triple_once(client: Client) -> None:
    rows = list(client.ask(Request(ALL, union=True)).rows())
    assert len(rows) == len(set(rows)) == len(TERMS) + 2


def test_prefixes_are_ready(client: Client) -> None:
    prefixes = {"e": "http://e/", "": "http://e/"}
    assert client.ask(Request("ASK { ?s e:p :it\\'s\\(1\\) }", prefixes=prefixes)).yes


def test_a_blank_node_is_given_by_a_function(client: Client) -> None:
    text = "SELECT ?o { BIND(<urn:given>() AS ?s) ?s ?p ?o }"
    rows = list(client.ask(Request(text, nodes={"urn:given": "abc"})).rows())
    assert rows == [(NamedNode("http://e/twice"),)]


def test_quads_can_be_left_out_of_one_question(client: Client) -> None:
    whole = count(client)
    some = tuple(STORE.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))[:7]
    without = client.ask(Request(ALL, without=(*some, Quad(P, P, P))))
    assert len(list(without.rows())) == whole - 7
    assert count(client) == whole


def test_functions_of_the_engine_need_no_files(client: Client) -> None:
    text = (
        "SELECT (BNODE() AS ?b) (UUID() AS ?u) (RAND() AS ?r) (NOW() AS ?n) (SHA512('x') AS ?h) {}"
    )
    (row,) = client.ask(Request(text)).rows()
    assert None not in row


@pytest.mark.parametrize("text", ["SELEC", "SELECT * { ?s nowhere:p ?o }"])
def test_what_the_engine_raises_is_raised(client: Client, text: str) -> None:
    with pytest.raises(SyntaxError) as own:
        STORE.query(text)
    with pytest.raises(SyntaxError) as told:
        client.ask(Request(text))
    assert str(told.value) == str(own.value)
    assert client.ask(Request("ASK {}")).yes


def test_questions_share_a_process(client: Client) -> None:
    assert {(count(client), client.pid) for _ in range(10)} == {(count(client), client.pid)}


def test_threads_share_a_client(client: Client) -> None:
    counts: list[int] = []

    def ask() -> None:
        counts.extend(count(client) for _ in range(50))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [count(client)] * 200


def test_a_change_is_told_to_the_worker() -> None:
    store = pyoxigraph.Store()
    first, second = Quad(BlankNode("a"), P, P), Quad(BlankNode("a"), P, Literal("é"), G)
    store.add(first)
    with Client(store) as client:
        client.change(add=[second])  # there is no worker yet, and the store has not changed
        assert count(client) == 1
        pid = client.pid
        client.change(remove=[first], add=[second])
        rows = list(client.ask(Request(ALL, union=True)).rows())
        assert (rows, client.pid) == ([(BlankNode("a"), P, Literal("é"))], pid)
        client.close()
        assert client.pid is None
        assert count(client) == 1


@LONG
@pytest.mark.parametrize("polled", [True, False])
def test_a_deadline_holds(monkeypatch: pytest.MonkeyPatch, polled: bool) -> None:
    if not polled:
        monkeypatch.setattr(process, "poll", None)
    with Client(STORE) as client:
        assert count(client)
        pid = client.pid or 0
        start = time.monotonic()
        assert refusal(client, ENDLESS, deadline=0.3) == "query-timeout"
        assert time.monotonic() - start < 0.8
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
        assert client.pid is None
        assert count(client)


@LONG
@pytest.mark.parametrize("name", ["cartesian-4", "cartesian-order", "bgp-200"])
def test_a_deadline_holds_for_the_hostile_corpus(name: str) -> None:
    text = (shared("badinput") / "sparql" / f"{name}.rq").read_text(encoding="utf-8")
    store = pyoxigraph.Store()
    store.extend(Quad(NamedNode(f"http://e/{n}"), P, Literal(str(n))) for n in range(2_000))
    with Client(store) as client:
        assert count(client) == 2_000
        start = time.monotonic()
        assert refusal(client, text, deadline=0.3) == "query-timeout"
        assert time.monotonic() - start < 0.8


def test_a_deadline_leaves_time() -> None:
    with pytest.raises(OptionError, match="a timeout of 0 s leaves no time"):
        Client(STORE).ask(Request(ALL), deadline=0)


@LONG
@pytest.mark.skipif(sys.platform != "linux", reason="the limit on memory holds on Linux")
def test_memory_has_a_limit() -> None:
    with Client(STORE, memory=256 * MIB) as client:
        assert refusal(client, GREEDY) == "engine-out-of-memory"
        assert count(client)


@pytest.mark.skipif(sys.platform == "win32", reason="the stack is another one")
def test_a_crash_of_the_engine_is_a_refusal() -> None:
    with Client(STORE) as client:
        assert refusal(client, DEEP) == "engine-crashed"
        assert client.pid is None
        assert count(client)


def test_a_worker_that_was_killed_is_replaced() -> None:
    with Client(STORE) as client:
        assert count(client)
        pid = client.pid
        assert pid is not None
        os.kill(pid, signal.SIGTERM)
        with suppress(Refused):  # if it was still alive when it was asked
            count(client)
        assert count(client)
        assert client.pid not in (None, pid)


def test_an_answer_has_a_limit(client: Client) -> None:
    pid = client.pid
    assert refusal(client, MILLION, max_bytes=MIB) == "result-too-large"
    assert client.pid == pid


def test_a_row_too_long_to_be_read_is_refused(client: Client) -> None:
    pid = client.pid
    doubled = " ".join(f"BIND(CONCAT(?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(19))
    with pytest.raises(Refused, match="^result-too-large: a row of the answer has over 4,194,304"):
        list(client.ask(Request(f"SELECT ?v19 {{ BIND('aaaaaaaaaa' AS ?v0) {doubled} }}")).rows())
    assert client.ask(Request("ASK {}")).yes
    assert client.pid == pid


@LONG
def test_rows_come_before_the_last_one_is_known() -> None:
    """So many rows could be neither made nor held."""
    with Client(STORE, memory=256 * MIB) as client:
        rows = client.ask(Request(BILLIONS)).rows()
        assert len([next(rows) for _ in range(100_000)]) == 100_000


def test_an_answer_closed_early_costs_no_worker(client: Client) -> None:
    assert count(client)
    pid = client.pid
    client.ask(Request(MILLION)).close()
    for _ in client.ask(Request(MILLION)).rows():
        break
    assert client.ask(Request("ASK {}")).yes
    assert client.pid == pid


def test_the_next_question_closes_an_answer(client: Client) -> None:
    pid = client.pid
    rows = client.ask(Request(MILLION)).rows()
    next(rows)
    assert client.ask(Request("ASK {}")).yes
    with pytest.raises(QueryError, match="the answer is closed"):
        list(rows)
    assert client.pid == pid


def test_a_forgotten_answer_holds_nobody_up(client: Client) -> None:
    def forget() -> None:
        next(client.ask(Request(MILLION)).rows())

    thread = threading.Thread(target=forget)
    thread.start()
    thread.join()
    assert client.ask(Request("ASK {}")).yes


@LONG
def test_closing_stops_a_query_of_another_thread() -> None:
    refused: list[str] = []
    with Client(STORE) as client:
        assert count(client)
        thread = threading.Thread(target=lambda: refused.append(refusal(client, ENDLESS)))
        thread.start()
        time.sleep(0.2)
        client.close()
        thread.join(5)
        assert refused == ["query-stopped"]
        assert count(client)


@pytest.fixture
def server() -> Iterator[tuple[str, socket.socket]]:
    """An address where somebody listens, and the socket on which they do."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/", listening


@LONG
@pytest.mark.skipif(sys.platform != "linux", reason="files and sockets are shut off on Linux")
@pytest.mark.parametrize("on_disk", [False, True])
def test_nothing_is_fetched(
    server: tuple[str, socket.socket], tmp_path: Path, on_disk: bool
) -> None:
    address, listening = server
    with Client(on_disk_copy(tmp_path) if on_disk else STORE) as client:
        with pytest.raises(OSError, match="not permitted|open files"):
            list(client.ask(Request(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}")).rows())
        assert count(client)
    with pytest.raises(TimeoutError):
        listening.accept()


def on_disk_copy(folder: Path) -> Path:
    """A checkpoint of the data in a directory."""
    store = pyoxigraph.Store(folder / "store")
    store.bulk_extend(STORE)
    store.backup(folder / "checkpoint")
    return folder / "checkpoint"


def test_a_store_on_disk_answers_the_same(tmp_path: Path, client: Client) -> None:
    with Client(on_disk_copy(tmp_path)) as reader:
        for union in (False, True):
            request = Request(ALL, union=union)
            assert set(reader.ask(request).rows()) == set(client.ask(request).rows())
        with pytest.raises(OptionError, match="only read"):
            reader.ask(Request(ALL, without=(Quad(P, P, P),)))


def test_a_directory_without_a_store_is_a_refusal(tmp_path: Path) -> None:
    with Client(tmp_path / "nothing") as client:
        assert refusal(client, ALL) == "engine-crashed"


ASKING = f"""
    import os, sys, time
    import pyoxigraph
    import kg.sparql.client
    from kg.sparql.client import Client, Request
    store = pyoxigraph.Store()
    store.extend(
        pyoxigraph.Quad(pyoxigraph.NamedNode(f"http://e/{{n}}"), *[pyoxigraph.NamedNode("http://e/p")] * 2)
        for n in range(300)
    )
    kg.sparql.client.is_alone = lambda: WAY == "fork"
    client = Client(store)
    assert client.ask(Request("ASK {{ ?s ?p ?o }}")).yes
    print(client.pid, flush=True)
    ENDLESS = {ENDLESS!r}
"""


def program(way: str, rest: str) -> str:
    """A program that has a client, prints its worker's number, and goes on."""
    return f"WAY = {way!r}\n{textwrap.dedent(ASKING)}{rest}"


def asking(way: str, rest: str, *, start_new_session: bool = False) -> "subprocess.Popen[str]":
    """A process with a client, that has printed its worker's number."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", program(way, rest)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=start_new_session,
    )


def gone(pid: int, seconds: float = 2.0) -> bool:
    """Whether a process has ended, or soon does; one whose parent is dead may not be buried yet."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(FileNotFoundError):
            if ") Z " in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8"):
                return True
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


@LONG
@pytest.mark.skipif(sys.platform == "win32", reason="signals are other ones")
def test_an_interrupt_ends_the_query_at_once(way: str) -> None:
    """To the whole group, as a terminal sends it."""
    with asking(way, "list(client.ask(Request(ENDLESS)).rows())", start_new_session=True) as asker:
        assert asker.stdout is not None
        pid = int(asker.stdout.readline())
        time.sleep(0.3)
        start = time.monotonic()
        os.killpg(asker.pid, signal.SIGINT)
        _, said = asker.communicate(timeout=10)
    assert time.monotonic() - start < 1
    assert said.splitlines()[-1] == "KeyboardInterrupt"
    assert "Refused" not in said
    assert gone(pid)


@LONG
@pytest.mark.skipif(sys.platform == "win32", reason="signals are other ones")
def test_a_worker_ends_with_whoever_asked(way: str) -> None:
    with asking(way, "list(client.ask(Request(ENDLESS)).rows())") as asker:
        assert asker.stdout is not None
        pid = int(asker.stdout.readline())
        time.sleep(0.3)
        asker.kill()
        asker.communicate()
    assert gone(pid)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are other ones")
def test_nothing_is_left_at_the_end_of_the_program(way: str) -> None:
    with asking(way, "") as asker:
        out, said = asker.communicate(timeout=10)
    assert (asker.returncode, said) == (0, "")
    assert gone(int(out))


def test_a_worker_starts_wherever_the_engine_was_found(tmp_path: Path, way: str) -> None:
    """In another folder, without site-packages on the way, and with a trap in the way."""
    (tmp_path / "pyoxigraph.py").write_text("raise SystemExit(3)\n", encoding="utf-8")
    code = program(
        way, "sys.path[:] = []; client.close(); print(client.ask(Request('ASK {}')).yes)"
    )
    ran = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.splitlines()[1:] == ["True"], ran.stderr
