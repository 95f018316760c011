"""Commands that ask in SPARQL: query, queries."""

from pathlib import Path
from typing import Annotated

import typer

import kg
from kg.cli import options
from kg.cli.options import Data, KnownBy, Output, decimal, whole
from kg.cli.output import emit, write_answer
from kg.errors import DataError, one_line
from kg.views import listings

_SECONDS, _MEBIBYTES = 60.0, 4096
_OPTIONS = (
    "at",
    "certainty",
    "known_by",
    "timeout",
    "max_memory",
)  # words of kg.query that no variable can have
_FORMATS = ("table", "csv", "tsv", "json", "xml", "markdown", "turtle", "ntriples")

At = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="See only the plain triples that hold on this date."),
]
Certainty = Annotated[
    str | None,
    typer.Option(
        metavar="WORD",
        help="With --at, --known-by: 'certain' drops what only possibly holds, or was known, then.",
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option(
        parser=decimal,
        metavar="SECONDS",
        help="How long the engine may take; 60 unless told otherwise.",
    ),
]
Memory = Annotated[
    int | None,
    typer.Option(
        parser=whole,
        metavar="MIB",
        help="Memory it may take beyond the data; 4096 unless told otherwise.",
    ),
]
Parameters = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        "-p",
        metavar="NAME=VALUE",
        help="Value of a variable: a CURIE or an IRI (actor:Russia) is a node, anything else a text,"
        " never an actor's name. Repeatable.",
    ),
]
NamedParameters = Annotated[
    list[str] | None,
    typer.Option(
        "--param",
        "-p",
        metavar="NAME=VALUE",
        help="Value of a parameter of its kind; an actor by any of its names or its CURIE. Repeatable.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="Form of the answer: table, csv, tsv, json, xml, markdown; for triples table, turtle,"
        " ntriples, markdown.",
        autocompletion=lambda: list(_FORMATS),
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    options.register(
        app,
        query,
        'kg query "SELECT ?who WHERE { ?who kg:condemns actor:Azerbaijan }"',
        'kg query "SELECT ?ally WHERE { ?x kg:alliedWith ?ally }" -p x=actor:Russia',
        'kg query "ASK { actor:Russia kg:alliedWith actor:Azerbaijan }" --at 2021',
        'kg query "SELECT ?s { ?s rdf:subject actor:Russia }" --known-by 2023-06',
        "kg query --file question.rq --format csv",
    )
    options.register(
        app,
        queries,
        "kg queries",
        "kg queries allies --show",
        "kg queries allies -p actor=Armenia --json",
    )


def query(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The query.", show_default=False)
    ] = None,
    *,
    file: Annotated[Path | None, typer.Option(metavar="FILE", help="File with the query.")] = None,
    param: Parameters = None,
    at: At = None,
    certainty: Certainty = None,
    known_by: KnownBy = None,
    timeout: Timeout = None,
    max_memory: Memory = None,
    form: Format = None,
    data: Data,
    output: Output,
) -> None:
    """Run a SPARQL query.

    The prefixes kg:, actor:, stmt:, inst:, src: and the usual ones are ready. Plain triples know
    no time: without --at, a tie of any date is found.
    """
    question = _question(text, file)
    answer = kg.query(
        data.load(),
        question,
        at=at,
        certainty=certainty,
        known_by=known_by,
        timeout=_SECONDS if timeout is None else timeout,
        max_memory=_MEBIBYTES if max_memory is None else max_memory,
        **_bindings(param),
    )
    write_answer(answer, form, output)
    _tell(answer)


def queries(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME", help="Query to run; without it: list them.", show_default=False
        ),
    ] = None,
    *,
    param: NamedParameters = None,
    at: At = None,
    certainty: Certainty = None,
    known_by: KnownBy = None,
    timeout: Timeout = None,
    max_memory: Memory = None,
    show: Annotated[bool, typer.Option("--show", help="Print the query, do not run it.")] = False,
    form: Format = None,
    data: Data,
    output: Output,
) -> None:
    """List the named queries, or run one of them."""
    limits = {"known_by": known_by, "timeout": timeout, "max_memory": max_memory}
    if name is None:
        problem = "name the query it is for"
        _refuse(problem, param=param, show=show, at=at, certainty=certainty, format=form, **limits)
        emit(listings.queries(kg.named_queries()), output)
    elif show:
        problem = "says nothing beside --show, which prints the query as it is"
        _refuse(problem, param=param, at=at, certainty=certainty, format=form, **limits)
        _refuse(problem, json=output.json, csv=output.csv)
        from kg.sparql.named import named_query

        typer.echo(named_query(name).text, nl=False)
    else:
        answer = kg.run_named(
            data.load(),
            name,
            at=at,
            certainty=certainty,
            known_by=known_by,
            timeout=_SECONDS if timeout is None else timeout,
            max_memory=_MEBIBYTES if max_memory is None else max_memory,
            **_bindings(param),
        )
        write_answer(answer, form, output)
        _tell(answer)


def _tell(answer: "kg.Rows | kg.YesNo | kg.Triples") -> None:
    """Say what may be wrong where the answer is empty."""
    for note in answer.notes:
        typer.echo(f"kg: {one_line(note)}", err=True)


def _refuse(problem: str, **given: object) -> None:
    """Refuse whichever of these options is given."""
    for option, value in given.items():
        if value:
            raise typer.BadParameter(problem, param_hint=f"'--{option.replace('_', '-')}'")


def _question(text: str | None, file: Path | None) -> str:
    if text is not None and file is None:
        return text
    if file is not None and text is None:
        return _text_of(file)
    problem = "give the query's text or --file, one of them"
    raise typer.BadParameter(problem, param_hint="'TEXT'")


def _text_of(file: Path) -> str:
    from kg.rdf.reading import read_bytes

    try:
        return read_bytes(file).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"byte {error.start} is not UTF-8", file=str(file)) from error


def _bindings(pairs: list[str] | None) -> dict[str, str]:
    """The values of NAME=VALUE options by name."""
    bindings: dict[str, str] = {}
    for pair in pairs or ():
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise typer.BadParameter(f"'{pair}' is not NAME=VALUE", param_hint="'--param' / '-p'")
        if name in bindings or name in _OPTIONS:
            problem = (
                "is given twice"
                if name in bindings
                else f"is the option --{name.replace('_', '-')}"
            )
            raise typer.BadParameter(f"'{name}' {problem}", param_hint="'--param' / '-p'")
        bindings[name] = value
    return bindings
