"""The actors that names are matched to: those of a dataset, and the countries of the package's register."""

import csv
import functools
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib import resources
from typing import TYPE_CHECKING

from kg.iris import ACTOR, KG, WD, curie, local_name
from kg.model import Actor

if TYPE_CHECKING:
    import polars

    from kg.dataset import Dataset

RULES = ("iri", "wikidata", "iso3", "iso2", "label", "alias")
"""What an actor is known by, the surest first."""
IDS = ("wikidata", "iso3", "iso2")
_LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
# Classes that may be one actor seen twice: whether a country is contested depends on who speaks.
_KINDS = {
    **dict.fromkeys(("State", "ContestedTerritory", "Territory"), "country"),
    **dict.fromkeys(("Court", "GovernmentBody"), "public body"),
    **dict.fromkeys(
        ("IntergovernmentalOrganisation", "NonGovernmentalOrganisation", "ArmedForce", "Group"),
        "organisation",
    ),
    "Person": "Person",
}
"""What a class is where fewer are told apart: FollowTheMoney has one Organization for four of them."""


@dataclass(frozen=True)
class Register:
    """The actors that are known, by IRI in the order of the IRIs.

    `stated` are those that the dataset has, as it says them; all others are countries of the package's
    register, which also lends its names and codes to those that are stated. `places` are the dataset's
    places: they are no actors, and found by their IRI alone.
    """

    actors: Mapping[str, Actor]
    stated: Mapping[str, Actor] = field(default_factory=dict)
    places: frozenset[str] = frozenset()

    @property
    def declared(self) -> frozenset[str]:
        """The IRIs that the dataset declares."""
        return frozenset(self.stated) | self.places

    @functools.cached_property
    def table(self) -> "polars.DataFrame":
        """A row an actor: iri, shown (CURIE and label), kind, iso2, iso3, wikidata (a list)."""
        import polars as pl

        rows = [_described(each) for each in self.actors.values()]
        schema = pl.Schema(dict.fromkeys(("iri", "shown", "kind", "iso2", "iso3"), pl.String()))
        schema["wikidata"] = pl.List(pl.String)
        return pl.DataFrame(rows, schema=schema, orient="row")

    @functools.cached_property
    def known_by(self) -> "polars.DataFrame":
        """What leads to actors: value, rank (place in `RULES`), iri, lent, each once; names are folded.

        `lent` are aliases that the register of countries has, beside its labels, and not the dataset.
        """
        import polars as pl

        from kg.identity.folding import folded

        rows = [
            (value, rank, each.iri, rank == len(RULES) - 1 and self._lends(each, value))
            for each in self.actors.values()
            for value, rank in _of(each)
            if rank == 0 or each.iri not in self.places
        ]
        schema = {"value": pl.String, "rank": pl.Int8, "iri": pl.String, "lent": pl.Boolean}
        table = pl.DataFrame(rows, schema=schema, orient="row")
        is_name = pl.col("rank") >= RULES.index("label")
        names = table.filter(is_name).with_columns(value=folded(pl.col("value")))
        return (
            pl.concat([table.filter(~is_name), names.filter(pl.col("value") != "")])
            .sort("rank", "value", "iri", "lent")
            .unique(["rank", "value", "iri"], keep="first", maintain_order=True)
        )

    def _lends(self, actor: Actor, name: str) -> bool:
        stated = self.stated.get(actor.iri)
        own = () if stated is None else stated.aliases
        return name in actor.aliases and name not in own and name not in _labels()


def register(dataset: "Dataset | None" = None) -> Register:
    """The actors of the dataset, then the countries that it does not have.

    A country is in the dataset if an actor there has its ISO codes, its Wikidata id or its IRI, or is a
    country of its very label without another id: then the dataset's IRI stands, and the actor is known
    by the register's names and codes too. A country that two actors of the dataset could be is left out.

    >>> known = register()
    >>> len(known.actors), known.actors["https://w3id.org/actor-kg/actor/Namibia"].iso2
    (249, 'NA')
    """
    stated = dict(dataset.actors) if dataset is not None else {}
    places = dict(dataset.places) if dataset is not None else {}
    actors = dict(stated)
    index = _index(actors.values())
    for country in countries():
        same = _same(country, index, actors)
        if len(same) == 1:
            actors[same[0]] = _joined(actors[same[0]], country)
        elif not same:
            taken = country.iri in stated or country.iri in places
            free = f"{country.iri}-{country.iso2}" if taken else country.iri
            actors[free] = replace(country, iri=free)
    actors |= places
    return Register(dict(sorted(actors.items())), stated, frozenset(places))


