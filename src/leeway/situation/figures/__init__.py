"""Map and timeline of a situation."""
