"""Names to actors: a register of who is known, the decisions, and the file they are reviewed in."""

from kg.identity.deciding import unmet
from kg.identity.filing import COLUMNS, DECISIONS, read_matches, write_matches
from kg.identity.matching import match
from kg.identity.registering import RULES, Register, register
from kg.identity.reviewing import accepted, selected, undone

__all__ = [
    "COLUMNS",
    "DECISIONS",
    "RULES",
    "Register",
    "accepted",
    "match",
    "read_matches",
    "register",
    "selected",
    "undone",
    "unmet",
    "write_matches",
]
