"""Foreign tables and formats to statements: readers give tables, the pipeline makes statements of them."""
