"""SPARQL text cut into tokens, as the engine cuts it: the guard and `kg.query` read them, nothing else.

The engine parses by a PEG without a tokenizer of its own, so two things differ from what one expects:
a keyword needs no space after it (`SERVICEex:a {`), and whether `<` opens an IRI or compares two values
depends on what stands around it. `tokens` gives the likely reading, `readings` every one there is.
"""

import functools
import re
import sys
from collections import namedtuple
from collections.abc import Iterator
from itertools import islice, takewhile

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    from typing import NamedTuple

    class _Token(NamedTuple):
        kind: str
        text: str
        start: int

else:
    _Token = namedtuple("_Token", ("kind", "text", "start"))  # noqa: PYI024  # no typing

# Character classes by the ASCII characters they leave out: such a class is compiled in no time, and one
# of SPARQL's ranges beyond ASCII is not. The few characters beyond ASCII that are in no name, such as
# U+00D7, are refused by the engine wherever they could stand.
_LETTER = r"[^\x00-@\[-`{-\x7f]"
_LETTER_ = r"[^\x00-@\[-^`{-\x7f]"
_CHAR = r"[^\x00-/:-@\[-^`{-\x7f]"
_INNER = r"[^\x00-,/:-@\[-^`{-\x7f]"  # with . and -
_LAST = r"[^\x00-,./:-@\[-^`{-\x7f]"  # with -
_LOCAL = r"[^\x00-/;-@\[-^`{-\x7f]"  # with :
_LOCAL_INNER = r"[^\x00-,/;-@\[-^`{-\x7f]"  # with : . and -
_LOCAL_LAST = r"[^\x00-,./;-@\[-^`{-\x7f]"  # with : and -
_ESCAPE = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_TOKEN = rf"""
    (?P<string> "{{3}}(?:"{{0,2}}(?:[^"\\]|\\.))*+"{{3}} | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*+'{{3}}
              | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+')
  | (?P<open_string> ["'])
  | (?P<iri>      < (?:[^\x00-\x20<>"{{}}|^`\\]|{_ESCAPE})* >)
  | (?P<comment>  \#[^\n\r]*)
  | (?P<variable> [?$]{_CHAR}+)
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
  | (?P<number>   (?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+ | [0-9]*\.[0-9]+ | [0-9]+)
  | (?P<blank>    _:{_CHAR}(?:{_INNER}*{_LAST})?)
  | (?P<name>     (?:{_LETTER}(?:{_INNER}{{0,99}}{_LAST})?)?:
                  (?:(?:{_LOCAL}|%[0-9A-Fa-f]{{2}}|\\.)
                     (?:(?:{_LOCAL_INNER}|%[0-9A-Fa-f]{{2}}|\\.)*(?:{_LOCAL_LAST}|%[0-9A-Fa-f]{{2}}|\\.))?)?)
  | (?P<word>     (?:{_LETTER_}|{_ESCAPE})(?:{_CHAR}|{_ESCAPE})*)
  | (?P<open>     <<\(? | [({{\[])
  | (?P<close>    \)?>> | [)}}\]])
  | (?P<space>    \s+)
  | (?P<other>    .)
"""
_SCHEME = r"<[A-Za-z][A-Za-z0-9+.-]*:"
_BASE = r"\bBASE\b"
_DECODED = r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})"


class Token(_Token):
    """A piece of a query; `kind` is a group of the pattern above, `start` its offset."""

    __slots__ = ()

    @property
    def end(self) -> int:
        """The offset after it."""
        return self.start + len(self.text)

    @property
    def keyword(self) -> str:
        """The word in capitals, escapes decoded; empty for what is no bare word."""
        return decoded(self.text).upper() if self.kind == "word" else ""


def tokens(text: str, *, limit: int | None = None) -> list[Token]:
    """The tokens in the likely reading, without spaces and comments, `limit` at most.

    Only an absolute IRI counts as one, unless the text declares a BASE. A string without an end is
    the end: the engine will say so.

    >>> [token.text for token in tokens("ASK { ?a kg:n 1 } # all")]
    ['ASK', '{', '?a', 'kg:n', '1', '}']
    """
    based = _compiled(_BASE, re.IGNORECASE).search(text) is not None
    whole = takewhile(lambda token: token.kind != "open_string", _likely(text, based=based))
    telling = (token for token in whole if token.kind not in ("space", "comment"))
    return list(islice(telling, limit))


def _likely(text: str, *, based: bool) -> Iterator[Token]:
    """All tokens in the likely reading; `based` says that IRIs may be relative."""
    place, match = 0, _pattern().match
    while found := match(text, place):
        kind, piece = str(found.lastgroup), found[0]
        if kind == "iri" and not based and not _compiled(_SCHEME).match(piece):
            kind, piece = "other", "<"  # which compares
        yield Token(kind, piece, place)
        place += len(piece)


def readings(text: str) -> Iterator[Token]:
    """Every token of every way to read the text, each way from the start; spaces and comments too.

    Each `<` is tried as the start of an IRI and as an operator. What a place in the text holds does
    not depend on the way there, so each place is read once.
    """
    whichever = _pattern()
    seen: set[int] = set()
    starts = [0]
    while starts:
        place = starts.pop()
        while place < len(text) and place not in seen:
            seen.add(place)
            match = whichever.match(text, place)
            if match is None or match.lastgroup == "open_string":
                break  # the engine cannot come this way
            yield Token(str(match.lastgroup), match[0], place)
            if match.lastgroup == "iri":
                starts.append(place + 1)
            place = match.end()


def decoded(text: str) -> str:
    """The text with its escapes of code points, such as `\\u0053`, decoded.

    >>> decoded(r"\\u0053ERVICE")
    'SERVICE'
    """
    return _compiled(_DECODED).sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else match[0]


@functools.cache
def _pattern() -> re.Pattern[str]:
    """The pattern of a token. Compiled when used, and only this one: it takes its time."""
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL)


_compiled = functools.cache(re.compile)
