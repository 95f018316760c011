"""What is wrong with the text of a query or an update, in one line, at its place in the user's own text.

The engine's own places (pyoxigraph 0.5) are off by the length of the keywords it tried. So the place is
found by cutting: the first token with which the text can no longer be the beginning of a query.
"""

import re
from collections.abc import Collection

from kg.errors import alternatives, near, one_line
from kg.iris import PREFIXES
from kg.sparql.guard import form_place, prefixes
from kg.sparql.tokens import Token, tokens

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PAD = 40  # longer than the engine's longest keyword
_PLACED = re.compile(r"error at (\d+):(\d+): ")
_SAID = re.compile(r"(?:expected |one of |, )((?:[A-Z][a-z]+|The) [\w ]+)")
_RELATIVE = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^\s<>\"{}|^`\\]*>")
_SHOWN = 40


def what_is_wrong(
    text: str, error: SyntaxError, given: Collection[str] = (), *, what: str = "query"
) -> str:
    """One line on a query or an "update" that the engine refused.

    `given` are the variables that got values, which the error may be about.

    >>> what_is_wrong("SELECT ?x { ?x a }", SyntaxError("error at 1:18: expected [_]"))
    "query is wrong at line 1, column 18: '}' cannot stand here"
    """
    if given:
        own = _error(text, what)
        if own is None:
            names = ", ".join(f"?{name}" for name in given)
            return (
                f"no value can be given to {names}: the query itself sets it (AS, BIND or GROUP BY)"
            )
        error = own
    found = tokens(text)
    return one_line(
        (_form(found) if what == "query" else "")
        or _open_string(text, found)
        or _prefix(text, found)
        or _place(text, found, what)
        or _sense(str(error), what)
    )


def _form(found: list[Token]) -> str:
    first = found[place] if (place := form_place(found)) < len(found) else None
    if first is not None and first.keyword in FORMS:
        return ""
    was = f", not '{first.text[:_SHOWN]}'" if first else ""
    like = near(first.text, FORMS) if first else ()
    hint = f"; did you mean {alternatives(like)}?" if like else ""
    return f"query must begin with {alternatives(FORMS)}{was}{hint}"


def _open_string(text: str, found: list[Token]) -> str:
    """A string without an end: `tokens` stops before it."""
    end = found[-1].end if found else 0
    rest = re.match(r"(?:\s|#[^\n\r]*)*([\"'])", text[end:])
    if rest is None:
        return ""
    return f"string without an end at {_where(text, end + rest.start(1))}"


def _prefix(text: str, found: list[Token]) -> str:
    known = prefixes(found)
    for before, token in zip([None, *found], found, strict=False):
        prefix, colon, _ = token.text.partition(":")
        declared = before is not None and before.keyword == "PREFIX"
        if token.kind == "name" and colon and prefix not in known and not declared:
            like = near(prefix, known)
            advice = f"did you mean {alternatives(like)}?" if like else ""
            advice = advice or f"declare it: PREFIX {prefix}: <...>"
            return f"unknown prefix '{prefix}:' at {_where(text, token.start)}; {advice}"
    return ""


def _place(text: str, found: list[Token], what: str) -> str:
    low, high = (
        0,
        len(found),
    )  # the text can go on after `low` tokens; after `high` it cannot, or ends
    if _can_go_on(text, found, high, what):
        if found and _ends_too_early(found):
            return f"{what} is wrong at {_where(text, found[-1].end)}: it ends too early"
        return ""
    while high - low > 1:
        middle = (low + high) // 2
        if _can_go_on(text, found, middle, what):
            low = middle
        else:
            high = middle
    wrong = found[high - 1]
    for iri in _RELATIVE.finditer(text):
        if iri.start() <= wrong.start < iri.end():
            place = _where(text, iri.start())
            return f"'{iri[0]}' at {place} is no absolute IRI; write it in full or with a prefix"
    shown = wrong.text if len(wrong.text) <= _SHOWN else f"{wrong.text[:_SHOWN]}..."
    return f"{what} is wrong at {_where(text, wrong.start)}: '{shown}' cannot stand here"


def _can_go_on(text: str, found: list[Token], count: int, what: str) -> bool:
    """Whether the engine reads so many tokens to their end before it finds fault."""
    if count == 0:
        return True
    cut = text[: found[count - 1].end]
    error = _error(cut + " " * _PAD, what)
    if error is None:
        return True
    match = _PLACED.match(str(error))
    line, column = cut.count("\n") + 1, len(cut) - cut.rfind("\n") + _PAD
    return match is not None and (int(match[1]), int(match[2])) >= (line, column)


def _ends_too_early(found: list[Token]) -> bool:
    """Whether a bracket is open, or the text ends behind a word that asks for more."""
    depth = sum((token.kind == "open") - (token.kind == "close") for token in found)
    return depth > 0 or found[-1].kind == "word"


def _sense(message: str, what: str) -> str:
    """A text that is well written but makes no sense, as far as the engine says why."""
    said = _SAID.search(message)
    if said:
        return f"{what} is wrong: {said[1][:1].lower()}{said[1][1:]}"
    return (
        f"{what} is wrong: it sets a variable twice, or has an aggregate or a function out of place"
    )


def _where(text: str, offset: int) -> str:
    before = text[:offset]
    return f"line {before.count(chr(10)) + 1}, column {offset - before.rfind(chr(10))}"


def _error(text: str, what: str) -> SyntaxError | None:
    """The engine's error about a text, None if it takes it."""
    import pyoxigraph

    store = pyoxigraph.Store()
    try:
        (store.query if what == "query" else store.update)(text, prefixes=PREFIXES)
    except SyntaxError as error:
        return error
    except (RuntimeError, ValueError, OSError):  # an update of graphs that an empty store lacks
        return None
    return None
