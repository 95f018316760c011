"""Datasets made up by hypothesis: records in all their fields, and what no record holds."""

from typing import Any

import pyoxigraph
from hypothesis import strategies as st

from kg.dataset import Dataset
from kg.dates import parse_date
from kg.iris import ACTOR, DCTERMS, INST, KG, RDF, RDFS, SKOS, SRC, STMT
from kg.model import Actor, Evidence, Instrument, Source, Statement, Status
from kg.rdf.encoding import encode

NAMES = "abcdef"
# What XML can say: no control characters but tab and line ends, no surrogates, no non-characters.
SAYABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    | st.sampled_from("\t\n\r'\"<>&=+-@,;| "),
    max_size=12,
)
WORDS = SAYABLE.filter(bool)
DATES = st.sampled_from(
    ["2022", "2022-09", "2022-09-30", "0044", "1999-12-31", "2020Z", "2020-02+04:00"]
).map(parse_date)
MAYBE_DATE = st.none() | DATES
MAYBE_TEXT = st.none() | SAYABLE
CLASSES = ("State", "Person", "Group", "Court", "Faction", "Actor")
OWN_CLASS = f"{KG}Faction"
TYPES = ("alliedWith", "memberOf", "threatens", "sanctions", "foldsUp")
FIND = st.sampled_from(NAMES)


