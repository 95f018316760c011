"""SPARQL."""
