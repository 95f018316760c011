"""Tables as text for a terminal, as Markdown, HTML and CSV; nothing in the data can act in them."""

import csv
import html
import io
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINERS = "\u200c\u200d"
_BREAKS = re.compile(r"\r\n|[\t\n\v\f\r\u0085\u2028\u2029]")
_START = re.compile(r" *(?P<mark>\[\d+\] |\d+\. )?")
_GAP = 2  # between columns
_CRAMPED = 1.25  # how many times too wide a table may be before its rows become blocks
_MARKDOWN = re.compile(r"([\\`*_\[\]|~$])")


def text_table(columns: Iterable[str], rows: Iterable[Iterable[object]], *, width: int = 80) -> str:
    """The table drawn for a terminal of that many columns, long cells wrapped; ends with a line end.

    A column that holds only numbers is set to the right. Words are broken only where there is no
    other way; where nearly all would be, the rows stand below each other, a line for each cell.

    >>> print(text_table(("actor", "rank"), [("Russia", 1), ("Armenia", 12)]), end="")
    actor    rank
    ─────────────
    Russia      1
    Armenia    12
    """
    from rich.box import Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names, cells = _cells(columns, rows)
    lines = [[safe(cell) for cell in line] for line in (names, *cells)]
    if cells and _least_width(lines) > _CRAMPED * width:
        return "\n".join(_block(lines[0], line, width) for line in lines[1:])
    rule = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")
    table = Table(box=rule, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    for place, (name, room) in enumerate(zip(lines[0], _widths(lines, width), strict=True)):
        numeric = cells and all(_NUMBER.fullmatch(row[place]) or not row[place] for row in cells)
        table.add_column(
            Text(name), justify="right" if numeric else "left", overflow="fold", width=room
        )
    for line in lines[1:]:
        table.add_row(*map(Text, line))
    page = io.StringIO()
    # An own environment and no colour: the same table whatever the terminal and its settings.
    console = Console(
        file=page, width=max(width, 5 * len(names)), color_system=None, force_terminal=False,
        force_jupyter=False, legacy_windows=False, soft_wrap=False, _environ={},
    )  # fmt: skip
    console.print(table, highlight=False, markup=False, emoji=False)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def least_width(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> int:
    """The width of a terminal from which on `text_table` breaks no word of the table.

    >>> least_width(("actor", "rank"), [("Republic of Armenia", 1)])
    14
    """
    names, cells = _cells(columns, rows)
    return _least_width([[safe(cell) for cell in line] for line in (names, *cells)])


def wrapped(text: str, *, width: int) -> str:
    """The text in lines of at most so many characters, words kept whole; 0 is no limit.

    Later lines stand below the first, a step further in, or behind its number.

    >>> print(wrapped("  [1] a report of the council", width=20))
      [1] a report of
          the council
    """
    start = _START.match(text)
    if start is None or not width or len(text) <= width:
        return text
    depth = len(start[0]) + (0 if start["mark"] else 2)
    return textwrap.fill(
        text[start.end() :],
        max(width, depth + 10),
        initial_indent=start[0],
        subsequent_indent=" " * depth,
        break_long_words=False,
        break_on_hyphens=False,
    )


def markdown_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """The table in GitHub's Markdown; what would be markup is shown as text.

    >>> print(markdown_table(["who"], [["a|b"], ["<b>"]]), end="")
    | who |
    | --- |
    | a\\|b |
    | &lt;b&gt; |
    """
    names, cells = _cells(columns, rows)
    lines = [names, ["---"] * len(names), *cells]
    return "".join(f"| {' | '.join(map(_markdown, line))} |\n" for line in lines)


def html_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """The table as an HTML element, every text in it escaped.

    >>> html_table(["a"], [["<i>"]])
    '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>&lt;i&gt;</td></tr></tbody></table>'
    """
    names, cells = _cells(columns, rows)
    body = "".join(f"<tr>{''.join(_element('td', cell) for cell in row)}</tr>" for row in cells)
    head = "".join(_element("th", name) for name in names)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def csv_table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """The table as CSV (RFC 4180: comma, CRLF), each cell as it is but for formulas: see `no_formula`.

    >>> csv_table(["a", "b"], [["x, y", -1], ["=1+1", "-x"]])
    'a,b\\r\\n"x, y",-1\\r\\n\\'=1+1,\\'-x\\r\\n'
    """
    names, cells = _cells(columns, rows)
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerows([no_formula(cell) for cell in line] for line in [names, *cells])
    return page.getvalue()


def no_formula(cell: str) -> str:
    """The cell with `'` before it if a spreadsheet would run it as a formula; a number stays.

    >>> [no_formula(cell) for cell in ("=HYPERLINK(A1)", "-0.5", "-x", "@a", "plain")]
    ["'=HYPERLINK(A1)", '-0.5', "'-x", "'@a", 'plain']
    """
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def safe(text: object) -> str:
    """The text on one line with everything unseen made visible: controls, ESC, bidi, zero width.

    Line ends and tabs become spaces. The joiners that Persian and Indic scripts are spelt with stay
    behind a letter of such a script.

    >>> safe("a\\x1b[31mb\\u202ec\\nd")
    'a\\\\x1b[31mb\\\\u202ec d'
    """
    flat = _BREAKS.sub(" ", str(text))
    if flat.isascii() and flat.isprintable():
        return flat
    pairs = zip(f" {flat}", flat, strict=False)
    return "".join(
        _visible(c)
        if unicodedata.category(c) in _UNSEEN and not (c in _JOINERS and _joins(before))
        else c
        for before, c in pairs
    )


def _joins(letter: str) -> bool:
    return not letter.isascii() and unicodedata.category(letter) in ("Lo", "Mn", "Mc", "So", "Sk")


def _visible(character: str) -> str:
    digits = f"{ord(character):02x}"
    letter, size = next(pair for pair in (("x", 2), ("u", 4), ("U", 8)) if len(digits) <= pair[1])
    return f"\\{letter}{digits:0>{size}}"


def _markdown(cell: str) -> str:
    return _MARKDOWN.sub(r"\\\1", html.escape(safe(cell), quote=False))


def _element(name: str, text: str) -> str:
    return f"<{name}>{html.escape(safe(text))}</{name}>"


def _block(names: list[str], line: list[str], width: int) -> str:
    """A row as lines: each cell that is not empty behind its column's name."""
    depth = max(map(len, names)) + _GAP
    return "".join(
        textwrap.fill(
            cell,
            max(width, depth + 10),
            initial_indent=name.ljust(depth),
            subsequent_indent=" " * depth,
            break_long_words=False,
            break_on_hyphens=False,
        )
        + "\n"
        for name, cell in zip(names, line, strict=True)
        if cell
    )


def _least_width(lines: list[list[str]]) -> int:
    return sum(_least(lines)) + _GAP * (len(lines[0]) - 1)


def _least(lines: list[list[str]]) -> list[int]:
    """The width of the longest word of each column."""
    from rich.cells import cell_len

    return [
        max(max(map(cell_len, cell.split()), default=1) for cell in column)
        for column in zip(*lines, strict=True)
    ]


def _widths(lines: list[list[str]], width: int) -> list[int]:
    """The columns' widths: as their cells are, then the widest give way, broken words last."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column), default=1) or 1 for column in zip(*lines, strict=True)]
    room = width - _GAP * (len(widths) - 1)
    for floors in (_least(lines), [3] * len(widths)):
        while sum(widths) > room:
            able = [place for place, floor in enumerate(floors) if widths[place] > floor]
            if not able:
                break
            widths[max(able, key=widths.__getitem__)] -= 1
    return widths


def _cells(
    columns: Iterable[str], rows: Iterable[Iterable[object]]
) -> tuple[list[str], list[Sequence[str]]]:
    """The names and the rows as texts; None is an empty cell, a number is written as Python does."""
    return list(columns), [["" if cell is None else str(cell) for cell in row] for row in rows]
