"""What validation has to say, as values."""

from dataclasses import dataclass
from enum import StrEnum

from kg.iris import curie


class Severity(StrEnum):
    """How bad a finding is: a violation is wrong, a warning doubtful."""

    VIOLATION = "violation"
    WARNING = "warning"


@dataclass(frozen=True)
class Finding:
    """One thing `validate` has to say: what, about which IRI, which value, where, what to do."""

    severity: Severity
    rule: str
    subject: str | None
    message: str
    value: str | None = None
    file: str | None = None
    line: int | None = None
    remedy: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file else ""
        about = f"{curie(self.subject)}: " if self.subject else ""
        value = f" '{self.value}'" if self.value is not None else ""
        remedy = f"; {self.remedy}" if self.remedy else ""
        return f"{place}{self.severity}: {about}{self.message}{value}{remedy} [{self.rule}]"


def violation(
    rule: str, subject: str, message: str, value: str | None = None, *, remedy: str
) -> Finding:
    """A finding of something wrong."""
    return Finding(Severity.VIOLATION, rule, _lasting(subject), message, value, remedy=remedy)


def warning(
    rule: str, subject: str | None, message: str, value: str | None = None, *, remedy: str
) -> Finding:
    """A finding of something doubtful."""
    return Finding(Severity.WARNING, rule, _lasting(subject), message, value, remedy=remedy)


def _lasting(subject: str | None) -> str | None:
    """The IRI; None for a blank node, whose label is another one at each reading."""
    return None if (subject or "").startswith("_:") else subject
