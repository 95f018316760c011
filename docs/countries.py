"""Makes kg/identity/countries.csv, the register of countries, from the table country-codes.csv.

    python docs/countries.py COUNTRY-CODES.csv > kg/identity/countries.csv

The table is that of github.com/datasets/country-codes (PDDL 1.0); the same table gives the same bytes.
"""

import csv
import io
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from kg.names import fold

COLUMNS = ("iso2", "iso3", "local", "label", "type", "wikidata", "en", "fr", "es", "ru", "ar", "zh")
# The columns that hold names, by language, the short ones first. ISO 4217 has names in capitals.
NAMES = {
    "en": (
        "CLDR display name",
        "official_name_en",
        "UNTERM English Short",
        "UNTERM English Formal",
        "ISO4217-currency_country_name",
    ),
    "fr": ("official_name_fr", "UNTERM French Short", "UNTERM French Formal"),
    "es": ("official_name_es", "UNTERM Spanish Short", "UNTERM Spanish Formal"),
    "ru": ("official_name_ru", "UNTERM Russian Short", "UNTERM Russian Formal"),
    "ar": ("official_name_ar", "UNTERM Arabic Short", "UNTERM Arabic Formal"),
    "zh": ("official_name_cn", "UNTERM Chinese Short", "UNTERM Chinese Formal"),
}
# What the shipped data call them; no column of the table says it.
LABELS = {"GB": "United Kingdom", "US": "United States"}
# Former and everyday names that no column of the table has.
COMMON = {
    "CD": {"en": ("DR Congo",)},
    "GB": {"en": ("Great Britain",), "ru": ("Великобритания",)},
    "MK": {"en": ("Macedonia",)},
    "MM": {"en": ("Burma",)},
    "RU": {"ru": ("Россия",)},
    "SZ": {"en": ("Swaziland",)},
    "TL": {"en": ("East Timor",)},
    "TR": {"en": ("Turkey",)},
    "US": {"en": ("USA",), "ru": ("США",)},
}
# CLDR's own name is short for more than one thing, or for a part.
FORMAL = {"BA", "CD", "CG"}
_ARTICLE = re.compile(r" ?\((?:the|la|le|les|l['’]|el|los|las)\)$", re.IGNORECASE)
_LEADING = {
    "en": re.compile(r"the ", re.IGNORECASE),
    "fr": re.compile(r"la |le |les |l['’]"),
    "es": re.compile(r"la |el |los |las "),
}
_BRACKET = re.compile(r"^([^(]+?) ?\([^()]+\)$")
_SMALL = {"And", "Of", "The"}


def main(arguments: list[str]) -> int:
    """Print the register made from the table named."""
    (path,) = arguments
    sys.stdout.buffer.write(made(Path(path).read_bytes()))
    return 0


def made(table: bytes) -> bytes:
    """The register as CSV, in the order of the alpha-2 codes; names of a language joined by '|'."""
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))
    owners: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in (each for language in NAMES for each in _names(row, language)):
            owners[fold(name)].add(row["ISO3166-1-Alpha-2"])
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted(country(row, owners) for row in rows))
    return page.getvalue().encode()


def country(row: dict[str, str], owners: dict[str, set[str]]) -> tuple[str, ...]:
    """A row of the register; `owners` are the countries by folded name."""
    iso2, label = row["ISO3166-1-Alpha-2"], _label(row)
    wikidata = row["wikidata_id"].rpartition("/")[2]
    named = {language: _names(row, language) for language in NAMES}
    # What stands before a bracket is a name too, as in "Irán (República Islámica del)", if no other's.
    names = (
        "|".join(name for name, whole in names.items() if whole or owners[fold(name)] == {iso2})
        for names in named.values()
    )
    return (iso2, row["ISO3166-1-Alpha-3"], _local(label), label, _type(row), wikidata, *names)


def _label(row: dict[str, str]) -> str:
    """The name in English that is short but no abbreviation."""
    iso2, short = row["ISO3166-1-Alpha-2"], row["CLDR display name"].replace("’", "'")
    if iso2 in FORMAL:
        return _clean(row["UNTERM English Formal"], "en")
    if iso2 in LABELS:
        return LABELS[iso2]
    return row["official_name_en"] if re.search(r"[&.]", short) else short


def _local(label: str) -> str:
    """The label in ASCII, without spaces, each word with a capital."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"[A-Za-z0-9]+", plain))


def _type(row: dict[str, str]) -> str:
    """The class that the table's own column on independence speaks for."""
    kinds = {"Yes": "State", "In contention": "ContestedTerritory"}
    return kinds.get(row["is_independent"].strip(), "Territory")


def _names(row: dict[str, str], language: str) -> dict[str, bool]:
    """The names in a language, each once whatever its case and accents, and whether it is a whole one."""
    names: dict[str, tuple[str, bool]] = {}
    for column in NAMES[language]:
        name = _clean(row[column], language)
        if column.startswith("ISO4217"):
            name = _titled(name)
        for each in (name, *_BRACKET.findall(name)):
            key = fold(each.replace("’", "'"))
            first, whole = names.get(key, (each, False))
            names[key] = (first, whole or each == name)
    for name in COMMON.get(row["ISO3166-1-Alpha-2"], {}).get(language, ()):
        names[fold(name)] = (name, True)
    return {name: whole for key, (name, whole) in names.items() if key}


def _clean(name: str, language: str) -> str:
    """A name without article, footnote marks and surplus spaces."""
    bare = _ARTICLE.sub("", " ".join(name.split()).rstrip("* "))
    leading = _LEADING.get(language)
    return leading.sub("", bare, count=1) if leading and leading.match(bare) else bare


def _titled(name: str) -> str:
    """A name in capitals as it is written otherwise.

    >>> _titled("TANZANIA, UNITED REPUBLIC OF")
    'Tanzania, United Republic of'
    """
    words = re.sub(r"[^\W\d_]+(?:['’]S\b)?", lambda found: found[0].capitalize(), name)
    return " ".join(word.lower() if word.strip("(),") in _SMALL else word for word in words.split())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
