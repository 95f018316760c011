"""Where in a file's text a subject or a value stands, for errors that the parser does not place.

The parser hands over terms without positions, so the text is searched: for a block that begins with
the IRI, or its CURIE under the file's own prefixes, and for a literal's text in quotes. The answer is
the first such line: right for files with one block a subject, as `kg fmt` writes them.
"""

import re

PREFIX = re.compile(rb"^\s*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)


def line_of(data: bytes, iri: str) -> int | None:
    """The line (from 1) of the block about an IRI, else of its first mention, else None.

    >>> line_of(b"@prefix a: <http://a/> .\\n\\na:b a:c a:d .", "http://a/b")
    3
    """
    target = iri.encode()
    names = [b"<" + re.escape(target) + b">", b'"' + re.escape(target) + b'"']
    names += [
        re.escape(prefix + b":" + target.removeprefix(namespace)) + rb"(?![\w-])"
        for prefix, namespace in PREFIX.findall(data)
        if target.startswith(namespace)
    ]
    either = b"(?:" + b"|".join(names) + b")"
    found = re.search(b"^" + either, data, re.MULTILINE) or re.search(either, data)
    return _line(data, found)


def line_of_value(data: bytes, text: str) -> int | None:
    """The line (from 1) where a literal with this text first stands in quotes, else None.

    >>> line_of_value(b'a b "x" ;\\n c "2022-13"^^d .', "2022-13")
    2
    """
    return _line(data, re.search(rb"[\"']" + re.escape(text.encode()) + rb"[\"']", data))


def _line(data: bytes, found: re.Match[bytes] | None) -> int | None:
    return data.count(b"\n", 0, found.start()) + 1 if found else None
