"""Properties of Wikidata as relation types: those that mean a word of the vocabulary, and those that do not.

The list is that of the data set Wikidata12k. Labels and definitions are our own words.
"""

from kg.iris import KG
from kg.model import Aspect, Influence, RelationType, Sign

WDT = "http://www.wikidata.org/prop/direct/"
"""The namespace of Wikidata's properties as predicates."""

SAME = {"P463": f"{KG}memberOf", "P551": f"{KG}livesIn"}
"""The properties that mean a relation type of the vocabulary."""
REVERSED = {"P6": f"{KG}leads"}
"""Those that mean one from object to subject: a country has a head, the head leads the country."""

_TIE, _ACT = Aspect.TIE, Aspect.ACT
_FORWARD, _BACKWARD, _BOTH, _NONE = (
    Influence.FORWARD, Influence.BACKWARD, Influence.BOTH, Influence.NONE,
)  # fmt: skip
_UNKNOWN = "all that is known is that the two belong together somehow"
_TABLE = {
    "P17": ("is in the country", "The first lies in the second, a state, or belongs under its law.",
            _BACKWARD, _TIE, 0.6, "the state's law holds in all that lies in it"),
    "P26": ("is married to", "The two are spouses.",
            _BOTH, _TIE, 0.7, "spouses share a life"),
    "P27": ("is a citizen of", "The first, a person, has the second, a state, for its own.",
            _BACKWARD, _TIE, 0.5, "a state binds its citizens, wherever they live"),
    "P31": ("is a kind of", "The first is one of what the second names.",
            _NONE, _TIE, 0.05, "a kind is no actor and does nothing"),
    "P39": ("holds the position of", "The first, a person, is in the office that the second names.",
            _NONE, _TIE, 0.05, "an office is no actor; who is led is said by other relations"),
    "P54": ("plays for", "The first, a person, plays in the second, a team.",
            _BOTH, _TIE, 0.5, "team and player need each other, for a season at least"),
    "P69": ("is taught at", "The first, a person, learns or learnt at the second.",
            _BACKWARD, _TIE, 0.3, "a school forms those who pass through it"),
    "P102": ("belongs to the party", "The first, a person, is in the second, a political party.",
             _BOTH, _TIE, 0.6, "a party and its people carry each other"),
    "P108": ("works for", "The first, a person, is employed by the second.",
             _BACKWARD, _TIE, 0.6, "who pays decides on the work"),
    "P131": ("lies in the district", "The first is in the second, an administrative unit.",
             _BACKWARD, _TIE, 0.5, "the unit administers what lies in it"),
    "P150": ("has the district", "The second is an administrative unit within the first.",
             _FORWARD, _TIE, 0.5, "the whole directs the unit, within limits"),
    "P166": ("receives the award", "The first is given the second, a prize or an honour.",
             _NONE, _ACT, 0.05, "a prize is no actor; its giver is not named"),
    "P190": ("is twinned with", "The two towns or bodies have agreed on being partners.",
             _BOTH, _TIE, 0.2, "a partnership of good will that binds to little"),
    "P512": ("takes the degree", "The first, a person, is given the second, an academic degree.",
             _NONE, _ACT, 0.05, "a degree is no actor; its giver is not named"),
    "P579": ("has the IMA status", "The first, a mineral, stands so with the mineralogists' association.",
             _NONE, _TIE, 0.05, "a mineral does nothing"),
    "P793": ("goes through", "The second, an event, is of weight in the first's history.",
             _NONE, _ACT, 0.05, "an event is no actor; whoever caused it is not named"),
    "P1346": ("is won by", "The second wins the first, a contest or a prize.",
              _NONE, _ACT, 0.05, "a contest is no actor"),
    "P1376": ("is the capital of", "The first, a city, is where the second is governed from.",
              _BOTH, _TIE, 0.5, "government sits there, and the city lives of it"),
    "P1411": ("is nominated for", "The first is proposed for the second, a prize.",
              _NONE, _ACT, 0.05, "a prize is no actor; who proposes is not named"),
    "P1435": ("is protected as", "The first, a building or a site, is heritage of the second kind.",
              _NONE, _TIE, 0.05, "a building does nothing"),
    "P2962": ("bears the chess title", "The first, a person, has the second, a title of chess.",
              _NONE, _TIE, 0.05, "a title is no actor; its giver is not named"),
}  # fmt: skip
_PEOPLE = ("P26", "P27", "P39", "P54", "P69", "P102", "P108", "P512", "P551", "P2962")
HEADS = dict.fromkeys(_PEOPLE, "Person")
"""The class of those who have a property, where all who have it are of one."""
TAILS = {
    "P6": "Person",
    "P17": "State",
    "P26": "Person",
    "P27": "State",
    "P54": "NonGovernmentalOrganisation",
    "P102": "NonGovernmentalOrganisation",
}
"""The class of what a property names, where that is always of one."""
_COOPERATION = frozenset({"P190"})
_SYMMETRIC = frozenset({"P26", "P190"})


def property_type(name: str) -> RelationType:
    """The relation type of a property that means no word of the vocabulary; neutral if it is not known.

    >>> property_type("P26").label, property_type("P26").symmetric, property_type("P9999").base
    ('is married to', True, 0.05)
    """
    if name not in _TABLE:
        definition = f"Property {name} of Wikidata, of which no more is known here."
        return neutral(WDT + name, name, definition, Aspect.TIE)
    label, definition, influence, aspect, base, reason = _TABLE[name]
    cooperation = name in _COOPERATION
    return RelationType(
        iri=WDT + name,
        label=label,
        definition=definition,
        family=f"{KG}cooperatesWith" if cooperation else f"{KG}structurallyTiedTo",
        sign=Sign.COOPERATION if cooperation else Sign.NEUTRAL,
        influence=influence,
        aspect=aspect,
        symmetric=name in _SYMMETRIC,
        base=base,
        reason=reason,
    )


def neutral(iri: str, label: str, definition: str, aspect: Aspect) -> RelationType:
    """A relation type of which nothing is known: no sign, no influence, the least strength."""
    return RelationType(
        iri=iri,
        label=label,
        definition=definition,
        family=f"{KG}structurallyTiedTo",
        sign=Sign.NEUTRAL,
        influence=Influence.NONE,
        aspect=aspect,
        symmetric=False,
        base=0.05,
        reason=_UNKNOWN,
    )
