"""What networkx is told about the backend as it is imported: names alone, so that this costs next to nothing.

networkx puts the sentences below under its own descriptions of the functions.
"""

from typing import Any

SERVED = {
    "ranks": (
        "eigenvector_centrality",
        "hits",
        "katz_centrality",
        "katz_centrality_numpy",
        "pagerank",
    ),
    "nearness": ("betweenness_centrality", "closeness_centrality", "harmonic_centrality"),
    "parts": (
        "connected_components",
        "core_number",
        "degree_centrality",
        "in_degree_centrality",
        "is_connected",
        "is_strongly_connected",
        "is_weakly_connected",
        "node_connected_component",
        "number_connected_components",
        "number_strongly_connected_components",
        "number_weakly_connected_components",
        "out_degree_centrality",
        "strongly_connected_components",
        "weakly_connected_components",
    ),
    "steps": (
        "bidirectional_shortest_path",
        "single_source_shortest_path",
        "single_source_shortest_path_length",
        "single_target_shortest_path",
        "single_target_shortest_path_length",
    ),
    "costs": (
        "bidirectional_dijkstra",
        "dijkstra_path_length",
        "multi_source_dijkstra",
        "multi_source_dijkstra_path_length",
    ),
}
"""The functions that run on columns, by the module that does them; all others are networkx's own.

Many of those come to these: `shortest_path`, `has_path`, `dijkstra_path`, `all_pairs_dijkstra`.
"""
ONE_PASS = {
    *SERVED["steps"],
    *SERVED["costs"],
    *(name for name in SERVED["parts"] if name != "core_number" and "strong" not in name),
    "is_strongly_connected",
}
"""Those that networkx does in one pass over a graph, or less: reading it into arrays first takes as long."""
_ALSO = {
    "eigenvector_centrality": "Goes on to the limit where networkx stops as soon as `tol` allows.",
    "katz_centrality": "Goes on to the limit where networkx stops as soon as `tol` allows.",
    "pagerank": "Goes on to the limit: networkx multiplies `tol` by the number of nodes.",
}


def info() -> dict[str, Any]:
    """The metadata of the backend, as networkx asks for it."""
    told = "Runs on the columns of a kg.Graph, through compiled engines."
    return {
        "backend_name": "kg",
        "project": "kg",
        "package": "kg",
        "short_summary": "Evidenced graphs that are kept as columns.",
        "functions": {
            name: {"additional_docs": " ".join(filter(None, (told, _ALSO.get(name))))}
            for names in SERVED.values()
            for name in names
        },
    }
