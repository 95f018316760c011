"""Questions asked of a graph, one file a question; every answer names the statements it rests on."""