@functools.cache
def countries() -> tuple[Actor, ...]:
    """The countries of the package's register, by their alpha-2 codes."""
    text = resources.files("kg.identity").joinpath("countries.csv").read_text("utf-8")
    return tuple(_country(row) for row in csv.DictReader(io.StringIO(text, newline="")))


@functools.cache
def _labels() -> frozenset[str]:
    return frozenset(each.label for each in countries())


def kind_of(type_: str | None) -> str | None:
    """What may not be another's: the kind of a class of actors, None where it could be any.

    >>> kind_of("https://w3id.org/actor-kg/vocab#State"), kind_of("Person"), kind_of("kg:Actor")
    ('country', 'Person', None)
    """
    return _KINDS.get(local_name(type_ or "").rpartition(":")[2])


def _country(row: dict[str, str]) -> Actor:
    names = [name for language in _LANGUAGES for name in row[language].split("|") if name]
    return Actor(
        iri=ACTOR + row["local"],
        label=row["label"],
        type=KG + row["type"],
        aliases=tuple(name for name in dict.fromkeys(names) if name != row["label"]),
        iso2=row["iso2"],
        iso3=row["iso3"],
        same_as=(WD + row["wikidata"],) if row["wikidata"] else (),
    )


def _described(actor: Actor) -> tuple[object, ...]:
    """The actor's row in the table."""
    shown = f"{curie(actor.iri)} ({actor.label})"
    codes = (_code(actor.iso2), _code(actor.iso3))
    return (actor.iri, shown, kind_of(actor.type), *codes, _wikidata(actor))


def _of(actor: Actor) -> Iterable[tuple[str, int]]:
    """What the actor is known by, with the place of the rule."""
    iri, wikidata, iso3, iso2, label, alias = range(len(RULES))
    yield from ((each, iri) for each in (actor.iri, *actor.same_as))
    yield from ((each, wikidata) for each in _wikidata(actor))
    if kind_of(actor.type) in (None, "country"):  # a person may have the code of a country
        yield from ((code, iso3) for code in [_code(actor.iso3)] if code)
        yield from ((code, iso2) for code in [_code(actor.iso2)] if code)
    yield actor.label, label
    yield from ((each, alias) for each in (*actor.aliases, local_name(actor.iri)))


def _wikidata(actor: Actor) -> list[str]:
    own = (actor.iri, *actor.same_as)
    return [each.removeprefix(WD) for each in own if each.startswith(WD)]


def _code(code: str | None) -> str | None:
    return (code or "").strip().upper() or None


def _index(actors: Iterable[Actor]) -> dict[str, list[str]]:
    """The IRIs of actors by code, Wikidata id and label, and by themselves."""
    index: dict[str, list[str]] = defaultdict(list)
    for each in actors:
        ids = (_code(each.iso2), _code(each.iso3), *_wikidata(each), each.iri)
        for value in {*filter(None, ids), f"label {each.label.casefold()}"}:
            index[value].append(each.iri)
    return index


def _same(country: Actor, index: Mapping[str, list[str]], actors: Mapping[str, Actor]) -> list[str]:
    """The IRIs of the actors that are this country, sorted."""
    ids = [each for each in (country.iso2, country.iso3, *_wikidata(country)) if each]
    sure = {iri for each in ids for iri in index.get(each, ())}
    sure = {iri for iri in sure if kind_of(actors[iri].type) in ("country", None)}
    if sure:
        return sorted(sure)
    named = {*index.get(country.iri, ()), *index.get(f"label {country.label.casefold()}", ())}
    return sorted(iri for iri in named if _could_be(actors[iri], country))


def _could_be(actor: Actor, country: Actor) -> bool:
    """Whether nothing that the actor says of itself is against its being the country."""
    other = actor.iso2 or actor.iso3 or _wikidata(actor)
    return not other and kind_of(actor.type) in ("country", kind_of(country.type))


def _joined(actor: Actor, country: Actor) -> Actor:
    """The dataset's actor, known by the register's names and codes too."""
    names = dict.fromkeys((*actor.aliases, country.label, *country.aliases))
    return replace(
        actor,
        aliases=tuple(name for name in names if name != actor.label),
        iso2=actor.iso2 or country.iso2,
        iso3=actor.iso3 or country.iso3,
        same_as=tuple(dict.fromkeys((*actor.same_as, *country.same_as))),
    )
