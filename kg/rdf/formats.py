"""The RDF formats by name and by file suffix."""

from dataclasses import dataclass
from pathlib import Path

from kg.errors import DataError, OptionError, near

TYPE_CHECKING = False  # importing typing takes as long as starting Python
if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True)
class Format:
    """A way to write RDF down. `engine` names it in pyoxigraph.

    `graphs`: it can hold named graphs; `triple_terms`: it can hold those of RDF 1.2.
    """

    name: str
    engine: str
    suffixes: tuple[str, ...]
    graphs: bool = False
    triple_terms: bool = True

    @property
    def syntax(self) -> "pyoxigraph.RdfFormat":
        """The engine's own value for this format."""
        import pyoxigraph

        syntax: pyoxigraph.RdfFormat = getattr(pyoxigraph.RdfFormat, self.engine)
        return syntax


FORMATS = {
    form.name: form
    for form in (
        Format("jsonld", "JSON_LD", (".jsonld", ".json-ld"), graphs=True, triple_terms=False),
        Format("nquads", "N_QUADS", (".nq", ".nquads"), graphs=True),
        Format("ntriples", "N_TRIPLES", (".nt", ".ntriples")),
        Format("rdfxml", "RDF_XML", (".rdf", ".rdfxml", ".owl", ".xml"), triple_terms=False),
        Format("trig", "TRIG", (".trig",), graphs=True),
        Format("turtle", "TURTLE", (".ttl", ".turtle")),
    )
}


def format_of(path: str | Path, *, name: str | None = None) -> Format:
    """The format with this name, or else the one that the file's suffix (before .gz) stands for.

    Raises:
        OptionError: no format has that name or suffix.
        DataError: it is a directory.

    >>> format_of("a.nt.gz").name, format_of("data", name="turtle").name
    ('ntriples', 'turtle')
    """
    if name is not None:
        if name not in FORMATS:
            hint = near(name, FORMATS)
            raise OptionError(
                f"unknown format '{name}'; "
                + (f"did you mean '{hint[0]}'?" if hint else f"use one of {', '.join(FORMATS)}")
            )
        return FORMATS[name]
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    suffix = next((s for s in reversed(suffixes) if s != ".gz"), "")
    for form in FORMATS.values():
        if suffix in form.suffixes:
            return form
    if Path(path).is_dir():
        raise DataError("is a directory; name a file in it", file=str(path))
    known = ", ".join(s for form in FORMATS.values() for s in form.suffixes[:1])
    raise OptionError(
        f"cannot tell the format of '{path}' from its suffix; use one of {known} or name the format"
    )
