"""What a fork has of the process that asks: its data, and nothing else; what is asked of all workers is in
`test_worker`, for both ways.
"""

import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from typing import NoReturn

import pyoxigraph
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import Refused
from kg.sparql.client import Client, Request
from kg.sparql.forking import Fork

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded:DeprecationWarning"),
]

P = NamedNode("http://e/p")
ALL = "SELECT ?o { ?s ?p ?o }"
UUIDS = "SELECT (UUID() AS ?id) (RAND() AS ?chance) (BNODE() AS ?node) {}"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY ?a ?d ?g ?j"


def quad(number: int) -> Quad:
    return Quad(NamedNode(f"http://e/{number}"), P, Literal(str(number)))


def store_of(*numbers: int) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.extend(map(quad, numbers))
    return store


def files_of(pid: int | str) -> list[str]:
    """The numbers of a process's open files."""
    return [file.name for file in Path(f"/proc/{pid}/fd").iterdir()]


def asked(client: Client, text: str = ALL, without: tuple[Quad, ...] = ()) -> list[str]:
    """The rows, as texts, sorted."""
    rows = client.ask(Request(text, without=without)).rows()
    return sorted(" ".join(cell.value for cell in row if cell is not None) for row in rows)  # type: ignore[union-attr]


@pytest.fixture(autouse=True)
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests leave threads of polars, which a fork that leaves polars alone can do without."""
    monkeypatch.setattr("kg.sparql.client.is_alone", lambda: True)


def run(code: str, *, stdin: int | None = None) -> str:
    """What a program prints that has `store`, `client` and `asked`; nothing on stderr."""
    start = """
        import atexit, gc, os, signal, sys, tempfile, threading
        import kg.sparql.client
        from kg.sparql.client import Client, Request
        from kg.sparql.forking import is_alone
        from tests.sparql.test_forking import asked, store_of
        kg.sparql.client.is_alone = is_alone
        store = store_of(1, 2)
        client = Client(store)
    """
    program = textwrap.dedent(start) + textwrap.dedent(code)
    line = [sys.executable, "-W", "error", "-c", program]
    root = Path(__file__).parents[2]
    ran = subprocess.run(line, stdin=stdin, capture_output=True, text=True, check=False, cwd=root)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout


def test_a_fork_has_the_data_of_the_moment() -> None:
    store = store_of(1, 2)
    with Client(store) as client:
        assert asked(client) == ["1", "2"]
        store.add(quad(3))
        assert asked(client) == ["1", "2"]
        client.close()
        assert asked(client) == ["1", "2", "3"]


def test_what_a_fork_is_told_stays_there() -> None:
    store = store_of(1, 2)
    with Client(store) as client:
        assert asked(client, without=(quad(1),)) == ["2"]
        client.change(add=[quad(3)], remove=[quad(2)])
        assert asked(client) == ["1", "3"]
    assert set(store) == {quad(1), quad(2)}


def test_data_can_be_read_here_while_a_fork_is_asked() -> None:
    store = store_of(*range(100))
    reading = iter(store)
    next(reading)
    with Client(store) as client:
        assert asked(client, without=tuple(map(quad, range(2, 100)))) == ["0", "1"]
    assert len(list(reading)) == 99


def test_forks_have_random_numbers_of_their_own() -> None:
    store = store_of(1)
    assert store.query(UUIDS)  # from here on this process has a state that forks copy
    answers = []
    for _ in range(3):
        with Client(store) as client:
            answers += asked(client, UUIDS)
    assert len({word for answer in answers for word in answer.split()}) == 3 * 3


def test_a_fork_has_three_files_and_a_session_of_its_own(tmp_path: Path) -> None:
    with (tmp_path / "open").open("w"), Client(store_of(1)) as client:
        assert asked(client)
        pid = client.pid or 0
        assert sorted(files_of(pid)) == ["0", "1", "2"]
        assert os.getsid(pid) == pid != os.getsid(0)


def test_a_fork_takes_no_signals_for_the_program() -> None:
    said: list[str] = []
    before = signal.signal(signal.SIGTERM, lambda *_: said.append("handled"))

    def act() -> None:
        os.write(1, b"begun")
        time.sleep(60)
        os.write(2, repr(said).encode())

    try:
        fork = Fork(act)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert os.read(fork.source, 5) == b"begun"
    os.kill(fork.pid, signal.SIGTERM)
    assert (fork.wait(5), fork.said()) == (-signal.SIGTERM, b"")
    fork.end()


def test_the_program_runs_and_ends_once() -> None:
    """Neither buffers nor exit handlers nor finalizers of garbage are a fork's."""
    said = run("""
        atexit.register(print, "over")
        class Tidy:
            def __del__(self):
                print("tidied by", "the program" if os.getpid() == owner else "a fork")
        owner = os.getpid()
        gc.disable()
        loop = Tidy()
        loop.itself = loop
        del loop
        sys.stdout.write("begun, ")
        print(asked(client), asked(client, "SELECT ?o { ?s ?p ?o } ORDER BY ?o"))
        client.close()
        print(asked(client))
        gc.collect()
    """)
    assert said.splitlines() == [
        "begun, ['1', '2'] ['1', '2']",
        "['1', '2']",
        "tidied by the program",
        "over",
    ]


