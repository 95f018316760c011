"""The register of countries: what it is made of, and that it says what the shipped data say."""

import importlib.util
from importlib import resources
from pathlib import Path
from types import ModuleType

import pytest

import kg
from kg.identity.registering import countries
from tests.shared import shared

SCRIPT = Path(__file__).parents[2] / "docs" / "countries.py"
SHIPPED = kg.load(kg.shipped())
STATES = sorted(iri for iri, each in SHIPPED.actors.items() if each.iso2)


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("countries", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_register_is_what_the_script_makes_of_the_table() -> None:
    table = shared("country-codes") / "country-codes.csv"
    made = script().made(table.read_bytes())
    assert made == resources.files("kg.identity").joinpath("countries.csv").read_bytes()


def test_it_has_249_countries_each_with_an_iri_codes_and_label_of_its_own() -> None:
    found = countries()
    assert len(found) == 249
    for part in ("iri", "iso2", "iso3", "label", "same_as"):
        values = [getattr(each, part) for each in found if getattr(each, part)]
        assert len(set(values)) == len(values)
    # Namibia's Wikidata id is missing in the table, which somebody read with "NA" for nothing.
    assert [each.iso2 for each in found if not each.same_as] == ["NA"]


@pytest.mark.parametrize("iri", STATES)
def test_states_of_the_shipped_data_have_the_same_iri_label_and_ids(iri: str) -> None:
    ours = {each.iri: each for each in countries()}[iri]
    theirs = SHIPPED.actors[iri]
    for part in ("label", "type", "iso2", "iso3", "same_as"):
        assert getattr(ours, part) == getattr(theirs, part)


def test_names_are_without_articles_and_footnote_marks_and_in_six_languages() -> None:
    known = {each.iso2: each.aliases for each in countries()}
    assert known["GM"] == (
        *("Republic of the Gambia", "Gambie", "République de Gambie", "República de Gambia"),
        *("Гамбия", "Республика Гамбия", "غامبيا", "جمهورية غامبيا", "冈比亚", "冈比亚共和国"),
    )
    assert known["VA"] == (
        *("Holy See", "Saint-Siège", "Santa Sede", "Святой Престол", "الكرسي الرسولي", "教廷"),
        "罗马教廷",
    )
    assert "Tanzania, United Republic of" in known["TZ"]


def test_what_stands_before_a_bracket_is_a_name_unless_it_is_anothers() -> None:
    known = {each.iso2: (each.label, *each.aliases) for each in countries()}
    assert {"Иран", "Irán", "إيران"} <= set(known["IR"])
    assert [iso2 for iso2, names in known.items() if "Congo" in names] == [
        "CG"
    ]  # whole in the table
    assert not [iso2 for iso2, names in known.items() if {"Korea", "Virgin Islands"} & set(names)]


def test_the_states_are_six() -> None:
    """Else the test of the shipped data above would hold nothing."""
    assert [iri.rpartition("/")[2] for iri in STATES] == [
        "Armenia", "Azerbaijan", "Iran", "Russia", "Ukraine", "UnitedStates",
    ]  # fmt: skip
