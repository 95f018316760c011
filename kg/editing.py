"""Changes to a dataset: add, retract, update, save; each all or nothing, derived triples kept right."""

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.dataset import Dataset
from kg.errors import DataError, QueryError, UnknownName, one_line
from kg.iris import PREFIXES, curie, expand
from kg.model import Actor, Instrument, Source, Statement
from kg.rdf.annotating import as_reifiers, refuse_without_triple_terms
from kg.rdf.encoding import encode
from kg.rdf.formats import format_of
from kg.rdf.formatting import comments_of
from kg.rdf.literals import literal_problem
from kg.rdf.reading import parse_quads, read_bytes
from kg.rdf.saving import fingerprint, unchanged, write_atomically
from kg.rdf.writing import write_quads
from kg.sparql.guard import check_update
from kg.sparql.syntax import what_is_wrong

if TYPE_CHECKING:
    import pyoxigraph

Record = Statement | Actor | Source | Instrument


def add(dataset: Dataset, *records: Record) -> None:
    """Put records into the dataset: statements, and the actors, sources, instruments they need.

    Raises:
        DataError: something with that IRI is there already, or a record is wrong (a confidence
            outside (0, 1], say); nothing is added.

    >>> from kg.model import Status
    >>> dataset = Dataset([])
    >>> add(dataset, Statement("http://s", "http://a", "http://p", "http://b", Status.ACTUAL))
    >>> len(dataset)
    1
    """
    known = {_iri(quad.subject) for quad in dataset.quads()}
    for record in records:
        if record.iri in known:
            advice = "choose another IRI, or retract the old one first"
            raise DataError(f"'{curie(record.iri)}' is there already; {advice}")
        known.add(record.iri)
    new = [quad for record in records for quad in encode(record)]
    _check_literals(new)
    dataset.replace([*dataset.quads(), *new])


def retract(dataset: Dataset, *names: str) -> tuple[Statement, ...]:
    """The statements that go when those with these IRIs or CURIEs are retracted, sorted by IRI.

    An instrument takes the statements that rest on it along; what is *about* it stays said. An actor,
    a place or a source cannot be retracted while statements name it.

    Raises:
        UnknownName: there is no statement or instrument of that name; nothing is retracted.
        DataError: statements still name the actor, place or source.
    """
    gone: set[str] = set()
    for name in names:
        iri = expand(name)
        if iri in dataset.statements or iri in dataset.instruments:
            gone.add(str(iri))
            gone.update(s.iri for s in dataset.statements.values() if iri in s.instruments)
        elif iri in dataset.actors or iri in dataset.sources or iri in dataset.places:
            _refuse_if_named(dataset, str(iri))
            gone.add(str(iri))
        else:
            known = (*dataset.statements, *dataset.instruments, *dataset.actors, *dataset.sources)
            raise UnknownName(name, map(curie, known))
    retracted = tuple(dataset.statements[iri] for iri in sorted(gone & set(dataset.statements)))
    dataset.replace(_without(dataset.quads(), gone))
    return retracted


def update(dataset: Dataset, text: str) -> None:
    """Change the dataset by a SPARQL update, all or nothing; the prefixes of `kg.query` are ready.

    Derived plain triples follow from the statements, so inserting or deleting one has no effect.

    Raises:
        QueryError: the update is wrong, or names something to fetch (LOAD, SERVICE).
        DataError: what it leaves would be wrong data; nothing is changed.
    """
    import pyoxigraph

    check_update(text)
    dataset.settle()
    draft = pyoxigraph.Store()
    draft.extend(dataset.store)
    before = set(draft)
    try:
        draft.update(text, prefixes=PREFIXES)
    except SyntaxError as error:
        raise QueryError(what_is_wrong(text, error, what="update")) from error
    except (RuntimeError, ValueError, OSError) as error:
        raise QueryError(f"update cannot be made: {one_line(str(error))}") from error
    after = set(draft)
    new = sorted(after - before, key=str)
    _check_literals(new)
    kept = (q for q in dataset.quads() if after.issuperset(_as_stored(q, before)))
    dataset.replace([*kept, *new])


