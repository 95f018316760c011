"""Datasets in the formats of other tools, a module a format: writing, reading, what cannot be held."""
