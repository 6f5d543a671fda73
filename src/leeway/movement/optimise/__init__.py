"""Formulations of the schedule, one a module, each for plans of one structure. `leeway.movement.schedule` chooses."""
