"""The named queries: questions an analyst asks again and again, each a file of `kg/queries`.

A file says what it is in the comments it begins with, then asks:

    # title: Allies of an actor
    # question: Who is allied with an actor?
    # parameter: actor (actor) = actor:Armenia -- the actor asked about
    # at: why it can be asked for a date
    SELECT ?ally WHERE { ?actor kg:alliedWith/skos:prefLabel ?ally } ORDER BY ?ally

A parameter is a variable of the query. Its kind says how a text becomes its value: `actor` and
`relation` are looked up by name, `status` is the local name of a status, `date` is YYYY, YYYY-MM or
YYYY-MM-DD, `number` a decimal, `text` stays. Without `= default` it has to be given. A date (`at`)
decides about plain triples only, so a query that reads statements instead refuses it.
"""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.dataset import MEBIBYTES, Dataset
from kg.dates import parse_date
from kg.errors import DataError, OptionError, UnknownName, alternatives, near
from kg.iris import KG
from kg.model import Status
from kg.rdf.terms import literal
from kg.sparql.client import DEADLINE
from kg.sparql.running import query
from kg.sparql.shape import read_shape

if TYPE_CHECKING:
    from kg.dataset import Dataset
    from kg.sparql.answers import Answer

KINDS = ("actor", "relation", "status", "date", "text", "number")
_FORMER = {"both-sides": "mixed-pairs", "contradictions": "status-differs"}  # names of commands
_FIELD = re.compile(r"#\s*(title|question|parameter|at)\s*:\s*(.*)")
_PARAMETER = re.compile(r"(\w+)\s*\((\w+)\)(?:\s*=\s*(.*?))?\s*--\s*(.+)")


class UnknownQuery(UnknownName):
    """No named query has this name."""

    kind = "query"

    def _hint(self) -> str:
        if self.name in _FORMER:  # spelt nothing like what it is called now
            self.near = (_FORMER[self.name],)
        return super()._hint()


@dataclass(frozen=True)
class Parameter:
    """A variable of a named query that can be given; required where `default` is None."""

    name: str
    kind: str
    default: str | None
    help: str

    def __str__(self) -> str:
        default = f"={self.default}" if self.default is not None else ""
        return f"{self.name} ({self.kind}){default}"


@dataclass(frozen=True)
class NamedQuery:
    """A question with its SPARQL text, header included; `dated` if it can be asked for a date."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    text: str
    dated: bool = False

    def __str__(self) -> str:
        return f"{self.name}: {self.question}"


@functools.cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Every named query by its name, in the order of the names.

    >>> next(iter(named_queries().values())).title
    'Actors by type'
    """
    files = list(resources.files("kg").joinpath("queries").iterdir())
    texts = {file.name: file.read_text("utf-8") for file in files if file.name.endswith(".rq")}
    return MappingProxyType(
        {
            file.removesuffix(".rq"): read_query(texts[file], file=f"kg/queries/{file}")
            for file in sorted(texts)
        }
    )


def named_query(name: str) -> NamedQuery:
    """The named query of that name.

    Raises:
        UnknownQuery: there is none; with near matches.
    """
    known = named_queries()
    if name not in known:
        raise UnknownQuery(name, known)
    return known[name]


def run_named(
    dataset: "Dataset",
    name: str,
    /,
    *,
    at: str | None = None,
    certainty: str | None = None,
    known_by: str | None = None,
    timeout: float = DEADLINE,
    max_memory: int = MEBIBYTES,
    **parameters: object,
) -> "Answer":
    """The answer to a named query; its options are those of `kg.query`.

    A parameter that is no text is given to the query as `kg.query` does it.

    Raises:
        UnknownQuery: there is no such query.
        OptionError: a parameter is unknown, missing, or its value makes no sense; or the query takes
            no date.
        UnknownName: no actor or relation type has the name given.
    """
    asked = named_query(name)
    if at is not None and not asked.dated:
        able = alternatives(each.name for each in named_queries().values() if each.dated)
        raise OptionError(f"query '{name}' lists statements of any date and takes no at; {able} do")
    known = {parameter.name: parameter for parameter in asked.parameters}
    for each in parameters:
        if each not in known:
            like = near(each, known)
            hint = f"did you mean {alternatives(like)}?" if like else f"it takes {_takes(asked)}"
            raise OptionError(f"query '{name}' has no parameter '{each}'; {hint}")
    values = {each.name: _value(dataset, asked, each, parameters) for each in known.values()}
    return query(
        dataset,
        asked.text,
        at=at,
        certainty=certainty,
        known_by=known_by,
        timeout=timeout,
        max_memory=max_memory,
        **values,
    )


