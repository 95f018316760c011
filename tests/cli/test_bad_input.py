"""Malformed files and arguments: one line each, an exit code, no traceback, no byte of data changed."""

import gzip

from tests.factory import HEAD, turtle

STATEMENT = (
    "stmt:x a kg:Statement ; rdf:subject actor:Ada ; rdf:predicate kg:alliedWith ;"
    " rdf:object actor:Bela ; kg:status kg:Actual ; kg:confidence 0.9 ."
)


def with_statement(old: str, new: str) -> str:
    """Two actors and the statement above, with a part of it replaced."""
    assert old in STATEMENT
    return turtle(STATEMENT.replace(old, new), actors="Ada Bela")


FILES: dict[str, tuple[str, str | bytes]] = {
    "text that is no Turtle": ("a.ttl", "Russia is allied with Azerbaijan.\n"),
    "end in the middle": ("a.ttl", HEAD + "\nstmt:x a kg:Statement ;"),
    "unknown prefix": ("a.ttl", "nope:x a nope:y .\n"),
    "space in an IRI": ("a.ttl", "<http://example.org/a b> a <http://example.org/c> .\n"),
    "relative IRI": ("a.ttl", "<a> <b> <c> .\n"),
    "not UTF-8": ("a.ttl", b'<http://e.org/a> <http://e.org/b> "\xff" .\n'),
    "NUL bytes": ("a.ttl", b"\x00\x00\x00\x00"),
    "month 13": ("a.ttl", with_statement("0.9", '0.9 ; kg:since "2023-13"^^xsd:gYearMonth')),
    "30 February": ("a.ttl", with_statement("0.9", '0.9 ; kg:date "2023-02-30"^^xsd:date')),
    "year as a month": ("a.ttl", with_statement("0.9", '0.9 ; kg:since "2023"^^xsd:gYearMonth')),
    "date as a string": ("a.ttl", with_statement("0.9", '0.9 ; kg:since "2023"')),
    "two dates": (
        "a.ttl",
        with_statement("0.9", '0.9 ; kg:date "2022"^^xsd:gYear, "2023"^^xsd:gYear'),
    ),
    "ill-typed decimal": ("a.ttl", with_statement("0.9", '"much"^^xsd:decimal')),
    "confidence in words": ("a.ttl", with_statement("0.9", '"much"')),
    "confidence above 1": ("a.ttl", with_statement("0.9", "1.5")),
    "confidence 0": ("a.ttl", with_statement("0.9", "0.0")),
    "no subject": ("a.ttl", with_statement("rdf:subject actor:Ada ; ", "")),
    "no predicate": ("a.ttl", with_statement("rdf:predicate kg:alliedWith ;", "")),
    "no object": ("a.ttl", with_statement("rdf:object actor:Bela ; ", "")),
    "two objects": ("a.ttl", with_statement("actor:Bela", "actor:Bela, actor:Ada")),
    "object in quotes": ("a.ttl", with_statement("actor:Bela", '"Bela"')),
    "no status": ("a.ttl", with_statement("kg:status kg:Actual ; ", "")),
    "unknown status": ("a.ttl", with_statement("kg:Actual", "kg:Actuall")),
    "two statuses": ("a.ttl", with_statement("kg:Actual", "kg:Actual, kg:Denied")),
    "statement without a name": ("a.ttl", with_statement("stmt:x", "[]").replace("[] a", "_:x a")),
    "evidence without a source": (
        "a.ttl",
        with_statement("0.9", '0.9 ; kg:evidence [ kg:locator "1" ]'),
    ),
    "label in numbers": ("a.ttl", HEAD + "\nactor:Ada a kg:State ; skos:prefLabel 5 .\n"),
    "two labels": ("a.ttl", HEAD + '\nactor:Ada a kg:State ; skos:prefLabel "A"@en, "B"@en .\n'),
    "relation type without a family": (
        "a.ttl",
        HEAD + "\nkg:new a kg:RelationType ; kg:sign 1 .\n",
    ),
    "N-Triples cut": ("a.nt", "<http://e.org/a> <http://e.org/b>\n"),
    "N-Quads with a literal subject": ("a.nq", '"a" <http://e.org/b> "c" .\n'),
    "TriG not closed": ("a.trig", "<http://e.org/g> { <http://e.org/a> a <http://e.org/b> .\n"),
    "RDF/XML not closed": (
        "a.rdf",
        "<?xml version='1.0'?><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
    ),
    "JSON-LD cut": ("a.jsonld", '{"@id": "http://e.org/a", '),
    "JSON-LD with a remote context": (
        "a.jsonld",
        '{"@context": "http://127.0.0.1:9/c", "@id": "http://e.org/a"}',
    ),
    "gz that is none": ("a.ttl.gz", "not packed"),
    "gz cut": ("a.ttl.gz", gzip.compress(turtle(actors="Ada").encode() * 20, mtime=0)[:60]),
    "unknown suffix": ("a.docx", "PK"),
    "no suffix": ("a", "x"),
}
FILE_MESSAGES: dict[str, str] = {}

