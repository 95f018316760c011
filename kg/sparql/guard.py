"""interim"""
from kg.errors import QueryError
def check_query(text, *, graphs=frozenset()):
    for w in ("SERVICE","LOAD"):
        if w in text: raise QueryError(f"{w} is refused")
def check_update(text): check_query(text)
