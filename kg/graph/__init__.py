"""The graph of the chosen statements: columns inside, a networkx.MultiDiGraph outside."""
