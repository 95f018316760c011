"""Every file of ../shared/data/badinput ends as its manifest says, in a process that stays alive."""

import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.watching import Ending, in_time, watch
from tests.shared import DATA, shared

pytestmark = pytest.mark.slow

SECONDS = 5.0
MEGABYTES = 512.0
SECRET = "what the canary file holds"
MANIFEST = DATA / "badinput" / "manifest.json"

# The manifest is of RDF in general, where an ill-typed literal is kept and warned of. This project's
# rules are stricter: a date that does not exist is an error with its place (docs/model.md).
_OURS = {"rdf/date-invalid.ttl": "reject"}


@dataclass(frozen=True)
class Corpus:
    """A copy of the corpus with the canaries' addresses put in, and the requests they had."""

    folder: Path
    requests: list[str]


def entries() -> list[Any]:
    """The manifest's entries as parameters; one that skips where there is no corpus."""
    if not MANIFEST.is_file():
        return [pytest.param({"file": "rdf/empty.ttl", "want": "accept"}, id="absent")]
    return [pytest.param(entry, id=entry["file"]) for entry in _manifest()]


def copied() -> list[Any]:
    """The files that are read, as parameters."""
    if not MANIFEST.is_file():
        return ["rdf/empty.ttl"]
    return [
        entry["file"]
        for entry in _manifest()
        if entry["file"].startswith("rdf/") and "accept" in entry["want"]
    ]


def _manifest() -> list[dict[str, str]]:
    entries = json.loads(MANIFEST.read_bytes())
    return [entry | {"want": _OURS.get(entry["file"], entry["want"])} for entry in entries]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    source = shared("badinput")
    folder = tmp_path_factory.mktemp("corpus")
    canary = folder / "canary.ttl"
    canary.write_text(f'<http://e/canary> <http://e/p> "{SECRET}" .\n', encoding="utf-8")
    requests: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.requestline)
            self.send_error(404)

        do_POST = do_HEAD = do_GET  # noqa: N815  # names of the standard library

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for path in source.rglob("*.*"):
            copy = folder / path.relative_to(source)
            copy.parent.mkdir(exist_ok=True)
            data = path.read_bytes().replace(b"127.0.0.1:9/", b"127.0.0.1:%d/" % server.server_port)
            copy.write_bytes(data.replace(b"file:///kg-canary", canary.as_uri().encode()))
        yield Corpus(folder, requests)
        server.shutdown()


@pytest.mark.parametrize("entry", entries())
def test_a_file_ends_as_its_manifest_says(corpus: Corpus, entry: dict[str, str]) -> None:
    path = corpus.folder / entry["file"]
    before = _digests(corpus.folder)
    ending = _through_kg(path)
    assert ending.died == ""
    assert ending.answer is not None
    answer = ending.answer
    assert _verdict(entry["want"], answer) == "as wanted"
    assert "\n" not in answer.get("message", "")
    assert SECRET not in json.dumps(answer)
    assert corpus.requests == []
    assert in_time(answer, SECONDS), answer
    assert ending.megabytes <= MEGABYTES
    assert _digests(corpus.folder) == before


@pytest.mark.parametrize("file", copied())
def test_what_is_accepted_comes_back_from_every_format_or_is_refused(
    corpus: Corpus, tmp_path: Path, file: str
) -> None:
    ending = watch(["copies", corpus.folder / file, tmp_path])
    assert ending.died == ""
    assert ending.answer is not None
    assert (ending.answer["error"], ending.answer["changed"]) == (None, [])
    assert in_time(ending.answer, SECONDS), ending.answer


def test_blank_nodes_of_two_files_stay_two(corpus: Corpus, tmp_path: Path) -> None:
    files = [corpus.folder / "rdf" / f"bnode-same-label-{number}.ttl" for number in (1, 2)]
    both = tmp_path / "both.ttl"
    both.write_bytes(b"".join(path.read_bytes() for path in files))
    one, two, joined = (_through_kg(path).answer for path in (*files, both))
    assert one is not None
    assert two is not None
    assert joined is not None
    assert len(one["quads"]) + len(two["quads"]) == len(joined["quads"])


def test_the_watchdog_bites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.hostile.watching.PATIENCE", 0.01)
    path = tmp_path / "a.ttl"
    path.write_bytes(b"")
    ending = _through_kg(path)
    assert (ending.answer, ending.died) == (None, "exit -9: ")


def test_only_a_busy_machine_excuses_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.hostile.watching.slowness", lambda: 4.0)
    assert in_time({"seconds": 4.0, "cpu": 4.0}, 5)
    assert in_time({"seconds": 19.0, "cpu": 4.0}, 5)
    assert not in_time({"seconds": 21.0, "cpu": 0.1}, 5)
    assert not in_time({"seconds": 6.0, "cpu": 5.1}, 5)
    monkeypatch.setattr("tests.hostile.watching.slowness", lambda: 1.0)
    assert not in_time({"seconds": 6.0, "cpu": 0.1}, 5)


def _through_kg(path: Path) -> Ending:
    actions: dict[str, list[str | Path]] = {".rq": ["query", path], ".ru": ["update", path]}
    return watch(actions.get(path.suffix, ["load", path]))


def _verdict(want: str, answer: dict[str, Any]) -> str:
    """'as wanted', else what came instead."""
    refused = answer["error"] is not None
    warned = bool(answer.get("findings"))
    right = {
        "accept": not refused,
        "accept-warn": not refused and warned,
        "allow": not refused,
        "deadline": True,  # the watchdog and the clock decide
        "deadline-or-memory": True,
        "no-request": True,
        "reject": refused,
        "reject-all": refused,
        "reject-or-accept": True,
        "reject-or-warn": refused or warned,
        "refuse": answer["error"] in ("QueryError", "Refused"),
        "400": answer["error"] in ("QueryError", "Refused"),
    }
    return "as wanted" if right[want] else json.dumps(answer)[:500]


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_every_expectation_of_our_own_is_about_a_file_of_the_manifest() -> None:
    names = {
        entry["file"] for entry in json.loads((shared("badinput") / "manifest.json").read_bytes())
    }
    assert names.issuperset(_OURS)
    assert len(names) == 61