def iris(prefix: str, *, most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(FIND, max_size=most, unique=True).map(
        lambda names: tuple(sorted(prefix + name for name in names))
    )


def texts() -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(WORDS, max_size=3, unique=True).map(lambda found: tuple(sorted(found)))


EXTRAS = st.lists(
    st.sampled_from(
        [
            ("http://example.org/colour", '"red"'),
            ("http://example.org/colour", '"rouge"@fr'),
            ("http://example.org/colour", "<http://example.org/red>"),
            ("http://example.org/size", '"007"^^<http://www.w3.org/2001/XMLSchema#integer>'),
            (f"{KG}alliedWith", f"<{ACTOR}e>"),
        ]
    ),
    max_size=2,
    unique=True,
).map(lambda found: tuple(sorted(found)))
EVIDENCE = st.lists(
    st.builds(Evidence, FIND.map(SRC.__add__), MAYBE_TEXT, MAYBE_TEXT), max_size=3, unique=True
)


def _actor(name: str, kind: st.SearchStrategy[str]) -> st.SearchStrategy[Actor]:
    return st.builds(
        Actor,
        iri=st.just(ACTOR + name),
        label=WORDS,
        type=kind,
        aliases=texts(),
        iso2=st.sampled_from([None, "RU"]),
        iso3=st.sampled_from([None, "RUS"]),
        same_as=st.sampled_from([(), ("http://www.wikidata.org/entity/Q159",)]),
        note=MAYBE_TEXT,
        extra=EXTRAS,
    )


def _statement(name: str) -> st.SearchStrategy[Statement]:
    return st.builds(
        Statement,
        iri=st.just(STMT + name),
        subject=FIND.map(ACTOR.__add__),
        predicate=st.sampled_from(TYPES).map(KG.__add__),
        object=FIND.map(ACTOR.__add__),
        status=st.sampled_from(Status),
        since=MAYBE_DATE,
        until=MAYBE_DATE,
        date=MAYBE_DATE,
        confidence=st.sampled_from([1.0, 0.9, 0.55, 0.1, 1e-7]),
        evidence=EVIDENCE.map(tuple),
        instruments=iris(INST),
        about=iris(INST),
        in_response_to=iris(STMT),
        location=iris(ACTOR),
        attributed_to=iris(ACTOR),
        amount=st.sampled_from([None, "1960", "0.50", "many"]),
        unit=MAYBE_TEXT,
        note=MAYBE_TEXT,
        extra=EXTRAS.filter(lambda found: all(KG not in prop for prop, _ in found)),
    )


def _source(name: str) -> st.SearchStrategy[Source]:
    return st.builds(
        Source,
        iri=st.just(SRC + name),
        title=WORDS,
        author=MAYBE_TEXT,
        publisher=MAYBE_TEXT,
        date=MAYBE_DATE,
        url=st.sampled_from([None, "https://example.org/report"]),
        reliability=st.sampled_from([None, "B"]),
        note=MAYBE_TEXT,
        extra=EXTRAS,
    )


def _instrument(name: str) -> st.SearchStrategy[Instrument]:
    return st.builds(
        Instrument,
        iri=st.just(INST + name),
        label=WORDS,
        type=st.sampled_from([f"{KG}Instrument", f"{KG}Event"]),
        since=MAYBE_DATE,
        until=MAYBE_DATE,
        date=MAYBE_DATE,
        suspends=iris(INST),
        aliases=texts(),
        note=MAYBE_TEXT,
        extra=EXTRAS,
    )


def _some(make: Any, names: str) -> st.SearchStrategy[list[Any]]:
    """Records for some of the names, each once."""
    return st.lists(st.sampled_from(names), unique=True).flatmap(
        lambda chosen: st.tuples(*(make(name) for name in sorted(chosen))).map(list)
    )


# What no record holds: declared words, blank nodes, languages; each a block of Turtle.
BLOCKS = (
    f"<{OWN_CLASS}> a <http://www.w3.org/2002/07/owl#Class> ; <{RDFS}subClassOf> <{KG}Actor> ;"
    f' <{SKOS}prefLabel> "faction"@en .',
    f'<{ACTOR}a> <http://example.org/seat> [ <http://example.org/street> "High Street"@en ] .',
    '[] <http://example.org/says> [ <http://example.org/word> "yes", "oui"@fr ] .',
    '[] <http://example.org/says> "the same" . [] <http://example.org/says> "the same" .',
    f'<{ACTOR}a> <{SKOS}altLabel> "Moscou"@fr, "Moscou" . <{SRC}a> <{SKOS}note> "Un mot"@fr .',
    f"<{STMT}a> <{KG}evidence> [ a <{KG}Evidence> ; <{DCTERMS}source> <{SRC}a> ;"
    f' <{KG}locator> "p. 1"@en ; <http://example.org/page> 7 ] .',
    f"<{STMT}b> <{KG}evidence> <http://example.org/e> . <http://example.org/e>"
    f' <{DCTERMS}source> <{SRC}b> ; <{KG}quote> "so it is" .',
    f"<http://example.org/x> <{RDF}value> 1.50 .",
)


@st.composite
def datasets(draw: Any, blocks: tuple[str, ...] = BLOCKS) -> Dataset:
    """A dataset of a few records and blocks, its labels in some language or none."""
    kinds = st.sampled_from(CLASSES).map(KG.__add__)
    records = [
        *draw(_some(lambda name: _actor(name, kinds), NAMES[:4])),
        *draw(_some(lambda name: _actor(name, st.just(f"{KG}Place")), NAMES[4:])),
        *draw(_some(_source, "abc")),
        *draw(_some(_instrument, "abc")),
        *draw(_some(_statement, NAMES)),
    ]
    text = "\n".join(draw(st.lists(st.sampled_from(blocks), unique=True)) if blocks else ())
    alone = [quad for record in records for quad in encode(record)]
    notes = {quad.subject for quad in alone if quad.predicate.value == f"{SKOS}note"}
    subjects = {record.iri for record in records}
    parsed = [
        quad
        for quad in pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.TURTLE)
        if (quad.predicate.value != f"{SKOS}note" or quad.subject not in notes)
        and (getattr(quad.subject, "value", "") in subjects or STMT not in str(quad.subject))
    ]
    language = draw(st.sampled_from(["", "fr", "hy"]))
    return Dataset([*(_said(quad, language) for quad in alone), *parsed])


def _said(quad: pyoxigraph.Quad, language: str) -> pyoxigraph.Quad:
    """The quad with its note or alias in a language."""
    spoken = quad.predicate.value in (f"{SKOS}note", f"{SKOS}altLabel")
    term = quad.object
    if language and spoken and isinstance(term, pyoxigraph.Literal):
        term = pyoxigraph.Literal(term.value, language=language)
    return pyoxigraph.Quad(quad.subject, quad.predicate, term)
