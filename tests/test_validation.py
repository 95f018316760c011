"""Findings: every shape and every check once, whole: severity, subject, what, value, remedy, rule."""

import re
from pathlib import Path

import pytest

import kg
from kg.fastshacl import installed
from kg.findings import Severity
from kg.packaged import package_text
from kg.rdf.formats import FORMATS
from kg.rdf.reading import parse_quads
from kg.shacl import check_shapes
from tests.factory import act, actor, dataset, stmt, tie, turtle

SOURCE = (
    'src:s a kg:Source ; dcterms:title "A report" ; dcterms:creator "Ada" ;'
    ' dcterms:issued "2023-07"^^xsd:gYearMonth ; kg:reliability "B" .'
)
PLACE = actor("P", kind="Place")
DEAL = 'inst:deal a kg:Instrument ; skos:prefLabel "Deal"@en'
LONG = "long " * 61
RIVER = (
    "kg:sharesRiverWith a owl:ObjectProperty, kg:RelationType ;"
    ' rdfs:label "shares a river with"@en ; skos:definition "Both draw on one river."@en ;'
    " rdfs:subPropertyOf kg:cooperatesWith ; kg:sign 1 ; kg:influence kg:Both ; kg:aspect kg:Tie ;"
    ' kg:strength 0.4 ; kg:strengthReason "as trade" .'
)


def told(data: kg.Dataset) -> list[str]:
    return [str(finding) for finding in kg.validate(data)]


def shaped(*blocks: str, source: str = SOURCE) -> list[str]:
    """What the shapes alone say of data, those included that loading refuses."""
    text = turtle(*blocks, actors="A B", source=source)
    quads = parse_quads(text.encode(), FORMATS["turtle"], file="test.ttl")
    return sorted(str(finding) for finding in check_shapes(quads))


def ally(rest: str = "", **options: str) -> str:
    """A statement on A and B."""
    return tie("1", "A", "alliedWith", "B", rest=rest, **options)


def river(was: str, now: str) -> str:
    """The block of a relation type with one part replaced."""
    assert was in RIVER
    return RIVER.replace(was, now)


