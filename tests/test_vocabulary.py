"""The vocabulary is complete, agrees with the published scores, and takes the user's own words."""

import csv
from pathlib import Path

import pytest

import kg
from kg.iris import KG, local_name
from kg.vocabulary import base_strength, read_vocabulary
from tests.factory import dataset, tie

CAMEO = Path(__file__).parents[2] / "shared" / "data" / "cameo" / "cameo_events.csv"
REQUIRED = [
    "alliedWith",
    "sharesIntelligenceWith",
    "memberOf",
    "securityPartnerOf",
    "partOf",
    "leads",
    "suppliesGasTo",
    "suppliesArmsTo",
    "buildsTransportWith",
    "givesMilitaryAidTo",
    "waivesSanctionsOn",
    "helpsEvadeSanctions",
    "sanctions",
    "attacks",
    "occupiesTerritoryOf",
    "blockades",
    "threatens",
    "condemns",
    "callsOn",
    "rulesAgainst",
    "petitions",
    "mediatesFor",
    "deploysPeacekeepersTo",
    "deploysMissionTo",
    "protects",
    "opposes",
    "praises",
    "endorses",
    "attendsSummitOf",
    "refusesAidTo",
    "refusesCooperationWith",
    "dependsOn",
    "designatesAlly",
    "trains",
    "buildsEnergyFor",
    "withdrawsFrom",
]
SYMMETRIC = {"alliedWith", "sharesIntelligenceWith", "securityPartnerOf", "buildsTransportWith"}
FAMILY_SIGN = {"cooperatesWith": 1, "conflictsWith": -1, "structurallyTiedTo": 0}
CLASSES = [
    "State",
    "IntergovernmentalOrganisation",
    "Court",
    "GovernmentBody",
    "ContestedTerritory",
    "NonGovernmentalOrganisation",
    "Person",
    "ArmedForce",
    "Group",
]


def test_every_name_of_the_model_is_there() -> None:
    words = read_vocabulary()
    kinds = {local_name(iri): kind for iri, kind in words.relation_types.items()}
    assert set(REQUIRED) <= set(kinds)
    assert {name for name in REQUIRED if kinds[name].symmetric} == SYMMETRIC
    assert {f"{KG}{name}" for name in CLASSES} <= words.actors
    assert {local_name(iri) for iri in words.families} == set(FAMILY_SIGN)


def test_every_relation_type_has_all_its_properties() -> None:
    for kind in read_vocabulary().relation_types.values():
        assert kind.label
        assert len(kind.definition) > 20, kind.iri
        assert kind.sign == FAMILY_SIGN[local_name(kind.family)], kind.iri
        by_cameo = kind.cameo is not None and kind.goldstein is not None and kind.reason is None
        reasoned = kind.cameo is None and kind.goldstein is None and bool(kind.reason)
        assert by_cameo or reasoned, kind.iri


@pytest.mark.skipif(not CAMEO.is_file(), reason="shared/data/cameo is not beside the project")
def test_goldstein_scores_are_the_published_ones_and_agree_with_the_sign() -> None:
    with CAMEO.open(encoding="utf-8") as file:
        published = {row["code"]: row["goldstein"] for row in csv.DictReader(file)}
    for kind in read_vocabulary().relation_types.values():
        if kind.cameo is not None and kind.goldstein is not None:
            assert kind.goldstein == float(published[kind.cameo]), kind.iri
            assert kind.goldstein * kind.sign >= 0, kind.iri


def test_strength_is_a_tenth_of_goldstein_with_a_floor() -> None:
    assert base_strength(-10.0, None) == 1.0
    assert base_strength(0.1, None) == 0.05
    assert base_strength(None, None) is None


OWN = """kg:sharesWaterWith a owl:ObjectProperty, kg:RelationType, owl:SymmetricProperty ;
    rdfs:label "shares water with"@en ; skos:definition "Both draw on one river."@en ;
    rdfs:subPropertyOf kg:cooperatesWith ; kg:sign 1 ; kg:influence kg:Both ; kg:aspect kg:Tie ;
    kg:strength 0.4 ; kg:strengthReason "as trade"@en ."""


def test_a_user_can_add_a_relation_type_in_a_data_file() -> None:
    data = dataset(OWN, tie("1", "A", "sharesWaterWith", "B"), actors="A B")
    assert data.relation_type("shares water with").base == 0.4
    assert kg.paths(kg.project(data), "B", "A")[0].strength == pytest.approx(0.4)
    assert [finding for finding in kg.validate(data) if finding.severity == "violation"] == []


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        (
            "kg:sign 1",
            "kg:sign 2",
            "relation type has the unknown kg:sign '2'; use one of -1, 0, 1",
        ),
        ("kg:strength 0.4 ;", "", "relation type has neither kg:goldstein nor kg:strength"),
        (
            "kg:strength 0.4",
            "kg:strength 4.0",
            "relation type has the strength '4.0', not in (0, 1]",
        ),
        ("kg:aspect kg:Tie ;", "", "relation type has no kg:aspect; use one of kg:Tie, kg:Act"),
    ],
)
def test_a_wrong_relation_type_is_refused(was: str, now: str, message: str) -> None:
    with pytest.raises(kg.DataError) as error:
        dataset(OWN.replace(was, now))
    assert str(error.value) == f"{message} (in <{KG}sharesWaterWith>)"
