"""A Turtle file in canonical order, its comments kept."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DataError, OptionError
from kg.iris import PREFIXES
from kg.rdf.formats import FORMATS, format_of
from kg.rdf.naming import canonical
from kg.rdf.parsing import resolved
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
_DIRECTIVE = re.compile(
    r"^\s*@?(?:prefix\s+([\w.-]*):|base)\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE
)
_SUBJECT = re.compile(r"(?:<([^<>\s]*)>|([\w.-]*):([\w.-]*[\w-])|(_:[\w.-]+))(?=[\s;]|$)")


def format_file(path: str | Path, *, check: bool = False, base: str | None = None) -> bool:
    """Whether the file had to change to be in canonical order; it is rewritten unless `check`.

    Prefixes are sorted, subjects stand in sections, properties in one order (see `kg.rdf.turtle`);
    values keep their spelling (0.90 stays 0.90), comments above a block stay with it. Relative IRIs
    are written in full, resolved against the file's base or else against `base`.

    Raises:
        DataError: the file is wrong, or a comment stands where it could not be kept; nothing is
            written.
        OptionError: the file is not Turtle, or the base is not an absolute IRI.
    """
    if format_of(path).name != "turtle":
        raise OptionError(f"'{path}' is not Turtle; only .ttl files are formatted")
    data = read_bytes(path)
    formatted = format_turtle(data, file=str(path), base=base)
    changed = formatted != data
    if changed and not check:
        write_atomically(path, formatted)
    return changed


def format_turtle(data: bytes, *, file: str = "text", base: str | None = None) -> bytes:
    """Turtle bytes in canonical order.

    Raises:
        DataError, OptionError: as `format_file`.
    """
    quads = parse_quads(data, FORMATS["turtle"], file=file, base=base)
    text = data.decode("utf-8-sig")
    prefixes, _ = _declared(text, PREFIXES, base)
    comments = comments_of(text, file=file, base=base)
    formatted = write_quads(quads, prefixes=prefixes, comments=comments)
    _check_same(quads, formatted, file)
    return formatted


def comments_of(  # noqa: C901  # one pass, one case a kind of line
    text: str, *, file: str, base: str | None = None
) -> Comments:
    """The comments of a Turtle text: at its head, and above the block of each subject.

    Raises:
        DataError: a comment stands inside a block or behind something, where no order could keep it, or
            above a block with a relative IRI that has no base.
    """
    prefixes = PREFIXES
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
            if begun_now and _is_directive(bare):
                prefixes, base = _declared(bare, prefixes, base)
            if begun_now and waiting and _is_directive(bare):
                head += waiting
                waiting = []
            elif begun_now and waiting:
                subject = _subject(bare, prefixes, base)
                if subject is None:
                    raise DataError(
                        "comment above a block without a whole name: give the block an IRI",
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


def _declared(
    text: str, prefixes: dict[str, str], base: str | None
) -> tuple[dict[str, str], str | None]:
    """Prefixes and base after the directives of a text."""
    prefixes = dict(prefixes)
    for match in _DIRECTIVE.finditer(text):
        iri = resolved(match[2], base) or match[2]
        if match[1] is None:
            base = iri
        else:
            prefixes[match[1]] = iri
    return prefixes, base


def _subject(bare: str, prefixes: dict[str, str], base: str | None) -> str | None:
    """The IRI in full that a block begins with; None if it begins with another thing."""
    match = _SUBJECT.match(bare)
    if match is None or match[4]:
        return None
    iri = match[1] if match[1] is not None else prefixes.get(match[2], "") + match[3]
    return resolved(iri, base)


def _check_same(quads: "list[pyoxigraph.Quad]", formatted: bytes, file: str) -> None:
    """Parse what is about to be written: it must say exactly what was read."""
    again = parse_quads(formatted, FORMATS["turtle"], file=file)
    if set(canonical(quads)) != set(canonical(again)):
        raise DataError("cannot be written back without a change; please report this", file=file)
