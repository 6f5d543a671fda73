"""The simulation engine: every replication's next event advanced in one array step."""