def _value(
    dataset: "Dataset", asked: NamedQuery, parameter: Parameter, given: Mapping[str, object]
) -> object:
    value = given.get(parameter.name, parameter.default)
    if value is None:
        raise OptionError(f"query '{asked.name}' needs the parameter '{parameter}'")
    if not isinstance(value, str):
        return value
    try:
        return resolve(dataset, parameter, value)
    except UnknownName as error:
        if parameter.name in given:
            raise
        raise OptionError(
            f"query '{asked.name}' needs the parameter '{parameter.name}' here: "
            f"its default '{value}' is not in the data"
        ) from error


def resolve(dataset: "Dataset", parameter: Parameter, value: str) -> object:
    """What the text given for a parameter stands for, ready for `kg.query`.

    Raises:
        OptionError: it is no value of the parameter's kind.
        UnknownName: nothing has that name.
    """
    match parameter.kind:
        case "actor":
            return dataset.actor(value)
        case "relation":
            return dataset.relation_type(value)
        case "status":
            return f"{KG}{_status(value)}"
        case "date":
            return parse_date(value)
        case "number":
            return _number(parameter, value)
    return literal(value)


def read_query(text: str, *, file: str) -> NamedQuery:
    """The named query that a file's text describes.

    Raises:
        DataError: its header is wrong; with the file and the line.
    """
    found: dict[str, str] = {}
    parameters: list[Parameter] = []
    variables = read_shape(text).variables
    for line, comment in enumerate(text.splitlines(), 1):
        if not comment.startswith("#"):
            break
        match = _FIELD.fullmatch(comment.strip())
        if match is None:
            advice = "write '# title: ', '# question: ', '# parameter: ' or '# at: '"
            raise DataError(f"'{comment}' is no line of a header; {advice}", file=file, line=line)
        key, value = match[1], match[2].strip()
        if key == "parameter":
            parameters.append(_parameter(value, variables, file, line))
        elif key in found or not value:
            problem = f"{key} is given twice" if value else f"{key} is empty"
            raise DataError(problem, file=file, line=line)
        else:
            found[key] = value
    for key in ("title", "question"):
        if key not in found:
            raise DataError(f"header has no {key}; write '# {key}: ...'", file=file, line=1)
    name = file.rsplit("/", 1)[-1].removesuffix(".rq")
    dated = "at" in found
    return NamedQuery(name, found["title"], found["question"], tuple(parameters), text, dated)


def _parameter(value: str, variables: tuple[str, ...], file: str, line: int) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    if match is None:
        advice = "write NAME (KIND) = DEFAULT -- HELP"
        raise DataError(f"'{value}' is no parameter; {advice}", file=file, line=line)
    name, kind, default, words = match.groups()
    if kind not in KINDS:
        problem = f"parameter '{name}' has the unknown kind '{kind}'; use {alternatives(KINDS)}"
        raise DataError(problem, file=file, line=line)
    if name not in variables:
        problem = f"parameter '{name}' is no variable of the query"
        raise DataError(problem, file=file, line=line)
    return Parameter(name, kind, default, words)


def _status(value: str) -> Status:
    name = value.removeprefix(KG).removeprefix("kg:")
    for status in Status:
        if status.casefold() == name.casefold():
            return status
    like = near(name, Status) or tuple(Status)
    raise OptionError(f"unknown status '{value}'; use {alternatives(like)}")


def _number(parameter: Parameter, value: str) -> Decimal:
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        raise OptionError(f"parameter '{parameter.name}' must be a number, not '{value}'")
    return number


def _takes(asked: NamedQuery) -> str:
    names = [parameter.name for parameter in asked.parameters]
    return alternatives(names) if names else "none"
