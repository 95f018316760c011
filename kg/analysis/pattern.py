"""Patterns of steps: regular expressions over relation types, with the signs of SPARQL's property paths.

`a/b` is a step of type a, then one of type b; `a|b` either; `a*`, `a+`, `a?` any number, at least one, at
most one; `^a` a step against the stated direction; `!a` and `!(a|^b)` any type but those; brackets group.
A name is a relation type, or a family that stands for all of its types: local name, CURIE, `<IRI>`, or a
label in quotes. The grammar is that of SPARQL 1.1, section 9.1 (W3C Recommendation, 2013).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.errors import OptionError

_TOKEN = re.compile(
    r"""\s*(?:(?P<sign>[/|*+?^!()])|<(?P<iri>[^<>\s]+)>|"(?P<double>[^"]*)"|'(?P<single>[^']*)'"""
    r"""|(?P<name>[^\s/|*+?^!()<>"']+))"""
)
_LONGEST, _DEEPEST = 2_000, 50
_REPEATED = {"*": (True, True), "+": (False, True), "?": (True, False)}

Resolve = Callable[[str], frozenset[str]]
"""The IRIs of the relation types that a name stands for."""


@dataclass(frozen=True)
class One:
    """A step of one of these types (IRIs), or with `but` of none; with `back` against its direction."""

    kinds: frozenset[str]
    back: bool = False
    but: bool = False

    def takes(self, kind: str, *, back: bool) -> bool:
        """Whether a statement of this type, walked along or against its direction, is such a step."""
        return back == self.back and (kind in self.kinds) != self.but


@dataclass(frozen=True)
class Sequence:
    """One pattern after the other."""

    parts: "tuple[Pattern, ...]"


@dataclass(frozen=True)
class Choice:
    """One of several patterns."""

    parts: "tuple[Pattern, ...]"


@dataclass(frozen=True)
class Repeat:
    """A pattern once, or not at all with `never`, or over and over with `often`."""

    part: "Pattern"
    never: bool
    often: bool


Pattern = One | Sequence | Choice | Repeat


def parse_pattern(text: str, resolve: Resolve) -> Pattern:
    """The pattern that a text writes, its names resolved.

    Raises:
        UnknownRelationType: as `resolve` raises it for a name that is none.
        OptionError: the text is no pattern; with the character at which it goes wrong, counted from 1.

    >>> found = parse_pattern("gas / ally* / ^member", lambda name: frozenset({name}))
    >>> [type(each).__name__ for each in found.parts], found.parts[2].back
    (['One', 'Repeat', 'One'], True)
    >>> parse_pattern("gas / | ally", lambda name: frozenset({name}))
    Traceback (most recent call last):
    kg.errors.OptionError: pattern 'gas / | ally': expected a name, '^', '!' or '(' at character 7, not '|'
    """
    if len(text) > _LONGEST:
        raise OptionError(f"a pattern has at most {_LONGEST:,} characters, not {len(text):,}")
    return _Parser(text, resolve).whole()


def ones(pattern: Pattern) -> Iterator[One]:
    """The single steps that a pattern is made of."""
    match pattern:
        case One():
            yield pattern
        case Repeat():
            yield from ones(pattern.part)
        case Sequence() | Choice():
            for each in pattern.parts:
                yield from ones(each)


@dataclass(frozen=True)
class _Token:
    """A sign, or a name without what encloses it; `at` is its place in the text, from 1."""

    sign: str
    name: str
    at: int

    @property
    def told(self) -> str:
        return f"'{self.sign or self.name}'" if self.sign or self.name else "its end"


class _Parser:
    """Recursive descent over the tokens; `^` of a group is pushed down to its single steps."""

    def __init__(self, text: str, resolve: Resolve) -> None:
        self.text, self.resolve, self.depth = text, resolve, 0
        self.tokens = list(self._split())
        self.here = 0

    def _split(self) -> Iterator[_Token]:
        at, end = 0, len(self.text.rstrip())
        while at < end:
            match = _TOKEN.match(self.text, at)
            if match is None:
                start = at + len(self.text[at:]) - len(self.text[at:].lstrip())
                raise self._error(f"nothing closes '{self.text[start]}'", start + 1)
            kind = match.lastgroup or ""
            word = match[kind]
            name = "" if kind == "sign" else word
            yield _Token(word if kind == "sign" else "", name, match.start(kind) + 1)
            at = match.end()
        yield _Token("", "", end + 1)

    def whole(self) -> Pattern:
        found = self._choice(back=False)
        if self._next().sign or self._next().name:
            raise self._expected("'/', '|', '*', '+', '?' or the end")
        return found

    def _choice(self, *, back: bool) -> Pattern:
        parts = [self._sequence(back=back)]
        while self._take("|"):
            parts.append(self._sequence(back=back))
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self, *, back: bool) -> Pattern:
        parts = [self._element(back=back)]
        while self._take("/"):
            parts.append(self._element(back=back))
        if len(parts) == 1:
            return parts[0]
        return Sequence(tuple(reversed(parts) if back else parts))

    def _element(self, *, back: bool) -> Pattern:
        if self._take("^"):
            back = not back
        part = self._primary(back=back)
        for sign, (never, often) in _REPEATED.items():
            if self._take(sign):
                return Repeat(part, never, often)
        return part

    def _primary(self, *, back: bool) -> Pattern:
        if self._take("("):
            self.depth += 1
            if self.depth > _DEEPEST:
                raise self._error(f"more than {_DEEPEST} brackets in each other", self._next().at)
            found = self._choice(back=back)
            self._close()
            self.depth -= 1
            return found
        if self._take("!"):
            return self._negation(back=back)
        return One(self._name("a name, '^', '!' or '('"), back)

    def _negation(self, *, back: bool) -> Pattern:
        """Any type but those named: along its direction, against it, or either, as the names stand."""
        sides: dict[bool, frozenset[str]] = {}
        bracket = self._take("(")
        while True:
            side = back != self._take("^")
            sides[side] = sides.get(side, frozenset()) | self._name("a name or '^'")
            if not (bracket and self._take("|")):
                break
        if bracket:
            self._close()
        parts = tuple(One(kinds, side, but=True) for side, kinds in sorted(sides.items()))
        return parts[0] if len(parts) == 1 else Choice(parts)

    def _name(self, wanted: str) -> frozenset[str]:
        token = self._next()
        if token.sign or not token.name:
            raise self._expected(wanted)
        self.here += 1
        return self.resolve(token.name)

    def _close(self) -> None:
        if not self._take(")"):
            raise self._expected("')'")

    def _next(self) -> _Token:
        return self.tokens[self.here]

    def _take(self, sign: str) -> bool:
        if self._next().sign != sign:
            return False
        self.here += 1
        return True

    def _expected(self, wanted: str) -> OptionError:
        token = self._next()
        return self._error(f"expected {wanted}", token.at, token.told)

    def _error(self, problem: str, at: int, told: str | None = None) -> OptionError:
        end = f", not {told}" if told else ""
        return OptionError(f"pattern '{self.text}': {problem} at character {at}{end}")