@pytest.mark.parametrize("files", [(0,), (1,), (2,), (0, 1), (0, 1, 2)])
def test_a_program_without_standard_files_has_its_answers(files: tuple[int, ...]) -> None:
    said = run(f"""
        kept = os.dup(1)
        for file in {files}:
            os.close(file)
        told = repr(asked(client))
        os.write(kept, told.encode())
        os._exit(0)
    """)
    assert said == "['1', '2']"


def test_whoever_has_threads_does_not_fork() -> None:
    """The thread of `kg.sparql.client`'s caller is one; polars begins its own when it is imported."""
    said = run("""
        print(is_alone(), asked(client), type(client._process._worker).__name__)
        client.close()
        go, gone = threading.Event(), threading.Event()
        thread = threading.Thread(target=go.wait)
        thread.start()
        print(is_alone(), asked(client), type(client._process._worker).__name__)
        client.close()
        go.set()
        thread.join()
        while not is_alone():
            pass
        print(asked(client), type(client._process._worker).__name__)
        client.close()
        import polars
        print(is_alone(), asked(client), type(client._process._worker).__name__)
    """)
    assert said.splitlines() == [
        "True ['1', '2'] Fork",
        "False ['1', '2'] Spawn",
        "['1', '2'] Fork",
        "False ['1', '2'] Spawn",
    ]


def test_a_store_on_disk_brings_threads(tmp_path: Path) -> None:
    """So what is asked about one never goes to a fork, whose changes were lost."""
    said = run(f"""
        import pyoxigraph
        on_disk = pyoxigraph.Store({str(tmp_path / "store")!r})
        print(is_alone())
    """)
    assert said == "False\n"


def test_where_no_fork_is_to_be_had_a_worker_is_spawned(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> NoReturn:
        raise OSError(errno.ENOMEM, "Cannot allocate memory")

    monkeypatch.setattr(os, "fork", refused)
    before = len(files_of("self"))
    with Client(store_of(1, 2)) as client:
        assert asked(client) == ["1", "2"]
    assert len(files_of("self")) == before


def test_a_fork_that_cannot_be_had_leaves_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[int, int]] = []
    pipe = os.pipe

    def two_only() -> tuple[int, int]:
        if len(made) == 2:
            raise OSError(errno.EMFILE, "Too many open files")
        made.append(pipe())
        return made[-1]

    before = len(files_of("self"))
    monkeypatch.setattr(os, "pipe", two_only)
    with pytest.raises(OSError, match="Too many open files"):
        Fork(lambda: None)
    assert (len(made), len(files_of("self"))) == (2, before)


def test_memory_is_counted_beyond_what_is_shared() -> None:
    ballast = bytearray(2**30)
    with Client(store_of(*range(300)), memory=256 * 2**20) as client:
        assert len(asked(client)) == 300
        with pytest.raises(Refused, match="^engine-out-of-memory"):
            asked(client, GREEDY)
    assert not any(ballast[:: 2**28])


def test_someone_else_waits_for_all_children() -> None:
    with Client(store_of(1, 2)) as client:
        assert asked(client)
        os.kill(client.pid or 0, signal.SIGKILL)
        os.waitpid(client.pid or 0, 0)
        assert client.pid is None
        assert asked(client) == ["1", "2"]


def test_forks_leave_neither_files_nor_zombies() -> None:
    before = len(files_of("self"))
    for number in range(20):
        with Client(store_of(number)) as client:
            assert asked(client) == [str(number)]
    assert len(files_of("self")) == before
    left = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="utf-8").split()
    assert not [pid for pid in left if ") Z " in Path(f"/proc/{pid}/stat").read_text("utf-8")]


@pytest.mark.parametrize("error", [ValueError("why"), KeyboardInterrupt("why"), SystemExit("why")])
def test_an_error_in_a_fork_is_told_and_ends_it(error: BaseException) -> None:
    def fail() -> NoReturn:
        raise error

    fork = Fork(fail)
    code = fork.wait(5)
    assert (code, fork.said()) == (1, f"{type(error).__name__}: why\n".encode())
    fork.end()
    assert (fork.poll(), fork.said()) == (1, b"")


def test_a_fork_ends_when_its_action_does() -> None:
    fork = Fork(lambda: os.write(1, b"done"))
    assert (fork.wait(5), os.read(fork.source, 99)) == (0, b"done")
    fork.end()


def test_a_fork_of_the_program_asks_a_worker_of_its_own() -> None:
    said = run("""
        print(asked(client), flush=True)
        first = client.pid
        child = os.fork()
        if not child:
            print(client.pid, asked(client), client.pid != first, flush=True)
            client.close()
            os._exit(0)
        os.waitpid(child, 0)
        print(asked(client), client.pid == first)
    """)
    assert said.splitlines() == ["['1', '2']", "None ['1', '2'] True", "['1', '2'] True"]
