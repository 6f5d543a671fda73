"""Reports in: text, HTML, feeds, JSON lines, WARC, mail; cleaning; the store; fetching on command."""
