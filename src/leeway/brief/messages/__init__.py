"""Advisories from templates: short message, e-mail and CAP alert, and the check that nobody is told less."""
