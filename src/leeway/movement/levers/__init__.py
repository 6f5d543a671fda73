"""Levers: what each small change of the plan buys in hours, with its interval."""
