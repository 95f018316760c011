"""Every IRI and prefix the toolkit knows, and the way between IRIs and CURIEs."""

import functools
import re

KG = "https://w3id.org/actor-kg/vocab#"
ACTOR = "https://w3id.org/actor-kg/actor/"
STMT = "https://w3id.org/actor-kg/statement/"
INST = "https://w3id.org/actor-kg/instrument/"
SRC = "https://w3id.org/actor-kg/source/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
DCTERMS = "http://purl.org/dc/terms/"
XSD = "http://www.w3.org/2001/XMLSchema#"
SH = "http://www.w3.org/ns/shacl#"
WD = "http://www.wikidata.org/entity/"
GRAPH = KG.removesuffix("#")
"""The named graph of a store that holds the package's vocabulary."""

PREFIXES = {
    "actor": ACTOR,
    "dcterms": DCTERMS,
    "inst": INST,
    "kg": KG,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "src": SRC,
    "stmt": STMT,
    "wd": WD,
    "xsd": XSD,
}

# Compiled when first used: most runs need none or one.
_LOCAL = r"[A-Za-z0-9_](?:[\w.-]*[\w-])?"
_CURIE = r"([A-Za-z][\w.-]*)?:(?!//)(.*)"
_SCHEME = r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|^`\\\x00-\x20]+"
_compiled = functools.cache(re.compile)


def curie(iri: str) -> str:
    """The IRI shortened by a known prefix where a CURIE can say it, else as it is.

    >>> curie("https://w3id.org/actor-kg/actor/Russia"), curie("http://example.org/x")
    ('actor:Russia', 'http://example.org/x')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and _compiled(_LOCAL).fullmatch(iri, len(namespace)):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str) -> str | None:
    """The IRI that a CURIE with a known prefix, or an absolute IRI, stands for; else None.

    >>> expand("actor:Russia"), expand("Russia")
    ('https://w3id.org/actor-kg/actor/Russia', None)
    """
    match = _compiled(_CURIE, re.DOTALL).fullmatch(name)
    if match and match[1] in PREFIXES and " " not in name:
        return PREFIXES[match[1]] + match[2]
    return name if _compiled(_SCHEME).fullmatch(name) else None


def local_name(iri: str) -> str:
    """The part of the IRI after its last '#' or '/'.

    >>> local_name("https://w3id.org/actor-kg/vocab#alliedWith")
    'alliedWith'
    """
    return re.split(r"[#/]", iri)[-1] or iri
