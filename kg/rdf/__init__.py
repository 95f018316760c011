"""Bytes to terms and back: formats, strict reading, records, stable writing, atomic saving."""
