"""Questions in SPARQL: guarded, answered by the engine, typed by the form of the question."""
