"""A replay as sentences and tables, as one plain document, and as figures."""
