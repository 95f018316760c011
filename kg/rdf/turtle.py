"""Turtle as a person would lay it out: prefixes, then a block a subject, in sections, in stable order.

Sections: classes and the like, sources, places, instruments and events, actors, statements by the place
in the source they rest on, everything else. Within a section by IRI. Blank nodes used once stand in place.
Comments above a block stay with it; headings are made anew.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.iris import DCTERMS, KG, OWL, RDF, RDFS, SKOS, XSD
from kg.rdf.naming import canonical
from kg.rdf.records import describe, key_of, natural

if TYPE_CHECKING:
    import pyoxigraph

    from kg.rdf.terms import Term

HEADING = "# --- "
_MAX_INLINE = 8
_WIDE = 80
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?", re.ASCII)
_BARE = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{XSD}boolean": re.compile(r"true|false"),
}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]')
_ORDER = [
    f"{RDF}type", f"{RDF}reifies", f"{RDF}subject", f"{RDF}predicate", f"{RDF}object",
    f"{RDFS}label", f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}definition",
    f"{RDFS}subClassOf", f"{RDFS}subPropertyOf", f"{RDFS}domain", f"{RDFS}range",
    f"{DCTERMS}title", f"{DCTERMS}creator", f"{DCTERMS}publisher", f"{DCTERMS}issued",
    f"{DCTERMS}source", f"{KG}locator", f"{KG}quote", f"{KG}url", f"{KG}reliability",
    f"{KG}iso2", f"{KG}iso3", f"{OWL}sameAs", f"{KG}status", f"{KG}since", f"{KG}until",
    f"{KG}date", f"{KG}suspends", f"{KG}instrument", f"{KG}about", f"{KG}inResponseTo",
    f"{KG}location", f"{KG}attributedTo", f"{KG}amount", f"{KG}unit", f"{KG}confidence",
    f"{KG}evidence", f"{KG}sign", f"{KG}influence", f"{KG}aspect", f"{KG}cameo",
    f"{KG}goldstein", f"{KG}strength", f"{KG}strengthReason",
]  # fmt: skip
_RANK = {prop: (rank, "") for rank, prop in enumerate(_ORDER)} | {f"{SKOS}note": (999, "")}
_SECTIONS = (
    ("classes", f"{OWL}Class"),
    ("values", f"{KG}Status", f"{KG}Influence", f"{KG}Aspect"),
    ("families", f"{KG}RelationFamily"),
    ("relation types", f"{KG}RelationType"),
    ("properties", f"{OWL}ObjectProperty", f"{OWL}DatatypeProperty"),
    ("sources", f"{KG}Source"),
    ("places", f"{KG}Place"),
    ("instruments and events", f"{KG}Instrument", f"{KG}Event"),
)
_TYPE, _REIFIES = f"{RDF}type", f"{RDF}reifies"
_CORE = (f"{RDF}subject", f"{RDF}predicate", f"{RDF}object")
_ACTORS, _STATEMENTS, _OTHER = len(_SECTIONS), len(_SECTIONS) + 1, len(_SECTIONS) + 2


@dataclass(frozen=True)
class Comments:
    """The comment lines of a file: those at its head, and those above the block of a subject."""

    head: tuple[str, ...] = ()
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def write_turtle(
    quads: "Iterable[pyoxigraph.Quad]",
    *,
    prefixes: Mapping[str, str],
    comments: Comments | None = None,
) -> bytes:
    """The triples of the quads (their graphs are not written) as UTF-8 Turtle.

    >>> from pyoxigraph import NamedNode, Quad
    >>> a = NamedNode("http://a/b")
    >>> print(write_turtle([Quad(a, a, a)], prefixes={"a": "http://a/"}).decode())
    @prefix a: <http://a/> .
    <BLANKLINE>
    # --- other ---
    <BLANKLINE>
    a:b
        a:b a:b .
    <BLANKLINE>
    """
    comments = comments or Comments()
    quads = list(quads)
    writer = _Writer(quads, prefixes)
    if writer.labelled:
        writer = _Writer(canonical(quads), prefixes)
    body = writer.body(comments)
    used = sorted(prefix for prefix in writer.used if prefix is not None)
    head = [*comments.head, *([""] if comments.head else [])]
    lines = [*head, *(f"@prefix {prefix}: <{prefixes[prefix]}> ." for prefix in used), *body, ""]
    return "\n".join(lines).encode()


class _Writer:
    def __init__(self, quads: "Iterable[pyoxigraph.Quad]", prefixes: Mapping[str, str]) -> None:
        import pyoxigraph

        quads = list(quads)
        self.descriptions = describe(quads, triple_terms=True)
        self.prefixes = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self.used: set[str] = set()
        self.short: dict[str, str] = {}  # IRIs as they are written
        self.spelt: dict[Any, str] = {}  # and all terms
        self.names = {_TYPE: "a"}  # and properties
        self.orders: dict[tuple[str, ...], list[str]] = {}  # of properties, by what a subject has
        plain = (pyoxigraph.NamedNode, pyoxigraph.Literal)
        pointing = {quad.triple for quad in quads if type(quad.object) not in plain}
        uses = Counter(key for triple in pointing for key in _pointed_at(triple.object))
        self.inline = self._inline(uses)
        self.labelled = any(
            key.startswith("_:") and key not in self.inline for key in (*self.descriptions, *uses)
        )

    def _inline(self, uses: Counter[str]) -> set[str]:
        """Blank nodes used once and, below them, no deeper than a reader follows; never in a circle."""
        from pyoxigraph import BlankNode

        inline: set[str] = set()
        if not uses:
            return inline

        def visit(key: str, depth: int) -> None:
            for terms in self.descriptions.get(key, {}).values():
                for term in terms:
                    if type(term) is not BlankNode:
                        continue
                    child = str(term)
                    if uses[child] == 1 and depth < _MAX_INLINE:
                        inline.add(child)
                        visit(child, depth + 1)

        for key in self.descriptions:
            if not key.startswith("_:") or uses[key] != 1:
                visit(key, 0)
        return inline

    def body(self, comments: Comments) -> list[str]:
        sections: dict[tuple[int, object, str], list[str]] = defaultdict(list)
        for key in self.descriptions:
            if key not in self.inline:
                sections[self._section(key)].append(key)
        lines: list[str] = []
        for section in sorted(sections):
            lines += ["", f"{HEADING}{section[2]} ---"]
            for key in sorted(sections[section]):
                lines += ["", *comments.above.get(key, ()), *self._block(key)]
        return lines

    def _section(self, key: str) -> tuple[int, object, str]:
        found = self.descriptions[key]
        if _CORE[0] in found or _REIFIES in found:
            return self._place_of(key)
        types = set(map(key_of, found.get(f"{RDF}type", ())))
        for rank, (name, *kinds) in enumerate(_SECTIONS):
            if types.intersection(kinds):
                return (rank, (), name)
        if f"{SKOS}prefLabel" in found and types:
            return (_ACTORS, (), "actors")
        return (_OTHER, (), "other")

    def _place_of(self, key: str) -> tuple[int, object, str]:
        """The section of a statement: the first place it rests on, source by source."""
        places = []
        for node in self.descriptions[key].get(f"{KG}evidence", ()):
            inner = self.descriptions.get(key_of(node), {})
            source = min((key_of(t) for t in inner.get(f"{DCTERMS}source", ())), default="")
            locators = [t.value for t in inner.get(f"{KG}locator", ())] or [""]
            places += [(source, natural(text), text) for text in locators]
        if not places:
            return (_STATEMENTS, ("", ()), "statements without evidence")
        source, order, text = min(places)
        name = self.iri(source) if source else "unnamed source"
        return (
            _STATEMENTS,
            (source, order),
            f"statements: {name}{', ' * bool(text)}{_plain(text)}",
        )

    def _block(self, key: str) -> list[str]:
        found = self.descriptions[key]
        subject = key if key.startswith("_:") else self.iri(key)
        lines: list[str] = []
        together = all(len(found.get(prop, ())) == 1 for prop in _CORE)
        for prop in self._properties(found):
            text = self._property(prop, found[prop], "    ")
            if together and prop in _CORE[1:]:
                lines[-1] += f" ; {text}"
            else:
                lines.append(text)
        first = _TYPE in found
        head = [f"{subject} {lines[0]}", *lines[1:]] if first else [subject, *lines]
        indented = [head[0], *(f"    {line}" for line in head[1:])]
        if not first:
            return [indented[0], *(f"{line} ;" for line in indented[1:-1]), f"{indented[-1]} ."]
        return [*(f"{line} ;" for line in indented[:-1]), f"{indented[-1]} ."]

    def _properties(self, found: "Mapping[str, list[Term]]") -> list[str]:
        props = tuple(found)
        if props not in self.orders:
            self.orders[props] = sorted(props, key=lambda prop: _RANK.get(prop, (900, prop)))
        return self.orders[props]

    def _property(self, prop: str, terms: "list[Term]", indent: str) -> str:
        name = self.names.get(prop)
        if name is None:
            name = self.names[prop] = self.iri(prop)
        if len(terms) == 1:
            return f"{name} {self.term(terms[0])}"
        texts = sorted((self.term(term) for term in terms), key=lambda text: (natural(text), text))
        joint = f" ,\n{indent}    " if len(texts) > 1 and len(", ".join(texts)) > _WIDE else ", "
        return f"{name} {joint.join(texts)}"

    def term(self, term: "Term | pyoxigraph.Triple") -> str:
        found = self.spelt.get(term)
        if found is None:
            found = self.spelt[term] = self._spelling(term)
        return found

    def _spelling(self, term: "Term | pyoxigraph.Triple") -> str:
        import pyoxigraph

        if isinstance(term, pyoxigraph.NamedNode):
            return self.iri(term.value)
        if isinstance(term, pyoxigraph.Triple):
            return f"<<( {' '.join(map(self.term, term))} )>>"
        if isinstance(term, pyoxigraph.BlankNode):
            return self._blank(str(term))
        datatype = term.datatype.value
        if datatype in _BARE and _BARE[datatype].fullmatch(term.value):
            return term.value
        text = '"' + _UNSAFE.sub(_escape, term.value) + '"'
        if term.language:
            return f"{text}@{term.language}"
        return text if datatype == f"{XSD}string" else f"{text}^^{self.iri(datatype)}"

    def _blank(self, key: str) -> str:
        if key not in self.inline:
            return key
        found = self.descriptions.get(key, {})
        parts = [self._property(prop, found[prop], "    ") for prop in self._properties(found)]
        return f"[ {' ; '.join(parts)} ]" if parts else "[]"

    def iri(self, iri: str) -> str:
        if iri not in self.short:
            self.short[iri] = self._shortened(iri)
        return self.short[iri]

    def _shortened(self, iri: str) -> str:
        for prefix, namespace in self.prefixes:
            local = iri.removeprefix(namespace)
            if local != iri and _LOCAL.fullmatch(local):
                self.used.add(prefix)
                return f"{prefix}:{local}"
        return f"<{iri}>"


def _pointed_at(term: Any) -> Iterator[str]:
    """The blank nodes in a term; those within a triple term twice, for no [ ] can stand there."""
    import pyoxigraph

    if isinstance(term, pyoxigraph.BlankNode):
        yield key_of(term)
    elif isinstance(term, pyoxigraph.Triple):
        for part in term:
            yield from (*_pointed_at(part), *_pointed_at(part))


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    return _ESCAPES.get(char, f"\\u{ord(char):04X}")


def _plain(text: str) -> str:
    """A locator fit for a heading: one line, no control characters."""
    return "".join(char if char.isprintable() else " " for char in text)
