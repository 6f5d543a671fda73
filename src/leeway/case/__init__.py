"""The case directory: a plan and its people, read into frozen records."""
