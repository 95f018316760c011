"""Bytes through the engine's parser, its errors in our words; what it would drop in silence is refused.

Of JSON-LD the engine leaves out statements whose IRIs are wrong or relative. Read leniently it keeps them:
where that gives more, what is wrong is looked for there. Keys that no @context defines stay left out, for
so JSON-LD wants it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import DataError, OptionError
from kg.rdf.formats import Format
from kg.rdf.positions import line_of_value
from kg.rdf.traps import not_utf8

if TYPE_CHECKING:
    import pyoxigraph

_WHERE = re.compile(r"^Parser error (?:at|between) line .*?: (?=\S)", re.DOTALL)
_TOKEN = re.compile(r"^(.+?) is not (?=an? valid )", re.DOTALL)
_RELATIVE = re.compile(r"^error while parsing IRI '(.*)': No scheme found", re.DOTALL)
_NO_SCHEME = "No scheme found"
_WITHOUT_BASE = ("ntriples", "nquads")
# What relative IRIs of JSON-LD are resolved against where no base is given, so as to be known again.
_NOWHERE = "kg-no-base://_/_/"
_SCHEME = _NOWHERE.partition("//")[0]


def parsed(
    data: bytes, form: Format, *, file: str, base: str | None = None
) -> "Iterator[pyoxigraph.Quad]":
    """The quads of bytes, blank nodes renamed; `file` is the name that errors give.

    Raises:
        DataError: the bytes are wrong, with line and column where they are known.
    """
    import pyoxigraph

    jsonld = form.name == "jsonld"
    count = 0
    try:
        for quad in pyoxigraph.parse(
            data,
            format=form.syntax,
            base_iri=base or (_NOWHERE if jsonld else None),
            rename_blank_nodes=True,
        ):
            if jsonld:
                count += 1
                _refuse(data, _relative_in(quad), file)
            yield quad
    except SyntaxError as error:
        problem = _reason(error, data, form, base)
        raise DataError(problem, file=file, line=error.lineno, column=error.offset) from error
    except (ValueError, MemoryError, OSError) as error:
        raise DataError(f"cannot be read as {form.name}: {error}", file=file) from error
    if jsonld:
        _refuse_dropped(data, form, base, count, file)


def absolute(base: str | None) -> str | None:
    """The base IRI, if it is one.

    Raises:
        OptionError: it is not an absolute IRI.
    """
    import pyoxigraph

    if base is not None:
        try:
            pyoxigraph.NamedNode(base)
        except ValueError as error:
            raise OptionError(
                f"base '{base}' is not an absolute IRI; write it like http://example.org/"
            ) from error
    return base


def resolved(iri: str, base: str | None) -> str | None:
    """The IRI in full; None if that takes a base and there is none.

    >>> resolved("b#", "http://e/a"), resolved("http://e/b#", None), resolved("b", None)
    ('http://e/b#', 'http://e/b#', None)
    """
    import pyoxigraph

    text, turtle = f"<{iri}> <x:> <x:> .", pyoxigraph.RdfFormat.TURTLE
    try:
        (quad,) = pyoxigraph.parse(text, format=turtle, base_iri=base)
    except (SyntaxError, ValueError):
        return None
    return str(getattr(quad.subject, "value", "")) or None


def _refuse_dropped(data: bytes, form: Format, base: str | None, count: int, file: str) -> None:
    """Return if the engine has left nothing out but what JSON-LD lets it."""
    import pyoxigraph

    def leniently() -> "Iterable[pyoxigraph.Quad]":
        return pyoxigraph.parse(data, format=form.syntax, base_iri=base or _NOWHERE, lenient=True)

    if sum(1 for _ in leniently()) != count:
        for quad in leniently():
            _refuse(data, _relative_in(quad) or _wrong_in(quad), file)


def _refuse(data: bytes, found: tuple[str, str] | None, file: str) -> None:
    if found:
        text, problem = found
        raise DataError(problem, file=file, line=line_of_value(data, text))


def _relative_in(quad: "pyoxigraph.Quad") -> tuple[str, str] | None:
    """An IRI that had no base to be resolved against, as written, and what to say of it."""
    if _SCHEME not in str(quad):
        return None
    for term in quad:
        iri = getattr(getattr(term, "datatype", term), "value", "")
        if iri.startswith(_SCHEME):
            rest = iri.removeprefix(_NOWHERE)
            text = rest if rest != iri else iri.removeprefix(_SCHEME).removeprefix("//_")
            return text, _relative(text)
    return None


def _wrong_in(quad: "pyoxigraph.Quad") -> tuple[str, str] | None:
    """What makes a statement be left out, as it stands in the quad, and what to say of it."""
    for place, term in enumerate(quad):
        found = _wrong(term, is_property=place == 1)
        if found:
            return found
    return None


def _wrong(term: Any, *, is_property: bool) -> tuple[str, str] | None:
    import pyoxigraph

    if isinstance(term, pyoxigraph.Literal):
        if term.language is not None:
            try:
                pyoxigraph.Literal("", language=term.language)
            except ValueError:
                return term.language, f"'{term.language}' is not a valid language tag"
        return _wrong(term.datatype, is_property=False)
    try:
        if isinstance(term, pyoxigraph.NamedNode):
            pyoxigraph.NamedNode(term.value)
        elif isinstance(term, pyoxigraph.BlankNode):
            pyoxigraph.BlankNode(term.value)
    except ValueError as error:
        text = str(term) if isinstance(term, pyoxigraph.BlankNode) else term.value
        if text.startswith("_:"):
            what = "a property" if is_property else "the label of a blank node"
            return text, f"'{text}' cannot be {what}; give it an IRI"
        if _NO_SCHEME not in str(error):
            return text, f"'{text}' is not a valid IRI: {_lower(str(error))}"
        if not is_property:  # else it is a key without a definition
            return text, _relative(text, helps=False)
    return None


def _relative(text: str, *, helps: bool = True) -> str:
    """What to say of a relative IRI; whether a base from outside helps."""
    advice = "give its base with --base" if helps else "write it in full"
    return f"relative IRI '{text}'; {advice}"


def _reason(error: SyntaxError, data: bytes, form: Format, base: str | None) -> str:
    """The parser's reason in our style, with the user's own word in quotes and as it is spelt."""
    reason = _WHERE.sub("", error.msg).rstrip(".")
    helps = base is None and form.name not in _WITHOUT_BASE
    if "utf-8" in reason.lower() and (problem := not_utf8(data)):
        return problem
    if "LoadDocumentCallback" in reason:
        return "names a context to be fetched; kg never fetches, so write the context in the file"
    if found := _RELATIVE.match(reason):
        return _relative(found[1], helps=helps)
    if reason.startswith(_NO_SCHEME) and (word := _word(error, data)) is not None:
        return _relative(word, helps=helps)
    if _TOKEN.match(reason):
        return _TOKEN.sub(r"'\1' is not ", reason)
    return _lower(reason)


def _word(error: SyntaxError, data: bytes) -> str | None:
    """The IRI that an error is about, between its angle brackets; None if it is not in one line."""
    if not error.lineno or error.lineno != error.end_lineno or not error.offset:
        return None
    line = data.split(b"\n", error.lineno)[error.lineno - 1].decode(errors="replace")
    word = line[error.offset - 1 : (error.end_offset or 0) - 1]
    return word[1:-1] if word.startswith("<") and word.endswith(">") else None


def _lower(reason: str) -> str:
    return reason if reason[:2].isupper() else reason[:1].lower() + reason[1:]