ARGUMENTS: dict[str, tuple[str, ...]] = {
    "command misspelt": ("rnak",),
    "option misspelt": ("rank", "--byy", "degree"),
    "no actor": ("show",),
    "one end of a path": ("paths", "Ada"),
    "too many actors": ("show", "Ada", "Bela"),
    "file that is not there": ("info", "nothing.ttl"),
    "data that are not there": ("actors", "--data", "nothing.ttl"),
    "folder": ("info", "."),
    "JSON and CSV": ("actors", "--json", "--csv"),
    "actor misspelt": ("show", "Belaa"),
    "actor nowhere near": ("timeline", "Zzz"),
    "actor with control characters": ("show", "\x1b[31mred\nline"),
    "start of a path misspelt": ("paths", "Adda", "Cara"),
    "path to itself": ("paths", "Ada", "Ada"),
    "measure misspelt": ("rank", "--by", "betwenness"),
    "direction": ("rank", "--by", "closeness", "--direction", "up"),
    "limit 0": ("rank", "--limit", "0"),
    "limit in words": ("rank", "--limit", "many"),
    "relation type misspelt": ("rank", "--relation", "aliedWith"),
    "family misspelt": ("rank", "--family", "cooperateWith"),
    "sign 2": ("rank", "--sign", "2"),
    "status misspelt": ("rank", "--status", "Actuall"),
    "confidence above 1": ("rank", "--min-confidence", "2"),
    "confidence in words": ("rank", "--min-confidence", "high"),
    "date in words": ("rank", "--at", "May 2023"),
    "date that is none": ("rank", "--at", "2023-02-30"),
    "end before start": ("rank", "--between", "2023", "2022"),
    "at and between": ("rank", "--at", "2023", "--between", "2022", "2023"),
    "memory without at": ("rank", "--memory", "90d"),
    "memory in words": ("rank", "--at", "2023", "--memory", "long"),
    "certainty": ("rank", "--at", "2023", "--certainty", "sure"),
    "no query": ("query",),
    "text and file": ("query", "ASK {}", "--file", "q.rq"),
    "query file that is not there": ("query", "--file", "q.rq"),
    "query that is none": ("query", "SELECT WHERE"),
    "query that writes": ("query", "DELETE WHERE { ?s ?p ?o }"),
    "query that fetches": ("query", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
    "query from afar": ("query", "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }"),
    "parameter without a value": ("query", "ASK {}", "-p", "x"),
    "parameter twice": ("query", "ASK {}", "-p", "x=1", "-p", "x=2"),
    "form of the answer": ("query", "ASK {}", "--format", "docx"),
    "two forms": ("query", "ASK {}", "--format", "csv", "--json"),
    "named query misspelt": ("queries", "nothing-like-it"),
    "fmt of N-Triples": ("fmt", "a.nt"),
    "highlight of one": ("draw", "page.html", "--highlight", "Ada"),
    "highlight misspelt": ("draw", "page.html", "--highlight", "Adda,Cara"),
    "page in no folder": ("draw", "nowhere/page.html"),
    "convert to nothing known": ("convert", "out.docx"),
    "convert to a format misspelt": ("convert", "out.txt", "--to", "turtel"),
    "convert into no folder": ("convert", "nowhere/out.nt"),
    "add without a subject": ("add", "--relation", "alliedWith", "--object", "Bela"),
    "add of nobody": ("add", "--subject", "Zed", "--relation", "alliedWith", "--object", "Bela"),
}
ARGUMENT_MESSAGES: dict[str, tuple[int, str]] = {}
