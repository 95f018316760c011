"""What readers see: records as JSON, listings, and the graph as one page."""
