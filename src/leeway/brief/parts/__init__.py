"""What each section of the brief says."""
