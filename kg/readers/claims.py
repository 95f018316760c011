"""What the statements of Wikidata's items mean: by property, between which actors, or why between none.

Properties that Wikidata12k has too mean the same in both: see `kg.readers.properties`. Labels and
definitions are our own words.
"""

from dataclasses import dataclass, replace

from kg.iris import KG
from kg.model import Aspect, Influence, RelationType, Sign
from kg.readers.properties import REVERSED, TAILS, WDT, neutral, property_type

QUALIFIERS = {
    "P276": "place",
    "P512": "degree",
    "P812": "subject of studies",
    "P1039": "kinship",
    "P1365": "after",
    "P1366": "before",
    "P1480": "how sure",
    "P1534": "cause of the end",
    "P1545": "number in the series",
    "P2241": "why deprecated",
    "P2389": "of the organisation",
    "P2868": "as",
    "P5102": "nature of the statement",
    "P7452": "why preferred",
}
"""What is told of frequent qualifiers, where no labels are given."""

KINDS = {
    "Q5": "Person",  # human
    "Q6256": "State",  # country
    "Q3624078": "State",  # sovereign state
    "Q7275": "State",  # state
    "Q7278": "NonGovernmentalOrganisation",  # political party
    "Q79913": "NonGovernmentalOrganisation",  # non-governmental organisation
    "Q783794": "NonGovernmentalOrganisation",  # company
    "Q891723": "NonGovernmentalOrganisation",  # public company
    "Q4830453": "NonGovernmentalOrganisation",  # business
    "Q245065": "IntergovernmentalOrganisation",
    "Q484652": "IntergovernmentalOrganisation",  # international organisation
    "Q41487": "Court",
    "Q192350": "GovernmentBody",  # ministry
    "Q327333": "GovernmentBody",  # government agency
    "Q176799": "ArmedForce",  # military unit
    "Q772547": "ArmedForce",  # armed forces
}
"""The classes of actors that values of P31 (instance of) stand for."""

_WORDS = {
    "P6": "leads", "P35": "leads", "P53": "memberOf", "P169": "leads", "P241": "memberOf",
    "P355": "partOf", "P463": "memberOf", "P488": "leads", "P598": "leads", "P749": "partOf",
    "P1037": "leads",
}  # fmt: skip
_SAME = {"P22": "P40", "P25": "P40", "P127": "P1830", "P802": "P1066"}
_REVERSED = frozenset(
    (*REVERSED, "P22", "P25", "P35", "P127", "P169", "P355", "P488", "P802", "P1037")
)
_CLASSES = {
    **TAILS,
    **dict.fromkeys(("P22", "P25", "P35", "P40", "P112", "P169", "P451", "P488", "P737", "P802", "P1037",
                     "P1038", "P1066", "P1327", "P3373"), "Person"),
    "P39": "GovernmentBody",
    "P53": "Group",
    "P1532": "State",
}  # fmt: skip
# Of an employer or a school nothing is sure: a wrong class would keep it from whom it is by its id.
_FORWARD, _BACKWARD, _BOTH = Influence.FORWARD, Influence.BACKWARD, Influence.BOTH
_MORE = {
    "P40": ("is a parent of", "The second is a child of the first.",
            _BOTH, 0.7, "parents form their children, and care for them"),
    "P112": ("is founded by", "The second, alone or with others, set the first up.",
             _BACKWARD, 0.5, "founders give their work its shape"),
    "P451": ("lives together with", "The two are partners without being married.",
             _BOTH, 0.7, "partners share a life"),
    "P737": ("is influenced by", "The second's thought or work left its marks on that of the first.",
             _BACKWARD, 0.3, "that is what the relation says; the one who influences may not know"),
    "P1038": ("is a relative of", "The two persons are of one family.",
              _BOTH, 0.5, "relatives stand by each other, as a rule"),
    "P1066": ("is a student of", "The second taught the first.",
              _BACKWARD, 0.4, "teachers form their students"),
    "P1327": ("does business with", "The two work together as partners.",
              _BOTH, 0.5, "partners depend on each other's work"),
    "P1532": ("plays for the country", "The first competes in the name of the second, a state.",
              _BACKWARD, 0.2, "the state's associations choose who competes"),
    "P1830": ("owns", "The second, an organisation or a thing, belongs to the first, whole or in part.",
              _FORWARD, 0.7, "an owner decides, as far as the share goes"),
    "P3373": ("is a brother or sister of", "The two have a parent in common.",
              _BOTH, 0.6, "brothers and sisters grow up together"),
}  # fmt: skip
_SYMMETRIC = frozenset(("P451", "P1038", "P1327", "P3373"))
_NO_ACTORS = {
    "places": "P19 P20 P36 P119 P131 P150 P159 P190 P263 P276 P551 P740 P915 P937 P1071 P1376",
    "names": "P138 P734 P735 P1950 P2365 P2562 P5056",
    "languages": "P37 P103 P364 P407 P1412 P2439 P6886",
    "occupations, titles or degrees": "P97 P101 P106 P410 P468 P512 P803 P812 P1416 P2962 P5012",
    "awards": "P166 P1346 P1411",
    "events": "P607 P710 P793 P1344 P2632 P3602",
    "works or things": "P50 P800 P1429 P1441 P1830",
    "traits or ideas": "P21 P91 P135 P136 P140 P172 P452 P509 P552 P641 P1050 P1142 P1196 P1303 P1454"
    " P1595 P2416 P2546",
    "pages or items of Wikimedia": "P301 P910 P971 P1151 P1343 P1424 P1753 P1889 P2354 P2959 P5008 P6104"
    " P7084",
}
_VALUES = {name: what for what, names in _NO_ACTORS.items() for name in names.split()}


@dataclass(frozen=True)
class Meaning:
    """What a property means: `relation` is an IRI, `reverse` from value to item; `type` the value's class.

    `declared` is the relation type where it is no word of the vocabulary.
    """

    relation: str
    type: str | None
    reverse: bool
    declared: RelationType | None


def what_values_are(name: str) -> str | None:
    """What the values of a property are, where they are no actors; else None.

    >>> what_values_are("P19"), what_values_are("P26")
    ('places', None)
    """
    return _VALUES.get(name)


def meaning(name: str, label: str | None = None) -> Meaning:
    """What a property between actors means; its label is used where it is not known here.

    >>> meaning("P22").reverse, meaning("P22").declared.label, meaning("P463").relation
    (True, 'is a parent of', 'https://w3id.org/actor-kg/vocab#memberOf')
    """
    reverse, type_ = name in _REVERSED, _CLASSES.get(name)
    if name in _WORDS:
        return Meaning(KG + _WORDS[name], type_, reverse, None)
    kind = _kind(_SAME.get(name, name), label)
    return Meaning(kind.iri, type_, reverse, kind)


def _kind(name: str, label: str | None) -> RelationType:
    if name not in _MORE:
        kind = property_type(name)
        return replace(kind, label=label) if label and kind.label == name else kind
    label, definition, influence, base, reason = _MORE[name]
    return replace(
        neutral(WDT + name, label, definition, Aspect.TIE),
        sign=Sign.NEUTRAL,
        influence=influence,
        symmetric=name in _SYMMETRIC,
        base=base,
        reason=reason,
    )
