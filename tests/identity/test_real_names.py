"""Names as real tables have them: codes, past states, six languages, other people's spellings."""

import polars as pl
import pytest

from kg.identity import match, register
from kg.iris import ACTOR, curie
from tests.shared import shared

KNOWN = register()


def votes() -> pl.DataFrame:
    file = shared("un-votes") / "un_votes_to2009.csv.gz"
    table = pl.read_csv(file, columns=["country", "country_code"], infer_schema=False)
    return table.unique().select(key="country", iso2="country_code")


def table(name: str) -> pl.DataFrame:
    return pl.read_csv(shared("country-codes") / name, infer_schema=False)


def test_codes_of_un_votes_are_present_states_and_past_states_are_actors_of_their_own() -> None:
    found = match(votes(), KNOWN)
    assert found.height == 199
    actors = dict(found.select("key", pl.col("actor").str.strip_prefix(ACTOR)).rows())
    assert actors["Namibia"] == "Namibia"
    new = found.filter(pl.col("decision") != "matched").select(
        "key", "decision", "rule", "candidates"
    )
    assert new.rows() == [
        ("Czechoslovakia", "new", "none", ""),
        ("Federal Republic of Germany", "new", "none", "actor:Germany (Germany)"),
        ("German Democratic Republic", "new", "none", ""),
        ("Yemen Arab Republic", "new", "none", "actor:Syria (Syria)"),  # a near name
        ("Yemen People's Republic", "new", "none", ""),
        ("Yugoslavia", "new", "none", ""),
        ("Zanzibar", "new", "none", ""),
    ]
    assert not set(found.filter(pl.col("decision") != "matched")["actor"]) & set(KNOWN.actors)
    codes = votes().join(found.filter(pl.col("decision") == "matched"), on="key")
    wrong = [
        (key, iso2, curie(iri))
        for key, iso2, iri in codes.select("key", "iso2", "actor").rows()
        if KNOWN.actors[iri].iso2 != iso2
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("column", "rule"),
    [("ISO3166-1-Alpha-2", "iso2"), ("ISO3166-1-Alpha-3", "iso3"), ("wikidata_id", "wikidata")],
)
def test_every_country_is_matched_by_every_id(column: str, rule: str) -> None:
    rows = table("country-codes.csv").filter(pl.col(column).is_not_null())
    ids = rows.select(pl.col(column).alias(rule), key="ISO3166-1-numeric")
    found = match(ids, KNOWN).join(rows, left_on="key", right_on="ISO3166-1-numeric")
    assert found.height == (248 if rule == "wikidata" else 249)
    assert found["rule"].unique().to_list() == [rule]
    actors = [KNOWN.actors[iri].iso2 for iri in found["actor"]]
    assert actors == found["ISO3166-1-Alpha-2"].to_list()


@pytest.mark.parametrize(
    "column",
    [
        *("CLDR display name", "UNTERM English Short", "UNTERM English Formal"),
        *("UNTERM French Formal", "UNTERM Spanish Short", "UNTERM Russian Short"),
        *("UNTERM Arabic Short", "UNTERM Arabic Formal", "UNTERM Chinese Short"),
        *(f"official_name_{language}" for language in ("en", "fr", "es", "ru", "ar", "cn")),
    ],
)
def test_every_country_is_matched_by_its_names_in_six_languages(column: str) -> None:
    """But for the articles of the United Nations' table: "Gambia (the)", "la República de Gambia"."""
    bare = pl.col(column).str.strip_chars(" *").str.replace(r" \((?:the|el|la|los|las)\)$", "")
    names = table("country-codes.csv").select(
        bare.str.replace(r"^(?:la |le |les |l['’])", "").alias("key"), iso2="ISO3166-1-Alpha-2"
    )
    names = names.drop_nulls().filter(pl.col("key") != "")
    assert names.height in {249, 195, 194}
    found = match(names.select("key"), KNOWN).join(names, on="key")
    wrong = [
        (row["key"], row["decision"])
        for row in found.rows(named=True)
        if row["decision"] != "matched" or KNOWN.actors[row["actor"]].iso2 != row["iso2"]
    ]
    assert wrong == []


def test_labels_of_the_register_match_themselves() -> None:
    labels = pl.DataFrame({"key": [each.label for each in KNOWN.actors.values()]})
    found = match(labels, KNOWN)
    assert found["rule"].unique().to_list() == ["label"]
    assert sorted(found["actor"]) == sorted(KNOWN.actors)


@pytest.mark.parametrize(
    ("column", "counts"),
    [("country.name.en", (243, 249)), ("un.name.en", (193, 193)), ("cow.name", (192, 194))],
)
def test_names_of_another_hand_match_nobody_wrong(column: str, counts: tuple[int, int]) -> None:
    """The list of countrycode, whose names and ISO codes are not those of the register's table."""
    names = table("codelist_crosswalk.csv").select(key=column, iso3="iso3c").drop_nulls()
    names = names.unique("key", keep="none").filter(pl.col("iso3").is_not_null())
    found = match(names.select("key"), KNOWN).join(names, on="key")
    matched = found.filter(pl.col("decision") == "matched")
    wrong = [
        (row["key"], row["iso3"], curie(row["actor"]))
        for row in matched.rows(named=True)
        if KNOWN.actors[row["actor"]].iso3 != row["iso3"]
    ]
    assert wrong == []
    assert (matched.height, names.height) == counts


def test_past_states_of_another_hand_are_matched_to_no_present_one() -> None:
    past = table("codelist_crosswalk.csv").filter(pl.col("iso3c").is_null())
    names = past.select(key="country.name.en").unique()
    assert names.height == 42
    assert match(names, KNOWN)["decision"].unique().to_list() == ["new"]


def test_a_name_that_is_nearly_a_country_s_has_it_for_a_candidate() -> None:
    found = match(pl.DataFrame({"key": ["Turkiyee"]}), KNOWN)
    assert found.select("decision", "candidates").rows() == [("new", "actor:Turkiye (Türkiye)")]


def test_former_and_everyday_names_of_countries_are_known() -> None:
    names = ["Turkey", "Swaziland", "Burma", "USA", "Россия", "США"]
    found = match(pl.DataFrame({"key": names}), KNOWN).select("key", "actor").rows()
    assert {key: actor.rpartition("/")[2] for key, actor in found} == {
        "Turkey": "Turkiye", "Swaziland": "Eswatini", "Burma": "Myanmar",
        "USA": "UnitedStates", "Россия": "Russia", "США": "UnitedStates",
    }  # fmt: skip
