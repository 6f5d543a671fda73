"""The last start that is still in time: on paper by the schedule, and safe by the simulation."""
