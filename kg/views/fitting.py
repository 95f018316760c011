"""Values made fit to stand in a page: JSON that holds no markup, text that gives no orders."""

import json
import re
from collections.abc import Iterable
from typing import Any

from kg.views.records import Record, plain

# No text of a label, but orders to a terminal or to the direction of what follows.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_NUMBERS = frozenset((int, float, bool))
_EMPTY = frozenset((type(None), str, tuple, list))
_MARKUP = re.compile("[<>&'\u2028\u2029]")


def to_json(value: object) -> str:
    """The value as JSON that can stand in a script element of a page: it holds no markup.

    >>> to_json({"b": "</script>", "a": "é"})
    '{"a":"é","b":"\\\\u003c/script\\\\u003e"}'
    """
    text = json.dumps(
        value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return _MARKUP.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def fit(text: str) -> str:
    """The text with a replacement sign for each control, direction override and lone surrogate.

    >>> fit("a\\x00b")
    'a�b'
    """
    return text if text.isprintable() else _UNFIT.sub("\ufffd", text)


def without_gaps(**values: object) -> Record:
    """The values that are there, JSON-native, their text fit to be shown."""
    found: Record = {}
    for name, value in values.items():
        kind = type(value)  # the usual ones first: a page asks of a million values
        if kind in _NUMBERS:
            found[name] = value
        elif not value and kind in _EMPTY:
            continue
        elif not isinstance(value, Iterable) or value:
            found[name] = _fitted(plain(value))
    return found


def _fitted(value: Any) -> Any:
    if type(value) in _NUMBERS:
        return value
    if isinstance(value, str):
        return fit(value)
    if isinstance(value, list):
        return [_fitted(each) for each in value]
    return value
