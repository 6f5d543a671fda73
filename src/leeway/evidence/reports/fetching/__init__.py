"""The only place that opens connections to the outside, and only where the user's command asks for it."""