def save(
    dataset: Dataset, path: str | Path, *, format: str | None = None, rdf12: bool = False
) -> None:
    """Write the dataset's own data (no vocabulary, no derived triples) to a file, whole or not at all.

    The same data give the same bytes. Comments above blocks in a Turtle file that is replaced are
    kept. What was written is parsed back before it replaces the file. With `rdf12` statements are
    reifiers of RDF 1.2: `stmt:x rdf:reifies <<( s p o )>>`, which are read as the same statements.

    Raises:
        OptionError: the format is unknown or cannot hold named graphs, or triple terms (RDF 1.2).
        DataError: the file cannot be written, a comment in it could not be kept, or it is one that the
            dataset was loaded from and has changed meanwhile; it is untouched.
    """
    form = format_of(path, name=format)
    if rdf12:
        refuse_without_triple_terms(form)
    comments = None
    if form.name == "turtle" and Path(path).is_file():
        comments = comments_of(read_bytes(path).decode("utf-8-sig"), file=str(path))
    quads = dataset.quads()
    data = write_quads(as_reifiers(quads) if rdf12 else quads, form, comments=comments)
    if len(set(parse_quads(data, form, file=str(path)))) != len(set(quads)):
        raise DataError(f"cannot be written as {form.name} without a loss", file=str(path))
    place = Path(path).absolute()
    known = dataset.known.get(place)
    with unchanged(path, known) if known is not None else contextlib.nullcontext():
        write_atomically(path, data)
        if known is not None and (now := fingerprint(path)) is not None:
            dataset.known[place] = now


def _as_stored(quad: "pyoxigraph.Quad", before: "set[pyoxigraph.Quad]") -> "set[pyoxigraph.Quad]":
    """The quad as the store holds it, which spells numbers its own way: 0.90 becomes 0.9."""
    import pyoxigraph

    if quad in before:
        return {quad}
    store = pyoxigraph.Store()
    store.add(quad)
    return set(store)


def _check_literals(quads: "Iterable[pyoxigraph.Quad]") -> None:
    import pyoxigraph

    for quad in quads:
        if isinstance(quad.object, pyoxigraph.Triple):
            raise DataError("holds an RDF 1.2 triple term; state it as rdf:Statement")
        if isinstance(quad.object, pyoxigraph.Literal):
            problem = literal_problem(quad.object.value, quad.object.datatype.value)
            if problem:
                prop = curie(quad.predicate.value)
                raise DataError(f"{problem}, for {prop}", subject=_iri(quad.subject))


def _refuse_if_named(dataset: Dataset, iri: str) -> None:
    for statement in dataset.statements.values():
        sources = {evidence.source for evidence in statement.evidence}
        named = (*statement.attributed_to, *statement.location, *sources)
        if iri in {statement.subject, statement.object, *named}:
            raise DataError(
                f"'{curie(iri)}' is named by '{curie(statement.iri)}'; retract that first"
            )


def _without(quads: "Iterable[pyoxigraph.Quad]", gone: set[str]) -> "list[pyoxigraph.Quad]":
    """The quads but for the blocks of some subjects and the blank nodes only those pointed at."""
    import pyoxigraph

    quads = list(quads)
    kept = [quad for quad in quads if _iri(quad.subject) not in gone]
    while True:
        pointed = {
            str(quad.object) for quad in kept if isinstance(quad.object, pyoxigraph.BlankNode)
        }
        was = {str(quad.object) for quad in quads if isinstance(quad.object, pyoxigraph.BlankNode)}
        left = [
            quad
            for quad in kept
            if not isinstance(quad.subject, pyoxigraph.BlankNode)
            or str(quad.subject) in pointed
            or str(quad.subject) not in was
        ]
        if len(left) == len(kept):
            return left
        kept = left


def _iri(term: object) -> str | None:
    import pyoxigraph

    return term.value if isinstance(term, pyoxigraph.NamedNode) else None
