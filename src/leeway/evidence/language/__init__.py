"""What any text holds: sentences, tokens, numbers, dates. Knows nothing of wars or missions."""
