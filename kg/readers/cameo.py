"""CAMEO events: codes, published names and Goldstein scores, and the relation type that a code is.

The table is `cameo.csv`; NOTICE beside it says whose it is. Six codes that came to the scheme later have no
score there: their names are our own words, and the score of the code above them stands in as a strength.
"""

import csv
import functools
import io
import re
from dataclasses import dataclass
from importlib import resources

from kg.iris import KG
from kg.model import Aspect, Influence, RelationType, Sign
from kg.vocabulary import FLOOR, base_strength

CAMEO = "https://w3id.org/actor-kg/cameo/"
"""The namespace of the relation types of CAMEO codes."""

_LATER = {
    "1214": "Turn down cooperation on intelligence",
    "155": "Raise or strengthen forces for the net",
    "176": "Attack over the net",
    "1834": "Bomb a place",
    "1951": "Strike from the air with guided weapons",
    "1952": "Strike from the air with drones",
}
_ROOT = 2  # digits of a code that stands for a whole group of events
_FAMILIES = {
    Sign.COOPERATION: f"{KG}cooperatesWith",
    Sign.CONFLICT: f"{KG}conflictsWith",
    Sign.NEUTRAL: f"{KG}structurallyTiedTo",
}


@dataclass(frozen=True)
class Code:
    """A kind of event. `goldstein` is its score from -10 to 10, None where none is published."""

    code: str
    name: str
    goldstein: float | None


@functools.cache
def codes() -> dict[str, Code]:
    """The codes with their names and scores, by code.

    >>> codes()["043"]
    Code(code='043', name='Host a visit', goldstein=2.8)
    """
    text = resources.files("kg.readers").joinpath("cameo.csv").read_text("utf-8")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    found = {row["code"]: Code(row["code"], row["name"], float(row["goldstein"])) for row in rows}
    return found | {code: Code(code, name, None) for code, name in _LATER.items()}


def relation_type(code: str) -> RelationType:
    """The relation type of a code, which must be one of `codes()`.

    Its score decides on family and sign. A score of 0 is neither cooperation nor conflict, and the one
    family without a sign is that of structure.

    >>> found = relation_type("190")
    >>> found.iri, int(found.sign), found.base, found.cameo
    ('https://w3id.org/actor-kg/cameo/190', -1, 1.0, '190')
    """
    event = codes()[code]
    above = codes()[code[:-1]] if event.goldstein is None else event
    score = above.goldstein or 0.0
    sign = Sign((score > 0) - (score < 0))
    group = len(code) == _ROOT
    name = event.name.lower() if group else event.name[:1].lower() + event.name[1:]
    reason = f"no score is published for CAMEO {code}; that of CAMEO {above.code} stands in for it"
    return RelationType(
        iri=CAMEO + code,
        label=f"{name} (any kind)" if group else name,
        definition=f"CAMEO event {code}, {event.name}: the first does this to the second.",
        family=_FAMILIES[sign],
        sign=sign,
        influence=Influence.FORWARD,
        aspect=Aspect.ACT,
        symmetric=False,
        base=base_strength(score, None) or FLOOR,
        cameo=code,
        goldstein=event.goldstein,
        reason=reason if event.goldstein is None else None,
    )


def code_named(name: str) -> str | None:
    """The code whose name this is, in full or up to its first comma; None where that is none.

    "not specified below" does not count. Where several codes have the name, it is the one that all the
    others are kinds of, if there is one.

    >>> code_named("Arrest"), code_named("Threaten- not specified below"), code_named("Return")
    ('173', '130', '084')
    >>> code_named("Bake")
    """
    found = _by_name().get(_folded(name), ())
    above = [code for code in found if all(other.startswith(code) for other in found)]
    return above[0] if above else None


@functools.cache
def _by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for event in codes().values():
        if len(event.code) > _ROOT and event.goldstein is not None:
            for name in {_folded(event.name), _folded(event.name.partition(",")[0])}:
                found[name] = (*found.get(name, ()), event.code)
    return found


def _folded(name: str) -> str:
    """The words of a name in small letters."""
    plain = re.sub(r"[\W_]+", " ", name.casefold()).strip()
    return plain.removesuffix(" not specified below")
