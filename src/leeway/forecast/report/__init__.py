"""A forecast as one plain document, as sentences and tables, and as a figure."""
