"""The vocabulary is complete, agrees with the published scores, and takes the user's own words."""

import csv
import re
from pathlib import Path

import pytest

import kg
from kg.findings import Severity
from kg.iris import KG, OWL, RDF, RDFS, SKOS, local_name
from kg.model import RelationType, Status
from kg.packaged import package_text
from kg.rdf.records import Description, describe
from kg.shacl import check_shapes
from kg.vocabulary import base_strength, read_vocabulary, vocabulary_quads
from tests.factory import dataset, tie

CAMEO = Path(__file__).parents[2] / "shared" / "data" / "cameo" / "cameo_events.csv"
# The names that the data model fixes, each with the way influence runs.
FIXED = {
    "alliedWith": "Both", "sharesIntelligenceWith": "Both", "memberOf": "Both",
    "securityPartnerOf": "Both", "partOf": "Backward", "leads": "Forward", "suppliesGasTo": "Forward",
    "suppliesArmsTo": "Forward", "buildsTransportWith": "Both", "givesMilitaryAidTo": "Forward",
    "waivesSanctionsOn": "Forward", "helpsEvadeSanctions": "Forward", "sanctions": "Forward",
    "attacks": "Forward", "occupiesTerritoryOf": "Forward", "blockades": "Forward",
    "threatens": "Forward", "condemns": "Forward", "callsOn": "Forward", "rulesAgainst": "Forward",
    "petitions": "Forward", "mediatesFor": "Forward", "deploysPeacekeepersTo": "Forward",
    "deploysMissionTo": "Forward", "protects": "Forward", "opposes": "Forward", "praises": "Forward",
    "endorses": "Forward", "attendsSummitOf": "Both", "refusesAidTo": "Forward",
    "refusesCooperationWith": "Forward", "dependsOn": "Backward", "designatesAlly": "Forward",
    "trains": "Forward", "buildsEnergyFor": "Forward", "withdrawsFrom": "Forward",
}  # fmt: skip
SYMMETRIC = {
    "alliedWith", "sharesIntelligenceWith", "securityPartnerOf", "buildsTransportWith",
    "concludesAgreementWith", "connectedTo", "cooperatesEconomicallyWith", "disputesWith",
    "negotiatesWith", "partnersWith",
}  # fmt: skip
FAMILY_SIGN = {"cooperatesWith": 1, "conflictsWith": -1, "structurallyTiedTo": 0}
ACTOR_CLASSES = {
    "Actor", "ArmedForce", "ContestedTerritory", "Court", "GovernmentBody", "Group",
    "IntergovernmentalOrganisation", "NonGovernmentalOrganisation", "Person", "State", "Territory",
}  # fmt: skip
CLASSES = {
    *ACTOR_CLASSES, "Place", "Statement", "Evidence", "Source", "Instrument", "Event",
    "RelationFamily", "RelationType", "Status", "Influence", "Aspect",
}  # fmt: skip
PROPERTIES = {
    "about", "amount", "aspect", "attributedTo", "cameo", "confidence", "date", "evidence",
    "goldstein", "inResponseTo", "influence", "instrument", "iso2", "iso3", "location", "locator",
    "quote", "reliability", "sign", "since", "status", "strength", "strengthReason", "suspends",
    "unit", "until", "url",
}  # fmt: skip


def kinds() -> dict[str, RelationType]:
    return {local_name(iri): kind for iri, kind in read_vocabulary().relation_types.items()}


def typed(*classes: str) -> dict[str, Description]:
    """What the vocabulary says of those of its own terms that have one of the types."""
    return {
        local_name(iri): found
        for iri, found in describe(vocabulary_quads()).items()
        if iri.startswith(KG) and {term.value for term in found[f"{RDF}type"]} & set(classes)
    }


