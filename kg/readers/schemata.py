"""The schemata of FollowTheMoney (version 4): which are actors, which are ties, and what a tie means.

Labels and definitions are our own words.
"""

from dataclasses import dataclass

from kg.iris import KG
from kg.model import Aspect, Influence, RelationType, Sign

ACTORS = {
    "Company": "NonGovernmentalOrganisation",
    "LegalEntity": "Actor",
    "Organization": "NonGovernmentalOrganisation",
    "Person": "Person",
    "Position": "GovernmentBody",
    "PublicBody": "GovernmentBody",
}
"""The schemata that are actors, with their classes, of which the nearest is taken.

An Organization is an association or a foundation as a rule; one that states are members of is reviewed by
hand. A Position is an office.
"""

DOCUMENTS = frozenset((
    "Article", "Audio", "Document", "Email", "Folder", "HyperText", "Image", "Message", "Package",
    "Pages", "PlainText", "Table", "Video", "Workbook",
))  # fmt: skip
"""The schemata of documents: they are sources."""

OTHERS = frozenset((
    "Address", "Airplane", "Analyzable", "Asset", "BankAccount", "Call", "CallForTenders",
    "Contract", "ContractAward", "CourtCase", "CourtCaseParty", "CryptoWallet", "Documentation",
    "EconomicActivity", "Event", "Identification", "Interest", "Interval", "License", "Mention",
    "Note", "Page", "Passport", "Project", "ProjectParticipant", "RealEstate",
    "Risk", "Sanction", "Security", "Similar", "TaxRoll", "Territory", "Thing", "Trip",
    "UserAccount", "Value", "Vehicle", "Vessel",
))  # fmt: skip
"""The schemata that are neither an actor nor a tie between two."""


@dataclass(frozen=True)
class Tie:
    """A schema that joins two actors: the properties of the ends, and the relation from first to second."""

    subject: str
    object: str
    relation: str


TIES = {
    "Associate": Tie("person", "associate", "associateOf"),
    "Control": Tie("controller", "controlled", "controls"),
    "Debt": Tie("debtor", "creditor", "owes"),
    "Directorship": Tie("director", "organization", "directs"),
    "Employment": Tie("employee", "employer", "worksFor"),
    "Family": Tie("person", "relative", "relativeOf"),
    "Membership": Tie("member", "organization", "memberOf"),
    "Occupancy": Tie("holder", "post", "holdsPost"),
    "Ownership": Tie("owner", "asset", "owns"),
    "Payment": Tie("payer", "beneficiary", "pays"),
    "Representation": Tie("agent", "client", "represents"),
    "Succession": Tie("predecessor", "successor", "precedes"),
    "UnknownLink": Tie("subject", "object", "linkedTo"),
}
"""The schemata that are ties."""

SCHEMATA = frozenset((*ACTORS, *DOCUMENTS, *OTHERS, *TIES))
"""All that are known."""

_FORWARD, _BACKWARD, _BOTH, _NONE = (
    Influence.FORWARD, Influence.BACKWARD, Influence.BOTH, Influence.NONE,
)  # fmt: skip
_TABLE = {
    "associateOf": ("is an associate of", "The two persons are close in business or in private.",
                    _BOTH, Aspect.TIE, 0.4, "associates listen to each other"),
    "controls": ("controls", "The first has the second, an organisation or a thing, in its hand.",
                 _FORWARD, Aspect.TIE, 0.9, "control is the power to decide"),
    "directs": ("is an officer of", "The first sits on the board or in the management of the second.",
                _FORWARD, Aspect.TIE, 0.7, "an officer decides with others, within the statutes"),
    "holdsPost": ("holds the post of", "The first, a person, is in the office that the second names.",
                  _NONE, Aspect.TIE, 0.05, "an office does nothing; who is led is said by other relations"),
    "linkedTo": ("is linked to", "The two have to do with each other; how is not known or told in the note.",
                 _NONE, Aspect.TIE, 0.05, "all that is known is that the two belong together somehow"),
    "owes": ("owes money to", "The first is in the debt of the second.",
             _BACKWARD, Aspect.TIE, 0.4, "a creditor can press the debtor"),
    "owns": ("owns a share of", "The second, an organisation, belongs to the first, whole or in part.",
             _FORWARD, Aspect.TIE, 0.7, "an owner decides, as far as the share goes"),
    "pays": ("pays", "The first hands money over to the second: a donation, a grant, a price.",
             _FORWARD, Aspect.ACT, 0.4, "who pays is listened to, more or less as the sum is large"),
    "precedes": ("is succeeded by", "The second takes over what the first was or had.",
                 _NONE, Aspect.ACT, 0.05, "the first is no more when the second begins"),
    "relativeOf": ("is a relative of", "The two persons are of one family.",
                   _BOTH, Aspect.TIE, 0.5, "relatives stand by each other, as a rule"),
    "represents": ("acts for", "The first, an agent, acts in the name of the second, its client.",
                   _BACKWARD, Aspect.TIE, 0.6, "an agent does what the client wants"),
    "worksFor": ("works for", "The first, a person, is employed by the second.",
                 _BACKWARD, Aspect.TIE, 0.6, "who pays decides on the work"),
}  # fmt: skip
_SYMMETRIC = frozenset(("associateOf", "linkedTo", "relativeOf"))
_COOPERATION = frozenset(("pays",))


def tie_types() -> tuple[RelationType, ...]:
    """The relation types of the ties that the vocabulary does not have.

    >>> [kind.label for kind in tie_types() if kind.symmetric]
    ['is an associate of', 'is linked to', 'is a relative of']
    """
    return tuple(
        RelationType(
            iri=KG + name,
            label=label,
            definition=definition,
            family=f"{KG}cooperatesWith" if name in _COOPERATION else f"{KG}structurallyTiedTo",
            sign=Sign.COOPERATION if name in _COOPERATION else Sign.NEUTRAL,
            influence=influence,
            aspect=aspect,
            symmetric=name in _SYMMETRIC,
            base=base,
            reason=reason,
        )
        for name, (label, definition, influence, aspect, base, reason) in _TABLE.items()
    )
