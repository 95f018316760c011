"""Malformed files and arguments: one line each, an exit code, no traceback, no byte of data changed."""

import gzip
from pathlib import Path

import pytest

from tests.cli.conftest import Run
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
    "statement without a name or parts": ("a.ttl", turtle("[] a kg:Statement .")),
    "instrument without a name": ("a.ttl", turtle('[] a kg:Instrument ; kg:since "2022" .')),
    "evidence without a source": (
        "a.ttl",
        with_statement("0.9", '0.9 ; kg:evidence [ kg:locator "1" ]'),
    ),
    "negative confidence": ("a.ttl", with_statement("0.9", "-0.5")),
    "two confidences": ("a.ttl", with_statement("0.9", "0.9, 0.8")),
    "date with a time": (
        "a.ttl",
        with_statement("0.9", '0.9 ; kg:date "2023-02-03T04:05:06"^^xsd:dateTime'),
    ),
    "subject in quotes": ("a.ttl", with_statement("actor:Ada", '"Ada"')),
    "predicate in quotes": ("a.ttl", with_statement("kg:alliedWith", '"allied"')),
    "attribution in quotes": ("a.ttl", with_statement("0.9", '0.9 ; kg:attributedTo "Ada"')),
    "amount in words": ("a.ttl", with_statement("0.9", '0.9 ; kg:amount "many"^^xsd:integer')),
    "source dated in words": (
        "a.ttl",
        turtle(
            source='src:s a kg:Source ; dcterms:title "T" ; dcterms:issued "2023-7"^^xsd:date .'
        ),
    ),
    "bad language tag": ("a.ttl", '<http://e.org/a> <http://e.org/b> "c"@e_n .\n'),
    "bad escape": ("a.ttl", '<http://e.org/a> <http://e.org/b> "\\q" .\n'),
    "text not closed": ("a.ttl", '<http://e.org/a> <http://e.org/b> "c .\n'),
    "relation type without a family": (
        "a.ttl",
        HEAD + "\nkg:new a kg:RelationType ; kg:sign 1 .\n",
    ),
    "N-Triples cut": ("a.nt", "<http://e.org/a> <http://e.org/b>\n"),
    "N-Quads with a literal subject": ("a.nq", '"a" <http://e.org/b> "c" .\n'),
    "TriG not closed": ("a.trig", "<http://e.org/g> { <http://e.org/a> a <http://e.org/b> .\n"),
    "RDF/XML cut": (
        "a.rdf",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Desc",
    ),
    "RDF/XML cut between two elements": (
        "a.rdf",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:e='http://e/'>\n"
        "<rdf:Description rdf:about='http://e/a'><e:b>c</e:b></rdf:Description>\n",
    ),
    "JSON-LD cut": ("a.jsonld", '{"@id": "http://e.org/a", '),
    "JSON-LD with a remote context": (
        "a.jsonld",
        '{"@context": "http://127.0.0.1:9/c", "@id": "http://e.org/a"}',
    ),
    "gz that is none": ("a.ttl.gz", "not packed"),
    "gz cut": ("a.ttl.gz", gzip.compress(turtle(actors="Ada").encode() * 20, mtime=0)[:60]),
    "JSON-LD that is a list of numbers": ("a.jsonld", "[1, 2"),
    "RDF/XML that is no XML": ("a.rdf", "not XML"),
    "RDF/XML with an entity from afar": (
        "a.rdf",
        '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>',
    ),
    "unknown suffix": ("a.docx", "PK"),
    "no suffix": ("a", "x"),
}
# <file messages>
FILE_MESSAGES: dict[str, str] = {
    "text that is no Turtle": "a.ttl:1:1: 'Russia' is not a valid subject or graph name",
    "end in the middle": "a.ttl:15:24: unexpected end",
    "unknown prefix": "a.ttl:1:1: the prefix nope: has not been declared",
    "space in an IRI": "a.ttl:1:1: invalid IRI code point ' '",
    "relative IRI": "a.ttl:1:1: relative IRI 'a'; give its base with --base",
    "not UTF-8": "a.ttl:1:36: not UTF-8: byte 35 is 0xff",
    "NUL bytes": "a.ttl:1:1: '\\x00' is not allowed at the beginning of a prefix name",
    "month 13": "a.ttl:18: '2023-13' is not a month of the calendar, for kg:since (in <https://w3id.org/actor-kg/statement/x>)",
    "30 February": "a.ttl:18: '2023-02-30' is not a day of the calendar, for kg:date (in <https://w3id.org/actor-kg/statement/x>)",
    "year as a month": "a.ttl:18: '2023' is not a value of xsd:gYearMonth, for kg:since (in <https://w3id.org/actor-kg/statement/x>)",
    "date as a string": "a.ttl:18: kg:since '2023' is not a typed date; type it xsd:gYear, xsd:gYearMonth or xsd:date (in <https://w3id.org/actor-kg/statement/x>)",
    "two dates": "a.ttl:18: has 2 values of kg:date; keep one (in <https://w3id.org/actor-kg/statement/x>)",
    "ill-typed decimal": "a.ttl:18: 'much' is not a value of xsd:decimal, for kg:confidence (in <https://w3id.org/actor-kg/statement/x>)",
    "confidence in words": "a.ttl:18: kg:confidence 'much' is not a number (in <https://w3id.org/actor-kg/statement/x>)",
    "confidence above 1": "a.ttl:18: kg:confidence '1.5' is not in (0, 1] (in <https://w3id.org/actor-kg/statement/x>)",
    "confidence 0": "a.ttl:18: kg:confidence '0.0' is not in (0, 1] (in <https://w3id.org/actor-kg/statement/x>)",
    "no subject": "a.ttl:18: statement has no rdf:subject; every statement needs one (in <https://w3id.org/actor-kg/statement/x>)",
    "no predicate": "a.ttl:18: statement has no rdf:predicate; every statement needs one (in <https://w3id.org/actor-kg/statement/x>)",
    "no object": "a.ttl:18: statement has no rdf:object; every statement needs one (in <https://w3id.org/actor-kg/statement/x>)",
    "two objects": "a.ttl:18: has 2 values of rdf:object, 'actor:Ada' or 'actor:Bela'; keep one (in <https://w3id.org/actor-kg/statement/x>)",
    "object in quotes": 'a.ttl:18: rdf:object is "Bela", not an IRI (in <https://w3id.org/actor-kg/statement/x>)',
    "no status": "a.ttl:18: statement has no kg:status; give one of Actual, Expected, Proposed, Threatened, Refused, Alleged, Denied (in <https://w3id.org/actor-kg/statement/x>)",
    "unknown status": "a.ttl:18: unknown status 'kg:Actuall'; did you mean 'Actual'? (in <https://w3id.org/actor-kg/statement/x>)",
    "two statuses": "a.ttl:18: has 2 values of kg:status, 'kg:Actual' or 'kg:Denied'; keep one (in <https://w3id.org/actor-kg/statement/x>)",
    "statement without a name": "a.ttl: statement 'actor:Ada kg:alliedWith actor:Bela' is a blank node; give it an IRI so it can be pointed at",
    "statement without a name or parts": "a.ttl: statement '' is a blank node; give it an IRI so it can be pointed at",
    "instrument without a name": "a.ttl: kg:since '2022' is not a typed date; type it xsd:gYear, xsd:gYearMonth or xsd:date",
    "evidence without a source": "a.ttl:18: kg:evidence has no dcterms:source; name the document it is from (in <https://w3id.org/actor-kg/statement/x>)",
    "negative confidence": "a.ttl:18: kg:confidence '-0.5' is not in (0, 1] (in <https://w3id.org/actor-kg/statement/x>)",
    "two confidences": "a.ttl:18: has 2 values of kg:confidence; keep one (in <https://w3id.org/actor-kg/statement/x>)",
    "date with a time": "a.ttl:18: kg:date '2023-02-03T04:05:06' is not a typed date; type it xsd:gYear, xsd:gYearMonth or xsd:date (in <https://w3id.org/actor-kg/statement/x>)",
    "subject in quotes": 'a.ttl:18: rdf:subject is "Ada", not an IRI (in <https://w3id.org/actor-kg/statement/x>)',
    "predicate in quotes": 'a.ttl:18: rdf:predicate is "allied", not an IRI (in <https://w3id.org/actor-kg/statement/x>)',
    "attribution in quotes": 'a.ttl:18: kg:attributedTo is "Ada", not an IRI (in <https://w3id.org/actor-kg/statement/x>)',
    "amount in words": "a.ttl:18: 'many' is not a value of xsd:integer, for kg:amount (in <https://w3id.org/actor-kg/statement/x>)",
    "source dated in words": "a.ttl:15: '2023-7' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD, for dcterms:issued (in <https://w3id.org/actor-kg/source/s>)",
    "bad language tag": "a.ttl:1:39: the given language subtag is invalid",
    "bad escape": "a.ttl:1:36: unexpected escape character '\\q'",
    "text not closed": "a.ttl:1:35: unexpected end of file",
    "relation type without a family": "a.ttl:15: relation type has neither kg:goldstein nor kg:strength; give it a kg:strength above 0, at most 1 (in <https://w3id.org/actor-kg/vocab#new>)",
    "N-Triples cut": "a.nt:2:1: line jumps are not allowed in the middle of triples",
    "N-Quads with a literal subject": "a.nq:1:1: the subject of a triple must be an IRI or a blank node",
    "TriG not closed": "a.trig:2:1: unexpected end",
    "RDF/XML cut": "a.rdf:1:66: not well-formed XML: unclosed token",
    "RDF/XML cut between two elements": "a.rdf:3:1: not well-formed XML: it ends before every element is closed",
    "JSON-LD cut": "a.jsonld:1:27: object keys must be strings",
    "JSON-LD with a remote context": "a.jsonld: names a context to be fetched; kg never fetches, so write the context in the file",
    "gz that is none": "a.ttl.gz: is not gzip; pack it, or take .gz off its name",
    "gz cut": "a.ttl.gz: cannot be unpacked: Compressed file ended before the end-of-stream marker was reached",
    "JSON-LD that is a list of numbers": "a.jsonld:1:6: array values must be followed by a comma to add a new value or a squared bracket to end the array",
    "RDF/XML that is no XML": "a.rdf:1:1: not well-formed XML: syntax error",
    "RDF/XML with an entity from afar": "a.rdf: declares an external or parameter entity; remove it",
    "unknown suffix": "cannot tell the format of 'a.docx' from its suffix; use one of .jsonld, .nq, .nt, .rdf, .trig, .ttl or name the format",
    "no suffix": "cannot tell the format of 'a' from its suffix; use one of .jsonld, .nq, .nt, .rdf, .trig, .ttl or name the format",
}
# </file messages>