def test_every_class_property_and_individual_of_the_model_is_there() -> None:
    words = read_vocabulary()
    assert {local_name(iri) for iri in words.actors} == ACTOR_CLASSES
    assert set(typed(f"{OWL}Class")) == CLASSES
    families = {local_name(iri) for iri in words.families}
    assert families == set(FAMILY_SIGN)
    assert (
        set(typed(f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty")) - set(kinds()) - families
        == PROPERTIES
    )
    assert set(typed(f"{KG}Status")) == {str(status) for status in Status}
    assert set(typed(f"{KG}Influence")) == {"Forward", "Backward", "Both", "NoInfluence"}
    assert set(typed(f"{KG}Aspect")) == {"Tie", "Act"}


def test_every_term_has_one_label_and_one_definition() -> None:
    for iri, found in describe(vocabulary_quads()).items():
        if iri.startswith(KG):
            counts = [len(found.get(prop, ())) for prop in (f"{RDFS}label", f"{SKOS}definition")]
            assert counts == [1, 1], iri


def test_no_two_relation_types_have_one_label() -> None:
    labels = [kind.label for kind in kinds().values()]
    assert sorted(labels) == sorted(set(labels))


def test_the_fixed_names_are_there_and_influence_runs_as_it_should() -> None:
    assert {name: str(kinds()[name].influence) for name in FIXED} == FIXED


def test_these_are_symmetric_and_influence_through_them_runs_both_ways() -> None:
    found = {name: str(kind.influence) for name, kind in kinds().items() if kind.symmetric}
    assert found == dict.fromkeys(SYMMETRIC, "Both")


def test_every_relation_type_has_all_its_properties() -> None:
    for name, kind in kinds().items():
        assert kind.sign == FAMILY_SIGN[local_name(kind.family)], name
        by_code = bool(kind.cameo) and kind.goldstein is not None and kind.reason is None
        reasoned = kind.cameo is None and kind.goldstein is None and len(kind.reason or "") > 20
        assert by_code or reasoned, name
        assert 0 < kind.base <= 1, name


def test_every_relation_type_says_why_influence_runs_that_way() -> None:
    begins = {
        "Forward": "influence runs forward: ", "Backward": "influence runs backward: ",
        "Both": "influence runs both ways: ", "NoInfluence": "influence does not run: ",
    }  # fmt: skip
    for name, found in typed(f"{KG}RelationType").items():
        (note,) = (term.value for term in found[f"{SKOS}scopeNote"])
        assert note.startswith(begins[str(kinds()[name].influence)]), name


def test_the_vocabulary_fits_the_shapes_of_relation_types() -> None:
    assert list(check_shapes(vocabulary_quads())) == []


def test_every_term_that_shapes_and_data_use_is_declared() -> None:
    declared = {local_name(iri) for iri in describe(vocabulary_quads()) if iri.startswith(KG)}
    shipped = kg.shipped().read_text(encoding="utf-8")
    for text in (
        package_text("shapes.ttl").decode(),
        package_text("vocabulary.ttl").decode(),
        shipped,
    ):
        used = set(re.findall(r"(?<![\w:-])kg:([A-Za-z]\w*)", text))
        assert used - declared == set()


@pytest.mark.skipif(
    not CAMEO.is_file(), reason="needs shared/data/cameo (the published table) beside the project"
)
def test_goldstein_scores_are_the_published_ones() -> None:
    with CAMEO.open(encoding="utf-8") as file:
        published = {row["code"]: row["goldstein"] for row in csv.DictReader(file)}
    coded = {name: kind for name, kind in kinds().items() if kind.cameo is not None}
    assert {name: kind.goldstein for name, kind in coded.items()} == {
        name: float(published[kind.cameo or ""]) for name, kind in coded.items()
    }
    assert [name for name, kind in coded.items() if (kind.goldstein or 0) * kind.sign <= 0] == []


@pytest.mark.parametrize(
    ("goldstein", "strength", "base"),
    [
        (-10.0, None, 1.0), (7.4, None, 0.74), (0.1, None, 0.05), (0.0, None, 0.05),
        (None, 0.7, 0.7), (None, None, None),
    ],
)  # fmt: skip
def test_strength_is_a_tenth_of_goldstein_with_a_floor_or_its_own(
    goldstein: float | None, strength: float | None, base: float | None
) -> None:
    assert base_strength(goldstein, strength) == base


OWN = """kg:sharesWaterWith a owl:ObjectProperty, kg:RelationType, owl:SymmetricProperty ;
    rdfs:label "shares water with"@en ; skos:definition "Both draw on one river."@en ;
    rdfs:subPropertyOf kg:cooperatesWith ; kg:sign 1 ; kg:influence kg:Both ; kg:aspect kg:Tie ;
    kg:strength 0.4 ; kg:strengthReason "as trade"@en ."""


def test_a_user_can_add_a_relation_type_in_a_data_file() -> None:
    data = dataset(OWN, tie("1", "A", "sharesWaterWith", "B"), actors="A B")
    assert data.relation_type("shares water with").base == 0.4
    assert kg.paths(kg.project(data), "B", "A")[0].strength == pytest.approx(0.4)
    about = [f for f in kg.validate(data) if f.subject == f"{KG}sharesWaterWith"]
    assert about == []


def test_a_users_relation_type_is_validated_too() -> None:
    data = dataset(
        OWN.replace("kg:cooperatesWith", "kg:conflictsWith"),
        tie("1", "A", "sharesWaterWith", "B"),
        actors="A B",
    )
    assert [
        (f.severity, f.rule, f.message)
        for f in kg.validate(data)
        if f.subject == f"{KG}sharesWaterWith"
    ] == [
        (
            Severity.WARNING,
            "relation type sign fits family",
            "a relation type has a kg:sign that does not fit its family",
        )
    ]


@pytest.mark.parametrize(
    ("was", "now", "message"),
    [
        (
            "kg:sign 1",
            "kg:sign 2",
            "relation type has the unknown kg:sign '2'; use one of -1, 0, 1",
        ),
        (
            "kg:strength 0.4 ;",
            "",
            "relation type has neither kg:goldstein nor kg:strength; give it a kg:strength above 0, at most 1",
        ),
        (
            "kg:strength 0.4",
            "kg:strength 4.0",
            "relation type has the strength '4.0', not in (0, 1]",
        ),
        ("kg:aspect kg:Tie ;", "", "relation type has no kg:aspect; use one of kg:Tie, kg:Act"),
        (
            "kg:cooperatesWith",
            "kg:alliedWith",
            "relation type has no family; make it rdfs:subPropertyOf"
            " 'kg:conflictsWith', 'kg:cooperatesWith' or 'kg:structurallyTiedTo'",
        ),
        (
            "kg:Both",
            "kg:Sideways",
            "relation type has the unknown kg:influence 'kg:Sideways';"
            " use one of kg:Forward, kg:Backward, kg:Both, kg:NoInfluence",
        ),
    ],
)
def test_a_wrong_relation_type_is_refused(was: str, now: str, message: str) -> None:
    with pytest.raises(kg.DataError) as error:
        dataset(OWN.replace(was, now))
    assert str(error.value) == f"{message} (in <{KG}sharesWaterWith>)"


@pytest.mark.parametrize(
    "name", ["alliedWith", "kg:alliedWith", f"{KG}alliedWith", "is allied with"]
)
def test_a_relation_type_is_found_by_any_of_its_names(name: str) -> None:
    assert read_vocabulary().relation_type(name).iri == f"{KG}alliedWith"


def test_a_misspelt_relation_type_or_family_has_near_matches() -> None:
    with pytest.raises(kg.UnknownRelationType) as error:
        read_vocabulary().relation_type("aliedWith")
    assert str(error.value) == "unknown relation type 'aliedWith'; did you mean 'alliedWith'?"
    with pytest.raises(kg.UnknownRelationType) as error:
        read_vocabulary().family("cooperateWith")
    assert (
        str(error.value)
        == "unknown relation family 'cooperateWith'; did you mean 'cooperatesWith'?"
    )
