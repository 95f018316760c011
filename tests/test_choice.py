"""The choice of what becomes the graph, in words."""

import pytest

from kg.choice import Projection
from kg.dates import Certainty
from kg.iris import KG
from kg.model import Status


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (Projection(), "actual"),
        (Projection(status=frozenset(Status)), "any status"),
        (Projection(status=frozenset({Status.DENIED, Status.ACTUAL})), "actual or denied"),
        (
            Projection(
                relations=frozenset({f"{KG}praises", f"{KG}attacks"}),
                families=frozenset({f"{KG}cooperatesWith"}),
                sign=frozenset({1, -1}),
                status=frozenset(Status),
                min_confidence=0.5,
                at="2022",
                memory=90,
                certainty=frozenset({Certainty.CERTAIN}),
            ),
            "any status, of type attacks, praises, of family cooperatesWith,"
            " of sign conflict, cooperation, confidence at least 0.5, at 2022,"
            " acts within 90 days, certain only",
        ),
        (Projection(at="2022", known_by="2023-05"), "actual, at 2022, known by 2023-05"),
        (Projection(between=("2020", "2021-05")), "actual, between 2020 and 2021-05"),
    ],
)
def test_a_choice_says_itself_in_words(choice: Projection, words: str) -> None:
    assert str(choice) == words
