"""Whether a literal's text is a value of its datatype (W3C XML Schema 1.1 Part 2: Datatypes)."""

import functools
import re

from kg.errors import OptionError
from kg.iris import RDF, XSD

_INTEGER = r"[+-]?\d+"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?"
_TIME = rf"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?){_ZONE}"
_PATTERNS = {
    f"{XSD}{name}": pattern
    for name, pattern in {
        "boolean": r"true|false|0|1",
        "decimal": r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)",
        "integer": _INTEGER,
        "double": r"[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|INF)|NaN",
        "float": r"[+-]?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|INF)|NaN",
        "nonNegativeInteger": r"\+?\d+|-0+",
        "positiveInteger": r"\+?0*[1-9]\d*",
        "nonPositiveInteger": r"-\d+|\+?0+",
        "negativeInteger": r"-0*[1-9]\d*",
        "long": _INTEGER,
        "int": _INTEGER,
        "short": _INTEGER,
        "byte": _INTEGER,
        "unsignedLong": r"\+?\d+",
        "unsignedInt": r"\+?\d+",
        "unsignedShort": r"\+?\d+",
        "unsignedByte": r"\+?\d+",
        "time": _TIME,
        "gMonth": rf"--(?:0[1-9]|1[0-2]){_ZONE}",
        "gDay": rf"---(?:0[1-9]|[12]\d|3[01]){_ZONE}",
        "gMonthDay": rf"--(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]){_ZONE}",
        "duration": r"-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?",
        "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
        "hexBinary": r"(?:[0-9a-fA-F]{2})*",
        "anyURI": r"[^\s<>\"{}|\\^`]*",
    }.items()
}
_RANGES = {
    f"{XSD}{name}": (low, high)
    for name, low, high in (
        ("long", -(2**63), 2**63 - 1),
        ("int", -(2**31), 2**31 - 1),
        ("short", -(2**15), 2**15 - 1),
        ("byte", -128, 127),
        ("unsignedLong", 0, 2**64 - 1),
        ("unsignedInt", 0, 2**32 - 1),
        ("unsignedShort", 0, 2**16 - 1),
        ("unsignedByte", 0, 255),
    )
}
_PARTIAL = (f"{XSD}date", f"{XSD}gYearMonth", f"{XSD}gYear")
_PLAIN = (f"{XSD}string", f"{RDF}langString")
_DATETIME = r"(\d{4}-\d{2}-\d{2})T(.+)"
_DIGITS = (
    25  # enough for every bounded integer type; int() of thousands of digits is refused by Python
)
_compiled = functools.cache(re.compile)  # data use few datatypes: the others cost nothing


def literal_problem(text: str, datatype: str) -> str | None:
    """What is wrong with a literal of a datatype (an IRI), or None; unknown datatypes pass.

    >>> literal_problem("2022-02-30", "http://www.w3.org/2001/XMLSchema#date")
    "'2022-02-30' is not a day of the calendar"
    """
    if datatype in _PLAIN:
        return None
    if datatype in _PARTIAL:
        return _date_problem(text, datatype)
    if datatype in (f"{XSD}dateTime", f"{XSD}dateTimeStamp"):
        return _datetime_problem(text, datatype)
    pattern = _PATTERNS.get(datatype)
    if pattern is not None and not _compiled(pattern).fullmatch(text):
        return f"'{text}' is not a value of xsd:{datatype.removeprefix(XSD)}"
    if datatype in _RANGES:
        low, high = _RANGES[datatype]
        if len(text) > _DIGITS or not low <= int(text) <= high:
            return f"'{text}' is outside the range of xsd:{datatype.removeprefix(XSD)}"
    return None


def _date_problem(text: str, datatype: str) -> str | None:
    from kg.dates import parse_date  # most dates are seen to be right without

    try:
        parse_date(text, datatype=datatype)
    except OptionError as error:
        return str(error)
    return None


def _datetime_problem(text: str, datatype: str) -> str | None:
    match = _compiled(_DATETIME).fullmatch(text)
    if not match or not re.fullmatch(_TIME, match[2]):
        return f"'{text}' is not a value of xsd:{datatype.removeprefix(XSD)}"
    return _date_problem(match[1], f"{XSD}date")
