"""The `kg` command: puts the topics together, turns every error into one line and an exit code.

Exit codes: 0 done, 1 an error (or violations found by `validate`), 2 a command line that makes no
sense, 130 interrupted.
"""

import logging
import os
import re
import sys
from typing import Annotated

import typer
import typer.main

import kg
from kg.cli import (
    adding,
    analysing,
    asking,
    building,
    checking,
    comparing,
    converting,
    drawing,
    importing,
    matching,
    querying,
    reaching,
    reading,
    signing,
    supposing,
    tracing,
    trending,
    trusting,
    withstanding,
)
from kg.cli.overview import Overview
from kg.errors import KgError, one_line

app = typer.Typer(
    name="kg",
    cls=Overview,
    help="Actor-relationship knowledge graphs: who does what to whom, since when, says who.",
    epilog="Commands read the files of --data PATH, else those of KG_DATA (several are separated"
    f" by '{os.pathsep}'), else the shipped example. Options and examples: kg COMMAND --help.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
for topic in (
    *(reading, checking, adding, querying, analysing, trending, tracing, trusting),
    *(withstanding, reaching, asking, signing, drawing, converting, comparing, building),
    *(importing, matching, supposing),
):
    topic.register(app)


def main() -> None:
    """Run the command line and leave with its exit code; the console script."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit code of a command line, after running it; errors are one line on stderr."""
    # What rdflib logs of a value it cannot convert is told as a finding; its traceback is not.
    logging.getLogger("rdflib").addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # text in a CLI
    try:
        code = typer.main.get_command(app)(arguments, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _usage(error)
    except KgError as error:
        return _fail(str(error))
    except BrokenPipeError:
        return _closed()
    except OSError as error:
        where = f"'{error.filename}': " if error.filename else ""
        return _fail(f"{where}{(error.strerror or str(error)).lower()}")
    except (KeyboardInterrupt, typer.Abort):
        return 130
    return code if isinstance(code, int) else 0


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True)
    ] = False,
) -> None:
    if version:
        typer.echo(f"kg {kg.__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _fail(message: str) -> int:
    typer.echo(f"kg: {one_line(message)}", err=True)
    return 1


def _usage(error: typer.TyperException) -> int:
    """Typer's complaint in the form of every other error, with the help that answers it."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "kg"
    text = error.format_message().removesuffix(".")
    text = re.sub(r" \(Possible options?: (.*)\)", r"; did you mean \1?", text)
    text = re.sub(
        r"[Gg]ot unexpected extra arguments? ?\(s?\)? ?\((.*)\)", r"unexpected '\1'", text
    )
    text = re.sub(r"^No such option: (\S+?)(?=\W*;|$)", r"no such option '\1'", text)
    text = text.replace(". Did you mean", "; did you mean").replace("Value error, ", "")
    message = one_line(text[:1].lower() + text[1:])
    typer.echo(
        f"kg: {message}{'' if message.endswith('?') else ';'} see '{command} --help'", err=True
    )
    return 2


def _closed() -> int:
    """Leave quietly when the reader of our output has left, as `head` does."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 1
