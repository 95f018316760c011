"""Who is whom: the surest rule decides, doubt is never merged, and every row says why."""

import hashlib
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.identity import COLUMNS, Register, match, register
from kg.identity.nearness import CAP
from kg.iris import curie
from tests.factory import act, actor, dataset

KNOWN = register()
ROW = st.fixed_dictionaries(
    {
        "key": st.sampled_from(
            ["Iran", "actor:Iran", act("Iran"), "007", "X", "x", "-x", "Россия"]
        ),
        "label": st.sampled_from([None, "Iran", "Irán", "Georgia", "Nobody", "№", "Congo"]),
        "type": st.sampled_from([None, "State", "Person"]),
        "iso2": st.sampled_from([None, "IR", "US", "XX"]),
        "wikidata": st.sampled_from([None, "Q794", "Q30", "Q1"]),
    }
)


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    schema = dict.fromkeys(("key", "label", "type", "iso2", "iso3", "wikidata"), pl.String)
    return pl.DataFrame(list(rows), schema=schema)


def digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def told(known: Register, *rows: dict[str, Any]) -> list[tuple[str, ...]]:
    """Decision, rule and actor of each row."""
    found = match(frame(*rows), known)
    triples = found.select("decision", "rule", "actor").rows()
    return [(decision, rule, curie(iri)) for decision, rule, iri in triples]


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ({"key": "actor:Iran"}, "iri"),
        ({"key": act("Iran")}, "iri"),
        ({"key": "wd:Q794"}, "iri"),
        ({"key": "https://www.wikidata.org/wiki/Q794"}, "iri"),
        ({"key": "1", "wikidata": "http://www.wikidata.org/entity/Q794"}, "wikidata"),
        ({"key": "1", "wikidata": "Q794", "iso2": "IR"}, "wikidata"),
        ({"key": "1", "iso3": "irn", "iso2": "IR"}, "iso3"),
        ({"key": "Persia", "iso2": " ir "}, "iso2"),
        ({"key": "IRAN"}, "label"),
        ({"key": "1", "label": "Iran"}, "label"),
        ({"key": "the Islamic Republic of Iran"}, "alias"),
        ({"key": "Иран"}, "alias"),
        ({"key": "伊朗伊斯兰共和国"}, "alias"),
        ({"key": "ايران"}, "alias"),
    ],
)
def test_the_surest_rule_matches(row: dict[str, str], rule: str) -> None:
    assert told(KNOWN, row) == [("matched", rule, "actor:Iran")]


def test_aliases_that_come_with_a_row_count_as_aliases() -> None:
    rows = pl.DataFrame({"key": ["1"], "label": ["Persia"], "aliases": [["Parsa", "Iran"]]})
    assert match(rows, KNOWN).row(0)[2:5] == ("matched", "alias", act("Iran"))


def test_ids_that_disagree_are_ambiguous_with_both_and_get_an_actor_of_their_own() -> None:
    row = {"key": "1", "label": "Somebody", "iso2": "RU", "wikidata": "Q30"}
    assert match(frame(row), KNOWN).rows(named=True) == [
        {
            "key": "1",
            "label": "Somebody",
            "decision": "ambiguous",
            "rule": "wikidata",
            "actor": act("Somebody"),
            "candidates": "actor:UnitedStates (United States); actor:Russia (Russia)",
            "note": "wikidata 'Q30' is actor:UnitedStates, whose iso2 is 'US', not 'RU';"
            " iso2 'RU' is actor:Russia, whose wikidata is 'Q159', not 'Q30'",
        }
    ]


