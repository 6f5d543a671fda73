"""Who says it and how firmly: actors, quotes, attribution frames, firmness."""
