"""An assessment as one plain document, and as sentences and tables."""
