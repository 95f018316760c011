"""The shipped case: what the article says is there, what it does not say is not, and it reads well."""

import re
from collections import Counter
from pathlib import Path

import pytest

import kg
from kg.iris import ACTOR, KG, local_name
from kg.rdf.formatting import format_file

SEED = Path(__file__).parents[2] / "shared" / "seed"
ACTORS = [
    "Russia",
    "Azerbaijan",
    "Armenia",
    "UnitedStates",
    "EuropeanUnion",
    "Iran",
    "Ukraine",
    "CSTO",
    "ICJ",
    "EAEU",
    "NagornoKarabakh",
    "EuropeanParliament",
    "USStateDepartment",
    "HumanRightsWatch",
    "VladimirPutin",
    "IlhamAliyev",
    "NikolPashinyan",
]


@pytest.fixture(scope="module")
def data() -> kg.Dataset:
    return kg.load(kg.shipped())


def has(data: kg.Dataset, subject: str, predicate: str, obj: str, status: str) -> bool:
    return any(
        s.triple == (ACTOR + subject, KG + predicate, ACTOR + obj) and s.status == status
        for s in data.statements.values()
    )


def test_it_validates_clean_and_is_in_canonical_order(data: kg.Dataset) -> None:
    assert kg.validate(data) == ()
    assert not format_file(kg.shipped(), check=True)


def test_every_actor_of_the_model_is_there_with_what_people_call_it(data: kg.Dataset) -> None:
    assert {ACTOR + name for name in ACTORS} <= set(data.actors)
    called = {
        "Moscow": "Russia", "the Kremlin": "Russia", "Baku": "Azerbaijan", "Brussels": "EuropeanUnion",
        "EU": "EuropeanUnion", "Washington": "UnitedStates", "US": "UnitedStates", "Yerevan": "Armenia",
    }  # fmt: skip
    assert {name: local_name(data.actor(name).iri) for name in called} == called
    russia = data.actor("Russia")
    assert (russia.iso2, russia.iso3) == ("RU", "RUS")
    assert russia.same_as == ("http://www.wikidata.org/entity/Q159",)


def test_there_are_enough_statements_each_with_its_paragraph(data: kg.Dataset) -> None:
    assert len(data) >= 70
    paragraphs: Counter[str] = Counter()
    for statement in data.statements.values():
        assert statement.evidence
        for evidence in statement.evidence:
            assert re.fullmatch(r"paragraph \d+", evidence.locator or ""), statement.iri
            paragraphs[evidence.locator or ""] += 1
    assert set(paragraphs) == {f"paragraph {number}" for number in range(1, 14)}


@pytest.mark.parametrize(
    ("subject", "predicate", "obj", "status"),
    [
        ("Russia", "alliedWith", "Azerbaijan", "Actual"),
        ("Armenia", "memberOf", "CSTO", "Actual"),
        ("Azerbaijan", "attacks", "Armenia", "Actual"),
        ("CSTO", "refusesAidTo", "Armenia", "Actual"),
        ("ICJ", "rulesAgainst", "Azerbaijan", "Actual"),
        ("Armenia", "petitions", "ICJ", "Actual"),
        ("UnitedStates", "waivesSanctionsOn", "Azerbaijan", "Actual"),
        ("UnitedStates", "givesMilitaryAidTo", "Azerbaijan", "Actual"),
        ("Azerbaijan", "suppliesGasTo", "EuropeanUnion", "Actual"),
        ("Russia", "suppliesGasTo", "Azerbaijan", "Actual"),
        ("UnitedStates", "designatesAlly", "Armenia", "Proposed"),
        ("UnitedStates", "buildsEnergyFor", "Armenia", "Proposed"),
        ("Armenia", "withdrawsFrom", "CSTO", "Threatened"),
        ("CSTO", "deploysMissionTo", "Armenia", "Refused"),
        ("EuropeanUnion", "deploysMissionTo", "Armenia", "Actual"),
    ],
)
def test_the_ties_that_an_analyst_looks_for(
    data: kg.Dataset, subject: str, predicate: str, obj: str, status: str
) -> None:
    symmetric = data.relation_type(predicate).symmetric
    either = [(subject, obj), (obj, subject)] if symmetric else [(subject, obj)]
    assert any(has(data, a, predicate, b, status) for a, b in either)


def test_what_is_proposed_refused_or_threatened_is_no_fact(data: kg.Dataset) -> None:
    actual = {s.triple for s in data.statements.values() if s.status == "Actual"}
    for subject, predicate, obj in [
        ("UnitedStates", "designatesAlly", "Armenia"),
        ("UnitedStates", "buildsEnergyFor", "Armenia"),
        ("Armenia", "withdrawsFrom", "CSTO"),
        ("CSTO", "deploysMissionTo", "Armenia"),
        ("Azerbaijan", "memberOf", "CSTO"),
    ]:
        assert (ACTOR + subject, KG + predicate, ACTOR + obj) not in actual


def test_the_section_907_restriction_counts_only_without_its_waiver(data: kg.Dataset) -> None:
    bans = [
        s for s in data.statements.values()
        if s.predicate == f"{KG}sanctions" and s.status == "Actual"
        and any("907" in iri for iri in s.instruments)
    ]  # fmt: skip
    assert bans
    graph = kg.project(data, at="2023-07")
    assert {key for *_, key in graph.edges(keys=True)}.isdisjoint(s.iri for s in bans)


def test_what_rests_on_anothers_word_names_whose(data: kg.Dataset) -> None:
    for statement in data.statements.values():
        if statement.status == "Alleged":
            assert statement.attributed_to or statement.note, statement.iri


@pytest.mark.skipif(not SEED.is_dir(), reason="shared/seed is not beside the project")
def test_no_sentence_of_the_article_is_carried_over(data: kg.Dataset) -> None:
    def words(text: str) -> list[str]:
        return re.findall(r"[a-z0-9]+", text.lower())

    article = words(next(SEED.glob("*.txt")).read_text(encoding="utf-8"))
    eights = {tuple(article[i : i + 8]) for i in range(len(article) - 7)}
    title = "Why deepening Russia-Azerbaijan ties should worry the United States"
    own = words(kg.shipped().read_text(encoding="utf-8").replace(title, ""))
    assert [own[i : i + 8] for i in range(len(own) - 7) if tuple(own[i : i + 8]) in eights] == []
