"""The exceptions that leave this package, and near matches for names nobody knows.

KgError
├── DataError            data that cannot be taken as it is; knows file, line and subject
├── QueryError           a query that is wrong or refused
│   └── Refused          one that is not answered, for a reason that has a name
├── UnknownName          a name that is not there; knows near matches
│   ├── UnknownActor
│   ├── UnknownMeasure
│   └── UnknownRelationType
├── AmbiguousName        a name that several things carry
├── OptionError          an option value that makes no sense (also a ValueError)
└── MissingExtra         an optional dependency that is not installed

Every message is one line: what was wrong, the value in quotes, where, what to do.
"""

from collections.abc import Iterable

_SLACK = 0.14  # how much less alike than the closest a near match may be

# The command that lists what a name could have been, where nothing is close.
_LISTED = {
    "actor": "kg actors",
    "instrument": "kg queries instruments",
    "measure": "kg rank --help",
    "query": "kg queries",
    "relation family": "kg vocabulary",
    "relation type": "kg vocabulary",
    "source": "kg queries sources",
    "status": "kg add --help",
}


class KgError(Exception):
    """The root of everything this package raises on purpose."""


class DataError(KgError):
    """Data that cannot be taken as it is.

    `file`, `line` and `subject` (an IRI) are None where they are not known; the message repeats
    those that are. A blank node is no subject: its label is another one at each reading.
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | None = None,
        line: int | None = None,
        column: int | None = None,
        subject: str | None = None,
    ) -> None:
        self.problem = problem
        self.file = file
        self.line = line
        self.column = column
        self.subject = subject = None if (subject or "").startswith("_:") else subject
        place = ":".join(str(part) for part in (file, line, column) if part is not None)
        text = f"{place}: {problem}" if place else problem
        super().__init__(one_line(f"{text} (in <{subject}>)" if subject else text))


class QueryError(KgError):
    """A query that is wrong, or refused because it would write or reach out."""


class Refused(QueryError):
    """A query that is not answered; `name` says why, in a few words with hyphens.

    query-too-long, query-too-deep: it is refused before the engine sees it. query-timeout: it ran longer
    than it may. result-too-large: its answer has more bytes than it may have, or a row of over 4 MiB.
    engine-out-of-memory, engine-crashed: the engine broke down on it. query-stopped: another thread
    closed the dataset's worker.
    """

    def __init__(self, name: str, sentence: str) -> None:
        self.name = name
        super().__init__(one_line(f"{name}: {sentence}"))


class UnknownName(KgError):
    """A name that is not there. `near` holds the closest names that are."""

    kind = "name"

    def __init__(self, name: str, known: Iterable[str] = (), *, kind: str | None = None) -> None:
        self.name = name
        self.kind = kind or self.kind
        self.near = near(name, known)
        super().__init__(one_line(f"unknown {self.kind} '{name}'{self._hint()}"))

    def _hint(self) -> str:
        if self.near:
            return f"; did you mean {alternatives(self.near)}?"
        return f"; '{_LISTED[self.kind]}' lists them" if self.kind in _LISTED else ""


class UnknownActor(UnknownName):
    """No actor has this label, alias, CURIE or IRI."""

    kind = "actor"


class UnknownMeasure(UnknownName):
    """No measure has this name."""

    kind = "measure"


class UnknownRelationType(UnknownName):
    """No relation type has this name."""

    kind = "relation type"


class AmbiguousName(KgError):
    """A name that several things carry; `candidates` are their IRIs."""

    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        self.name = name
        self.candidates = tuple(sorted(candidates))
        super().__init__(
            one_line(f"'{name}' could be {alternatives(self.candidates)}; use one of these")
        )


class OptionError(KgError, ValueError):
    """An option value that makes no sense."""

    def __init__(self, problem: str) -> None:
        super().__init__(one_line(problem))


class MissingExtra(KgError):
    """An optional dependency that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed; install it with: pip install 'kg[{extra}]'")


def near(name: str, known: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """The known names closest to a misspelt one, best first; without regard to case and article.

    Those much further off than the closest are left out.

    >>> near("Rusia", ["Russia", "USA", "Armenia", "Belarus"])
    ('Russia',)
    """
    import difflib

    spelling = {bare(candidate.casefold()): candidate for candidate in sorted(known, reverse=True)}
    wanted = bare(name.casefold())
    found = difflib.get_close_matches(wanted, sorted(spelling), n=limit, cutoff=0.6)
    close = [difflib.SequenceMatcher(None, key, wanted).ratio() for key in found]
    pairs = zip(found, close, strict=True)
    return tuple(spelling[key] for key, ratio in pairs if ratio > close[0] - _SLACK)


def bare(folded: str) -> str:
    """A name in small letters without a leading article, which is no part of it.

    >>> bare("the kremlin"), bare("theodora")
    ('kremlin', 'theodora')
    """
    return folded.removeprefix("the ")


def alternatives(names: Iterable[str]) -> str:
    """The names quoted and joined by 'or'.

    >>> alternatives(["a", "b", "c"])
    "'a', 'b' or 'c'"
    """
    *most, last = [f"'{name}'" for name in names]
    return f"{', '.join(most)} or {last}" if most else last


def one_line(text: str) -> str:
    """The text without line breaks and control characters, which would spoil a terminal or a log.

    >>> one_line("a\\nb\\x1b[31m")
    'a b\\\\x1b[31m'
    """
    folded = " ".join(text.split())
    return "".join(c if c.isprintable() or c == " " else f"\\x{ord(c):02x}" for c in folded)