SHAPE_CASES: list[tuple[str, list[str]]] = [
    (
        tie("1", "P", "alliedWith", "B") + PLACE,
        ["violation: stmt:1: a statement needs exactly one rdf:subject that is an actor, found 'actor:P'; name one and give it a class under kg:Actor [statement subject]"],
    ),
    (
        tie("1", "A", "cooperatesWith", "B"),
        ["violation: stmt:1: a statement needs exactly one rdf:predicate that is a kg:RelationType, found 'kg:cooperatesWith'; use one of the vocabulary or declare it [statement predicate]"],
    ),
    (
        tie("1", "A", "alliedWith", "P") + PLACE,
        ["violation: stmt:1: a statement needs exactly one rdf:object that is an actor, found 'actor:P'; name one and give it a class under kg:Actor [statement object]"],
    ),
    (
        tie("1", "A", "alliedWith", "A"),
        ["warning: stmt:1: a statement ties an actor to itself, found 'actor:A'; check its subject and object [statement self]"],
    ),
    (
        ally(status="Real"),
        ["violation: stmt:1: a statement needs exactly one kg:status, found 'kg:Real'; use one of kg:Actual, kg:Alleged, kg:Denied, kg:Expected, kg:Proposed, kg:Refused, kg:Threatened [statement status]"],
    ),
    (
        ally('; kg:since "2022"'),
        ["violation: stmt:1: kg:since is no partial date, or there are several, found '2022'; write one xsd:date, xsd:gYearMonth or xsd:gYear [since]"],
    ),
    (
        ally('; kg:until "2022"'),
        ["violation: stmt:1: kg:until is no partial date, or there are several, found '2022'; write one xsd:date, xsd:gYearMonth or xsd:gYear [until]"],
    ),
    (
        ally('; kg:date "2021"^^xsd:gYear, "2022"^^xsd:gYear'),
        ["violation: stmt:1: kg:date is no partial date, or there are several; write one xsd:date, xsd:gYearMonth or xsd:gYear [date]"],
    ),
    (
        ally("; kg:instrument actor:A"),
        ["violation: stmt:1: kg:instrument of a statement names no kg:Instrument or kg:Event, found 'actor:A'; declare it as one [statement instrument]"],
    ),
    (
        ally("; kg:about actor:A"),
        ["violation: stmt:1: kg:about of a statement names no kg:Instrument, kg:Event or statement, found 'actor:A'; declare it as one [statement about]"],
    ),
    (
        ally("; kg:inResponseTo src:s"),
        ["violation: stmt:1: kg:inResponseTo of a statement names no kg:Instrument, kg:Event or statement, found 'src:s'; declare it as one [statement in response to]"],
    ),
    (
        ally("; kg:location actor:A"),
        ["violation: stmt:1: kg:location of a statement names no kg:Place, found 'actor:A'; declare it as one [statement location]"],
    ),
    (
        ally("; kg:attributedTo src:s"),
        ["violation: stmt:1: kg:attributedTo of a statement names no actor, found 'src:s'; give it a class under kg:Actor [statement attributed to]"],
    ),
    (
        ally('; kg:amount "many" ; kg:unit "troops"'),
        ["violation: stmt:1: a statement has a kg:amount that is no xsd:decimal or xsd:integer, or more than one, found 'many'; write one number [statement amount]"],
    ),
    (
        ally("; kg:amount 5 ; kg:unit 5"),
        ["violation: stmt:1: a statement has a kg:unit that is no text, or more than one, found '5'; write one text [statement unit]"],
    ),
    (
        ally(confidence="1.5"),
        ["violation: stmt:1: a statement needs exactly one kg:confidence, found '1.5'; write an xsd:decimal above 0 and up to 1, such as 0.8 [statement confidence]"],
    ),
    (
        ally().partition("; kg:evidence")[0] + ".",
        ["violation: stmt:1: a statement needs kg:evidence that is a kg:Evidence; add one with a source and a locator [statement evidence]"],
    ),
    (
        ally().replace("stmt:1", "_:one"),
        ["violation: a statement is a blank node; name it with an IRI in the stmt: namespace [statement iri]"],
    ),
    (
        ally().replace("a kg:Statement ;", ""),
        ["violation: stmt:1: a statement is not typed; add 'a kg:Statement' [statement type]"],
    ),
    (
        ally('; kg:date "2022"^^xsd:gYear ; kg:since "2022"^^xsd:gYear'),
        ["violation: stmt:1: kg:date stands beside kg:since or kg:until; keep kg:date for what happened, or the bounds for what lasted [date excludes period]"],
    ),
    (
        ally(status="Alleged"),
        ["violation: stmt:1: an alleged statement does not say on whose word; add kg:attributedTo, or a skos:note where that is no actor [statement alleged by whom]"],
    ),
    (
        ally("; kg:amount 5"),
        ["violation: stmt:1: a statement has kg:amount without kg:unit; say what is counted or measured [statement amount needs unit]"],
    ),
    (
        ally('; kg:unit "troops"'),
        ["warning: stmt:1: a statement has kg:unit without kg:amount; add the number or drop the unit [statement unit needs amount]"],
    ),
    (
        ally().replace("dcterms:source src:s ;", ""),
        ["violation: stmt:1: evidence needs exactly one dcterms:source that is a kg:Source; name one and declare it [evidence source]"],
    ),
    (
        ally(locator=""),
        ["violation: stmt:1: evidence needs a kg:locator that is not empty, found ''; say where in the source, such as 'paragraph 2' [evidence locator]"],
    ),
    (
        ally().replace("kg:locator", f'kg:quote "{LONG}" ; kg:locator'),
        [f"warning: stmt:1: evidence has a long kg:quote, found '{LONG}'; keep it under 300 characters [evidence quote]"],
    ),
    (
        "actor:C a kg:State .",
        ["violation: actor:C: an actor needs exactly one skos:prefLabel; add it, and put other names in skos:altLabel [actor label]"],
    ),
    (
        'actor:C a kg:Actor ; skos:prefLabel "C"@en .',
        ["warning: actor:C: an actor has no class more precise than kg:Actor; add one, such as kg:State or kg:Person [actor class]"],
    ),
    (
        actor("C", rest='; kg:iso2 "cc"'),
        ["violation: actor:C: an actor has a kg:iso2 that is not two capital letters, or more than one, found 'cc'; write the ISO 3166-1 alpha-2 code [actor iso2]"],
    ),
    (
        actor("C", rest='; kg:iso3 "CC"'),
        ["violation: actor:C: an actor has a kg:iso3 that is not three capital letters, or more than one, found 'CC'; write the ISO 3166-1 alpha-3 code [actor iso3]"],
    ),
    (
        "actor:P a kg:Place .",
        ["violation: actor:P: a place needs exactly one skos:prefLabel; add it, and put other names in skos:altLabel [place label]"],
    ),
    (
        actor("P", kind="Place, kg:State"),
        ["violation: actor:P: a place is also typed as an actor; keep one of the two, for a place does not act [place not actor]"],
    ),
    (
        "inst:deal a kg:Event .",
        ["violation: inst:deal: an instrument or event needs exactly one skos:prefLabel; add it, and put other names in skos:altLabel [instrument label]"],
    ),
    (
        f'{DEAL} ; kg:since "May 2022" .',
        ["violation: inst:deal: kg:since is no partial date, or there are several, found 'May 2022'; write one xsd:date, xsd:gYearMonth or xsd:gYear [since]"],
    ),
    (
        f'{DEAL} ; kg:until "2022" .',
        ["violation: inst:deal: kg:until is no partial date, or there are several, found '2022'; write one xsd:date, xsd:gYearMonth or xsd:gYear [until]"],
    ),
    (
        f'{DEAL} ; kg:date "2022-05-01T00:00:00"^^xsd:dateTime .',
        ["violation: inst:deal: kg:date is no partial date, or there are several, found '2022-05-01T00:00:00'; write one xsd:date, xsd:gYearMonth or xsd:gYear [date]"],
    ),
    (
        f"{DEAL} ; kg:suspends actor:A .",
        ["violation: inst:deal: kg:suspends names no kg:Instrument, found 'actor:A'; declare what is suspended as one [instrument suspends]"],
    ),
    (
        f'{DEAL} ; kg:date "2022"^^xsd:gYear ; kg:until "2023"^^xsd:gYear .',
        ["violation: inst:deal: kg:date stands beside kg:since or kg:until; keep kg:date for what happened, or the bounds for what lasted [date excludes period]"],
    ),
    (
        river('rdfs:label "shares a river with"@en ;', ""),
        ["violation: kg:sharesRiverWith: a relation type needs one rdfs:label in a language; add a verb phrase, such as 'supplies gas to' [relation type label]"],
    ),
    (
        river('skos:definition "Both draw on one river."@en ;', ""),
        ["violation: kg:sharesRiverWith: a relation type needs a skos:definition; say in your own words when it applies [relation type definition]"],
    ),
    (
        river("kg:cooperatesWith", "kg:alliedWith"),
        [
            "violation: kg:sharesRiverWith: a relation type needs exactly one family, found 'kg:alliedWith'; make it rdfs:subPropertyOf kg:cooperatesWith, kg:conflictsWith or kg:structurallyTiedTo [relation type family]",
            "warning: kg:sharesRiverWith: a relation type has a kg:sign that does not fit its family; cooperation is 1, conflict -1, structure 0 [relation type sign fits family]",
        ],
    ),
    (
        river("kg:sign 1", "kg:sign 2"),
        [
            "violation: kg:sharesRiverWith: a relation type needs exactly one kg:sign, found '2'; write 1 for cooperation, -1 for conflict, 0 for neither [relation type sign]",
            "warning: kg:sharesRiverWith: a relation type has a kg:sign that does not fit its family; cooperation is 1, conflict -1, structure 0 [relation type sign fits family]",
        ],
    ),
    (
        river("kg:Both", "kg:Sideways"),
        ["violation: kg:sharesRiverWith: a relation type needs exactly one kg:influence, found 'kg:Sideways'; use kg:Forward, kg:Backward, kg:Both or kg:NoInfluence [relation type influence]"],
    ),
    (
        river("kg:aspect kg:Tie ;", ""),
        ["violation: kg:sharesRiverWith: a relation type needs exactly one kg:aspect; use kg:Tie if it lasts, kg:Act if it happens [relation type aspect]"],
    ),
    (
        river('kg:strength 0.4 ; kg:strengthReason "as trade"', "kg:cameo 57 ; kg:goldstein 8.0"),
        ["violation: kg:sharesRiverWith: a relation type has a kg:cameo that is no code of two to four digits, found '57'; write it as a text with its leading zeros [relation type cameo]"],
    ),
    (
        river('kg:strength 0.4 ; kg:strengthReason "as trade"', 'kg:cameo "057" ; kg:goldstein 80.0'),
        ["violation: kg:sharesRiverWith: a relation type has a kg:goldstein that is no xsd:decimal from -10 to 10, found '80.0'; copy the score of the published table [relation type goldstein]"],
    ),
    (
        river("0.4", "4.0"),
        ["violation: kg:sharesRiverWith: a relation type has a kg:strength that is no xsd:decimal above 0 and up to 1, found '4.0'; correct it [relation type strength]"],
    ),
    (
        river("as trade", ""),
        ["violation: kg:sharesRiverWith: a relation type has a kg:strengthReason that is empty, found ''; say why the strength is what it is [relation type strength reason]"],
    ),
    (
        river("owl:ObjectProperty, ", ""),
        ["violation: kg:sharesRiverWith: a relation type is not an owl:ObjectProperty; type it as one, so that any tool takes it for a predicate [relation type property]"],
    ),
    (
        river("kg:strength 0.4", 'kg:strength 0.4 ; kg:cameo "057"'),
        ["violation: kg:sharesRiverWith: a relation type needs either kg:cameo with kg:goldstein or kg:strength with kg:strengthReason; give one pair and not both [relation type weight]"],
    ),
    (
        river('kg:strength 0.4 ; kg:strengthReason "as trade"', 'kg:cameo "111" ; kg:goldstein -2.0'),
        ["violation: kg:sharesRiverWith: a relation type has a kg:goldstein score of the other sign than its kg:sign; correct one of them [relation type sign fits score]"],
    ),
    (
        river("kg:cooperatesWith", "kg:conflictsWith"),
        ["warning: kg:sharesRiverWith: a relation type has a kg:sign that does not fit its family; cooperation is 1, conflict -1, structure 0 [relation type sign fits family]"],
    ),
]  # fmt: skip
SOURCE_CASES: list[tuple[str, list[str]]] = [
    (
        SOURCE.replace('dcterms:title "A report" ;', ""),
        ["violation: src:s: a source needs exactly one dcterms:title; add it [source title]"],
    ),
    (
        SOURCE.replace('"2023-07"^^xsd:gYearMonth', '"July 2023"'),
        ["violation: src:s: a source needs exactly one dcterms:issued that is a partial date, found 'July 2023'; write an xsd:date, xsd:gYearMonth or xsd:gYear, and a skos:note if it is inferred [source issued]"],
    ),
    (
        SOURCE.replace('"B"', '"good"'),
        ["violation: src:s: a source needs exactly one kg:reliability from A to F, found 'good'; grade it, F if it cannot be judged [source reliability]"],
    ),
    (
        SOURCE.replace('dcterms:creator "Ada" ;', ""),
        ["warning: src:s: a source names no author; add dcterms:creator if the text has one [source creator]"],
    ),
    (
        SOURCE.replace('"B"', '"B" ; kg:url "https://example.org/report"'),
        ["violation: src:s: a source has a kg:url that is no xsd:anyURI, or more than one, found 'https://example.org/report'; write one address [source url]"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("block", "findings"), SHAPE_CASES)
def test_each_shape_says_what_is_wrong_and_what_to_do(block: str, findings: list[str]) -> None:
    assert shaped(block) == findings


@pytest.mark.parametrize(("source", "findings"), SOURCE_CASES)
def test_each_shape_of_a_source_does_too(source: str, findings: list[str]) -> None:
    assert shaped(ally(), source=source) == findings


def test_every_shape_has_a_case_and_every_message_a_remedy() -> None:
    text = package_text("shapes.ttl").decode()
    rules = re.findall(r"^rule:([\w-]+) a sh:\w+ ;\n(.*?)^$", text, re.MULTILINE | re.DOTALL)
    said = {name: re.findall(r'sh:message "(.*?)" ;', body) for name, body in rules}
    assert [
        name for name, found in said.items() if [m.count("; ") for m in found] not in ([], [1])
    ] == []
    tried = {
        found.rpartition("[")[2].rstrip("]")
        for _, findings in SHAPE_CASES + SOURCE_CASES
        for found in findings
    }
    assert tried == {name.replace("-", " ") for name, found in said.items() if found}


def test_data_that_fit_every_shape_have_no_finding() -> None:
    assert shaped(ally(), RIVER, PLACE, f"{DEAL} .") == []


CHECK_CASES: list[tuple[list[str], list[str]]] = [
    (
        [],
        [
            "warning: no statement at all; restore it, or add statements [empty]",
            "warning: actor:A: actor that no statement names; remove it or use it [orphan]",
            "warning: actor:B: actor that no statement names; remove it or use it [orphan]",
            "warning: src:s: source that no statement names; remove it or use it [orphan]",
        ],
    ),
    (
        [ally(source="src:elsewhere")],
        [
            "violation: stmt:1: dcterms:source names something undeclared, 'src:elsewhere'; declare it in the data [undeclared]",
            "warning: src:s: source that no statement names; remove it or use it [orphan]",
        ],
    ),
    (
        [ally(), actor("Armenia"), tie("2", "A", "praises", "Armenia"), tie("3", "A", "praises", "Armenai")],
        ["violation: stmt:3: rdf:object names something undeclared, 'actor:Armenai'; did you mean 'actor:Armenia'? [undeclared]"],
    ),
    (
        [ally(), tie("2", "Somebody", "praises", "A")],
        ["violation: stmt:2: rdf:subject names something undeclared, 'actor:Somebody'; declare it in the data [undeclared]"],
    ),
    (
        [ally("; kg:about stmt:rumour, inst:pact ; kg:inResponseTo stmt:letter ; kg:location actor:Nowhere ; kg:attributedTo actor:Somebody")],
        [
            "violation: stmt:1: kg:location names something undeclared, 'actor:Nowhere'; declare it in the data [undeclared]",
            "violation: stmt:1: kg:attributedTo names something undeclared, 'actor:Somebody'; declare it in the data [undeclared]",
            "violation: stmt:1: kg:about names something undeclared, 'inst:pact'; declare it in the data [undeclared]",
            "violation: stmt:1: kg:inResponseTo names something undeclared, 'stmt:letter'; declare it in the data [undeclared]",
            "violation: stmt:1: kg:about names something undeclared, 'stmt:rumour'; declare it in the data [undeclared]",
        ],
    ),
    (
        [f"{DEAL} .", ally("; kg:instrument inst:deal"), tie("2", "A", "praises", "B", rest="; kg:about inst:dael")],
        ["violation: stmt:2: kg:about names something undeclared, 'inst:dael'; did you mean 'inst:deal'? [undeclared]"],
    ),
    (
        [tie("1", "A", "aliedWith", "B")],
        ["violation: stmt:1: unknown relation type 'kg:aliedWith'; did you mean 'kg:alliedWith'? [relation type]"],
    ),
    (
        [PLACE, tie("1", "A", "alliedWith", "P"), tie("2", "B", "praises", "A")],
        ["violation: stmt:1: a statement needs exactly one rdf:object that is an actor, found 'actor:P'; name one and give it a class under kg:Actor [statement object]"],
    ),
    (
        [ally('; kg:since "2000"^^xsd:gYear ; kg:until "1999-12"^^xsd:gYearMonth')],
        ["violation: stmt:1: starts in 2000 but ends in '1999-12'; correct kg:since or kg:until [ends before it starts]"],
    ),
    (
        [ally('; kg:since "2000"^^xsd:gYear ; kg:until "2000-01-01"^^xsd:date')],
        [],
    ),
    (
        [f'{DEAL} ; kg:since "2022-05"^^xsd:gYearMonth ; kg:until "2021"^^xsd:gYear .', ally("; kg:instrument inst:deal")],
        ["violation: inst:deal: starts in 2022-05 but ends in '2021'; correct kg:since or kg:until [ends before it starts]"],
    ),
    (
        [tie("1", "A", "attacks", "B", rest='; kg:date "2024"^^xsd:gYear')],
        ["warning: stmt:1: its latest source is of 2023-07, but it is dated '2024'; correct the date, or make the status kg:Expected [later than its sources]"],
    ),
    (
        [tie("1", "A", "attacks", "B", status="Expected", rest='; kg:date "2024"^^xsd:gYear')],
        [],
    ),
    (
        [ally('; kg:date "2022"^^xsd:gYear')],
        ["warning: stmt:1: kg:alliedWith lasts, but has a kg:date, which is start and end at once, '2022'; bound it with kg:since and kg:until [dated as an act]"],
    ),
    (
        [ally(), tie("2", "A", "alliedWith", "B", confidence=0.5, rest='; skos:note "again"')],
        ["warning: stmt:2: says the same as 'stmt:1'; retract one of them [said twice]"],
    ),
    (
        [ally(), tie("2", "B", "alliedWith", "A")],
        ["warning: stmt:2: says the same as 'stmt:1'; retract one of them [said twice]"],
    ),
    (
        [tie("1", "A", "praises", "B"), tie("2", "B", "praises", "A"), tie("3", "A", "praises", "B", locator="page 2")],
        [],
    ),
    (
        [ally(), "actor:A kg:praises actor:B ."],
        ["warning: actor:A: plain relation without a statement, 'kg:praises actor:B'; state it with evidence [no evidence]"],
    ),
    (
        [ally(status="Proposed"), "actor:B kg:alliedWith actor:A ."],
        ["warning: actor:B: plain relation that no Actual statement supports was left out, 'kg:alliedWith actor:A'; remove it, or correct the status of a statement [against its statements]"],
    ),
    (
        [ally(), actor("C"), PLACE, f"{DEAL} .", SOURCE.replace("src:s", "src:t")],
        [
            "warning: actor:C: actor that no statement names; remove it or use it [orphan]",
            "warning: actor:P: place that no statement names; remove it or use it [orphan]",
            "warning: inst:deal: instrument or event that no statement names; remove it or use it [orphan]",
            "warning: src:t: source that no statement names; remove it or use it [orphan]",
        ],
    ),
    (
        [ally("; kg:instrument inst:deal"), f"{DEAL} .", f"{DEAL.replace('deal', 'waiver')} ; kg:suspends inst:deal ."],
        [],
    ),
    (
        [ally("; kg:amount 5")],
        ["violation: stmt:1: a statement has kg:amount without kg:unit; say what is counted or measured [statement amount needs unit]"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "findings"), CHECK_CASES)
def test_each_check_says_what_is_wrong_and_what_to_do(
    blocks: list[str], findings: list[str]
) -> None:
    assert told(dataset(*blocks, actors="A B", source=SOURCE)) == findings


def test_a_finding_is_a_value_with_file_and_line(tmp_path: Path) -> None:
    path = tmp_path / "f.ttl"
    path.write_text(turtle(ally("; kg:amount 5"), actors="A B", source=SOURCE), encoding="utf-8")
    assert kg.validate(kg.load(path)) == (
        kg.Finding(
            severity=Severity.VIOLATION,
            rule="statement amount needs unit",
            subject=stmt("1"),
            message="a statement has kg:amount without kg:unit",
            value=None,
            file=str(path),
            line=18,
            remedy="say what is counted or measured",
        ),
    )


@pytest.mark.parametrize(
    ("texts", "empty"),
    [
        ({"a.ttl": ""}, ["a.ttl"]),
        ({"a.ttl": "", "b.nt": "# all gone\n"}, ["a.ttl", "b.nt"]),
        ({"a.ttl": turtle(ally(), actors="A B", source=SOURCE), "b.ttl": ""}, ["b.ttl"]),
        ({"a.ttl": turtle(ally(), actors="A B", source=SOURCE), "b.ttl": "# none yet"}, []),
    ],
)
def test_a_file_that_holds_no_statement_is_told_of(
    texts: dict[str, str], empty: list[str], tmp_path: Path
) -> None:
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert told(kg.load(*(tmp_path / name for name in texts))) == [
        f"warning: holds no statement, '{tmp_path / name}'; restore it, or add statements [empty]"
        for name in empty
    ]


def test_findings_are_in_one_order_violations_first() -> None:
    blocks = [
        tie("2", "A", "alliedWith", "A"), tie("1", "A", "praises", "A"), actor("C"),
        tie("9", "A", "praises", "B", rest="; kg:amount 5 ; kg:instrument inst:x"),
    ]  # fmt: skip
    found = kg.validate(dataset(*blocks, actors="A B", source=SOURCE))
    assert [(f.severity, f.subject, f.rule) for f in found] == [
        ("violation", stmt("9"), "statement amount needs unit"),
        ("violation", stmt("9"), "undeclared"),
        ("warning", act("C"), "orphan"),
        ("warning", stmt("1"), "statement self"),
        ("warning", stmt("2"), "statement self"),
    ]


def test_large_data_tell_how_far_their_checks_are(monkeypatch: pytest.MonkeyPatch) -> None:
    data = dataset(*(tie(str(n), "A", "praises", "B") for n in range(9)), actors="A B C")
    told: list[tuple[str, int, float | None]] = []
    quiet = kg.validate(data, progress=lambda *each: told.append(each))
    assert told == []  # nobody waits for so few
    monkeypatch.setattr("kg.validation.SMALL", 8)
    if not installed():
        pytest.skip("no wheel of the fast engine for this platform")
    assert kg.validate(data, progress=lambda *each: told.append(each)) == quiet
    triples = len(data.quads())
    assert told == [
        ("collecting", 9, 1.0),
        ("sorting", triples, 1.0),
        ("checking", triples, 1.0),
    ]


def test_a_blank_node_is_not_named_as_its_label_is_another_one_each_time() -> None:
    data = dataset(
        '[] a kg:Instrument ; skos:prefLabel "Deal"@en ;'
        ' kg:since "2022"^^xsd:gYear ; kg:until "2021"^^xsd:gYear .',
        tie("1", "A", "praises", "B"),
        actors="A B",
        source=SOURCE,
    )
    assert told(data) == [
        "violation: starts in 2022 but ends in '2021'; correct kg:since or kg:until [ends before it starts]",
        "warning: instrument or event that no statement names; remove it or use it [orphan]",
    ]


def test_the_page_on_the_model_names_every_check() -> None:
    page = (Path(__file__).parents[1] / "docs" / "model.md").read_text(encoding="utf-8")
    table = page.partition("## What `validate` finds")[2]
    named = re.findall(r"^\| `([a-z ]+)` \| (\w+) \|", table, re.MULTILINE)
    shapes = {finding.rpartition("[")[2].rstrip("]") for _, said in SHAPE_CASES for finding in said}
    found = {
        (finding.rpartition("[")[2].rstrip("]"), finding.partition(":")[0])
        for _, findings in CHECK_CASES
        for finding in findings
    }
    assert set(named) == {(rule, severity) for rule, severity in found if rule not in shapes}
