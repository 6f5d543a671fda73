"""Words the reader knows, as data files with an example each; a test runs every example."""
