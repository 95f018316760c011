"""networkx's functions on the columns of a `kg.Graph`: a backend that networkx finds by entry point."""
