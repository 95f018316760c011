"""Who has voted what on which roll call, and how often each two voters agree and oppose each other."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.readers.companions import judged, used_up
from kg.readers.layout import ROW, Rows
from kg.readers.tables import ACTOR, REJECTED, STATEMENT, Batch, frame

if TYPE_CHECKING:
    import numpy
    import polars
    from numpy.typing import NDArray

COLUMNS = ("rcid", "country", "country_code", "vote")
_VOTES = {"yes": 1, "abstain": 2, "no": 3}
_YES, _ABSTAIN, _NO = _VOTES.values()
_ODD = 4  # a country that has cast two different votes on one roll call
_LISTED = 1_000  # repeated rows that are told one by one
_TWICE = "two different votes of one country on one roll call; neither counts"
_AGAIN = "a vote that stands in an earlier row too; it counts once"
_MORE = "more such votes from here on, not listed one by one; the value says how many"


@dataclass(frozen=True)
class Calls:
    """The roll calls: the place of each by rcid, and the year of each place that counts."""

    places: dict[str, int]
    years: dict[int, str]
    issue: str | None


class Ballots:
    """Who has voted what on which roll call, each once, and the line where it stands first."""

    def __init__(self, calls: Calls) -> None:
        import numpy as np

        self.calls = calls
        self.rcids = {place: rcid for rcid, place in calls.places.items()}
        self.columns: dict[str, int] = {}  # by key of the country
        self.labels: dict[str, str] = {}
        self.codes: dict[str, str | None] = {}
        size = max(calls.places.values(), default=-1) + 1
        self.votes = np.zeros((size, 64), dtype=np.int8)
        self.lines = np.zeros((size, 64), dtype=np.int64)
        self._again = 0
        self._more_line = 0

    def take(self, rows: Rows) -> Batch:
        """Count the rows of a block in, and say which do not count."""
        import polars as pl

        table = rows.frame.select(ROW, *COLUMNS).with_columns(
            key=pl.coalesce("country_code", "country"),
            call=pl.col("rcid").replace_strict(
                self.calls.places, default=None, return_dtype=pl.Int64
            ),
            cast=pl.col("vote")
            .str.to_lowercase()
            .replace_strict(_VOTES, default=None, return_dtype=pl.Int8),
        )
        code = pl.col("country_code")
        good, bad = judged(
            table,
            [
                (pl.col("rcid").is_null(), "no rcid", pl.lit("")),
                (pl.col("call").is_null(), "no date of this roll call in roll_calls", "rcid"),
                (pl.col("key").is_null(), "no country", pl.lit("")),
                (
                    code.is_not_null() & ~code.str.contains("^[A-Z]{2}$"),
                    "country_code is not two capital letters",
                    "country_code",
                ),
                (pl.col("cast").is_null(), "vote is not yes, abstain or no", "vote"),
            ],
        )
        counted = good.filter(pl.col("call").is_in(list(self.calls.years)))
        used, rejected = used_up(rows, pl.concat([bad, self._cast(counted)]))
        return Batch(
            frame(STATEMENT), rows=rows.count, rejected=rejected, used=used, share=rows.share
        )

    def _cast(self, table: "polars.DataFrame") -> "polars.DataFrame":
        """Write the votes down; what is said again, or otherwise than before, is rejected."""
        import numpy as np
        import polars as pl

        if not table.height:
            return frame(REJECTED)
        self._seat(table)
        width = self.votes.shape[1]
        who = table["key"].replace_strict(self.columns, return_dtype=pl.Int64).to_numpy()
        cells = table["call"].to_numpy() * width + who
        cast, lines = table["cast"].to_numpy(), table[ROW].to_numpy()
        votes, first = self.votes.reshape(-1), self.lines.reshape(-1)
        places, start = np.unique(cells, return_index=True)
        new = votes[places] == 0
        votes[places[new]] = cast[start[new]]
        first[places[new]] = lines[start[new]]
        later = first[cells] != lines
        wrong = later & (votes[cells] != cast)
        found = np.unique(cells[wrong])
        fresh = found[votes[found] != _ODD]
        odd = [(int(first[cell]), self._told(cell, int(votes[cell]))) for cell in fresh]
        votes[found] = _ODD
        wrong = later & (votes[cells] == _ODD)
        odd += [(int(lines[n]), self._told(cells[n], int(cast[n]))) for n in np.flatnonzero(wrong)]
        rejected = {
            "row": [line for line, _ in odd],
            "reason": [_TWICE] * len(odd),
            "value": [value for _, value in odd],
        }
        return pl.concat([frame(REJECTED, rejected), self._repeated(later & ~wrong, cells, lines)])

    def _repeated(
        self,
        again: "NDArray[numpy.bool_]",
        cells: "NDArray[numpy.int64]",
        lines: "NDArray[numpy.int64]",
    ) -> "polars.DataFrame":
        """The rows that say again what is known: the first of them listed, the others counted."""
        import numpy as np

        numbers = np.flatnonzero(again)
        shown = numbers[: max(_LISTED - self._again, 0)]
        if len(numbers) > len(shown) and not self._more_line:
            self._more_line = int(lines[numbers[len(shown)]])
        self._again += len(numbers)
        first = self.lines.reshape(-1)[cells[shown]]
        return frame(
            REJECTED,
            {
                "row": lines[shown],
                "reason": [_AGAIN] * len(shown),
                "value": [f"row {n}" for n in first],
            },
        )

    def untold(self) -> "polars.DataFrame":
        """A rejected row that stands for the repeated ones that are not listed, if there are any."""
        more = self._again - _LISTED
        if more <= 0:
            return frame(REJECTED)
        said = {
            "row": [self._more_line],
            "reason": [_MORE],
            "value": [str(more)],
        }
        return frame(REJECTED, said)

    def actors(self) -> "polars.DataFrame":
        """The countries, by key."""
        keys = sorted(self.columns)
        said = {
            "key": keys,
            "label": [self.labels[key] for key in keys],
            "type": ["State"] * len(keys),
            "iso2": [self.codes[key] for key in keys],
        }
        return frame(ACTOR, said)

    def pairs(self, year: str) -> "polars.DataFrame":
        """The pairs that have voted on the same roll calls of a year, by key, and on how many.

        Those are `common`; of them `alike` with the same vote, and `opposed`: yes against no.
        """
        import numpy as np
        import polars as pl

        keys = sorted(self.columns)
        places = [place for place, when in self.calls.years.items() if when == year]
        votes = self.votes[np.ix_(places, [self.columns[key] for key in keys])]
        # Counts up to 2 ** 24 are exact in 32 bits; products of floats are much faster than of integers.
        yes, abstain, no = ((votes == vote).astype(np.float32) for vote in (_YES, _ABSTAIN, _NO))
        cast = yes + abstain + no
        common = cast.T @ cast
        alike = yes.T @ yes + abstain.T @ abstain + no.T @ no
        opposed = yes.T @ no + no.T @ yes
        a, b = np.nonzero(np.triu(common, k=1))
        names = pl.Series(keys, dtype=pl.String)
        counts = {"alike": alike, "opposed": opposed, "common": common}
        return pl.DataFrame(
            {
                "subject": names.gather(a),
                "object": names.gather(b),
                **{name: count[a, b].astype(np.int64) for name, count in counts.items()},
            }
        )

    def _seat(self, table: "polars.DataFrame") -> None:
        """Give each new country a column."""
        import numpy as np

        new = table.select("key", "country", "country_code").unique(
            "key", keep="first", maintain_order=True
        )
        for key, name, code in new.rows():
            if key not in self.columns:
                self.columns[key] = len(self.columns)
                self.labels[key] = name or key
                self.codes[key] = code
        width = self.votes.shape[1]
        while width < len(self.columns):
            width *= 2
        more = ((0, 0), (0, width - self.votes.shape[1]))
        if width > self.votes.shape[1]:
            self.votes, self.lines = np.pad(self.votes, more), np.pad(self.lines, more)

    def _told(self, cell: int, vote: int) -> str:
        """A vote in words."""
        call, column = divmod(int(cell), self.votes.shape[1])
        word = {number: word for word, number in _VOTES.items()}[vote]
        return f"{list(self.columns)[column]} on {self.rcids[call]}: {word}"
