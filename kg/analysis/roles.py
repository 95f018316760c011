"""Which relation types play which part in an answer: help, refusal, call, supply, flow, measure.

Each part is a list of the package's own relation types, and of CAMEO codes: a type that data declare
themselves has the part that its code gives it. The codes are those of P. A. Schrodt, "CAMEO Conflict and
Mediation Event Observations Event and Actor Codebook", 2012.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.iris import KG, local_name
from kg.model import RelationType


@dataclass(frozen=True)
class Role:
    """Relation types by local name, and the CAMEO codes that begin with one of `codes`."""

    names: tuple[str, ...]
    codes: tuple[str, ...] = ()

    def among(self, kinds: Mapping[str, RelationType]) -> frozenset[str]:
        """The IRIs of the relation types that have the part.

        >>> from kg.vocabulary import shipped_vocabulary
        >>> found = MEASURES.among(shipped_vocabulary().relation_types)
        >>> sorted(map(local_name, found))
        ['blockades', 'deprivesOfSupplies', 'rulesAgainst', 'sanctions']
        """
        own = {KG + name for name in self.names}
        return frozenset(
            iri
            for iri, kind in kinds.items()
            if iri in own or (self.codes and (kind.cameo or "").startswith(self.codes))
        )


# 15 and 17 to 20 are force: shown, used to coerce, assault, fighting, mass violence. Threats are words.
FORCE = Role(
    ("attacks", "wagesWarOn", "occupiesTerritoryOf", "blockades", "intrudesOn", "expels"),
    ("15", "17", "18", "19", "20"),
)
# 07 is "provide aid"; advisers, monitors, training and intelligence have no code of their own there.
HELP = Role(
    ("deploysMissionTo", "suppliesArmsTo", "trains", "sharesIntelligenceWith", "aids"), ("07",)
)
# 120 to 122 are rejections of cooperation and of requests for aid; 128, defying, is none of an ally.
REFUSALS = Role(("refusesAidTo", "refusesCooperationWith"), ("120", "121", "122"))
CALLS = Role(("callsOn", "petitions"), ("02",))
SUPPLIES = Role(
    ("suppliesGasTo", "suppliesArmsTo", "buildsEnergyFor", "providesTransitFor", "trains"), ("07",)
)
EVASION = Role(("helpsEvadeSanctions",))
FLOWS = Role(
    (
        *("suppliesGasTo", "suppliesArmsTo", "buildsEnergyFor", "providesTransitFor"),
        *("buildsTransportWith", "givesMilitaryAidTo", "aids", "cooperatesEconomicallyWith"),
        *EVASION.names,
    ),
    ("061", "071", "072"),
)
MEASURES = Role(("sanctions", "blockades", "deprivesOfSupplies", "rulesAgainst"), ("163", "191"))
WAIVERS = Role(("waivesSanctionsOn",), ("085",))
MEDIATION = Role(("mediatesFor",), ("045",))
LEAVING = Role(("withdrawsFrom", "suspendsMembershipIn"))
MEMBERSHIP = Role(("memberOf",))
DEPENDENCE = Role(("dependsOn",))


def names_of_kinds(iris: Iterable[str]) -> str:
    """Relation types by local name, sorted, for the line that says what was counted.

    >>> names_of_kinds([KG + "sanctions", KG + "blockades"])
    'blockades, sanctions'
    """
    return ", ".join(sorted(map(local_name, iris)))
