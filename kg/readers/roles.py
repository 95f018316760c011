"""Actors as CAMEO codes them: a country, a role or a group, in pieces of three letters each."""

import functools
import re
from dataclasses import dataclass

from kg.identity.registering import countries
from kg.iris import local_name

ROLES = {
    "AGR": ("agriculture", "Group"),
    "BUS": ("business", "Group"),
    "COP": ("police", "GovernmentBody"),
    "CRM": ("criminals", "Group"),
    "CVL": ("civilians", "Group"),
    "DEV": ("development", "Group"),
    "EDU": ("education", "Group"),
    "ELI": ("elites", "Group"),
    "ENV": ("environment", "Group"),
    "GOV": ("government", "GovernmentBody"),
    "HLH": ("health", "Group"),
    "HRI": ("human rights", "Group"),
    "IGO": ("intergovernmental organisation", "IntergovernmentalOrganisation"),
    "IMG": ("international armed group", "Group"),
    "INS": ("insurgents", "Group"),
    "JUD": ("judiciary", "GovernmentBody"),
    "LAB": ("labour", "Group"),
    "LEG": ("legislature", "GovernmentBody"),
    "MED": ("media", "Group"),
    "MIL": ("armed forces", "ArmedForce"),
    "MNC": ("multinational company", "NonGovernmentalOrganisation"),
    "MOD": ("moderates", "Group"),
    "NGM": ("non-governmental movement", "Group"),
    "NGO": ("non-governmental organisation", "NonGovernmentalOrganisation"),
    "OPP": ("opposition", "Group"),
    "PTY": ("parties", "Group"),
    "RAD": ("radicals", "Group"),
    "REB": ("rebels", "Group"),
    "REF": ("refugees", "Group"),
    "REL": ("religious bodies", "Group"),
    "SEP": ("separatists", "Group"),
    "SET": ("settlers", "Group"),
    "SPY": ("intelligence services", "GovernmentBody"),
    "UAF": ("armed people of no known side", "Group"),
}
"""The roles of CAMEO, in our words, with the class of actors who have them. The first in a code counts."""

_FAITHS = {
    "BUD": "Buddhists",
    "CHR": "Christians",
    "CTH": "Catholics",
    "HIN": "Hindus",
    "JEW": "Jews",
    "LDS": "Latter-day Saints",
    "MOS": "Muslims",
    "PRO": "Protestants",
    "SHI": "Shia",
    "SUN": "Sunni",
}
_REGIONS = {
    "AFR": "Africa",
    "ASA": "Asia",
    "BLK": "Balkans",
    "CAS": "Central Asia",
    "CAU": "Caucasus",
    "CFR": "Central Africa",
    "CRB": "Caribbean",
    "EAF": "East Africa",
    "EEU": "Eastern Europe",
    "EUR": "Europe",
    "GZS": "Gaza Strip",
    "LAM": "Latin America",
    "MEA": "Middle East",
    "NAF": "North Africa",
    "NMR": "North America",
    "PGS": "Persian Gulf",
    "SAF": "Southern Africa",
    "SAM": "South America",
    "SAS": "South Asia",
    "SCN": "Scandinavia",
    "SEA": "Southeast Asia",
    "WAF": "West Africa",
    "WSB": "West Bank",
    "WST": "the West",
}
_WORDS = {**_FAITHS, **{code: words for code, (words, _) in ROLES.items()}}
_ISO = {"IMY": "IMN", "MTN": "MNE", "ROM": "ROU", "TMP": "TLS"}
"""The country codes of CAMEO that are another than ISO's.

All others that stand for a country of the register are ISO's own. Regions have codes too, as have Gaza and
the West Bank, and the Netherlands Antilles (ANT), which are no more.
"""
_CAPITALS = frozenset(
    ("AU", "BBC", "CIA", "CNN", "ECOWAS", "EU", "FBI", "IAEA", "ICC", "IMF", "NATO", "OPEC", "OSCE", "UAE",
     "UK", "UN", "UNESCO", "UNICEF", "US", "USA", "WHO")
)  # fmt: skip
_SMALL = frozenset(("a", "and", "at", "by", "de", "for", "in", "of", "on", "or", "the", "to"))


@dataclass(frozen=True)
class Role:
    """What a code says of an actor: `label` None where it does not say all, `iso3` of a country alone."""

    label: str | None
    type: str
    iso3: str | None = None


@functools.cache
def role(code: str) -> Role:
    """Who has this code.

    >>> role("GBR")
    Role(label='United Kingdom', type='State', iso3='GBR')
    >>> role("GBRGOVHRI").label, role("GOV").label, role("IGOUNO").label
    ('United Kingdom (government, human rights)', 'government (no country given)', None)
    """
    iso3 = country(code)
    if iso3 is not None:
        return Role(*_known()[iso3], iso3)
    parts = re.findall(".{3}", code) if len(code) % 3 == 0 else [code]
    type_ = next((ROLES[part][1] for part in parts if part in ROLES), "Group")
    words = ", ".join(dict.fromkeys(_WORDS[part] for part in parts if part in _WORDS))
    lands = [land for part in parts if part not in _WORDS and (land := _land(part))]
    others = sum(part not in _WORDS for part in parts) - len(lands)
    if others or len(lands) > 1:
        return Role(None, type_)
    if not lands:
        return Role(f"{words} (no country given)", type_)
    return Role(f"{lands[0]} ({words})" if words else lands[0], type_)


def _land(code: str) -> str | None:
    """The name of the country or region that three letters are."""
    iso3 = country(code)
    return _known()[iso3][0] if iso3 else _REGIONS.get(code)


def country(code: str) -> str | None:
    """The ISO code of the country that a CAMEO code of three letters is, if it is one.

    >>> country("DEU"), country("ROM"), country("AFR")
    ('DEU', 'ROU', None)
    """
    iso3 = _ISO.get(code, code)
    return iso3 if iso3 in _known() else None


def country_named(name: str) -> str | None:
    """The ISO code of the country that goes by this name, in a language of the UN.

    >>> country_named("UNITED STATES"), country_named("Brasil"), country_named("DENVER")
    ('USA', 'BRA', None)
    """
    return _names().get(_folded(name))


def readable(name: str) -> str:
    """A name that is all capitals in the case one reads; any other as it is.

    >>> readable("THE WHITE HOUSE"), readable("BANK OF AMERICA"), readable("THE UN"), readable("Al-Qaeda")
    ('The White House', 'Bank of America', 'The UN', 'Al-Qaeda')
    """
    if not name.isupper():
        return name
    words = name.split()
    return " ".join(_cased(word, first=n == 0) for n, word in enumerate(words))


def _cased(word: str, *, first: bool) -> str:
    if word in _CAPITALS:
        return word
    if word.lower() in _SMALL and not first:
        return word.lower()
    return "-".join(part.capitalize() for part in word.split("-"))


@functools.cache
def _known() -> dict[str, tuple[str, str]]:
    """Label and class of the countries of the register, by ISO code."""
    return {each.iso3: (each.label, local_name(each.type)) for each in countries() if each.iso3}


@functools.cache
def _names() -> dict[str, str | None]:
    """The ISO codes of countries by their names, None for a name that several have."""
    found: dict[str, str | None] = {}
    for each in countries():
        for name in {_folded(name) for name in (each.label, *each.aliases)}:
            found[name] = None if name in found else each.iso3
    return found


def _folded(name: str) -> str:
    return name.casefold().removeprefix("the ")
