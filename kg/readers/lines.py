"""Tables to N-Triples: a text a row with all its lines, made a column at a time."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.iris import DCTERMS, KG, OWL, RDF, RDFS, SKOS, WD, XSD
from kg.model import RelationType
from kg.rdf.records import ALIAS, LABEL, NOTE, TYPE

if TYPE_CHECKING:
    import polars

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    **{chr(code): f"\\u{code:04X}" for code in (*range(10), 11, 12, *range(14, 32), 127)},
}
# What an address may not hold (RFC 3986), written as it has to be.
_URL_ESCAPES = {
    c: "".join(f"%{byte:02X}" for byte in c.encode())
    for c in (*'<>"{}|\\^`', *filter(str.isspace, map(chr, range(0x3001))))
}


def statement_lines() -> "list[polars.Expr]":
    """The lines of statements: their IRI is `statement`, all other names are those of readers' tables."""
    said = {
        TYPE: _iri_of(f"{KG}Statement"),
        f"{RDF}subject": _iri("subject"),
        f"{RDF}predicate": _iri("relation"),
        f"{RDF}object": _iri("object"),
        f"{KG}status": _iri("status", KG),
        f"{KG}since": _date("since"),
        f"{KG}until": _date("until"),
        f"{KG}date": _date("date"),
        f"{KG}confidence": _typed("confidence", f"{XSD}decimal"),
        f"{KG}instrument": _iri("instrument"),
        f"{KG}attributedTo": _iri("attributed_to"),
        f"{KG}amount": _number("amount"),
        f"{KG}unit": _text("unit"),
        NOTE: _text("note"),
    }
    return _lines("statement", said)


def evidence_lines() -> "list[polars.Expr]":
    """The lines of mentions: `mention` is a number that no other has."""
    import polars as pl

    node = pl.format("_:m{}", "mention")
    said = {
        TYPE: _iri_of(f"{KG}Evidence"),
        f"{DCTERMS}source": _iri("source"),
        f"{KG}locator": _text("locator"),
        f"{KG}quote": _text("quote"),
    }
    return [*_lines("statement", {f"{KG}evidence": node}), *_about(node, said)]


def actor_lines() -> "list[polars.Expr]":
    """The lines of new actors: `iri`, and the columns of actors."""
    import polars as pl

    aliases = pl.element()
    prop = pl.lit(f"> <{ALIAS}> ")
    alias = pl.concat_str(pl.lit("<"), "iri", prop)
    named = pl.col("aliases").list.eval(pl.format('"{}" .', escaped(aliases)))
    joined = named.list.join(pl.concat_str(pl.lit("\n"), alias))
    return [
        *_lines("iri", {TYPE: _iri("type"), LABEL: _text("label")}),
        pl.when(pl.col("aliases").list.len() > 0).then(pl.concat_str(alias, joined)),
        *_lines("iri", {f"{KG}iso2": _text("iso2"), f"{KG}iso3": _text("iso3")}),
        *_lines("iri", {f"{OWL}sameAs": _iri("wikidata", WD), NOTE: _text("note")}),
    ]


def source_lines() -> "list[polars.Expr]":
    """The lines of sources: `iri`, `note`, and the columns of sources."""
    import polars as pl

    url = pl.col("url").str.replace_many(list(_URL_ESCAPES), list(_URL_ESCAPES.values()))
    said = {
        TYPE: _iri_of(f"{KG}Source"),
        f"{DCTERMS}title": _text("title"),
        f"{DCTERMS}creator": _text("author"),
        f"{DCTERMS}publisher": _text("publisher"),
        f"{DCTERMS}issued": _date("date"),
        f"{KG}url": pl.format(f'"{{}}"^^<{XSD}anyURI>', escaped(url)),
        f"{KG}reliability": _text("reliability"),
        NOTE: _text("note"),
    }
    return _lines("iri", said)


def instrument_lines() -> "list[polars.Expr]":
    """The lines of instruments: `iri`, and the columns of instruments."""
    said = {TYPE: _iri("type"), LABEL: _text("label")}
    dates = {f"{KG}{name}": _date(name) for name in ("since", "until", "date")}
    return _lines("iri", {**said, **dates})


