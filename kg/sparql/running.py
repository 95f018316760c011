"""`kg.query`: a guarded query, run by the engine over a dataset, answered in its own type."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.dataset import MEBIBYTES, Dataset
from kg.errors import KgError, OptionError, QueryError, alternatives, near, one_line
from kg.iris import PREFIXES, XSD, expand
from kg.sparql.client import DEADLINE, MAX_BYTES, Client, Request
from kg.sparql.guard import check_query
from kg.sparql.incoming import Answer
from kg.sparql.rows import Rows, Told
from kg.sparql.shape import Shape, node_functions, read_shape, with_values

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    import pyoxigraph

    from kg.sparql.answers import Triples, YesNo
    from kg.sparql.cells import Cell


@dataclass(frozen=True)
class Allowance:
    """What the engine may take for an answer: seconds, and MiB beyond the data."""

    timeout: float
    memory: int
    max_bytes: int = MAX_BYTES


@dataclass(frozen=True)
class Question:
    """A query that may be asked: its text as given, its shape, the values of its variables."""

    text: str
    shape: Shape
    values: "Mapping[str, Cell]"
    request: Request


def query(
    dataset: Dataset,
    text: str,
    /,
    *,
    at: str | None = None,
    certainty: str | None = None,
    known_by: str | None = None,
    timeout: float = DEADLINE,
    max_memory: int = MEBIBYTES,
    **bindings: object,
) -> "Rows | YesNo | Triples":
    """The answer to a SPARQL query: Rows for SELECT, YesNo for ASK, Triples for CONSTRUCT, DESCRIBE.

    The prefixes kg:, actor:, stmt:, inst:, src: and the usual ones are ready. The default graph is
    all of the dataset with the vocabulary, unless the query names graphs by FROM. Plain triples know
    no time: without `at` they say what holds according to any Actual statement; with a date, what
    certainly or possibly holds then, or with `certainty="certain"` only the former. With `known_by`, a date,
    the query sees what a source of that date or before reports, or may: no other statement, plain triple
    of one, evidence or source, and no waiver's effect that nobody knew of (see `kg.dating.quads_gone`).

    A keyword gives a variable its value, as if the query's WHERE began with VALUES: an actor or
    another record, an IRI or CURIE as text ("actor:Russia"), any other text, which stays a text
    ("Russia" is no actor), a number, a date, a term of rdflib or pyoxigraph. A subquery sees it where
    it selects the variable.

    Rows come in the order of ORDER BY; without it they are sorted by their terms. An empty answer is no
    error; its `notes` say which of the query's words neither the data nor the vocabulary has.

    A process of its own answers, which has the data from the first query on: a fork of this one, or one that
    they are handed to (see `kg.sparql.client`). It has `max_memory` MiB beyond them, and is killed after
    `timeout` seconds.

    Raises:
        QueryError: the query is wrong (with line and column), or refused: see `kg.sparql.guard`.
        Refused: it takes too long or too much, or the engine broke down on it.
        OptionError: a keyword is no variable of the query, or a value or date makes no sense.

    >>> from kg.dataset import Dataset
    >>> query(Dataset([]), "ASK { kg:alliedWith kg:sign ?sign }", sign=1)
    <kg.YesNo: yes>
    """
    question = question_of(
        dataset, text, at=at, certainty=certainty, known_by=known_by, bindings=bindings
    )
    with asked(dataset, question, Allowance(timeout, max_memory)) as found:
        answer = _answer(found, question.shape)
    if answer:
        return answer
    from kg.sparql.notes import notes_on

    return replace(answer, notes=notes_on(dataset.store, text, question.values))


def question_of(
    dataset: Dataset,
    text: str,
    *,
    at: str | None,
    certainty: str | None,
    known_by: str | None,
    bindings: Mapping[str, object],
) -> Question:
    """The question that a query and the options of `query` make.

    Raises:
        QueryError, OptionError: as `query`.
    """
    dated = at is not None or known_by is not None
    if certainty is not None and not dated:
        advice = "give at or known_by as well"
        raise OptionError(f"certainty '{certainty}' says nothing without a date; {advice}")
    check_query(text, graphs=frozenset(graph.value for graph in dataset.store.named_graphs()))
    shape = read_shape(text)
    check_variables(bindings, shape)
    values = {name: as_term(value, name) for name, value in bindings.items()}
    # The engine's own `substitutions` (0.5.13) take only variables that SELECT shows, and leave
    # `BIND(?given AS ?x)` without a value. So values stand in the text, as a VALUES block in the
    # engine's own spelling of terms, which nothing in a value can end.
    gone: tuple[pyoxigraph.Quad, ...] = ()
    if dated:
        from kg.dating import quads_gone

        gone = quads_gone(dataset, at, certainty=certainty, known_by=known_by)
    request = Request(
        with_values(text, shape, values) if values else text,
        union=not shape.names_graphs,
        prefixes=PREFIXES,
        nodes=node_functions(values),
        without=gone,
    )
    return Question(text, shape, values, request)


def check_variables(names: Iterable[str], shape: Shape) -> None:
    """Nothing, if the query has all of these variables.

    Raises:
        OptionError: it has not.
    """
    for name in names:
        if name not in shape.variables:
            like = near(name, shape.variables)
            hint = f"; did you mean {alternatives(like)}?" if like else ""
            raise OptionError(f"the query has no variable '{name}'{hint}")


@contextlib.contextmanager
def asked(dataset: Dataset, question: Question, allowed: Allowance) -> Iterator[Answer]:
    """The engine's answer, from the dataset's worker, and its errors in our words."""
    request = question.request
    with contextlib.ExitStack() as over:
        try:
            if request.without and dataset.directory is not None:
                copy = Client(_copy(dataset, request), memory=allowed.memory << 20)
                worker = over.enter_context(copy)
                request = replace(request, without=())
            else:
                worker = dataset.worker(memory=allowed.memory)
            found = worker.ask(request, deadline=allowed.timeout, max_bytes=allowed.max_bytes)
            over.callback(found.close)
            yield found
        except KgError:
            raise
        except SyntaxError as error:
            from kg.sparql.syntax import what_is_wrong

            raise QueryError(what_is_wrong(question.text, error, question.values)) from error
        except (RuntimeError, ValueError, OSError) as error:
            raise QueryError(f"query cannot be answered: {one_line(str(error))}") from error


def as_term(value: object, name: str) -> "Cell":
    """The engine's term for a Python value given to a variable.

    Raises:
        OptionError: it stands for no term.

    >>> str(as_term("actor:Russia", "who")), str(as_term(True, "x"))
    ('<https://w3id.org/actor-kg/actor/Russia>', '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>')
    """
    try:
        term = _term(value)
    except ValueError as error:
        raise OptionError(f"'?{name}' cannot be {_shown(value)}: {error}") from error
    if term is None:
        raise OptionError(
            f"'?{name}' cannot be {_shown(value)}; give a text, a number, a date or a record"
        )
    return term


def _term(value: object) -> "Cell | None":
    import pyoxigraph
    import rdflib.term

    from kg.rdf.terms import from_rdflib

    match value:
        case pyoxigraph.NamedNode() | pyoxigraph.Literal():
            return value
        case pyoxigraph.BlankNode() | pyoxigraph.Triple():
            return value
        case rdflib.term.URIRef() | rdflib.term.BNode() | rdflib.term.Literal():
            return from_rdflib(value)
        case bool() | int() | float():
            return pyoxigraph.Literal(value)
    if isinstance(value, rdflib.term.Identifier):  # a variable, say, which is a str as well
        return None
    return _literal(value) or _record(value)


def _literal(value: object) -> "Cell | None":
    import datetime
    from decimal import Decimal

    from kg.dates import PartialDate
    from kg.rdf.terms import literal

    match value:
        case str():
            return None if expand(value) else literal(value)
        case PartialDate():
            return literal(value.text, value.datatype)
        case Decimal():
            return literal(format(value, "f"), f"{XSD}decimal")
        case datetime.datetime():
            return literal(value.isoformat(), f"{XSD}dateTime")
        case datetime.date():
            return literal(value.isoformat(), f"{XSD}date")
    return None


def _record(value: object) -> "Cell | None":
    import pyoxigraph

    iri = expand(value) if isinstance(value, str) else getattr(value, "iri", None)
    return pyoxigraph.NamedNode(iri) if isinstance(iri, str) else None


def _shown(value: object) -> str:
    return one_line(repr(value))[:80]


def _copy(dataset: Dataset, request: Request) -> "pyoxigraph.Store":
    """A store in memory without some quads, for one on disk, which is only read."""
    import pyoxigraph

    gone = set(request.without)
    store = pyoxigraph.Store()
    store.bulk_extend(quad for quad in dataset.store if quad not in gone)
    return store


def _answer(found: Answer, shape: Shape) -> "Rows | YesNo | Triples":
    """The engine's answer, read to its end, in our type."""
    if found.form == "yes-no":
        from kg.sparql.answers import YesNo

        return YesNo(found.yes)
    if found.form == "triples":
        from kg.sparql.answers import Triples

        return Triples(b"".join(found.pieces()))
    told = Told(found.variables, b"".join(found.lines()), shape.ordered)
    return Rows(columns_of(found, shape), told)


def columns_of(found: Answer, shape: Shape) -> tuple[str, ...]:
    """The variables of the rows as asked; the engine sorts those of SELECT *."""
    if shape.everything:
        return tuple(sorted(found.variables, key=shape.variables.index))
    return found.variables
