"""What a query says, as plain texts."""

import kg


def rows(dataset: kg.Dataset, question: str) -> list[tuple[str, ...]]:
    """The rows of the answer, each value as text."""
    found = kg.query(dataset, question)
    assert isinstance(found, kg.Rows)
    return [tuple(map(str, row)) for row in found]