def relation_type_lines(kind: RelationType) -> list[str]:
    """The lines that declare a relation type, with its Goldstein score or else its strength."""
    said = [
        (TYPE, f"<{OWL}ObjectProperty>"),
        (TYPE, f"<{KG}RelationType>"),
        *([(TYPE, f"<{OWL}SymmetricProperty>")] if kind.symmetric else []),
        (f"{RDFS}label", f'"{_escaped(kind.label)}"@en'),
        (f"{SKOS}definition", f'"{_escaped(kind.definition)}"@en'),
        (f"{RDFS}subPropertyOf", f"<{kind.family}>"),
        (f"{KG}sign", f'"{int(kind.sign)}"^^<{XSD}integer>'),
        (f"{KG}influence", f"<{KG}{kind.influence.value}>"),
        (f"{KG}aspect", f"<{KG}{kind.aspect.value}>"),
        *([(f"{KG}cameo", f'"{_escaped(kind.cameo)}"')] if kind.cameo else []),
    ]
    if kind.goldstein is not None:
        said.append((f"{KG}goldstein", f'"{_decimal(kind.goldstein)}"^^<{XSD}decimal>'))
    else:
        said.append((f"{KG}strength", f'"{_decimal(kind.base)}"^^<{XSD}decimal>'))
        if kind.reason:
            said.append((f"{KG}strengthReason", f'"{_escaped(kind.reason)}"@en'))
    return [f"<{kind.iri}> <{prop}> {value} ." for prop, value in said]


def decimals(numbers: "polars.Series") -> "polars.Series":
    """Numbers as decimals without an exponent, each distinct one looked at once."""
    import polars as pl

    distinct = numbers.unique().drop_nulls()
    texts = [_decimal(number) for number in distinct]
    return numbers.replace_strict(distinct, pl.Series(texts, dtype=pl.String), default=None)


def escaped(text: "polars.Expr") -> "polars.Expr":
    """Texts as they stand between quotes in N-Triples.

    >>> import polars as pl
    >>> pl.select(escaped(pl.lit('say "a\\\\b"\\n\\x00'))).item()
    'say \\\\"a\\\\\\\\b\\\\"\\\\n\\\\u0000'
    """
    return text.str.replace_many(list(_ESCAPES), list(_ESCAPES.values()))


def _lines(subject: str, said: "Mapping[str, polars.Expr]") -> "list[polars.Expr]":
    import polars as pl

    return _about(pl.format("<{}>", subject), said)


def _about(subject: "polars.Expr", said: "Mapping[str, polars.Expr]") -> "list[polars.Expr]":
    """A line for each property, null where its value is."""
    import polars as pl

    return [
        pl.concat_str(subject, pl.lit(f" <{prop}> "), value, pl.lit(" ."))
        for prop, value in said.items()
    ]


def _iri(name: str, namespace: str = "") -> "polars.Expr":
    import polars as pl

    return pl.format(f"<{namespace}{{}}>", name)


def _iri_of(iri: str) -> "polars.Expr":
    import polars as pl

    return pl.lit(f"<{iri}>")


def _text(name: str) -> "polars.Expr":
    import polars as pl

    return pl.format('"{}"', escaped(pl.col(name)))


def _typed(name: str, datatype: str) -> "polars.Expr":
    import polars as pl

    return pl.format(f'"{{}}"^^<{datatype}>', name)


def _date(name: str) -> "polars.Expr":
    import polars as pl

    size = pl.col(name).str.len_bytes()
    kinds = {len("YYYY"): "gYear", len("YYYY-MM"): "gYearMonth", len("YYYY-MM-DD"): "date"}
    return pl.coalesce(
        pl.when(size == length).then(_typed(name, f"{XSD}{kind}")) for length, kind in kinds.items()
    )


def _number(name: str) -> "polars.Expr":
    import polars as pl

    whole = pl.col(name).str.contains(r"^[+-]?\d+$")
    return (
        pl.when(whole).then(_typed(name, f"{XSD}integer")).otherwise(_typed(name, f"{XSD}decimal"))
    )


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(c, c) for c in text)


def _decimal(number: float) -> str:
    return format(Decimal(repr(float(number))), "f")
