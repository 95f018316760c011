"""A Turtle file in canonical order, its comments kept."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError, OptionError
from kg.iris import PREFIXES
from kg.rdf.formats import FORMATS, format_of
from kg.rdf.naming import canonical
from kg.rdf.reading import parse_quads, read_bytes
from kg.rdf.saving import write_atomically
from kg.rdf.turtle import HEADING, Comments
from kg.rdf.writing import write_quads

if TYPE_CHECKING:
    import pyoxigraph

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\''
    r'|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    r"|<[^<>\s]*>|(?P<comment>#[^\n]*)|(?P<line>\n)|.",
    re.DOTALL,
)
_PREFIX = re.compile(r"^\s*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_SUBJECT = re.compile(r"(?:<([^<>\s]*)>|([\w.-]*):([\w.-]*[\w-])|(_:[\w.-]+))(?=[\s;]|$)")


def format_file(path: str | Path, *, check: bool = False) -> bool:
    """Whether the file had to change to be in canonical order; it is rewritten unless `check`.

    Prefixes are sorted, subjects stand in sections, properties in one order (see `kg.rdf.turtle`);
    values keep their spelling (0.90 stays 0.90), comments above a block stay with it.

    Raises:
        DataError: the file is wrong, or a comment stands where it could not be kept; nothing is
            written.
        OptionError: the file is not Turtle.
    """
    if format_of(path).name != "turtle":
        raise OptionError(f"'{path}' is not Turtle; only .ttl files are formatted")
    data = read_bytes(path)
    formatted = format_turtle(data, file=str(path))
    changed = formatted != data
    if changed and not check:
        write_atomically(path, formatted)
    return changed


def format_turtle(data: bytes, *, file: str = "text") -> bytes:
    """Turtle bytes in canonical order.

    Raises:
        DataError: as `format_file`.
    """
    quads = parse_quads(data, FORMATS["turtle"], file=file)
    text = data.decode("utf-8-sig")
    prefixes = PREFIXES | dict(_PREFIX.findall(text))
    formatted = write_quads(quads, prefixes=prefixes, comments=comments_of(text, file=file))
    _check_same(quads, formatted, file)
    return formatted


def comments_of(text: str, *, file: str) -> Comments:  # noqa: C901  # one pass, one case a kind of line
    """The comments of a Turtle text: at its head, and above the block of each subject.

    Raises:
        DataError: a comment stands inside a block or behind something, where no order could keep it.
    """
    prefixes = PREFIXES | dict(_PREFIX.findall(text))
    head: list[str] = []
    above: dict[str, tuple[str, ...]] = {}
    waiting: list[str] = []
    begun = False
    depth_open = False
    number = 0
    for number, (line, comment) in enumerate(_lines(text), start=1):
        bare = line.strip()
        if comment is not None and (bare or depth_open):
            advice = "move it above the block, so that it can be kept"
            raise DataError(f"comment inside a block: {advice}", file=file, line=number)
        if comment is not None:
            if not comment.startswith(HEADING):
                waiting.append(comment.rstrip())
        elif not bare:
            if waiting and not begun:
                head += ([""] if head else []) + waiting
                waiting = []
        else:
            begun_now = not depth_open
            if begun_now and waiting and _is_directive(bare):
                head += waiting
                waiting = []
            elif begun_now and waiting:
                subject = _subject(bare, prefixes)
                if subject is None:
                    raise DataError(
                        "comment above a block without a name: give the block an IRI",
                        file=file, line=number,
                    )  # fmt: skip
                above[subject] = (*above.get(subject, ()), *waiting)
                waiting = []
            begun = True
            depth_open = not (bare.endswith(".") or _is_sparql_prefix(bare))
    if waiting and begun:
        advice = "move it above a block or to the head, so that it can be kept"
        raise DataError(f"comment at the end of the file: {advice}", file=file, line=number)
    return Comments(tuple(head or waiting), above)


def _lines(text: str) -> list[tuple[str, str | None]]:
    """Each line's code and comment; a line break inside a long string does not end a line of code."""
    lines: list[tuple[str, str | None]] = []
    code, comment = "", None
    for token in _TOKEN.finditer(text):
        if token["line"]:
            lines.append((code, comment))
            code, comment = "", None
        elif token["comment"]:
            comment = token["comment"]
        else:
            code += token[0]
    return [*lines, (code, comment)] if code or comment else lines


def _is_directive(bare: str) -> bool:
    return bare.lower().startswith(("@prefix", "@base", "prefix ", "base "))


def _is_sparql_prefix(bare: str) -> bool:
    return bare.lower().startswith(("prefix ", "base "))


def _subject(bare: str, prefixes: dict[str, str]) -> str | None:
    match = _SUBJECT.match(bare)
    if match is None or match[4]:
        return None
    return match[1] if match[1] is not None else prefixes.get(match[2], "") + match[3]


def _check_same(quads: "list[pyoxigraph.Quad]", formatted: bytes, file: str) -> None:
    """Parse what is about to be written: it must say exactly what was read."""
    again = parse_quads(formatted, FORMATS["turtle"], file=file)
    if set(canonical(quads)) != set(canonical(again)):
        raise DataError("cannot be written back without a change; please report this", file=file)
