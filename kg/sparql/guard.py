"""Queries and updates refused before the engine sees them: what would reach out, write, or crash it.

The engine (pyoxigraph 0.5) sends SERVICE and LOAD requests and has no switch against it, ignores
signals while it runs, and ends the process on deep nesting. So all of this is decided on the text.
"""

import functools
import re
from itertools import pairwise

from kg.errors import QueryError, Refused
from kg.iris import PREFIXES
from kg.sparql.tokens import Token, decoded, readings, tokens

MAX_BYTES = 65_536
MAX_TOKENS = 5_000
MAX_DEPTH = 100

UPDATES = ("INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")

_GAP = r"(?:\s|\#[^\n\r]*)*"
_NAME = r"(?P<prefix>[^\s{}<>?$\#\"'()]*?):(?:[^\s{}\#\\]|\\.)*?"
_SERVICE = rf"SERVICE{_GAP}(?:SILENT{_GAP})?(?:[?$][^\s{{}}\#]+|<[^>]*>|{_NAME}){_GAP}\{{"
_LOAD = rf"LOAD{_GAP}(?:SILENT{_GAP})?(?:<[^>]*>|{_NAME}){_GAP}(?:;|INTO|\Z)"
_ENDS = r"true|false|.*\..*|"
_compiled = functools.cache(re.compile)  # most queries need none of them
_SHAPES = {"SERVICE": _SERVICE, "LOAD": _LOAD}
_REASONS = {
    "SERVICE": "SERVICE is refused: kg never asks another endpoint; load its data with kg.load",
    "LOAD": "LOAD is refused: kg never fetches; download the file and use kg.load",
}


def check_query(text: str, *, graphs: frozenset[str] = frozenset()) -> None:
    """Nothing, if the query may go to the engine; `graphs` are the IRIs that FROM may name.

    Raises:
        QueryError: it is refused, with the reason.

    >>> check_query("SELECT * { ?service load:x 'SERVICE' } # SERVICE")
    >>> check_query("select * { serVice ?x {} }")
    Traceback (most recent call last):
    kg.errors.QueryError: SERVICE is refused: kg never asks another endpoint; load its data with kg.load
    """
    for graph in _named_in(text):
        if graph not in graphs:
            raise QueryError(
                f"FROM '{graph}' is refused: the dataset has no such graph and kg never fetches"
            )


@functools.lru_cache
def _named_in(query: str) -> tuple[str, ...]:
    """The graphs that a query names by FROM, if all else about it lets it pass."""
    found = _checked(query, "query")
    word = form(found)
    if word in UPDATES:
        raise QueryError(f"{word} is refused: this is an update; use kg.update")
    return tuple(dataset_clause(found))


def check_update(text: str) -> None:
    """Nothing, if the update may go to the engine.

    Raises:
        QueryError: it is refused, with the reason.
    """
    _checked(text, "update")


def form(found: list[Token]) -> str:
    """The keyword after the prologue, in capitals: SELECT, ASK, INSERT ...; empty if there is none.

    >>> form(tokens("PREFIX : <http://e/> ask {}"))
    'ASK'
    """
    place = form_place(found)
    return found[place].keyword if place < len(found) else ""


def form_place(found: list[Token]) -> int:
    """The number of tokens in the prologue."""
    place = 0
    while place < len(found) and found[place].keyword in ("PREFIX", "BASE", "VERSION"):
        place += 3 if found[place].keyword == "PREFIX" else 2
    return place


def prefixes(found: list[Token]) -> dict[str, str]:
    """The namespaces by prefix: those that are ready and those the text declares."""
    declared = {
        name.text[:-1]: decoded(iri.text[1:-1])
        for word, name, iri in zip(found, found[1:], found[2:], strict=False)
        if word.keyword == "PREFIX" and name.kind == "name" and iri.kind == "iri"
    }
    return {**PREFIXES, **declared}


def dataset_clause(found: list[Token]) -> list[str]:
    """The graphs that FROM and FROM NAMED name, as IRIs where they can be told, else as written.

    >>> dataset_clause(tokens("SELECT * FROM <http://e/g> FROM NAMED kg:g {}"))
    ['http://e/g', 'https://w3id.org/actor-kg/vocab#g']
    """
    known = prefixes(found)
    graphs = []
    for before, token in pairwise(token for token in found if token.keyword != "NAMED"):
        if before.keyword != "FROM":
            continue
        if token.kind == "name":
            prefix, _, local = token.text.partition(":")
            graphs.append(known[prefix] + local if prefix in known else token.text)
        elif token.kind == "iri":
            graphs.append(decoded(token.text[1:-1]))
    return graphs


def _checked(text: str, what: str) -> list[Token]:
    """The tokens of a text within bounds that does not reach out."""
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise Refused("query-too-long", f"{what} of {size:,} bytes; the limit is {MAX_BYTES:,}")
    if text != text.encode("utf-8", "replace").decode("utf-8"):
        raise QueryError(f"{what} holds half of a surrogate pair, which is no character")
    found = tokens(text, limit=MAX_TOKENS + 1)
    if len(found) > MAX_TOKENS:
        raise Refused(
            "query-too-long", f"{what} of over {MAX_TOKENS:,} tokens; ask for less at a time"
        )
    # The engine decodes escapes inside strings and IRIs only, the standard anywhere and first.
    plain = decoded(text)
    for version in {text: None, plain: None}:
        _refuse_reaching_out(version, found if version == text else tokens(version))
    _refuse_depth(found, what)
    return found


def _refuse_depth(found: list[Token], what: str) -> None:
    depth = 0
    for token in found:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > MAX_DEPTH:
            raise Refused(
                "query-too-deep", f"brackets of the {what} are nested deeper than {MAX_DEPTH}"
            )


def _refuse_reaching_out(text: str, found: list[Token]) -> None:
    """Refuse SERVICE and LOAD wherever the engine could read them; the tokens are the likely ones."""
    for token in found:
        if token.keyword in _REASONS:
            raise QueryError(_REASONS[token.keyword])
    if not re.search("SERVICE|LOAD", text, re.IGNORECASE):
        return
    known = prefixes(found)
    for token in readings(text):
        if token.kind in ("word", "name"):
            for word, shape in _SHAPES.items():
                for start in _splits(token, word):
                    match = _compiled(shape, re.IGNORECASE).match(text, start)
                    if match and match["prefix"] in (None, *known):
                        raise QueryError(_REASONS[word])


def _splits(token: Token, word: str) -> list[int]:
    """The offsets in a token at which the engine could begin to read the keyword.

    In a bare word anywhere. In a prefixed name at its start or after `true` or `false`, and anywhere
    after a dot: the engine takes `ex:a.b.1SERVICE` for a name, a number and the keyword.
    """
    ends = _compiled(_ENDS, re.IGNORECASE | re.DOTALL)
    return [
        token.start + match.start()
        for match in re.finditer(word, token.text, re.IGNORECASE)
        if token.kind == "word" or ends.fullmatch(token.text, 0, match.start())
    ]
