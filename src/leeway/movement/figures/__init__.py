"""Charts of a clearance: who moves when, people out, queues."""