@pytest.mark.parametrize(
    ("row", "decision", "candidates"),
    [
        # A state of the US with the code of its country.
        (
            {"label": "Georgia", "iso2": "US"},
            "ambiguous",
            "actor:UnitedStates (United States); actor:Georgia (Georgia)",
        ),
        # The same by its own Wikidata id, which nobody has.
        ({"label": "Georgia", "wikidata": "Q1428"}, "ambiguous", "actor:Georgia (Georgia)"),
        ({"label": "Greece", "iso2": "EL"}, "ambiguous", "actor:Greece (Greece)"),
        ({"label": "Georgia", "type": "Person"}, "new", "actor:Georgia (Georgia)"),
        (
            {"label": "A. B.", "type": "Person", "iso2": "GE"},
            "ambiguous",
            "actor:Georgia (Georgia)",
        ),
        ({"label": "Georgia", "type": "ContestedTerritory"}, "matched", ""),
        ({"label": "Georgia", "type": "Actor"}, "matched", ""),
        ({"label": "Gorgia"}, "new", "actor:Georgia (Georgia)"),
        ({"label": "East Germany", "iso2": "DD"}, "new", ""),
    ],
)
def test_doubt_is_never_merged(row: dict[str, str], decision: str, candidates: str) -> None:
    found = match(frame({"key": "1", **row}), KNOWN).row(0, named=True)
    assert (found["decision"], found["candidates"]) == (decision, candidates)


def test_a_name_of_two_is_ambiguous_and_a_label_goes_before_an_alias() -> None:
    known = register(
        dataset(
            actor("A", rest='; skos:altLabel "Twin"@en'),
            actor("B", rest='; skos:altLabel "twin"@en, "A"@en'),
            actor("C", kind="Person", rest='; skos:altLabel "TWIN"@en'),
        )
    )
    assert told(known, {"key": "Twin", "type": "State"}, {"key": "a"}) == [
        ("ambiguous", "alias", "actor:Twin"),
        ("matched", "label", "actor:A"),
    ]
    assert told(known, {"key": "Twin", "type": "Person"}) == [("matched", "alias", "actor:C")]


def test_in_a_table_with_codes_nobody_without_one_is_a_country_by_a_lent_alias() -> None:
    germany = {"key": "Germany", "iso2": "DE"}
    former = {"key": "Federal Republic of Germany"}
    assert told(KNOWN, germany, former)[0] == ("new", "none", "actor:FederalRepublicOfGermany")
    assert told(KNOWN, former) == [("matched", "alias", "actor:Germany")]
    own = dataset(
        actor("Germany", rest='; kg:iso2 "DE" ; skos:altLabel "Federal Republic of Germany"@en')
    )
    assert told(register(own), germany, former)[0] == ("matched", "alias", "actor:Germany")


def test_a_country_of_the_dataset_keeps_its_iri_and_borrows_names_and_codes() -> None:
    own = dataset(
        'actor:Persia a kg:State ; skos:prefLabel "Persia"@en ; kg:iso3 "IRN" .',
        'actor:Gaul a kg:State ; skos:prefLabel "France"@en .',
        'actor:Georgia a kg:Person ; skos:prefLabel "Georgia"@en .',
        'actor:Lviv a kg:Place ; skos:prefLabel "Lviv"@en .',
    )
    known = register(own)
    assert told(known, {"key": "1", "iso2": "IR"}, {"key": "2", "label": "Iran"}) == [
        ("matched", "iso2", "actor:Persia"),
        ("matched", "alias", "actor:Persia"),
    ]
    assert told(known, {"key": "França"}, {"key": "Франция"}) == [
        ("new", "none", "actor:Franca"),
        ("matched", "alias", "actor:Gaul"),
    ]
    assert told(known, {"key": "1", "iso2": "GE"}) == [("matched", "iso2", "actor:Georgia-GE")]
    assert told(known, {"key": "Lviv"}, {"key": "actor:Lviv"})[1] == (
        "matched",
        "iri",
        "actor:Lviv",
    )
    assert told(known, {"key": "Lviv"})[0][2].startswith("actor:Lviv-")
    assert known.declared == {act("Persia"), act("Gaul"), act("Georgia"), act("Lviv")}
    assert known.actors[act("Gaul")].iso2 == "FR"
    assert (known.stated[act("Gaul")].iso2, len(known.actors)) == (None, 249 + 2)


