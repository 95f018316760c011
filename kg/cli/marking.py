"""The option that tells what of an answer is stable: --leave-out, the same wherever answers have parts."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Annotated, TypeVar

import typer

import kg
from kg.cli.options import Output
from kg.cli.output import emit, emit_lines
from kg.cli.progress import counting
from kg.views import marks as marks_view
from kg.views.listings import Listing

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Marking:
    """Without what the question is asked again, if at all."""

    leave_out: Annotated[
        str | None,
        typer.Option(
            metavar="WHAT",
            help="Tell which parts of the answer are stable and which contested: the question is asked"
            " again without each 'origin' (sources of one hand), or each 'place' (a paragraph or page)."
            " Takes the time of one more question for each of them, 100 at most.",
        ),
    ] = None

    def refuse(self, option: str) -> None:
        """Refuse where the answer has no parts, as with this option."""
        if self.leave_out is not None:
            raise typer.BadParameter(f"choose it or {option}", param_hint="'--leave-out'")

    def answer(
        self,
        dataset: "kg.Dataset",
        ask: Callable[["kg.Dataset"], Answer],
        view: Callable[[Answer], Listing],
        output: Output,
    ) -> Answer:
        """Ask, print the answer, and after it what of it is stable if that is wanted.

        In JSON that is the field `marks`, beside the `answer` where that is a list; CSV has no room for
        it, so it goes to stderr.
        """
        found = ask(dataset)
        if self.leave_out is None:
            emit(view(found), output)
            return found
        with counting() as progress:
            told = kg.marks(
                dataset,
                lambda data: found if data is dataset else ask(data),
                leave_out=self.leave_out,
                progress=progress,
            )
        listing, marks = view(found), marks_view.listing(told)
        if output.json:
            held = listing.records
            whole = dict(held) if isinstance(held, dict) else {"answer": held}
            emit(replace(listing, records={**whole, "marks": marks.records}), output)
        else:
            emit(listing, output)
            body = marks.lines or (marks.empty,)
            emit_lines(["", *marks.above, *body], err=output.csv)
        return found
