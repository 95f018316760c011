"""The overview that `kg --help` gives: commands in groups, each with its whole sentence."""

from typing import Any

from typer.core import TyperGroup

SECTIONS = {
    "What is in the data": ("info", "actors", "show", "timeline", "coverage", "vocabulary"),
    "Check and edit": ("validate", "fmt", "add"),
    "Ask": ("query", "queries"),
    "Who matters": ("rank", "trend", "robust", "statuses"),
    "Chains of influence": ("paths", "cut", "robust-path", "reach", "journeys"),
    "Friends and foes": ("balance", "both-sides", "alignment", "communities", "brokers"),
    "Questions of a brief": (
        *("mediations", "changes", "commitments", "restrictions", "alternatives", "whatif"),
        *("contradictions", "corroboration"),
    ),
    "Show and hand on": ("draw", "convert", "compare"),
    "Bring your own data": ("import", "readers", "matches", "build"),
}


class Overview(TyperGroup):
    """The application's commands in the order and under the headings of `SECTIONS`."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the groups; what the terminal has no room for goes on in the next line."""
        for title, names in SECTIONS.items():
            with formatter.section(title):
                rows = [(name, self._sentence(ctx, name)) for name in names]
                formatter.write_dl(rows, col_max=16)

    def _sentence(self, ctx: Any, name: str) -> str:
        command = self.get_command(ctx, name)
        return (
            str(command.help or "").strip().partition("\n\n")[0].replace("\n", " ")
            if command
            else ""
        )