def test_new_actors_get_an_iri_that_nobody_else_has() -> None:
    keys = ("ada B", "Ada b", "Армения и Ко", "EURO CLUB", "actor:Own", act("Own"))
    rows = [*({"key": key} for key in keys), {"key": "9", "label": "Iran", "type": "Person"}]
    found = match(frame(*rows), KNOWN)
    assert dict(found.select("key", "actor").rows()) == {
        "9": act(f"Iran-{digest('9')}"),
        "Ada b": act(f"AdaB-{digest('Ada b')}"),
        "EURO CLUB": act("EuroClub"),
        "actor:Own": act("Own"),
        "ada B": act(f"AdaB-{digest('ada B')}"),
        act("Own"): act("Own"),
        "Армения и Ко": act(f"actor-{digest('Армения и Ко')}"),
    }
    own = found.filter(pl.col("actor") == act("Own"))
    assert own.select("decision", "rule").rows() == [("new", "iri"), ("matched", "iri")]


def test_near_names_are_looked_for_up_to_a_number_and_later_rows_say_so() -> None:
    rows = frame(*({"key": f"Iraan{n:05}"} for n in range(CAP)), {"key": "zz Irann"})
    notes = match(rows, KNOWN)["note"].to_list()
    assert notes == [""] * CAP + [f"near names were looked for in the first {CAP} new names only"]


def test_an_empty_key_is_refused() -> None:
    with pytest.raises(DataError, match="an actor without a key; give every actor a name or an id"):
        match(frame({"key": " "}), KNOWN)


def test_no_rows_give_no_rows() -> None:
    assert match(frame(), KNOWN).schema == dict.fromkeys(COLUMNS, pl.String)


@given(st.lists(ROW, max_size=6), st.randoms())
@settings(max_examples=40, deadline=None)
def test_the_same_rows_in_any_order_give_the_same_and_nobody_is_merged_silently(
    rows: list[dict[str, Any]], random: Any
) -> None:
    rows = list({row["key"]: row for row in rows}.values())
    found = match(frame(*rows), KNOWN)
    random.shuffle(rows)
    assert match(frame(*rows), KNOWN).equals(found)
    assert found["key"].to_list() == sorted(row["key"] for row in rows)
    assert found.select(COLUMNS).null_count().sum_horizontal().item() == 0
    others = found.filter(pl.col("decision") != "matched")
    assert others["actor"].is_unique().all()
    assert not set(others["actor"]) & set(KNOWN.actors)
    # Whoever else is matched to a new actor came with its very IRI.
    assert set(found.filter(pl.col("decision") == "matched")["actor"]) <= {
        *KNOWN.actors,
        act("Iran"),
    }


@pytest.mark.parametrize(
    ("theirs", "ours", "decision"),
    [
        ("NonGovernmentalOrganisation", "IntergovernmentalOrganisation", "matched"),
        ("NonGovernmentalOrganisation", "ArmedForce", "matched"),
        ("GovernmentBody", "Court", "matched"),
        ("Person", "IntergovernmentalOrganisation", "new"),
        ("NonGovernmentalOrganisation", "Court", "new"),
        ("NonGovernmentalOrganisation", "Person", "new"),
    ],
)
def test_classes_that_a_source_may_not_tell_apart_meet(
    theirs: str, ours: str, decision: str
) -> None:
    """FollowTheMoney has one Organization for a club, a union of states and an army."""
    known = register(dataset(actor("League", kind=ours)))
    found = match(frame({"key": "1", "label": "League", "type": theirs}), known)
    assert found["decision"].to_list() == [decision]
    if theirs == "Person":
        why = "label 'League' is actor:League, which is an organisation, not a Person"
        assert found["note"][0].startswith(why)
