"""The W3C test manifests: a suite's archive unpacked, its cases as values."""

import tarfile
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from kg.errors import KgError, one_line
from kg.iris import RDF
from kg.rdf.formats import format_of

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


@dataclass(frozen=True)
class Facts:
    """The triples of one file, with the few look-ups that manifests need."""

    path: Path
    store: pyoxigraph.Store

    def all(self, subject: Term, predicate: str) -> list[Term]:
        """The objects, sorted by how they are written."""
        assert not isinstance(subject, pyoxigraph.Literal)
        found = self.store.quads_for_pattern(subject, pyoxigraph.NamedNode(predicate), None)
        return sorted((quad.object for quad in found), key=str)

    def one(self, subject: Term, predicate: str) -> Term:
        """The object; there has to be exactly one."""
        (found,) = self.all(subject, predicate)
        return found

    def first(self, subject: Term, predicate: str) -> Term | None:
        """The object, or None."""
        return next(iter(self.all(subject, predicate)), None)

    def items(self, head: Term) -> Iterator[Term]:
        """The items of an RDF list."""
        while head != pyoxigraph.NamedNode(f"{RDF}nil"):
            yield self.one(head, f"{RDF}first")
            head = self.one(head, f"{RDF}rest")


@dataclass(frozen=True)
class Case:
    """One test of a manifest: `name` is `folder#local-name`, `kind` its class's local name."""

    name: str
    kind: str
    node: Term
    facts: Facts

    @property
    def action(self) -> Term:
        """What is to be done."""
        return self.facts.one(self.node, f"{MF}action")

    @property
    def result(self) -> Term:
        """What should come of it."""
        return self.facts.one(self.node, f"{MF}result")

    @property
    def base(self) -> str:
        """The address the suite gives the folder, with a slash at its end."""
        manifest = next(self.facts.store.quads_for_pattern(None, _ENTRIES, None)).subject
        assumed = self.facts.first(manifest, f"{MF}assumedTestBase")
        return (
            assumed.value
            if isinstance(assumed, pyoxigraph.NamedNode)
            else f"{self.facts.path.parent.as_uri()}/"
        )


_ENTRIES = pyoxigraph.NamedNode(f"{MF}entries")


def unpacked(archive: Path, into: Path) -> Path:
    """The folder in which the archive's files lie now."""
    with tarfile.open(archive) as tar:
        tar.extractall(into, filter="data")
    return into


def facts(path: Path) -> Facts:
    """The triples of a Turtle or RDF/XML file, read by the engine alone."""
    store = pyoxigraph.Store()
    store.load(path=str(path), format=format_of(path).syntax, base_iri=path.as_uri())
    return Facts(path, store)


def cases(manifest: Path) -> Iterator[Case]:
    """The cases of a manifest in its order."""
    found = facts(manifest)
    (entries,) = found.store.quads_for_pattern(None, _ENTRIES, None)
    for node in dict.fromkeys(found.items(entries.object)):
        kinds = [local(kind) for kind in found.all(node, f"{RDF}type")]
        for kind in kinds:
            yield Case(f"{manifest.parent.name}#{local(node)}", kind, node, found)


def local(term: Term) -> str:
    """The last part of an IRI."""
    return iri(term).replace("#", "/").rsplit("/", 1)[-1]


def iri(term: Term) -> str:
    """The IRI that a term is."""
    assert isinstance(term, pyoxigraph.NamedNode)
    return term.value


def file_of(term: Term) -> Path:
    """The file that a manifest's file: IRI names."""
    return Path(urllib.parse.unquote(urllib.parse.urlsplit(iri(term)).path))


def outcome(run: Callable[[], str | None]) -> str | None:
    """What is wrong with a case, None if nothing; a KgError is a refusal, anything else escapes."""
    try:
        return run()
    except KgError as error:
        return one_line(f"refused: {error}")


def refusal(run: Callable[[], object]) -> str | None:
    """None if it is refused with a KgError of one line, else what is wrong with that."""
    try:
        run()
    except KgError as error:
        return None if "\n" not in str(error) else "refused with more than one line"
    return "accepted, though it is wrong"
