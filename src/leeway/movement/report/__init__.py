"""What a clearance says: one plain document, its sentences and tables, and the shipped JSON schemas."""