ADD = ("add", "--subject", "Dora", "--relation", "alliedWith", "--object", "Bela")
AT = ("--source", "s", "--locator", "page 1")
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "command misspelt": ("rnak",),
    "option misspelt": ("rank", "--byy", "degree"),
    "no actor": ("show",),
    "one end of a path": ("paths", "Ada"),
    "too many actors": ("show", "Ada", "Bela"),
    "file that is not there": ("info", "nothing.ttl"),
    "data that are not there": ("actors", "--data", "nothing.ttl"),
    "folder": ("info", "."),
    "folder that is named like a file": ("info", "folder.ttl"),
    "fmt of a folder": ("fmt", "folder"),
    "convert to a folder": ("convert", "folder"),
    "JSON and CSV": ("actors", "--json", "--csv"),
    "actor misspelt": ("show", "Belaa"),
    "actor nowhere near": ("timeline", "Zzz"),
    "actor with control characters": ("show", "\x1b[31mred\nline"),
    "start of a path misspelt": ("paths", "Adda", "Cara"),
    "path to itself": ("paths", "Ada", "Ada"),
    "measure misspelt": ("rank", "--by", "betwenness"),
    "direction": ("rank", "--by", "closeness", "--direction", "up"),
    "empty measure": ("rank", "--by", ""),
    "relation type nowhere near": ("rank", "--relation", "zzz"),
    "option without its value": ("rank", "--by"),
    "most steps 0": ("paths", "Ada", "Cara", "--max-steps", "0"),
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
    "certainty without a date": ("rank", "--certainty", "certain"),
    "no query": ("query",),
    "text and file": ("query", "ASK {}", "--file", "q.rq"),
    "query file that is not there": ("query", "--file", "q.rq"),
    "query file that is no text": ("query", "--file", "latin.rq"),
    "empty query": ("query", ""),
    "unknown prefix in a query": ("query", "SELECT * { ?s nope:p ?o }"),
    "query not closed": ("query", "SELECT * { ?s ?p ?o"),
    "query too deep": ("query", "SELECT * " + "{" * 200 + "}" * 200),
    "query that loads": ("query", "LOAD <http://127.0.0.1:9/>"),
    "query that inserts": ("query", "INSERT DATA { actor:A a kg:State }"),
    "query that names a graph from afar": (
        "query",
        "SELECT * FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }",
    ),
    "query that fetches in disguise": (
        "query",
        r"SELECT * { \u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ),
    "query at no date": ("query", "ASK {}", "--at", "soon"),
    "certainty of a query": ("query", "ASK {}", "--at", "2023", "--certainty", "sure"),
    "parameter that is an option": ("query", "ASK {}", "-p", "at=2023"),
    "parameter that is no variable": ("query", "ASK {}", "-p", "who=actor:Ada"),
    "query that is none": ("query", "SELECT WHERE"),
    "query that writes": ("query", "DELETE WHERE { ?s ?p ?o }"),
    "query that fetches": ("query", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"),
    "query from afar": ("query", "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }"),
    "parameter without a value": ("query", "ASK {}", "-p", "x"),
    "parameter twice": ("query", "ASK {}", "-p", "x=1", "-p", "x=2"),
    "form of the answer": ("query", "ASK {}", "--format", "docx"),
    "two forms": ("query", "ASK {}", "--format", "csv", "--json"),
    "named query misspelt": ("queries", "nothing-like-it"),
    "date of no named query": ("queries", "--at", "2022"),
    "form of a query that is shown": ("queries", "allies", "--show", "--json"),
    "degree weighted": ("rank", "--by", "degree", "--weighted"),
    "degree the other way": ("rank", "--by", "out_degree", "--direction", "in"),
    "unknown parameter of a named query": ("queries", "allies", "-p", "whom=actor:Ada"),
    "parameter that is nobody": ("queries", "allies", "-p", "actor=actor:Adda"),
    "number that is none": ("queries", "confident", "-p", "least=much"),
    "status that is none": ("queries", "status", "-p", "status=Maybe"),
    "data in a format unknown": ("validate", "latin.rq"),
    "fmt of a file that is not there": ("fmt", "nothing.ttl"),
    "fmt of a broken file": ("fmt", "broken.ttl"),
    "validate of a broken file": ("validate", "small.ttl", "broken.ttl"),
    "add to a broken file": (*ADD, "--data", "broken.ttl"),
    "convert of a broken file": ("convert", "out.nt", "--data", "broken.ttl"),
    "page of a broken file": ("draw", "page.html", "--data", "broken.ttl"),
    "fmt of N-Triples": ("fmt", "a.nt"),
    "highlight of one": ("draw", "page.html", "--highlight", "Ada"),
    "highlight misspelt": ("draw", "page.html", "--highlight", "Adda,Cara"),
    "page in no folder": ("draw", "nowhere/page.html"),
    "page that is a folder": ("draw", "folder"),
    "status of a page": ("draw", "page.html", "--status", "Maybe"),
    "convert over a folder": ("convert", "folder", "--to", "turtle"),
    "convert to nothing known": ("convert", "out.docx"),
    "convert to a format misspelt": ("convert", "out.txt", "--to", "turtel"),
    "convert into no folder": ("convert", "nowhere/out.nt"),
    "convert to RDF 1.2 that the format has not": ("convert", "out.rdf", "--rdf12"),
    "add without a subject": ("add", "--relation", "alliedWith", "--object", "Bela"),
    "add of nobody": ("add", "--subject", "Zed", "--relation", "alliedWith", "--object", "Bela"),
    "add of an unknown relation type": (*ADD[:3], "--relation", "aliedWith", *ADD[5:]),
    "add with an unknown status": (*ADD, "--status", "Maybe"),
    "add with an impossible date": (*ADD, "--since", "2023-02-30"),
    "add with a confidence above 1": (*ADD, *AT, "--confidence", "1.5"),
    "add with an unknown source": (*ADD, "--source", "t"),
    "add without a source": ADD,
    "add with a source and no place in it": (*ADD, "--source", "s"),
    "add with a place in no source": (*ADD, "--locator", "page 1"),
    "add with an amount in words": (*ADD, "--amount", "many"),
    "add with a bad IRI": (*ADD, "--iri", "no iri"),
    "add of what is there": (*ADD, *AT, "--iri", "stmt:ally"),
    "add of an end before its start": (*ADD, *AT, "--since", "2023", "--until", "2022"),
    "add to two files": (*ADD, "--data", "small.ttl", "--data", "small.ttl"),
    "add of an empty file": ("add", "empty.ttl"),
    "add of a file that is not there": ("add", "nothing.ttl"),
}
# <argument messages>
ARGUMENT_MESSAGES: dict[str, tuple[int, str]] = {
    "command misspelt": (2, "no such command 'rnak'; did you mean 'rank'? see 'kg --help'"),
    "option misspelt": (2, "no such option '--byy'; did you mean --by? see 'kg rank --help'"),
    "no actor": (2, "missing argument 'ACTOR'; see 'kg show --help'"),
    "one end of a path": (2, "missing argument 'B'; see 'kg paths --help'"),
    "too many actors": (2, "unexpected 'Bela'; see 'kg show --help'"),
    "file that is not there": (1, "nothing.ttl: no such file"),
    "data that are not there": (1, "nothing.ttl: no such file"),
    "folder": (1, ".: is a directory; name a file in it"),
    "folder that is named like a file": (1, "folder.ttl: is a directory; name a file in it"),
    "fmt of a folder": (1, "folder: is a directory; name a file in it"),
    "convert to a folder": (1, "folder: is a directory; name a file in it"),
    "JSON and CSV": (
        2,
        "invalid value for '--json' / '--csv': choose one of them; see 'kg actors --help'",
    ),
    "actor misspelt": (1, "unknown actor 'Belaa'; did you mean 'Bela'?"),
    "actor nowhere near": (1, "unknown actor 'Zzz'; 'kg actors' lists them"),
    "actor with control characters": (
        1,
        "unknown actor '\\x1b[31mred line'; 'kg actors' lists them",
    ),
    "start of a path misspelt": (1, "unknown actor 'Adda'; did you mean 'Ada'?"),
    "path to itself": (1, "'Ada' and 'Ada' are the same actor; a path needs two"),
    "measure misspelt": (1, "unknown measure 'betwenness'; did you mean 'betweenness'?"),
    "direction": (1, "unknown direction 'up'; use 'out' or 'in'"),
    "empty measure": (1, "unknown measure ''; 'kg rank --help' lists them"),
    "relation type nowhere near": (1, "unknown relation type 'zzz'; 'kg vocabulary' lists them"),
    "option without its value": (2, "option '--by' requires an argument; see 'kg --help'"),
    "most steps 0": (1, "max_steps '0' is not a number from 1 on"),
    "limit 0": (1, "limit '0' is not a number from 1 on"),
    "limit in words": (
        2,
        "invalid value for '--limit': 'many' is not a whole number; see 'kg rank --help'",
    ),
    "relation type misspelt": (1, "unknown relation type 'aliedWith'; did you mean 'alliedWith'?"),
    "family misspelt": (
        1,
        "unknown relation family 'cooperateWith'; did you mean 'cooperatesWith'?",
    ),
    "sign 2": (1, "unknown sign '2'; use -1, 0, 1, conflict, neutral, cooperation"),
    "status misspelt": (1, "unknown status 'Actuall'; use 'Actual' or 'all'"),
    "confidence above 1": (1, "min_confidence '2' is not in [0, 1]"),
    "confidence in words": (
        2,
        "invalid value for '--min-confidence': 'high' is not a number; see 'kg rank --help'",
    ),
    "date in words": (1, "'May 2023' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
    "date that is none": (1, "'2023-02-30' is not a day of the calendar"),
    "end before start": (1, "'2022' is before '2023'; give the earlier date first"),
    "at and between": (1, "at and between exclude each other; give one"),
    "memory without at": (1, "memory needs at: it says how far back from that date acts count"),
    "memory in words": (1, "'long' is not a length of time; write days or 90d, 12w, 6m, 2y"),
    "certainty": (1, "unknown certainty 'sure'; use 'certain' or 'possible'"),
    "certainty without a date": (
        1,
        "certainty 'certain' says nothing without a date; give at, between or known_by as well",
    ),
    "no query": (
        2,
        "invalid value for 'TEXT': give the query's text or --file, one of them; see 'kg query --help'",
    ),
    "text and file": (
        2,
        "invalid value for 'TEXT': give the query's text or --file, one of them; see 'kg query --help'",
    ),
    "query file that is not there": (1, "q.rq: no such file"),
    "query file that is no text": (1, "latin.rq: byte 13 is not UTF-8"),
    "empty query": (1, "query must begin with 'SELECT', 'ASK', 'CONSTRUCT' or 'DESCRIBE'"),
    "unknown prefix in a query": (
        1,
        "unknown prefix 'nope:' at line 1, column 15; declare it: PREFIX nope: <...>",
    ),
    "query not closed": (1, "query is wrong at line 1, column 20: it ends too early"),
    "query too deep": (1, "query-too-deep: brackets of the query are nested deeper than 100"),
    "query that loads": (1, "LOAD is refused: kg never fetches; download the file and use kg.load"),
    "query that inserts": (1, "INSERT is refused: this is an update; use kg.update"),
    "query that names a graph from afar": (
        1,
        "FROM 'http://127.0.0.1:9/' is refused: the dataset has no such graph and kg never fetches",
    ),
    "query that fetches in disguise": (
        1,
        "SERVICE is refused: kg never asks another endpoint; load its data with kg.load",
    ),
    "query at no date": (1, "'soon' is not a date; write YYYY, YYYY-MM or YYYY-MM-DD"),
    "certainty of a query": (1, "unknown certainty 'sure'; use 'certain' or 'possible'"),
    "parameter that is an option": (
        2,
        "invalid value for '--param' / '-p': 'at' is the option --at; see 'kg query --help'",
    ),
    "parameter that is no variable": (1, "the query has no variable 'who'"),
    "query that is none": (1, "query is wrong at line 1, column 8: 'WHERE' cannot stand here"),
    "query that writes": (1, "DELETE is refused: this is an update; use kg.update"),
    "query that fetches": (
        1,
        "SERVICE is refused: kg never asks another endpoint; load its data with kg.load",
    ),
    "query from afar": (
        1,
        "FROM 'http://127.0.0.1:9/' is refused: the dataset has no such graph and kg never fetches",
    ),
    "parameter without a value": (
        2,
        "invalid value for '--param' / '-p': 'x' is not NAME=VALUE; see 'kg query --help'",
    ),
    "parameter twice": (
        2,
        "invalid value for '--param' / '-p': 'x' is given twice; see 'kg query --help'",
    ),
    "form of the answer": (
        1,
        "unknown format 'docx' for a yes or no; use 'table', 'json', 'xml' or 'markdown'",
    ),
    "two forms": (2, "invalid value for '--format': choose it or --json; see 'kg query --help'"),
    "date of no named query": (
        2,
        "invalid value for '--at': name the query it is for; see 'kg queries --help'",
    ),
    "form of a query that is shown": (
        2,
        "invalid value for '--json': says nothing beside --show, which prints the query as it is;"
        " see 'kg queries --help'",
    ),
    "degree weighted": (
        1,
        "'degree' counts relations, weighted or not; rank by 'strength'",
    ),
    "degree the other way": (1, "'out_degree' has no direction 'in'; rank by 'in_degree'"),
    "named query misspelt": (1, "unknown query 'nothing-like-it'; 'kg queries' lists them"),
    "unknown parameter of a named query": (
        1,
        "query 'allies' has no parameter 'whom'; it takes 'actor'",
    ),
    "parameter that is nobody": (1, "unknown actor 'actor:Adda'; did you mean 'actor:Ada'?"),
    "number that is none": (1, "parameter 'least' must be a number, not 'much'"),
    "status that is none": (
        1,
        "unknown status 'Maybe'; use 'Actual', 'Expected', 'Proposed', 'Threatened', 'Refused', 'Alleged' or 'Denied'",
    ),
    "data in a format unknown": (
        1,
        "cannot tell the format of 'latin.rq' from its suffix; use one of .jsonld, .nq, .nt, .rdf, .trig, .ttl or name the format",
    ),
    "fmt of a file that is not there": (1, "nothing.ttl: no such file"),
    "fmt of a broken file": (1, "broken.ttl:15:23: unexpected end"),
    "validate of a broken file": (1, "broken.ttl:15:23: unexpected end"),
    "add to a broken file": (1, "broken.ttl:15:23: unexpected end"),
    "convert of a broken file": (1, "broken.ttl:15:23: unexpected end"),
    "page of a broken file": (1, "broken.ttl:15:23: unexpected end"),
    "fmt of N-Triples": (1, "'a.nt' is not Turtle; only .ttl files are formatted"),
    "highlight of one": (
        2,
        "invalid value for '--highlight': 'Ada' is not two actors; write A,B; see 'kg draw --help'",
    ),
    "highlight misspelt": (1, "unknown actor 'Adda'; did you mean 'Ada'?"),
    "page in no folder": (1, "nowhere/page.html: cannot be written: No such file or directory"),
    "page that is a folder": (1, "folder: cannot be written: Is a directory"),
    "status of a page": (
        1,
        "unknown status 'Maybe'; use 'Actual', 'Expected', 'Proposed', 'Threatened', 'Refused', 'Alleged', 'Denied' or 'all'",
    ),
    "convert over a folder": (1, "folder: cannot be written: Is a directory"),
    "convert to nothing known": (
        1,
        "cannot tell the format of 'out.docx' from its suffix; use one of .csv, .cyjs, .ftm.json, .gexf,"
        " .graphml, .json, .jsonld, .nq, .nt, .parquet, .rdf, .trig, .ttl or name the format",
    ),
    "convert to a format misspelt": (1, "unknown format 'turtel'; did you mean 'turtle'?"),
    "convert into no folder": (1, "nowhere/out.nt: cannot be written: No such file or directory"),
    "convert to RDF 1.2 that the format has not": (
        1,
        "rdfxml cannot hold RDF 1.2 triple terms; use one of nquads, ntriples, trig, turtle",
    ),
    "add without a subject": (
        2,
        "invalid value for '--subject': needed to make a statement; see 'kg add --help'",
    ),
    "add of nobody": (1, "unknown actor 'Zed'; 'kg actors' lists them"),
    "add of an unknown relation type": (
        1,
        "unknown relation type 'aliedWith'; did you mean 'alliedWith'?",
    ),
    "add with an unknown status": (1, "unknown status 'Maybe'; 'kg add --help' lists them"),
    "add with an impossible date": (1, "'2023-02-30' is not a day of the calendar"),
    "add with a confidence above 1": (
        1,
        "kg:confidence '1.5' is not in (0, 1] (in <https://w3id.org/actor-kg/statement/dora-alliedwith-bela>)",
    ),
    "add with an unknown source": (1, "unknown source 't'; 'kg queries sources' lists them"),
    "add without a source": (1, "a statement needs evidence; give --source and --locator"),
    "add with a source and no place in it": (
        1,
        "--source needs --locator; say where in it, such as 'paragraph 2'",
    ),
    "add with a place in no source": (1, "--locator and --quote need --source; name the source"),
    "add with an amount in words": (
        1,
        "amount 'many' is not a decimal number; write it like 1960 or 0.5",
    ),
    "add with a bad IRI": (1, "'no iri' is not an IRI; write stmt:name or a full IRI"),
    "add of what is there": (
        1,
        "'stmt:ally' is there already; choose another IRI, or retract the old one first",
    ),
    "add of an end before its start": (
        1,
        "nothing added: starts in 2023 but ends in '2022'; correct kg:since or kg:until (in <https://w3id.org/actor-kg/statement/dora-alliedwith-bela>)",
    ),
    "add to two files": (
        2,
        "invalid value for '--data': name the one file to add to; see 'kg add --help'",
    ),
    "add of an empty file": (1, "empty.ttl: holds nothing to add"),
    "add of a file that is not there": (1, "nothing.ttl: no such file"),
}
# </argument messages>


@pytest.fixture(autouse=True)
def _surroundings(small: Path) -> None:
    """What some of the arguments name."""
    (small.parent / "folder").mkdir()
    (small.parent / "folder.ttl").mkdir()
    (small.parent / "latin.rq").write_bytes(b"ASK { ?s ?p '\xe9' }")
    (small.parent / "empty.ttl").write_bytes(b"")
    (small.parent / "broken.ttl").write_text(HEAD + "\nactor:Ada a kg:State ;", encoding="utf-8")


def contents(folder: Path) -> dict[Path, bytes]:
    """Every file below a folder with what is in it."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", FILES)
def test_a_malformed_file_is_one_line_and_1(case: str, run: Run, tmp_path: Path) -> None:
    name, text = FILES[case]
    (tmp_path / name).write_bytes(text.encode() if isinstance(text, str) else text)
    before = contents(tmp_path)
    ran = run("info", name)
    assert (ran.returncode, ran.stdout, ran.stderr) == (1, "", f"kg: {FILE_MESSAGES[case]}\n")
    assert contents(tmp_path) == before


@pytest.mark.parametrize("case", ARGUMENTS)
def test_malformed_arguments_are_one_line_and_a_code(case: str, run: Run, tmp_path: Path) -> None:
    before = contents(tmp_path)
    code, message = ARGUMENT_MESSAGES[case]
    ran = run(*ARGUMENTS[case])
    assert (ran.returncode, ran.stdout, ran.stderr) == (code, "", f"kg: {message}\n")
    assert contents(tmp_path) == before


@pytest.mark.parametrize("case", [*FILE_MESSAGES.values(), *ARGUMENT_MESSAGES.values()], ids=str)
def test_no_message_is_empty_or_two_lines(case: str | tuple[int, str]) -> None:
    message = case if isinstance(case, str) else case[1]
    assert message
    assert message.isprintable()


def test_a_number_that_python_does_not_convert_leaves_no_traceback(
    spawn: Run, tmp_path: Path
) -> None:
    path = tmp_path / "long.ttl"
    path.write_text(f"<http://e.org/a> <http://e.org/b> {'9' * 5_000} .\n", encoding="utf-8")
    ran = spawn("validate", str(path))
    assert ran.stderr == ""
    assert "holds no statement" in ran.stdout
